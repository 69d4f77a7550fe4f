"""The desk at which sheets are taken over: records are looked up by name, and values put where there were none.

In this room: who and what a cell names, what may be written over what, and the list of what changed and what was odd. Not here: which
column belongs to which field (one module for each canvas) and files (`draft`).
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cxgov.importing.draft import Draft
from cxgov.importing.records import Record, slug, texts_of, unique
from cxgov.importing.sheets import Cell, Row, one_line
from cxgov.importing.values import UnreadableError, entries, folded
from cxgov.language import N_, Language, Message, message
from cxgov.model import Framework, Period
from cxgov.problems import Location, Problem, Severity, printable


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one record.

    Attributes:
        path: its file.
        kind: what it is, a msgid.
        id: its id.
        new: whether it is added.
        keys: the keys that get a value or another one.
    """

    path: str
    kind: str
    id: str
    new: bool
    keys: tuple[str, ...]


@dataclass(kw_only=True)
class Desk:
    """Takes sheets over into a draft.

    Attributes:
        draft: the files.
        framework: the framework of tallies, stages and practices.
        language: in which the sheets are written.
        day: today: what lies after it has not happened yet.
        period: of decisions and tallies that name none.
        replace: accept other values than those on record.
        adding: kinds of record that may be added because a cell names them: ``person``, ``channel``, ``function``.
        rater: whose answers a tally with one column holds.
        agreed: whether those are the agreed ones.
        problems: what was odd, by and by.
        rated: periods into which answers were put, with the place of the first.
        decided: ids of decisions that were taken over, with the row of each.
    """

    draft: Draft
    framework: Framework
    language: Language
    day: date
    period: Period | None = None
    replace: bool = False
    adding: frozenset[str] = frozenset()
    rater: str = ""
    agreed: bool = False
    problems: list[Problem] = field(default_factory=list)
    rated: dict[str, Location] = field(default_factory=dict)
    decided: dict[str, Row] = field(default_factory=dict)
    _log: dict[int, tuple[str, str, str, bool, list[str], Any]] = field(default_factory=dict)
    _written: dict[tuple[int, str], tuple[Cell, Any]] = field(default_factory=dict)  # the data is kept, so that no other takes its identity

    # --- what was odd, and what changes ------------------------------------------------------------------------------

    def odd(self, code: str, cell: Cell, text: Message, remedy: Message | None = None, severity: Severity = Severity.ERROR) -> None:
        """Notes what is odd about a cell."""
        self.problems.append(Problem(code, severity, cell.place, of_cell(cell, text), remedy))

    def changes(self) -> list[Change]:
        """What happens to which record, by file, in the order in which it was noted."""
        made = [Change(path, kind, id_, new, tuple(keys)) for path, kind, id_, new, keys, _ in self._log.values() if new or keys]
        return sorted(made, key=lambda change: change.path)

    def note(self, where: Record, kind: str, id_: str, *, new: bool = False) -> None:
        """Says what a record is, before it is changed or when it is added."""
        self._log.setdefault(id(where.data), (where.path, kind, id_, new, [], where.data))

    def read(self, cell: Cell, reader: Callable[..., Any], *arguments: Any) -> Any | None:
        """Reads a cell; ``None`` where it is empty or unreadable, which is noted."""
        if not cell.text:
            return None
        try:
            return reader(cell.text, *arguments)
        except UnreadableError as error:
            self.odd("CX101", cell, error.text, error.remedy)
            return None

    def need(self, cell: Cell) -> bool:
        """Tells whether a cell that must say something does; notes it where it does not."""
        if not cell.text:
            self.odd("CX104", cell, message(N_("the cell is empty, but the row needs it")), message(N_("fill it in, or empty the whole row")))
        return bool(cell.text)

    def have_all(self, what: str, remedy: str, *cells: Cell) -> bool:
        """Tells whether cells that say nothing without each other are all filled in; else what they tell is left out, and the rest goes in.

        Args:
            what: what is left out, a msgid.
            remedy: how to complete it, a msgid.
            cells: the cells.
        """
        empty = [cell for cell in cells if not cell.text]
        for cell in empty:
            self.odd("CX104", cell, message(N_("the cell is empty: {what} stays on the sheet"), what=message(what)), message(remedy), Severity.WARNING)
        return not empty

    # --- records by name ---------------------------------------------------------------------------------------------

    def records(self, kind: str, key: str) -> list[Record]:
        """Records of a list at the top of the files of a kind."""
        return [Record(path, item) for path, data in self.draft.of_kind(kind) for item in data.get(key) or []]

    def organisation(self) -> Record:
        """The organisation's own file."""
        return Record(*next(self.draft.of_kind("organisation")))

    def touchpoints(self) -> list[Record]:
        """Touchpoints of all journeys."""
        return [Record(path, t) for path, data in self.draft.of_kind("journey") for stage in data.get("stages") or []
                for t in stage.get("touchpoints") or []]

    def named(self, name: str, known: Iterable[Record], key: str = "name") -> list[Record]:
        """The records whose id, or whose name in any language, is ``name``."""
        known = list(known)
        wanted = folded(name)
        by_id = [found for found in known if found.id.casefold() == wanted]
        return by_id or [found for found in known if wanted in {folded(text) for text in texts_of(found.data.get(key))}]

    def one(self, cell: Cell, name: str, known: Iterable[Record], key: str = "name", remedy: Message | None = None,
            otherwise: Message | None = None) -> Record | None:
        """The one record that a cell names; notes it where there is none, or more than one.

        Args:
            cell: the cell.
            name: the name it holds.
            known: the records it may name.
            key: under which their names stand.
            remedy: what to do where none has the name; by default the nearest name is offered.
            otherwise: what to do where the nearest name is not meant, or where none is near.
        """
        known = list(known)
        found = self.named(name, known, key)
        if len(found) == 1:
            return found[0]
        if found:
            self.odd("CX108", cell, message(N_("'{name}' is the name of several records: {ids}"), name=printable(name), ids=", ".join(
                record.id for record in found)), message(N_("write the id")))
        else:
            self.odd("CX102", cell, message(N_("nothing on record is called '{name}'"), name=printable(name)), remedy or _nearest(name, known, key, otherwise))
        return None

    def ids(self, cell: Cell, known: Iterable[Record], remedy: Message | None = None) -> list[str] | None:
        """Ids of the records that a cell names; ``None`` where it is empty."""
        known = list(known)
        if not cell.text:
            return None
        found = [self.one(cell, name, known, remedy=remedy) for name in self._parts(cell, known)]
        return list(dict.fromkeys(record.id for record in found if record))

    def _parts(self, cell: Cell, known: list[Record]) -> list[str]:
        """Entries of a cell; commas part them, too, where the pieces are names and the whole is none."""
        parts = entries(cell.text)
        if len(parts) == 1 and "," in parts[0] and not self.named(parts[0], known):
            pieces = [one_line(piece) for piece in parts[0].split(",") if piece.strip()]
            if pieces and all(self.named(piece, known) for piece in pieces):
                return pieces
        return parts

    def declared(self, cell: Cell, kind: str) -> list[str] | None:
        """Ids of the people, channels or functions that a cell names; those who are not known are added where that is wished."""
        if not cell.text:
            return None
        key, said, open_, option = _DECLARED[kind]
        organisation = self.organisation()
        known = [Record(organisation.path, item) for item in organisation.data.get(key) or []]
        found: list[str] = []
        for name in self._parts(cell, known):
            if self.named(name, known):
                record = self.one(cell, name, known)
                if record is not None:
                    found.append(record.id)
            elif open_ and not known:
                found.append(slug(name))  # where none are declared, any id will do
            elif kind in self.adding:
                fresh = {"id": unique(slug(name), {item.id for item in known}), "name": name}
                known.append(self.add(organisation.path, organisation.data, key, fresh, said))
                found.append(known[-1].id)
            else:
                close = _close(name, known, "name")
                self.odd("CX102", cell, message(N_("nothing on record is called '{name}'"), name=printable(name)), message(
                    N_("did you mean '{word}'? If not, {option} adds '{name}'"), word=close, option=option, name=printable(name)) if close else message(
                        N_("add it to organisation.yaml, or let {option} do so"), option=option))
        return list(dict.fromkeys(found))

    # --- values ------------------------------------------------------------------------------------------------------

    def put_text(self, where: Record, key: str, cell: Cell) -> None:
        """Gives a record a text; one that stands there already in any language is the same, one in another language is kept beside it."""
        text = one_line(cell.text)
        if not text:
            return
        held = where.data.get(key)
        if held in (None, "", {}):
            self._set(where, key, text, cell)
        elif folded(text) in {folded(known) for known in texts_of(held)}:
            return
        elif isinstance(held, dict) and self.language.code not in held:
            self._set(where, key, {**held, self.language.code: text}, cell)
        elif self.may_replace(where, key, cell, text, self.language.text(held)):
            self._set(where, key, {**held, self.language.code: text} if isinstance(held, dict) else text, cell)

    def put(self, where: Record, key: str, value: Any, cell: Cell, *, over: tuple[Any, ...] = (None, "", [], {}), default: Any = None) -> None:
        """Gives a record a value; another value on record stands in the way.

        Args:
            where: the record.
            key: the key.
            value: the value; ``None`` says nothing.
            cell: where it was written.
            over: values that count as none.
            default: what holds where the record says nothing.
        """
        held = where.data.get(key)
        if value is None or (value == default if held is None else _same(held, value)):
            return
        if held in over or (key not in where.data) or (not _same(held, value) and self.may_replace(where, key, cell, _shown(value), _shown(held))):
            self._set(where, key, value, cell)

    def put_ids(self, where: Record, key: str, ids: list[str] | None, cell: Cell, *, single: bool = False) -> None:
        """Gives a record a list of ids: more than there are is more, others than there are stand in the way.

        Args:
            where: the record.
            key: the key.
            ids: the ids; ``None`` says nothing.
            cell: where they were written.
            single: only one may stand there, so that a second one is another value.
        """
        if not ids:
            return
        held = [str(item) for item in where.data.get(key) or []]
        if set(held) == set(ids):
            return
        if single and len(ids) > 1:
            self.odd("CX101", cell, message(N_("{n} are named, and only one may be"), n=len(ids)), message(N_("name the one who answers for it")))
        elif not held or (set(held) < set(ids) and not single):
            self._set(where, key, [*held, *(item for item in ids if item not in held)], cell)
        elif self.may_replace(where, key, cell, ", ".join(ids), ", ".join(held)):
            self._set(where, key, ids, cell)

    def add(self, path: str, holder: dict[str, Any], key: str, record: dict[str, Any], kind: str) -> Record:
        """Puts a new record at the end of a list of a file."""
        if not isinstance(holder.get(key), list):
            holder[key] = []
        holder[key].append(record)
        made = Record(path, record)
        self.note(made, kind, str(record.get("id", record.get("stage", ""))), new=True)
        return made

    def remember(self, where: Record, key: str, cell: Cell) -> None:
        """Remembers which cell a value comes from, by which a cell that says otherwise can be told of it."""
        self._written[id(where.data), key] = (cell, where.data)

    def _set(self, where: Record, key: str, value: Any, cell: Cell) -> None:
        where.data[key] = value
        self.remember(where, key, cell)
        while where.owner is not None:  # a map inside of a record is there as soon as it holds something
            key, list_of_one = where.under.removesuffix("[0]"), where.under.endswith("[0]")
            held = where.owner.data.get(key)
            if list_of_one and not held:
                where.owner.data[key] = [where.data]
            elif not list_of_one and held is not where.data:
                where.owner.data[key] = where.data
            where = where.owner
        entry = self._log.get(id(where.data))
        if entry is not None and key not in entry[4]:
            entry[4].append(key)

    def may_replace(self, where: Record, key: str, cell: Cell, typed: str, held: str) -> bool:
        """Tells whether what is typed may take the place of what is on record; notes that they differ where it may not.

        What another cell of the same import says is never replaced: nobody chose between the two.
        """
        other = self._written.get((id(where.data), key))
        if other is not None:
            at, said = other[0], {"typed": printable(typed), "held": printable(held), "file": other[0].place.file}
            self.odd("CX103", cell, message(N_("'{typed}' is written here, '{held}' in cell {cell} of {file}"), cell=at.name, **said) if at.name else message(
                N_("'{typed}' is written here, '{held}' in {file}"), **said), message(N_("agree on one, and correct the other sheet")))
            return False
        if not self.replace:
            self.odd("CX103", cell, message(N_("'{typed}' is written here, '{held}' is on record"), typed=printable(typed), held=printable(held)),
                     message(N_("agree on one; --replace takes what the sheet says")))
        return self.replace


