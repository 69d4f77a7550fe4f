"""Small workspaces made in memory, for tests of arithmetic that need no files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cxgov.model import (
    Answer,
    Assessment,
    Dimension,
    Evidence,
    Framework,
    Organisation,
    Practice,
    Scoring,
    Workspace,
    parse_period,
)
from cxgov.model.frameworks import EvidenceRule, MaturityLevel, Scale, SequenceRule
from cxgov.problems import Location

PERIOD = parse_period("2026-Q3")
DAY = date(2026, 9, 20)
FRESH = Evidence(ref="E-1", date=date(2026, 8, 1))
STALE = Evidence(ref="E-2", date=date(2025, 6, 30))
CEM_SIZES = (5, 5, 5, 5, 6)


class Nowhere:
    """Places of records that stand in no file."""

    def file(self, root: object) -> str:
        del root
        return ""

    def of(self, record: object, key: str | int | None = None, entry: str | int | None = None) -> Location:
        del record, key, entry
        return Location("made")


def cem_scoring(**changes: Any) -> Scoring:
    """The scoring rules of cem-cycle."""
    return Scoring(**{"evidence": EvidenceRule(), "sequence": SequenceRule(), "bands": (0.75, 1.75, 2.75, 3.75), **changes})


def scale(low: int = 0, high: int = 4) -> Scale:
    """A scale with levels named by their numbers."""
    return Scale(min=low, max=high, levels={str(n): MaturityLevel(name=str(n)) for n in range(low, high + 1)})


def framework(sizes: Sequence[int] = CEM_SIZES, weights: Mapping[str, float] | None = None, scoring: Scoring | None = None,
              **changes: Any) -> Framework:
    """A framework of dimensions S1, S2 … with practices S1.P1 …"""
    weights = weights or {}
    dimensions = tuple(
        Dimension(id=f"S{i}", name=f"Stage {i}", practices=tuple(
            Practice(id=f"S{i}.P{j}", name=f"Practice {i}.{j}", question="?", weight=weights.get(f"S{i}.P{j}", 1.0))
            for j in range(1, size + 1)))
        for i, size in enumerate(sizes, 1))
    return Framework(**{"id": "made", "version": "1.0.0", "name": "Made", "scale": scale(), "scoring": scoring or cem_scoring(),
                        "dimensions": dimensions, **changes})


def answer(level: int | str, evidence: Sequence[Evidence] = (FRESH,)) -> Answer:
    """An answer; fresh evidence unless said otherwise."""
    return Answer(level=level, reason="does not apply" if level == "na" else None, evidence=tuple(evidence) if level != "na" else ())


def assessment(answers: Mapping[str, Answer | int | str], rater: str = "anna", status: str = "agreed", **changes: Any) -> Assessment:
    """An assessment; plain levels become answers with fresh evidence."""
    full = {k: v if isinstance(v, Answer) else answer(v) for k, v in answers.items()}
    return Assessment(**{"framework": "made", "framework_version": "1.0.0", "period": PERIOD, "rater": rater, "status": status,
                         "date": DAY, "answers": full, **changes})


def stages(*levels: Sequence[int | str] | int, sizes: Sequence[int] = CEM_SIZES) -> dict[str, int | str]:
    """Levels per stage, one number for all practices of a stage or one each, as answers by practice id."""
    found: dict[str, int | str] = {}
    for i, (given, size) in enumerate(zip(levels, sizes, strict=True), 1):
        row = [given] * size if isinstance(given, int) else list(given)
        found.update({f"S{i}.P{j}": level for j, level in enumerate(row, 1)})
    return found


def workspace(made: Framework, assessments: Sequence[Assessment], **changes: Any) -> Workspace:
    """A workspace of an organisation that uses one framework."""
    organisation = Organisation(id="made", name="Made", frameworks=(made.id,))
    return Workspace(**{"name": "made", "organisation": organisation, "frameworks": {made.id: made},
                        "assessments": tuple(assessments), "places": Nowhere(), **changes})
