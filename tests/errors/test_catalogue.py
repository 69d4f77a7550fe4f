"""The catalogue of bad input: one file or folder per fault, beside it the message it gives, in English.

`CODE-slug.yaml` is loaded alone, the folder `CODE-slug` as an organisation; `CODE-slug.txt` is what `describe_all` says. After
a change of wording: `pytest tests/errors --update-golden`, and read the difference.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cxgov.loading
from cxgov.language import Language
from cxgov.loading import load, load_file
from cxgov.loading.faults import CODES
from cxgov.problems import Problem, Severity, describe_all, in_order

pytestmark = pytest.mark.checkout

HERE = Path(__file__).parent
CASES = sorted(path for path in HERE.iterdir() if path.name.startswith("CX") and (path.is_dir() or path.suffix == ".yaml"))
ELSEWHERE = {
    # made by tests in a temporary folder, for they are no files that could be stored
    "CX001", "CX002", "CX003", "CX004", "CX005",  # tests/loading/test_files.py
    "CX020", "CX029",  # tests/loading/test_source.py: what no known text provokes, and what is too large to be stored
    "CX044",  # test_catalogue.py
    "CX047", "CX056",  # frameworks: below
}  # fmt: skip
FRAMEWORK = """\
kind: framework
id: {id}
version: 1.0.0
name: Small
scale: {{min: 0, max: 1, levels: {{0: {{name: No}}, 1: {{name: Yes}}}}}}
dimensions:
  - id: S1
    name: First
    practices:
      - {{id: S1.P1, name: One, question: Is it?, levels: {levels}}}
"""
ORGANISATION = "kind: organisation\nid: bakery\nname: Bakery\nlanguages: [en]\n"


def problems_of(case: Path, monkeypatch) -> list[Problem]:
    monkeypatch.chdir(case.parent)
    if case.is_dir():
        return load(case.name).problems
    return load_file(case.name)[1]


def golden_of(case: Path) -> Path:
    return HERE / f"{case.name.removesuffix('.yaml')}.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_says(case, monkeypatch, request):
    """Each fault gives the message that stands beside it."""
    said = describe_all(problems_of(case, monkeypatch), Language("en")) + "\n"
    golden = golden_of(case)
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(said, encoding="utf-8", newline="\n")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_names_the_fault_first(case, monkeypatch):
    """The code of the case is among the first problems, and every problem says which file, and what to do or what is wrong."""
    problems = problems_of(case, monkeypatch)
    code = re.match(r"CXG-\d+|CX\d+", case.name)
    assert code
    assert code.group() in {problem.code for problem in problems}
    assert problems == in_order(problems)
    for problem in problems:
        assert problem.place.file.startswith(case.name)
        assert str(problem.text)
        assert "{" not in str(problem.text).replace("{pl", "").replace("bracket {", "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_prints_nothing_that_acts(case, monkeypatch):
    """No control character of the file reaches the terminal, in either language, and no line is endless."""
    for code in ("en", "pl"):
        said = describe_all(problems_of(case, monkeypatch), Language(code), limit=None)
        assert all(line.replace("\u00a0", " ").isprintable() and len(line) < 400 for line in said.split("\n"))


def test_every_golden_has_its_case():
    assert {golden_of(case) for case in CASES} == set(HERE.glob("*.txt"))


def test_every_code_has_a_case():
    """Every code that reading and loading can give is triggered by a case, or by a test that is named here."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(cxgov.loading.__path__[0]).glob("*.py"))
    given = set(re.findall(r'"(CX0\d\d|CXG-\d{3})"', source))
    covered = {found.group() for case in CASES if (found := re.match(r"CXG-\d+|CX\d+", case.name))}
    assert given - covered - ELSEWHERE == set()
    assert set(CODES) <= given


def test_no_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("kind: targets\n")
    for name in ("nowhere", "a.yaml"):
        assert [(p.code, p.severity, p.place.file) for p in load(name).problems] == [("CX044", Severity.ERROR, name)]


def test_broken_framework(tmp_path):
    """An own framework that lacks a level (CX056), and one with the id of a built-in one (CX047)."""
    (tmp_path / "organisation.yaml").write_text(ORGANISATION)
    (tmp_path / "small.yaml").write_text(FRAMEWORK.format(id="small", levels="{0: No}"))
    (tmp_path / "cem.yaml").write_text(FRAMEWORK.format(id="cem-cycle", levels="{0: No, 1: Yes}"))
    assert {p.code for p in load(tmp_path).problems} >= {"CX047", "CX056"}
