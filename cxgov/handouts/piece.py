"""What a piece of a workshop set is: sheets of paper for somebody, made from a workshop's facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cxgov.handouts.workshop import Workshop

Audience = Literal["participants", "facilitator", "wall"]
Paper = Literal["a3-landscape", "a4", "a4-landscape", "a5"]
Copies = Literal["person", "group", "room", "trainer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One part of a piece that starts on a page of its own; it may run over several pages unless it says otherwise.

    Attributes:
        id: anchor, unique in the piece.
        title: heading for navigation and bookmarks; the template prints its own visible heading.
        template: template below ``templates/handouts/``.
        data: plain data for the template; it also gets ``sheet`` (id, title) and ``form`` (fields are fillable).
        paper: size and direction.
        flows: it follows on the page of the sheet before it, where that has room; both must be of the same paper.
    """

    id: str
    title: str
    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    paper: Paper = "a4"
    flows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A kind of handout.

    Attributes:
        name: the name on the command line, such as ``canvas-journey``.
        title: what it is, a msgid.
        audience: who gets it.
        copies: one for every person, group, room, or for the trainer alone.
        build: makes its sheets; an empty list where the workshop has nothing for it.
        fold: a booklet: its pages are a multiple of four, and a second file is laid out for folding.
        form: its PDF has fields to fill in.
        lengths: the sets it belongs to.
        colour: it needs colour print.
        stock: paper to print on, a msgid; empty for plain paper.
        variants: its one file holds the sheets of all groups, each group's its own.
        counts: it counts the pages of the other pieces and is made after them.
    """

    name: str
    title: str
    audience: Audience
    copies: Copies
    build: Callable[[Workshop], Sequence[Sheet]]
    fold: bool = False
    form: bool = False
    lengths: tuple[str, ...] = ("one-day", "half-day", "two-hours")
    colour: bool = False
    stock: str = ""
    variants: bool = False
    counts: bool = False
