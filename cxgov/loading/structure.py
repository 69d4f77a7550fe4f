"""The shape of every file kind: validation of what was read, all faults at once, and JSON Schemas for editors.

The model's dataclasses are the one definition of the files; this module derives from them what the validation library
needs. The library's core is used without its model classes: importing it costs a tenth, and the records stay plain
dataclasses. Messages are our own, made from the error's type; the library's texts and its error's ``str`` are never
used (printing one can walk the whole input).
"""

from __future__ import annotations

import datetime
import difflib
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic_core import PydanticCustomError, SchemaValidator, ValidationError

from cxgov.language import LANGUAGES, N_, Message, Text, message
from cxgov.loading.scalars import looks_like_number, looks_like_truth
from cxgov.loading.source import Document
from cxgov.model.assessments import Assessment
from cxgov.model.fields import Bounds, Entry, Words, once
from cxgov.model.frameworks import Framework
from cxgov.model.indicators import Kpis, Measurements, Sources
from cxgov.model.journeys import Journey
from cxgov.model.organisations import Engagement, Organisation
from cxgov.model.periods import Period, parse_period
from cxgov.model.programme import Cycle, Decisions, Initiatives, Targets
from cxgov.problems import Location, Problem, Severity, printable

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
}

_SHAPE_NAMES = {"map": N_("a map of keys"), "list": N_("a list"), "text": N_("a text"), "number": N_("a number")}
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
        return None, [_problem("CX030", document.place(()), message(N_("the key 'kind' is missing")), message(
            N_("start the file with 'kind:' and one of {kinds}"), kinds=", ".join(KINDS)))]
    if not isinstance(kind, str) or kind not in KINDS:
        return None, [_problem("CX031", document.place(("kind",)), message(
            N_("unknown kind '{kind}'"), kind=printable(str(kind))), _did_you_mean(str(kind), KINDS))]
    content = {key: value for key, value in data.items() if key != "kind"}
    try:
        return _validator(KINDS[kind]).validate_python(content), []
    except ValidationError as error:
        return None, [_explain(document, KINDS[kind], fault) for fault in error.errors(include_url=False)]


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


@once
def keys_of(record: type[Any]) -> dict[str, str]:
    """Returns YAML key -> field name of a record type."""
    return {_entry(field).key or field.name: field.name for field in fields(record)}


Schema = dict[str, Any]
"""A schema in the validation library's own notation; its helper functions for it take longer to import than we to start."""


# --- from the model to the validation library --------------------------------------------------------------------------


@once
def _validator(record: type[Any]) -> SchemaValidator:
    open_records: dict[type[Any], bool] = {}
    return SchemaValidator(cast("Any", _schema(record, open_records)))


@once
def _hints(record: type[Any]) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)


def _entry(field: Field[Any]) -> Entry:
    return cast("Entry", field.metadata.get("entry", Entry()))


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
        text = _of("str", strict=True, min_length=int(bounds.least or 1), max_length=_whole(bounds.most))
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
    hints = _hints(record)
    arguments = []
    for field in fields(record):
        entry = _entry(field)
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


