"""``cxgov check`` in continuous integration: baselines, and the ready files of ``cxgov ci``."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cxgov.cli import run
from cxgov.cli.ci import FILES
from cxgov.loading.source import read_text

ORGANISATION = "kind: organisation\nid: acme\nname: Acme\nlanguages: [en]\npeople: [{id: anna-nowak, name: Anna Nowak}]\n"
JOURNEY = """\
kind: journey
id: parcel
name: Receiving a parcel
date: 2026-09-01
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true}
"""


@pytest.fixture
def cxgov(capfd, monkeypatch):
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def acme(tmp_path):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (folder / "journey.yaml").write_text(JOURNEY, encoding="utf-8")
    return folder


def test_only_what_is_new_since_the_baseline_fails(cxgov, acme, tmp_path):
    baseline = tmp_path / "baseline.json"
    assert cxgov("check", acme)[0] == 1
    code, _, err = cxgov("check", acme, "--write-baseline", baseline)
    assert code == 0
    assert "today's findings are in" in err
    (acme / "journey.yaml").write_text("# a line more\n" + JOURNEY, encoding="utf-8")
    code, out, err = cxgov("check", acme, "--baseline", baseline)
    assert (code, out) == (0, "")
    assert "Nothing new to object to." in err
    assert "known from the baseline left out" in err
    (acme / "journey.yaml").write_text(JOURNEY + "      - {id: unpack, name: Unpacking, key: true}\n", encoding="utf-8")
    code, out, _ = cxgov("check", acme, "--baseline", baseline, "--format", "json")
    assert code == 1
    assert {found["message"] for found in json.loads(out)}
    assert all("unpack" in found["message"].lower() for found in json.loads(out) if found["code"] == "CXG-020")


def test_what_was_mended_is_told(cxgov, acme, tmp_path):
    baseline = tmp_path / "baseline.json"
    cxgov("check", acme, "--write-baseline", baseline)
    (acme / "journey.yaml").write_text(JOURNEY.replace("key: true", "key: true, accountable: [anna-nowak]"), encoding="utf-8")
    assert "of the baseline" in cxgov("check", acme, "--baseline", baseline)[2]


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00", '{"form": "cxgov-baseline"}', "[" * 100_000])
def test_a_file_that_is_no_baseline_is_refused(cxgov, acme, tmp_path, content):
    baseline = tmp_path / "baseline.json"
    baseline.write_text(content, encoding="utf-8")
    code, out, err = cxgov("check", acme, "--baseline", baseline)
    assert (code, out) == (1, "")
    assert "is no baseline" in err
    assert "--write-baseline" in err


def test_a_missing_baseline_is_refused(cxgov, acme, tmp_path):
    code, _, err = cxgov("check", acme, "--baseline", tmp_path / "nowhere.json")
    assert code == 1
    assert "--write-baseline" in err


def test_files_with_faults_fail_also_where_a_baseline_is_written(cxgov, acme, tmp_path):
    (acme / "journey.yaml").write_text("kind: journey\n", encoding="utf-8")
    code, _, _ = cxgov("check", acme, "--write-baseline", tmp_path / "baseline.json")
    assert code == 1
    assert not (tmp_path / "baseline.json").exists()


@pytest.mark.parametrize("where", FILES)
def test_ready_files_are_yaml_and_name_the_folder(cxgov, acme, monkeypatch, where):
    monkeypatch.chdir(acme.rename(acme.with_name("my company")).parent)
    code, out, _ = cxgov("ci", where, "my company")
    assert code == 0
    document = read_text(out.removeprefix("\ufeff"), "ci.yaml")
    assert not document.problems
    assert "cxgov check 'my company'" in out


@pytest.mark.parametrize(("folder", "said"), [("nope", "no such folder"), ("empty", "no file with 'kind: organisation'")])
def test_no_ready_file_for_what_is_no_organisation(cxgov, tmp_path, folder, said):
    (tmp_path / "empty").mkdir()
    code, out, err = cxgov("ci", "github", tmp_path / folder)
    assert (code, out) == (1, "")
    assert said in err


def test_an_expired_suppression_is_known_to_the_baseline(cxgov, acme, tmp_path):
    """CX072 is a warning of its own: an old programme must be able to start clean with it."""
    suppressed = "suppressions: [{rule: CXG-020, author: anna-nowak, reason: Later, expires: 2026-01-01}]\n"
    (acme / "organisation.yaml").write_text(ORGANISATION + suppressed, encoding="utf-8")
    _, out, _ = cxgov("check", acme, "--as-of", "2026-09-30", "--write-baseline", tmp_path / "known.json")
    assert "CX072" in out
    code, out, _ = cxgov("check", acme, "--as-of", "2026-09-30", "--baseline", tmp_path / "known.json", "--fail-on", "warning")
    assert (code, out) == (0, "")


def test_warnings_about_files_are_told_from_findings(cxgov, acme):
    """Reports count findings only; the two totals must be seen to agree."""
    (acme / "feedback.yaml").write_text("kind: feedback\nfile: log.csv\n", encoding="utf-8")
    (acme / "log.csv").write_text("id,received,colour\nF-1,2026-09-01,red\n", encoding="utf-8")
    _, out, err = cxgov("check", acme, "--as-of", "2026-09-30")
    assert "columns that are not read" in out
    assert "1 of them is about the files and stands in no report" in err


def test_what_came_in_later_is_not_passed_over_in_silence(cxgov, acme):
    (acme / "feedback.yaml").write_text("kind: feedback\nitems: [{id: F-1, received: 2026-10-05}, {id: F-2, received: 2026-09-05}]\n", encoding="utf-8")
    _, _, err = cxgov("check", acme, "--as-of", "2026-09-30")
    assert "1 record of the logs came in after 30 September 2026 and is left out" in err.replace("\u00a0", " ")


def test_the_ready_command_runs(cxgov, acme):
    _, out, _ = cxgov("ci", "gitlab", acme)
    line = next(line.strip().removeprefix("- ") for line in out.splitlines() if line.strip().startswith("- cxgov check"))
    done = subprocess.run([sys.executable, "-m", *shlex.split(line)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "CXG-020" in done.stdout


@pytest.mark.checkout
def test_the_hook_for_pre_commit_runs_a_command_that_exists():
    text = (Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text("utf-8")
    assert "entry: cxgov check\n" in text
    assert "pass_filenames: false\n" in text
