"""`cxgov source inspect`: what a user reads on the screen, what a program reads from JSON, and refusals in one line."""

from __future__ import annotations

import json

import pytest
from real_data_folder import data_folder

from cxgov.cli import run
from cxgov.loading import load_file

ANSWERS = """Sygnatura czasowa,"Na ile prawdopodobne jest, że polecisz nas znajomym? (0-10)",Dlaczego?
2026-07-01 10:00:00,9,Szybko i bez kolejki
2026-07-02 11:00:00,10,Miła obsługa
2026-07-03 12:00:00,3,
"""


@pytest.fixture
def inspect(capfd, monkeypatch):
    """Runs the command; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run(["source", "inspect", *map(str, arguments)])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def answers(tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def test_the_screen_says_what_the_file_is_and_what_to_paste(inspect, answers):
    code, out, err = inspect(answers)
    assert (code, err) == (0, "")
    assert "Google Forms" in out
    assert "rating 0–10" in out
    assert "type: nps" in out
    assert out.index("sources.yaml -") < out.index("kpis.yaml -")


def test_what_is_to_be_pasted_loads(inspect, answers, tmp_path):
    _, out, _ = inspect(answers)
    for kind in ("sources", "kpis"):
        block = out.split(f"To paste into {kind}.yaml")[1].split("\n", 1)[1].split("# To paste")[0]
        path = tmp_path / f"{kind}.yaml"
        path.write_text(block, encoding="utf-8")
        record, problems = load_file(path)
        assert problems == []
        assert record is not None


def test_each_block_says_what_it_replaces(inspect, answers):
    _, out, _ = inspect(answers)
    for kind in ("sources", "kpis"):
        block = out.split(f"To paste into {kind}.yaml")[1]
        assert f"'{kind}: []'" in block[: block.index(f"\nkind: {kind}")]


@pytest.mark.parametrize("name", [
    ("formbricks_nps_export", "sample_feedback_redacted.csv"), ("limesurvey_rse_2017_uk", "public_data.csv"), ("surveymonkey_starwars", "StarWars.csv"),
    ("nhs_fft_patient_comments", "v6framework_230831.csv"), ("sfo_airport_survey", "2017_SFO_Customer_Survey.csv"), ("telco_churn_classic", "telco_churn.sqlite")])
@pytest.mark.parametrize("lang", ["en", "pl"])
def test_the_screen_is_readable_at_a_hundred_columns(inspect, name, lang):
    """All but what must be copied to the letter: names of columns and files."""
    code, out, _ = inspect(data_folder(name[0]) / name[1], "--lang", lang)
    assert code == 0
    assert [line for line in out.split("\n") if len(line) > 100 and not line.endswith('"')] == []
    assert "\x1b" not in out


def test_json_has_facts_notes_and_the_proposal(inspect, answers):
    code, out, _ = inspect(answers, "--format", "json")
    facts = json.loads(out)
    assert code == 0
    assert (facts["tool"], facts["records"], facts["encoding"]) == ("google_forms", 3, "utf-8")
    assert facts["columns"][1]["scale"] == [0, 10]
    assert facts["proposal"]["sources"].startswith("kind: sources\n")


def test_notes_come_as_text_too(inspect, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_text("Date,Score\n03/04/2026,5\n05/06/2026,4\n", encoding="utf-8")
    _, out, _ = inspect(path, "--format", "json")
    assert [note["code"] for note in json.loads(out)["notes"]] == ["date-open"]
    assert "03/04/2026" in json.loads(out)["notes"][0]["text"]


def test_options_name_what_was_not_recognised(inspect, tmp_path):
    path = tmp_path / "answers.csv"
    path.write_bytes("Sklep\tOcena\nŁódź\t5\nŻory\t4\n".encode("cp1250"))
    code, out, _ = inspect(path, "--encoding", "cp1250", "--delimiter", "\\t", "--format", "json")
    assert code == 0
    assert json.loads(out)["columns"][0]["values"] == [["Łódź", 1], ["Żory", 1]]
    assert inspect(path, "--delimiter", "ab")[0] == 2


@pytest.mark.parametrize("data", [
    b"", b"a,b\n", b"\x00\x01\x02" * 100, b"<html><body>Log in</body></html>", b"a,b\n1,\x00\n", b",".join([b"c"] * 20_000) + b"\n1\n", b'a,b\n"' + b"x" * 200_000,
    b"PK\x03\x04" + b"\x00" * 40])
def test_a_refusal_is_one_line_and_a_remedy(inspect, tmp_path, data):
    path = tmp_path / "answers.csv"
    path.write_bytes(data)
    code, out, err = inspect(path)
    assert (code, out) == (1, "")
    first, second = err.rstrip("\n").split("\n")
    assert first.startswith(str(path))
    assert second.startswith("  = ")


def test_a_name_that_no_definition_file_may_hold(inspect, tmp_path):
    path = tmp_path / "an\nswers\u202e.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    code, out, _ = inspect(path)
    assert code == 0
    assert "\u202e" not in out
    assert "path: data/CHANGE-ME" in out


def test_folders_and_missing_files(inspect, tmp_path):
    assert inspect(tmp_path)[0] == 1
    assert inspect(tmp_path / "none.csv")[0] == 1


def test_help_has_examples(inspect):
    code, out, _ = inspect("--help")
    assert code == 0
    assert "cxgov source inspect data/answers.csv" in out
