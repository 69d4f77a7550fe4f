"""CSV sheets: recognised by their header, cells with their places, and the empty ones that cxgov hands out."""

from __future__ import annotations

from pathlib import Path

import pytest

from cxgov.handouts.canvases.definitions import CANVASES
from cxgov.importing.csv_sheets import read_csv, templates
from cxgov.language import LANGUAGES, Language
from cxgov.problems import Severity

PRACTICES = {"S1.P1": "Źródła; głosy", "S1.P2": "Katalog"}


def read(text: str | bytes, name: str = "sheet.csv"):
    return read_csv(text if isinstance(text, bytes) else text.encode("utf-8"), Path(name), name)


@pytest.mark.parametrize("language", ["pl", "en"])
def test_every_empty_sheet_is_recognised_and_holds_nothing(language):
    made = templates(Language(language), PRACTICES)
    assert sorted(made) == sorted([*(f"{name}.csv" for name in CANVASES), "tally.csv"])
    for name, text in made.items():
        sheet, problems = read(text, name)
        assert (sheet.kind, [row for row in sheet.rows if row.own - {"practice"}], problems) == (name.removesuffix(".csv"), [], [])


def test_polish_sheets_part_cells_with_semicolons():
    assert templates(Language("pl"), PRACTICES)["canvas-decisions.csv"].count(";") == 14


def test_empty_sheets_speak_the_language_of_the_paper():
    made = templates(Language("pl"), PRACTICES)
    assert made["canvas-decisions.csv"].startswith("\ufeffOkres;Czego dotyczy;Decyzja;")
    assert "działać / zaakceptować / " in made["canvas-decisions.csv"]
    assert made["tally.csv"].startswith("\ufeffPraktyka;Nazwa;Grupa 1;")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_headings_of_a_canvas_mean_different_columns(language):
    for canvas in CANVASES.values():
        names = [(name.casefold(), column.key) for column in canvas.columns for name in {column.key, Language(language).gettext(column.label)}]
        assert len({name for name, _ in names}) == len(set(names)), canvas.name


def test_columns_may_stand_in_another_order_and_be_called_by_their_labels():
    sheet, problems = read("Źródło,Oczekiwanie\nankieta,Szybko\n")
    assert (sheet.kind, problems, sheet.rows[0].text("text"), sheet.rows[0].text("source")) == ("canvas-expectations", [], "Szybko", "ankieta")


def test_the_name_decides_between_canvases_that_share_a_header():
    text = "touchpoint;accountable\nask;Jan\n"
    assert read(text)[0] is None
    assert read(text, "canvas-ownership-group-2.csv")[0].kind == "canvas-ownership"
    assert read(text, "Canvas-Touchpoint.csv")[0].kind == "canvas-touchpoint"


def test_a_cell_knows_its_line_and_column_and_its_name_in_a_spreadsheet():
    sheet, _ = read('text;source\n"dwa\nwiersze";\n;\nŻółw;ankieta\n')
    cell = sheet.rows[1].cell("source")
    assert (cell.place.line, cell.place.column, cell.name) == (5, 6, "B4")


def test_a_cell_that_a_row_or_the_sheet_lacks_still_knows_its_heading():
    sheet, _ = read("decision,text,owner\nact,Raz\n")
    assert [(sheet.rows[0].cell(key).label, sheet.rows[0].cell(key).name) for key in ("owner", "due")] == [("Owner", "C2"), ("Due", "")]


@pytest.mark.parametrize("encoding", ["cp1250", "iso8859-2"])
def test_a_sheet_from_an_older_spreadsheet_is_read_and_that_is_said(encoding):
    sheet, problems = read("text;source\nŻółw śpi, źle się łączą ciężkie głosy;ankieta\n".encode(encoding))
    assert sheet.rows[0].text("text") == "Żółw śpi, źle się łączą ciężkie głosy"
    assert [(problem.code, problem.severity) for problem in problems] == [("CX006", Severity.INFO)]
    assert "Żółśźęąż" in str(problems[0].text) or "ółśźę" in str(problems[0].text)


def test_a_sheet_of_broken_utf_8_is_refused_with_the_way_out():
    sheet, [problem] = read(b"text;source\n" + "zażółć gęślą jaźń ąęśćżźńół".encode() + b"\xff;a\n")
    assert (sheet, problem.code, problem.severity) == (None, "CX006", Severity.ERROR)
    assert "CSV UTF-8" in str(problem.remedy)


def test_an_empty_cell_says_as_above_where_a_column_is_shared():
    sheet, _ = read("journey,stage,phase,touchpoint,goal,channels,emotion,key\nA,Jeden,purchase,x,,,,\n,,,y,,,,\n,Dwa,,z,,,,\nB,,,w,,,,\n")
    assert [(row.text("journey"), row.text("stage"), row.text("phase")) for row in sheet.rows] == [
        ("A", "Jeden", "purchase"), ("A", "Jeden", "purchase"), ("A", "Dwa", ""), ("B", "", "")]


def test_a_heading_that_somebody_changed_is_named():
    _, [problem] = read("Oczekiwanie,Skąd to mamy,Segment\nSzybko,ankieta,rodziny\n")
    assert (problem.code, problem.place.line, problem.place.column) == ("CX100", 1, 13)
    assert "B1: 'Skąd to mamy' is no heading of the sheet “Expectation catalogue”" in str(problem.text)


def test_a_workbook_is_refused_with_the_way_out():
    _, [problem] = read(b"PK\x03\x04....")
    assert "CSV UTF-8" in str(problem.remedy)


def test_a_row_with_a_hash_is_a_remark():
    assert len(read("text,source\n# Oczekiwanie,skąd\nSzybko,\n")[0].rows) == 1


@pytest.mark.parametrize(("data", "code"), [
    (b"", "CX100"), (b"a,b\n1,2\n", "CX100"), (b'text,source\n"open,x\n', "CX100"),
    (b"text,source\na,b,c\n", "CX100"), (b"PK\x03\x04....", "CX007"), (b"text,text\na,b\n", "CX100"), (b"\xff\xfet\x00e\x00", "CX006"),
    (b"text,source\n" + b"a,b\n" * 501, "CX100"), (b"text,source\n" + b"a" * 4_001 + b",b\n", "CX101")])
def test_what_is_no_sheet_is_refused_with_a_remedy(data, code):
    _, problems = read(data)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].remedy is not None
