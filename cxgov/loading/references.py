"""Ids and what refers to them: duplicates and dangling references, found by walking the model's annotations."""

from __future__ import annotations

import difflib
import types
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Annotated, Any, Union, cast, get_args, get_origin

from cxgov.language import N_, Message, message
from cxgov.model.fields import Defines, Refers, hints_of, once
from cxgov.model.frameworks import Framework
from cxgov.model.indicators import Measurement
from cxgov.model.workspace import Places
from cxgov.problems import Problem, Severity, printable

KIND_NAMES = {
    "person": N_("person"), "function": N_("function"), "channel": N_("channel"), "unit": N_("unit"),
    "touchpoint": N_("touchpoint"), "kpi": N_("KPI"), "initiative": N_("initiative"), "source": N_("source"),
    "practice": N_("practice"), "dimension": N_("stage"), "gate_output": N_("gate output"), "cycle": N_("cycle"),
    "framework": N_("framework"), "problem": N_("journey problem"), "journey": N_("journey"), "goal": N_("goal"),
    "decision": N_("decision"), "journey_stage": N_("journey stage"), "organisation": N_("organisation"),
    "framework_source": N_("framework source"), "expectation": N_("expectation"), "feedback": N_("feedback item"),
    "complaint": N_("complaint"), "training": N_("training"),
}


@dataclass(slots=True)
class Registry:
    """The ids that exist, by kind.

    Attributes:
        known: kind -> id -> the record that defines it.
        trees: framework id -> kind (``practice``, ``dimension``, ``gate_output``) -> ids.
        perhaps: ids in files that have problems of their own; references to them are not reported.
        blind: a file could not be read at all, so no reference can be called dangling.
    """

    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    trees: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    perhaps: set[str] = field(default_factory=set)
    blind: bool = False

    def ids(self, kind: str, framework: str | None) -> Iterable[str]:
        """Ids of a kind; ids of framework trees only of one framework where it is given."""
        if kind in ("practice", "dimension", "gate_output"):
            trees = [self.trees[framework]] if framework in self.trees else list(self.trees.values())
            return {found for tree in trees for found in tree.get(kind, ())}
        return self.known.get(kind, {})


def add_framework(registry: Registry, framework: Framework) -> None:
    """Registers a framework and the ids of its tree."""
    registry.known.setdefault("framework", {}).setdefault(framework.id, framework)
    tree: dict[str, set[str]] = {}
    for defined, _, value, _ in _marks(framework):
        if isinstance(defined, Defines) and defined.scope == "framework":
            tree.setdefault(defined.kind, set()).add(value)
    registry.trees[framework.id] = tree


def register(registry: Registry, records: Iterable[Any], places: Places) -> list[Problem]:
    """Registers every id the records define; two of a kind are a problem that names both places."""
    problems: list[Problem] = []
    for root in records:
        local: dict[tuple[str, str], Any] = {}
        for mark, record, value, key in _marks(root):
            if not isinstance(mark, Defines):
                continue
            seen = registry.known.setdefault(mark.kind, {}) if mark.scope == "organisation" else None
            first = seen.get(value) if seen is not None else local.get((mark.kind, value))
            if first is not None and first is not record:
                problems.append(Problem(
                    "CX051", Severity.ERROR, places.of(record, key),
                    message(N_("the {kind} id '{id}' is used twice"), kind=_kind(mark.kind), id=value),
                    message(N_("rename one of the two, and whatever refers to it")), value, (places.of(first, key),)))
            elif seen is not None:
                seen[value] = record
            else:
                local[mark.kind, value] = record
    return problems


def dangling(registry: Registry, records: Iterable[Any], places: Places) -> list[Problem]:
    """Finds references to ids that no file defines (CXG-064)."""
    if registry.blind:
        return []
    problems: list[Problem] = []
    orphans: dict[tuple[int, str], tuple[Measurement, str | int]] = {}
    known: dict[tuple[str, str | None], set[str]] = {}
    nearest: dict[tuple[str, str | None, str], Message] = {}  # one wrong id may stand in thousands of rows
    for root in records:
        framework = getattr(root, "framework", None)
        for mark, record, value, key in _marks(root):
            if not isinstance(mark, Refers):
                continue
            scope = (mark.kind, framework)
            if scope not in known:
                known[scope] = set(registry.ids(mark.kind, framework))
            ids = known[scope]
            if value in ids or value in registry.perhaps or (mark.open and not ids):
                continue
            if isinstance(record, Measurement) and record.written_by:
                orphans.setdefault((id(root), str(value)), (record, key))
                continue
            if (*scope, value) not in nearest:
                nearest[*scope, value] = _nearest(str(value), ids)
            problems.append(Problem(
                "CXG-064", Severity.ERROR, places.of(record, key, value),
                message(N_("there is no {kind} '{id}'"), kind=_kind(mark.kind), id=printable(str(value))),
                nearest[*scope, value], str(value)))
    # What was measured for an indicator that is gone does no harm and goes when the period is measured again.
    return problems + [Problem("CXG-064", Severity.WARNING, places.of(record, key, value), message(
        N_("values were measured for '{id}', which is no longer defined"), id=printable(value)), message(
        N_("`cxgov measure` removes them with the next run for this period; or write the id that the indicator had")), value)
        for (_, value), (record, key) in orphans.items()]


