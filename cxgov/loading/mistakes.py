"""What is wrong with the shape of a file, in our words: from the validation library's error records to problems.

In this room: finding the place in the data that an error means, and one sentence and one remedy for each kind of error.
Messages are made from the error's type and place; the library's own texts are never used.
"""

from __future__ import annotations

import difflib
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Union, cast, get_args, get_origin

from cxgov.language import N_, Message, message
from cxgov.loading.excerpts import SECRET_KEYS
from cxgov.loading.scalars import looks_like_number, looks_like_truth
from cxgov.loading.source import Document
from cxgov.model.fields import entry_of, hints_of, keys_of
from cxgov.problems import Location, Problem, Severity, printable

SHAPE_NAMES = {"map": N_("a map of keys"), "list": N_("a list"), "text": N_("a text"), "number": N_("a number")}


_MISSING = ("missing", "missing_argument", "missing_keyword_only_argument")


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


def _spot(data: Any, root: type[Any], steps: Sequence[str | int], *, missing: bool = False) -> _Spot:
    path: list[str | int] = []
    annotation: Any = root
    record: type[Any] = root
    rest: list[str | int] = []
    for number, step in enumerate(steps, 1):
        inside = (isinstance(data, dict) and step in data) or (
            isinstance(data, list | tuple) and isinstance(step, int) and step < len(data))
        if not inside:
            # Tags of unions stand in the library's path but not in the data; the last step to a missing key is that key, be it called `text`.
            if (step not in SHAPE_NAMES and step != "[key]") or (missing and number == len(steps)):
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
                return hints_of(cast("type[Any]", member))[name]
        elif get_origin(member) is tuple:
            args = get_args(member)
            return args[0] if args[-1] is Ellipsis or not isinstance(step, int) else args[min(step, len(args) - 1)]
        elif get_origin(member) is not None and len(get_args(member)) == 2:
            return get_args(member)[1]
    return Any


def explain(document: Document, root: type[Any], fault: Any) -> Problem:
    """Makes our problem from one of the library's error records."""
    kind, context, found = fault["type"], fault.get("ctx", {}), fault.get("input")
    spot = _spot(document.data, root, fault["loc"], missing=kind in _MISSING)
    key = str(spot.path[-1]) if spot.path else ""
    if kind in _MISSING:
        missing = str(spot.rest[-1]) if spot.rest else key
        name = _named(document.data, spot.path)
        text = (message(N_("the key '{key}' is missing in {name}"), key=missing, name=name) if name
                else message(N_("the key '{key}' is missing"), key=missing))
        return problem("CX032", document.place(spot.path), text, _help(spot.record, missing))
    if kind in ("unexpected_keyword_argument", "extra_forbidden"):
        unknown = str(fault["loc"][-1])
        if found is None and not unknown.isidentifier():
            # `{value: 5,4}`, `{reason: No tools, none at all}`: the comma ended the value and began a new key.
            return problem("CX033", document.place(spot.path, key=True), message(
                N_("a comma ends the value before '{key}'"), key=printable(unknown)), message(
                N_("write a decimal point: 5.4")) if unknown.isdecimal() else message(
                N_("inside {{…}} put a text with a comma in quotes: {form}"), form='{reason: "…, …"}'))
        if unknown.casefold().endswith(SECRET_KEYS):
            return problem("CX066", document.place(spot.path, key=True), message(N_("a password stands in the file")), message(
                N_("take it out and change it; the password comes from the environment (for PostgreSQL PGPASSWORD or a password file)")))
        return problem("CX033", document.place(spot.path, key=True), message(
            N_("unknown key '{key}'"), key=printable(unknown)), did_you_mean(unknown, keys_of(_holder(document.data, root, spot))))
    place = document.place(spot.path, key="[key]" in fault["loc"])
    code, text, remedy = _wrong_value(kind, context, found, key)
    if kind == "string_type" and isinstance(found, int | float):
        # As it is written: the number 1.1 may have been meant as version 1.10.
        remedy = message(N_("put it in quotes: {text}"), text=f'"{printable(document.written(spot.path), 30)}"')
    return problem(code, place, text, remedy)


def _holder(data: Any, root: type[Any], spot: _Spot) -> type[Any]:
    return _spot(data, root, (*spot.path[:-1], "\0")).record if spot.path else root