# --- from the library's errors to our problems -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where in the data an error lies.

    Attributes:
        path: the steps that exist in the data.
        rest: steps of the error's path behind it (the missing or unknown key).
        record: the record type that holds the last step, as far as the model tells.
    """

    path: tuple[str | int, ...]
    rest: tuple[str | int, ...]
    record: type[Any]


def _spot(data: Any, root: type[Any], steps: Sequence[str | int]) -> _Spot:
    path: list[str | int] = []
    annotation: Any = root
    record: type[Any] = root
    rest: list[str | int] = []
    for step in steps:
        inside = (isinstance(data, dict) and step in data) or (
            isinstance(data, list | tuple) and isinstance(step, int) and step < len(data))
        if not inside:
            # Tags of unions stand in the library's path but not in the data.
            if step not in _SHAPE_NAMES and step != "[key]":
                rest.append(step)
            continue
        holder = _record_in(annotation)
        record = holder or record
        annotation = _inner(annotation, step)
        data = data[step]
        path.append(step)
    return _Spot(tuple(path), tuple(rest), _record_in(annotation) or record if rest else record)


def _members(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(member for arg in get_args(annotation) for member in _members(arg))
    return (annotation,)


def _record_in(annotation: Any) -> type[Any] | None:
    return next((member for member in _members(annotation) if isinstance(member, type) and is_dataclass(member)), None)


def _inner(annotation: Any, step: str | int) -> Any:
    for member in _members(annotation):
        if is_dataclass(member):
            name = keys_of(cast("type[Any]", member)).get(str(step))
            if name:
                return _hints(cast("type[Any]", member))[name]
        elif get_origin(member) is tuple:
            args = get_args(member)
            return args[0] if args[-1] is Ellipsis or not isinstance(step, int) else args[min(step, len(args) - 1)]
        elif get_origin(member) is not None and len(get_args(member)) == 2:
            return get_args(member)[1]
    return Any


def _explain(document: Document, root: type[Any], fault: Any) -> Problem:
    """Makes our problem from one of the library's error records."""
    spot = _spot(document.data, root, fault["loc"])
    kind, context, found = fault["type"], fault.get("ctx", {}), fault.get("input")
    key = str(spot.path[-1]) if spot.path else ""
    if kind in ("missing", "missing_argument", "missing_keyword_only_argument"):
        missing = str(spot.rest[-1]) if spot.rest else key
        name = _named(document.data, spot.path)
        text = (message(N_("the key '{key}' is missing in {name}"), key=missing, name=name) if name
                else message(N_("the key '{key}' is missing"), key=missing))
        return _problem("CX032", document.place(spot.path), text, _help(spot.record, missing))
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        unknown = str(fault["loc"][-1])
        return _problem("CX033", document.place(spot.path, key=True), message(
            N_("unknown key '{key}'"), key=printable(unknown)), _did_you_mean(unknown, keys_of(_holder(document.data, root, spot))))
    place = document.place(spot.path, key="[key]" in fault["loc"])
    code, text, remedy = _wrong_value(kind, context, found, key)
    if kind == "string_type" and isinstance(found, int | float) and not isinstance(found, bool):
        # As it is written: the number 1.1 may have been meant as version 1.10.
        remedy = message(N_("put it in quotes: {text}"), text=f'"{printable(document.written(spot.path), 30)}"')
    return _problem(code, place, text, remedy)


def _holder(data: Any, root: type[Any], spot: _Spot) -> type[Any]:
    return _spot(data, root, (*spot.path[:-1], "\0")).record if spot.path else root


def _wrong_value(kind: str, context: Mapping[str, Any], found: Any, key: str) -> tuple[str, Message, Message | None]:
    """Says what is wrong with a value: code, text, remedy."""
    shown = _shown(found)
    if found is None and key == "answers":
        return "CX034", message(N_("there are no answers yet")), message(
            N_("answer at least one practice: take away the # before it and write a level, for example S1.P1: 2"))
    if found is None and kind != "literal_error":
        return "CX034", message(N_("'{key}' is empty"), key=key), message(N_("write a value, or delete the key"))
    match kind:
        case "int_type" | "int_parsing" | "int_from_float" | "float_type" | "float_parsing":
            wanted = N_("a whole number") if kind.startswith("int") else N_("a number")
            remedy = looks_like_number(found) if isinstance(found, str) else None
            return ("CX035", message(N_("'{key}' must be {wanted}, found {found}"), key=key, wanted=message(wanted), found=shown),
                    remedy or message(N_("write it as decimal digits, without quotes: 3 or 0.5")))
        case "finite_number":
            return "CX035", message(N_("'{key}' must be a finite number"), key=key), message(
                N_("write it as decimal digits, without quotes: 3 or 0.5"))
        case "string_type":
            return ("CX036", message(N_("'{key}' must be a text, found {found}"), key=key, found=shown),
                    message(N_('put it in quotes: "{text}"'), text=printable(str(found), 30))
                    if isinstance(found, int | float) else None)
        case "string_too_short":
            return "CX034", message(N_("'{key}' is empty"), key=key), message(N_("write a value, or delete the key"))
        case "string_too_long":
            return ("CX036", message(N_("'{key}' is longer than {most} characters"), key=key, most=context["max_length"]),
                    message(N_("write it shorter")))
        case "bool_type" | "bool_parsing":
            return ("CX036", message(N_("'{key}' must be true or false, found {found}"), key=key, found=shown),
                    (looks_like_truth(found) if isinstance(found, str) else None)
                    or message(N_("write true or false, in small letters and without quotes")))
        case "text" if isinstance(found, dict) and None in found.values():
            # `{pl: Czekaj, aż zadzwonimy}`: the comma ended the value and began a new key.
            stray = next(str(name) for name, value in found.items() if value is None)
            return ("CX036", message(N_("'{key}' falls apart at the comma before '{stray}'"), key=key, stray=printable(stray, 40)),
                    message(N_("inside {{…}} put a text with a comma in quotes: {form}"), form='{pl: "…, …"}'))
        case "text":
            return ("CX036", message(N_("'{key}' must be a text, or a text for each language, found {found}"), key=key, found=shown),
                    message(N_("write one text, or {form}"), form="{pl: …, en: …}"))
        case "date":
            return ("CX037", message(N_("'{key}' must be a date, found {found}"), key=key, found=shown),
                    message(N_("write year-month-day, for example 2026-09-30")))
        case "period":
            return ("CX037", message(N_("'{key}' must be a period, found {found}"), key=key, found=shown),
                    message(N_("write 2026-Q3, 2026-07, 2026-H1 or 2026")))
        case "words":
            return "CX038", message(N_("{found} cannot be an {name}"), found=shown, name=context["name"]), _form_of(context["name"])
        case "literal_error":
            expected = [word.strip("'") for word in _expected(context)]
            return ("CX039", message(N_("'{key}' must be one of {expected}, found {found}"), key=key, found=shown,
                                     expected=", ".join(expected)), _did_you_mean(str(found), expected, fallback=False))
        case "greater_than_equal" | "less_than_equal":
            bound = context.get("ge", context.get("le"))
            text = N_("'{key}' must be at least {bound}, found {found}") if kind[0] == "g" else N_(
                "'{key}' must be at most {bound}, found {found}")
            return "CX040", message(text, key=key, bound=bound, found=shown), message(N_("write a number within the limits"))
        case "too_short":
            return ("CX041", message(N_("'{key}' needs at least {least}, found {found}"), key=key, least=context["min_length"],
                                     found=context["actual_length"]), message(N_("add what is missing, or delete the key")))
        case "too_long":
            return ("CX041", message(N_("'{key}' takes at most {most}, found {found}"), key=key, most=context["max_length"],
                                     found=context["actual_length"]), message(N_("delete what is too many")))
        case "tuple_type" | "list_type":
            return ("CX036", message(N_("'{key}' must be a list, found {found}"), key=key, found=shown),
                    message(N_("write [{found}], or one item a line with a dash"), found=printable(str(found), 40))
                    if isinstance(found, str | int | float) else message(N_("write its items a line each, with a dash before each")))
        case "dict_type" | "dataclass_type" | "dataclass_exact_type":
            return ("CX036", message(N_("'{key}' must be a map of keys, found {found}"), key=key, found=shown),
                    message(N_("write its keys below it, indented, or {form}"), form="{key: value}"))
        case "union_tag_invalid" | "union_tag_not_found":
            shapes = [_SHAPE_NAMES[tag.strip("'")] for tag in str(context.get("expected_tags", "")).split(", ") if tag.strip("'") in _SHAPE_NAMES]
            return ("CX036", message(N_("'{key}' cannot be {found}"), key=key, found=shown),
                    message(N_("write {shape}"), shape=message(shapes[0])) if shapes else message(N_("look the key up with `cxgov schema`")))
    return "CX036", message(N_("'{key}' has a value that does not fit: {found}"), key=key, found=shown), message(
        N_("look the key up with `cxgov schema`"))


