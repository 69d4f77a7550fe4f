"""What stands in the way of a warehouse is one clean problem; nothing that is secret is ever said, nothing is ever written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from engines.answers_table import ODD_COLUMN, TABLE, write_organisation

import cxgov
from cxgov.language import Language
from cxgov.measuring import measure
from cxgov.measuring.asking import count
from cxgov.measuring.plan import plan
from cxgov.model.periods import parse_period

pytestmark = pytest.mark.engine

PERIODS = [parse_period("2026-Q1")]
NAME = f'"voc.2026"."{TABLE}"'
SECRET = "wr0ng-and-secret"


def _problem(folder: Path, connect: str, table: str = NAME, date: str = "{column: finished}", more: str = "") -> str:
    """The one problem that measuring gives, with its remedy."""
    write_organisation(folder / "o", f"connect: '{connect}'\n    table: '{table}'", date, more)
    found = measure(cxgov.load(folder / "o"), folder / "o", PERIODS)
    assert found.measurements == {}
    errors = [problem for problem in found.problems if problem.code == "CX070"]
    assert len(errors) == 1, found.problems
    english = Language("en")
    return english.say(errors[0].text) + "\n" + (english.say(errors[0].remedy) if errors[0].remedy else "")


def test_a_wrong_password_is_one_problem_without_the_password(server, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PGUSER", "secretive")
    monkeypatch.setenv("PGPASSWORD", SECRET)
    said = _problem(tmp_path, server.connect)
    assert "refuses access" in said
    assert "PGPASSWORD" in said
    assert SECRET not in said


def test_the_password_of_the_environment_is_used(server, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PGUSER", "secretive")
    monkeypatch.setenv("PGPASSWORD", "right")
    folder = write_organisation(tmp_path / "o", f"connect: {server.connect}\n    table: '{NAME}'", "{column: finished}")
    assert measure(cxgov.load(folder), folder, PERIODS).measurements


def test_a_missing_password_is_said(server, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PGUSER", "secretive")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    assert "refuses access" in _problem(tmp_path, server.connect)


@pytest.mark.parametrize(("change", "words"), [
    (lambda connect: connect.replace("127.0.0.1", "nowhere.invalid"), "no connection to postgresql://nowhere.invalid"),
    (lambda _: "postgresql://127.0.0.1:1/postgres", "no connection to postgresql://127.0.0.1:1/postgres"),
    (lambda connect: connect.replace("/postgres", "/nothing"), "there is no database"),
    (lambda connect: connect + "?options=-csearch_path%3Dx", "'connect' may not say 'options'"),
])
def test_a_wrong_place_is_said_with_its_name(server, reader, tmp_path, change, words):
    assert words in _problem(tmp_path, change(server.connect))


def test_a_user_in_the_connection_is_neither_used_nor_shown(server, reader, tmp_path):
    """The loader refuses a password; a user's name alone it does not."""
    said = _problem(tmp_path, server.connect.replace("//", "//stranger@").replace("/postgres", "/nothing"))
    assert "stranger" not in said


@pytest.mark.parametrize(("table", "words"), [
    ('"voc.2026".nothing', "there is no table"), ("nowhere.answers", "there is no table"), ("a.b.c.d", "cannot answer"),
    ('"voc', "is not the name of a table"), ("customers", "may not read")])
def test_a_wrong_table_is_said(server, reader, tmp_path, table, words):
    assert words in _problem(tmp_path, server.connect, table)


def test_no_right_to_read_is_said(server, reader, tmp_path, monkeypatch):
    monkeypatch.setenv("PGUSER", "stranger")
    assert "may not read the table" in _problem(tmp_path, server.connect)


def test_a_missing_date_column_names_those_that_come_close(server, reader, tmp_path):
    said = _problem(tmp_path, server.connect, date="{column: finished_at}")
    assert "the column 'finished_at' is missing" in said
    assert "'finished" in said


def test_a_missing_answer_column_costs_its_indicators_alone(server, reader, tmp_path):
    folder = write_organisation(tmp_path / "o", f"connect: {server.connect}\n    table: '{NAME}'", "{column: finished}")
    kpis = folder / "kpis.yaml"
    kpis.write_text(kpis.read_text("utf-8").replace("column: nps,", "column: npss,"), "utf-8")
    found = measure(cxgov.load(folder), folder, PERIODS)
    (problem,) = [problem for problem in found.problems if problem.code == "CX071"]
    assert problem.about == "recommend"
    assert "'nps'" in Language("en").say(problem.remedy)
    assert "recommend" not in found.kpis
    assert "solved" in found.kpis


def test_a_date_with_the_name_of_a_month_is_refused_with_words(server, reader, tmp_path):
    said = _problem(tmp_path, server.connect, date="{column: finished_polish, format: '%d %B %Y'}")
    assert "cannot be read as times in a warehouse" in said


