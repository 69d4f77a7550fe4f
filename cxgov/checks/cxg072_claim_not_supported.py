"""CXG-072: a text says that an indicator improved, worsened, rose or fell, and its values do not show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cxgov.checks.grounding import NPS_INTERVALS
from cxgov.checks.measured import measured_in_period
from cxgov.checks.rule import NotChecked, Rule, View, finding
from cxgov.language import N_, Message, Number, message
from cxgov.loading.excerpts import Lines
from cxgov.problems import Problem, Severity

if TYPE_CHECKING:
    from cxgov.checks.claims import Claimed
    from cxgov.checks.mentions import Names
    from cxgov.reviewing.changes import Verdict

_SAID: dict[Claimed, str] = {
    "better": N_("the text says that indicator {id} “{name}” improved: {against}"),
    "worse": N_("the text says that indicator {id} “{name}” got worse: {against}"),
    "up": N_("the text says that indicator {id} “{name}” rose: {against}"),
    "down": N_("the text says that indicator {id} “{name}” fell: {against}"),
}
_KINDS: dict[Claimed, str] = {"better": "improved", "worse": "worsened"}


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every claim in the period's texts that the tested change does not bear out."""
    period = view.period
    texts = [narrative for narrative in view.workspace.narratives if narrative.period == period]
    if period is None or not texts:
        raise NotChecked(message(N_("there are no texts of one’s own for the period")))
    measured_in_period(view)
    from cxgov.checks.claims import claims
    from cxgov.checks.mentions import Names

    # Formulas are slow to import, and most texts claim nothing.
    verdicts: dict[str, Verdict] | None = None
    names: dict[str | None, Names] = {}
    for narrative in texts:
        if narrative.language not in names:
            names[narrative.language] = Names(view.workspace.kpis, narrative.language)
        lines = Lines(narrative.file, narrative.text)
        years = frozenset(f"{year:04}" for year in (period.start.year, period.end.year, period.shift(-1).start.year))
        for claim in claims(narrative.text, names[narrative.language], years):
            if verdicts is None:
                from cxgov.reviewing.changes import changes

                verdicts = changes(view.workspace, period)
            verdict = verdicts.get(claim.kpi.id)
            against = _against(claim.claimed, verdict) if verdict else None
            if against is not None:
                yield finding(RULE, lines.locate(claim.sentence.offset), _SAID[claim.claimed], about=claim.kpi.id, id=claim.kpi.id,
                              name=claim.kpi.name, against=against)


def _against(claimed: Claimed, verdict: Verdict) -> Message | None:
    """Says what stands against a claim; ``None`` where the values bear it out, or there is nothing to compare with."""
    if verdict.before is None:
        return None
    if verdict.kind == "too_few":
        return message(N_("too few people answered for a comparison with {before}"), before=verdict.before)
    if verdict.change is None or verdict.value is None:
        return message(N_("it cannot be compared with {before}: {reason}"), before=verdict.before, reason=verdict.reason or "")
    difference = verdict.change.difference
    values = {"before": Number(verdict.value), "now": Number(verdict.value + difference), "period": verdict.before}
    # A change that nobody says is good or bad is a change all the same.
    moved = verdict.clear or verdict.reason is not None
    if claimed in _KINDS and verdict.clear:
        right = verdict.kind == _KINDS[claimed]
    elif claimed in _KINDS and moved:
        return message(N_("it went from {before} in {period} to {now}, but which way is better is not declared"), **values)
    else:
        right = (difference > 0) == (claimed == "up")
    if not difference:
        return message(N_("in {before} it was {now}, and it still is"), before=verdict.before, now=values["now"])
    if moved:
        return None if right else message(N_("from {before} in {period} to {now} it went the other way"), **values)
    if verdict.kind == "stable":
        return message(N_("from {before} in {period} to {now} it stayed the same but for what does not matter"), **values)
    return message(N_("from {before} in {period} to {now} is no clear change; such a difference may be chance"), **values)


RULE = Rule(
    code="CXG-072",
    group="numbers",
    severity=Severity.ERROR,
    title=N_("Claimed change not supported"),
    what=N_("Where a text of the period (`narrative/`) says of an indicator that it improved or worsened, rose or fell, the tested change against "
            "the period before says the same. The indicator is known by its name, inflected too, by its id in backticks, or as NPS, CSAT or "
            "CES where there is only one. Denials, wishes, questions and sentences about other years are left alone."),
    why=N_("The board reads the text first and often nothing else. A rise that is no more than chance is praised this quarter and has to be "
           "explained away in the next, and with it goes the trust in every other number."),
    grounding=NPS_INTERVALS,
    example="""\
kind: measurements
period: 2026-Q2
measurements:
  - {kpi: ease, value: 5.6, n: 210, variance: 2.1}
---
kind: measurements
period: 2026-Q3
measurements:
  - {kpi: ease, value: 5.7, n: 205, variance: 2.0}
---
# 2026-Q3/narrative/summary.en.md
The ease of collection has improved again.
""",
    fix=N_("write what the comparison shows (no clear change, too few answers), or leave the sentence out; a direction may be called one, with "
           "its interval"),
    find=find,
)