def _wrong_value(kind: str, context: Mapping[str, Any], found: Any, key: str) -> tuple[str, Message, Message | None]:
    """Says what is wrong with a value: code, text, remedy."""
    shown = _shown(found)
    if found is None and key == "answers":
        return "CX034", message(N_("there are no answers yet")), message(
            N_("answer at least one practice: take away the # before it and write a level, for example S1.P1: 2; or delete the file"))
    if found is None and kind != "literal_error":
        return "CX034", message(N_("'{key}' is empty"), key=key), message(N_("write a value, or delete the key"))
    match kind:
        case "int_type" | "int_parsing" | "int_from_float" | "float_type" | "float_parsing":
            whole = kind.startswith("int")
            wanted = N_("a whole number") if whole else N_("a number")
            remedy = looks_like_number(found) if isinstance(found, str) else None
            if kind.startswith("int") and isinstance(found, float):
                remedy = message(N_("write a whole number; there are no halves"))
            return ("CX035", message(N_("'{key}' must be {wanted}, found {found}"), key=key, wanted=message(wanted), found=shown),
                    remedy or message(N_("write it as digits, without quotes: 3") if whole else N_(
                        "write it as decimal digits, without quotes: 3 or 0.5")))
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
            return "CX038", message(_UNFIT[context["name"]], found=shown), _form_of(context["name"])
        case "literal_error":
            expected = [word.strip("'") for word in _expected(context)]
            return ("CX039", message(N_("'{key}' must be one of {expected}, found {found}"), key=key, found=shown,
                                     expected=", ".join(expected)), did_you_mean(str(found), expected, fallback=False))
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
            shapes = [SHAPE_NAMES[tag.strip("'")] for tag in str(context.get("expected_tags", "")).split(", ") if tag.strip("'") in SHAPE_NAMES]
            return ("CX036", message(N_("'{key}' cannot be {found}"), key=key, found=shown),
                    message(N_("write {shape}"), shape=message(shapes[0])) if shapes else message(N_("look the key up with `cxgov schema`")))
    return "CX036", message(N_("'{key}' has a value that does not fit: {found}"), key=key, found=shown), message(
        N_("look the key up with `cxgov schema`"))


def _expected(context: Mapping[str, Any]) -> list[str]:
    return str(context.get("expected", "")).replace(" or ", ", ").split(", ")


def _shown(found: Any) -> Message | str:
    if isinstance(found, dict):
        return message(SHAPE_NAMES["map"])
    if isinstance(found, list | tuple):
        return message(SHAPE_NAMES["list"])
    if isinstance(found, str):
        return f"'{printable(found, 40)}'"
    if isinstance(found, bool):
        return str(found).lower()
    return printable(str(found), 40)


_UNFIT = {
    "id": N_("{found} cannot be an id"), "version": N_("{found} cannot be a version"), "check code": N_("{found} cannot be the code of a check"),
    "currency code": N_("{found} cannot be a currency"),
    "period": N_("{found} cannot be a period"),
}


def _form_of(name: str) -> Message | None:
    return {
        "id": message(N_("use small letters a-z, digits, and - _ . between them: open-locker")),
        "version": message(N_("write three numbers: 1.0.0")),
        "period": message(N_("write 2026-Q3, 2026-07, 2026-H1 or 2026")),
        "check code": message(N_("write a code such as CXG-022; `cxgov rules` lists them")),
        "currency code": message(N_("write three capital letters, such as PLN or EUR")),
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
    example = entry_of(found).example if found else None
    if example is not None:
        return message(N_("add it, for example '{key}: {example}'"), key=key, example=_flow(example))
    return message(N_("add it, or look the key up with `cxgov schema`"))


def _flow(example: Any) -> str:
    """An example as one writes it in a file."""
    if isinstance(example, dict):
        return "{" + ", ".join(f"{key}: {value}" for key, value in example.items()) + "}"
    return str(example)


def did_you_mean(word: str, known: Any, *, fallback: bool = True) -> Message | None:
    """Names the nearest known word; with ``fallback`` all known words where none is near."""
    close = difflib.get_close_matches(word.strip().lower(), list(known), n=1, cutoff=0.6)
    if close:
        return message(N_("did you mean '{word}'?"), word=close[0])
    return message(N_("known here: {words}"), words=", ".join(known)) if fallback else None


def problem(code: str, place: Location, text: Message, remedy: Message | None) -> Problem:
    """Makes a problem of severity error."""
    return Problem(code, Severity.ERROR, place, text, remedy)
