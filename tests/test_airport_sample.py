"""The survey sample of the airport example: what the script makes, with the traps the example's README lists."""

from __future__ import annotations

import csv
import importlib.util
import io
import sys
from pathlib import Path

import pytest

from cxgov.loading import load_workspace

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lotnisko"
YEARS = (2015, 2016, 2017)


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("airport_sample", ROOT / "scripts" / "airport_sample.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its records look their own module up while they are made.
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "airport_sample", module)
        spec.loader.exec_module(module)
    return module


def raw(year: int) -> bytes:
    return (EXAMPLE / "data" / f"{year}.csv").read_bytes()


def rows(year: int) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw(year).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("year", YEARS)
def test_committed_file_is_what_the_script_makes(script, year):
    assert raw(year) == script.content(year)


def test_check_names_the_file_that_differs(script, tmp_path, monkeypatch):
    monkeypatch.setattr(script, "FOLDER", tmp_path)
    assert script.main([], say=lambda _: None) == 0
    assert script.main(["--check"]) == 0
    (tmp_path / "2016.csv").write_bytes(b"")
    said: list[str] = []
    assert script.main(["--check"], say=said.append) == 1
    assert said == ["2016.csv is not what the script makes"]


@pytest.mark.parametrize("year", YEARS)
def test_sample_is_small_and_whole(year):
    """Below 150 kB; every row has as many cells as the header; every passenger once."""
    assert len(raw(year)) < 150_000
    found = rows(year)
    assert all(None not in row and None not in row.values() for row in found)
    identity = "*RESPNUM" if year == 2016 else "RESPNUM"
    assert len({row[identity] for row in found}) == len(found)


def test_traps_are_there():
    """What the README's table promises."""
    header = {year: list(rows(year)[0]) for year in YEARS}
    assert b"\r\n" in raw(2015)
    assert b"\r\n" not in raw(2016) + raw(2017)
    assert raw(2016).startswith(b"\xef\xbb\xbf*RESPNUM,")
    assert {"NETPRO  ", "Q14FIND ", "Q12PRECHEKCRATE", "Hi"} <= set(header[2017])
    assert "Q12PRECHECKRATE" in header[2016]
    assert "Q12PRECHEKCRATE" in header[2015]
    assert {row["Q7ALL"] for row in rows(2017)} >= {"Blank", "6", "5"}
    assert "BLANK" in {row["Q9RESTROOM"] for row in rows(2017)}
    assert {row["NETPRO  "] for row in rows(2017)} >= {"11", "6", "10"}
    assert [row["Q9RESTROOM"] for row in rows(2016)].count("44") == 1
    assert any("," in row["Q17CITY"] for row in rows(2016))
    assert len({row["WEIGHT"] for row in rows(2015)}) > 1


def test_sources_name_columns_that_exist():
    """Names match after trimming; every column an indicator reads is mapped in every source it names."""
    workspace = load_workspace(str(EXAMPLE))
    sources = {source.id: source for source in workspace.sources}
    for source in (source for source in sources.values() if source.voice == "survey"):
        assert source.period is not None
        header = {name.strip() for name in rows(source.period.start.year)[0]}
        assert {*source.columns.values(), source.weight} <= header
    for kpi in workspace.kpis:
        assert kpi.measure is not None
        named = kpi.measure.source if isinstance(kpi.measure.source, tuple) else (kpi.measure.source,)
        for name in named:
            assert {kpi.measure.column, *kpi.measure.only} <= set(sources[name].columns)
