"""Answers to an older version of a framework carry over along its migrations."""

from __future__ import annotations

import pytest
from checks.organisations import organisation
from versions import FRAMEWORK, NEW, OLD, ORGANISATION, assessment

from cxgov.loading import load, load_file


def small(tmp_path, text=FRAMEWORK):
    (tmp_path / "small.yaml").write_text(text, encoding="utf-8")
    return load_file(tmp_path / "small.yaml")[0]


def loaded(tmp_path, *files):
    for name, text in zip("abcdefg", files, strict=False):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def test_the_chain(tmp_path):
    """Steps follow on each other; what was renamed twice ends under its last id."""
    change = small(tmp_path).since("1.0.0")
    assert (dict(change.renamed), change.dropped, change.changed, change.added) == ({"S1.P2": "S1.P3"}, ("S1.P9",), ("S1.P4",), ("S2.P1",))


def test_part_of_the_chain(tmp_path):
    """From the version between, only the last step is taken."""
    change = small(tmp_path).since("1.1.0")
    assert (dict(change.renamed), change.dropped) == ({"S1.P5": "S1.P3"}, ())


@pytest.mark.parametrize("version", ["0.9.0", "2.0.0", "3.0.0"])
def test_no_chain(tmp_path, version):
    """A version of which no migration speaks."""
    assert small(tmp_path).since(version) is None


def test_two_practices_that_swap_their_ids(tmp_path):
    """Renaming happens at once, not one after the other."""
    text = FRAMEWORK.partition("migrations:")[0] + "migrations: [{from: 1.0.0, renamed: {S1.P1: S1.P3, S1.P3: S1.P1}}]\n"
    assert dict(small(tmp_path, text).since("1.0.0").renamed) == {"S1.P1": "S1.P3", "S1.P3": "S1.P1"}


def test_answers_are_carried_over(tmp_path):
    """Renamed answers stand under the new id, dropped and changed ones are gone, and the version answered is remembered."""
    made = organisation(tmp_path, ORGANISATION, FRAMEWORK, OLD, NEW, defaults=False)
    old, new = sorted(made.assessments, key=lambda a: a.period)
    assert {name: answer.level for name, answer in old.answers.items()} == {"S1.P1": 1, "S1.P3": 2, "S2.P2": 0}
    assert (old.framework_version, new.framework_version) == ("1.0.0", "2.0.0")
    assert len(new.answers) == 5


def test_places_stay_right(tmp_path):
    """What is wrong with a carried-over answer is shown where it stands, under the id it has there."""
    found = loaded(tmp_path, ORGANISATION, FRAMEWORK, OLD.replace("S1.P2: 2", "S1.P2: 7"))
    problem, = found.problems
    assert (problem.code, problem.place.line, problem.place.excerpt[problem.place.column - 1 :][:1]) == ("CX052", 8, "7")


def test_an_entry_is_found_under_its_old_id(tmp_path):
    """An unknown id beside carried-over ones points at itself."""
    found = loaded(tmp_path, ORGANISATION, FRAMEWORK, OLD.replace("S2.P2", "S8.P8"))
    problem, = found.problems
    assert problem.code == "CXG-064"
    assert problem.place.excerpt[problem.place.column - 1 :].startswith("S8.P8")


def test_two_agreed_assessments_of_two_versions(tmp_path):
    """Carried-over files are still files: two of a period are named with both places."""
    found = loaded(tmp_path, ORGANISATION, FRAMEWORK, OLD, OLD)
    problem, = found.problems
    assert (problem.code, problem.place.file.endswith("d.yaml"), problem.place.line) == ("CX057", True, 5)


def test_no_migration_is_refused_as_before(tmp_path):
    """Without a chain the version is a problem."""
    found = loaded(tmp_path, ORGANISATION, FRAMEWORK, assessment("0.9.0", "2026-Q2", "{S1.P1: 1}"))
    assert "CX053" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(("old", "new", "code"), [
    ("from: 1.1.0", "from: 1.0.0", "CX090"),
    ("from: 1.1.0", "from: 2.0.0", "CX090"),
    ("S1.P5: S1.P3", "S1.P5: S1.P7", "CX091"),
    ("changed: [S1.P4]", "changed: [S1.P8]", "CX091"),
    ("added: [S2.P1]", "added: [S2.P7]", "CX091"),
    ("{S1.P5: S1.P3}", "{S1.P5: S1.P3, S1.P6: S1.P3}", "CX091"),
    ("dropped: [S1.P9]", "dropped: [S1.P9, S1.P2]", "CX091"),
])
def test_migrations_that_make_no_sense(tmp_path, old, new, code):
    """Out of order, to ids that are not there, two to one, renamed and dropped."""
    assert old in FRAMEWORK
    found = loaded(tmp_path, ORGANISATION, FRAMEWORK.replace(old, new))
    assert {problem.code for problem in found.problems} == {code}