def test_one_reading_transaction_one_aggregating_statement(server, reader, tmp_path):
    """What the server was asked: settings, the columns, one GROUPING SETS over the rows of the period; names quoted, no values."""
    folder = write_organisation(tmp_path / "o", f"connect: {server.connect}\n    table: '{NAME}'", "{column: finished, zone: Europe/Warsaw}")
    workspace = cxgov.load(folder)
    (source,) = workspace.sources
    before = len(server.asked())
    answer = count(folder, source, plan(source, workspace.kpis, PERIODS, workspace.organisation).query)
    asked = server.asked()[before:]
    aggregating = [statement for statement in asked if "GROUPING SETS" in statement]
    assert len(aggregating) == 1
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2
    assert any("READ ONLY" in statement for statement in asked)
    (sql,) = aggregating
    assert ODD_COLUMN.replace('"', '""') in sql
    assert """WHERE ("finished" >= TIMESTAMPTZ '2025-12-31 23:00:00+00' AND "finished" < TIMESTAMPTZ '2026-03-31 22:00:00+00') OR "finished" IS NULL""" in sql
    assert not [word for word in ("Blank", "Mazowsze", "yes", "99") if word in sql]
    assert sum(c.n for c in answer.counts if c.cell is None) < 3000


def test_the_server_is_left_as_it_was(server, reader, tmp_path):
    """Names and answers that look like commands are names and answers."""
    import psycopg

    folder = write_organisation(tmp_path / "o", f"connect: {server.connect}\n    table: '{NAME}'", "{column: finished}")
    measure(cxgov.load(folder), folder, PERIODS)
    with psycopg.connect(server.connect, user="owner") as connection:
        assert connection.execute("SELECT COUNT(*) FROM customers").fetchone() == (0,)
        assert connection.execute("SELECT COUNT(*) FROM pg_tables WHERE schemaname NOT LIKE 'pg_%' AND schemaname <> 'information_schema'").fetchone() == (2,)


@pytest.mark.parametrize(("table", "words"), [("nothing", "there is no table"), ("parquet:/nowhere/at/all", "there is no table"),
                                              ("parquet:/data/*", "is not one folder")])
def test_a_table_that_spark_does_not_know(spark, tmp_path, table, words):
    assert words in _problem(tmp_path, "spark:local[2]", table)


def test_a_spark_that_cannot_start_says_what_is_missing(tmp_path):
    """In a process of its own, where no session runs and no Java is found."""
    pytest.importorskip("pyspark")
    folder = write_organisation(tmp_path / "o", "connect: 'spark:local[2]'\n    table: answers", "{column: finished}")
    code = ("import cxgov, sys; from pathlib import Path; from cxgov.language import Language; from cxgov.measuring import measure; "
            "from cxgov.model.periods import parse_period; folder = Path(sys.argv[1]); "
            "[print(Language('en').say(p.text)) for p in measure(cxgov.load(folder), folder, [parse_period('2026-Q1')]).problems]")
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False,
                          env={"PATH": "/nowhere", "JAVA_HOME": "/nowhere", "PYTHONPATH": str(Path(cxgov.__file__).parents[1])})
    assert done.returncode == 0, done.stderr
    assert "there is no Java" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_embedded_engine_opens_no_connection(tmp_path, answers_file):
    """An audit hook in the process that counts sees every socket that Python opens, and /proc every other one."""
    import json
    import shutil

    from cxgov.measuring.asking import _how_to_read
    from cxgov.measuring.query import as_data

    folder = write_organisation(tmp_path / "o", "path: answers.parquet", "{column: finished}")
    shutil.copyfile(answers_file, folder / "answers.parquet")
    workspace = cxgov.load(folder)
    (source,) = workspace.sources
    payload = {"root": str(folder), "scratch": str(tmp_path), "source": _how_to_read(source),
               "query": as_data(plan(source, workspace.kpis, PERIODS, workspace.organisation).query)}
    code = ("import json, os, sys\n"
            "def watch(event, arguments):\n    if event.startswith('socket.'): os._exit(3)\n"
            "sys.addaudithook(watch)\n"
            "from cxgov.measuring.engines.embedded import count\n"
            "answer = count(json.load(sys.stdin))\n"
            "links = [os.readlink(f'/proc/self/fd/{n}') for n in os.listdir('/proc/self/fd') if os.path.exists(f'/proc/self/fd/{n}')] if os.path.isdir('/proc/self/fd') else []\n"
            "print(len(answer['counts']), [link for link in links if link.startswith('socket:')])")
    done = subprocess.run([sys.executable, "-c", code], input=json.dumps(payload), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    number, _, sockets = done.stdout.partition(" ")
    assert int(number) > 1000
    assert sockets.strip() == "[]"
