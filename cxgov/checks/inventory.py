"""The journeys and touchpoints as checks look at them, or the reason why there is nothing to judge; no check by itself."""

from __future__ import annotations

from collections.abc import Iterable

from cxgov.checks.indicators import words_of
from cxgov.checks.rule import NotChecked, View
from cxgov.language import LANGUAGES, N_, Text, message
from cxgov.model import Journey, JourneyStage, Touchpoint


def journeys(view: View) -> tuple[Journey, ...]:
    """Returns the journeys in file order.

    Raises:
        NotChecked: if there are none.
    """
    if not view.workspace.journeys:
        raise NotChecked(message(N_("no journey is described")))
    return view.workspace.journeys


def touchpoints(view: View) -> tuple[Touchpoint, ...]:
    """Returns the touchpoints of all journeys in file order.

    Raises:
        NotChecked: if there are none.
    """
    journeys(view)
    if not view.workspace.touchpoints:
        raise NotChecked(message(N_("no touchpoint is described")))
    return tuple(view.workspace.touchpoints.values())


def key_touchpoints(view: View) -> tuple[Touchpoint, ...]:
    """Returns the key touchpoints in file order.

    Raises:
        NotChecked: if there are none.
    """
    found = tuple(t for t in touchpoints(view) if t.key)
    if not found:
        raise NotChecked(message(N_("no touchpoint is marked as key")))
    return found


def automated(view: View) -> tuple[Touchpoint, ...]:
    """Returns the touchpoints at which a machine serves the customer, in file order.

    Raises:
        NotChecked: if there are none.
    """
    found = tuple(t for t in touchpoints(view) if t.automation)
    if not found:
        raise NotChecked(message(N_("no touchpoint is marked as automated (`automation: true`)")))
    return found


def stages_with_phase(view: View) -> tuple[JourneyStage, ...]:
    """Returns the stages of all journeys that say which phase they belong to.

    Raises:
        NotChecked: if there are none.
    """
    found = tuple(stage for journey in journeys(view) for stage in journey.stages if stage.phase)
    if not found:
        raise NotChecked(message(N_("no stage of a journey says which `phase` it belongs to")))
    return found


def is_said(text: Text | None) -> bool:
    """Tells whether a text says anything, in any language."""
    return text is not None and any(word.strip() for word in words_of(text))


def listed(texts: Iterable[Text]) -> Text:
    """Joins texts to one enumeration by language."""
    several = list(texts)
    return {code: ", ".join(_in(text, code) for text in several) for code in LANGUAGES}


def _in(text: Text, code: str) -> str:
    return text if isinstance(text, str) else text.get(code) or next(words_of(text), "")
