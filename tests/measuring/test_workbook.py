"""Workbooks: cells as text, sheets by name, and everything that is no plain workbook refused before a reader sees it."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from real_data_folder import data_folder

from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.files import archives as guard
from cxgov.measuring.files.archives import column_letters, column_number
from cxgov.measuring.files.workbook import number_text, read_sheet

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.fixture
def book(tmp_path) -> Callable[..., Path]:
    """Writes a workbook; each keyword is a sheet and its rows."""

    def make(hidden: tuple[str, ...] = (), **sheets: list[list[Any]]) -> Path:
        path = tmp_path / "answers.xlsx"
        with xlsxwriter.Workbook(path, {"remove_timezone": True, "in_memory": True}) as workbook:
            formats = {datetime.datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
                       datetime.date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
                       datetime.time: workbook.add_format({"num_format": "hh:mm:ss"})}
            made = {name: workbook.add_worksheet(name) for name in sheets}
            for name, rows in sheets.items():
                for r, row in enumerate(rows):
                    for c, value in enumerate(row):
                        if type(value) in formats:
                            made[name].write_datetime(r, c, value, formats[type(value)])
                        elif value is not None:
                            made[name].write(r, c, value)
                if name not in hidden:
                    made[name].activate()
            for name in hidden:
                made[name].hide()
        return path

    return make


def rewritten(path: Path, change: Callable[[dict[str, bytes]], Mapping[str, bytes] | None]) -> Path:
    """The same archive with its members changed."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members = dict(change(members) or members)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def with_sheet(path: Path, xml: str) -> Path:
    """The same workbook with other XML in its first sheet."""
    return rewritten(path, lambda members: {**members, SHEET: f"<worksheet {NAMESPACE}>{xml}</worksheet>".encode()})


def refused(path: Path, sheet: str | None = None) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_sheet(path, sheet)
    assert "\n" not in str(caught.value.text)
    return caught.value


def test_cells_are_the_text_a_user_would_write(book):
    row = [5.0, 4.5, "007", True, datetime.datetime.fromisoformat("2026-07-01T10:00:00"), datetime.date(2026, 7, 1), None, "Zażółć", 0.1, 12345678901234.0]
    sheet = read_sheet(book(Answers=[["a"] * 10, row]))
    assert sheet.rows[1] == ["5", "4.5", "007", "TRUE", "2026-07-01 10:00:00", "2026-07-01", "", "Zażółć", "0.1", "12345678901234"]
    assert (sheet.name, sheet.others, sheet.errors, sheet.uncomputed) == ("Answers", (), (), ())


@pytest.mark.parametrize(("number", "text"), [(5.0, "5"), (-0.0, "0"), (4.50, "4.5"), (1e-7, "0.0000001"), (1e21, "1000000000000000000000"), (float("nan"), "")])
def test_numbers_have_no_exponent(number, text):
    assert number_text(number) == text


def test_empty_columns_on_the_left_and_rows_above_keep_their_place(book):
    assert read_sheet(book(Answers=[[None, None], [None, "a"], [None, "b"], [None, None]])).rows == [["", ""], ["", "a"], ["", "b"]]


def test_the_first_visible_sheet_is_read_and_the_others_are_named(book):
    path = book(Codes=[["x"]], Answers=[["a"], [1]], More=[["b"]], hidden=("Codes",))
    sheet = read_sheet(path)
    assert (sheet.name, sheet.others) == ("Answers", ("More",))
    assert read_sheet(path, "Codes").rows == [["x"]]


def test_a_missing_sheet_is_refused_with_the_names_of_those_there_are(book):
    problem = refused(book(Answers=[["a"]], More=[["b"]]), "Odpowiedzi")
    assert "'Odpowiedzi'" in str(problem.text)
    assert "Answers, More" in str(problem.remedy)


def test_only_hidden_sheets_are_not_chosen_silently(book):
    path = book(Answers=[["a"]], More=[["b"]], hidden=("More",))
    rewritten(path, lambda m: {**m, "xl/workbook.xml": m["xl/workbook.xml"].replace(b'<sheet name="Answers"', b'<sheet state="veryHidden" name="Answers"')})
    assert "Answers, More" in str(refused(path).text)


def test_a_formula_without_a_result_is_named_by_its_cell(book):
    xml = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="7"><c r="C7"><f>1+2</f></c><c r="D7"><f>1+2</f><v>3</v></c></row></sheetData>'
    path = with_sheet(book(Answers=[["a"]]), xml)
    assert "Answers!C7" in str(refused(path).text)
    assert "D7" not in str(refused(path).text)
    kept = read_sheet(path, broken="keep")
    assert (kept.uncomputed, kept.rows[6]) == (("Answers!C7",), ["", "", "", "3"])


def test_an_error_value_is_named_by_its_cell(book):
    path = with_sheet(book(Answers=[["a"]]), '<sheetData><row><c/><c t="e"><v>#REF!</v></c></row></sheetData>')
    assert "Answers!B1" in str(refused(path).text)
    assert read_sheet(path, broken="keep").errors == ("Answers!B1",)


