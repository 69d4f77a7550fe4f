"""The set-up scripts against invented machines: a PATH that holds only what the machine is said to have."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.checkout, pytest.mark.skipif(os.name != "posix", reason="shell scripts")]

ROOT = Path(__file__).resolve().parents[1]
ORDINARY = ("bash", "cat", "cut", "dirname", "env", "id", "mkdir", "mktemp", "rm", "seq", "sh", "tail", "touch", "chmod", "true")


class Machine:
    """A folder that is the whole PATH; programs in it write down how they were called."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.calls_file = folder / "calls"
        for name in ORDINARY:
            (self.bin / name).symlink_to(shutil.which(name) or "/bin/false")
        (self.bin / "python3").symlink_to(sys.executable)

    def has(self, name: str, does: str = "exit 0") -> None:
        program = self.bin / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.calls_file}\n{does}\n', "utf-8")
        program.chmod(0o755)

    def gains(self, name: str) -> str:
        """A line of shell that installs a program on this machine."""
        return f"touch {self.bin / name}; chmod +x {self.bin / name}"

    @property
    def calls(self) -> list[str]:
        return self.calls_file.read_text("utf-8").splitlines() if self.calls_file.is_file() else []

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=ROOT, env={"PATH": str(self.bin), **environment}, capture_output=True, text=True, check=False, timeout=60
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install --yes --no-install-recommends poppler-utils"),
        ("dnf", "dnf install --assumeyes poppler-utils"),
        ("apk", "apk add poppler-utils"),
        ("pacman", "pacman -S --noconfirm --needed poppler"),
        ("zypper", "zypper --non-interactive install poppler-tools"),
        ("brew", "brew install poppler"),
    ],
)
def test_one_line_says_what_to_run(machine, manager, command):
    """Where nothing may be installed, nothing is, and one line says what to run."""
    machine.has(manager)
    done = machine.run("sh", "scripts/system-libraries.sh", "tools", CXGOV_INSTALL="no")
    assert done.returncode == 1
    assert machine.calls == []
    assert re.fullmatch(rf"Missing: pdffonts; run: (sudo )?{re.escape(command)}\n", done.stderr)


@pytest.mark.parametrize("need", ["pdf", "tools", "browser", "venv", "postgresql", "java"])
@pytest.mark.parametrize("manager", ["apt-get", "dnf", "apk", "pacman", "zypper", "brew"])
def test_every_need_has_an_answer_everywhere(machine, need, manager):
    """The need is met already, or exactly one line is printed."""
    machine.has(manager)
    done = machine.run("sh", "scripts/system-libraries.sh", need, CXGOV_INSTALL="no")
    assert (done.returncode, done.stderr.count("\n")) in {(0, 0), (1, 1)}


def test_installs_with_a_sudo_that_asks_nothing(machine):
    """As root, or with such a sudo, the package manager is called; it is enough that the tools are there afterwards."""
    machine.has("sudo", 'shift; exec "$@"')
    machine.has("apt-get", f"{machine.gains('pdffonts')}; {machine.gains('pdftoppm')}")
    done = machine.run("sh", "scripts/system-libraries.sh", "tools")
    assert done.returncode == 0
    assert machine.calls[-1] == "apt-get install --yes --no-install-recommends poppler-utils"
    assert "Installing what is missing" in done.stdout


def test_package_lists_are_refreshed_once_when_the_first_attempt_fails(machine):
    """A fresh Debian has no package lists."""
    machine.has("sudo", 'shift; exec "$@"')
    machine.has("apt-get", "exit 100")
    done = machine.run("sh", "scripts/system-libraries.sh", "tools")
    assert done.returncode == 1
    assert [call.split()[1] for call in machine.calls if call.startswith("apt-get")] == ["install", "update", "install"]
    assert "run: " in done.stderr.splitlines()[-1]


def test_no_python_is_said_in_one_line(machine):
    (machine.bin / "python3").unlink()
    done = machine.run("sh", "scripts/find-python.sh")
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_server_runs_everything_and_sums_up(machine):
    """One failing section does not keep the others from running, and the run ends with 1."""
    machine.has("make", 'test "$1" != types')
    done = machine.run("bash", ".ci/run", LOGS=str(machine.bin.parent / "logs"))
    assert done.returncode == 1
    sections = [call.split()[1] for call in machine.calls]
    assert sections == ["lint", "contracts", "types", "test", "handout-test", "wheel-test", "browser-test", "test-engines"]
    summary = done.stdout.partition("summary")[2]
    assert re.findall(r"^(\S+) +(passed|FAILED)", summary, re.MULTILINE) == [
        (section, "FAILED" if section == "types" else "passed") for section in sections
    ]


def test_the_server_is_green_when_all_is(machine):
    machine.has("make")
    assert machine.run("bash", ".ci/run", "lint", "types", LOGS=str(machine.bin.parent / "logs")).returncode == 0
    assert [call.split()[1] for call in machine.calls] == ["lint", "types"]


def test_every_target_of_the_makefile_says_what_it_does():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = set(" ".join(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)).split())
    helped = set(" ".join(re.findall(r"^([a-z][a-z -]*):.*## \S", makefile, re.MULTILINE)).split())
    assert phony == helped
