"""The vocabulary with which the model describes its fields: ids, references, bounds, documentation.

The records are plain dataclasses of the standard library. What a validator or a schema must know beyond the type stands
in the annotation (`typing.Annotated`), so that there is one definition of every file: `loading.structure` reads it to
validate and to print JSON Schemas, `loading.resolve` reads it to follow references.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from functools import cache
from typing import Annotated, Any, TypeVar, cast, dataclass_transform, get_type_hints

ID_PATTERN = r"[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?"
TREE_ID_PATTERN = r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9])?"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Inclusive limits of a number, or of the length of a text or list."""

    least: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A text of a given form.

    Attributes:
        pattern: regular expression the whole text must match.
        name: what such a text is called in messages: ``id``, ``version``, ``language code``.
    """

    pattern: str
    name: str


@dataclass(frozen=True, slots=True)
class Defines:
    """The field is the id of a record of this kind; it is unique per kind within ``scope``.

    Attributes:
        kind: ``person``, ``touchpoint``, ``kpi`` …
        scope: ``organisation`` (all files), ``file``, or ``framework`` (one framework's tree).
    """

    kind: str
    scope: str = "organisation"


@dataclass(frozen=True, slots=True)
class Refers:
    """The field names a record of this kind.

    Attributes:
        kind: the kind of record, as in `Defines`.
        open: nothing is checked while no record of the kind is defined anywhere (functions and channels may stay
            undeclared; once one is declared, all must be).
    """

    kind: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """How a field is written in a file.

    Attributes:
        doc: what it holds, one English sentence; editors show it on hover.
        key: the YAML key when it is not the field's name (``from`` is a keyword in Python).
        example: a value to show in messages and editors.
    """

    doc: str = ""
    key: str = ""
    example: Any = None


def entry(doc: str = "", *, default: Any = MISSING, factory: Any = MISSING, key: str = "", example: Any = None) -> Any:
    """Declares a dataclass field with its documentation; without default or factory the key is required."""
    metadata = {"entry": Entry(doc, key, example)}
    if factory is not MISSING:
        return field(default_factory=factory, metadata=metadata)
    if default is not MISSING:
        return field(default=default, metadata=metadata)
    return field(metadata=metadata)


T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])


def once(function: F) -> F:
    """Caches what a function says of a record type; typed so that classes may be its arguments."""
    return cast("F", cache(function))


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(entry,))
def record(kind: type[T]) -> type[T]:
    """Declares a record of the model: a frozen, slotted dataclass with keyword arguments.

    The standard library writes and compiles three methods for each frozen dataclass; for a hundred classes that takes
    longer than everything else that starts. Records share theirs instead, and are told apart by identity.
    """
    made = dataclass(init=False, repr=False, eq=False, match_args=False, slots=True)(kind)
    for name, method in (("__init__", _init), ("__setattr__", _refuse), ("__delattr__", _refuse), ("__repr__", _repr)):
        setattr(made, name, method)
    return made


def _init(self: Any, **given: Any) -> None:
    for item in fields(self):
        if item.name in given:
            value = given.pop(item.name)
        elif item.default is not MISSING:
            value = item.default
        elif item.default_factory is not MISSING:
            value = item.default_factory()
        else:
            raise TypeError(f"{type(self).__name__} needs {item.name}")
        object.__setattr__(self, item.name, value)
    if given:
        raise TypeError(f"{type(self).__name__} has no {', '.join(given)}")


def _refuse(self: Any, name: str, value: Any = None) -> None:
    del value
    raise FrozenInstanceError(f"{type(self).__name__}.{name}")


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({getattr(self, 'id', '')})"


@once
def keys_of(kind: type[Any]) -> dict[str, str]:
    """Returns YAML key -> field name of a record type."""
    return {entry_of(item).key or item.name: item.name for item in fields(kind)}


@once
def hints_of(kind: type[Any]) -> dict[str, Any]:
    """Returns the annotations of a record type by field name, marks included."""
    return get_type_hints(kind, include_extras=True)


def entry_of(item: Field[Any]) -> Entry:
    """Returns how a field is written in a file."""
    return cast("Entry", item.metadata.get("entry", Entry()))


# A name of its own: records have fields called `date`.
Day = datetime.date
Id = Annotated[str, Words(ID_PATTERN, "id")]
PracticeId = Annotated[str, Words(TREE_ID_PATTERN, "id"), Refers("practice")]
Share = Annotated[float, Bounds(0, 1)]

PersonRef = Annotated[str, Refers("person")]
FunctionRef = Annotated[str, Refers("function", open=True)]
ChannelRef = Annotated[str, Refers("channel", open=True)]
TouchpointRef = Annotated[str, Refers("touchpoint")]
KpiRef = Annotated[str, Refers("kpi")]
UnitRef = Annotated[str, Refers("unit")]
FrameworkRef = Annotated[str, Refers("framework")]
InitiativeRef = Annotated[str, Refers("initiative")]
SourceRef = Annotated[str, Refers("source")]
StageRef = Annotated[str, Refers("dimension")]
OutputRef = Annotated[str, Refers("gate_output")]
CycleRef = Annotated[str, Refers("cycle")]
DecisionRef = Annotated[str, Refers("decision")]
GoalRef = Annotated[str, Refers("goal")]
ProblemRef = Annotated[str, Refers("problem")]
