"""The shape of every file kind: validation of what was read, all faults at once, and JSON Schemas for editors.

The model's dataclasses are the one definition of the files; this module derives from them what the validation library
needs. The library's core is used without its model classes: importing it costs a tenth, and the records stay plain
dataclasses. Messages are our own, made from the error's type; the library's texts and its error's ``str`` are never
used (printing one can walk the whole input).
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError

from cxgov.language import LANGUAGES, N_, Text, message
from cxgov.loading.mistakes import did_you_mean, explain, problem
from cxgov.loading.source import Document
from cxgov.model.assessments import Assessment
from cxgov.model.fields import Bounds, Words, entry_of, hints_of, once
from cxgov.model.frameworks import Framework
from cxgov.model.indicators import Kpis, Measurements, Sources
from cxgov.model.journeys import Journey
from cxgov.model.organisations import Engagement, Organisation
from cxgov.model.periods import Period, parse_period
from cxgov.model.programme import Cycle, Decisions, Initiatives, Targets
from cxgov.model.registers import Meetings, Trainings
from cxgov.model.voice import Complaints, Expectations, Feedback
from cxgov.problems import Problem, printable

KINDS: dict[str, type[Any]] = {
    "organisation": Organisation,
    "engagement": Engagement,
    "framework": Framework,
    "journey": Journey,
    "kpis": Kpis,
    "sources": Sources,
    "measurements": Measurements,
    "assessment": Assessment,
    "targets": Targets,
    "initiatives": Initiatives,
    "decisions": Decisions,
    "cycle": Cycle,
    "expectations": Expectations,
    "feedback": Feedback,
    "complaints": Complaints,
    "meetings": Meetings,
    "trainings": Trainings,
}

_PERIOD_PATTERN = r"^\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$"
_DATE_PATTERN = r"^\d{4}-\d{2}-\d{2}$"


def validate(document: Document) -> tuple[Any | None, list[Problem]]:
    """Turns a document into its record.

    Args:
        document: what was read; its ``kind`` decides what it is.

    Returns:
        The record, or ``None`` and every problem of the document's shape.
    """
    data = document.data
    if data is None:
        return None, []
    kind = data.get("kind")
    if kind is None:
        return None, [problem("CX030", document.place(()), message(N_("the key 'kind' is missing")), message(
            N_("start the file with 'kind:' and one of {kinds}"), kinds=", ".join(KINDS)))]
    if not isinstance(kind, str) or kind not in KINDS:
        return None, [problem("CX031", document.place(("kind",)), message(
            N_("unknown kind '{kind}'"), kind=printable(str(kind))), did_you_mean(str(kind), KINDS))]
    content = {key: value for key, value in data.items() if key != "kind"}
    try:
        return _validator(KINDS[kind]).validate_python(content), []
    except ValidationError as error:
        return None, [explain(document, KINDS[kind], fault) for fault in error.errors(include_url=False)]


def is_unfilled(document: Document, problems: Sequence[Problem]) -> bool:
    """Tells whether a document is a rating sheet with nothing wrong but that no answer stands in it yet.

    Args:
        document: what was read.
        problems: those of its shape.
    """
    data = document.data or {}
    return data.get("kind") == "assessment" and "answers" in data and data["answers"] is None and len(problems) == 1 and not document.problems


def json_schema(kind: str) -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of a file kind, for editors.

    Raises:
        KeyError: if there is no such kind.
    """
    from pydantic.json_schema import GenerateJsonSchema

    schema = dict(GenerateJsonSchema().generate(cast("Any", _schema(KINDS[kind], {})), mode="validation"))
    properties = {"kind": {"const": kind, "description": "What the file is"}, **schema.get("properties", {})}
    if "$ref" in schema:
        raise AssertionError(kind)  # a root kind never refers to itself
    schema.update(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"cxgov {kind}", "type": "object",
         "properties": properties, "required": ["kind", *schema.get("required", [])], "additionalProperties": False})
    return dict(sorted(schema.items()))


