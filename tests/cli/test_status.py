"""``cxgov status`` as a user meets it: one screen, worst first, each line with whose it is and where to act."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from checks.organisations import organisation

from cxgov.cli import run
from cxgov.resources import examples

EXAMPLES = {name: str(folder) for name, folder in examples().items()}
PEOPLE = """\
kind: organisation
id: acme
name: Acme
languages: [en]
people: [{id: anna-nowak, name: Anna Nowak, function: operations}]
"""


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out.replace("\u00a0", " "), said.err

    return call


def made(folder: Path, *texts: str, people: str = PEOPLE) -> Path:
    organisation(folder, people, *texts, defaults=False)
    return folder


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("lang", ["pl", "en"])
def test_an_example_fits_on_one_screen(cxgov, monkeypatch, name, lang):
    monkeypatch.delenv("CXGOV_LANG")
    code, out, _ = cxgov("status", EXAMPLES[name], "--as-of", "2026-11-26", "--lang", lang)
    lines = [line for line in out.splitlines() if "cxgov " not in line]
    assert code == 0
    assert len(out.splitlines()) <= 24
    assert max(map(len, lines)) <= 100


def test_a_line_says_what_which_whose_since_when_and_where(cxgov, tmp_path):
    folder = made(tmp_path, "kind: decisions\nperiod: 2026-Q3\ndecisions:\n  - {id: D-1, decision: act, text: Late, owner: anna-nowak, due: 2026-10-01}\n")
    _, out, _ = cxgov("status", folder, "--as-of", "2026-11-26")
    [line] = [line for line in out.splitlines() if "D-1" in line]
    assert re.split(r"  +", line) == ["!", "Decision overdue", "D-1", "Anna Nowak", "1 Oct 2026", "decisions.yaml:4"]


def test_more_of_one_topic_are_counted(cxgov, tmp_path):
    rows = "".join(f"  - {{id: D-{n}, decision: act, text: Late, owner: anna-nowak, due: 2026-10-0{n}}}\n" for n in range(1, 6))
    folder = made(tmp_path, "kind: decisions\nperiod: 2026-Q3\ndecisions:\n" + rows)
    _, out, _ = cxgov("status", folder, "--as-of", "2026-11-26")
    assert [line.split("  ")[2].strip() for line in out.splitlines() if "Decision overdue" in line] == ["D-1", "D-2", "D-3 (+2)"]


def test_a_late_stage_names_the_command_that_moves_it_on(cxgov, tmp_path):
    folder = made(tmp_path, "kind: cycle\nid: c\nstages: [{stage: S1, started: 2026-01-12, due: 2026-03-01}]\n")
    _, out, _ = cxgov("status", folder, "--as-of", "2026-03-20")
    assert f"cxgov cycle close {folder} S1" in out


def test_findings_that_do_not_fit_are_counted_and_can_be_listed(cxgov):
    _, out, _ = cxgov("status", EXAMPLES["paczkownia"], "--as-of", "2026-11-26")
    assert re.search(rf"^\d+ more: cxgov check {re.escape(EXAMPLES['paczkownia'])} --as-of 2026-11-26 --all$", out, re.MULTILINE)


def test_nothing_to_do_is_said_and_what_comes_next(cxgov, tmp_path):
    folder = made(tmp_path, people=PEOPLE.replace("function: operations", "active_until: 2030-01-01") + (
        "governance: {sponsor: anna-nowak, body: {name: Board, meets: quarterly, members: [anna-nowak]}}\nstrategy: {promise: We keep it}\n"
        "checks: {}\n"))
    _, out, _ = cxgov("status", folder, "--as-of", "2026-11-26")
    assert out == "Acme · 26 November 2026\n\nNothing needs attention today.\n\nNext: 31 December 2026 · Board should meet (every quarter)\n"


def test_the_foot_says_where_the_organisation_stands(cxgov):
    _, out, _ = cxgov("status", EXAMPLES["bank"], "--as-of", "2026-10-01")
    assert re.search(r"^Index \d+ of 100, level \d “\w+” · Q3 2026$", out, re.MULTILINE)


def test_json_holds_everything(cxgov):
    _, out, _ = cxgov("status", EXAMPLES["lotnisko"], "--as-of", "2026-11-26", "--format", "json")
    data = json.loads(out)
    assert list(data) == ["organisation", "day", "period", "index", "level", "items", "next"]
    assert list(data["items"][0]) == ["topic", "code", "severity", "about", "label", "text", "remedy", "who", "since", "by", "file", "line", "command", "n"]
    assert {item["command"] for item in data["items"]} == {None, "cycle open S1"}


def test_today_is_the_day_where_none_is_named(cxgov, monkeypatch):
    monkeypatch.setattr(sys.modules["cxgov.cli.options"], "today", lambda: date(2026, 10, 1))
    assert json.loads(cxgov("status", EXAMPLES["bank"], "--format", "json")[1])["day"] == "2026-10-01"


def test_a_broken_folder_is_refused(cxgov, tmp_path):
    code, out, err = cxgov("status", tmp_path)
    assert (code, out) == (1, "")
    assert "CX045" in err
