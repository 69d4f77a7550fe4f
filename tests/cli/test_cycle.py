"""``cxgov cycle`` as a user meets it: what it prints, what it writes, what it never touches, and how it refuses."""

from __future__ import annotations

import json
import shutil
import sys
from datetime import date
from pathlib import Path

import icalendar
import pytest

from cxgov.cli import run
from cxgov.resources import examples

BANK = str(examples()["bank"])
CYCLE = """\
kind: cycle
id: cycle-2026   # the first one
stages:
  # S1 took longer than planned
  - {stage: S1, started: 2026-01-12, completed: 2026-02-27, outputs: [{id: touchpoint-inventory, version: 3}]}
"""


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def acme(tmp_path) -> Path:
    folder = tmp_path / "acme"
    (folder / "cycles").mkdir(parents=True)
    (folder / "organisation.yaml").write_text("kind: organisation\nid: acme\nname: Acme\nlanguages: [en]\n", encoding="utf-8")
    (folder / "cycles" / "2026.yaml").write_text(CYCLE, encoding="utf-8")
    return folder


def written(folder: Path, name: str = "2026") -> str:
    return (folder / "cycles" / f"{name}.yaml").read_text(encoding="utf-8")


def test_open_refuses_and_names_what_is_missing_and_the_ways_out(cxgov, acme):
    code, out, err = cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02")
    assert (code, out) == (1, "")
    assert err == f"""\
The gate before stage S2 is not open:
  - “Catalogue of expectations” (expectation-catalogue) has not been handed on
  - “Ranked list of customer problems” (problem-ranking) has not been handed on
  = finish it first: `cxgov cycle close {acme} S1 --output expectation-catalogue --output problem-ranking`
  = or open it all the same and say why: --reason "…" (CXG-054 and CXG-055 go on reporting it)
"""
    assert written(acme) == CYCLE


def test_open_with_a_reason_adds_a_record_and_nothing_else_changes(cxgov, acme):
    code, out, err = cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02", "--reason", "The board  was\nin a hurry")
    assert code == 0
    assert out == "S2 “Define the organisation itself” of cycle-2026 is open from 2\u00a0March\u00a02026.\nTaken over: touchpoint-inventory (3)\n"
    assert err == f"written: {acme}/cycles/2026.yaml\n"
    assert written(acme) == CYCLE + (
        '  - {stage: S2, started: 2026-03-02, inputs: [{id: touchpoint-inventory, version: 3}], reason: "The board was in a hurry"}\n')


def test_the_gate_opens_once_the_outputs_are_handed_on(cxgov, acme):
    assert cxgov("cycle", "close", acme, "S1", "--output", "expectation-catalogue=2", "--output", "problem-ranking")[0] == 0
    code, out, _ = cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02")
    assert code == 0
    assert "Taken over: touchpoint-inventory (3), expectation-catalogue (2), problem-ranking (1)" in out
    assert "CXG-055" not in cxgov("check", acme, "--as-of", "2026-03-02")[1]


@pytest.mark.parametrize("command", [("open", "S2", "--date", "2026-03-02", "--reason", "x"), ("close", "S1", "--output", "problem-ranking")])
def test_the_same_command_twice_says_that_there_is_nothing_to_change(cxgov, acme, command):
    verb, *rest = command
    assert cxgov("cycle", verb, acme, *rest)[0] == 0
    before = written(acme)
    code, out, err = cxgov("cycle", verb, acme, *rest)
    assert (code, err) == (0, "")
    assert out.endswith("already: nothing to change.\n")
    assert written(acme) == before


def test_close_writes_end_and_outputs(cxgov, acme):
    cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02", "--reason", "x")
    outputs = ["value-promise", "positioning", "cx-goals", "cx-definition", "governance-mandate"]
    code, out, _ = cxgov("cycle", "close", acme, "S2", "--date", "2026-03-20", *(part for name in outputs for part in ("--output", name)))
    assert code == 0
    assert out.startswith("S2 “Define the organisation itself” of cycle-2026 is completed on 20\u00a0March\u00a02026.\nHanded on: value-promise (1), ")
    assert "started: 2026-03-02, completed: 2026-03-20, inputs:" in written(acme)


