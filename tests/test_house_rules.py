"""Rules of the house that neither ruff nor import-linter can state."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "cxgov").rglob("*.py"))
WRITER = "cxgov/writing.py"
WRITING_METHODS = {
    "hardlink_to", "mkstemp", "symlink_to", "touch", "unlink", "write_bytes", "write_text",
}  # fmt: skip
WRITING_FUNCTIONS = {
    f"{module}.{name}"
    for module, names in {
        "os": ("remove", "rename", "replace", "unlink", "truncate"),
        "shutil": ("copy", "copy2", "copyfile", "copytree", "move", "rmtree"),
        "tempfile": ("NamedTemporaryFile", "TemporaryFile", "mkstemp"),
    }.items()
    for name in names
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def writes(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of every call in a module that can open a path for writing, or change or remove a file."""
    tree = ast.parse(source)
    constants = {ast.unparse(a.targets[0]): ast.unparse(a.value) for a in tree.body if isinstance(a, ast.Assign)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        last = called.rpartition(".")[2]
        if called == "os.open":
            flags = ast.unparse(node.args[1])
            if "O_RDONLY" not in constants.get(flags, flags):
                yield node.lineno, called
        elif last in {"open", "fdopen"}:
            mode = mode_of(node, position=1 if called in {"open", "io.open", "codecs.open", "os.fdopen", "gzip.open", "pikepdf.open"} else 0)
            if set(mode) & set("wax+"):
                yield node.lineno, called
        elif called in WRITING_FUNCTIONS or last in WRITING_METHODS:
            yield node.lineno, called


def mode_of(call: ast.Call, position: int) -> str:
    """The mode an open() asks for; a mode that only the run knows counts as writing."""
    given = next((k.value for k in call.keywords if k.arg == "mode"), None)
    if given is None and len(call.args) > position:
        given = call.args[position]
    if given is None:
        return "r"
    return str(given.value) if isinstance(given, ast.Constant) else "w"


@pytest.mark.parametrize(
    "source",
    [
        "open('x', 'w')",
        "open('x', mode='ab')",
        "path.open('x')",
        "path.open(mode=mode)",
        "path.write_text('x')",
        "os.replace('a', 'b')",
        "os.fdopen(handle, 'wb')",
        "os.open(path, os.O_WRONLY | os.O_CREAT)",
    ],
)
def test_the_rule_sees_writing(source):
    assert list(writes(source))


@pytest.mark.parametrize("source", ["open('x')", "open('x', 'rb')", "path.open()", "path.open('rb')", "os.open(path, os.O_RDONLY)", "text.replace('a', 'b')"])
def test_the_rule_lets_reading_be(source):
    assert not list(writes(source))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_writer_writes(path):
    """A file that something else writes is half a file when the machine stops (CONTRIBUTING.md, "Writing files")."""
    if name_of(path) == WRITER:
        return
    assert [f"{name_of(path)}:{line}: {call}" for line, call in writes(path.read_text("utf-8"))] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_what_is_in_the_room(path):
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_silenced_check_has_its_reason(path):
    """Words after the codes: `# noqa: S704 - raw HTML is off`, `# type: ignore[x]  # why`."""
    silenced = re.compile(r"#\s*(?:noqa(?::[\sA-Z0-9,]*)?|type:\s*ignore(?:\[[\w, -]*\])?|pragma: no cover)\s*$")
    lines = path.read_text("utf-8").splitlines()
    assert [f"{name_of(path)}:{n}: {line.strip()}" for n, line in enumerate(lines, 1) if silenced.search(line)] == []


def test_no_drawer_for_everything():
    assert [name_of(path) for path in MODULES if path.stem in {"utils", "util", "helpers", "misc", "common"}] == []
