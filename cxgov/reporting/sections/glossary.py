"""Glossary: the words of the framework, of the scoring method and of the roadmap, in both languages side by side."""

from __future__ import annotations

from dataclasses import replace

from cxgov.language import LANGUAGES, N_, Language
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section
from cxgov.reporting.sections import how_to_read

OWN: tuple[tuple[str, str], ...] = (
    (N_("Gap to target"), N_("How many levels a practice lies below its target.")),
    (N_("Effort of a step"), N_("Small: days. Medium: weeks and several people. Large: a quarter or more, or a change across functions.")),
    (N_("Quick win"), N_("A step that need not wait for its turn: evidence of what is claimed, or a small step that raises the index on its own.")),
    (N_("Capacity"), N_("How much effort fits into a quarter, in units: small 1, medium 2, large 3.")),
    (N_("Tolerance"), N_("How far an indicator may lie from its target and still count as close.")),
    (N_("Smallest change of interest"), N_("A smaller change of an indicator would lead to no decision.")),
    (N_("No clear change"), N_("The difference may be chance, or is too small to matter. It is not the same as no change.")),
    (N_("95% interval"), N_("The values that agree with the answers given; a wide one means few answers or very different ones.")),
)
"""Terms of the product that the framework does not explain."""
SAME: dict[str, str] = {N_("Claimed"): "claimed", N_("Evidenced"): "evidenced", N_("Counts as"): "effective_score", N_("Missing"): "",
                        N_("Tolerance"): "tolerance", N_("95% interval"): "interval"}
"""Our word -> the framework's entry for the same thing, which then stands alone; signs of a table are no terms."""


def build(context: Context) -> list[Page]:
    """Makes the glossary, in the alphabet of the report's language."""
    here = context.language.code
    there = next(code for code in LANGUAGES if code != here)
    other = replace(context, language=Language(there))
    rows = [(context.text(term.term), other.text(term.term), context.text(term.text)) for term in context.framework.glossary.values()]
    explained = {context.say(word) for word, entry in SAME.items() if entry in context.framework.glossary or not entry}
    pairs = zip(how_to_read.terms(context), how_to_read.terms(other), strict=True)
    rows += [(term, away, text) for (term, text), (away, _text) in pairs if term not in explained]
    rows += [(context.say(term), other.say(term), context.say(text)) for term, text in OWN if context.say(term) not in explained]
    ordered = sorted(((_small(term), _small(away), text) for term, away, text in rows), key=lambda row: context.language.sort_key(row[0]))
    return [Page(id="glossary", title=context.say(N_("Glossary, Polish and English")), short_title=context.say(N_("Glossary")), template="glossary.html",
                 data={"words": context.narrative("glossary"), "rows": [{"term": term, "other": away, "text": text} for term, away, text in ordered], "other": there})]


def _small(term: str) -> str:
    """A term as it stands within a sentence."""
    return term[:1].lower() + term[1:] if term[1:2].islower() else term


SECTION = Section(name="glossary", build=build)
