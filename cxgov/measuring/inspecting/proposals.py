"""What a source and its indicators could look like, as text to paste into `sources.yaml` and `kpis.yaml`.

In this room: writing both files, with comments where only a person can decide. What nobody can know from a
file is written as ``CHANGE-ME``, which is no id and which `cxgov check` therefore finds. Not here: the facts, and which
indicators are proposed (`candidates`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from cxgov.language import N_, Language, Message, message
from cxgov.measuring.inspecting.candidates import Indicator, chosen_indicators
from cxgov.measuring.inspecting.wordings import NO_ANSWER, NOT_APPLICABLE, folded
from cxgov.measuring.inspecting.yaml_text import comment, mapping, paragraph, scalar, values
from cxgov.problems import printable

MOST_SEGMENTS = 3
LONG_NAME = 40
"""Characters above which a column gets a short name in the source."""

Facts = Mapping[str, Any]

_FILLERS = re.compile(
    r"[01] ?(?:-|–|to|do) ?(?:5|7|10)\b|\b(?:on|in|a|an|the|of|to|at|for|with|our|your|you|we|us|i|my|is|are|was|were|do|did|does|how|what|would|please|rate|scale|from|"
    r"na|w|we|z|ze|do|od|o|po|i|czy|jak|jest|są|był[aoy]?|proszę|prosimy|skali|skala|ocenić|oceni(?:a|asz)?|ocena|ocenę|swoj[ąaeę]|naszej|nasz[ae]?|pan|pani|państwo)\b",
    re.IGNORECASE)
_SEGMENT = re.compile(
    r"(?<![^\W_])(?:region|market|country|channel|segment|branch|store|shop|product|plan|\btype\b|city|area|trust|class|contract|kraj|kanał|oddział|sklep|produkt|\btyp\b|miasto|wojew|rynek|"
    r"placówk|department|dział|age|wiek|gender|płeć|language|język|airline|method)", re.IGNORECASE)
_ENDINGS = {"csv": (".csv", ".tsv", ".tab", ".txt"), "parquet": (".parquet", ".pq"), "jsonl": (".jsonl", ".ndjson"), "xlsx": (".xlsx",), "sqlite": (".sqlite", ".sqlite3", ".db")}
_SHOWN = {"\t": '"\\t"'}


def propose(facts: Facts, language: Language) -> dict[str, str]:
    """Writes the proposal.

    Args:
        facts: what `cxgov.measuring.inspection.inspect` found.
        language: of the comments.

    Returns:
        ``sources`` and ``kpis``: each a whole file; ``kpis`` is empty where no column suits an indicator.
    """
    chosen = chosen_indicators(facts)
    ids = _ids(chosen)
    aliases = {kpi: indicator.column["name"] for kpi, indicator in zip(ids, chosen, strict=True) if len(indicator.column["name"]) > LONG_NAME}
    source = slug(re.sub(r"(\.gz)?$", "", facts["file"]).rpartition(".")[0] or facts["file"], "answers")
    return {"sources": "\n".join(_source(facts, language, source, aliases)) + "\n",
            "kpis": "\n".join(_kpis(facts, language, source, list(zip(ids, chosen, strict=True)), set(aliases))) + "\n" if chosen else ""}


def slug(text: str, fallback: str, most: int = 40) -> str:
    """Makes an id: small ASCII letters, digits and hyphens, cut between words."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l")).encode("ascii", "ignore").decode("ascii")
    words = [word for word in re.split(r"[^a-z0-9]+", plain) if word]
    made = ""
    for word in words:
        if made and len(made) + 1 + len(word) > most:
            break
        made = f"{made}-{word}" if made else word[:most]
    # `2026-07-01`, `12` and `no` would be a date, a number and a truth value in the file.
    return made if made and scalar(made) == made else f"{fallback}-{made}" if made else fallback


# --- the source ---------------------------------------------------------------------------------------------------------


def _source(facts: Facts, language: Language, source: str, aliases: Mapping[str, str]) -> list[str]:
    lines = ["kind: sources", "sources:", f"  - id: {source}",
             *_comment(message(N_("copy the file to data/ in the organisation's folder, or say where it lies there")), language, 4),
             f"    path: {scalar('data/' + (facts['file'] if facts['file'].isprintable() else 'CHANGE-ME'))}"]
    lines += _file_format(facts)
    lines += [f"    {line}" for line in _date(facts, language)]
    if facts["respondent"]:
        lines.append(f"    respondent: {scalar(facts['respondent'])}")
        if any(note["code"] == "repeated" for note in facts["notes"]):
            lines += [*_comment(message(N_("respondents repeat: which of their rows counts?")), language, 4), "    # keep: last        # first | last | all"]
    misfit = next((note for note in facts["notes"] if note["code"] == "misfits"), None)
    if misfit:
        lines += [*_comment(message(N_("records with another number of fields are refused; to leave them out and count them:")), language, 4), "    # malformed: reject"]
    no_answer, not_applicable = _codes(facts)
    if no_answer:
        lines.append(f"    no_answer: {values(no_answer)}")
    if not_applicable:
        lines.append(f"    not_applicable: {values(not_applicable)}")
    segments = _segments(facts)
    if segments:
        lines.append(f"    segments: [{', '.join(scalar(name) for name in segments)}]")
    if aliases:
        lines += [*_comment(message(N_("short names for the questions used in kpis.yaml")), language, 4), "    columns:"]
        lines += [f"      {alias}: {scalar(name)}" for alias, name in aliases.items()]
    return lines


