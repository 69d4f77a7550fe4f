"""What must hold between records, beyond their shape and their references: levels, versions, duplicates, dates.

Each function takes what it looks at and returns problems; `RULES` lists those that look at a whole workspace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, pairwise
from typing import Any

from cxgov.kpis.variants import VARIANTS
from cxgov.language import N_, message, untranslated
from cxgov.loading.migrating import of_migrations
from cxgov.loading.sources import of_measures, of_sources
from cxgov.loading.voice import of_voice
from cxgov.model import Answer, Assessment, Dimension, Framework, Practice, Workspace, parse_period
from cxgov.model.workspace import Places
from cxgov.problems import Location, Problem, Severity


def _error(code: str, place: Location, text: Any, remedy: Any = None, about: str = "", related: tuple[Location, ...] = ()) -> Problem:
    return Problem(code, Severity.ERROR, place, text, remedy, about, related)


# --- frameworks ---------------------------------------------------------------------------------------------------------


def of_framework(framework: Framework, places: Places) -> list[Problem]:
    """Checks that a framework is complete and its rules make sense."""
    problems = []
    scale, scoring = framework.scale, framework.scoring
    wanted = [str(level) for level in range(scale.min, scale.max + 1)]
    if scale.min >= scale.max:
        problems.append(_error("CX056", places.of(scale), message(N_("the scale's min must be below its max"))))
    elif list(scale.levels) != wanted:
        problems.append(_error("CX056", places.of(scale, "levels"), message(
            N_("the scale's levels must be {levels}, in this order"), levels=", ".join(wanted))))
    for name in ("bands",):
        cuts = getattr(scoring, name)
        if any(low >= high for low, high in pairwise(cuts)):
            problems.append(_error("CX056", places.of(scoring, name), message(N_("the cuts of '{name}' must ascend"), name=name)))
    if any(low >= high for low, high in pairwise(scoring.level.cuts)):
        problems.append(_error("CX056", places.of(scoring.level, "cuts"), message(N_("the cuts of '{name}' must ascend"), name="cuts")))
    practice_ids = {practice.id for practice in framework.practices()}
    problems += [
        _error("CXG-064", places.of(gate, "practice"), message(N_("there is no {kind} '{id}'"), kind=message(N_("practice")), id=gate.practice))
        for gate in scoring.gates if gate.practice not in practice_ids]
    for dimension in framework.dimensions:
        problems += _of_dimension(framework, dimension, wanted, places)
    return problems + of_migrations(framework, places)


def _of_dimension(framework: Framework, dimension: Dimension, levels: list[str], places: Places) -> list[Problem]:
    problems = []
    parts: tuple[Practice | Dimension, ...] = (*dimension.practices, *dimension.dimensions)
    if not parts:
        problems.append(_error("CX056", places.of(dimension), message(N_("'{id}' has no practices"), id=dimension.id)))
    elif dimension.practices and dimension.dimensions:
        problems.append(_error("CX056", places.of(dimension), message(
            N_("'{id}' has practices and parts; one of the two"), id=dimension.id)))
    elif all(part.weight == 0 for part in parts):
        problems.append(_error("CX056", places.of(dimension), message(N_("all weights in '{id}' are 0"), id=dimension.id)))
    for practice in dimension.practices:
        problems += _of_practice(framework, practice, levels, places)
    for part in dimension.dimensions:
        problems += _of_dimension(framework, part, levels, places)
    return problems


def _of_practice(framework: Framework, practice: Practice, levels: list[str], places: Places) -> list[Problem]:
    problems = []
    if not practice.answers and list(practice.levels) != levels:
        problems.append(_error("CX056", places.of(practice, "levels"), message(
            N_("practice '{id}' must describe the levels {levels}, in this order"), id=practice.id, levels=", ".join(levels))))
    unknown = [level for level in practice.improve if level not in levels[:-1]]
    if unknown and not practice.answers:
        problems.append(_error("CX056", places.of(practice, "improve"), message(
            N_("practice '{id}' has an action for level {level}, from which there is no next level"), id=practice.id, level=unknown[0])))
    lists: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("sources", practice.sources, {source.id for source in framework.sources}),
        ("ask", practice.ask, framework.roles),
        ("anti_patterns", practice.anti_patterns, framework.anti_patterns),
    )
    for key, used, known in lists:
        problems += [_error("CXG-064", places.of(practice, key), message(
            N_("'{id}' in '{key}' is not defined in the framework"), id=word, key=key)) for word in used if word not in set(known)]
    return problems


# --- assessments --------------------------------------------------------------------------------------------------------


def of_assessment(assessment: Assessment, framework: Framework, practices: Mapping[str, Practice], places: Places) -> list[Problem]:
    """Checks version, levels, reasons for `na`, and evidence dates of one assessment."""
    problems = []
    if assessment.framework_version != framework.version and framework.since(assessment.framework_version) is None:
        problems.append(_error("CX053", places.of(assessment, "framework_version"), message(
            N_("answers version {found} of framework '{id}', but {version} is in use"), found=assessment.framework_version,
            id=framework.id, version=framework.version), message(N_("answer the current version, or keep the old one in 'frameworks/'"))))
    if not assessment.answers:
        problems.append(_error("CX055", places.of(assessment), message(N_("the assessment has no answers")),
                               message(N_("answer at least one practice, or delete the file"))))
    low, high = framework.scale.min, framework.scale.max
    for practice_id, answer in assessment.answers.items():
        level = answer.level
        if isinstance(level, int) and low <= level <= high and not answer.evidence:
            practice = practices.get(practice_id)
            if practice is None or not practice.answers:
                continue
        problems += _of_answer(assessment, framework, practices.get(practice_id), practice_id, answer, places)
    return problems


def _of_answer(assessment: Assessment, framework: Framework, practice: Practice | None, practice_id: str, answer: Answer,
               places: Places) -> list[Problem]:
    problems = []
    options = {option.id for option in practice.answers} if practice else set()
    if answer.not_applicable:
        if answer.reason is None:
            problems.append(_error("CXG-095", places.of(answer), message(N_("{id} is 'na' without a reason"), id=practice_id), message(
                N_("write {form}"), form="{level: na, reason: …}"), practice_id))
    elif options:
        if str(answer.level) not in options:
            problems.append(_error("CX052", places.of(answer, "level"), message(
                N_("{id} has no answer '{level}'"), id=practice_id, level=str(answer.level)),
                message(N_("known here: {words}"), words=", ".join(sorted(options))), practice_id))
    elif not isinstance(answer.level, int) or not framework.scale.min <= answer.level <= framework.scale.max:
        written_as_text = isinstance(answer.level, str) and answer.level.isdecimal()
        problems.append(_error("CX052", places.of(answer, "level"), message(
            N_("{id} has no level '{level}'"), id=practice_id, level=str(answer.level)),
            message(N_("write the level without quotes")) if written_as_text else message(
                N_("levels are {low} to {high}, or na with a reason"), low=framework.scale.min, high=framework.scale.max), practice_id))
    problems += [
        _error("CX054", places.of(evidence, "date"), message(
            N_("evidence {ref} of {id} is dated after the assessment ({day})"), ref=evidence.ref, id=practice_id, day=assessment.date),
            message(N_("correct one of the two dates")), practice_id)
        for evidence in answer.evidence if evidence.date and evidence.date > assessment.date]
    return problems


def _target_levels(workspace: Workspace) -> list[Problem]:
    problems = []
    for targets in workspace.targets:
        framework = workspace.frameworks.get(targets.framework)
        if framework is None:
            continue
        low, high = framework.scale.min, framework.scale.max
        problems += [_error("CX052", workspace.places.of(targets, "levels", name), message(
            N_("the target of {id} is {level}, outside the scale"), id=name, level=level),
            message(N_("levels are {low} to {high}"), low=low, high=high), name)
            for name, level in targets.levels.items() if not low <= level <= high]
    return problems


def _period_folders(workspace: Workspace) -> list[Problem]:
    """A file that stands in a folder named as a period and speaks of another one was probably copied."""
    problems = []
    files: tuple[tuple[Any, ...], ...] = (workspace.assessments, workspace.measurements, workspace.decisions)
    for file in chain.from_iterable(files):
        for folder in workspace.places.file(file).split("/")[:-1]:
            try:
                period = parse_period(folder)
            except ValueError:
                continue
            if period != file.period:
                problems.append(Problem("CX065", Severity.WARNING, workspace.places.of(file, "period"), message(
                    N_("the file is for {period}, but stands in the folder {folder}"), period=str(file.period), folder=folder),
                    message(N_("correct the period, or move the file"))))
    return problems


def _raters(workspace: Workspace) -> list[Problem]:
    problems = []
    seen: dict[tuple[object, ...], Assessment] = {}
    for assessment in workspace.assessments:
        who = assessment.rater if assessment.status != "agreed" else ""
        key = (assessment.framework, assessment.period, assessment.unit, assessment.status, who)
        first = seen.setdefault(key, assessment)
        if first is not assessment:
            text = (message(N_("there are two agreed assessments for {period}"), period=str(assessment.period)) if not who
                    else message(N_("'{rater}' answered twice for {period}"), rater=who, period=str(assessment.period)))
            problems.append(_error("CX057", workspace.places.of(assessment, "rater"), text, message(
                N_("keep one of the two files")), assessment.rater, (workspace.places.of(first, "rater"),)))
    return problems


# --- the rest -----------------------------------------------------------------------------------------------------------


def _kpi_variants(workspace: Workspace) -> list[Problem]:
    problems = []
    for kpi in workspace.kpis:
        known = [name for name, variant in VARIANTS.items() if variant.type == kpi.type]
        words = message(N_("known here: {words}"), words=", ".join(known))
        if kpi.variant is None and len(known) > 1:
            problems.append(_error("CX058", workspace.places.of(kpi), message(
                N_("KPI '{id}' needs a variant: it fixes scale and direction"), id=kpi.id), words, kpi.id))
        elif kpi.variant is not None and kpi.variant not in known:
            problems.append(_error("CX058", workspace.places.of(kpi, "variant"), message(
                N_("KPI '{id}' of type {type} has no variant '{variant}'"), id=kpi.id, type=kpi.type, variant=kpi.variant),
                words if known else message(N_("this type has no variants; delete the key")), kpi.id))
    return problems


def _measurements(workspace: Workspace) -> list[Problem]:
    problems = []
    seen: dict[tuple[object, ...], Any] = {}
    for file in workspace.measurements:
        for measured in file.measurements:
            segment = (measured.segment.column, str(measured.segment.value)) if measured.segment else None
            first = seen.setdefault((file.period, measured.kpi, segment, measured.touchpoint), measured)
            if first is not measured:
                problems.append(_error("CX059", workspace.places.of(measured), message(
                    N_("'{kpi}' is measured twice for {period}"), kpi=measured.kpi, period=str(file.period)),
                    message(N_("keep one of the two values")), measured.kpi, (workspace.places.of(first),)))
            if measured.interval and measured.value is not None and not measured.interval[0] <= measured.interval[1]:
                problems.append(_error("CX060", workspace.places.of(measured, "interval"), message(
                    N_("the interval of '{kpi}' must be [low, high]"), kpi=measured.kpi), message(N_("swap the two numbers")), measured.kpi))
    return problems


def _decision_subjects(workspace: Workspace) -> list[Problem]:
    problems = []
    for file in workspace.decisions:
        for decision in file.decisions:
            about = decision.about
            named = [about.kpi, about.touchpoint, about.practice, about.problem, about.initiative] if about else [""]
            if sum(name is not None for name in named) != 1:
                problems.append(_error("CX061", workspace.places.of(decision, "about"), message(
                    N_("decision '{id}' must be about exactly one thing"), id=decision.id),
                    message(N_("write for example {form}"), form="{kpi: ease-collect}"), decision.id))
    return problems


def _dates_in_order(workspace: Workspace) -> list[Problem]:
    problems = []
    for cycle in workspace.cycles:
        problems += [_error("CX062", workspace.places.of(record, "completed"), message(
            N_("stage {stage} ends before it starts"), stage=record.stage), message(N_("correct one of the two dates")), record.stage)
            for record in cycle.stages if record.started and record.completed and record.completed < record.started]
    problems += [_error("CX062", workspace.places.of(item, "end"), message(
        N_("initiative '{id}' ends before it starts"), id=item.id), message(N_("correct one of the two dates")), item.id)
        for item in workspace.initiatives if item.start and item.end and item.end < item.start]
    return problems


def _unit_tree(workspace: Workspace) -> list[Problem]:
    parents = {unit.id: unit.parent for unit in workspace.organisation.units}
    problems = []
    for unit in workspace.organisation.units:
        chain, step = [unit.id], unit.parent
        while step is not None and step not in chain:
            chain.append(step)
            step = parents.get(step)
        if step == unit.id:
            problems.append(_error("CX063", workspace.places.of(unit, "parent"), message(
                N_("unit '{id}' is its own parent: {chain}"), id=unit.id, chain=" > ".join([*chain, step])), message(N_("correct 'parent' of one of them")), unit.id))
    return problems


def _languages(workspace: Workspace) -> list[Problem]:
    """Names that print in every report must exist in every language the organisation declares."""
    organisation, places = workspace.organisation, workspace.places
    named: list[tuple[Any, str, Any]] = [(organisation, "name", organisation.name)]
    groups: tuple[tuple[Any, ...], ...] = (
        organisation.functions, organisation.channels, organisation.units, workspace.journeys, tuple(workspace.touchpoints.values()), workspace.kpis)
    named += [(item, "name", item.name) for group in groups for item in group]
    named += [(person, "role", person.role) for person in organisation.people]
    named += [(item, "title", item.title) for item in workspace.initiatives]
    named += [(item, "text", item.text) for file in workspace.decisions for item in file.decisions]
    return [
        Problem("CX064", Severity.WARNING, places.of(record, key), message(
            N_("'{key}' lacks one of the languages {languages}"), key=key, languages=", ".join(organisation.languages)),
            message(N_("add the missing language, or write one text without languages")), getattr(record, "id", ""))
        for record, key, text in named if untranslated([text], organisation.languages)]


RULES: tuple[Callable[[Workspace], list[Problem]], ...] = (
    _raters, _target_levels, _period_folders, _kpi_variants, _measurements, of_sources, of_measures, _decision_subjects, _dates_in_order,
    _unit_tree, _languages, of_voice,
)
