"""Exercises D5 to D9: their keys hold for every seed, and no sheet shows figures that nobody would meet in real life."""

from __future__ import annotations

import math
import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

import pytest

from cxgov.checks import RULES, check
from cxgov.handouts import PIECES, document
from cxgov.handouts.content import content
from cxgov.handouts.exercises import EXERCISES, d5_numbers, d6_target, d7_grid, d8_decisions, d9_factors, pieces
from cxgov.handouts.exercises.drawing import Exercise, Kind
from cxgov.handouts.workshop import Workshop
from cxgov.language import LANGUAGES, Language
from cxgov.loading import built_in_frameworks
from cxgov.model import Kpi, Target

LEVELS = ("easy", "medium", "hard")
KINDS = (d5_numbers.KIND, d6_target.KIND, d7_grid.KIND, d8_decisions.KIND, d9_factors.KIND)
SEEDS = 1000
Z = 1.959963984540054


def workshop(code: str = "en", **changes: Any) -> Workshop:
    """A workshop with the built-in framework."""
    return Workshop(**{"language": Language(code), "framework": built_in_frameworks()["cem-cycle"], **changes})


def workshops(level: str, groups: int = 3) -> Iterator[tuple[Workshop, int]]:
    """A thousand workshops of a difficulty, the groups in turn."""
    for seed in range(SEEDS):
        yield workshop(seed=seed, difficulty=level), seed % groups


def words_of(data: object) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for item in data.values():
            yield from words_of(item)
    elif isinstance(data, list | tuple):
        for item in data:
            yield from words_of(item)


# --- all of them ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_exercise_stands_in_the_list(kind: Kind) -> None:
    """A drawn exercise carries the id and the title of its kind."""
    drawn = kind.draw(workshop(), 0)
    assert kind in EXERCISES
    assert (drawn.id, drawn.title) == (kind.id, kind.title)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_the_same_seed_gives_the_same_exercise(kind: Kind, level: str) -> None:
    """Sheet and key are drawn at different times, and must be one."""
    for seed in range(20):
        assert kind.draw(workshop(seed=seed, difficulty=level), 1) == kind.draw(workshop(seed=seed, difficulty=level), 1)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_polish_and_english_are_the_same_exercise(kind: Kind, level: str) -> None:
    """Items and answers do not depend on the language."""
    for seed in range(100):
        polish, english = (kind.draw(workshop(code, seed=seed, difficulty=level), seed % 3) for code in ("pl", "en"))
        assert (polish.items, polish.answers) == (english.items, english.answers)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_neighbouring_groups_get_different_variants(kind: Kind, level: str) -> None:
    """No group can copy from the next table."""
    for seed in range(100):
        first, second = (kind.draw(workshop(seed=seed, difficulty=level), group) for group in (0, 1))
        assert (first.items, first.answers) != (second.items, second.answers)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
def test_no_placeholder_is_left(kind: Kind) -> None:
    """Words with braces would be printed as they are."""
    for code in LANGUAGES:
        for level in LEVELS:
            drawn = kind.draw(workshop(code, difficulty=level), 0)
            shown = {name: data for part in (drawn.sheet, drawn.key) for name, data in part.items() if name != "words"}
            assert not [text for text in words_of(shown) if "{" in text or "}" in text]


@pytest.mark.parametrize("name", ["d5", "d6", "d7", "d8", "d9"])
def test_every_text_is_in_both_languages(name: str) -> None:
    """A comma that splits a text leaves half of it behind as a key."""
    def maps(data: object) -> Iterator[dict[str, object]]:
        if isinstance(data, dict):
            if set(LANGUAGES) & set(data):
                yield data
            for item in data.values():
                yield from maps(item)
        elif isinstance(data, list | tuple):
            for item in data:
                yield from maps(item)

    found = list(maps(content(name)))
    assert found
    assert not [texts for texts in found if set(texts) != set(LANGUAGES) or not all(isinstance(text, str) and text.strip() for text in texts.values())]


