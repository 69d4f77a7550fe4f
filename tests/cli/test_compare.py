"""``cxgov compare``: text that adds up, JSON that adds up exactly, files, refusals that say what to do."""

from __future__ import annotations

import json
import re

import pytest
from versions import FRAMEWORK, NEW, OLD, ORGANISATION, assessment

from cxgov.cli import run
from cxgov.resources import examples


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def parcels() -> str:
    return str(examples()["paczkownia"])


def small(folder, *files):
    for name, text in zip("abcdefg", (ORGANISATION, FRAMEWORK, *files), strict=False):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_json_adds_up(cxgov, name):
    """The parts are the difference of ``index_exact``."""
    code, out, err = cxgov("compare", examples()[name], "2026-Q2", "2026-Q3", "--format", "json")
    data = json.loads(out)
    assert (code, err) == (0, "")
    assert sum(part["amount"] for part in data["parts"]) == pytest.approx(data["difference"], abs=1e-9)
    assert data["index_exact"]["to"] - data["index_exact"]["from"] == pytest.approx(data["difference"], abs=1e-9)
    assert {"cause", "practice", "amount"} <= data["parts"][0].keys()
    assert (data["from"], data["to"]) == ("2026-Q2", "2026-Q3")


def test_json_agrees_with_score(cxgov, parcels):
    """The two indexes are those that `score` prints."""
    data = json.loads(cxgov("compare", parcels, "2026-Q2", "2026-Q3", "--format", "json")[1])
    for side in ("from", "to"):
        card = json.loads(cxgov("score", parcels, "--period", data[side], "--format", "json")[1])
        assert (card["index"], card["index_exact"], card["level"]) == (data["index"][side], data["index_exact"][side], data["level"][side])


def test_text_adds_up(cxgov, parcels):
    """From the index before to the index after, line by line, as printed."""
    out = cxgov("compare", parcels, "2026-Q2", "2026-Q3")[1]
    block = out.split("What moved the index, in points\n")[1].split("Rounded")[0]
    start, *steps, end = [float(re.match(r"\s+([+\N{MINUS SIGN}]?[\d.]+)", line)[1].replace("\N{MINUS SIGN}", "-")) for line in block.splitlines()]
    assert round(start + sum(steps), 2) == end
    assert out.index("Index") < out.index("What moved") < out.index("Practices") < out.index("Indicators") < out.index("Index of every assessed period")


def test_versions_in_text(cxgov, tmp_path):
    """What is new, dropped, renamed and changed stands in the comparison of two versions."""
    out = cxgov("compare", small(tmp_path, OLD, NEW), "2026-Q2", "2026-Q3")[1]
    assert "carried over from version 1.0.0" in out
    for ids in ("S2.P1", "S1.P9", "S1.P2 → S1.P3", "S1.P4"):
        assert ids in out


def test_no_index_says_why(cxgov, tmp_path):
    """A null difference is no failure: the reason, and the practices all the same."""
    folder = small(tmp_path, assessment("2.0.0", "2026-Q2", "{S1.P1: 1}"), NEW)
    code, out, _ = cxgov("compare", folder, "2026-Q2", "2026-Q3")
    assert code == 0
    assert "has no index: not scored: too few answers" in out
    assert "What moved" not in out
    data = json.loads(cxgov("compare", folder, "2026-Q2", "2026-Q3", "--format", "json")[1])
    assert (data["difference"], data["parts"], data["reason"]["from"]) == (None, [], "too_few_answers")


@pytest.mark.parametrize(("periods", "said"), [
    (("2026-Q2", "2026-Q2"), "the same period"), (("2026-Q3", "2026-Q2"), "earlier period first"), (("Q2", "2026-Q3"), "'Q2' is no period"),
])
def test_wrong_use(cxgov, parcels, periods, said):
    """Refused with what to write instead."""
    code, out, err = cxgov("compare", parcels, *periods)
    assert (code, out) == (2, "")
    assert said in err


def test_a_period_without_an_assessment(cxgov, parcels):
    """Names the periods that can be compared."""
    code, out, err = cxgov("compare", parcels, "2020-Q1", "2026-Q3")
    assert (code, out) == (1, "")
    assert "2026-Q2, 2026-Q3" in err


def test_html(cxgov, parcels, tmp_path):
    """The file is named after both periods, and written whole."""
    code, out, err = cxgov("compare", parcels, "2026-Q2", "2026-Q3", "--format", "html", "--lang", "en", "--out", tmp_path, "--quiet")
    assert (code, err) == (0, "")
    path = tmp_path / "paczkownia-2026-Q3-compare-2026-Q2-en.html"
    assert out.strip() == str(path)
    assert "The index rose from" in path.read_text("utf-8")


def test_same_bytes(cxgov, parcels):
    """Twice the same."""
    assert cxgov("compare", parcels, "2026-Q2", "2026-Q3") == cxgov("compare", parcels, "2026-Q2", "2026-Q3")


def test_score_says_that_answers_were_carried_over(cxgov, tmp_path):
    """The index of an older version's answers is not taken for one of the version in use."""
    assert "carried over from version 1.0.0" in cxgov("score", small(tmp_path, OLD))[1]
