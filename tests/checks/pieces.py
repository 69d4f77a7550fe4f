"""What the tests of indicators, cycle and integrity share on top of `organisations`: four people, findings with all they say."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from checks import organisations

from cxgov.checks import Checked
from cxgov.problems import Problem

ORGANISATION = """\
kind: organisation
id: made
name: Made
languages: [en]
people:
  - {id: anna-nowak, name: Anna Nowak, function: operations}
  - {id: jan-kowal, name: Jan Kowal, function: marketing}
  - {id: ewa-lis, name: Ewa Lis, function: operations}
  - {id: piotr-mak, name: Piotr Mak, function: operations}
"""


def checked(folder: Path, text: str, more: str = "", day: date = organisations.AS_OF) -> Checked:
    """Runs every check over snippets and the organisation, and nothing else is filled in.

    Args:
        folder: an empty folder.
        text: snippets parted by ``---``.
        more: further lines of the organisation's file: units, parameters of checks.
        day: the day of the check.
    """
    return organisations.checked(folder, ORGANISATION + more, text, as_of=day, defaults=False)


def findings(found: Checked, code: str) -> list[Problem]:
    """The findings of one check; a check that was not judged or crashed is no clean one."""
    assert code not in found.not_checked, str(found.not_checked[code])
    assert not [problem for problem in found.findings if problem.code in ("CX070", "CX099")]
    return [problem for problem in found.findings if problem.code == code]


def short(found: Checked, code: str) -> list[tuple[str, int]]:
    """Record and line of every finding of a check."""
    return [(problem.about, problem.place.line) for problem in findings(found, code)]