@pytest.mark.parametrize("xml", [
    '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="ZZZ1"><v>1</v></c></row></sheetData>',
    '<sheetData><row r="2000000"><c><v>1</v></c></row></sheetData>',
    "<sheetData><row r = '99999999999999999999'><c><v>1</v></c></row></sheetData>",
    '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>',
    '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="AAA1"><v>1</v></c></row><row r="900000"><c r="A900000"><v>1</v></c></row></sheetData>',
    '<sheetData><row r="1"><c r="&#88;FD1"><v>1</v></c></row></sheetData>',
])  # fmt: skip
def test_a_cell_far_away_is_refused_before_the_reader_takes_memory_for_it(book, xml):
    refused(with_sheet(book(Answers=[["a"]]), xml))


def test_limits_hold_at_the_limit(book):
    xml = '<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="{0}1"><v>2</v></c></row></sheetData>'
    at, beyond = column_letters(guard.MOST_COLUMNS), column_letters(guard.MOST_COLUMNS + 1)
    assert len(read_sheet(with_sheet(book(Answers=[["a"]]), xml.format(at))).rows[0]) == guard.MOST_COLUMNS
    refused(with_sheet(book(Answers=[["a"]]), xml.format(beyond)))


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("ALL", 1000), ("XFD", 16384)])
def test_columns_have_letters_and_numbers(letters, number):
    assert column_number(letters) == number
    assert column_letters(number) == letters


def test_a_bomb_is_refused_by_the_sizes_its_archive_states(book):
    path = rewritten(book(Answers=[["a"]]), lambda m: {**m, "xl/pad.xml": b"<a>" + b" " * (40 << 20) + b"</a>"})
    assert "larger" in str(refused(path).text)


def test_too_many_parts_are_refused(book, monkeypatch):
    monkeypatch.setattr(guard, "MOST_MEMBERS", 20)
    refused(rewritten(book(Answers=[["a"]]), lambda m: {**m, **{f"xl/part{i}.bin": b"" for i in range(20)}}))


def test_two_parts_of_one_name_are_refused(book):
    path = book(Answers=[["a"]])
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(SHEET, f"<worksheet {NAMESPACE}><sheetData/></worksheet>")
    assert "one name" in str(refused(path).text)


@pytest.mark.parametrize(("extra", "says"), [
    ({"xl/vbaProject.bin": b"x"}, "macros"),
    ({"../outside.xml": b"<a/>"}, "outside"),
    ({"xl/evil.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "document type"),
    ({"xl/evil.xml": b'<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>'}, "document type"),
    ({"xl/evil.xml": b"<!--" + b" " * 70_000 + b"--><!DOCTYPE a><a/>"}, "document type"),
    ({"xl/evil.xml": '<?xml version="1.0"?><a/>'.encode("utf-16")}, "no program writes"),
])  # fmt: skip
def test_what_a_plain_workbook_never_holds_is_refused(book, extra, says):
    assert says in str(refused(rewritten(book(Answers=[["a"]]), lambda m: {**m, **extra})).text)


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "Workbook".encode("utf-16-le"), "old Excel"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password"),
    (b"<html><body><table><tr><td>1</td></tr></table></body></html>", "HTML"),
    (b"ID,Score\n1,9\n", "text file"),
    (b"PK\x03\x04" + b"\0" * 40, "damaged"),
    (b"SQLite format 3\0" + b"\0" * 100, "SQLite"),
])  # fmt: skip
def test_another_file_with_the_ending_xlsx_is_called_what_it_is(tmp_path, data, says):
    path = tmp_path / "answers.xlsx"
    path.write_bytes(data)
    problem = refused(path)
    assert says in str(problem.text)
    assert problem.remedy is not None


def test_a_spreadsheet_of_another_program_is_called_what_it_is(tmp_path):
    path = tmp_path / "answers.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert ".ods" in str(refused(path).text)


def test_every_cut_of_a_workbook_is_refused_in_one_line(book, tmp_path):
    whole = book(Answers=[["Score", "Comment"], *[[i % 11, f"comment {i}"] for i in range(50)]]).read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(1, len(whole) - 1, 97):
        path.write_bytes(whole[:length])
        refused(path)


def test_broken_members_are_refused_in_one_line(book):
    path = book(Answers=[["Score"], [5]])
    whole = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = archive.namelist()
    for name in names:
        path.write_bytes(whole)
        rewritten(path, lambda members, name=name: {**members, name: members[name][: len(members[name]) // 2]})
        try:
            assert read_sheet(path).rows[-1] in (["5"], ["Score"])  # a part that the answers do not need
        except UnreadableFile as problem:
            assert re.search("damaged|unusual|no sheet|archive|no program", str(problem.text))  # noqa: PT017 - both ways are right


def test_a_folder_a_missing_file_and_the_lock_of_excel(tmp_path):
    assert "folder" in str(refused(tmp_path).text)
    assert "no such file" in str(refused(tmp_path / "none.xlsx").text)
    lock = tmp_path / "~$answers.xlsx"
    lock.write_bytes(b"x" * 165)
    assert "~$" in str(refused(lock).remedy)


def test_a_real_workbook():
    sheet = read_sheet(data_folder("telco_churn_classic") / "02 Churn-Dataset.xlsx")
    assert len(sheet.rows) == 7044
    assert sheet.rows[0][:2] == ["customerID", "gender"]
    assert sheet.rows[1][18] == "29.85"
    assert sum(row[22] == "Yes" for row in sheet.rows) == 1869