_DECLARED: Mapping[str, tuple[str, str, bool, str]] = {
    "person": ("people", N_("person"), False, "--add-people"),
    "channel": ("channels", N_("channel"), True, "--add-channels"),
    "function": ("functions", N_("function"), True, "--add-functions"),
}


def _same(held: Any, value: Any) -> bool:
    """Whether two plain values say the same; 2026 and "2026" do."""
    if isinstance(held, bool) or isinstance(value, bool) or not isinstance(value, str):
        return bool(held == value)
    return folded(str(held)) == folded(value)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def of_cell(cell: Cell, text: Message) -> Message:
    """A text about a cell: by its name in a spreadsheet and by its heading."""
    column = message(cell.label) if cell.label else printable(cell.column)
    if cell.name:
        return message(N_("{cell}, {column}: {text}"), cell=cell.name, column=column, text=text)
    return message(N_("{column}: {text}"), column=column, text=text)


def _nearest(name: str, known: Iterable[Record], key: str, otherwise: Message | None = None) -> Message:
    close = _close(name, known, key)
    if otherwise is not None:
        return message(N_("did you mean '{word}'? If not, {remedy}"), word=close, remedy=otherwise) if close else otherwise
    return message(N_("did you mean '{word}'?"), word=close) if close else message(N_("write the name or the id of one that exists"))


def _close(name: str, known: Iterable[Record], key: str) -> str | None:
    """The name or id on record that is most like a name; ``None`` where none is."""
    names = {folded(text): text for record in known for text in [*texts_of(record.data.get(key)), record.id]}
    close = difflib.get_close_matches(folded(name), list(names), n=1, cutoff=0.6)
    return names[close[0]] if close else None