Schema = dict[str, Any]
"""A schema in the validation library's own notation; its helper functions for it take longer to import than we to start."""


# --- from the model to the validation library --------------------------------------------------------------------------


@once
def _validator(record: type[Any]) -> SchemaValidator:
    open_records: dict[type[Any], bool] = {}
    return SchemaValidator(cast("Any", _schema(record, open_records)))


def _schema(annotation: Any, open_records: dict[type[Any], bool], marks: tuple[Any, ...] = ()) -> Schema:
    """Builds the validation schema of an annotation; ``open_records`` holds the records being built (recursion)."""
    if get_origin(annotation) is Annotated:
        inner, *more = get_args(annotation)
        return _schema(inner, open_records, (*more, *marks))
    if annotation == Text:
        return _leaf(_read_text, {"anyOf": [{"type": "string"}, {
            "type": "object", "properties": {code: {"type": "string"} for code in LANGUAGES},
            "additionalProperties": False, "minProperties": 1}]})
    bounds = next((mark for mark in marks if isinstance(mark, Bounds)), Bounds())
    origin, args = get_origin(annotation), get_args(annotation)
    if annotation is str:
        words = next((mark for mark in marks if isinstance(mark, Words)), None)
        text = _of("str", strict=True, min_length=1 if bounds.least is None else int(bounds.least), max_length=_whole(bounds.most))
        return _matching(text, words) if words else text
    if annotation is bool:
        return _of("bool", strict=True)
    if annotation is int:
        return _of("int", strict=True, ge=_whole(bounds.least), le=_whole(bounds.most))
    if annotation is float:
        return _of("float", strict=True, allow_inf_nan=False, ge=bounds.least, le=bounds.most)
    if annotation is Any:
        return _of("any")
    if annotation is datetime.date:
        return _leaf(_read_date, {"type": "string", "format": "date", "pattern": _DATE_PATTERN})
    if annotation is Period:
        return _leaf(_read_period, {"type": ["string", "integer"], "pattern": _PERIOD_PATTERN})
    if origin is Literal:
        return _of("literal", expected=list(args))
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return _of("tuple", items_schema=[_schema(args[0], open_records)], variadic_item_index=0, strict=False,
                                            min_length=_whole(bounds.least), max_length=_whole(bounds.most))
        return _of("tuple", items_schema=[_schema(arg, open_records) for arg in args], strict=False)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return _of("dict", keys_schema=_schema(args[0], open_records), values_schema=_schema(args[1], open_records), strict=True)
    if origin in (Union, types.UnionType):
        return _union(args, open_records, marks)
    if is_dataclass(annotation):
        return _record(cast("type[Any]", annotation), open_records)
    raise TypeError(annotation)


def _of(kind: str, **parts: Any) -> Schema:
    return {"type": kind, **{name: part for name, part in parts.items() if part is not None}}


def _plainly(function: Callable[[Any], Any]) -> Schema:
    return {"type": "no-info", "function": function}


def _whole(bound: float | None) -> int | None:
    return None if bound is None else int(bound)


def _union(args: tuple[Any, ...], open_records: dict[type[Any], bool], marks: tuple[Any, ...]) -> Schema:
    """A union is told apart by the shape of what was written, so that a mistake gives one message and not several."""
    if type(None) in args:
        rest = tuple(arg for arg in args if arg is not type(None))
        inner = Union[rest] if len(rest) > 1 else rest[0]  # noqa: UP007 - built at run time
        return _of("nullable", schema=_schema(inner, open_records, marks))
    choices: dict[str, Schema] = {}
    for arg in args:
        choices.setdefault(_shape_of_type(arg), _schema(arg, open_records, marks))
    if set(args) >= {int, float}:
        choices["number"] = _of("union", choices=[
            _of("int", strict=True), _of("float", strict=True, allow_inf_nan=False)])
    return _of("tagged-union", choices=choices, discriminator=_shape_of_value)


