"""Measures an organisation: every source asked once, every indicator computed from the counts, every row accounted for.

In this room: the order of the work, and what is a problem. Not here: reading, counting and formulas, each in a room of its
own; writing the file (`recording` writes its text, `cli` the file).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cxgov.measuring import engines, faults
from cxgov.measuring import query as questions
from cxgov.measuring.accounts import Account, account
from cxgov.measuring.engines import Counted, Missing
from cxgov.measuring.engines.embedded import counted
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.isolation import run
from cxgov.measuring.plan import Plan, plan
from cxgov.measuring.results import measurements_of
from cxgov.measuring.tallies import sort
from cxgov.model import Kpi, Measurement, Period, Source, Workspace, parse_period
from cxgov.problems import Problem, in_order

Tell = Callable[[int, int, str], None]
FIRST_YEAR, LAST_YEAR = 1990, 2100
READ_BY = ("path", "table", "format", "encoding", "delimiter", "quote", "skip", "header_rows", "names", "malformed", "columns")
"""The fields of a source that say how its files are read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What came of measuring.

    Attributes:
        measurements: by period, indicators in the order of their files, the whole before its parts.
        accounts: what became of the rows of each source.
        problems: everything that stands in the way, by place.
        kpis: ids of the indicators that could be measured.
    """

    measurements: dict[Period, list[Measurement]] = field(default_factory=dict)
    accounts: list[Account] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    kpis: frozenset[str] = frozenset()


def measure(workspace: Workspace, root: Path | str | None = None, periods: Sequence[Period] | None = None, *, kpis: Iterable[str] | None = None,
            tell: Tell | None = None) -> Measured:
    """Measures every indicator that says how.

    Args:
        workspace: the organisation.
        root: its folder, where the files of its sources lie; by default the one it was loaded from.
        periods: the periods, all of one length; by default the latest that has data.
        kpis: ids of the indicators; by default all.
        tell: is called before each source with the number of sources done, of all, and the source's id.

    Returns:
        Measurements, accounts and problems; never raises for anything that a file or a warehouse can hold.
    """
    root = Path(root if root is not None else workspace.name)
    chosen = [kpi for kpi in workspace.kpis if kpi.measure and (kpis is None or kpi.id in set(kpis))]
    by_source = {source.id: [kpi for kpi in chosen if kpi.measure and source.id in sources_of(kpi)] for source in workspace.sources}
    used = [source for source in workspace.sources if by_source[source.id]]
    # Without a period that has data every source is asked all the same, to say why there is none.
    wanted = sorted(set(periods)) if periods else latest(workspace, root, used)
    work = _Work(workspace, root)
    for number, source in enumerate(used):
        if tell:
            tell(number, len(used), source.id)
        work.source(source, by_source[source.id], wanted)
    return work.finished(chosen, wanted)


def sources_of(kpi: Kpi) -> tuple[str, ...]:
    """Ids of the sources an indicator is measured in."""
    if kpi.measure is None:
        return ()
    found = kpi.measure.source
    return (found,) if isinstance(found, str) else found


class _Work:
    """Measuring in progress: what was found so far."""

    def __init__(self, workspace: Workspace, root: Path) -> None:
        self._workspace, self._root = workspace, root
        self._found: dict[tuple[Period, str], tuple[str, list[Measurement]]] = {}
        self._accounts: list[Account] = []
        self._problems: list[Problem] = []
        self._failed: set[str] = set()
        self._asked: set[str] = set()

    def source(self, source: Source, kpis: list[Kpi], wanted: Sequence[Period]) -> None:
        """Asks one source and computes its indicators."""
        asked = [period for period in wanted if source.period in (None, period)]
        if wanted and not asked:
            return
        self._asked |= {kpi.id for kpi in kpis}
        question = plan(source, kpis, asked, self._workspace.organisation)
        try:
            answer = count(self._root, source, question.query)
        except UnreadableFile as refused:
            self._problems.append(faults.source_refused(self._workspace, source, refused))
            self._failed |= {kpi.id for kpi in kpis}
            return
        books = account(source.id, asked, answer)
        self._accounts.append(books)
        if source.keep is None and books.rejected.get("repeated"):
            self._problems.append(faults.repeated(self._workspace, source, books))
            self._failed |= {kpi.id for kpi in kpis}
            return
        lost = self._missing(question, answer.missing)
        self._problems += faults.of_account(self._workspace, source, books, self._look)
        self._results(question, answer, books, lost)

    def _results(self, question: Plan, answer: Counted, books: Account, lost: set[str]) -> None:
        cells = sort(question, answer.counts)
        for index, reader in enumerate(question.readers):
            if reader.kpi.id in lost:
                continue
            misfit = faults.misfit(self._workspace, question, index, cells)
            if misfit:
                self._problems.append(misfit)
                self._failed.add(reader.kpi.id)
                continue
            doubts = (faults.nothing_enters(self._workspace, question, index, cells, answer),
                      faults.figures_that_differ(self._workspace, question, index, cells))
            self._problems += [doubt for doubt in doubts if doubt]
            self._problems += faults.unlikely(self._workspace, question, index, cells)
            for window, period in enumerate(question.periods):
                made = measurements_of(self._workspace, question, index, window, cells, books)
                if made:
                    self._keep(reader.kpi, period, question.source, made)
        self._problems += faults.too_many_parts(self._workspace, question, cells)
        self._problems += faults.unmapped_touchpoints(self._workspace, question, answer)
        self._problems += faults.odd_answers(self._workspace, question, cells, self._failed, self._look)

    def _keep(self, kpi: Kpi, period: Period, source: Source, made: list[Measurement]) -> None:
        earlier = self._found.get((period, kpi.id))
        if earlier:
            self._problems.append(faults.two_sources(self._workspace, kpi, period, earlier[0], source.id))
            self._failed.add(kpi.id)
        else:
            self._found[period, kpi.id] = (source.id, made)

    def _missing(self, question: Plan, missing: Sequence[Missing]) -> set[str]:
        """Reports the indicators whose columns are not there; returns their ids."""
        lost: set[str] = set()
        by_column: dict[str, Missing] = {item.column: item for item in reversed(missing)}
        for reader in question.readers:
            gone = [by_column[column] for column in reader.columns if column in by_column]
            if gone:
                lost.add(reader.kpi.id)
                self._problems += [faults.column_missing(self._workspace, reader, question.source, item) for item in gone]
        self._failed |= lost
        return lost

    def _look(self, source: Source, column: str, texts: Sequence[str] | None, most: int) -> list[tuple[str, int, str]]:
        return look(self._root, source, column, texts, most)

    def finished(self, chosen: Sequence[Kpi], wanted: Sequence[Period]) -> Measured:
        """Everything that was found, in the order of the files."""
        found: dict[Period, list[Measurement]] = {}
        for period in wanted:
            entries = [entry for kpi in chosen if kpi.id not in self._failed and (period, kpi.id) in self._found
                       for entry in self._found[period, kpi.id][1]]
            if entries:
                found[period] = entries
        measured = frozenset(entry.kpi for entries in found.values() for entry in entries)
        self._problems += [faults.no_rows(self._workspace, kpi, wanted) for kpi in chosen
                           if kpi.id not in measured and kpi.id not in self._failed and kpi.id in self._asked]
        return Measured(measurements=found, accounts=self._accounts, problems=in_order(self._problems), kpis=measured)


def count(root: Path, source: Source, query: questions.Query) -> Counted:
    """Asks a source: a file in a process of its own, a warehouse where it is.

    Raises:
        UnreadableFile: if it cannot be used as it is.
    """
    if source.connect:
        return engines.warehouse(source)(source, query)
    return counted(run("cxgov.measuring.engines.embedded:count", {"root": str(root.resolve()), "source": _how_to_read(source), "query": questions.as_data(query)}))


def look(root: Path, source: Source, column: str, texts: Sequence[str] | None, most: int) -> list[tuple[str, int, str]]:
    """Finds the first rows of a file that hold certain texts (``None``: dates that cannot be read); nothing for a warehouse.

    Returns:
        (file, 1-based number of the row, text).
    """
    from cxgov.measuring.plan import formats_of

    if source.connect:
        return []
    payload = {"root": str(root.resolve()), "source": _how_to_read(source), "column": column, "texts": None if texts is None else list(texts),
               "formats": list(formats_of(source)), "most": most}
    try:
        rows = run("cxgov.measuring.engines.embedded:look", payload)["rows"]
    except UnreadableFile:
        return []  # what stands in the way was reported when the source was counted
    return [(file, row, text) for file, row, text in rows]


def _how_to_read(source: Source) -> dict[str, Any]:
    found = {name: getattr(source, name) for name in READ_BY}
    return {**found, "columns": dict(source.columns)}


def latest(workspace: Workspace, root: Path, sources: Sequence[Source]) -> list[Period]:
    """The latest period that has data: in sources of one period as they say, elsewhere as the dates say; at most one.

    Its length is that of the organisation's assessed periods, a quarter where there is none.
    """
    fixed = [source.period for source in sources if source.period]
    assessed = [a.period for a in workspace.assessments]
    months = max(assessed).months if assessed else fixed[0].months if fixed else 3
    found = [period for period in fixed if period.months == months]
    for source in sources:
        if source.period is None and source.date:
            found += _latest_of(workspace, root, source, months)
    return [max(found)] if found else fixed[-1:]


def _latest_of(workspace: Workspace, root: Path, source: Source, months: int) -> list[Period]:
    """The latest period with rows in one source, found by years first."""
    years = _filled(workspace, root, source, [parse_period(f"{year:04}") for year in range(FIRST_YEAR, LAST_YEAR + 1)])
    if not years:
        return []
    first = Period(years[-1].start, months)
    return _filled(workspace, root, source, [first.shift(i) for i in range(12 // months)])[-1:]


def _filled(workspace: Workspace, root: Path, source: Source, periods: list[Period]) -> list[Period]:
    """Those of the periods that have rows in a source."""
    question = plan(source, [], periods, workspace.organisation)
    try:
        answer = count(root, source, replace(question.query, dimensions=(), weight=None, respondent=None, keep=None))
    except UnreadableFile:
        return []  # it is reported when the source is measured
    rows = {item.window for item in answer.counts if item.n}
    return [period for index, period in enumerate(periods) if index in rows]

