"""Parameters of checks and suppressions of findings, as the organisation wrote them."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cxgov.checks.rule import Parameter, Rule
from cxgov.language import N_, message
from cxgov.model import Suppression, Workspace
from cxgov.problems import Location, Problem, Severity


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding and the suppression that covers it."""

    finding: Problem
    by: Suppression


def settings_of(workspace: Workspace, rules: Mapping[str, Rule]) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Returns each rule's parameters, defaults filled in, and what is wrong with those the organisation set."""
    organisation = workspace.organisation
    settings = {code: {name: p.default for name, p in rule.parameters.items()} for code, rule in rules.items()}
    problems = []
    for code, given in organisation.checks.items():
        place = workspace.places.of(organisation, "checks")
        if code not in rules:
            problems.append(_problem(place, message(N_("there is no check {code}"), code=code), code, _nearest(code, rules)))
            continue
        for name, value in given.items():
            parameter = rules[code].parameters.get(name)
            if parameter is None:
                problems.append(_problem(place, message(N_("{code} has no parameter '{name}'"), code=code, name=name), code,
                                         _nearest(name, rules[code].parameters)))
            elif not _fits(value, parameter):
                problems.append(_problem(place, message(
                    N_("parameter '{name}' of {code} must be like {default}"), name=name, code=code, default=str(parameter.default)), code, None))
            else:
                settings[code][name] = value
    return settings, problems


def suppress(workspace: Workspace, findings: list[Problem], day: date) -> tuple[list[Problem], list[Suppressed], list[Problem]]:
    """Sets suppressed findings apart.

    Returns:
        Findings that count; suppressed ones; and findings about suppressions that have expired or cover nothing.
    """
    kept: list[Problem] = []
    suppressed: list[Suppressed] = []
    used: set[int] = set()
    first: dict[tuple[str, str | None], int] = {}
    for number, suppression in enumerate(workspace.organisation.suppressions):
        first.setdefault((suppression.rule, suppression.about), number)
    for found in findings:
        covering = [first[key] for key in ((found.code, None), (found.code, found.about)) if key in first]
        match = workspace.organisation.suppressions[min(covering)] if covering else None
        if match is not None:
            used.add(id(match))
        if match is not None and match.expires >= day:
            suppressed.append(Suppressed(found, match))
        else:
            kept.append(found)
    notes = []
    for suppression in workspace.organisation.suppressions:
        place = workspace.places.of(suppression)
        about = suppression.about or suppression.rule
        if id(suppression) not in used:
            notes.append(Problem("CX071", Severity.INFO, place, message(
                N_("the suppression of {rule} covers no finding"), rule=suppression.rule), message(N_("delete it")), about))
        elif suppression.expires < day:
            notes.append(Problem("CX072", Severity.WARNING, place, message(
                N_("the suppression of {rule} expired on {day}"), rule=suppression.rule, day=suppression.expires),
                message(N_("mend the finding, or decide again with a new date")), about))
    return kept, suppressed, notes


def _fits(value: Any, parameter: Parameter) -> bool:
    default = parameter.default
    if isinstance(default, bool):
        return isinstance(value, bool)
    if isinstance(default, int | float):
        right_type = isinstance(value, int | float) and not isinstance(value, bool)
        return right_type and parameter.least <= value <= parameter.most and (isinstance(default, float) or isinstance(value, int))
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _nearest(word: str, known: Mapping[str, Any]) -> Any:
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    if close:
        return message(N_("did you mean '{word}'?"), word=close[0])
    return message(N_("known here: {words}"), words=", ".join(known)) if known else None


def _problem(place: Location, text: Any, about: str, remedy: Any) -> Problem:
    return Problem("CX070", Severity.ERROR, place, text, remedy, about)