# --- D5 ------------------------------------------------------------------------------------------------------------


@cache
def sums(level: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Items and answers of a thousand seeds."""
    return [(drawn.items, drawn.answers) for made, group in workshops(level) for drawn in (d5_numbers.draw(made, group),)]


def counts_of(item: str) -> list[list[int]]:
    """The answers of the two quarters out of an item's id."""
    return [[int(n) for n in quarter.split("/")] for quarter in item.split(":")[1:]]


def value_of(kind: str, level: str, counts: list[int]) -> float:
    """The indicator by plain arithmetic."""
    n = sum(counts)
    if kind in ("large", "small"):
        return 100 * (counts[0] - counts[2]) / n
    if kind == "csat":
        return 100 * (counts[0] + counts[1]) / n
    if level == "easy":
        return 100 * sum(counts[:3]) / n
    answers = range(7, 0, -1) if level == "medium" else range(1, 6)
    return sum(answer * count for answer, count in zip(answers, counts, strict=True)) / n


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_values_agree_with_plain_arithmetic(level: str) -> None:
    """For a thousand seeds: the key's values are those of the counts on the sheet."""
    for items, answers in sums(level):
        promoters, _, detractors = counts_of(items[0])[0]
        assert float(answers[0]) == promoters - detractors
        for item, answer in zip(items[1:], answers[1:], strict=True):
            first, second, _ = answer.split()
            expected = [value_of(item.split(":")[0], level, counts) for counts in counts_of(item)]
            assert [float(first), float(second)] == pytest.approx(expected, abs=1e-4)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_verdicts_agree_with_a_test_written_anew(level: str) -> None:
    """For a thousand seeds: adjusted Wald for NPS, pooled z for shares, a normal test for means; borderline cases are not drawn."""
    for items, answers in sums(level):
        for item, answer in zip(items[1:], answers[1:], strict=True):
            kind, (before, after) = item.split(":")[0], counts_of(item)
            assert answer.split()[2] == verdict_of(kind, level, before, after), item


def verdict_of(kind: str, level: str, before: list[int], after: list[int]) -> str:
    """Better, worse or unclear, from counts."""
    if min(sum(before), sum(after)) < 50:
        return "too_few"
    if kind in ("large", "small"):
        first, second = (net(counts) for counts in (before, after))
        z = (second[0] - first[0]) / math.hypot(first[1], second[1])
    elif kind == "csat" or level == "easy":
        hits = [sum(counts[:2 if kind == "csat" else 3]) for counts in (before, after)]
        n = [sum(before), sum(after)]
        pooled = sum(hits) / sum(n)
        z = (hits[1] / n[1] - hits[0] / n[0]) / math.sqrt(pooled * (1 - pooled) * (1 / n[0] + 1 / n[1]))
    else:
        answers = list(range(7, 0, -1) if level == "medium" else range(1, 6))
        first, second = (mean(answers, counts) for counts in (before, after))
        z = (second[0] - first[0]) / math.hypot(first[1], second[1])
    if abs(z) < Z:
        return "no_clear_change"
    lower_is_better = kind == "ces" and level == "hard"
    return "improved" if (z > 0) != lower_is_better else "worsened"


def net(counts: list[int]) -> tuple[float, float]:
    """Adjusted net score (0..1) and its standard error."""
    n = sum(counts) + 3
    top, bottom = (counts[0] + 0.75) / n, (counts[2] + 0.75) / n
    return top - bottom, math.sqrt((top + bottom - (top - bottom) ** 2) / n)


def mean(answers: list[int], counts: list[int]) -> tuple[float, float]:
    """Mean and its standard error."""
    n = sum(counts)
    middle = sum(a * c for a, c in zip(answers, counts, strict=True)) / n
    return middle, math.sqrt(sum(c * (a - middle) ** 2 for a, c in zip(answers, counts, strict=True)) / (n - 1) / n)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_figures_make_sense(level: str) -> None:
    """For a thousand seeds: whole people, at least 30 answers, shares that add up to a hundred, something clear and something unclear."""
    for items, answers in sums(level):
        shares = counts_of(items[0])[0]
        assert sum(shares) == 100
        assert min(shares) > 0
        assert min(sum(counts) for item in items[1:] for counts in counts_of(item)) >= (30 if level == "hard" else 50)
        kinds = {answer.split()[2] for answer in answers[1:]}
        assert kinds & {"improved", "worsened"}
        assert kinds & {"no_clear_change", "too_few"}


@pytest.mark.parametrize("level", ["easy", "medium"])
def test_the_margin_on_the_sheet_gives_the_verdict(level: str) -> None:
    """Who compares the difference with the margin as printed comes to the verdict of the key."""
    for seed in range(200):
        for _, pair in d5_numbers._pairs(workshop(seed=seed, difficulty=level), seed % 2):
            assert pair.margin is not None
            assert (abs(pair.difference) > pair.margin) == pair.verdict.clear


@pytest.mark.parametrize("level", LEVELS)
def test_printed_differences_are_those_of_the_printed_values(level: str) -> None:
    """Who subtracts the values of the key gets its difference, to the last digit."""
    for seed in range(100):
        for task in d5_numbers.draw(workshop(seed=seed, difficulty=level), seed % 2).key["tasks"]:
            first, second = (printed(quarter["value"]) for quarter in task["quarters"])
            assert second - first == printed(task["difference"]), task


def printed(text: str) -> Decimal:
    """A number as it stands on paper."""
    return Decimal(text.rstrip("%").replace("\N{MINUS SIGN}", "-"))


def test_all_verdicts_occur() -> None:
    """Better, worse, unclear and too few: nobody can guess from the last workshop."""
    found = {answer.split()[2] for level in LEVELS for _, answers in sums(level) for answer in answers[1:]}
    assert found == {"improved", "worsened", "no_clear_change", "too_few"}


def test_published_figures_come_out() -> None:
    """Seed 1, first group, medium: NPS 50/30/20 is 30; 35.00 to 46.00 is clear; 30.0 to 38.3 is not; 74 of 107 is 69.16%."""
    drawn = d5_numbers.draw(workshop(seed=1), 0)
    by_kind = {item.split(":")[0]: answer for item, answer in zip(drawn.items, drawn.answers, strict=True)}
    assert by_kind["shares"] == "30"
    assert by_kind["large"] == "35.0000 46.0000 improved"
    assert by_kind["small"] == "30.0000 38.3333 no_clear_change"
    assert by_kind["csat"].startswith("69.1589 ")


def test_published_differences_carry_their_p() -> None:
    """The adjusted z of 210/120/70 against 236/112/52 is 2.1016, p 0.0356; of 30/18/12 against 33/17/10 p is far from 0.05."""
    pairs = dict(d5_numbers._pairs(workshop(seed=1), 0))
    assert pairs["large"].verdict.change is not None
    assert pairs["small"].verdict.change is not None
    assert round(pairs["large"].verdict.change.p, 4) == 0.0356
    assert pairs["small"].verdict.change.p > 0.5
    assert tuple(round(end, 2) for end in pairs["csat"].first.interval or ()) == (59.87, 77.12)


# --- D6 ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_exactly_one_target_is_sound(level: str) -> None:
    """For a thousand seeds: what was planted as a fault is found as one, and the sound target has none."""
    expected = {"worse": "CXG-038", "outside": "CXG-038", "past": "CXG-038"}
    for made, group in workshops(level):
        drawn = d6_target.draw(made, group)
        planted, answers = drawn.items[2:], drawn.answers[:-1]
        assert list(answers) == [expected.get(kind, kind) for kind in planted]
        assert answers.count("sound") == 1


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_the_admissible_range_is_one(level: str) -> None:
    """For a thousand seeds: it begins beyond the baseline, lies within the scale, and its model target is sound."""
    for made, group in workshops(level):
        begun = d6_target.start(made, 1, group)
        baseline, sign = begun.kpi.baseline, begun.sign
        assert baseline is not None
        assert begun.size.detectable is not None
        assert sign * (begun.most - begun.least) > 0
        assert sign * (begun.least - baseline.value) >= max(begun.size.detectable, begun.kpi.smallest_change) - 1e-6
        assert d6_target.faults(begun, d6_target._model(begun)) is None
        assert begun.size.needed is not None
        assert begun.size.needed > 1


def test_answers_needed_agree_with_the_formula_written_anew() -> None:
    """n = 2 v (1.96 + 0.84)² / d², for a mean."""
    begun = d6_target.start(workshop(seed=3), 1, 0)
    assert begun.found.variance is not None
    expected = 2 * begun.found.variance * (Z + 0.8416212335729143) ** 2 / begun.kpi.smallest_change**2
    assert begun.size.needed == math.ceil(expected)


def test_where_lower_is_better_the_range_lies_below() -> None:
    """Hard: effort 1-5; a target above the baseline would be worse."""
    begun = d6_target.start(workshop(seed=2, difficulty="hard"), 1, 0)
    assert begun.kpi.variant == "ces1_effort5"
    assert begun.kpi.baseline is not None
    assert begun.most < begun.least < begun.kpi.baseline.value


# --- D7 ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_checks_find_every_planted_fault_and_none_in_the_corrected_grid(level: str) -> None:
    """For a thousand seeds: the key's rules are those the checks name, and the corrected grid keeps all of them."""
    for made, group in workshops(level):
        assert not d7_grid.findings(made, d7_grid.grids(made, group)[0])
        drawn = d7_grid.draw(made, group)
        assert set(d7_grid.FAULTS[level]) <= set(drawn.answers)
        # One function that holds too much may follow from the others, and nothing else does.
        assert set(drawn.answers) - set(d7_grid.FAULTS[level]) <= {"CXG-023"}
        assert {entry["code"] for entry in drawn.key["findings"]} == set(drawn.answers)


def test_no_check_crashes_on_a_grid() -> None:
    """A crashed check would be a missing rule in the key."""
    made = workshop(difficulty="hard")
    checked = check(d7_grid.workspace_of(made, d7_grid.grids(made, 0)[1]), as_of=d7_grid.AS_OF)
    assert not [problem for problem in checked.findings if problem.code not in RULES]


def test_who_has_left_holds_nothing_in_the_corrected_grid() -> None:
    """Hard: the one who has left is marked in both grids, and a colleague has taken over."""
    for seed in range(50):
        sound, faulty = d7_grid.grids(workshop(seed=seed, difficulty="hard"), 0)
        assert sound.gone == faulty.gone is not None
        assert not [row for row in sound.rows if sound.gone in (*row.accountable, *row.responsible)]
        assert [row for row in faulty.rows if faulty.gone in row.accountable]


def test_findings_call_functions_by_their_names() -> None:
    """The sheet prints names of functions, so the key does too."""
    bank = content("d7")["functions"]
    for seed in range(30):
        for entry in d7_grid.draw(workshop(seed=seed, difficulty="hard"), 0).key["findings"]:
            assert not [f["id"] for f in bank if f"{f['id']} “" in entry["text"]]


def test_changed_cells_are_exactly_the_repairs() -> None:
    """The frame in the key stands where the corrected grid differs from the sheet."""
    drawn = d7_grid.draw(workshop(), 0)
    for wrong, right in zip(drawn.sheet["rows"], drawn.key["rows"], strict=True):
        for before, after in zip(wrong["cells"], right["cells"], strict=True):
            assert after["changed"] == (before["letters"] != after["letters"])


def test_the_limit_on_the_sheet_is_that_of_the_check() -> None:
    """One touchpoint more than the sheet allows is a finding of CXG-022; as many as it allows are none."""
    for level in ("medium", "hard"):
        made = workshop(difficulty=level)
        sound, faulty = d7_grid.grids(made, 0)
        most = max(sum(p["id"] in row.accountable for row in sound.rows) for p in sound.people)
        held = max(sum(p["id"] in row.accountable for row in faulty.rows) for p in faulty.people)
        assert most <= d7_grid._limit(faulty) < held


# --- D8 ------------------------------------------------------------------------------------------------------------


class Report(NamedTuple):
    """What the tests look at in a drawn report."""

    kpis: tuple[Kpi, ...]
    values: dict[str, float | None]
    decided: set[str | None]
    demanding: tuple[str, ...]
    clear: dict[str, bool]
    situations: tuple[str, ...]
    rows: list[dict[str, Any]]
    claims: list[tuple[str, bool]]
    lists: tuple[int, int]


@cache
def reports(level: str) -> list[Report]:
    """The reports of a thousand seeds."""
    return [report(made, group) for made, group in workshops(level)]


def report(made: Workshop, group: int) -> Report:
    """The report of one group."""
    quarter = d8_decisions.quarter(made, group)
    drawn = d8_decisions.written(made, quarter, group)
    found = {kpi.id: quarter.value(kpi.id) for kpi in quarter.workspace.kpis}
    return Report(
        kpis=quarter.workspace.kpis, values={name: value.value if value else None for name, value in found.items()},
        decided={d.about.kpi for file in quarter.workspace.decisions for d in file.decisions if d.about}, demanding=quarter.demanding,
        clear={name: verdict.clear for name, verdict in quarter.verdicts.items()}, situations=tuple(situation for _, situation in quarter.rows),
        rows=[{name: row[name] for name in ("n", "value", "target", "tolerance")} for row in drawn.sheet["rows"]],
        claims=[(claim["id"], claim["holds"]) for claim in drawn.sheet["claims"]], lists=(len(drawn.key["demanding"]), len(drawn.key["others"])))


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_exactly_three_indicators_demand_a_decision(level: str) -> None:
    """For a thousand seeds: off target by more than the tolerance, and undecided."""
    for found in reports(level):
        short = set()
        for kpi in found.kpis:
            value = found.values[kpi.id]
            assert isinstance(kpi.target, Target)
            # All these indicators are better when higher.
            if value is not None and kpi.target.value - value > kpi.target.tolerance + 1e-9:
                short.add(kpi.id)
        assert set(found.demanding) == short - found.decided
        assert found.lists == (3, len(found.kpis) - 3)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_claims_hold_where_the_test_says_so(level: str) -> None:
    """For a thousand seeds: one claim is supported, the others are not; a cause never is."""
    causes = {entry["id"] for entry in content("d8")["causal"]}
    for found in reports(level):
        assert [holds for _, holds in found.claims].count(True) == 1
        assert [name in causes for name, _ in found.claims].count(True) == 1
        assert all(holds == (name not in causes and found.clear[name]) for name, holds in found.claims)


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_a_quarter_is_believable(level: str) -> None:
    """For a thousand seeds: targets within the scale, enough answers but where too few are the point, and no value without them."""
    for found in reports(level):
        for row, situation in zip(found.rows, found.situations, strict=True):
            assert (row["n"] < 10) == (situation == "few") == (row["value"] == "")
            assert -100 <= float(row["target"].rstrip("%").replace("\N{MINUS SIGN}", "-")) <= (7 if row["tolerance"] == "0.2" else 100)


@pytest.mark.parametrize("level", LEVELS)
def test_a_report_adds_up(level: str) -> None:
    """Where a difference is printed, it is that of the two printed values."""
    for seed in range(60):
        for row in d8_decisions.draw(workshop(seed=seed, difficulty=level), 0).sheet["rows"]:
            assert not row["difference"] or printed(row["value"]) - printed(row["before"]) == printed(row["difference"]), row


@pytest.mark.parametrize("level", LEVELS)
def test_the_interval_on_the_sheet_gives_the_verdict_of_the_key(level: str) -> None:
    """Whoever looks whether zero lies in the interval answers the claims as the key does."""
    for seed in range(60):
        for verdict in d8_decisions.quarter(workshop(seed=seed, difficulty=level), 0).verdicts.values():
            if verdict.change is not None:
                assert verdict.clear == (verdict.change.interval[0] * verdict.change.interval[1] > 0)


def test_the_key_answers_every_claim_with_yes_or_no() -> None:
    """The table of the key: claim, whether the data support it, and why."""
    for seed in range(30):
        for claim in d8_decisions.draw(workshop(seed=seed), 0).key["claims"]:
            assert claim["answer"] == ("yes" if claim["holds"] else "no")
            assert claim["why"]


# --- D9 ------------------------------------------------------------------------------------------------------------


def test_sixteen_questions_in_five_groups() -> None:
    """Every group answers all of them, each once."""
    for group in range(6):
        drawn = d9_factors.draw(workshop(people=24), group)
        assert len(drawn.items) == len(set(drawn.items)) == 16
        assert [len(part["questions"]) for part in d9_factors.together(workshop(), [drawn])["parts"]] == [3, 3, 3, 4, 3]


def test_numbers_of_questions_are_those_of_the_key() -> None:
    """Question 7 is the same one on every sheet."""
    key = {q["number"]: q["text"] for part in d9_factors.together(workshop(), [])["parts"] for q in part["questions"]}
    for group in range(3):
        drawn: Exercise = d9_factors.draw(workshop(), group)
        assert {q["number"]: q["text"] for part in drawn.sheet["parts"] for q in part["questions"]} == key


def test_a_model_of_accepting_says_until_when_and_who_chose_so_and_asks_for_nothing_else() -> None:
    accepted = [told["model"] for entry in content("d8")["indicators"] for told in entry["told"] if told["id"] == "accept"]
    assert accepted
    for model in accepted:
        assert re.fullmatch(r"Zaakceptować [^:;]+ do [^:;]+; to wybór [^,;]+\.", model["pl"]), model["pl"]
        assert re.fullmatch(r"Accept [^:;]+ until [^:;]+; chosen by [^,;]+\.", model["en"]), model["en"]


# --- on paper ------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.pdf_engine
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sheet_takes_one_page_and_the_decisions_a_second(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Medium: D5, D6, D7 and D9 on one page each, D8 on both sides of a sheet, for every group."""
    from cxgov.rendering.pdf import pages_of

    for kind in KINDS:
        monkeypatch.setattr(pieces, "EXERCISES", (kind,))
        made = document(workshop(code, people=8), PIECES["exercises" if kind.lengths else "exercises-more"], pdf=True)
        assert made is not None
        assert made.pdf is not None
        assert pages_of(made.pdf) == 2 * (2 if kind.id == "d8" else 1), kind.id


@pytest.mark.slow
@pytest.mark.pdf_engine
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
@pytest.mark.parametrize("piece", ["exercises", "answer-keys"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_holds_the_code_of_its_exercise_once(code: str, piece: str) -> None:
    """D4 and D8 go on over the page, and sheets of several groups get mixed on a table."""
    made = document(workshop(code, people=8), PIECES[piece], pdf=True)
    assert made is not None
    pages = subprocess.run(["pdftotext", "-layout", "-", "-"], input=made.pdf, capture_output=True, check=True).stdout.decode("utf-8").split("\f")[:-1]
    held = [re.findall(r" · (D\d-1(?:-\d)?) · ", page) for page in pages]
    assert all(len(codes) == 1 for codes in held), held
    assert len({code for codes in held for code in codes}) < len(pages)
