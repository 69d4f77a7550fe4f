"""Findings in the words of a report: remedies without the part that is about files, and one remedy for a group only where all agree."""

from __future__ import annotations

import re

import pytest
from checks.organisations import organisation
from contexts import context_of, example

from cxgov.checks import RULES
from cxgov.language import LANGUAGES, Language
from cxgov.reporting.findings import groups, plain_advice
from cxgov.reporting.sections.quarter.board_advice import advice_for


@pytest.mark.parametrize(("text", "advice"), [
    ("contact the customer today and enter the day under `contacted`; then settle who does it", "contact the customer today; then settle who does it"),
    ("skontaktować się z klientem jeszcze dziś i wpisać dzień w `contacted`; potem ustalić, kto to robi",
     "skontaktować się z klientem jeszcze dziś; potem ustalić, kto to robi"),
    ("write the reason under `reason`; then settle who does it", "settle who does it"),
    ("name the document under `evidence`; if there is none, lower the level", ""),
    ("mend it", "mend it")])
def test_advice_to_a_board_is_whole(text, advice):
    assert plain_advice(text) == advice


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_advice_names_a_key_or_leans_on_what_was_left_out(code):
    said = [plain_advice(Language(code).gettext(rule.fix)) for rule in RULES.values()]
    assert not any("`" in advice or re.match(r"(then|if|or|that|potem|jeśli|albo|że)\b", advice) for advice in said)


def test_findings_that_ask_for_different_things_say_so_each(tmp_path):
    register = "kind: complaints\ncomplaints:\n  - {id: R-1, received: 2026-08-01}\n  - {id: R-2, received: 2026-07-01, answered: 2026-09-20}\n"
    sheet = ("kind: assessment\nframework: cem-cycle\nframework_version: 1.0.0\nperiod: 2026-Q3\nrater: anna-nowak\nstatus: agreed\ndate: 2026-09-30\n"
             "answers: {S1.P1: 1}\n")
    context = context_of(organisation(tmp_path, register, sheet))
    [group] = [group for group in groups(context, context.checked.findings) if group["code"] == "CXG-046"]
    assert group["fix"] == ""
    assert ["today" in entry["fix"] for entry in group["entries"]] == [True, False]


def test_suppressions_stand_behind_the_checks_of_their_severity():
    codes = [(group["severity"], group["code"]) for group in groups(example("bank"), example("bank").checked.findings)]
    warnings = [code for severity, code in codes if severity == "warning"]
    assert warnings[-1] == "CX072"
    assert warnings[:-1] == sorted(warnings[:-1])


def test_a_board_is_not_told_to_answer_what_is_answered():
    late = [group for group in groups(example("bank"), example("bank").checked.findings) if group["code"] == "CXG-040"]
    assert [advice_for(example("bank"), group) for group in late] == [
        "Settle who contacts customers at risk, and who stands in, so that nobody waits longer."]
