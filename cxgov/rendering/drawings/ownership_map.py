"""The ownership map: who is accountable (A) and who is responsible (R) for each touchpoint.

In this room: the grid of touchpoints and people with the sums below. An overloaded person's column is marked, a
touchpoint without an accountable person says so. Not here: the concentration curve (`cxgov.rendering.charts`) and when
a person counts as overloaded (`cxgov.checks`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxgov.language import N_, Language, Text, counted, message
from cxgov.rendering.drawings.axis import NAME, wrapped_names
from cxgov.rendering.drawings.drawing import CAP, SMALL, Drawing, Shape, Templates, draw, label, middle_lines, name_of
from cxgov.rendering.drawings.geometry import FULL, path, r
from cxgov.rendering.drawings.lettering import LEADING, SEMIBOLD, clip, text_width
from cxgov.rendering.drawings.palette import STANDARD, Palette

_ROW = 16.0
_MARK = 12.0
_WIDEST = 44.0
_NARROWEST = 15.0
_TALLEST_HEAD = 80.0
_HOW = N_("A is the one person accountable, R is responsible for the work; sums below; an overloaded person is in amber.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipPerson:
    """A person's column; ``label`` are initials, a role or a pseudonym."""

    id: str
    label: Text
    overloaded: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnershipRow:
    """A touchpoint: the accountable person's id or ``None``, the ids of the responsible ones.

    ``also`` holds further accountable people: one too many each, and drawn as such.
    """

    name: Text
    accountable: str | None
    responsible: tuple[str, ...] = ()
    key: bool = False
    also: tuple[str, ...] = ()

    @property
    def owners(self) -> tuple[str, ...]:
        """Everybody who is accountable."""
        return (() if self.accountable is None else (self.accountable,)) + self.also


def ownership_map(
    environment: Templates,
    language: Language,
    people: Sequence[OwnershipPerson],
    rows: Sequence[OwnershipRow],
    *,
    width: float = FULL,
    palette: Palette = STANDARD,
) -> Drawing:
    """Draws the ownership map.

    Args:
        environment: renders the template.
        language: the language of the texts.
        people: the columns, in the order they are shown.
        rows: the touchpoints; ids that are not among ``people`` are not drawn, so an accountable one shows as missing.
        width: in points.
        palette: the theme.
    """
    known = {person.id: index for index, person in enumerate(people)}
    names = [name_of(language, row.name) for row in rows]
    column = max(width * 0.2, min(width * 0.42, width - _NARROWEST * len(people) - 50))
    vacant_room = 48.0
    across = min(_WIDEST, (width - column - vacant_room) / max(len(people), 1))
    column = min(column, max((text_width(name, NAME, SEMIBOLD) for name in names), default=40.0) + 22)
    across = min(_WIDEST, (width - column - vacant_room) / max(len(people), 1))
    heads, head = _heads(language, palette, people, column, across)
    wrapped = wrapped_names(names, column - 18)
    shapes: dict[str, list[Shape]] = {"marks": [], "vacant": [], "names": [], "diamonds": [], "rules": []}
    y = head
    for row, said in zip(rows, wrapped, strict=True):
        height = max(_ROW, len(said) * NAME * LEADING + 4)
        middle = y + height / 2
        shapes["names"] += middle_lines(10, middle, said, NAME, palette.ink, weight=SEMIBOLD if row.key else 400)
        if row.key:
            shapes["diamonds"].append({"d": path([(3.6, middle - 3.6), (7.2, middle), (3.6, middle + 3.6), (0, middle)], closed=True)})
        shapes["marks"] += _marks(palette, row, known, (column, middle, across))
        if not any(owner in known for owner in row.owners):
            shapes["vacant"].append(_vacant(language, palette, column + len(people) * across + 4, middle, width))
        y += height
        shapes["rules"].append({"y": r(y)})
    sums = _sums(language, palette, people, rows, (column, y, across))
    grid = {
        "heads": heads,
        "head": r(head),
        "bottom": r(y),
        "end": r(column + len(people) * across),
        "columns": [
            {"x": r(column + index * across), "width": r(across), "overloaded": person.overloaded}
            for index, person in enumerate(people)
        ],
        "sums": sums,
        "height": r(y + _ROW * 2),
    }
    alt = _said(language, people, rows, known, names)
    return draw(
        environment, language, "ownership_map", size=(width, y + _ROW * 2 + 2), alt=alt, how=message(_HOW),
        palette=palette, shapes={**shapes, **grid},
    )  # fmt: skip


