"""The indicators as checks look at them: all of them, or the reason why there is nothing to judge; no check by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cxgov.checks.rule import NotChecked, Parameter, View
from cxgov.kpis.variants import valid_range
from cxgov.language import LANGUAGES, N_, Message, Number, Text, message
from cxgov.model import Kpi

SURVEY_TYPES = ("nps", "csat", "ces", "index")
# What counts as an indicator of success; every check that asks for one has these parameters.
SUCCESS_PARAMETERS: Mapping[str, Parameter] = {
    "types": Parameter(["share", "fcr", "index"], N_("Types of indicator that can say whether customers reach their goal")),
    "families": Parameter(["behaviour", "perception"], N_("Families of indicator that count for it")),
}


def indicators(view: View) -> tuple[Kpi, ...]:
    """Returns the indicators in file order.

    Raises:
        NotChecked: if there are none.
    """
    if not view.workspace.kpis:
        raise NotChecked(message(N_("no indicators are defined")))
    return view.workspace.kpis


def is_survey(kpi: Kpi) -> bool:
    """Tells whether an indicator rests on what customers answer."""
    return kpi.type in SURVEY_TYPES or kpi.question is not None or kpi.family == "perception"


def says_success(kpi: Kpi, settings: Mapping[str, Any]) -> bool:
    """Tells whether an indicator says that customers reach their goal; ``settings`` hold `SUCCESS_PARAMETERS`."""
    return kpi.type in settings["types"] and kpi.family in settings["families"]


def outside(kpi: Kpi, value: float) -> bool:
    """Tells whether a value lies outside what the indicator can take."""
    low, high = valid_range(kpi)
    return (low is not None and value < low) or (high is not None and value > high)


def range_text(kpi: Kpi) -> Message:
    """Says which values the indicator can take."""
    low, high = valid_range(kpi)
    if low is not None and high is not None:
        return message(N_("{low} to {high}"), low=Number(low), high=Number(high))
    if low is not None:
        return message(N_("{low} or more"), low=Number(low))
    return message(N_("{high} or less"), high=Number(high or 0))


def words_of(text: Text) -> Iterator[str]:
    """Yields a text in every language it is written in."""
    if isinstance(text, str):
        yield text
    else:
        yield from (text[code] for code in LANGUAGES if text.get(code))
