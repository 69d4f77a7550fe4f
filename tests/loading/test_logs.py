"""Logs in CSV files: what becomes of a cell, and where every fault is found."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.loading import load, logs
from cxgov.loading.csv_rows import rows
from cxgov.problems import Severity, describe_all

ORGANISATION = """\
kind: organisation
id: acme
name: Acme
people: [{id: anna-nowak, name: Anna Nowak, function: operations}]
"""


@pytest.fixture
def folder(tmp_path):
    """Writes a log of feedback that names feedback.csv, with further keys; returns the folder."""

    def write(csv: str | bytes | None, *keys: str, kind: str = "feedback"):
        root = tmp_path / "acme"
        root.mkdir(exist_ok=True)
        (root / "organisation.yaml").write_text(ORGANISATION)
        (root / f"{kind}.yaml").write_text("".join(f"{line}\n" for line in (f"kind: {kind}", f"file: {kind}.csv", *keys)), encoding="utf-8")
        if csv is not None:
            (root / f"{kind}.csv").write_bytes(csv if isinstance(csv, bytes) else csv.encode())
        return root

    return write


def items(root):
    loaded = load(root)
    assert loaded.workspace is not None, describe_all(loaded.problems, Language("en"), None)
    return loaded.workspace.feedback


def found(root) -> list[tuple[str, str, int, int]]:
    return [(p.code, p.place.file.rpartition("/")[2], p.place.line, p.place.column) for p in load(root).problems]


def text_of(root) -> str:
    return describe_all(load(root).problems, Language("en"), None)


# --- cells --------------------------------------------------------------------------------------------------------------


def test_a_row_becomes_a_record(folder):
    [item] = items(folder("id,received,contacted,at_risk,from,cause\nF-1,2026-07-01,2026-07-02,true,employee,queue\n"))
    assert (item.id, item.received, item.contacted, item.at_risk, item.from_, item.cause) == (
        "F-1", date(2026, 7, 1), date(2026, 7, 2), True, "employee", "queue")


def test_an_empty_cell_is_absent(folder):
    [item] = items(folder("id,received,closed,consent,at_risk,outcome\nF-1,2026-07-01,,,  ,\n"))
    assert (item.closed, item.consent, item.at_risk, item.outcome) == (None, None, False, None)


@pytest.mark.parametrize(("cell", "truth"), [
    ("true", True), ("Yes", True), ("tak", True), ("1", True), ("PRAWDA", True), ("false", False), ("no", False), ("NIE", False), ("0", False), ("FAŁSZ", False)])
def test_truth_in_either_language(folder, cell, truth):
    assert items(folder(f"id,received,consent\nF-1,2026-07-01,{cell}\n"))[0].consent is truth


@pytest.mark.parametrize(("cell", "speaker"), [("employee", "employee"), ("Pracownik", "employee"), ("klient", "customer"), ("", "customer")])
def test_who_said_it_in_either_language(folder, cell, speaker):
    assert items(folder(f"id,received,from\nF-1,2026-07-01,{cell}\n"))[0].from_ == speaker


@pytest.mark.parametrize("cell", ["2026-07-01", "2026-07-01T14:30", "2026-07-01 14:30", "2026-07-01 9:05:11", "2026-07-01T14:30:00+02:00"])
def test_a_time_behind_a_date_is_dropped(folder, cell):
    assert items(folder(f"id,received\nF-1,{cell}\n"))[0].received == date(2026, 7, 1)


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+48", "-2"])
def test_a_formula_is_a_text(folder, cell):
    assert items(folder(f"id,received,quote\nF-1,2026-07-01,{cell}\n"))[0].quote == cell


def test_a_mark_at_the_start_and_windows_line_ends(folder):
    [item] = items(folder("\ufeffid;received;quote\r\nF-1;2026-07-01;Długo; czekałam\r\n".replace("; cz", ", cz"), 'delimiter: ";"'))
    assert item.quote == "Długo, czekałam"


def test_headings_are_mapped(folder):
    root = folder("Numer,Data wpływu\nF-1,2026-07-01\n", "columns: {id: Numer, received: Data wpływu}")
    assert [item.id for item in items(root)] == ["F-1"]


def test_items_of_the_file_and_of_the_csv_stand_together(folder):
    root = folder("id,received\nF-2,2026-07-02\n", "items: [{id: F-1, received: 2026-07-01}]")
    assert [item.id for item in items(root)] == ["F-1", "F-2"]


def test_complaints(folder):
    loaded = load(folder("id,received,deadline,upheld\nR-1,2026-07-01,2026-07-31,nie\n", kind="complaints"))
    assert loaded.workspace is not None
    assert [(c.id, c.deadline, c.upheld) for c in loaded.workspace.complaints] == [("R-1", date(2026, 7, 31), False)]


def test_the_csv_file_has_a_fingerprint(folder):
    loaded = load(folder("id,received\nF-1,2026-07-01\n"))
    assert loaded.workspace is not None
    assert sorted(loaded.workspace.fingerprints) == ["feedback.csv", "feedback.yaml", "organisation.yaml"]


# --- tables as Excel saves them ------------------------------------------------------------------------------------------


def test_days_in_the_declared_form(folder):
    root = folder("id,received,closed\nF-1,05.12.2026,06.12.2026 14:30\n", 'date_format: "%d.%m.%Y"')
    assert [(item.received, item.closed) for item in items(root)] == [(date(2026, 12, 5), date(2026, 12, 6))]


def test_days_in_another_form_are_one_fault_that_says_what_to_declare(folder):
    root = folder("id,received,closed\nF-1,05.12.2026,\nF-2,17.12.2026,18.12.2026\n")
    assert found(root) == [("CX037", "feedback.csv", 2, 5)]
    assert 'if all days of the file are written like this, say so in the log that names it: date_format: "%d.%m.%Y"' in text_of(root)


def test_days_that_two_forms_fit_are_asked_about(folder):
    assert 'date_format: "%d/%m/%Y" or date_format: "%m/%d/%Y"' in text_of(folder("id,received\nF-1,05/12/2026\n"))


def test_a_day_that_is_not_in_the_declared_form(folder):
    root = folder("id,received\nF-1,05.12.2026\nF-2,31.31.2026\nF-3,2026-12-06\n", 'date_format: "%d.%m.%Y"')
    assert found(root) == [("CX037", "feedback.csv", 3, 5)]
    assert 'the log says that its days are written as date_format: "%d.%m.%Y"' in text_of(root)


@pytest.mark.parametrize("form", ["%d.%m", "dd.mm.yyyy", "%d.%m.%Q", "%", "%H:%M"])
def test_a_form_that_tells_no_day_is_refused(folder, form):
    assert found(folder("id,received\nF-1,05.12.2026\n", f'date_format: "{form}"')) == [("CX087", "feedback.yaml", 3, 14)]


def test_a_declared_encoding(folder):
    root = folder("id;received;quote\r\nF-1;2026-07-01;Żółć, ślad\r\n".encode("cp1250"), 'delimiter: ";"', "encoding: cp1250")
    assert items(root)[0].quote == "Żółć, ślad"


def test_an_encoding_that_is_not_declared_is_named(folder):
    root = folder("id,received,quote\nF-1,2026-07-01,Żółć ślad\n".encode("cp1250"))
    assert [code for code, *_ in found(root)] == ["CX006"]
    assert "say so in the log that names it: encoding: cp1250; or save the file again as UTF-8" in text_of(root)


def test_utf_8_that_is_declared_as_something_else(folder):
    root = folder("id,received,quote\nF-1,2026-07-01,Żółć\n", "encoding: cp1250")
    assert "the file is UTF-8, not cp1250" in text_of(root)


def test_an_unknown_encoding_is_refused(folder):
    assert found(folder("id,received\nF-1,2026-07-01\n", "encoding: polish")) == [("CX087", "feedback.yaml", 3, 11)]


def test_a_pdf_is_no_table_whatever_is_declared(folder):
    assert [code for code, *_ in found(folder(b"%PDF-1.7\n\xff", "encoding: cp1250"))] == ["CX007"]


def test_a_truth_that_cannot_be_read_is_told_in_words_of_a_table(folder):
    assert "write true or false, yes or no, tak or nie, 1 or 0; empty where it is not known" in text_of(folder("id,received,at_risk\nF-1,2026-07-01,x\n"))


def test_what_came_in_long_after_the_last_period_is_warned_about(folder):
    root = folder("id,received\nF-1,2026-10-05\nF-2,2062-07-01\n")
    (root / "decisions.yaml").write_text("kind: decisions\nperiod: 2026-Q3\ndecisions: []\n")
    [problem] = load(root).problems
    assert (problem.severity, problem.place.line) == (Severity.WARNING, 3)
    assert str(problem.text).replace("\u00a0", " ") == "1 record came in more than a year after 30 September 2026, the end of the last period on file: F-2"


# --- places -------------------------------------------------------------------------------------------------------------


def test_a_record_is_found_at_its_row_and_a_field_at_its_cell(folder):
    root = folder('id,received,quote,cause\nF-1,2026-07-01,"two\r\nlines, ""so""",a\nF-2,2026-07-02,,"late, again"\n')
    workspace = load(root).workspace
    assert workspace is not None
    second = workspace.feedback[1]
    assert [str(workspace.places.of(second, key)).rpartition("/")[2] for key in (None, "received", "cause", "owner")] == [
        "feedback.csv:4:1", "feedback.csv:4:5", "feedback.csv:4:17", "feedback.csv:4:1"]


