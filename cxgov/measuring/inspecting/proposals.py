"""What a source and its indicators could look like, as text to paste into `sources.yaml` and `kpis.yaml`.

In this room: choosing indicators and writing both files, with comments where only a person can decide. What nobody can know
from a file is written as ``CHANGE-ME``, which is no id and which `cxgov check` therefore finds. Not here: the facts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cxgov.language import N_, Language, Message, message
from cxgov.measuring.inspecting.scales import EASE, EFFORT, RECOMMEND, SATISFACTION
from cxgov.measuring.inspecting.wordings import NO_ANSWER, NOT_APPLICABLE, YES, folded
from cxgov.measuring.inspecting.yaml_text import comment, mapping, paragraph, scalar, values
from cxgov.problems import printable

MOST_INDICATORS = 8
MOST_SEGMENTS = 3
MOST_OPTIONS = 3
"""Options of multiple-choice questions that are proposed."""
_RANK_OF_CHOICES = 9
LONG_NAME = 40
"""Characters above which a column gets a short name in the source."""

Facts = Mapping[str, Any]

_WHICH_END = N_("look which end is best: {most} is taken. Where {least} is, write type: mean and direction: lower_better.")
_WHICH_END_OF_7 = N_("ces2_agree7_mean takes 7 for 'easy': look which end is best. Where 1 is, write type: mean, direction: lower_better and scale: {scale}.")
_WHICH_END_OF_EASE = N_("ces_agree5_mean takes 5 for 'easy': look which end is best. Where 1 is, take ces1_effort5.")
_OVERALL = re.compile(r"overall|general|whole|\ball\b|ogóln|całoś|all$", re.IGNORECASE)
_CHURN = re.compile(r"churn|rezygnac|odejści|odszed", re.IGNORECASE)
_RESOLVED = re.compile(r"resolv|solved|fixed|rozwiąza|załatw|\bfcr\b|first contact|pierwszym kontak", re.IGNORECASE)
_SUCCESS = re.compile(r"satisf|zadowol|recommend|polec|succe|udało|on time|timely|terminow", re.IGNORECASE)
_FILLERS = re.compile(
    r"[01] ?(?:-|–|to|do) ?(?:5|7|10)\b|\b(?:on|in|a|an|the|of|to|at|for|with|our|your|you|we|us|i|my|is|are|was|were|do|did|does|how|what|would|please|rate|scale|from|"
    r"na|w|we|z|ze|do|od|o|po|i|czy|jak|jest|są|był[aoy]?|proszę|prosimy|skali|skala|ocenić|oceni(?:a|asz)?|ocena|ocenę|swoj[ąaeę]|naszej|nasz[ae]?|pan|pani|państwo)\b",
    re.IGNORECASE)
_SEGMENT = re.compile(
    r"(?<![^\W_])(?:region|market|country|channel|segment|branch|store|shop|product|plan|\btype\b|city|area|trust|class|contract|kraj|kanał|oddział|sklep|produkt|\btyp\b|miasto|wojew|rynek|"
    r"placówk|department|dział|age|wiek|gender|płeć|language|język|airline|method)", re.IGNORECASE)
_ENDINGS = {"csv": (".csv", ".tsv", ".tab", ".txt"), "parquet": (".parquet", ".pq"), "jsonl": (".jsonl", ".ndjson"), "xlsx": (".xlsx",), "sqlite": (".sqlite", ".sqlite3", ".db")}
_SHOWN = {"\t": '"\\t"'}


@dataclass(frozen=True, slots=True)
class _Indicator:
    """An indicator to propose.

    Attributes:
        rank: how well it suits; smaller is better.
        column: the facts of its column.
        type: indicator type.
        variant: its variant; empty where the type has none.
        stem: what its id begins with.
        success: values that count as success.
        direction: which values are good, where the type does not say.
        failure: values that count as failure.
        remark: what to check, for people.
    """

    rank: int
    column: Facts
    type: str
    variant: str = ""
    stem: str = ""
    success: tuple[str, ...] = ()
    direction: str = "higher_better"
    failure: tuple[str, ...] = ()
    remark: Message | None = None


def propose(facts: Facts, language: Language) -> dict[str, str]:
    """Writes the proposal.

    Args:
        facts: what `cxgov.measuring.inspection.inspect` found.
        language: of the comments.

    Returns:
        ``sources`` and ``kpis``: each a whole file; ``kpis`` is empty where no column suits an indicator.
    """
    chosen = _chosen(facts)
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


def _chosen(facts: Facts) -> list[_Indicator]:
    found = [indicator for column in facts["columns"] if (indicator := _indicator(column)) is not None]
    often = [indicator for indicator in found if indicator.column["answers"] >= 0.2 * facts["records"]] or found
    return sorted([*often, *_choices(facts)], key=lambda indicator: indicator.rank)[:MOST_INDICATORS]


def _choices(facts: Facts) -> list[_Indicator]:
    """The options chosen most often, of a question that leaves a column an option."""
    options = [column for column in facts["columns"] if column["role"] == "choice"]
    often = sorted(options, key=lambda column: -column["answers"])[:MOST_OPTIONS] if len(options) > 1 else []
    remark = message(N_("one option of a multiple-choice question; an empty cell counts as not chosen. Where only some were asked, or some skipped the question, say under "
                        "'only' who was asked. Look which direction is good."))
    return [_Indicator(_RANK_OF_CHOICES, column, "share", success=(column["values"][0][0],), failure=("",), remark=remark) for column in often]


def _indicator(column: Facts) -> _Indicator | None:
    asked = f"{column['name']} {column['question']}"
    if column["role"] == "yes_no":
        return _share(column, asked)
    if column["role"] != "rating":
        return None
    least, most = column["scale"]
    best, unsure = column["best"], 2 * (not column["scale_sure"])
    if best == "low":
        return _turned(column, asked, unsure)
    if (least, most) == (0, 10) and RECOMMEND.search(asked):
        return _Indicator(0, column, "nps", "nps_0_10", "nps")
    remark = None if best else message(_WHICH_END, least=least, most=most)
    if EASE.search(asked) and (least, most) == (1, 7):
        return _Indicator(1 + unsure, column, "ces", "ces2_agree7_mean", "ces", remark=None if best else message(_WHICH_END_OF_7, scale="{min: 1, max: 7}"))
    if EASE.search(asked) and (least, most) == (1, 5):
        if EFFORT.search(asked) and not best:
            return _Indicator(1 + unsure, column, "ces", "ces1_effort5", "ces", remark=message(
                N_("low effort is good here; where a high answer means easy, take ces_agree5_mean")))
        return _Indicator(1 + unsure, column, "ces", "ces_agree5_mean", "ces", remark=None if best else message(_WHICH_END_OF_EASE))
    rank = unsure + (2 if _OVERALL.search(asked) else 3 if SATISFACTION.search(asked) else 4)
    if (least, most) == (1, 5):
        return _Indicator(rank, column, "csat", "csat5_top2", "csat", remark=None if best else message(
            N_("csat5_top2 is the share of 4 and 5: look whether 5 is the best answer. Where 1 is, write type: share with success: {values}."), values="[1, 2]"))
    if (least, most) == (1, 10) and SATISFACTION.search(asked):
        return _Indicator(rank, column, "csat", "csat10_mean", "csat", remark=remark)
    return _Indicator(rank + 1, column, "mean", remark=remark)


def _turned(column: Facts, asked: str, unsure: int) -> _Indicator:
    """The indicator of a rating whose lowest answer is the good one."""
    least, most = column["scale"]
    read = message(N_("{least} is read as the best answer here: look whether it is."), least=least)
    if EASE.search(asked) and (least, most) == (1, 5):
        return _Indicator(1 + unsure, column, "ces", "ces1_effort5", "ces", remark=message(
            N_("1 is read as the easiest answer here, so that low is good: look whether it is; where 5 is, take ces_agree5_mean")))
    if (least, most) == (1, 5):
        best = sorted((answer for answer, number in column["labels"].items() if number <= 2), key=column["labels"].__getitem__)
        # Numbers and words may stand side by side: `1 - very good`, 2, 3.
        plain = [number for number in ("1", "2") if number not in {str(column["labels"][answer]) for answer in best}]
        return _Indicator(2 + unsure, column, "share", success=(*best, *plain), remark=read)
    return _Indicator(5 + unsure, column, "mean", direction="lower_better", remark=read)


def _share(column: Facts, asked: str) -> _Indicator | None:
    yes = tuple(word for word, _ in column["values"] if folded(word) in YES or word == "1")
    if not yes:
        return None
    if _CHURN.search(asked):
        return _Indicator(2, column, "churn", stem="churn", success=yes)
    if _RESOLVED.search(asked):
        return _Indicator(2, column, "fcr", stem="fcr", success=yes)
    remark = message(N_("look whether '{answer}' is the good answer"), answer=printable(yes[0]))
    return _Indicator(4, column, "share", success=yes, remark=remark) if _SUCCESS.search(asked) else None


def _ids(chosen: Sequence[_Indicator]) -> list[str]:
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


def _kpis(facts: Facts, language: Language, source: str, indicators: Sequence[tuple[str, _Indicator]], aliases: set[str]) -> list[str]:
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