def _expected(context: Mapping[str, Any]) -> list[str]:
    return str(context.get("expected", "")).replace(" or ", ", ").split(", ")


def _shown(found: Any) -> Message | str:
    if isinstance(found, dict):
        return message(_SHAPE_NAMES["map"])
    if isinstance(found, list | tuple):
        return message(_SHAPE_NAMES["list"])
    if isinstance(found, str):
        return f"'{printable(found, 40)}'"
    if isinstance(found, bool):
        return str(found).lower()
    return printable(str(found), 40)


def _form_of(name: str) -> Message | None:
    return {
        "id": message(N_("use small letters a-z, digits, and - _ . between them: open-locker")),
        "version": message(N_("write three numbers: 1.0.0")),
        "check code": message(N_("write a code such as CXG-022; `cxgov rules` lists them")),
    }.get(name)


def _named(data: Any, path: tuple[str | int, ...]) -> str:
    """The id of the nearest record around a place, so that a message can name it."""
    holders = [data]
    for step in path:
        holders.append(holders[-1][step])
    for holder in reversed(holders):
        if isinstance(holder, dict) and isinstance(holder.get("id"), str):
            return f"'{printable(holder['id'])}'"
    return ""


def _help(record: type[Any], key: str) -> Message | None:
    name = keys_of(record).get(key)
    found = next((field for field in fields(record) if field.name == name), None)
    example = _entry(found).example if found else None
    if example is not None:
        return message(N_("add it, for example '{key}: {example}'"), key=key, example=str(example))
    return message(N_("add it, or look the key up with `cxgov schema`"))


def _did_you_mean(word: str, known: Any, *, fallback: bool = True) -> Message | None:
    close = difflib.get_close_matches(word.strip().lower(), list(known), n=1, cutoff=0.6)
    if close:
        return message(N_("did you mean '{word}'?"), word=close[0])
    return message(N_("known here: {words}"), words=", ".join(known)) if fallback else None


def _problem(code: str, place: Location, text: Message, remedy: Message | None) -> Problem:
    return Problem(code, Severity.ERROR, place, text, remedy)