def test_a_new_cycle_gets_a_file_of_its_own(cxgov, tmp_path):
    folder = tmp_path / "bank"
    shutil.copytree(BANK, folder)
    code, out, _ = cxgov("cycle", "open", folder, "S1", "--date", "2027-01-11", "--yes")
    assert code == 0
    assert "of cycle-2027 is open from" in out
    assert written(folder, "2027") == """\
kind: cycle
id: cycle-2027
framework: cem-cycle
rhythm: yearly
tolerance_days: 30
previous: cycle-2026
stages:
  - stage: S1
    started: 2027-01-11
    inputs:
      - {id: measured-touchpoints, version: 2}
      - {id: decision-register, version: 2}
      - {id: closed-loops, version: 2}
      - {id: next-cycle-input, version: 2}
"""


def test_a_new_cycle_takes_no_name_that_is_taken(cxgov, tmp_path):
    folder = tmp_path / "bank"
    shutil.copytree(BANK, folder)
    assert cxgov("cycle", "open", folder, "S1", "--date", "2026-10-05")[0] == 0
    assert written(folder, "2026-2").startswith("kind: cycle\nid: cycle-2026-2\n")


def test_line_ends_and_the_byte_order_mark_stay(cxgov, acme):
    path = acme / "cycles" / "2026.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + CYCLE.replace("\n", "\r\n").encode())
    assert cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02", "--reason", "x")[0] == 0
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf" + CYCLE.replace("\n", "\r\n").encode())
    assert data.count(b"\n") == data.count(b"\r\n") == 6


def test_a_file_that_cannot_be_changed_safely_is_left_alone(cxgov, acme):
    code, _, err = cxgov("cycle", "open", acme, "S2", "--date", "2026-03-02", "--reason", "\x07")
    assert code == 1
    assert "nothing was written" in err
    assert "{stage: S2, started: 2026-03-02, inputs: [{id: touchpoint-inventory, version: 3}], reason: …}" in err
    assert written(acme) == CYCLE


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("open", "S9"), 1, "There is no stage 'S9'.\n  = known: S1, S2, S3, S4, S5"), (("open", "S1", "--cycle", "x"), 1, "There is no cycle 'x'."),
    (("open", "S1", "--framework", "x"), 1, "known: cem-cycle"), (("close", "S2"), 1, "Stage S2 has not been opened."),
    (("close", "S1", "--output", "x"), 1, "'x' is no output of stage S1."), (("close", "S1", "--output", "a=0"), 2, "a version is a whole number"),
    (("open", "S2", "--date", "soon"), 2, "'soon' is no date"),
])
def test_refusals_say_what_is_known(cxgov, acme, arguments, code, words):
    verb, *rest = arguments
    found, _, err = cxgov("cycle", verb, acme, *rest)
    assert found == code
    assert words in err


def test_several_frameworks_with_such_a_stage_are_told_apart(cxgov, acme):
    own = "kind: framework\nid: own\nversion: 1.0.0\nname: Own\nscale: {min: 0, max: 1, levels: {0: {name: a}, 1: {name: b}}}\nscoring: {sequence: {}}\n"
    own += "dimensions:\n  - {id: S1, name: One, practices: [{id: S1.P1, name: p, question: q, levels: {0: a, 1: b}}]}\n"
    (acme / "own.yaml").write_text(own, encoding="utf-8")
    (acme / "organisation.yaml").write_text("kind: organisation\nid: acme\nname: Acme\nlanguages: [en]\nframeworks: [cem-cycle, own]\n", encoding="utf-8")
    code, _, err = cxgov("cycle", "open", acme, "S1")
    assert code == 1
    assert err == "Several frameworks have a stage S1: cem-cycle, own.\n  = name the framework with --framework\n"
    assert cxgov("cycle", "open", acme, "S1", "--framework", "own", "--date", "2026-03-02")[0] == 0
    assert "framework: own\n" in written(acme, "2026-2")


def test_status_shows_where_every_stage_stands(cxgov):
    code, out, err = cxgov("cycle", "status", BANK, "--as-of", "2026-05-20")
    assert (code, err) == (0, "")
    assert "S4  Plan and implement    running    13 Apr 2026" in out.replace("\u00a0", " ")
    assert f"Next: cxgov cycle close {BANK} S4" in out
    assert max(len(line) for line in out.splitlines() if not line.startswith("Next:")) <= 100


def test_status_json_has_the_published_keys(cxgov):
    _, out, _ = cxgov("cycle", "status", BANK, "--as-of", "2026-05-20", "--format", "json")
    data = json.loads(out)
    assert list(data) == ["organisation", "day", "cycles", "events"]
    assert list(data["cycles"][0]) == ["framework", "cycle", "previous", "rhythm", "ended", "expected", "deadline", "paused", "next", "stages"]
    stage = data["cycles"][0]["stages"][3]
    assert list(stage) == ["id", "name", "state", "order", "reason", "since", "until", "planned", "due", "due_basis", "late_days", "outputs", "inputs"]
    assert (stage["id"], stage["state"], stage["since"], stage["due_basis"]) == ("S4", "running", "2026-04-13", "previous")


