"""The record of a cycle as text: a stage opened or closed in a user's file, and a new file for a new cycle.

In this room: which keys of the record are written, and the proof that nothing else changed. Not here: whether a stage may be
opened (`cxgov.reviewing.moves`) and how text is spliced (`splices`).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from datetime import date
from typing import Any

from cxgov.loading.edits import NotEditable
from cxgov.loading.source import read_text
from cxgov.loading.splices import Span, Splicer, written
from cxgov.loading.structure import validate
from cxgov.model import Cycle
from cxgov.model.programme import Handover
from cxgov.problems import Severity, worst

_KEYS = ("stage", "started", "due", "completed", "inputs", "outputs", "reason")
"""Keys of a stage's record in the order in which new ones are put."""


def with_stage(text: str, stage: str, order: Sequence[str], *, started: date | None = None, completed: date | None = None,
               inputs: Sequence[Handover] = (), outputs: Sequence[Handover] = (), reason: str | None = None) -> str:
    """Writes into a stage's record what is given; a record that is missing is added in the order of the stages.

    Args:
        text: the file of the cycle, which was read without problems before.
        stage: the stage.
        order: ids of all stages in their order.
        started: the day it began.
        completed: the day it was completed.
        inputs: what it took over; what is on record already gets the version given here.
        outputs: what it handed on; the same.
        reason: why it was opened early, left out, or closed with something missing.

    Returns:
        The text with every other character as it was.

    Raises:
        NotEditable: if the file is written in a way in which the change cannot be made safely.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document = read_text(text, "")
    data = document.data
    if data is None:
        raise NotEditable
    days = {key: day.isoformat() for key, day in (("started", started), ("completed", completed)) if day is not None}
    lists = {key: items for key, items in (("inputs", inputs), ("outputs", outputs)) if items}
    words = {"reason": reason} if reason is not None else {}
    splicer = Splicer(document.text, document.newline)
    records = data.get("stages") or []
    at = next((number for number, record in enumerate(records) if record.get("stage") == stage), None)
    expected = copy.deepcopy(data)
    if at is None:
        place = sum(record.get("stage") in order[: order.index(stage)] for record in records)
        _add(splicer, stage, days, lists, words, place if records else None, flow=_in_brackets(splicer))
        expected["stages"] = [*records[:place], {"stage": stage}, *records[place:]]
        at = place
    else:
        _change(splicer, splicer.root.values["stages"].items[at], records[at], days, lists, words)
    _expect(expected["stages"][at], days, lists, words)
    changed = splicer.text()
    # Nothing is trusted: the text must read back as the old data with the change made, and nothing else.
    again = read_text(changed, "")
    record, problems = validate(again)
    if again.data != expected or record is None or worst([*again.problems, *problems]) is Severity.ERROR:
        raise NotEditable
    return mark + changed


def new_cycle(name: str, like: Cycle | None, framework: str, schema: str | None = None) -> str:
    """Writes the file of a new cycle, without a stage.

    Args:
        name: id of the cycle.
        like: the cycle before, whose rhythm goes on; ``None`` for the first one.
        framework: id of the framework.
        schema: path of the JSON Schema for editors, as seen from the file.
    """
    head = [f"# yaml-language-server: $schema={schema}"] if schema else []
    rhythm = [f"rhythm: {like.rhythm}", f"tolerance_days: {like.tolerance_days}", f"previous: {written(like.id)}"] if like else ["rhythm: yearly"]
    return "\n".join([*head, "kind: cycle", f"id: {written(name)}", f"framework: {written(framework)}", *rhythm, "stages: []", ""])


def _handover(item: Handover) -> str:
    return f"{{id: {written(item.id)}, version: {item.version}}}"


def _in_brackets(splicer: Splicer) -> bool:
    """Whether records are written in one line, as the last one is; a first record is written out."""
    stages = splicer.root.values.get("stages")
    return splicer.root.flow or bool(stages and (stages.items[-1].flow if stages.items else False))


def _add(splicer: Splicer, stage: str, days: dict[str, str], lists: dict[str, Sequence[Handover]], words: dict[str, str], at: int | None, *,
         flow: bool) -> None:
    """Adds a record for a stage that has none."""
    parts = [("stage", written(stage)), *days.items()]
    if flow:
        parts += [(key, f"[{', '.join(_handover(item) for item in items)}]") for key, items in lists.items()]
        lines = ["{" + ", ".join(f"{key}: {value}" for key, value in [*parts, *((key, written(text)) for key, text in words.items())]) + "}"]
    else:
        lines = [f"{key}: {value}" for key, value in parts]
        for key, items in lists.items():
            lines += [f"{key}:", *(f"  - {_handover(item)}" for item in items)]
        lines += [f"{key}: {written(text)}" for key, text in words.items()]
    if at is None:
        splicer.start_list(splicer.root, "stages", lines)
    else:
        splicer.insert(splicer.root.values["stages"], lines, at)


def _change(splicer: Splicer, span: Span, record: dict[str, Any], days: dict[str, str], lists: dict[str, Sequence[Handover]],
            words: dict[str, str]) -> None:
    """Changes the record of a stage that has one."""
    for key, value in days.items():
        splicer.set(span, key, value, _before(key))
    for key, items in lists.items():
        known = {item["id"]: number for number, item in enumerate(record.get(key) or [])}
        for item in items:
            if item.id in known and (record[key][known[item.id]].get("version", 1)) != item.version:
                splicer.set(span.values[key].items[known[item.id]], "version", str(item.version))
        fresh = [_handover(item) for item in items if item.id not in known]
        if fresh:
            splicer.extend(span, key, fresh, _before(key))
    for key, text in words.items():
        splicer.set(span, key, written(text), _before(key))


def _before(key: str) -> tuple[str, ...]:
    return _KEYS[: _KEYS.index(key)]


def _expect(record: dict[str, Any], days: dict[str, str], lists: dict[str, Sequence[Handover]], words: dict[str, str]) -> None:
    """Makes the change in plain data."""
    for key, value in days.items():
        record[key] = (read_text(f"day: {value}\n", "").data or {}).get("day")
    record.update(words)
    for key, items in lists.items():
        held = list(record.get(key) or [])
        for item in items:
            at = next((number for number, old in enumerate(held) if old["id"] == item.id), None)
            if at is None:
                held.append({"id": item.id, "version": item.version})
            elif held[at].get("version", 1) != item.version:
                held[at] = {**held[at], "version": item.version}
        record[key] = held
