"""Item 11, the governance checks: what is new and what is gone since the period before, what is accepted, the trend, the gravest in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cxgov.checks import RULES, Checked, check
from cxgov.checks.between import Between, between
from cxgov.checks.settings import Suppressed
from cxgov.language import N_
from cxgov.model import Period
from cxgov.problems import Problem
from cxgov.reporting.context import Context
from cxgov.reporting.findings import entry, groups
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections.quarter.board_advice import advice_for
from cxgov.reporting.sections.quarter.record_names import record_name, without_ids
from cxgov.reviewing.on_file import periods_on_file

MOST_GROUPS = 5
MOST_LISTED, MOST_GONE = 3, 2
TREND = 4
SEVERITIES = ("error", "warning", "info")


def build(context: Context) -> list[Page]:
    """Makes the item."""
    before = context.period.shift(-1)
    known = _on_file(context)
    since = between(context.workspace, before, context.period, later=context.checked) if before in known else None
    found = groups(context, context.checked.findings)
    new = {(f.code, f.about) for f in since.new} if since else set()
    return [Page(
        id="quarter-lint", title=_title(context, since), short_title=context.say(N_("Governance check")), lead=_lead(context, since),
        template="quarter/lint.html", data={
            "words": context.narrative("quarter-lint"), "before": context.language.period(before), "compared": since is not None,
            "groups": [_group(context, group, new) for group in found[:MOST_GROUPS]], "more": max(0, len(found) - MOST_GROUPS),
            "more_errors": sum(group["severity"] == "error" for group in found[MOST_GROUPS:]),
            "new": _listed(context, since.new if since else (), MOST_LISTED), "gone": _listed(context, since.fixed if since else (), MOST_GONE),
            "trend": [_counts(context, period) for period in known[-TREND:]] if len(known) > 1 else [],
            "suppressed": [_suppressed(context, s) for s in context.checked.suppressed[:MOST_LISTED]],
            "suppressed_more": max(0, len(context.checked.suppressed) - MOST_LISTED),
            "not_checked": len(context.checked.not_checked), "checks": len(RULES),
        })]


def _on_file(context: Context) -> list[Period]:
    """Periods of the reported length up to the reported one with an assessment, a value or a decision, oldest first."""
    last = context.period
    return sorted(p for p in {*periods_on_file(context.workspace), last} if p.months == last.months and p <= last)


def _title(context: Context, since: Between | None) -> str:
    found = context.checked.findings
    if not found:
        return context.say(N_("None of the checks that could be made found anything to mend"))
    if since is not None and len(since.fixed) > len(since.new):
        return context.say(N_("More findings are gone than are new: {gone} against {new}"), gone=len(since.fixed), new=len(since.new))
    if since is not None and len(since.new) > len(since.fixed):
        return context.say(N_("More findings are new than are gone: {new} against {gone}"), gone=len(since.fixed), new=len(since.new))
    if since is not None and not since.new:
        return context.say(N_("The checks find the same as in {period}"), period=context.language.period(context.period.shift(-1)))
    grave = sum(f.severity.word == "error" for f in found)
    if grave:
        return context.counted(grave, N_("The governance checks found {n} error that needs an owner"), N_("The governance checks found {n} errors that need an owner"))
    return context.say(N_("Governance check"))


def _lead(context: Context, since: Between | None) -> str:
    counts = Counter(f.severity.word for f in context.checked.findings)
    said = context.join([context.counted(counts["error"], N_("{n} error"), N_("{n} errors")), context.counted(counts["warning"], N_("{n} warning"), N_("{n} warnings")),
                         context.counted(counts["info"], N_("{n} remark"), N_("{n} remarks"))])
    if since is None:
        return context.say(N_("Found: {counts}."), counts=said)
    values = {"counts": said, "new": len(since.new), "gone": len(since.fixed), "staying": len(since.staying),
              "period": context.language.period(context.period.shift(-1))}
    if since.first_judged:
        return context.say(N_("Found: {counts}. Since {period}: new {new}, gone {gone}, staying {staying}, judged for the first time {first}."),
                           first=len(since.first_judged), **values)
    return context.say(N_("Found: {counts}. Since {period}: new {new}, gone {gone}, staying {staying}."), **values)


def _group(context: Context, group: dict[str, Any], new: set[tuple[str, str]]) -> dict[str, Any]:
    others = [record_name(context, e["about"]) for e in group["entries"][1:] if e["about"]]
    return {"code": group["code"], "title": group["title"], "severity": group["severity"], "first": without_ids(context, group["entries"][0]["text"]), "n": group["n"],
            "others": list(dict.fromkeys(others))[:3], "rest": max(0, len(dict.fromkeys(others)) - 3),
            "advice": advice_for(context, group), "new": sum(code == group["code"] for code, _ in new)}


def _listed(context: Context, found: Sequence[Problem], most: int) -> dict[str, Any]:
    """Findings in words, the gravest first and one of every check before the second of any, and how many are left out."""
    seen: Counter[str] = Counter()
    turns = []
    for f in found:
        turns.append((-f.severity, seen[f.code]))
        seen[f.code] += 1
    ranked = [found[at] for at in sorted(range(len(found)), key=lambda at: turns[at])]
    return {"rows": [{"code": f.code, "text": without_ids(context, entry(context, f)["text"])} for f in ranked[:most]], "more": max(0, len(ranked) - most)}


def _suppressed(context: Context, item: Suppressed) -> dict[str, Any]:
    return {"code": item.finding.code, "text": without_ids(context, entry(context, item.finding)["text"]), "reason": context.text(item.by.reason), "until": item.by.expires.isoformat()}


def _counts(context: Context, period: Period) -> dict[str, Any]:
    """Findings of a period by severity, judged on its last day; those of the reported one as everywhere in the report."""
    made: Checked = context.checked if period == context.period else check(context.workspace, period=period, as_of=period.end)
    counts = Counter(f.severity.word for f in made.findings)
    return {"period": context.language.period(period), **{word: counts[word] for word in SEVERITIES}, "all": sum(counts.values()),
            "judged": len(RULES) - len(made.not_checked)}


SECTION = Section(name="quarter-lint", build=build)
