"""Answers to an older version of a framework, carried over to the version in use by the framework's own migrations.

In this room: which assessments are carried over, and whether the migrations of a framework make sense. The answers stay
the records that were read, so that every place stays right; `Assessment.framework_version` stays the version that was
answered. Not here: what a migration says (`cxgov.model.frameworks`), and versions from which no migration leads: those
are refused (`consistency`, CX053).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from cxgov.language import N_, message
from cxgov.loading.places import RecordPlaces
from cxgov.model import Assessment, Framework
from cxgov.model.frameworks import Migration, VersionChange
from cxgov.model.workspace import Places
from cxgov.problems import Problem, Severity


def carried_over(roots: Sequence[Any], frameworks: Mapping[str, Framework], places: RecordPlaces) -> tuple[list[Any], list[Problem]]:
    """Replaces assessments of older versions by the same answers under the ids in use.

    Args:
        roots: the records of all files.
        frameworks: the frameworks in use, by id.
        places: learns where the new records stand.

    Returns:
        The records in their order, and answers to practices that the older version had not (CX092).
    """
    found: list[Any] = []
    problems: list[Problem] = []
    for root in roots:
        framework = frameworks.get(root.framework) if isinstance(root, Assessment) else None
        if framework is None or root.framework_version == framework.version:
            found.append(root)
            continue
        change = framework.since(root.framework_version)
        if change is None:
            found.append(root)
            continue
        problems += _impossible(root, change, places)
        found.append(_renamed(root, change, places))
    return found, problems


def _renamed(assessment: Assessment, change: VersionChange, places: RecordPlaces) -> Assessment:
    names = {old: name for old in assessment.answers if (name := change.name_of(old)) is not None}
    answers = {name: assessment.answers[old] for old, name in names.items()}
    values: dict[str, Any] = {item.name: getattr(assessment, item.name) for item in fields(assessment)}
    made = Assessment(**{**values, "answers": answers})
    places.stands_for(made, assessment, {name: old for old, name in names.items()})
    return made


def _impossible(assessment: Assessment, change: VersionChange, places: Places) -> list[Problem]:
    """Answers under ids that came only with a later version."""
    return [Problem("CX092", Severity.ERROR, places.of(assessment, "answers", name), message(
        N_("version {version} has no practice '{id}'; it came with a later one"), version=change.version, id=name), message(
        N_("delete the answer, or correct 'framework_version'")), name)
        for name in assessment.answers if name in change.added and name not in change.renamed]


def of_migrations(framework: Framework, places: Places) -> list[Problem]:
    """Checks that migrations lead step by step to the version in use (CX090) and to practices that it has (CX091)."""
    problems: list[Problem] = []
    before: tuple[int, ...] = ()
    for step in framework.migrations:
        version = _parts(step.from_version)
        if not before < version < _parts(framework.version):
            problems.append(Problem("CX090", Severity.ERROR, places.of(step, "from"), message(
                N_("the migration from version {version} is out of order"), version=step.from_version), message(
                N_("list the oldest version first; each is lower than the next and than the framework's own, {version}"),
                version=framework.version), framework.id))
        before = version
    if problems:
        return problems
    known = {practice.id for practice in framework.practices()}
    for number, step in enumerate(framework.migrations, 1):
        later = {name for after in framework.migrations[number:] for name in after.renamed}
        problems += _of_step(framework, step, known, later, places)
    return problems


def _of_step(framework: Framework, step: Migration, known: set[str], later: set[str], places: Places) -> list[Problem]:
    change = framework.since(step.from_version)
    if change is None:
        return []
    problems = []
    named: dict[str, str] = {}
    for key in ("renamed", "changed", "added", "dropped"):
        for name in getattr(step, key):
            problems += _of_name(step, key, name, change, known | later, places)
            if key != "renamed":
                continue
            new = step.renamed[name]
            if new in named or name in step.dropped:
                problems.append(_wrong(step, key, name, message(
                    N_("'{first}' and '{second}' both become '{new}'"), first=named[new], second=name, new=new) if new in named else message(
                    N_("'{id}' is renamed and dropped at once"), id=name), places))
            named[new] = name
    return problems


def _of_name(step: Migration, key: str, name: str, change: VersionChange, known: set[str], places: Places) -> list[Problem]:
    """What a step keeps or adds must be there in the end or be spoken of by a later step; what is dropped must not."""
    end = name if key == "added" else step.renamed.get(name, name)
    gone = name in change.dropped or (key == "added" and name not in change.added)
    if gone or end in known:
        return []
    return [_wrong(step, key, name, message(N_("the framework has no practice '{id}'"), id=end), places)]


def _wrong(step: Migration, key: str, name: str, text: Any, places: Places) -> Problem:
    return Problem("CX091", Severity.ERROR, places.of(step, key, name), text, message(
        N_("correct the ids in this migration")), name)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