def _file_format(facts: Facts) -> list[str]:
    """The keys that differ from what a source says when it says nothing."""
    lines = []
    if not facts["file"].lower().removesuffix(".gz").endswith(_ENDINGS[facts["format"]]):
        lines.append(f"    format: {facts['format']}")
    if facts["table"]:
        lines.append(f"    table: {scalar(facts['table'])}")
    if facts["encoding"] not in {None, "utf-8"}:
        lines.append(f"    encoding: {facts['encoding']}")
    if facts["delimiter"] not in {None, ","}:
        lines.append(f"    delimiter: {_SHOWN.get(facts['delimiter'], scalar(facts['delimiter']))}")
    if facts["quote"] not in {None, '"'}:
        lines.append(f"    quote: {scalar(facts['quote'])}")
    if facts["skip"]:
        lines.append(f"    skip: {facts['skip']}")
    if facts["header_rows"] > 1:
        lines.append(f"    header_rows: {facts['header_rows']}")
    if facts["names"] != "first":
        lines.append(f"    names: {facts['names']}")
    if facts["decimal"] == ",":
        lines.append('    decimal: ","')
    return lines


def _date(facts: Facts, language: Language) -> list[str]:
    date = facts["date"]
    if date is None:
        return [*_comment(message(N_("no column has a date: say which period the file holds")), language, 0), '# period: "2026-Q3"']
    lines = ["date:", f"  column: {scalar(date['column'])}"]
    if any(date["readings"]):
        text = (N_("some dates have the day first, others the month; put the export right, then choose") if date["mixed"]
                else N_("day or month first? '{example}' does not tell; take the # from one of these lines"))
        lines += _comment(message(text, example=printable(date["example"])), language, 2)
        lines += [f"  # format: {_formats(reading)}" for reading in date["readings"]]
    elif date["formats"] and not date["default"]:
        lines.append(f"  format: {_formats(date['formats'])}")
    if date["recorded"]:
        lines.append(f"  recorded: {scalar(date['recorded'])}")
    if date["recorded"] or date["zone_in_values"]:
        lines += [*_comment(message(N_("the zone whose calendar cuts the periods, so that an answer near midnight falls into the right one")), language, 2),
                  f"  # zone: {'Europe/Warsaw' if language.code == 'pl' else 'Europe/London'}"]
    return lines


def _formats(formats: Sequence[str]) -> str:
    written = [f'"{one}"' for one in formats]
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def _codes(facts: Facts) -> tuple[list[str], list[str]]:
    """Words and codes that mean no answer or not applicable in any rating column, for the whole source."""
    no_answer, not_applicable = dict.fromkeys(facts["no_answer"]), dict.fromkeys(facts["not_applicable"])
    for column in facts["columns"]:
        if column["role"] not in {"rating", "yes_no"}:
            continue
        known = set(column["labels"])
        for word in column["missing"]:
            if word not in known:
                (no_answer if folded(word) in NO_ANSWER else not_applicable).setdefault(word)
    return list(no_answer), list(not_applicable)


def _segments(facts: Facts) -> list[str]:
    asked = [column for column in facts["columns"] if column["role"] == "category" and 2 <= column["distinct"] <= 12 and len(column["name"]) <= LONG_NAME
             and _SEGMENT.search(column["name"]) and "?" not in column["name"] and column["answers"] >= 0.5 * facts["records"]]
    return [column["name"] for column in asked[:MOST_SEGMENTS]]


# --- the indicators -----------------------------------------------------------------------------------------------------


def _ids(chosen: Sequence[Indicator]) -> list[str]:
    ids: list[str] = []
    kinds = [indicator.stem for indicator in chosen]
    for indicator in chosen:
        words = slug(_FILLERS.sub(" ", item_of(indicator.column["question"])), slug(indicator.column["name"], "question", 32), 32)
        # `nps` says enough where there is one; two of a kind need their question.
        stem = indicator.stem if indicator.stem and kinds.count(indicator.stem) == 1 else "-".join(dict.fromkeys(filter(None, (indicator.stem, words))))
        made, number = stem, 2
        while made in ids:
            made, number = f"{stem}-{number}", number + 1
        ids.append(made)
    return ids


def item_of(question: str) -> str:
    """What tells a question from others of its battery: the part in brackets or after a bar at its end, else all of it."""
    item = re.search(r"\[([^\]]{3,})\]\s*$", question) or re.search(r" \| (.+)$", question)
    return item[1] if item else question