def test_a_wrong_cell_is_named_at_its_place(folder):
    root = folder('id,received,quote,consent\nF-1,2026-07-41,"a\nb",\nF-2,2026-07-02,,maybe\n')
    assert found(root) == [("CX037", "feedback.csv", 2, 5), ("CX036", "feedback.csv", 4, 17)]
    assert "  4 | F-2,2026-07-02,,maybe\n    |                 ^" in text_of(root)


def test_every_row_needs_an_id_and_a_day(folder):
    assert found(folder("id,received,cause\nF-1,,a\n,2026-07-01,b\n")) == [("CX032", "feedback.csv", 2, 5), ("CX032", "feedback.csv", 3, 1)]


def test_ids_are_unique_across_files(folder):
    root = folder("id,received\nF-1,2026-07-02\n", "items: [{id: F-1, received: 2026-07-01}]")
    assert [code for code, *_ in found(root)] == ["CX051"]


def test_a_reference_to_nobody(folder):
    assert found(folder("id,received,owner\nF-1,2026-07-02,ana-nowak\n")) == [("CXG-064", "feedback.csv", 2, 16)]


@pytest.mark.parametrize(("kind", "header", "row", "column"), [
    ("feedback", "id,received,contacted", "F-1,2026-07-02,2026-07-01", 16),
    ("feedback", "id,received,closed", "F-1,2026-07-02,2026-07-01", 16),
    ("complaints", "id,received,answered", "F-1,2026-07-02,2026-07-01", 16),
    ("complaints", "id,received,deadline", "F-1,2026-07-02,2026-07-01", 16),
])
def test_nothing_is_answered_before_it_came(folder, kind, header, row, column):
    assert found(folder(f"{header}\n{row}\n", kind=kind)) == [("CX062", f"{kind}.csv", 2, column)]


