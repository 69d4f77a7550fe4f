"""From the documents of a folder to one workspace: built-in frameworks added, references followed, consistency checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cxgov.language import LANGUAGES, N_, message
from cxgov.loading import consistency
from cxgov.loading.migrating import carried_over
from cxgov.loading.places import RecordPlaces
from cxgov.loading.references import Registry, add_framework, dangling, harvest, register
from cxgov.loading.source import Document
from cxgov.model import Framework, Narrative, Workspace, parse_period
from cxgov.model.assessments import Assessment
from cxgov.model.indicators import Kpis, Measurements, Sources
from cxgov.model.journeys import Journey
from cxgov.model.organisations import Engagement, Organisation
from cxgov.model.programme import Cycle, Decisions, Initiatives, Targets
from cxgov.model.registers import Meetings, Trainings
from cxgov.model.voice import Complaints, Expectations, Feedback
from cxgov.problems import Location, Problem, Severity

_NARRATIVE = re.compile(r"(?:.*/)?(?P<period>[^/]+)/narrative/(?P<section>[A-Za-z0-9_-]+)(?:\.(?P<language>[a-z]{2}))?\.md")


def resolve(name: str, parsed: list[tuple[Document, Any | None]], narratives: Mapping[str, str], built_in: Mapping[str, Framework],
            fingerprints: Mapping[str, str]) -> tuple[Workspace | None, list[Problem]]:
    """Builds the workspace.

    Args:
        name: the folder as the user named it, for problems of the whole folder.
        parsed: every document with its record; ``None`` where the document has problems of its own.
        narratives: Markdown by path relative to the folder.
        built_in: built-in frameworks by id.
        fingerprints: SHA-256 by path relative to the folder.

    Returns:
        The workspace, ``None`` when no organisation could be read; and problems between the files.
    """
    records = [(document, record) for document, record in parsed if record is not None]
    places = RecordPlaces(records, name)
    broken = [document for document, record in parsed if record is None]
    organisation, problems = _organisation([r for _, r in records if isinstance(r, Organisation)], broken, name, places)

    frameworks, framework_problems = _frameworks(organisation, [r for _, r in records if isinstance(r, Framework)], built_in, places)
    problems += framework_problems
    registry = Registry(blind=any(document.data is None for document in broken))
    for document in broken:
        harvest(document.data, registry.perhaps)
    for framework in (*built_in.values(), *frameworks.values()):
        add_framework(registry, framework)
    roots, carried_problems = carried_over([record for _, record in records], frameworks, places)
    problems += carried_problems
    if organisation is None:
        # Without its people and units every reference would look broken; the one true fault is enough.
        return None, problems
    problems += register(registry, roots, places)
    problems += dangling(registry, roots, places)

    workspace = Workspace(
        name=name, organisation=organisation, engagement=next(iter(_all(roots, Engagement)), None), frameworks=frameworks,
        journeys=tuple(_all(roots, Journey)), kpis=tuple(k for file in _all(roots, Kpis) for k in file.kpis),
        sources=tuple(s for file in _all(roots, Sources) for s in file.sources),
        segment_names={column: names for file in _all(roots, Sources) for column, names in file.segment_names.items()}, targets=tuple(_all(roots, Targets)),
        initiatives=tuple(i for file in _all(roots, Initiatives) for i in file.initiatives),
        decisions=tuple(_all(roots, Decisions)), cycles=tuple(_all(roots, Cycle)),
        assessments=tuple(_all(roots, Assessment)), measurements=tuple(_all(roots, Measurements)),
        expectation_files=tuple(_all(roots, Expectations)), feedback_files=tuple(_all(roots, Feedback)),
        complaint_files=tuple(_all(roots, Complaints)), meeting_files=tuple(_all(roots, Meetings)), training_files=tuple(_all(roots, Trainings)),
        narratives=tuple(_narratives(name, narratives)), places=places, fingerprints=fingerprints)
    problems += _only_one(workspace, _all(roots, Engagement), "engagement")
    problems += _one_target_file(workspace)
    practices = {f.id: {practice.id: practice for practice in f.practices()} for f in frameworks.values()}
    for assessment in workspace.assessments:
        if assessment.framework in frameworks:
            problems += consistency.of_assessment(assessment, frameworks[assessment.framework], practices[assessment.framework], places)
    for rule in consistency.RULES:
        problems += rule(workspace)
    return workspace, problems


def _all(roots: list[Any], kind: type[Any]) -> list[Any]:
    return [record for record in roots if isinstance(record, kind)]


def _organisation(found: list[Organisation], broken: list[Document], name: str, places: RecordPlaces) -> tuple[Organisation | None, list[Problem]]:
    if not found:
        # An organisation file that could not be read has been reported already.
        if any(document.data is None or document.data.get("kind") == "organisation" for document in broken):
            return None, []
        return None, [Problem("CX045", Severity.ERROR, Location(name), message(
            N_("there is no file with 'kind: organisation' in this folder")),
            message(N_("name the organisation's folder, or start one with `cxgov init`")))]
    problems = [Problem("CX046", Severity.ERROR, places.of(extra), message(
        N_("a second organisation in one folder")), message(N_("one folder holds one organisation")), extra.id, (places.of(found[0]),))
        for extra in found[1:]]
    return found[0], problems


def _frameworks(organisation: Organisation | None, own: list[Framework], built_in: Mapping[str, Framework],
                places: RecordPlaces) -> tuple[dict[str, Framework], list[Problem]]:
    problems: list[Problem] = []
    known = dict(built_in)
    for framework in own:
        problems += consistency.of_framework(framework, places)
        if framework.id in built_in:
            problems.append(Problem("CX047", Severity.ERROR, places.of(framework, "id"), message(
                N_("'{id}' is a built-in framework"), id=framework.id), message(N_("give your own framework another id")), framework.id))
        else:
            known[framework.id] = framework
    if organisation is None:
        return known, problems
    return {name: known[name] for name in organisation.frameworks if name in known}, problems


def _only_one(workspace: Workspace, files: list[Any], kind: str) -> list[Problem]:
    return [Problem("CX048", Severity.ERROR, workspace.places.of(extra), message(
        N_("a second file of kind '{kind}'"), kind=kind), message(N_("keep one of the two files")), "", (workspace.places.of(files[0]),))
        for extra in files[1:]]


def _one_target_file(workspace: Workspace) -> list[Problem]:
    problems: list[Problem] = []
    for framework in {targets.framework: None for targets in workspace.targets}:
        problems += _only_one(workspace, [t for t in workspace.targets if t.framework == framework], "targets")
    return problems


def _narratives(root: str, texts: Mapping[str, str]) -> list[Narrative]:
    found = []
    for path, text in sorted(texts.items()):
        parts = _NARRATIVE.fullmatch(path)
        if not parts or parts["language"] not in (None, *LANGUAGES):
            continue
        try:
            period = parse_period(parts["period"])
        except ValueError:
            continue
        found.append(Narrative(period=period, section=parts["section"], language=parts["language"], text=text, file=f"{root}/{path}"))
    return found