def _kpis(facts: Facts, language: Language, source: str, indicators: Sequence[tuple[str, Indicator]], aliases: set[str]) -> list[str]:
    lines = [*_comment(message(N_("CHANGE-ME stands for the id of a person in organisation.yaml.")), language, 0),
             *_comment(message(N_("A target, once agreed: {example}"), example="{by: 2026-Q4, value: 40, tolerance: 2}"), language, 0)]
    lines += ["kind: kpis", "kpis:"]
    no_answer, _ = _codes(facts)
    only = {found["column"]: values(found["keep"]) for found in facts["no_responses"] if 0 < len(found["keep"]) <= 5}
    for kpi, indicator in indicators:
        column = indicator.column
        lines += [f"  - id: {kpi}", *_named(column)]
        if indicator.remark:
            lines += _comment(indicator.remark, language, 4)
        lines.append(f"    type: {indicator.type}")
        if indicator.variant:
            lines.append(f"    variant: {indicator.variant}")
        lines.append(f"    family: {'behaviour' if indicator.type == 'churn' else 'perception'}")
        if indicator.type in {"mean", "share"}:
            lines.append(f"    direction: {indicator.direction}")
        if indicator.type == "mean":
            lines.append(f"    scale: {{min: {column['scale'][0]}, max: {column['scale'][1]}}}")
        lines += ["    owner: CHANGE-ME", "    target: none", "    measure:", f"      source: {source}", f"      column: {kpi if kpi in aliases else scalar(column['name'])}"]
        if only:
            lines.append(f"      only: {mapping(only)}")
        if indicator.success:
            lines.append(f"      success: {values(indicator.success)}")
        if indicator.failure:
            lines.append(f"      failure: {values(indicator.failure)}")
        lines += _labels_and_codes(column, language, no_answer, numbers=indicator.type != "share")
    return lines


def _named(column: Facts) -> list[str]:
    question = str(column["question"])
    name = item_of(question)
    short = name if len(name) <= 70 else name[:69].rsplit(" ", 1)[0].rstrip(" ,;:-–") + " …"
    lines = paragraph("name", short, 4)
    return lines if question == short or question == column["name"] == short else [*lines, *paragraph("question", question, 4)]


def _labels_and_codes(column: Facts, language: Language, no_answer: Sequence[str], *, numbers: bool) -> list[str]:
    lines: list[str] = []
    labels = column["labels"] if numbers else {}
    if labels:
        lines.append("      labels:")
        lines += [f"        {scalar(answer)}: {number}" for answer, number in sorted(labels.items(), key=lambda item: (item[1], item[0]))]
        lines += _middle(column, language)
    if column["unread"]:
        lines += _unread(column, language, numbers=numbers)
    codes = column["codes"]
    if codes:
        least, most = column["scale"]
        # A list of its own replaces the source's, so that one is said again.
        found = ", ".join(f"{code} ({n})" for code, n in codes.items())
        lines += _comment(message(N_("outside {least}–{most}: {codes}. No answer, or not applicable (then under not_applicable)?"), least=least, most=most, codes=found), language, 6)
        lines.append(f"      no_answer: {values([*no_answer, *codes])}")
    return lines


def _unread(column: Facts, language: Language, *, numbers: bool) -> list[str]:
    """The answers in words that only a person can place, each with the line to complete."""
    lines = ["      # labels:"] if numbers and not column["labels"] else []
    for answer, n in column["unread"].items():
        text = (N_("'{answer}' ({n}) needs a number here, or a place under no_answer or not_applicable:") if numbers
                else N_("'{answer}' ({n}) would count as no success: place it under success, no_answer or not_applicable"))
        lines += _comment(message(text, answer=printable(answer), n=n), language, 8)
        lines += [f"        # {scalar(answer)}: ?"] if numbers else []
    return lines


def _middle(column: Facts, language: Language) -> list[str]:
    """What to decide about the middle of a scale in words: an answer that was taken for it, or left out though it may be it."""
    least, most = column["scale"]
    middle, labels = (least + most) // 2, column["labels"]
    taken = next((answer for answer, number in labels.items() if number == middle and folded(answer) in NOT_APPLICABLE), None)
    if taken:
        return _comment(message(N_("'{answer}' is taken for the middle; where it means 'I do not know', move it to not_applicable"), answer=printable(taken)), language, 8)
    left = [word for word in column["words"] if folded(word) not in NO_ANSWER]
    if (most - least) % 2 or middle in labels.values() or not left:
        return []
    return _comment(message(N_("no answer stands for {middle}; '{answer}' ({n}) is taken for not applicable. Where it is the middle, give it {middle} here."),
                            middle=middle, answer=printable(left[0]), n=column["words"][left[0]]), language, 8)


def _comment(text: Message, language: Language, indent: int) -> list[str]:
    return comment(language.say(text), indent)
