"""Report contexts for tests: of the examples, each loaded once, and of workspaces made in memory at the extremes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from makers import DAY, answer, assessment, cem_scoring, framework, scale, stages, workspace

from cxgov.language import Language
from cxgov.loading import load_workspace
from cxgov.model import Workspace
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.resources import examples
from cxgov.scoring import score


@cache
def example(name: str, language: str = "en", unit: str | None = None) -> Context:
    """The context of an example's latest period."""
    return context_of(load_workspace(str(examples()[name])), language, unit)


def context_of(made: Workspace, language: str = "en", unit: str | None = None) -> Context:
    """The context of a workspace's latest period."""
    card = score(made, None, None, unit)
    return Context(workspace=made, language=Language(language), card=card, as_of=card.period.end)


def rendered(context: Context, section: Section) -> tuple[Sequence[Page], str]:
    """A section's pages and their markup in one text, titles and leads included."""
    pages = section.build(context)
    texts = [f"{page.title}\n{page.lead}\n{context.environment.render(f'sections/{page.template}', page.data)}" for page in pages]
    return pages, "\n".join(texts)


def one_rater() -> Context:
    """One individual rating, no agreement, no evidence, nothing else."""
    given = {name: answer(level, ()) for name, level in stages(2, 2, 2, 2, 2).items()}
    return context_of(workspace(framework(), [assessment(given, status="individual")]))


def unscored() -> Context:
    """One answer of 26."""
    return context_of(workspace(framework(), [assessment({"S1.P1": 1})]))


def not_applicable() -> Context:
    """Every practice is not applicable."""
    return context_of(workspace(framework(), [assessment(stages(*[["na"] * n for n in (5, 5, 5, 5, 6)]))]))


def other_framework(**changes: Any) -> Context:
    """Seven dimensions without an order, three levels from 1 to 3."""
    sizes = (2,) * 7
    made = framework(sizes, scale=scale(1, 3), scoring=cem_scoring(sequence=None, bands=(1.75, 2.75), evidence=None), **changes)
    return context_of(workspace(made, [assessment(stages(1, 2, 3, 2, 1, 3, 2, sizes=sizes))]))


def evenly(level: int) -> Context:
    """Every practice at one level, with fresh evidence."""
    return context_of(workspace(framework(), [assessment(stages(level, level, level, level, level))]))


EXTREMES = {"one rater": one_rater, "unscored": unscored, "not applicable": not_applicable, "other framework": other_framework,
            "all highest": lambda: evenly(4), "all lowest": lambda: evenly(0)}

__all__ = ["DAY", "EXTREMES", "context_of", "evenly", "example", "not_applicable", "one_rater", "other_framework", "rendered", "unscored"]
