"""Customer experience governance and maturity as plain text: load, measure, score, check, report.

The names below are the public interface; everything else may move. They are imported when first used, so that
``import cxgov`` costs nothing.

    >>> import cxgov
    >>> workspace = cxgov.load("examples/paczkownia")
    >>> cxgov.score(workspace).index  # doctest: +SKIP
    34
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxgov.checks import check as check
    from cxgov.loading import InvalidInput as InvalidInput
    from cxgov.loading import load_workspace as load
    from cxgov.measuring import measure as measure
    from cxgov.reporting import report as report
    from cxgov.scoring import score as score

__all__ = ["InvalidInput", "__version__", "check", "load", "measure", "report", "score"]

_WHERE = {
    "load": ("cxgov.loading", "load_workspace"),
    "InvalidInput": ("cxgov.loading", "InvalidInput"),
    "measure": ("cxgov.measuring", "measure"),
    "score": ("cxgov.scoring", "score"),
    "check": ("cxgov.checks", "check"),
    "report": ("cxgov.reporting", "report"),
}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("cxgov")
    if name not in _WHERE:
        raise AttributeError(name)
    from importlib import import_module

    module, attribute = _WHERE[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
