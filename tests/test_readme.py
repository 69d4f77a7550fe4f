"""Every block of the README runs, in its order, in one folder, as a new user would run it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.checkout, pytest.mark.xdist_group("readme")]

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
READMES = ["README.md", "README.pl.md"]


def blocks(name: str) -> list[tuple[str, str]]:
    return BLOCK.findall((ROOT / name).read_text("utf-8"))


def run(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs one line of a shell block: make targets are looked up, cxgov runs for real."""
    words = shlex.split(line)
    if words[0] == "make":
        return subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    assert words[0] == "cxgov", line
    return subprocess.run([sys.executable, "-m", "cxgov", *words[1:]], cwd=folder, capture_output=True, text=True, encoding="utf-8",
                          check=False, env={**os.environ, "CXGOV_LANG": ""})


@pytest.mark.parametrize("name", READMES)
def test_every_block_runs(name, tmp_path):
    """Shell lines end well (`check` may find something), YAML blocks are written to the file they name, texts are what came out."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    said = ""
    ran = 0
    for kind, text in blocks(name):
        if kind == "sh":
            for line in text.strip().splitlines():
                done = run(line, tmp_path)
                allowed = {0, 1} if " check " in line else {0}
                if " report " in line and "Pango" in done.stderr:
                    pytest.skip("the PDF engine's system libraries are missing")
                assert done.returncode in allowed, (line, done.stderr)
                assert "Traceback" not in done.stderr
                said = done.stdout
                ran += 1
        elif kind == "yaml":
            place = tmp_path / text.splitlines()[0].removeprefix("# ")
            assert place.is_file(), f"{place} is not among the files that init wrote"
            place.write_text(text, encoding="utf-8")
        elif kind == "python":
            done = subprocess.run([sys.executable, "-c", text], cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        elif kind == "text":
            assert said.rstrip() == text.rstrip()
        else:
            pytest.fail(f"a block of kind {kind} is not run")
    assert ran > 5


@pytest.mark.parametrize("name", READMES)
def test_links_lead_somewhere(name):
    text = (ROOT / name).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text) + re.findall(r'src="([^"]+)"', text):
        assert (ROOT / target).is_file(), target


def test_both_readmes_show_the_same_commands():
    """The Polish page is a page of its own; its commands are the English ones, but for the language and names."""
    def commands(name: str) -> list[str]:
        return [line.split()[1] for kind, text in blocks(name) if kind == "sh" for line in text.strip().splitlines()]

    assert commands("README.md") == commands("README.pl.md")
