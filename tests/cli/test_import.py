"""``cxgov import`` as a user meets it: a dry run first, all or nothing, twice changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filled_sheets import acme, sheet, table

from cxgov.cli import run
from cxgov.loading import load_workspace


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(["import", *[str(argument) for argument in arguments]])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def org(tmp_path):
    return acme(tmp_path / "acme")


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_yes_nothing_is_written_and_everything_is_shown(cxgov, org, tmp_path):
    before = content(org)
    code, out, err = cxgov(org, sheet(tmp_path, "canvas-expectations", {"text": "Szybko", "source": "ankieta"}), "--lang", "en")
    assert (code, err, content(org)) == (0, "", before)
    assert "Would be written: 1 file" in out
    assert "expectations.yaml  (new file)" in out
    assert "+ expectation szybko" in out
    assert "text: Szybko" in out
    assert "--yes" in out


def test_with_yes_it_is_written_and_twice_changes_nothing(cxgov, org, tmp_path):
    path = sheet(tmp_path, "canvas-expectations", {"text": "Szybko"})
    assert cxgov(org, path, "--yes")[0] == 0
    after = content(org)
    code, out, _ = cxgov(org, path, "--yes", "--lang", "en")
    assert (code, out, content(org)) == (0, "Everything is in already: nothing to change.\n", after)


def test_an_oddity_is_shown_by_cell_and_refuses_all(cxgov, org, tmp_path):
    before = content(org)
    grid = sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Kto to"})
    code, out, err = cxgov(org, grid, sheet(tmp_path, "canvas-expectations", {"text": "Szybko"}), "--yes", "--lang", "en")
    assert (code, content(org)) == (1, before)
    assert out == "Nothing is written: 1 thing stands in the way.\n"
    assert f"{grid}:2:5: error[CX102]: B2, Accountable (A): nothing on record is called 'Kto to'" in err
    assert "--add-people" in err


def test_a_file_that_cannot_be_written_puts_the_others_back(cxgov, org, tmp_path, monkeypatch):
    from cxgov import writing

    before, real = content(org), writing.write

    def second_fails(path, text):
        if path.name == "organisation.yaml" and b"Nowa" in (text if isinstance(text, bytes) else text.encode()):
            raise writing.WritingFailed(writing.message("disk full"))
        return real(path, text)

    monkeypatch.setattr(writing, "write", second_fails)
    code, _, err = cxgov(org, sheet(tmp_path, "canvas-expectations", {"text": "Szybko"}), sheet(
        tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Nowa Osoba"}), "--add-people", "--yes")
    assert (code, content(org)) == (1, before)
    assert "disk full" in err


def test_a_file_that_somebody_changed_in_the_meantime_is_left_alone(tmp_path):
    from cxgov.writing import WritingFailed, write_all

    (tmp_path / "a").write_text("theirs", encoding="utf-8")
    with pytest.raises(WritingFailed):
        write_all({tmp_path / "b": "ours", tmp_path / "a": "ours"}, {tmp_path / "b": None, tmp_path / "a": b"as it was"})
    assert content(tmp_path) == {"a": b"theirs"}


def test_the_machine_form_names_files_records_and_problems(cxgov, org, tmp_path):
    code, out, _ = cxgov(org, sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowal", "consulted": "x"}), "--format", "json", "--lang", "en")
    data = json.loads(out)
    assert (code, data["written"], data["refused"], data["sheets"]) == (0, False, False, 1)
    assert data["files"] == [{"path": "journeys/buying.yaml", "new": False, "records": [
        {"kind": "touchpoint", "id": "ask", "new": False, "keys": ["accountable"]}]}]
    assert [problem["code"] for problem in data["problems"]] == ["CX105"]


def test_empty_sheets_are_written_once_and_never_over_filled_ones(cxgov, tmp_path):
    code, out, _ = cxgov("--templates", tmp_path / "sheets", "--lang", "pl")
    assert (code, len(out.splitlines())) == (0, 10)
    code, _, err = cxgov("--templates", tmp_path / "sheets")
    assert (code, "filled in" in err) == (1, True)


def test_empty_sheets_taken_over_change_nothing(cxgov, org, tmp_path):
    cxgov("--templates", tmp_path / "sheets", "--lang", "en")
    code, out, err = cxgov(org, *sorted((tmp_path / "sheets").iterdir()), "--lang", "en")
    assert (code, out, err) == (0, "Nothing is written on the sheets: nothing to take in.\n", "")


def test_a_rating_sheet_that_nobody_filled_in_does_not_stand_in_the_way(cxgov, tmp_path):
    empty = 'kind: assessment\nframework_version: "1.0.0"\nperiod: 2026-Q4\nrater: anna-nowak\ndate: 2026-11-02\nanswers:\n  # none yet\n'
    org = acme(tmp_path / "acme", **{"2026-Q4__assessments__anna-nowak": empty})
    tally = table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], ["S1.P1", "2"]])
    assert cxgov(org, tally, "--period", "2026-Q4", "--yes")[0] == 0
    assert (org / "2026-Q4/assessments/anna-nowak.yaml").read_text("utf-8") == empty.replace("answers:\n", "answers:\n  S1.P1: 2\n")
    assert load_workspace(org).assessments[0].answers["S1.P1"].level == 2


def test_a_fresh_start_and_the_answers_of_somebody_else_pass_the_check(cxgov, capfd, tmp_path):
    """The sheet of the rater named at the start is empty still: that is said, and nothing stops."""
    run(["init", str(tmp_path / "new"), "--name", "New", "--rater", "Ola", "--lang", "en", "--period", "2026-Q4", "--yes"])
    tally = table(tmp_path / "tally.csv", [["practice", "agreed"], *([f"S{stage}.P{n}", "2"] for stage in range(1, 6) for n in range(1, 6))])
    capfd.readouterr()
    assert cxgov(tmp_path / "new", tally, "--period", "2026-Q4", "--yes")[0] == 0
    run(["check", str(tmp_path / "new"), "--format", "json", "--lang", "en"])
    found = json.loads(capfd.readouterr().out)
    assert [problem["severity"] for problem in found if problem["code"] == "CX034"] == ["warning"]
    assert any(problem["code"].startswith("CXG") for problem in found)


def test_without_sheets_the_usage_is_told(cxgov, org):
    code, _, err = cxgov(org)
    assert (code, "ORG FILE" in err) == (2, True)


def test_what_is_no_organisation_is_refused(cxgov, tmp_path):
    code, _, err = cxgov(tmp_path / "nowhere", tmp_path / "a.csv")
    assert (code, "CX044" in err) == (1, True)


def test_a_sheet_that_is_not_there_is_refused(cxgov, org, tmp_path):
    code, _, err = cxgov(org, tmp_path / "a.csv")
    assert (code, "CX001" in err) == (1, True)