def _heads(
    language: Language, palette: Palette, people: Sequence[OwnershipPerson], column: float, across: float
) -> tuple[list[Shape], float]:
    said = [name_of(language, person.label) for person in people]
    upright = any(text_width(name, NAME, SEMIBOLD) > across - 4 for name in said)
    said = [clip(name, _TALLEST_HEAD if upright else across - 4, NAME, SEMIBOLD) for name in said]
    height = max((text_width(name, NAME, SEMIBOLD) for name in said), default=0.0) + 12 if upright else 20.0
    heads: list[Shape] = []
    for index, (person, name) in enumerate(zip(people, said, strict=True)):
        middle = column + (index + 0.5) * across
        weight = SEMIBOLD if person.overloaded else 400
        colour = palette.ink if person.active else palette.muted
        if upright:
            heads.append(label(middle + NAME * 0.33, height - 6, name, NAME, colour, weight=weight, turn=-90))
        else:
            heads.append(label(middle, height - 7, name, NAME, colour, weight=weight, anchor="middle"))
    return heads, height


def _marks(
    palette: Palette, row: OwnershipRow, known: dict[str, int], place: tuple[float, float, float]
) -> list[Shape]:
    column, middle, across = place
    letters: dict[int, str] = {}
    letters.update({known[owner]: "A" for owner in row.owners if owner in known})
    for person in row.responsible:
        if person in known:
            at = known[person]
            letters[at] = "AR" if letters.get(at, "").startswith("A") else "R"
    marks: list[Shape] = []
    for at, letter in sorted(letters.items()):
        x = column + (at + 0.5) * across
        wide = min(_MARK + (5 if len(letter) > 1 else 0), across - 1)
        accountable = letter.startswith("A")
        marks.append({
            "x": r(x - wide / 2), "y": r(middle - _MARK / 2), "width": r(wide), "height": _MARK,
            "fill": palette.blue if accountable else palette.paper,
            "letter": label(x, middle + 8 * CAP / 2, letter, 8, palette.paper if accountable else palette.ink,
                            weight=SEMIBOLD, anchor="middle"),
        })  # fmt: skip
    return marks


def _vacant(language: Language, palette: Palette, x: float, middle: float, width: float) -> Shape:
    word = clip(language.say(N_("no owner")), width - x - 9, SMALL, SEMIBOLD)
    wide = text_width(word, SMALL, SEMIBOLD) + 8
    return {
        "x": r(x), "y": r(middle - 5.6), "width": r(wide), "height": 11.2, "round": 5.6, "fill": palette.amber,
        "stroke": palette.amber,
        "label": label(x + wide / 2, middle + SMALL * CAP / 2, word, SMALL, palette.ink, weight=SEMIBOLD, anchor="middle"),
    }  # fmt: skip


def _sums(
    language: Language,
    palette: Palette,
    people: Sequence[OwnershipPerson],
    rows: Sequence[OwnershipRow],
    place: tuple[float, float, float],
) -> list[Shape]:
    column, y, across = place
    texts = [
        label(10, y + _ROW - 4, clip(language.say(N_("accountable (A)")), column - 18, SMALL), SMALL, palette.muted),
        label(10, y + 2 * _ROW - 6, clip(language.say(N_("responsible (R)")), column - 18, SMALL), SMALL, palette.muted),
    ]
    for index, person in enumerate(people):
        x = column + (index + 0.5) * across
        accountable, responsible = _load(person, rows)
        weight = SEMIBOLD if person.overloaded else 400
        texts.append(label(x, y + _ROW - 4, language.number(accountable), NAME, palette.ink, weight=weight, anchor="middle"))
        texts.append(label(x, y + 2 * _ROW - 6, language.number(responsible), NAME, palette.muted, anchor="middle"))
    return texts


def _load(person: OwnershipPerson, rows: Sequence[OwnershipRow]) -> tuple[int, int]:
    accountable = sum(person.id in row.owners for row in rows)
    return accountable, sum(person.id in row.responsible for row in rows)


def _said(
    language: Language,
    people: Sequence[OwnershipPerson],
    rows: Sequence[OwnershipRow],
    known: dict[str, int],
    names: Sequence[str],
) -> list[str]:
    said: list[str] = []
    for person in people:
        accountable, responsible = _load(person, rows)
        facts = [
            message(N_("accountable for {n} of {total}"), n=accountable, total=len(rows)),
            message(N_("responsible for {n}"), n=responsible),
        ]
        if person.overloaded:
            facts.append(message(N_("overloaded")))
        said.append(f"{name_of(language, person.label)}: {', '.join(language.say(fact) for fact in facts)}.")
    vacant = [name for row, name in zip(rows, names, strict=True) if not any(owner in known for owner in row.owners)]
    if vacant:
        said.append(language.say(counted(
            len(vacant), N_("{n} touchpoint without an owner: {names}."), N_("{n} touchpoints without an owner: {names}."),
            names="; ".join(vacant),
        )))  # fmt: skip
    return said