def test_status_is_today_without_a_day(cxgov, monkeypatch):
    monkeypatch.setattr(sys.modules["cxgov.cli.options"], "today", lambda: date(2026, 5, 20))
    _, out, _ = cxgov("cycle", "status", BANK, "--format", "json")
    assert json.loads(out)["day"] == "2026-05-20"


def test_status_of_an_organisation_without_an_ordered_framework(cxgov, acme):
    (acme / "cycles" / "2026.yaml").unlink()
    own = "kind: framework\nid: own\nversion: 1.0.0\nname: Own\nscale: {min: 0, max: 1, levels: {0: {name: a}, 1: {name: b}}}\n"
    own += "dimensions:\n  - {id: D1, name: One, practices: [{id: D1.P1, name: p, question: q, levels: {0: a, 1: b}}]}\n"
    (acme / "own.yaml").write_text(own, encoding="utf-8")
    (acme / "organisation.yaml").write_text("kind: organisation\nid: acme\nname: Acme\nlanguages: [en]\nframeworks: [own]\n", encoding="utf-8")
    assert "there is no cycle to keep" in cxgov("cycle", "status", acme)[1]
    assert "No framework in use has stages in a fixed order." in cxgov("cycle", "open", acme, "D1")[2]


@pytest.mark.parametrize("form", ["json", "ics"])
def test_calendar_in_a_file_begins_after_the_reported_period_and_looks_at_no_clock(cxgov, monkeypatch, form):
    monkeypatch.setattr(sys.modules["cxgov.cli.options"], "today", lambda: 1 / 0)
    code, out, _ = cxgov("cycle", "calendar", BANK, "--format", form)
    assert code == 0
    assert out == cxgov("cycle", "calendar", BANK, "--format", form, "--from", "2026-10-01", "--to", "2027-10-01")[1]


@pytest.mark.parametrize(("day", "first"), [(date(2026, 11, 26), "26 November 2026"), (date(2026, 9, 1), "1 October 2026"), (date(2028, 1, 1), "1 October 2026")])
def test_calendar_for_people_begins_today_in_the_year_after_the_reported_period(cxgov, monkeypatch, day, first):
    monkeypatch.setattr(sys.modules["cxgov.cli.options"], "today", lambda: day)
    _, out, _ = cxgov("cycle", "calendar", BANK)
    assert out.splitlines()[0].replace("\u00a0", " ").startswith(f"Bank Latarnia · {first} to ")


def test_calendar_cuts_no_name(cxgov):
    """Two targets of one day differ at the end of their names."""
    _, out, _ = cxgov("cycle", "calendar", BANK, "--from", "2026-10-01")
    assert "…" not in out
    assert max(map(len, out.splitlines())) > 100


def test_calendar_as_icalendar_reads_back(cxgov):
    _, out, _ = cxgov("cycle", "calendar", BANK, "--format", "ics", "--from", "2026-10-01", "--to", "2026-12-31")
    _, rows, _ = cxgov("cycle", "calendar", BANK, "--format", "json", "--from", "2026-10-01", "--to", "2026-12-31")
    events = icalendar.Calendar.from_ical(out).walk("VEVENT")
    assert [(event["dtstart"].dt.isoformat(), str(event["summary"]), str(event["uid"])) for event in events] == [
        (row["day"], row["text"], f"bank.{row['id']}@cxgov") for row in json.loads(rows)]
    assert len({str(event["uid"]) for event in events}) == len(events) > 5


def test_calendar_speaks_polish(cxgov, monkeypatch):
    monkeypatch.delenv("CXGOV_LANG")
    _, out, _ = cxgov("cycle", "calendar", BANK, "--format", "ics", "--lang", "pl")
    assert "Przycisk" in out


def test_calendar_refuses_days_in_the_wrong_order(cxgov):
    code, _, err = cxgov("cycle", "calendar", BANK, "--from", "2026-10-01", "--to", "2026-09-01")
    assert code == 2
    assert "lies before the first" in err


def test_calendar_of_days_without_events(cxgov, acme):
    _, out, _ = cxgov("cycle", "calendar", acme, "--from", "2030-01-01")
    assert "Nothing is due in these days." in out


def test_calendar_without_a_period_asks_for_the_first_day(cxgov, acme):
    code, _, err = cxgov("cycle", "calendar", acme)
    assert code == 2
    assert "--from" in err
