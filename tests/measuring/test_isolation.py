"""What a hostile file can break is the process that reads it: every way it can end is an answer or one refusal."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from measuring.organisations import survey, workspace_of

from cxgov.measuring.asking import READ_BY
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.isolation import ReaderFault, run
from cxgov.measuring.plan import plan
from cxgov.measuring.query import as_data

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and limits of POSIX")


def reader(name: str, payload: dict | None = None, **limits) -> dict:
    return run(f"measuring.reader_targets:{name}", payload or {}, **limits)


@pytest.fixture(autouse=True)
def scratch_is_removed(tmp_path, monkeypatch):
    """However the process ends, nothing of a client's data stays in the folder for temporary files."""
    folder = tmp_path / "scratch-folder"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    assert list(folder.iterdir()) == []


def test_data_go_in_and_come_out():
    found = reader("echo", {"text": "zażółć \ud800 \x00", "n": 10**30, "list": [None, 0.1]})
    assert found["text"] == "zażółć \ud800 \x00"
    assert (found["n"], found["list"]) == (10**30, [None, 0.1])


def test_its_surroundings_hold_no_secret_and_its_folder_is_its_own(monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "hunter2")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    found = reader("surroundings")
    assert found["pid"] != os.getpid()
    assert (found["mode"], found["files"]) == (0o700, [])
    assert not {"PGPASSWORD", "HTTPS_PROXY", "HOME"} & set(found["environment"])
    assert found["environment"]["TZ"] == "UTC"


def test_what_a_library_prints_does_not_mix_with_the_answer():
    assert reader("noise", {"text": "abc"}) == {"length": 3}


def test_a_large_answer_comes_through():
    assert len(reader("large")["text"]) == 3_000_000


@POSIX
@pytest.mark.parametrize("way", ["crash", "abort", "leave", "leave_at_once"])
def test_a_process_that_dies_is_one_refusal(way):
    with pytest.raises(UnreadableFile, match="breaks its reader"):
        reader(way)


@POSIX
def test_a_process_that_is_killed_for_memory_is_a_refusal():
    with pytest.raises(UnreadableFile, match="breaks its reader"):
        reader("killed", {"signal": signal.SIGKILL})


@POSIX
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_reader_interrupts_us(sent):
    with pytest.raises(KeyboardInterrupt):
        reader("killed", {"signal": sent})


def test_time_runs_out():
    with pytest.raises(UnreadableFile, match="longer than 1 seconds"):
        reader("for_ever", seconds=1)


@pytest.mark.skipif(sys.platform != "linux", reason="limits of address space: Linux")
def test_memory_runs_out():
    with pytest.raises(UnreadableFile, match="more memory than is allowed"):
        reader("greedy", memory=2 << 30)


def test_a_fault_of_ours_crosses_over_without_the_data():
    with pytest.raises(ReaderFault, match=r"ValueError < reader_targets\.py:\d+ fault") as caught:
        reader("fault", {"secret": "hunter2"})
    assert "hunter2" not in str(caught.value)


def test_endless_recursion_is_a_fault_of_ours_and_no_crash():
    with pytest.raises(ReaderFault, match="RecursionError"):
        reader("deep")


def test_a_refusal_keeps_its_words_line_and_file():
    with pytest.raises(UnreadableFile) as caught:
        reader("refuses")
    found = caught.value
    assert (str(found.text), str(found.remedy), found.line, found.file) == ("broken: 3 rows", "mend 2", 7, "acme/f.csv")


def test_an_interrupt_here_ends_the_reader(monkeypatch):
    started = []

    def interrupted(self, *_arguments, **_named):
        started.append(self)
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        reader("for_ever")
    assert started[0].returncode is not None


def test_modules_in_the_folder_of_a_client_are_not_imported(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    (tmp_path / "duckdb.py").write_text("raise SystemExit('imported')")
    monkeypatch.chdir(tmp_path)
    assert reader("echo", {"a": 1})["a"] == 1


def payload_of(tmp_path: Path) -> dict:
    root = survey(tmp_path, "score\n9\nbad\n", source="encoding: cp1250")
    workspace = workspace_of(root)
    (source,) = workspace.sources
    question = plan(source, list(workspace.kpis), [source.period], workspace.organisation)
    fields = {name: getattr(source, name) for name in READ_BY}
    return {"root": str(root), "source": json.loads(json.dumps({**fields, "columns": {}})), "query": as_data(question.query)}


def test_counting_opens_no_socket_and_writes_in_its_folder_alone(tmp_path):
    found = reader("audited", payload_of(tmp_path))
    assert found["counted"]["records"] == 2
    assert [event for event in found["seen"] if not event.startswith(("open scratch", "open /dev/null"))] == []


def no_network() -> list[str] | None:
    """A prefix that runs a command without a network, where this machine lets us."""
    tool = shutil.which("unshare")
    if not tool:
        return None
    for way in ([tool, "-rn"], [tool, "-n"]):
        if subprocess.run([*way, sys.executable, "-c", ""], capture_output=True, check=False).returncode == 0:
            return way
    return None


def test_measuring_works_without_a_network(tmp_path):
    prefix = no_network()
    if prefix is None:
        pytest.skip("this machine lets nobody unshare the network")
    root = survey(tmp_path, "score\n9\n3\n")
    done = subprocess.run([*prefix, sys.executable, "-m", "cxgov", "measure", str(root), "--format", "json"], capture_output=True, check=False, timeout=300,
                          env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "CXGOV_LANG": "en"})
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)[0]["n"] == 2