# --- rows and columns ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("row", "line", "column"), [
    ("F-1", 2, 1), ("F-1,2026-07-01,a,b", 2, 1), ('F-1,2026-07-01,"a', 2, 16), ('F-1,2026-07-01,"a"b', 2, 19)])
def test_a_broken_row(folder, row, line, column):
    assert found(folder(f"id,received,cause\n{row}\n")) == [("CX089", "feedback.csv", line, column)]


def test_an_open_quotation_mark_names_the_row_it_swallowed_from(folder):
    root = folder('id,received,cause\nF-1,2026-07-01,"a\nF-2,2026-07-01,"b"\n')
    assert found(root) == [("CX089", "feedback.csv", 3, 17)]
    assert [str(place).rpartition("/")[2] for place in load(root).problems[0].related] == ["feedback.csv:2:1"]


def test_a_quotation_mark_inside_a_cell_is_a_character(folder):
    assert items(folder('id,received,cause\nF-1,2026-07-01,19" screen\n'))[0].cause == '19" screen'


def test_rows_with_nothing_in_them_are_left_out(folder):
    assert [item.id for item in items(folder("id,received\n\nF-1,2026-07-01\n,\n \n"))] == ["F-1"]


def test_a_column_that_is_not_read_is_a_warning(folder):
    root = folder("id,received,contcted,Agent\nF-1,2026-07-01,2026-07-02,x\n")
    [problem] = load(root).problems
    assert (problem.code, problem.severity, problem.place.column) == ("CX088", Severity.WARNING, 13)
    assert (str(problem.text), str(problem.remedy)) == ("columns that are not read: contcted, Agent", "did you mean 'contacted'?")


@pytest.mark.parametrize(("csv", "keys", "file", "line"), [
    ("id,date\nF-1,2026-07-01\n", (), "feedback.csv", 1),
    ("id,received\nF-1,2026-07-01\n", ("columns: {cause: Reason}",), "feedback.yaml", 3),
    ("id,received\nF-1,2026-07-01\n", ("columns: {reason: id}",), "feedback.yaml", 3),
    ("id,received,id\nF-1,2026-07-01,F-2\n", (), "feedback.csv", 1),
])
def test_columns_that_do_not_fit(folder, csv, keys, file, line):
    assert [place[:3] for place in found(folder(csv, *keys))] == [("CX088", file, line)]


