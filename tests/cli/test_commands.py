"""The command line as a user meets it: results on stdout, words for people on stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cxgov.cli import COMMANDS, run
from cxgov.resources import examples


@pytest.fixture
def cxgov(capfd, monkeypatch):
    """Runs a command in this process; returns exit code, stdout and stderr."""
    monkeypatch.setenv("CXGOV_LANG", "en")

    def call(*arguments: object) -> tuple[int, str, str]:
        code = run([str(argument) for argument in arguments])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture(scope="module")
def bakery() -> str:
    return str(examples()["piekarnia"])


@pytest.fixture
def started(cxgov, tmp_path):
    """A fresh organisation of `init` with every practice answered."""
    folder = tmp_path / "acme"
    assert cxgov("init", folder, "--name", "Acme", "--rater", "Anna Nowak", "--lang", "en", "--period", "2026-Q3", "--yes")[0] == 0
    sheet = folder / "2026-Q3" / "assessments" / "anna-nowak.yaml"
    answered = [f"  {line.strip()[1:]} 2" if line.startswith("  #S") and line.endswith(":") else line for line in sheet.read_text("utf-8").splitlines()]
    sheet.write_text("\n".join(answered) + "\n", encoding="utf-8")
    return folder


def test_help_lists_every_command(cxgov):
    code, out, _ = cxgov("--help")
    assert code == 0
    assert all(f"  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(cxgov, name):
    code, out, _ = cxgov(name, "--help") if name != "framework" else cxgov(name, "show", "--help")
    assert code == 0
    assert f"cxgov {name}" in out


def test_mistyped_command_is_corrected(cxgov):
    code, out, err = cxgov("chekc")
    assert code == 2
    assert out == ""
    assert "Did you mean 'check'?" in err


def test_no_command_is_wrong_use_and_shows_help(cxgov):
    code, out, err = cxgov()
    assert code == 2
    assert "Commands" in out + err


def test_score_json_has_the_published_keys(cxgov, bakery):
    code, out, _ = cxgov("score", bakery, "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert list(data) == ["organisation", "unit", "framework", "framework_version", "period", "index", "index_exact", "level", "robust",
                          "coverage", "reason", "dimensions"]
    assert list(data["dimensions"][0]) == ["id", "raw", "effective", "claimed", "level", "coverage", "limited_by", "skipped", "reason", "practices"]
    assert list(data["dimensions"][0]["practices"][0]) == ["id", "claimed", "evidenced", "na", "target", "raters"]


def test_text_and_json_show_the_same_index(cxgov, bakery):
    _, text, _ = cxgov("score", bakery, "--lang", "en")
    _, data, _ = cxgov("score", bakery, "--format", "json")
    assert f"{json.loads(data)['index']} of 100" in text


def test_period_without_assessment_is_refused_with_what_there_is(cxgov, bakery):
    code, out, err = cxgov("score", bakery, "--period", "2020-Q1")
    assert (code, out) == (1, "")
    assert "2026-Q3" in err


def test_unknown_unit_is_refused(cxgov, bakery):
    code, _, err = cxgov("score", bakery, "--unit", "moon")
    assert code == 2
    assert "moon" in err


def test_wrong_period_says_how_to_write_it(cxgov, bakery):
    code, _, err = cxgov("score", bakery, "--period", "3Q26")
    assert code == 2
    assert "2026-Q3" in err


@pytest.mark.parametrize("number", ["index", "level", "coverage", "S2", "S2.P3"])
def test_explain_ends_in_the_number(cxgov, bakery, number):
    code, out, _ = cxgov("explain", bakery, number, "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert [line["value"] for line in data["lines"] if line["value"] is not None][-1] == data["result"]


def test_explain_unknown_number_names_the_nearest(cxgov, bakery):
    code, _, err = cxgov("explain", bakery, "indx")
    assert code == 1
    assert "'index'" in err


def test_check_of_missing_folder(cxgov, tmp_path):
    code, out, _ = cxgov("check", tmp_path / "nowhere")
    assert code == 1
    assert "CX044" in out


def test_check_json_has_the_published_keys(cxgov, bakery):
    _, out, _ = cxgov("check", bakery, "--format", "json")
    for found in json.loads(out):
        assert list(found) == ["code", "severity", "file", "line", "column", "message", "remedy"]


def test_check_sarif_is_2_1_0(cxgov, bakery):
    _, out, _ = cxgov("check", bakery, "--format", "sarif")
    log = json.loads(out)
    assert log["version"] == "2.1.0"
    assert all(result["message"]["text"] for result in log["runs"][0]["results"])


def test_a_fresh_start_asks_for_answers_and_nothing_else(cxgov, tmp_path):
    cxgov("init", tmp_path / "new", "--name", "New", "--rater", "Ola", "--lang", "pl", "--period", "2026-Q3", "--yes")
    _, out, _ = cxgov("check", tmp_path / "new", "--format", "json")
    assert [found["code"] for found in json.loads(out)] == ["CX034"]


def test_a_started_organisation_loads_and_scores(cxgov, started):
    code, out, err = cxgov("score", started, "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["coverage"] == 1


def test_init_refuses_a_folder_with_files(cxgov, started):
    code, _, err = cxgov("init", started, "--yes")
    assert code == 1
    assert "not empty" in err


@pytest.mark.parametrize("inside", ["second", "units/second", "a/b/second"])
def test_init_refuses_a_folder_inside_an_organisation(cxgov, started, inside):
    """The loader reads everything below a folder: a second organisation would break the first."""
    code, _, err = cxgov("init", started / inside, "--yes")
    assert code == 1
    assert "inside the organisation" in err
    assert not (started / inside).exists()


def test_init_looks_no_further_than_the_repository(cxgov, started):
    (started / "tools" / ".git").mkdir(parents=True)
    assert cxgov("init", started / "tools" / "second", "--yes", "-q")[0] == 0


@pytest.fixture
def anywhere(capfd, monkeypatch):
    """Runs a command where nothing but the organisation says which language to speak; returns stderr."""
    for name in ("CXGOV_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: object) -> str:
        assert run([str(argument) for argument in arguments]) == 2
        return capfd.readouterr().err

    return call


@pytest.mark.parametrize("arguments", [
    ("check", "ORG", "--as-of", "31.09.2026"), ("check", "--as-of", "30/09/2026", "ORG"), ("score", "ORG", "--unit", "nobody"), ("check", "ORG", "--frmat", "json"),
    ("compare", "ORG", "2026-Q3", "2026-Q3")])
def test_a_refusal_speaks_one_language(anywhere, bakery, arguments):
    """Before the organisation is opened and after: usage, hint and reason in its first language, or in the one that was asked for."""
    given = [bakery if argument == "ORG" else argument for argument in arguments]
    polish, english = anywhere(*given), anywhere(*given, "--lang", "en")
    assert ("Użycie:" in polish, "Pomoc:" in polish, "Błąd:" in polish) == (True, True, True)
    assert not any(word in polish for word in ("Usage", "Try", "Error", "Invalid", "OPTIONS"))
    assert ("Usage:" in english, "Try" in english, "Error:" in english) == (True, True, True)
    assert not any(word in english for word in ("Użycie", "Pomoc", "Błąd", "wartość", "OPCJE"))


def test_a_refusal_leaves_the_environment_alone(anywhere, bakery):
    anywhere("check", bakery, "--as-of", "soon")
    assert "LANGUAGE" not in os.environ


def test_init_names_with_quotes_and_colons_stay_names(cxgov, tmp_path):
    name = 'Kot: "Łódź" & {syn}, $id #1'
    cxgov("init", tmp_path / "odd", "--name", name, "--rater", "Żaneta Ćwikła", "--lang", "pl", "--period", "2026-Q3", "--yes")
    from cxgov.loading import load_file

    record, problems = load_file(tmp_path / "odd" / "organisation.yaml")
    assert problems == []
    assert record.name == name


def test_schema_of_every_kind_is_json(cxgov):
    _, kinds, _ = cxgov("schema")
    for kind in kinds.split():
        code, out, _ = cxgov("schema", kind)
        assert code == 0
        assert json.loads(out)["properties"]["kind"]["const"] == kind


def test_schema_files_are_referred_to_by_the_first_line(started):
    first = (started / "2026-Q3" / "assessments" / "anna-nowak.yaml").read_text("utf-8").splitlines()[0]
    schema = first.partition("$schema=")[2]
    assert (started / "2026-Q3" / "assessments" / schema).resolve().is_file()


def test_framework_list_and_show(cxgov):
    _, out, _ = cxgov("framework", "list", "--format", "json")
    assert {"id": "cem-cycle", "version": "1.0.0"}.items() <= json.loads(out)[0].items()
    code, out, _ = cxgov("framework", "show", "cem-cycle", "s2.p1")
    assert code == 0
    assert out.startswith("S2.P1")


def test_rules_list_and_documentation_in_polish(cxgov):
    _, out, _ = cxgov("rules", "--format", "json")
    codes = [rule["code"] for rule in json.loads(out)]
    assert codes == sorted(codes)
    code, out, _ = cxgov("rules", codes[0], "--lang", "pl")
    assert code == 0
    assert codes[0] in out


def test_doctor_names_what_it_looks_at(cxgov):
    _, out, _ = cxgov("doctor", "--format", "json")
    assert {item["name"] for item in json.loads(out)} >= {"Python", "Python package click", "Fonts of the reports"}


def test_report_in_an_unknown_profile_is_refused(cxgov, bakery, tmp_path):
    code, _, err = cxgov("report", bakery, "--profile", "ful", "--out", tmp_path)
    assert code == 1
    assert "full" in err
    assert list(tmp_path.iterdir()) == []


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs cxgov as a process of its own."""
    return subprocess.run([sys.executable, "-m", "cxgov", *arguments], capture_output=True, text=True, encoding="utf-8", check=False,
                          env={**os.environ, "CXGOV_LANG": "en", **environment})


