"""Faults planted into a generated programme: exactly those are found, each at its line, alone and all together."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random

import pytest
from planted.faults import IMPLIED, LOADER, PLANTS, plant
from planted.judged import judge, wanted
from planted.programme import SIZES, generate, write
from planted.variants import VARIANTS

from cxgov.checks import RULES
from cxgov.checks.between import between
from cxgov.cli import run
from cxgov.language import Language
from cxgov.loading import load_workspace
from cxgov.model import parse_period

SEEDS = (4, 11)


def test_there_are_eighty_checks_and_each_has_its_fault():
    assert len(RULES) == 80
    assert sorted(PLANTS.keys() | LOADER.keys()) == list(RULES)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("code", PLANTS)
def test_a_fault_alone_is_all_that_is_found(tmp_path, code, seed):
    made = generate(seed)
    expected = plant(made, code)
    texts = made.texts()
    found, checked, _ = judge(texts, tmp_path / "planted")
    assert found == wanted(expected, texts)
    assert checked is not None
    assert checked.not_checked == {}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("code", LOADER)
def test_a_fault_of_reading_alone_is_all_that_is_found(tmp_path, code, seed):
    made = generate(seed)
    expected = [LOADER[code](made)]
    texts = made.texts()
    found, checked, _ = judge(texts, tmp_path / "planted")
    assert found == wanted(expected, texts)
    assert checked is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", SEEDS)
def test_all_faults_together_are_found_each_at_its_own_line(tmp_path, seed, size):
    made = generate(seed, size)
    expected = [fault for code in PLANTS for fault in plant(made, code)]
    texts = made.texts()
    found, checked, _ = judge(texts, tmp_path / "planted")
    assert found == wanted(expected, texts)
    assert len(found) == len(PLANTS) + len(IMPLIED)
    assert checked is not None
    assert checked.not_checked == {}


@pytest.mark.parametrize("name", VARIANTS)
def test_another_form_of_a_fault_is_all_that_is_found(tmp_path, name):
    made = generate(15)
    expected = [VARIANTS[name](made)]
    texts = made.texts()
    found, checked, _ = judge(texts, tmp_path / "planted")
    assert found == wanted(expected, texts)
    assert checked is not None
    # Without a strategy there are no goals to look at.
    assert checked.not_checked.keys() <= ({"CXG-007"} if name == "CXG-001-no_strategy" else set())


@pytest.mark.parametrize("seed", range(30, 42))
def test_of_any_faults_just_these_are_found(tmp_path, seed):
    some = Random(seed).sample(list(PLANTS), 3 * (seed - 28))
    made = generate(seed)
    expected = [fault for code in some for fault in plant(made, code)]
    texts = made.texts()
    assert judge(texts, tmp_path / "planted").found == wanted(expected, texts)


def test_the_order_in_which_faults_are_planted_does_not_matter(tmp_path):
    made = generate(8)
    expected = [fault for code in Random(8).sample(list(PLANTS), len(PLANTS)) for fault in plant(made, code)]
    texts = made.texts()
    assert judge(texts, tmp_path / "planted").found == wanted(expected, texts)


def test_faults_of_reading_hide_no_fault_of_reading_and_put_the_checks_off(tmp_path):
    made = generate(8)
    expected = [fault(made) for fault in LOADER.values()]
    for code in PLANTS:
        plant(made, code)
    texts = made.texts()
    found, checked, _ = judge(texts, tmp_path / "planted")
    assert [one for one in found if one.code in LOADER] == wanted(expected, texts)
    assert found == wanted(expected, texts)
    assert checked is None


@pytest.mark.parametrize("code", IMPLIED)
def test_what_a_fault_implies_cannot_be_avoided(code):
    """Otherwise it need not stand in the table: the implied finding is about the same record."""
    made = generate(1)
    planted, *implied = plant(made, code)
    assert implied
    assert {one.about for one in implied} == {planted.about}


def test_every_finding_is_said_in_both_languages(tmp_path):
    made = generate(6)
    for code in PLANTS:
        plant(made, code)
    problems = judge(made.texts(), tmp_path / "planted").problems
    english, polish = Language("en"), Language("pl")
    for problem in problems:
        for text in (problem.text, problem.remedy):
            assert english.say(text) != polish.say(text)
            assert not re.search(r"\{\w+\}", english.say(text) + polish.say(text))


def test_faults_of_the_quarter_are_new_in_it_and_those_without_a_date_are_not(tmp_path):
    of_the_quarter, without_a_date = {"CXG-070", "CXG-074", "CXG-076"}, {"CXG-007", "CXG-024", "CXG-032"}
    made = generate(6)
    for code in sorted(of_the_quarter | without_a_date):
        plant(made, code)
    workspace = load_workspace(write(made.texts(), tmp_path / "planted"))
    found = between(workspace, parse_period(made.quarter(2)), parse_period(made.period))
    assert {one.code for one in found.new} == of_the_quarter
    assert {one.code for one in found.staying} >= without_a_date


# --- the command ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def cxgov(capfd, monkeypatch):
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str]:
        code = run([str(argument) for argument in arguments])
        return code, capfd.readouterr().out

    return call


@pytest.fixture
def planted(tmp_path: Path) -> tuple[Path, list[tuple[str, str, int]]]:
    """A folder with all faults, and what must be found in it: check, file, line."""
    made = generate(9)
    expected = [fault for code in PLANTS for fault in plant(made, code)]
    texts = made.texts()
    return write(texts, tmp_path / "planted"), sorted((one.code, one.file, one.line) for one in wanted(expected, texts))


def test_json_lists_exactly_the_planted_faults(cxgov, planted):
    folder, expected = planted
    code, out = cxgov("check", folder, "--format", "json", "--quiet")
    assert code == 1
    assert sorted((one["code"], one["file"].removeprefix(f"{folder}/"), one["line"]) for one in json.loads(out)) == expected


def test_sarif_lists_exactly_the_planted_faults(cxgov, planted):
    folder, expected = planted
    code, out = cxgov("check", folder, "--format", "sarif", "--quiet")
    places = [(one["ruleId"], one["locations"][0]["physicalLocation"]) for one in json.loads(out)["runs"][0]["results"]]
    assert code == 1
    assert sorted((rule, place["artifactLocation"]["uri"].rpartition("planted/")[2], place["region"]["startLine"]) for rule, place in places) == expected


def test_the_text_for_people_ends_with_the_numbers_of_all(cxgov, planted, capfd):
    folder, expected = planted
    code, out = cxgov("check", folder, "--all", "--quiet")
    assert code == 1
    assert sum(f"[{rule}]" in out for rule in PLANTS) == len(PLANTS)
    assert len(expected) == len(PLANTS) + len(IMPLIED)


def test_a_baseline_silences_what_was_there_and_one_new_fault_is_found_alone(cxgov, planted, tmp_path):
    folder, _ = planted
    baseline = tmp_path / "baseline.json"
    assert cxgov("check", folder, "--write-baseline", baseline, "--quiet")[0] == 0
    assert cxgov("check", folder, "--baseline", baseline, "--format", "json", "--quiet") == (0, "[]\n")
    kpis = folder / "kpis.yaml"
    lines = kpis.read_text(encoding="utf-8").splitlines(keepends=True)
    line = max(number for number, text in enumerate(lines) if text.startswith("    target:"))
    lines[line] = "    target: none\n"
    kpis.write_text("".join(lines), encoding="utf-8")
    code, out = cxgov("check", folder, "--baseline", baseline, "--format", "json", "--quiet")
    assert code == 1
    assert [(one["code"], one["file"], one["line"]) for one in json.loads(out)] == [("CXG-032", str(kpis), line + 1)]


def test_a_clean_programme_has_nothing_to_object_to(cxgov, tmp_path):
    folder = write(generate(9).texts(), tmp_path / "clean")
    assert cxgov("check", folder, "--fail-on", "warning", "--format", "json", "--quiet") == (0, "[]\n")
