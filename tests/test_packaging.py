"""The lists of setup.cfg against the folders, and the compiled catalogues against their sources."""

from __future__ import annotations

import configparser
import gettext
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
DATA = ("examples", "frameworks", "templates")
CATALOGUES = sorted((ROOT / "cxgov" / "locale").glob("*/LC_MESSAGES/*.po"))


@pytest.fixture(scope="module")
def setup_cfg() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / "setup.cfg", encoding="utf-8")
    return parser


def listed(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip() and not line.strip().startswith("#")]


def folders_with_init(root: Path, name: str) -> Iterator[str]:
    for init in root.rglob("__init__.py"):
        yield ".".join([name, *init.parent.relative_to(root).parts])


def test_every_package_is_listed(setup_cfg):
    """A package missing from the list works in an editable install and is absent from the wheel."""
    packages = listed(setup_cfg["options"]["packages"])
    found = set(folders_with_init(ROOT / "cxgov", "cxgov"))
    for folder in DATA:
        found |= set(folders_with_init(ROOT / folder, f"cxgov.{folder}"))
    assert packages == sorted(found)


def test_every_module_is_in_a_package():
    """A module in a folder without __init__.py is in no package, so it is in no wheel."""
    orphans = [p for p in (ROOT / "cxgov").rglob("*.py") if not (p.parent / "__init__.py").is_file()]
    assert orphans == []


@pytest.mark.parametrize("folder", DATA)
def test_folders_of_data_are_packages_outside(setup_cfg, folder):
    assert f"cxgov.{folder} = {folder}" in listed(setup_cfg["options"]["package_dir"])
    assert (ROOT / folder / "__init__.py").is_file()


@pytest.mark.parametrize("folder", [*DATA, "cxgov"])
def test_package_data_covers_every_file(setup_cfg, folder):
    """A file with a suffix that package_data does not know would be missing after `pip install .`."""
    data = setup_cfg["options.package_data"]
    covered: set[Path] = set()
    for package, patterns in data.items():
        base = ROOT.joinpath(*package.split(".")[1:]) if package.split(".")[-1] in DATA else ROOT.joinpath(*package.split("."))
        covered |= {path for pattern in listed(patterns) for path in base.glob(pattern)}
    files = {
        path
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".pyo"} and not path.name.startswith(".")
    }
    assert files
    assert sorted(files - covered) == []


def test_the_console_command_exists(setup_cfg):
    script, target = listed(setup_cfg["options.entry_points"]["console_scripts"])[0].split(" = ")
    module, function = target.split(":")
    assert script == "cxgov"
    assert callable(getattr(__import__(module, fromlist=[function]), function))


def test_version_is_in_the_changelog(setup_cfg):
    assert f"## {setup_cfg['metadata']['version']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_dependency_has_its_reason(setup_cfg):
    """CONTRIBUTING.md says of each library why it is here."""
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8").lower()
    wanted = listed(setup_cfg["options"]["install_requires"])
    for extra in setup_cfg["options.extras_require"].values():
        wanted += listed(extra)
    names = [requirement.split(">")[0].strip() for requirement in wanted]
    assert [name for name in names if f"`{name.lower()}`" not in contributing] == []


def test_there_is_a_polish_catalogue():
    assert "pl" in [path.parts[-3] for path in CATALOGUES]


@pytest.mark.parametrize("po", CATALOGUES, ids=[po.parts[-3] for po in CATALOGUES])
def test_compiled_catalogue_matches_its_source(po):
    """Babel compiles the .po in memory: the committed .mo must say the same (`make messages` writes it)."""
    language = po.parts[-3]
    source = read_po(io.BytesIO(po.read_bytes()), locale=language)
    for entry in [entry for entry in source if not all(entry.string or [""])]:
        source.delete(entry.id, entry.context)  # Babel would compile the English text for its missing plurals
    expected_file = io.BytesIO()
    write_mo(expected_file, source)
    expected = gettext.GNUTranslations(io.BytesIO(expected_file.getvalue()))
    committed = gettext.GNUTranslations(io.BytesIO(po.with_suffix(".mo").read_bytes()))
    texts = [vars(catalogue)["_catalog"] for catalogue in (expected, committed)]
    assert {key: text for key, text in texts[0].items() if key} == {key: text for key, text in texts[1].items() if key}
    plural_forms = [[vars(catalogue)["plural"](n) for n in range(200)] for catalogue in (expected, committed)]
    assert plural_forms[0] == plural_forms[1]
