"""Anti-patterns found: which of the framework's known ways of going wrong the findings and the levels support.

A pattern is reported only where something shows it: a finding that is a sign of it, or every practice that guards against
it at the foot of the scale.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from cxgov.language import N_
from cxgov.model import Framework
from cxgov.reporting.context import Context
from cxgov.reporting.findings import Group, groups
from cxgov.reporting.section import Page, Section
from cxgov.scoring.scorecard import PracticeScore

LOW = Fraction(1, 4)  # of the scale's range: level 1 of 0..4
NAMED_RECORDS = 5
# Which findings are by themselves a sign of which pattern. A practice names several checks and several patterns, and not
# every one of these checks shows every one of these patterns; so what is known is said here.
SIGNS: dict[str, tuple[str, ...]] = {
    "CXG-010": ("channel_not_tp",), "CXG-011": ("cx_is_service",), "CXG-022": ("lone_cx_manager",), "CXG-027": ("team_overload",),
    "CXG-034": ("wrong_kpi",), "CXG-035": ("wrong_kpi",), "CXG-054": ("skipped_stage",), "CXG-056": ("paused_cycle",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A pattern and what supports it.

    Attributes:
        id: the framework's id of it.
        found: groups of findings that are a sign of it.
        guards: practices that guard against it.
        low: those of them at the foot of the scale.
        skipped: numbers of skipped stages, where the pattern is the skipping.
    """

    id: str
    found: tuple[Group, ...]
    guards: tuple[PracticeScore, ...]
    low: tuple[PracticeScore, ...]
    skipped: tuple[int, ...]

    @property
    def seen(self) -> bool:
        """Whether something that happened shows it, and not only the absence of what would prevent it."""
        return bool(self.found or self.skipped)


def build(context: Context) -> list[Page]:
    """Makes the chapter; for frameworks that name no anti-patterns there is none."""
    framework = context.framework
    if not framework.anti_patterns:
        return []
    found = shown(context)
    seen, open_ = [item for item in found if item.seen], [item for item in found if not item.seen]
    unscored = all(score.evidenced is None for score in context.card.practices())
    return [Page(
        id="anti-patterns", title=_title(context, seen, open_, unscored), short_title=context.say(N_("Anti-patterns found")),
        lead=context.say(N_("Ways of going wrong that the framework’s sources describe. Only those are listed that findings or levels support.")),
        template="anti-patterns.html", data={
            "known": len(framework.anti_patterns), "unscored": unscored, "patterns": [_pattern(context, item, found) for item in seen],
            "unguarded": [_pattern(context, item, found) for item in open_], "sources": [
                {"title": context.text(s.title), "publisher": context.text(s.publisher), "year": str(s.year) if s.year else ""}
                for s in framework.sources if s.id in _cited(context, found)],
            "top": framework.scale.min + int(LOW * (framework.scale.max - framework.scale.min))})]


def _title(context: Context, seen: list[Shown], unguarded: list[Shown], unscored: bool) -> str:
    if seen:
        return context.counted(len(seen), N_("{n} anti-pattern shows in what was found"), N_("{n} anti-patterns show in what was found"))
    if unguarded:
        return context.counted(len(unguarded), N_("{n} known anti-pattern could take hold: practices against it are weak"),
                               N_("{n} known anti-patterns could take hold: practices against them are weak"))
    return context.say(N_("Anti-patterns")) if unscored else context.say(N_("None of the known anti-patterns shows"))


def _cited(context: Context, found: list[Shown]) -> list[str]:
    """Ids of the sources of the listed patterns, in the framework's order."""
    named = {source for item in found for source in context.framework.anti_patterns[item.id].sources}
    return [source.id for source in context.framework.sources if source.id in named]


def shown(context: Context) -> list[Shown]:
    """The supported patterns: those with findings first, then by number of low practices."""
    framework = context.framework
    by_check = groups(context, context.checked.findings)
    skipped = tuple(context.stage_number(d.id) for d in context.card.dimensions if d.skipped)
    made = []
    for name in framework.anti_patterns:
        found = tuple(group for group in by_check if name in _patterns_of(framework, group["code"]))
        guards = tuple(s for s in context.card.practices() if name in s.practice.anti_patterns)
        low = tuple(s for s in guards if _low(framework, s))
        stages = skipped if name == "skipped_stage" else ()
        if found or stages or (low and len(low) == len(guards)):
            made.append(Shown(id=name, found=found, guards=guards, low=low, skipped=stages))
    return sorted(made, key=lambda item: (not item.seen, -len(item.low)))


def _patterns_of(framework: Framework, code: str) -> tuple[str, ...]:
    """The patterns a check is a sign of; in frameworks with names of their own, those of the practices that name the check."""
    if any(name in framework.anti_patterns for names in SIGNS.values() for name in names):
        return SIGNS.get(code, ())
    return tuple(dict.fromkeys(name for practice in framework.practices() if code in practice.checks for name in practice.anti_patterns))


def _low(framework: Framework, score: PracticeScore) -> bool:
    scale = framework.scale
    return score.evidenced is not None and score.evidenced - scale.min <= LOW * (scale.max - scale.min)


def _pattern(context: Context, item: Shown, found: list[Shown]) -> dict[str, Any]:
    pattern = context.framework.anti_patterns[item.id]
    cited = _cited(context, found)
    return {
        "name": context.text(pattern.name), "text": context.text(pattern.text),
        "found": [{
            "code": group["code"], "text": group["entries"][0]["text"],
            "others": [e["about"] for e in group["entries"][1:] if e["about"]][:NAMED_RECORDS], "n": group["n"]} for group in item.found],
        "skipped": list(item.skipped),
        "guards": [{"id": s.practice.id, "level": float(s.evidenced)} for s in item.guards if s.evidenced is not None],
        "next": _next(context, item), "sources": [cited.index(name) + 1 for name in pattern.sources if name in cited],
    }


def _next(context: Context, item: Shown) -> Any:
    """What to do: the remedy of the gravest finding, else the action of the lowest practice that guards against it."""
    if item.found and item.found[0]["advice"]:
        return item.found[0]["advice"]
    weak = sorted(item.low or item.guards, key=lambda s: (s.evidenced is None, s.evidenced or 0))
    for score in weak:
        step = score.practice.improve.get(str(int(score.evidenced))) if score.evidenced is not None and score.cap is None else None
        if step is not None:
            return context.text(step.text)
    return context.say(N_("Show dated evidence of the practices that guard against it.")) if any(score.cap for score in weak) else ""


SECTION = Section(name="anti-patterns", build=build)
