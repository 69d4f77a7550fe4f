"""Real, public data: found outside the checkout, copied beside their definitions, measured by cxgov.

The data are no part of the repository. They are looked for in the folder that the environment variable CXGOV_DATA names,
else in `../shared/data` beside the checkout; without them these tests are skipped. Each set has a folder here with the
definitions of a small, complete workspace, whose sources point to `data/`.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

pytest.register_assert_rewrite("real_data.agreement")  # so that a figure that differs is shown with what was expected
from real_data.agreement import Measures  # noqa: E402 - only a module that is not yet imported can be rewritten

HERE = Path(__file__).parent
CHECKOUT = HERE.parent.parent


@pytest.fixture(scope="session")
def public_data() -> Path:
    """The folder with the data sets."""
    named = os.environ.get("CXGOV_DATA")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no public data sets in {folder}: set CXGOV_DATA to the folder that holds them")
    return folder


@pytest.fixture(scope="module")
def organisation_of(public_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Makes the organisation's folder of a set, with those files of the data that its sources name."""

    def made(name: str, files: str) -> Path:
        found = sorted((public_data / name).glob(files))
        if not found:
            pytest.skip(f"the public data set {name} is missing")
        folder = tmp_path_factory.mktemp(name) / name
        shutil.copytree(HERE / name, folder)
        (folder / "data").mkdir()
        for file in found:
            shutil.copyfile(file, folder / "data" / file.name)
        return folder

    return made


@pytest.fixture(scope="module")
def measure_set(organisation_of: Callable[[str, str], Path]) -> Callable[..., Measures]:
    """Measures a set: its folder's name, then the periods; `refused` are the indicators that must end in an error."""

    def measured(name: str, *periods: str, files: str, refused: Sequence[str] = ()) -> Measures:
        return Measures.of(organisation_of(name, files), periods, refused)

    return measured
