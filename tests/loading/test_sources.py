"""Rules for sources and measures: senseless ones are refused at their line, and a password is never printed."""

from __future__ import annotations

import json

import pytest

from cxgov.cli import run
from cxgov.language import Language
from cxgov.loading import load
from cxgov.loading.excerpts import safe_line
from cxgov.loading.sources import has_secret
from cxgov.problems import describe_all

ORGANISATION = """\
kind: organisation
id: acme
name: Acme
people: [{id: anna-nowak, name: Anna Nowak, function: operations}]
"""
SECRET = "hunter2"


@pytest.fixture
def folder(tmp_path):
    """Writes sources.yaml, one source from lines, and kpis.yaml, one indicator; returns the folder."""

    def write(*lines: str, kpi: str = ""):
        root = tmp_path / "acme"
        root.mkdir(exist_ok=True)
        (root / "organisation.yaml").write_text(ORGANISATION)
        body = lines or ("path: data/a.csv", "period: 2026-Q3")
        (root / "sources.yaml").write_text("kind: sources\nsources:\n  - id: survey\n" + "".join(f"    {line}\n" for line in body), encoding="utf-8")
        if kpi:
            (root / "kpis.yaml").write_text(f"kind: kpis\nkpis:\n  - {{id: it, name: It, family: perception, owner: anna-nowak, target: none, {kpi}}}\n")
        return root

    return write


def found(root) -> list[tuple[str, int]]:
    return [(problem.code, problem.place.line) for problem in load(root).problems]


def words(root) -> str:
    return describe_all(load(root).problems, Language("en"), None)


PATH, PERIOD = "path: data/a.csv", "period: 2026-Q3"


@pytest.mark.parametrize("lines", [
    (PATH, PERIOD),
    ("path: data/*.csv", "date: {column: day}"),
    (PATH, 'date: {column: day, format: "%d/%m/%Y %H:%M", zone: Europe/Warsaw, recorded: UTC}'),
    (PATH, 'date: {column: day, format: ["%d/%m/%Y", "%Y-%m-%d"]}'),
    (PATH, PERIOD, 'delimiter: "\\t"', "encoding: cp1250", 'quote: "\'"'),
    (PATH, PERIOD, 'quote: ""'),
    (PATH, PERIOD, "respondent: id", "keep: last"),
    ("connect: postgresql://anna@db.example/voc", "table: voc.responses", PERIOD),
    ('connect: "spark:local[2]"', "table: responses", PERIOD),
])  # fmt: skip
def test_sensible_sources(folder, lines):
    assert words(folder(*lines)) == ""


@pytest.mark.parametrize(("lines", "line", "says"), [
    ((PERIOD,), 3, "needs 'path' or 'connect'"),
    ((PATH, "connect: spark:local", "table: t", PERIOD), 3, "one of the two"),
    ((PATH,), 3, "needs 'date' or 'period'"),
    ((PATH, PERIOD, "date: {column: day}"), 3, "one of the two"),
    (("path: /etc/passwd", PERIOD), 4, "leads out"),
    (("path: ../other/a.csv", PERIOD), 4, "leads out"),
    (("path: data/../../a.csv", PERIOD), 4, "leads out"),
    (("path: https://example.org/a.csv", PERIOD), 4, "leads out"),
    (("path: file:///etc/passwd", PERIOD), 4, "leads out"),
    (("path: 'C:\\data\\a.csv'", PERIOD), 4, "leads out"),
    ((PATH, PERIOD, "keep: first"), 6, "'keep' needs 'respondent'"),
    ((PATH, PERIOD, 'delimiter: ";;"'), 6, "one character each"),
    ((PATH, PERIOD, "delimiter: '\"'"), 6, "one character each"),
    ((PATH, PERIOD, 'delimiter: "\\n"'), 6, "one character each"),
    ((PATH, PERIOD, 'quote: "--"'), 4, "one character each"),
    ((PATH, PERIOD, "encoding: cp9999"), 6, "no encoding 'cp9999'"),
    ((PATH, PERIOD, "encoding: rot13"), 6, "no encoding"),
    ((PATH, PERIOD, "encoding: base64"), 6, "no encoding"),
    ((PATH, "date: {column: day, zone: Europe/Warszawa}"), 5, "no time zone"),
    ((PATH, "date: {column: day, recorded: ../../etc/passwd}"), 5, "no time zone"),
    ((PATH, 'date: {column: day, format: "DD/MM/YYYY"}'), 5, "no format of a date"),
    ((PATH, 'date: {column: day, format: "%Q %Y"}'), 5, "no format of a date"),
    ((PATH, 'date: {column: day, format: "%Y-%m-%"}'), 5, "no format of a date"),
    ((PATH, 'date: {column: day, format: "%Y-%m-%d %Z"}'), 5, "no format of a date"),
    ((PATH, 'date: {column: day, format: ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z"]}'), 5, "cannot be mixed"),
    (("connect: oracle://db.example/voc", "table: t", PERIOD), 4, "no engine for 'oracle:'"),
    (("connect: postgresql://db.example/voc", PERIOD), 3, "needs a 'table'"),
])  # fmt: skip
def test_senseless_sources_are_refused_at_their_line(folder, lines, line, says):
    root = folder(*lines)
    problems = [(problem.code, problem.place.line) for problem in load(root).problems if says in str(problem.text)]
    assert problems == [("CX067", line)] or (says == "one character each" and problems[0][0] == "CX067")
    assert load(root).workspace is None


