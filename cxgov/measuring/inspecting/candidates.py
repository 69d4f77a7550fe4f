"""Which columns could carry an indicator, of which type and variant, and what a person must look at before believing it.

In this room: the choice. A direction or variant that the file does not state is a guess and carries a remark. Not here: the
text to paste (`proposals`) and the facts (`inspection`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cxgov.language import N_, Message, message
from cxgov.measuring.inspecting.scales import EASE, EFFORT, RECOMMEND, SATISFACTION
from cxgov.measuring.inspecting.wordings import YES, folded
from cxgov.problems import printable

MOST_INDICATORS = 8
MOST_OPTIONS = 3
"""Options of multiple-choice questions that are proposed."""
_RANK_OF_CHOICES = 9

Facts = Mapping[str, Any]

_WHICH_END = N_("look which end is best: {most} is taken. Where {least} is, write type: mean and direction: lower_better.")
_WHICH_END_OF_7 = N_("ces2_agree7_mean takes 7 for 'easy': look which end is best. Where 1 is, write type: mean, direction: lower_better and scale: {scale}.")
_WHICH_END_OF_EASE = N_("ces_agree5_mean takes 5 for 'easy': look which end is best. Where 1 is, take ces1_effort5.")
_OVERALL = re.compile(r"overall|general|whole|\ball\b|ogóln|całoś|all$", re.IGNORECASE)
_CHURN = re.compile(r"churn|rezygnac|odejści|odszed", re.IGNORECASE)
_RESOLVED = re.compile(r"resolv|solved|fixed|rozwiąza|załatw|\bfcr\b|first contact|pierwszym kontak", re.IGNORECASE)
_SUCCESS = re.compile(r"satisf|zadowol|recommend|polec|succe|udało|on time|timely|terminow", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Indicator:
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


def chosen_indicators(facts: Facts) -> list[Indicator]:
    """Chooses the indicators to propose, at most `MOST_INDICATORS`, the best suited first.

    Args:
        facts: what `cxgov.measuring.inspection.inspect` found.
    """
    found = [indicator for column in facts["columns"] if (indicator := _indicator(column)) is not None]
    often = [indicator for indicator in found if indicator.column["answers"] >= 0.2 * facts["records"]] or found
    return sorted([*often, *_choices(facts)], key=lambda indicator: indicator.rank)[:MOST_INDICATORS]


def _choices(facts: Facts) -> list[Indicator]:
    """The options chosen most often, of a question that leaves a column an option."""
    options = [column for column in facts["columns"] if column["role"] == "choice"]
    often = sorted(options, key=lambda column: -column["answers"])[:MOST_OPTIONS] if len(options) > 1 else []
    remark = message(N_("one option of a multiple-choice question; an empty cell counts as not chosen. Where only some were asked, or some skipped the question, say under "
                        "'only' who was asked. Look which direction is good."))
    return [Indicator(_RANK_OF_CHOICES, column, "share", success=(column["values"][0][0],), failure=("",), remark=remark) for column in often]


def _indicator(column: Facts) -> Indicator | None:
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
        return Indicator(0, column, "nps", "nps_0_10", "nps")
    remark = None if best else message(_WHICH_END, least=least, most=most)
    if EASE.search(asked) and (least, most) == (1, 7):
        return Indicator(1 + unsure, column, "ces", "ces2_agree7_mean", "ces", remark=None if best else message(_WHICH_END_OF_7, scale="{min: 1, max: 7}"))
    if EASE.search(asked) and (least, most) == (1, 5):
        if EFFORT.search(asked) and not best:
            return Indicator(1 + unsure, column, "ces", "ces1_effort5", "ces", remark=message(
                N_("low effort is good here; where a high answer means easy, take ces_agree5_mean")))
        return Indicator(1 + unsure, column, "ces", "ces_agree5_mean", "ces", remark=None if best else message(_WHICH_END_OF_EASE))
    rank = unsure + (2 if _OVERALL.search(asked) else 3 if SATISFACTION.search(asked) else 4)
    if (least, most) == (1, 5):
        return Indicator(rank, column, "csat", "csat5_top2", "csat", remark=None if best else message(
            N_("csat5_top2 is the share of 4 and 5: look whether 5 is the best answer. Where 1 is, write type: share with success: {values}."), values="[1, 2]"))
    if (least, most) == (1, 10) and SATISFACTION.search(asked):
        return Indicator(rank, column, "csat", "csat10_mean", "csat", remark=remark)
    return Indicator(rank + 1, column, "mean", remark=remark)


def _turned(column: Facts, asked: str, unsure: int) -> Indicator:
    """The indicator of a rating whose lowest answer is the good one."""
    least, most = column["scale"]
    read = message(N_("{least} is read as the best answer here: look whether it is."), least=least)
    if EASE.search(asked) and (least, most) == (1, 5):
        return Indicator(1 + unsure, column, "ces", "ces1_effort5", "ces", remark=message(
            N_("1 is read as the easiest answer here, so that low is good: look whether it is; where 5 is, take ces_agree5_mean")))
    if (least, most) == (1, 5):
        best = sorted((answer for answer, number in column["labels"].items() if number <= 2), key=column["labels"].__getitem__)
        # Numbers and words may stand side by side: `1 - very good`, 2, 3.
        plain = [number for number in ("1", "2") if number not in {str(column["labels"][answer]) for answer in best}]
        return Indicator(2 + unsure, column, "share", success=(*best, *plain), remark=read)
    return Indicator(5 + unsure, column, "mean", direction="lower_better", remark=read)


def _share(column: Facts, asked: str) -> Indicator | None:
    yes = tuple(word for word, _ in column["values"] if folded(word) in YES or word == "1")
    if not yes:
        return None
    if _CHURN.search(asked):
        return Indicator(2, column, "churn", stem="churn", success=yes)
    if _RESOLVED.search(asked):
        return Indicator(2, column, "fcr", stem="fcr", success=yes)
    remark = message(N_("look whether '{answer}' is the good answer"), answer=printable(yes[0]))
    return Indicator(4, column, "share", success=yes, remark=remark) if _SUCCESS.search(asked) else None
