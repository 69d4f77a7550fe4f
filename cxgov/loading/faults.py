"""The faults of reading: their codes and how one becomes a `Problem`.

Not here: the wording, which stands beside the code that finds a fault, and the codes from CX030 on (`structure`,
`resolve`).
"""

from __future__ import annotations

from collections.abc import Iterable

from cxgov.language import N_, Message
from cxgov.problems import Location, Problem, Severity

CODES: dict[str, str] = {
    "CX001": N_("File cannot be opened"),
    "CX002": N_("Not a file"),
    "CX003": N_("File too large"),
    "CX004": N_("Link that leads outside the workspace"),
    "CX005": N_("Too many files"),
    "CX006": N_("Not UTF-8 text"),
    "CX007": N_("Another kind of file"),
    "CX008": N_("Forbidden character"),
    "CX009": N_("Damaged letters"),
    "CX010": N_("Unresolved conflict of two versions"),
    "CX011": N_("Empty file"),
    "CX012": N_("Not a map of keys"),
    "CX013": N_("Several documents in one file"),
    "CX014": N_("Directive"),
    "CX015": N_("Duplicate key"),
    "CX016": N_("Key that is not a text"),
    "CX017": N_("Anchor or alias"),
    "CX018": N_("Tag"),
    "CX019": N_("Merge key"),
    "CX020": N_("Syntax"),
    "CX021": N_("Tab"),
    "CX022": N_("Unclosed quote"),
    "CX023": N_("Unclosed bracket"),
    "CX024": N_("Indentation"),
    "CX025": N_("Colon missing or without a space"),
    "CX026": N_("Value that needs quotes"),
    "CX027": N_("Backslash in a quoted text"),
    "CX028": N_("Nested too deeply"),
    "CX029": N_("Too much in one file"),
}
"""Code -> short title, of everything that can be wrong before the content is looked at."""


def fault(
    code: str,
    place: Location,
    text: Message,
    remedy: Message | None = None,
    *,
    related: Iterable[Location] = (),
    severity: Severity = Severity.ERROR,
) -> Problem:
    """Builds the problem of one fault; ``code`` is one of `CODES`."""
    return Problem(code, severity, place, text, remedy, related=tuple(related))
