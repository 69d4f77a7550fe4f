"""``cxgov whatif``: the ranked steps, the profile after other levels, the cheapest path, and what is refused."""

from __future__ import annotations

import json

import pytest

from cxgov.cli import run
from cxgov.loading import load_workspace
from cxgov.resources import examples
from cxgov.reviewing.priorities import recommendations
from cxgov.scoring import score


@pytest.fixture
def whatif(capfd, monkeypatch):
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: str, name: str = "paczkownia") -> tuple[int, str, str]:
        code = run(["whatif", str(examples()[name]), "-q", *arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


def test_without_levels_the_next_steps_are_ranked(whatif):
    """In the order of the report: one definition of rank and effect."""
    code, out, _ = whatif("--format", "json")
    workspace = load_workspace(str(examples()["paczkownia"]))
    expected = recommendations(workspace, score(workspace))
    assert code == 0
    assert [(s["practice"], s["effect"]) for s in json.loads(out)["steps"]] == [(s.score.practice.id, float(s.effect)) for s in expected]


def test_ranked_steps_for_people(whatif):
    _, out, _ = whatif("--lang", "en")
    first = next(line for line in out.splitlines() if line.startswith(" 1 "))
    assert first.split() == ["1", "S2.P2", "Positioning", "on", "experience", "0", "→", "1", "+4.0", "1"]
    assert "Contact centre manager; Remote opening of boxes until 10 p.m.; after stage S2" in out


def test_profile_before_and_after(whatif):
    code, out, _ = whatif("S2.P1=2", "S2.P2=2", "S2.P3=2", "S2.P4=2", "S2.P5=2", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert (data["before"]["index"], data["after"]["index"]) == (34, 57)
    assert (data["before"]["level"], data["after"]["level"]) == (0, 2)
    stage = data["after"]["dimensions"][1]
    assert (stage["raw"], stage["effective"], stage["level"]) == (2.0, 2.0, 2)
    assert data["released"] == [{"stage": "S2", "limited": later} for later in ("S3", "S4", "S5")]


def test_what_limits_is_said(whatif):
    _, out, _ = whatif("S2.P1=2", "S2.P2=2", "S2.P3=2", "S2.P4=2", "S2.P5=2", "--lang", "en")
    assert "S2 no longer limits S3, S4 and S5." in out
    assert "S4 then limits S5." in out
    _, out, _ = whatif("S2.P1=2", "--lang", "en")
    assert "S2 still limits S3, S4 and S5." in out


def test_practice_may_be_written_in_small_letters(whatif):
    assert whatif("s2.p1=2", "--format", "json")[1] == whatif("S2.P1=2", "--format", "json")[1]


def test_more_than_a_level_a_year_is_a_warning(whatif):
    code, out, _ = whatif("S2.P1=4", "--lang", "en")
    assert code == 0
    assert "S2.P1 rises by 3 levels. At one level a practice and year that takes 3 years." in out
    assert json.loads(whatif("S2.P1=2", "--format", "json")[1])["warnings"] == []


@pytest.mark.parametrize(("levels", "said", "remedy"), [
    (["S2.P9=2"], "There is no practice 'S2.P9'.", "did you mean 'S2.P"),
    (["quality=2"], "There is no practice 'quality'.", "`cxgov framework show cem-cycle` lists them"),
    (["S2.P1=5"], "S2.P1: '5' is no level of the scale.", "write a whole number from 0 to 4"),
    (["S2.P1=-1"], "S2.P1: '-1' is no level of the scale.", "write a whole number from 0 to 4"),
    (["S2.P1=1.5"], "S2.P1: '1.5' is no level of the scale.", "write a whole number from 0 to 4"),
    (["S2.P1="], "S2.P1: '' is no level of the scale.", "write a whole number from 0 to 4"),
    (["S2.P1"], "'S2.P1' gives no level.", "write a practice and its level: S2.P1=2"),
    (["S2.P1=1", "s2.p1=2"], "Practice S2.P1 is given twice.", "keep one level for each practice"),
    (["--to", "9"], "'9' is no level of the scale.", "write a whole number from 0 to 4"),
])
def test_refusals_name_the_remedy(whatif, levels, said, remedy):
    code, out, err = whatif(*levels, "--lang", "en")
    assert (code, out) == (1, "")
    assert said in err
    assert remedy in err


def test_levels_and_path_exclude_each_other(whatif):
    code, _, err = whatif("--path", "S2.P1=2", "--lang", "en")
    assert code == 2
    assert "Give levels, or ask for a path; not both." in err


def test_path_past_the_limit(whatif):
    data = json.loads(whatif("--path", "--format", "json")[1])
    assert (data["effort"], data["years"], len(data["steps"])) == (13, 2, 8)
    assert all(d["limited_by"] != "S2" for d in data["after"]["dimensions"])
    _, out, _ = whatif("--path", "--lang", "en")
    assert "Least effort after which stage S2 limits no other" in out
    assert "8 steps, effort 13, 2 years at one level a practice and year" in out


def test_no_path_where_nothing_limits(whatif):
    code, _, err = whatif("--path", "--lang", "en", name="bank")
    assert code == 1
    assert "No stage limits another." in err
    assert "--to 3" in err


def test_path_to_a_level(whatif):
    data = json.loads(whatif("--to", "3", "--format", "json", name="bank")[1])
    assert [step["practice"] for step in data["steps"]] == ["S3.P5"]
    assert data["after"]["level"] == 3


def test_level_that_is_reached_needs_nothing(whatif):
    _, out, _ = whatif("--to", "1", "--lang", "en", name="bank")
    assert "Nothing is needed: it is so already." in out


def test_unit(whatif):
    data = json.loads(whatif("--unit", "digital-banking", "--format", "json", name="bank")[1])
    assert data["unit"] == "digital-banking"


def test_unknown_unit_is_wrong_use(whatif):
    code, _, err = whatif("--unit", "nowhere", name="bank")
    assert code == 2
    assert "nowhere" in err