def test_another_delimiter_is_recognised(folder):
    assert 'write delimiter: ";"' in text_of(folder("id;received\nF-1;2026-07-01\n"))


# --- the file -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("csv", "code"), [(None, "CX001"), (b"", "CX087"), (b"id,received\nF-1,\xb9\n", "CX006"), (b"id,received\nF\x07,2026-07-01\n", "CX008")])
def test_a_file_that_cannot_be_read_says_which_log_names_it(folder, csv, code):
    [problem] = load(folder(csv)).problems
    assert problem.code == code
    assert [str(place).rpartition("/")[2] for place in problem.related] == ["feedback.yaml:2:7"]


@pytest.mark.parametrize("path", ["../other.csv", "/etc/hosts", "a/../../b.csv", "C:\\a.csv", "..\\b.csv", "https://example.org/a.csv"])
def test_no_path_leads_out_of_the_folder(folder, path):
    root = folder(None)
    (root / "feedback.yaml").write_text(f"kind: feedback\nfile: '{path}'\n")
    assert found(root) == [("CX087", "feedback.yaml", 2, 7)]


def test_no_link_leads_out_of_the_folder(folder, tmp_path):
    root = folder(None)
    (tmp_path / "outside.csv").write_text("id,received\nF-1,2026-07-01\n")
    (root / "feedback.csv").symlink_to(tmp_path / "outside.csv")
    assert [code for code, *_ in found(root)] == ["CX004"]


def test_a_csv_file_belongs_to_one_log(folder):
    root = folder("id,received\nF-1,2026-07-01\n")
    (root / "second.yaml").write_text("kind: feedback\nfile: ./feedback.csv\n")
    assert found(root) == [("CX087", "second.yaml", 2, 7)]


@pytest.mark.parametrize("delimiter", ['"\\""', '"\\n"'])
def test_a_delimiter_that_parts_nothing(folder, delimiter):
    assert found(folder("id,received\n", f"delimiter: {delimiter}")) == [("CX087", "feedback.yaml", 3, 12)]


def test_too_many_rows(folder, monkeypatch):
    monkeypatch.setattr(logs, "MOST_ROWS", 2)
    assert found(folder("id,received\n" + "".join(f"F-{n},2026-07-01\n" for n in range(4)))) == [("CX087", "feedback.csv", 4, 1)]


def test_too_large(folder, monkeypatch):
    monkeypatch.setattr(logs, "MOST_BYTES", 20)
    assert [code for code, *_ in found(folder("id,received\nF-1,2026-07-01\n"))] == ["CX003"]


# --- splitting ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [
    'a,b\n"x\ny",z\n', 'a,"b""c",\r\n,,\r1,2,3', '"",a\n', 'a\n"b"', '"a,\r\nb","c"\r\nd,e', ',"q"\n'])
def test_splits_as_the_standard_library_does(text):
    """Where the text is well formed, the cells are those of Python's own reader."""
    wanted = [row for row in csv.reader(io.StringIO(text, newline="")) if any(row)]
    assert [row.cells for row in rows(text, ",")] == wanted


@given(st.lists(st.lists(st.text("ab \"',;\r\nż="), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_was_written_is_read_again(table):
    """Every table that Python's writer quotes comes back, cell by cell; rows of blanks are left out."""
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(table)
    assert [row.cells for row in rows(written.getvalue(), ",")] == [row for row in table if any(cell.strip() for cell in row)]


@given(st.text('ab",;\r\n', max_size=60), st.sampled_from([",", ";", "\t"]))
def test_any_text_is_split_and_every_place_lies_in_it(text, delimiter):
    for row in rows(text, delimiter):
        places = [row.start, *(row.place(number) for number in range(len(row.cells)))]
        assert places == sorted(places)
        assert places[-1] <= len(text)


@pytest.mark.parametrize("text", ['a,"b""c",d\n', "one,two,,four\n", '"x\ny",z,"w"\n'])
def test_every_cell_is_found_where_it_starts(text):
    [row] = rows(text, ",")
    for number, cell in enumerate(row.cells):
        place = row.place(number)
        assert text[place:].startswith((cell, '"'))
        assert text[:place] == "" or text[place - 1] == ","
