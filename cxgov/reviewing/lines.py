"""A comparison as people read it: one line for each practice or stage that moved, rounded so that the lines add up.

In this room: which lines, their order, their rounding and the words for a cause. Not here: the exact parts
(`cxgov.reviewing.decomposition`) and how lines are laid out (`cli`, ``reporting``).

Rounding: the two indexes are rounded half up, their shown difference is the difference of the shown figures, and the lines
are rounded by largest remainder to that sum, so that what is seen adds up. No line is off by as much as one unit of its
last place, or by two where both indexes were rounded the other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from cxgov.language import N_, Message, Number, Text, counted, message
from cxgov.reviewing.comparison import CAUSE_TEXTS, Comparison
from cxgov.reviewing.decomposition import CAUSES, CauseKind, Part

MOST = 12
DIGITS = 2
UNITS: int = 10**DIGITS  # of the last place shown, in one index point


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one practice or stage made of the difference.

    Attributes:
        id: id of the practice or stage.
        practice: whether it is a practice.
        stage: id of the stage.
        causes: why, one message for each of its parts, the largest first.
        exact: index points.
        shown: the same, rounded so that all lines add up.
    """

    id: str
    practice: bool
    stage: str
    causes: tuple[Message, ...]
    exact: Fraction
    shown: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A difference that adds up before the reader's eyes: ``before`` + lines + ``others`` = ``after``.

    Attributes:
        before: the earlier index as shown.
        after: the later index as shown.
        difference: of the two shown.
        lines: the largest first.
        joined: how many more stand together, none larger than any line.
        others: what these come to, as shown; 0 where there are none. It may well be more than a line.
        largest: the most that one of them moved, whatever its sign.
    """

    before: Fraction
    after: Fraction
    difference: Fraction
    lines: tuple[Line, ...]
    joined: int
    others: Fraction
    largest: Fraction = Fraction(0)

    @property
    def others_name(self) -> Message:
        """What the joined ones are called, so that their sum is not taken for one large step."""
        return counted(self.joined, N_("{n} other of at most {most}"), N_("{n} others of at most {most} each, together"), most=Number(float(self.largest), DIGITS))


def lines_of(found: Comparison, most: int = MOST) -> Lines | None:
    """Makes the lines of a comparison; ``None`` where there is no difference to explain.

    Args:
        found: the comparison.
        most: so many lines at most; the smallest of more are joined to one.
    """
    if found.before.index_exact is None or found.after.index_exact is None:
        return None
    groups: dict[str, list[Part]] = {}
    for part in found.parts:
        groups.setdefault(part.id, []).append(part)
    sums = {name: sum((part.amount for part in parts), Fraction(0)) for name, parts in groups.items()}
    names = sorted((name for name in groups if sums[name]), key=lambda name: -abs(sums[name]))
    kept = names if len(names) <= most else names[: most - 1]
    rest = names[len(kept):]
    ends = [_units(index) for index in (found.before.index_exact, found.after.index_exact)]
    amounts = [*(sums[name] for name in kept), *([sum((sums[name] for name in rest), Fraction(0))] if rest else [])]
    shown = rounded_to(amounts, ends[1] - ends[0])
    lines = tuple(Line(id=name, practice=groups[name][0].practice is not None, stage=groups[name][0].stage, exact=sums[name], shown=points,
                       causes=tuple(cause_text(found, part) for part in groups[name])) for name, points in zip(kept, shown, strict=False))
    return Lines(before=_points(ends[0]), after=_points(ends[1]), difference=_points(ends[1] - ends[0]), lines=lines, joined=len(rest),
                 others=shown[-1] if rest else Fraction(0), largest=abs(sums[rest[0]]) if rest else Fraction(0))


def by_cause(found: Comparison) -> list[tuple[CauseKind, Fraction]]:
    """The difference by cause, rounded like the lines, in the order of `CAUSES`; causes without a part are left out."""
    ends = found.before.index_exact, found.after.index_exact
    if ends[0] is None or ends[1] is None:
        return []
    sums = {cause: sum((part.amount for part in found.parts if part.cause == cause), Fraction(0)) for cause in CAUSES
            if any(part.cause == cause for part in found.parts)}
    return list(zip(sums, rounded_to(list(sums.values()), _units(ends[1]) - _units(ends[0])), strict=True))


def by_stage(found: Comparison) -> list[Fraction]:
    """Index points of every stage of `Comparison.stages`, rounded like the lines; none where there is no difference."""
    ends = found.before.index_exact, found.after.index_exact
    if ends[0] is None or ends[1] is None:
        return []
    return rounded_to([stage.amount for stage in found.stages], _units(ends[1]) - _units(ends[0]))


def name_of(found: Comparison, line: Line) -> Text:
    """Short name of the practice or stage a line is about."""
    if line.practice:
        practice = next((c.practice for c in found.practices if c.practice.id == line.id), None)
        return (practice.short or practice.name) if practice else ""
    stage = next((s.after or s.before for s in found.stages if s.id == line.id), None)
    return (stage.dimension.short or stage.dimension.name) if stage else ""


def sides_of(found: Comparison, line: Line) -> tuple[Fraction | None, Fraction | None]:
    """What counted then and now: the level of a practice, the score of a stage; ``None`` where nothing did."""
    if line.practice:
        change = next((c for c in found.practices if c.practice.id == line.id), None)
        scores = (change.before, change.after) if change else (None, None)
        then, now = (s.evidenced if s is not None and not s.na else None for s in scores)
    else:
        stage = next((s for s in found.stages if s.id == line.id), None)
        then, now = (d.effective if d is not None else None for d in ((stage.before, stage.after) if stage else (None, None)))
    return then, now


def rounded_to(amounts: Sequence[Fraction], units: int) -> list[Fraction]:
    """Rounds amounts to `DIGITS` places so that they add up to so many units of the last place (largest remainder).

    Of equal remainders the earlier amount is favoured.
    """
    scaled = [amount * UNITS for amount in amounts]
    whole = [floor(amount) for amount in scaled]
    order = sorted(range(len(amounts)), key=lambda i: whole[i] - scaled[i])
    missing = units - sum(whole)
    for turn in range(abs(missing)) if amounts else ():
        whole[order[turn % len(order)] if missing > 0 else order[-1 - turn % len(order)]] += 1 if missing > 0 else -1
    return [_points(n) for n in whole]


def cause_text(found: Comparison, part: Part) -> Message:
    """Why a part moved, in words."""
    rose = part.amount > 0
    change = next((c for c in found.practices if c.practice.id == part.practice), None)
    match part.cause:
        case "sequence":
            return _held_back(found, part)
        case "evidence" if rose:
            return message(N_("evidence was shown"))
        case "evidence" if change is not None and change.aged:
            return message(N_("the evidence became too old"))
        case "evidence":
            return message(N_("evidence is missing or too old"))
        case "na":
            gone = change.after is not None and change.after.na if change else any(
                s.id == part.stage and s.after is not None and not s.after.applicable for s in found.stages)
            return message(N_("no longer applicable") if gone else N_("became applicable"))
        case "coverage":
            return message(N_("no longer answered") if change is not None and change.kind == "no_longer_answered" else N_("answered for the first time"))
        case "new" if found.moved is not None and part.practice in found.moved.changed:
            return message(N_("its meaning changed in this version"))
    return message(CAUSE_TEXTS[part.cause])


def _held_back(found: Comparison, part: Part) -> Message:
    """Why more or less of a stage's own score counts: the limit moved, or the stage moved against it."""
    stage = next(s for s in found.stages if s.id == part.stage)
    sides = [d for d in (stage.after, stage.before) if d is not None]
    holder = next((d.limited_by for d in sides if d.limited_by), "")
    raw, counted_as = sides[0].raw, sides[0].effective
    if raw is None or counted_as is None or raw == counted_as:
        return message(N_("no longer held back by {stage}"), stage=holder)
    values = {"stage": holder, "raw": Number(float(raw), 1), "effective": Number(float(counted_as), 1)}
    then, free = (stage.before.effective, stage.before.raw == stage.before.effective) if stage.before is not None else (None, False)
    if part.amount > 0:
        # More of it counts although the limit did not rise: its own score came down towards the limit.
        fell = then is not None and counted_as <= then
        return message(N_("{stage} holds back less of it, for its own score fell: evidenced {raw}, counts as {effective}") if fell else N_(
            "held back less by {stage}: evidenced {raw}, counts as {effective}"), **values)
    if free:
        return message(N_("now held back by {stage}: evidenced {raw}, counts as {effective}"), **values)
    # The limit stayed or rose, and the stage's own score rose by more.
    rose = then is not None and counted_as >= then
    return message(N_("{stage} still holds it back: its own score rose to {raw}, only {effective} of it counts") if rose else N_(
        "held back more by {stage}: evidenced {raw}, counts as {effective}"), **values)


def _units(value: Fraction) -> int:
    """An amount in units of the last place shown, half up."""
    return floor(value * UNITS + Fraction(1, 2))


def _points(units: int) -> Fraction:
    return Fraction(units, UNITS)