def test_no_colours_where_nobody_sees_them(bakery):
    assert "\x1b[" not in process("check", bakery).stdout


def test_closed_pipe_is_no_complaint(bakery):
    """`cxgov … | head -1` ends without a traceback."""
    shell = f'"{sys.executable}" -m cxgov framework show | head -1'
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_another_encoding_of_the_terminal_is_no_obstacle(bakery):
    done = process("score", bakery, "--lang", "pl", LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Poznanie oczekiwań" in done.stdout


def test_completion_of_an_empty_word_imports_no_command(bakery):
    del bakery
    done = process("--version", _CXGOV_COMPLETE="bash_complete", COMP_WORDS="cxgov ", COMP_CWORD="1")
    del done
    code = "import sys; from cxgov.cli import group; import click; c = group(); c.shell_complete(click.Context(c), ''); print([m for m in sys.modules if m.startswith('cxgov.cli.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert eval(done.stdout) == ["cxgov.cli.speech"]


@pytest.mark.parametrize("name", sorted(examples()))
def test_examples_have_no_file_problems(name):
    """Every example loads; its governance findings are its story."""
    from cxgov.loading import load

    loaded = load(str(examples()[name]))
    assert [str(problem.text) for problem in loaded.problems] == []
    assert loaded.workspace is not None


def test_python_interface(bakery):
    import cxgov

    workspace = cxgov.load(bakery)
    assert cxgov.score(workspace).index is not None
    assert cxgov.check(workspace).period is not None
    with pytest.raises(cxgov.InvalidInput):
        cxgov.load(Path(bakery) / "nowhere")