def harvest(data: Any, into: set[str]) -> None:
    """Collects every ``id`` of a file that has problems, so that references to it are not reported on top."""
    stack = [data]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            if isinstance(item.get("id"), str):
                into.add(item["id"])
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _kind(kind: str) -> Message:
    return message(KIND_NAMES[kind])


def _nearest(value: str, ids: Iterable[str]) -> Message:
    close = difflib.get_close_matches(value, list(ids), n=1, cutoff=0.6)
    if close:
        return message(N_("did you mean '{word}'?"), word=close[0])
    return message(N_("define it, or write the id of one that exists"))


# --- walking ------------------------------------------------------------------------------------------------------------

_Mark = tuple[Defines | Refers, Any, str, "str | int"]


def _marks(root: Any) -> Iterator[_Mark]:
    """Yields (mark, record, id, field name) for every id and reference below a record."""
    for name, plan in _plans(type(root)):
        value = getattr(root, name)
        if value is not None:
            yield from _walk(plan, value, root, name)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to look at in a value: its own marks, its keys, its items, or its inner records."""

    marks: tuple[Defines | Refers, ...] = ()
    keys: tuple[Refers, ...] = ()
    items: _Plan | None = None
    record: bool = False


def _walk(plan: _Plan, value: Any, record: Any, name: str) -> Iterator[_Mark]:
    if plan.marks and isinstance(value, str):
        for mark in plan.marks:
            yield mark, record, value, name
        return
    if isinstance(value, Mapping):
        for key, item in value.items():
            for mark in plan.keys:
                yield mark, record, key, name
            if plan.items:
                yield from _walk(plan.items, item, record, name)
    elif isinstance(value, tuple):
        if plan.items:
            for item in value:
                yield from _walk(plan.items, item, record, name)
    elif plan.record and is_dataclass(value):
        yield from _marks(value)


@once
def _plans(record: type[Any]) -> tuple[tuple[str, _Plan], ...]:
    hints = hints_of(record)
    found = ((item.name, _plan(hints[item.name])) for item in fields(record))
    return tuple((name, plan) for name, plan in found if plan)


def _plan(annotation: Any) -> _Plan | None:
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        marks = tuple(mark for mark in extras if isinstance(mark, Defines | Refers))
        return _Plan(marks=marks) if marks else _plan(inner)
    origin, args = get_origin(annotation), get_args(annotation)
    if origin in (Union, types.UnionType):
        return _merged([plan for arg in args if (plan := _plan(arg))])
    if origin is tuple:
        items = _plan(args[0])
        return _Plan(items=items) if items else None
    if isinstance(origin, type) and len(args) == 2 and issubclass(origin, Mapping):
        key, items = _plan(args[0]), _plan(args[1])
        keys = tuple(mark for mark in key.marks if isinstance(mark, Refers)) if key else ()
        return _Plan(keys=keys, items=items) if keys or items else None
    return _Plan(record=True) if is_dataclass(annotation) and _holds_marks(cast("type[Any]", annotation), frozenset()) else None


def _merged(plans: list[_Plan]) -> _Plan | None:
    """One plan for the choices of a union: a reference may stand alone or in a list."""
    if len(plans) < 2:
        return plans[0] if plans else None
    return _Plan(marks=tuple(mark for plan in plans for mark in plan.marks), keys=tuple(key for plan in plans for key in plan.keys),
                 items=next((plan.items for plan in plans if plan.items), None), record=any(plan.record for plan in plans))


def _holds_marks(record: type[Any], open_records: frozenset[type[Any]]) -> bool:
    """Whether an id or reference stands anywhere below a record type."""
    def look(annotation: Any) -> bool:
        if isinstance(annotation, Defines | Refers):
            return True
        if isinstance(annotation, type) and is_dataclass(annotation):
            return annotation not in open_records and _holds_marks(annotation, open_records | {record})
        return any(look(arg) for arg in get_args(annotation))

    return any(look(hint) for hint in hints_of(record).values())