@pytest.mark.parametrize("kpi", [
    "type: nps, measure: {source: survey, column: a}",
    "type: share, measure: {source: survey, column: a, success: [yes]}",
    "type: churn, measure: {source: survey, numerator: {column: a}, denominator: {column: b}}",
    "type: rate_per, measure: {source: survey, numerator: a, denominator: b, per: 1000}",
    "type: duration, measure: {source: survey, from: a, to: b, unit: h}",
    "type: duration, measure: {source: survey, column: a}",
    "type: index, measure: {source: survey, emotion: a, effort: b, success: c}",
    "type: value, measure: {source: survey, column: a}",
])  # fmt: skip
def test_sensible_measures(folder, kpi):
    assert words(folder(kpi=kpi)) == ""


@pytest.mark.parametrize(("kpi", "says"), [
    ("type: nps, measure: {source: survey}", "cannot be measured like this"),
    ("type: share, measure: {source: survey, column: a}", "cannot be measured like this"),
    ("type: ratio, measure: {source: survey, numerator: a}", "cannot be measured like this"),
    ("type: duration, measure: {source: survey, from: a}", "cannot be measured like this"),
    ("type: index, measure: {source: survey, emotion: a, effort: b}", "cannot be measured like this"),
    ("type: nps, measure: {source: survey, column: a, boxes: [9]}", "'boxes' means nothing"),
    ("type: mean, measure: {source: survey, column: a, success: [1]}", "'success' means nothing"),
    ("type: nps, measure: {source: survey, column: a, per: 10}", "'per' means nothing"),
    ("type: mean, measure: {source: survey, column: a, from: b}", "'from' means nothing"),
    ("type: share, measure: {source: survey, column: a, success: yes}", "'success' is a list of values"),
    ("type: index, measure: {source: survey, emotion: a, effort: b, success: [1]}", "the name of a column"),
    ('type: duration, measure: {source: survey, from: a, to: b, format: "HH"}', "no format of a date"),
])  # fmt: skip
def test_senseless_measures_are_refused_at_their_line(folder, kpi, says):
    problems = [problem for problem in load(folder(kpi=kpi)).problems if says in str(problem.text)]
    assert [(problem.place.file.rpartition("/")[2], problem.place.line) for problem in problems] == [("kpis.yaml", 3)]
    assert problems[0].code in ("CX067", "CX068")


def test_a_source_that_is_not_there(folder):
    assert ("CXG-064", 3) in found(folder(kpi="type: nps, measure: {source: surveys, column: a}"))


def test_truth_among_values_is_to_be_quoted_as_it_is_written(folder):
    """`success: [true]`: "True" would match no row."""
    assert 'put it in quotes: "true"' in words(folder(kpi="type: share, measure: {source: survey, column: a, success: [true]}"))


CONNECT = [
    "postgresql://anna:hunter2@db.example/voc", "postgresql://:hunter2@db.example/voc", "postgresql://db.example/voc?user=anna&password=hunter2",
    "postgresql://db.example/voc?sslpassword=hunter2", "postgresql://anna:hunter2/x@db.example", "postgresql://anna:x@hunter2@db.example",
    "postgresql://anna:hunter2 x@db.example", "host=db.example user=anna password=hunter2", "host=db password = 'x hunter2'", "anna:hunter2@db.example/voc",
    "trino://anna@db.example?token=hunter2", "oracle://anna:hunter2@db.example", "jdbc:postgresql://db.example/voc?user=anna&Password=hunter2",
    "bigquery://project?api_key=hunter2", "postgresql+psycopg://anna:hunter2@db.example", "sqlserver://db;PWD=hunter2"]  # fmt: skip


