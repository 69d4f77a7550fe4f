"""What a cause is called: codes that logs of feedback, complaints and cards of initiatives share, in words.

A journey's problem with the same id says what is meant; else the card of an initiative that removes this cause alone.
"""

from __future__ import annotations

from cxgov.reporting.context import Context
from cxgov.reviewing.causes import same_cause


def code_in_words(code: str) -> str:
    """A code as a reader may see it, where nothing on file says what it means: its words without the marks between them."""
    return code.replace("-", " ").replace("_", " ")


def cause_name(context: Context, code: str) -> str:
    """A cause in words, without a full stop; empty where nothing on file says what its code means."""
    problem = context.workspace.problems.get(code)
    said = problem.text if problem else next((i.cause for i in context.workspace.initiatives if i.cause and len(i.causes) == 1 and same_cause(i.causes[0], code)),
                                             None)
    return context.text(said).rstrip().removesuffix(".")
