"""Periods of which nothing is on file are refused by name, with those that are; nothing is judged that was not there yet."""

from __future__ import annotations

import pytest

from cxgov.cli import run
from cxgov.resources import examples

BANK = str(examples()["bank"])
REFUSAL = "Nothing is on file for {period}. Periods on file: 2025-Q4, 2026-Q1, 2026-Q2, 2026-Q3.\n"


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out.replace("\u00a0", " "), said.err

    return call


@pytest.mark.parametrize("period", ["1999-Q1", "2027-Q1"])
def test_a_pack_of_nothing_is_not_written(cxgov, tmp_path, period):
    """Neither a version nor a file."""
    code, out, err = cxgov("report", BANK, "--profile", "quarter", "--period", period, "--format", "html", "--out", tmp_path, "--lang", "en", "--quiet")
    assert (code, out, err) == (1, "", REFUSAL.format(period=period))
    assert list(tmp_path.iterdir()) == []


def test_a_pack_of_a_time_before_the_first_assessment_is_refused(cxgov, tmp_path):
    """The month lies within what is on file, but nothing was assessed by its end."""
    code, _, err = cxgov("report", examples()["paczkownia"], "--profile", "quarter", "--period", "2025-11", "--format", "html", "--out", tmp_path, "--lang", "en",
                         "--quiet")
    assert code == 1
    assert "for 2025-11. Assessed periods: 2025-Q4" in err
    assert list(tmp_path.iterdir()) == []


def test_a_check_of_nothing_is_refused(cxgov):
    assert cxgov("check", BANK, "--period", "2024-Q1", "--lang", "en", "--quiet") == (1, "", REFUSAL.format(period="2024-Q1"))


def test_status_before_the_first_assessment_says_so(cxgov):
    """And shows no index that nobody knew."""
    code, out, _ = cxgov("status", BANK, "--as-of", "2024-01-01", "--lang", "en", "--quiet")
    assert code == 0
    assert "Nothing had been assessed by 1 January 2024; the first assessment is that of Q4 2025." in out
    assert "Index" not in out
    assert "2026-Q3/assessments" not in out
