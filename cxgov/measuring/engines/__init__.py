"""Engines that count: the embedded one for files, warehouses where big users' data lie. One module each, and this list.

In this room: what an engine is asked and what it gives back. Not here: what the counts mean.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from cxgov.language import N_, message
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.query import Count, Query
from cxgov.model import Source

WAREHOUSES: dict[str, str] = {
    # beginning of `connect` -> module; each has `count(source, query) -> Counted`
    "postgresql": "cxgov.measuring.engines.postgresql",
    "postgres": "cxgov.measuring.engines.postgresql",
    "spark": "cxgov.measuring.engines.spark",
    "trino": "cxgov.measuring.engines.trino",
    "bigquery": "cxgov.measuring.engines.bigquery",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Malformed:
    """A row that breaks the rules of its file.

    Attributes:
        file: the file's name as messages show it.
        line: 1-based line.
        fields: number of fields it has.
        expected: number of fields of the header.
    """

    file: str
    line: int
    fields: int
    expected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A column that a source does not have.

    Attributes:
        column: the wanted name.
        file: the file that lacks it; empty for a table.
        nearest: names that come close.
    """

    column: str
    file: str
    nearest: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What a source answered.

    Attributes:
        counts: the counts; cells whose columns are missing have none.
        records: records in the source, counted apart from the engine where that is possible; ``None`` where it is not.
        fingerprint: of the files' bytes; of the counts where the data stay elsewhere.
        malformed: rows left out because they break the rules of their file (the first of them; `rejected` has the number).
        rejected: number of such rows.
        missing: columns that are not there.
        places: (column, value) -> 1-based numbers of the first rows that hold it, for values somebody may want to look up.
    """

    counts: Sequence[Count]
    records: int | None
    fingerprint: str
    malformed: Sequence[Malformed] = ()
    rejected: int = 0
    missing: Sequence[Missing] = ()
    places: dict[tuple[str, str], list[int]] = field(default_factory=dict)


def warehouse(source: Source) -> Callable[[Source, Query], Counted]:
    """Finds the engine of a source that lives in a warehouse.

    Raises:
        UnreadableFile: if no engine knows it, or its driver is not installed.
    """
    scheme = (source.connect or "").partition(":")[0]
    if scheme not in WAREHOUSES:
        raise UnreadableFile(message(N_("no engine for '{scheme}:'"), scheme=scheme), message(
            N_("known here: {words}"), words=", ".join(WAREHOUSES)))
    found: Callable[[Source, Query], Counted] = import_module(WAREHOUSES[scheme]).count
    return found


def driver(name: str, extra: str) -> Any:
    """Imports an engine's driver.

    Raises:
        UnreadableFile: if it is not installed, saying what to install.
    """
    try:
        return import_module(name)
    except ImportError:
        raise UnreadableFile(message(N_("the driver '{name}' is not installed"), name=name), message(
            N_("run: pip install 'cxgov[{extra}]'"), extra=extra)) from None
