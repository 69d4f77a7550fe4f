"""A comparison for people at the terminal: one column of facts, the index first, then what moved it, adding up."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cxgov.checks.between import Between
from cxgov.cli.tables import aligned
from cxgov.kpis.variants import digits_of
from cxgov.language import N_, Language, counted, message
from cxgov.model import Workspace
from cxgov.model.frameworks import VersionChange
from cxgov.problems import Problem
from cxgov.reviewing.changes import Verdict
from cxgov.reviewing.comparison import EFFECT_TEXTS, KIND_TEXTS, Comparison, TrendPoint
from cxgov.reviewing.derivation import VERDICT_NAMES
from cxgov.reviewing.lines import DIGITS, Line, lines_of, name_of, sides_of
from cxgov.reviewing.practice_changes import KINDS, PracticeChange
from cxgov.scoring import Scorecard
from cxgov.scoring.scorecard import REASON_TEXTS

FINDINGS_LISTED = 8


def as_text(workspace: Workspace, found: Comparison, findings: Between, language: Language) -> list[str]:
    """The comparison for people."""
    blocks = [
        _head(workspace, found, language), _parts(found, language), _practices(found, language), _version(found, language),
        _indicators(workspace, found, language), _initiatives(workspace, found, language), _findings(findings, language), _trend(found, language)]
    return [line for number, block in enumerate(filter(None, blocks)) for line in (*([""] if number else []), *block)]


def _head(workspace: Workspace, found: Comparison, language: Language) -> list[str]:
    say, before, after = language.say, found.before, found.after
    head = [language.text(workspace.organisation.name), f"{found.framework.id} {found.framework.version}",
            f"{language.period(found.start)} → {language.period(found.end)}"]
    if after.unit:
        head.insert(1, language.text(workspace.unit_name(after.unit)))
    facts = [[say(N_("Index")), f"{_index(before, language)} → {_index(after, language)}"],
             [say(N_("Level")), f"{_level(before, language)} → {_level(after, language)}"]]
    shown = lines_of(found)
    if shown is not None:
        facts.insert(1, [say(N_("Difference")), _signed(shown.difference, language)])
    return [" · ".join(head), "", *aligned(facts), *(say(reason) for reason in found.reasons)]


def _index(card: Scorecard, language: Language) -> str:
    return language.number(card.index) if card.index is not None else language.say(REASON_TEXTS[card.reason]) if card.reason else "–"


def _level(card: Scorecard, language: Language) -> str:
    return "–" if card.level is None else f"{card.level} {language.text(card.framework.scale.levels[str(card.level)].name)}"


def _parts(found: Comparison, language: Language) -> list[str]:
    """What the difference is made of: from the earlier index to the later, line by line."""
    shown, say = lines_of(found), language.say
    if shown is None:
        return []
    rows = [[language.number(float(shown.before), DIGITS), say(message(N_("index, {period}"), period=found.start))],
            *(_line(found, line, language) for line in shown.lines)]
    if shown.joined:
        rows.append([_signed(shown.others, language), say(shown.others_name)])
    if not shown.lines:
        rows.append([_signed(Fraction(0), language), say(N_("nothing that counts has moved"))])
    rows.append([language.number(float(shown.after), DIGITS), say(message(N_("index, {period}"), period=found.end))])
    return [say(N_("What moved the index, in points")), *aligned(rows, right=(0,), indent="  "),
            say(N_("Rounded so that the lines add up; exact amounts: --format json"))]


def _line(found: Comparison, line: Line, language: Language) -> list[str]:
    return [_signed(line.shown, language), f"{line.id} {language.text(name_of(found, line))}", _levels(found, line, language),
            ", ".join(language.say(cause) for cause in line.causes)]


def _levels(found: Comparison, line: Line, language: Language) -> str:
    ends = sides_of(found, line)
    return " → ".join(language.number(float(end), 0 if line.practice and end.denominator == 1 else 1) if end is not None else "–" for end in ends)


def _practices(found: Comparison, language: Language) -> list[str]:
    """How many practices were rated anew, confirmed, carried over …; the ids of those that were only carried over."""
    say = language.say
    rows = [[language.number(len(group)), say(KIND_TEXTS[kind]), _ids(group) if kind not in ("re_rated", "confirmed") else ""]
            for kind in KINDS if (group := found.of_kind(kind))]
    added, aged = [c for c in found.practices if c.added], [c for c in found.practices if c.aged]
    lost = [c for c in found.practices if c.lost and not c.added]
    rows += [[language.number(len(group)), say(text), _ids(group) if group is not added else ""] for text, group in (
        (N_("with new evidence"), added), (N_("whose evidence became too old"), aged), (N_("whose earlier evidence is no longer shown"), lost)) if group]
    return [say(N_("Practices")), *aligned(rows, right=(0,), indent="  ")]


def _ids(group: Sequence[PracticeChange]) -> str:
    return ", ".join(change.practice.id for change in group)


def _version(found: Comparison, language: Language) -> list[str]:
    """What became of the practices where two versions of the framework were answered."""
    then, now = found.versions
    if then == now:
        return []
    say = language.say
    return [say(message(N_("Answers of {period} were carried over from version {version}"), period=found.start, version=then)),
            *aligned(version_rows(found.moved, language) if found.moved else [], indent="  ")]


def version_rows(moved: VersionChange, language: Language) -> list[list[str]]:
    """New, dropped, renamed and changed practices; kinds that did not occur are left out."""
    renamed = ", ".join(f"{old} → {new}" for old, new in moved.renamed.items())
    rows = ((N_("new practices"), ", ".join(moved.added)), (N_("dropped practices"), ", ".join(moved.dropped)), (N_("renamed practices"), renamed),
            (N_("changed meaning, old answer not carried over"), ", ".join(moved.changed)))
    return [[language.say(label), ids] for label, ids in rows if ids]


def _indicators(workspace: Workspace, found: Comparison, language: Language) -> list[str]:
    if not found.verdicts:
        return []
    rows = [_verdict(workspace, found, kpi, verdict, language) for kpi, verdict in found.verdicts.items()]
    return [language.say(message(N_("Indicators, {period}"), period=found.end)), *aligned(rows, right=(1,), indent="  ")]


def _verdict(workspace: Workspace, found: Comparison, kpi: str, verdict: Verdict, language: Language) -> list[str]:
    declared, change = workspace.kpis_by_id[kpi], verdict.change
    difference = language.number(change.difference, max(1, digits_of(declared)), signed=True) if change else ""
    against = "" if verdict.before in (None, found.start) else language.say(message(N_("against {period}"), period=verdict.before))
    return [language.text(declared.name), difference, language.say(VERDICT_NAMES[verdict.kind]), against]


def _initiatives(workspace: Workspace, found: Comparison, language: Language) -> list[str]:
    if not found.effects:
        return []
    rows = []
    for item in found.effects:
        effect, kpi = item.effect, item.effect.kpi
        measured = language.say(message(N_("measured {change}"), change=language.number(effect.difference, max(1, digits_of(kpi)), signed=True))) \
            if kpi and effect.difference is not None else ""
        rows.append([language.text(workspace.initiatives_by_id[item.initiative].title), language.text(kpi.name) if kpi else effect.expected.kpi,
                     language.say(message(N_("expected {change}"), change=language.number(effect.expected.change, 2, signed=True, trim=True))),
                     measured, language.say(EFFECT_TEXTS[effect.state])])
    return [language.say(N_("Initiatives whose effect was due")), *aligned(rows, indent="  ")]


def _findings(findings: Between, language: Language) -> list[str]:
    say = language.say
    new, gone, stay = findings.new, findings.fixed, len(findings.staying)
    rows = [[language.number(len(new)), say(counted(len(new), N_("new finding"), N_("new findings"))), _listed(new)],
            [language.number(len(gone)), say(counted(len(gone), N_("finding that is gone"), N_("findings that are gone"))), _listed(gone)],
            [language.number(stay), say(counted(stay, N_("finding that stays"), N_("findings that stay"))), ""]]
    if findings.first_judged:
        first = findings.first_judged
        rows.append([language.number(len(first)), say(counted(len(first), N_("finding judged for the first time"), N_("findings judged for the first time"))),
                     _listed(first)])
    return [say(N_("Governance checks")), *aligned(rows, right=(0,), indent="  ")]


def _listed(group: Sequence[Problem]) -> str:
    said = [f"{f.code} {f.about}".rstrip() for f in group[:FINDINGS_LISTED]]
    return ", ".join([*said, *(["…"] if len(group) > FINDINGS_LISTED else [])])


def _trend(found: Comparison, language: Language) -> list[str]:
    if len(found.trend) < 2:
        return []
    versions = {point.version for point in found.trend}
    rows = [[language.period(point.period), _point(point, language), f"{found.framework.id} {point.version}" if len(versions) > 1 else ""]
            for point in found.trend]
    return [language.say(N_("Index of every assessed period")), *aligned(rows, indent="  ")]


def _point(point: TrendPoint, language: Language) -> str:
    return language.number(point.index) if point.index is not None else language.say(REASON_TEXTS[point.reason]) if point.reason else "–"


def _signed(amount: Fraction, language: Language) -> str:
    return language.number(float(amount), DIGITS, signed=True)