@pytest.mark.parametrize("connect", CONNECT)
def test_a_password_in_a_connection_is_a_problem_and_never_printed(folder, connect):
    root = folder(f'connect: "{connect}"', "table: t", PERIOD)
    assert ("CX066", 4) in found(root)
    assert SECRET not in words(root)
    assert "environment" in words(root)


@pytest.mark.parametrize("connect", [
    "postgresql://anna@db.example:5432/voc", "postgresql://db.example/voc?options=-c%20x@y", "spark://db.example:7077", "spark:local[2]", "bigquery://project",
    "trino://anna@db.example:8080/catalog", "postgresql:///voc?host=/var/run/postgresql", "postgresql://anna:@db.example/voc"])  # fmt: skip
def test_a_connection_without_one_is_none(connect):
    assert not has_secret(connect)


KEYS = [
    "password: hunter2", "password: 'x hunter2'", 'password: "x, hunter2"', "Password: hunter2", "passwd: hunter2", "pwd: x#hunter2", "secret: {a: hunter2}", "token: [x, hunter2]",
    "api_key: hunter2", "db_password: hunter2", "pgpassword: hunter2", "hasło: hunter2", '"password": hunter2', "date: {column: day, password: hunter2}",
    "touchpoint: {password: hunter2, column: a}", "columns: {a: b}\n    password: hunter2"]  # fmt: skip


@pytest.mark.parametrize("line", KEYS)
def test_a_key_for_a_password_is_a_problem_and_its_value_never_printed(folder, line):
    root = folder(PATH, PERIOD, line)
    line_of = 7 if "\n" in line else 6
    assert ("CX066", line_of) in found(root)
    assert SECRET not in words(root)


@pytest.mark.parametrize("line", [
    'password: "hunter2', "password: 'hunter2' x", "password: hunter2: x", "password: [hunter2", "password: !hunter2 x", "password: &hunter2 x", "password: *hunter2",
    "password: hunter2\n   x: y", "password hunter2", "password: |\n      hunter2", "password:\n      hunter2", "password: @hunter2", "password:\thunter2", "password: %hunter2"])
def test_a_file_that_cannot_be_read_keeps_the_secret_too(folder, line):
    root = folder(PATH, PERIOD, line)
    if line != "password hunter2":  # nothing says that this is one
        assert load(root).workspace is None
        assert SECRET not in words(root)


@pytest.mark.parametrize("lines", [
    ('connect: "postgresql://anna:hunter2@db.example/voc"', "table: t", PERIOD), ("connect: host=db password=hunter2", "table: t", PERIOD), (PATH, PERIOD, "password: hunter2"),
    (PATH, PERIOD, "password: [hunter2"), ("connect: {url: 'postgresql://a:hunter2@b'}", PERIOD), ("connect: [host=db password=hunter2]", PERIOD)])  # fmt: skip
@pytest.mark.parametrize("command", [
    ("check",), ("check", "--format", "json"), ("check", "--format", "sarif"), ("measure",), ("measure", "--format", "json", "--lang", "pl"), ("score",)])
def test_no_command_prints_it(folder, lines, command, capfd):
    root = folder(*lines)
    assert run([command[0], str(root), *command[1:]]) == 1
    said = capfd.readouterr()
    assert SECRET not in said.out + said.err
    if command == ("check", "--format", "json"):
        assert all({"file", "line", "message"} <= set(problem) for problem in json.loads(said.out))


def test_a_fault_of_ours_is_reported_without_it(folder, monkeypatch, capfd):
    root = folder(PATH, PERIOD, "password: hunter2")

    def broken(*_arguments):
        raise RuntimeError(f"while reading {SECRET}")

    monkeypatch.setattr("cxgov.loading.validate", broken)
    assert run(["check", str(root)]) == 70
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.parametrize("text", ["at: 12:30, mail: anna@example.org", "zażółć: gęślą", "tokens are counted", "a: b@c"])
def test_other_lines_are_shown_as_they_are(text):
    assert safe_line(text) == text


def test_what_is_hidden_keeps_the_width_of_the_line():
    for line in (*CONNECT, *KEYS):
        assert len(safe_line(line)) == len(line)
