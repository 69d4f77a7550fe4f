"""What a cause is called: the problem of customers that bears its code, else the code.

Causes are codes that logs of feedback, complaints and cards of initiatives share; a journey's problem with the same id says
in words what is meant.
"""

from __future__ import annotations

from cxgov.reporting.context import Context


def cause_name(context: Context, code: str) -> str:
    """A cause in words, where a known problem bears its code; else the code."""
    problem = context.workspace.problems.get(code)
    return context.text(problem.text).rstrip().removesuffix(".") if problem else code
