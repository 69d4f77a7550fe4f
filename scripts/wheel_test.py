"""Builds the source archive and from it the wheel, and runs the tests against the wheel in a clean environment.

    .venv/bin/python scripts/wheel_test.py [arguments for pytest]

All of it happens in a temporary folder in which the package's sources do not exist while the tests run: what is absent
from the wheel is absent. The built files land in dist/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GIT = ("git", "-c", "safe.directory=*", "-C", str(ROOT))


def run(*command: str | Path, cwd: Path | None = None) -> None:
    """Runs a program; ends this one with its exit code if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def copy_sources(target: Path) -> None:
    """Copies what git would publish and what is new and not ignored, so that no old build/ gets into the wheel."""
    listed = subprocess.run([*GIT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():  # a deleted file is listed until the deletion is committed
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def build(sources: Path, out: Path) -> Path:
    """Builds the archive and the wheel, with the last commit's time as theirs; returns the wheel."""
    commit = subprocess.run([*GIT, "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False)
    os.environ["SOURCE_DATE_EPOCH"] = commit.stdout.strip() or "315532800"
    done = subprocess.run(
        [sys.executable, "-m", "build", "--outdir", str(out), str(sources)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stdout[-4000:])
    (ROOT / "dist").mkdir(exist_ok=True)
    for built in out.iterdir():
        shutil.copy2(built, ROOT / "dist")
    return next(out.glob("*.whl"))


def main(arguments: list[str]) -> None:
    """Builds, installs, removes the sources, tests."""
    with tempfile.TemporaryDirectory(prefix="cxgov-wheel-") as folder:
        sources, environment = Path(folder, "sources"), Path(folder, "environment")
        print("Building the source archive and the wheel ...", flush=True)
        copy_sources(sources)
        wheel = build(sources, Path(folder, "out"))
        print(f"Installing {wheel.name} into a clean environment ...", flush=True)
        run(sys.executable, "-m", "venv", environment)
        python = environment / "bin" / "python"
        run(python, "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check", f"{wheel}[test]")
        for package in ("cxgov", "frameworks", "templates", "examples"):
            shutil.rmtree(sources / package)
        run(python, "-c", "import cxgov, sys; sys.exit(not cxgov.__file__.startswith(sys.prefix))", cwd=sources)
        run(environment / "bin" / "cxgov", "--help", cwd=sources)
        run(python, "-m", "pytest", "-n", os.environ.get("JOBS", "auto"), "-m", "not browser and not checkout and not engine and not handout", *arguments, cwd=sources)


if __name__ == "__main__":
    main(sys.argv[1:])