def _shape_of_type(annotation: Any) -> str:
    if get_origin(annotation) is Annotated:
        return _shape_of_type(get_args(annotation)[0])
    if annotation in (int, float):
        return "number"
    if annotation is str or get_origin(annotation) is Literal:
        return "text"
    return "list" if get_origin(annotation) is tuple else "map"


def _shape_of_value(value: Any) -> str:
    if isinstance(value, dict):
        return "map"
    if isinstance(value, list | tuple):
        return "list"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return "text"


def _record(record: Any, open_records: dict[type[Any], bool]) -> Schema:
    """A dataclass; one that contains itself becomes a definition that the inner ones refer to."""
    if record in open_records:
        open_records[record] = True
        return _of("definition-ref", schema_ref=record.__name__)
    open_records[record] = False
    hints = hints_of(record)
    arguments = []
    for field in fields(record):
        entry = entry_of(field)
        schema = _schema(hints[field.name], open_records)
        if field.default is not MISSING:
            schema = {"type": "default", "schema": schema, "default": field.default}
        elif field.default_factory is not MISSING:
            schema = {"type": "default", "schema": schema, "default_factory": field.default_factory}
        updates = {"description": entry.doc} | ({"examples": [entry.example]} if entry.example is not None else {})
        arguments.append(_of(
            "dataclass-field", name=field.name, schema=schema, kw_only=True, validation_alias=entry.key or None,
            metadata={"pydantic_js_updates": updates}))
    built = _of(
        "dataclass", cls=record, schema=_of("dataclass-args", dataclass_name=record.__name__, fields=arguments),
        fields=[field.name for field in fields(record)],
        ref=record.__name__, slots=True, frozen=True, strict=False,
        config={"extra_fields_behavior": "forbid", "title": record.__name__})
    short = getattr(record, "SHORT_FORM", None)
    recursive = open_records.pop(record)
    if recursive:
        built = _of("definitions", schema=_of("definition-ref", schema_ref=record.__name__), definitions=[built])
    else:
        del built["ref"]  # a reference nobody uses only makes the schema longer
    if short:
        return _of("function-before", function=_plainly(_from_short_form(short)), schema=built, metadata={
            "pydantic_js_functions": [_short_form_schema(_schema(hints[short], open_records))]})
    return built


def _from_short_form(name: str) -> Callable[[Any], Any]:
    return lambda value: value if isinstance(value, dict) else {name: value}


def _short_form_schema(short: Schema) -> Callable[[Schema, Any], dict[str, Any]]:
    return lambda schema, handler: {"anyOf": [handler(schema["schema"]), handler(short)]}


def _leaf(read: Callable[[Any], Any], schema: dict[str, Any]) -> Schema:
    return _of(
        "function-plain", function=_plainly(read), metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(schema)]})


def _matching(text: Schema, words: Words) -> Schema:
    return _of("function-after", function=_plainly(_reader_of_words(words)), schema=text, metadata={
        "pydantic_js_functions": [lambda schema, handler: {**handler(schema["schema"]), "pattern": f"^{words.pattern}$"}]})


@cache
def _reader_of_words(words: Words) -> Callable[[str], str]:
    import re

    matches = re.compile(words.pattern).fullmatch

    def read(value: str) -> str:
        if matches(value) is None:
            raise PydanticCustomError("words", "words", {"name": words.name})
        return value

    return read


def _read_text(value: Any) -> Any:
    if isinstance(value, str):
        if value.strip():
            return value
    elif isinstance(value, dict) and value and all(
            code in LANGUAGES and isinstance(text, str) and text.strip() for code, text in value.items()):
        return value
    raise PydanticCustomError("text", "text")


def _read_date(value: Any) -> datetime.date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date", "date")


def _read_period(value: Any) -> Period:
    try:
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return parse_period(str(value))
    except ValueError:
        pass
    raise PydanticCustomError("period", "period")
