"""A generated programme without a fault: an organisation of many files in which every check can be judged and none finds anything.

The same seed and size give the same files. Seeds differ in ids, names, figures, dates and the year; sizes in how many journeys,
indicators, initiatives and records of the logs there are. For every check the programme holds records of its own that `faults`
may break, so that faults do not meet: they bear the check's number in their id (``t020…``: the touchpoint of CXG-020).

Parameters under `checks:` differ from their defaults in two places, so that single faults can stand alone:
CXG-027 lets people look after more things, because whoever owns 30 % of all touchpoints (CXG-022) would always look after too
many; CXG-041 asks for six ways of listening, because with fewer there would be no logs whose checks could be judged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from planted import assessed, decided, heard, indicated, organised
from planted.text import Row, csv, yaml
from planted.wording import Wording

SIZES = {"small": 3, "medium": 6, "large": 12}


@dataclass
class Programme:
    """The files of an organisation before they are written.

    Attributes:
        seed: what the files differ by.
        size: how many general journeys there are; what else grows, grows with it.
        year: the year of the reported quarter, the third.
        files: path -> a record (YAML), rows (CSV) or a text (Markdown).
    """

    seed: int
    size: int
    files: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)
        self.words = Wording(self.random)
        self.year = 2019 + self.seed % 9

    def id(self, role: str) -> str:
        """The id of a record of its own: the role, and something by which seeds differ."""
        return f"{role}-{'abcdefghijk'[self.seed % 11]}{self.seed}"

    def quarter(self, number: int, years: int = 0) -> str:
        """A quarter of the reported year, or of one so many years from it."""
        return f"{self.year + years}-Q{number}"

    def day(self, month: int, day: int, years: int = 0) -> str:
        """A day of the reported year, or of one so many years from it."""
        return f"{self.year + years}-{month:02}-{day:02}"

    @property
    def period(self) -> str:
        """The reported quarter."""
        return self.quarter(3)

    def records(self, file: str, key: str) -> list[Row]:
        """The records under a key of a file."""
        found: list[Row] = self.files[file][key]
        return found

    def record(self, file: str, key: str, name: str) -> Row:
        """The record whose first field is ``name``."""
        return next(item for item in self.records(file, key) if next(iter(item.values())) == name)

    def journeys(self) -> Iterator[tuple[str, Row]]:
        """Every journey with its file, in the order in which they are read."""
        for path in sorted(self.files):
            if path.startswith("journeys/"):
                yield path, self.files[path]

    def touchpoints(self) -> Iterator[tuple[str, Row]]:
        """Every touchpoint with its file."""
        for path, journey in self.journeys():
            for stage in journey["stages"]:
                for touchpoint in stage["touchpoints"]:
                    yield path, touchpoint

    def touchpoint(self, role: str) -> tuple[str, Row]:
        """The touchpoint of a check, and its file."""
        return next((path, found) for path, found in self.touchpoints() if found["id"] == self.id(role))

    def kpi(self, role: str) -> Row:
        """The indicator of a check."""
        return self.record("kpis.yaml", "kpis", self.id(role))

    def initiative(self, role: str) -> Row:
        """The initiative of a check."""
        return self.record("initiatives.yaml", "initiatives", self.id(role))

    def person(self, role: str) -> Row:
        """The person of a check."""
        return self.record("organisation.yaml", "people", self.id(role))

    def measured(self, role: str, quarter: int = 3, years: int = 0) -> Row:
        """The value of a check's indicator in a quarter."""
        return self.record(f"{self.quarter(quarter, years)}/measurements.yaml", "measurements", self.id(role))

    def texts(self) -> dict[str, str]:
        """Path -> text of every file."""
        return {path: data if isinstance(data, str) else csv(data) if isinstance(data, list) else yaml(data) for path, data in sorted(self.files.items())}


def generate(seed: int, size: str = "small") -> Programme:
    """Makes a programme in which no check finds anything.

    Args:
        seed: what programmes differ by.
        size: a name of `SIZES`.
    """
    made = Programme(seed, SIZES[size])
    organised.people(made)
    organised.journeys(made)
    indicated.indicators(made)
    decided.initiatives(made)
    decided.decisions(made)
    decided.cycles(made)
    heard.voice(made)
    heard.registers(made)
    assessed.assessments(made)
    organised.governance(made)
    return made


def write(texts: dict[str, str], folder: Path) -> Path:
    """Writes the files into a new folder and returns it."""
    for path, text in texts.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return folder
