"""A file nobody has described: what is found in it, what is left open, and a proposal that loads."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from real_data_folder import data_folder

from cxgov.language import Language
from cxgov.loading import load_file
from cxgov.measuring.files import UnreadableFile
from cxgov.measuring.inspecting import tables
from cxgov.measuring.inspecting.dates import find_dates
from cxgov.measuring.inspecting.dialects import find_layout, records
from cxgov.measuring.inspecting.directions import best_end
from cxgov.measuring.inspecting.encodings import detect
from cxgov.measuring.inspecting.notes import in_words
from cxgov.measuring.inspecting.proposals import propose, slug
from cxgov.measuring.inspecting.scales import find_scale
from cxgov.measuring.inspecting.wordings import WORDINGS, find_wording, labelled
from cxgov.measuring.inspecting.yaml_text import scalar
from cxgov.measuring.inspection import inspect
from cxgov.model.indicators import Kpis, Sources

ODD = "0159aż ,;\"'\n\t|-/:#{}[]&*!%@`\\\u00a0\u200b\u202e"

POLISH = "Ocena obsługi;Dlaczego?\n5;Źle się czułam, ale pomógł mi wspaniały sprzedawca\n4;Żółta paczka, kłopot z odbiorem, długo to trwało\n"


@pytest.fixture
def file(tmp_path):
    """Writes a file and returns its path."""

    def write(data: str | bytes, name: str = "answers.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


def facts_of(path: Path, **named: Any) -> dict[str, Any]:
    found = inspect({"path": str(path), **named})
    return json.loads(json.dumps(found))  # it crosses from one process to another


def codes(facts: dict[str, Any]) -> list[str]:
    for note in facts["notes"]:
        assert str(in_words(note))
    return [note["code"] for note in facts["notes"]]


def role(facts: dict[str, Any], name: str) -> str:
    return next(column["role"] for column in facts["columns"] if column["name"] == name)


def column(facts: dict[str, Any], name: str) -> dict[str, Any]:
    return next(column for column in facts["columns"] if column["name"] == name)


def loaded(facts: dict[str, Any], folder: Path, lang: str = "en") -> tuple[Any, Any]:
    """Source and indicators of the proposal, loaded as a user's files are."""
    made = []
    for name, text in propose(facts, Language(lang)).items():
        if not text:
            made.append(None)
            continue
        path = folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        record, problems = load_file(path)
        assert problems == [], (text, [str(problem.text) for problem in problems])
        made.append(record)
    return made[0], made[1]


# --- how a file is written ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1250", "cp1250"), ("iso8859-2", "iso8859-2"), ("utf-16", "utf-16"),
                                                ("utf-16-le", "utf-16-le")])
def test_polish_in_any_encoding_is_read(file, encoding, name):
    facts = facts_of(file(POLISH.encode(encoding)))
    assert (facts["encoding"], facts["delimiter"], facts["records"]) == (name, ";", 2)
    assert facts["columns"][0]["name"] == "Ocena obsługi"


def test_western_letters_are_not_taken_for_polish():
    found = detect("Qualité du café;naïve;français;élève;très bien;déjà vu;où est-il;fenêtre;Ça;œuvre".encode("cp1252"), whole=True)
    assert found.name == "cp1252"


def test_two_letters_are_too_few_to_be_sure():
    found = detect("Ocena?\u015a\u0107,".encode("cp1250"), whole=True)
    assert (found.name, found.sure, found.other) == ("cp1250", "unsure", "cp1252")
    assert found.example[0] != found.example[1]


def test_a_broken_byte_is_named_by_its_line(file):
    facts = facts_of(file("Ocena,Opis\n5,żółć\n".encode() * 1 + "4,łąka\n".encode() * 20 + b"3,\xff\n"))
    assert codes(facts)[0] == "broken-bytes"
    assert facts["notes"][0]["line"] == 23


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=80))
def test_utf_8_is_always_seen(text):
    found = detect(text.encode(), whole=True)
    assert (found.name, found.broken) in {("utf-8", 0), ("utf-16", found.broken), ("utf-16-le", found.broken), ("utf-16-be", found.broken)}


@pytest.mark.parametrize(("text", "sign", "skip"), [
    ("a,b\n1,2\n3,4\n", ",", 0),
    ("a;b;c\n1,5;2,5;3\n1,5;2,5;3\n", ";", 0),
    ("a\tb\n1,2,3\t4\n1,2,3\t4\n", "\t", 0),
    ("a|b\n1|2\n", "|", 0),
    ("sep=;\na;b\n1,0;2,0\n", ";", 1),
    ('Report of July\n\n"Region","Score","Why"\nN,1,x\nS,2,y\nW,3,z\n', ",", 2),
    ("Report,,\n,,\nRegion,Score,Why\nN,1,x\nS,2,y\nW,3,z\n", ",", 2),
    ("Why?\nQuick, easy\nSlow\n", ",", 0),
    ('"a;b","c;d"\n"1;2","3;4"\n', ",", 0),
])  # fmt: skip
def test_delimiter_and_titles_are_found_from_header_and_counts(text, sign, skip):
    layout = find_layout(text)
    assert (layout.delimiter, layout.skip) == (sign, skip)


def test_records_know_the_line_they_begin_on():
    found = list(records('a,b\n"x\ny",1\n\nz,2\n', find_layout("a,b\n1,2\n")))
    assert [(record.line, record.fields[0]) for record in found] == [(1, "a"), (2, "x\ny"), (5, "z")]


def test_a_record_with_another_number_of_fields_is_counted_and_named(file):
    facts = facts_of(file("Region,Score\nN,1\nS,2,3\n" + "W,4\n" * 30 + "W\n"))
    assert codes(facts) == ["misfits", "no-date"]
    assert (facts["notes"][0]["n"], facts["notes"][0]["line"], facts["records"]) == (2, 3, 33)


def test_decimal_comma(file):
    facts = facts_of(file("Sklep;Cena\nA;1,5\nB;22,75\nC;3,1\n"))
    assert facts["decimal"] == ","
    assert 'decimal: ","' in propose(facts, Language("en"))["sources"]


def test_a_quotation_mark_that_never_closes_is_named_by_its_line(file):
    facts = facts_of(file('Score,Why\n5,"fine\nreally"\n4,"never closed\n' + "3,well\n" * 500))
    assert codes(facts)[0] == "quote-open"
    assert facts["notes"][0]["line"] == 4


def test_a_quotation_mark_that_closes_in_another_row_is_named_too(file):
    facts = facts_of(file('Score,Why\n5,fine\n4,"open\n3,well\n2,"closed"\n' + "3,well\n" * 50))
    assert codes(facts)[0] == "quote-fault"
    assert facts["notes"][0]["line"] == 3


def test_quotes_that_fit_are_not_spoken_of(file):
    assert codes(facts_of(file('Score,Why\n5,"a ""fine"" shop\nreally"\n4,"4"" pipe"\n'))) == ["no-date"]


def test_a_header_below_a_title_is_found_though_a_program_named_the_columns(file):
    facts = facts_of(file("Key Metrics,Unnamed: 1,Unnamed: 2\n,,\n,,\nDepartment,Target,Score\nOrders,5,4\nReturns,4,3\nCalls,3,2\n"))
    assert (facts["skip"], [c["name"] for c in facts["columns"]]) == (3, ["Department", "Target", "Score"])
    assert "    skip: 3\n" in propose(facts, Language("en"))["sources"]
    assert facts_of(data_folder("prep_shop_kpi_sheets") / "input_01.csv")["skip"] == 3


# --- formats --------------------------------------------------------------------------------------------------------------


ROWS = [{"Region": "North", "How easy was it? (1-7)": 6}, {"Region": "South", "How easy was it? (1-7)": 7}, {"Region": "North", "How easy was it? (1-7)": 5}]


def same_table(facts: dict[str, Any]) -> None:
    assert facts["records"] == 3
    assert [c["name"] for c in facts["columns"]] == ["Region", "How easy was it? (1-7)"]
    assert column(facts, "How easy was it? (1-7)")["scale"] == [1, 7]


def test_the_same_table_in_every_format(file, tmp_path):
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = "Region,How easy was it? (1-7)\nNorth,6\nSouth,7\nNorth,5\n"
    same_table(facts_of(file(text)))
    zipped = facts_of(file(gzip.compress(text.encode(), mtime=0), "answers.csv.gz"))
    same_table(zipped)
    assert zipped["compressed"]
    same_table(facts_of(file("\n".join(map(json.dumps, ROWS)), "answers.jsonl")))
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "answers.parquet")
    same_table(facts_of(tmp_path / "answers.parquet"))
    with sqlite3.connect(tmp_path / "answers.db") as database:
        database.execute('CREATE TABLE answers (Region TEXT, "How easy was it? (1-7)" INTEGER)')
        database.executemany("INSERT INTO answers VALUES (?, ?)", [tuple(row.values()) for row in ROWS])
    database.close()
    same_table(facts_of(tmp_path / "answers.db"))
    with xlsxwriter.Workbook(tmp_path / "answers.xlsx") as book:
        sheet = book.add_worksheet("Form1")
        for r, row in enumerate([list(ROWS[0]), *(list(row.values()) for row in ROWS)]):
            sheet.write_row(r, 0, row)
    same_table(facts_of(tmp_path / "answers.xlsx"))


def workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for r, row in enumerate(rows):
                sheet.write_row(r, 0, row)
    return path


ANSWERED = [["Region", "How easy was it? (1-7)"], ["North", 6], ["South", 7], ["North", 5]]


def test_behind_a_cover_the_only_table_is_taken_and_said(tmp_path):
    facts = facts_of(workbook(tmp_path / "cover.xlsx", {"Cover": [["Survey of July"]], "Answers": ANSWERED, "Notes": [["None"], ["at all"]]}))
    same_table(facts)
    assert codes(facts)[0] == "sheet-chosen"
    assert "    table: Answers\n" in propose(facts, Language("en"))["sources"]


def test_behind_a_cover_several_tables_are_named(tmp_path):
    path = workbook(tmp_path / "cover.xlsx", {"Cover": [["Survey of July"]], "June": ANSWERED, "July": ANSWERED})
    with pytest.raises(UnreadableFile, match="Cover") as caught:
        facts_of(path)
    assert "--sheet: June, July" in str(caught.value.remedy)
    same_table(facts_of(path, table="July"))


def test_a_cover_that_was_asked_for_names_the_other_sheets(tmp_path):
    path = workbook(tmp_path / "cover.xlsx", {"Cover": [["Survey of July"]], "June": ANSWERED})
    with pytest.raises(UnreadableFile, match="no answers below it") as caught:
        facts_of(path, table="Cover")
    assert "--sheet: June" in str(caught.value.remedy)


@pytest.mark.parametrize(("data", "says"), [
    (b'{"SurveyEntry": {"SurveyID": "SV_1"}, "SurveyElements": [{"a": 1}]}', "Qualtrics"),
    (b'{\n "SurveyEntry": {"SurveyID": "SV_1"},\n "SurveyElements": []}', "Qualtrics"),
    (b'{"answers": [{"a": 1}, {"a": 2}]}', "JSON object"),
])  # fmt: skip
def test_one_json_object_is_called_what_it_is(file, data, says):
    with pytest.raises(UnreadableFile, match=says):
        facts_of(file(data, "survey.qsf"))


def test_content_counts_and_not_the_name(file):
    path = file("Region,Score\nN,1\nS,2\n", "answers.xlsx")
    assert facts_of(path)["format"] == "csv"
    assert "format: csv" in propose(facts_of(path), Language("en"))["sources"]


def test_a_database_with_several_tables_asks_which(tmp_path):
    with sqlite3.connect(tmp_path / "two.sqlite") as database:
        database.executescript("CREATE TABLE a (x); INSERT INTO a VALUES (1); CREATE TABLE b (y); INSERT INTO b VALUES (2), (3);")
    database.close()
    with pytest.raises(UnreadableFile, match="several") as caught:
        facts_of(tmp_path / "two.sqlite")
    assert "--table: a, b" in str(caught.value.remedy)
    assert facts_of(tmp_path / "two.sqlite", table="b")["records"] == 2


# --- what cannot be read --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("data", "says"), [
    (b"", "empty"),
    (b"\n\n  \n", "empty|blank"),
    (b"Region,Score\n", "no answers"),
    (b"\x00\x01\x02\x03\x7f\x45\x00\x00" * 200, "unknown"),
    (b"<!DOCTYPE html><html><body>Log in</body></html>", "HTML"),
    (b"<?xml version='1.0'?><a/>", "XML"),
    (b"%PDF-1.7", "PDF"),
    (b"Region,Score\nN,1\x00\nS,2\n", "NUL"),
    (b",".join(b"c%d" % i for i in range(20_000)) + b"\n" + b"1," * 19_999 + b"1\n", "columns"),
    (b'Region,Score\nN,"1\n' + b"S,2\n" * 60_000, "longer"),
    (b"\x1f\x8b\x08\x00cut", "gzip"),
    (gzip.compress(b"%PDF-1.7 ", mtime=0), "gzip archive holds"),
    (b'[{"a": 1}]', "JSON"),
    (b'{"a": 1}\n{"a": \n', "JSON"),
    (b'{"a": 1}\n' + b'{"a": ' * 5000 + b"\n", "JSON"),
    (b"PAR1" + b"\x00" * 40, "Parquet"),
    (b"SQLite format 3\x00" + b"\x01" * 200, "database"),
    (b"PK\x03\x04" + b"\x00" * 40, "damaged"),
])  # fmt: skip
def test_what_holds_no_answers_is_refused_in_one_sentence_with_a_remedy(file, data, says):
    with pytest.raises(UnreadableFile, match=says) as caught:
        facts_of(file(data))
    assert caught.value.remedy is not None
    assert "\n" not in str(caught.value.text)


def test_folders_and_missing_files_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none.csv", tmp_path / ("x" * 300), Path("\0")):
        with pytest.raises(UnreadableFile):
            facts_of(path)


def test_a_named_encoding_that_does_not_fit_is_refused_with_the_line(file):
    with pytest.raises(UnreadableFile) as caught:
        facts_of(file(POLISH.encode("cp1250")), encoding="utf-8")
    assert caught.value.line == 1
    with pytest.raises(UnreadableFile, match="no encoding"):
        facts_of(file(POLISH), encoding="klingon")


@given(st.binary(max_size=400))
def test_no_bytes_break_it(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    try:
        facts = facts_of(path)
    except UnreadableFile:
        return
    loaded(facts, tmp_path_factory.getbasetemp())


@given(st.lists(st.lists(st.text(alphabet=st.sampled_from(ODD), max_size=6), min_size=1, max_size=5), min_size=2, max_size=12))
def test_every_proposal_loads(tmp_path_factory, table):
    """Whatever stands in headers and answers, what is to be pasted is a valid file."""
    import csv
    import io

    text = io.StringIO()
    csv.writer(text).writerows(table)
    path = tmp_path_factory.getbasetemp() / "odd.csv"
    path.write_text(text.getvalue(), encoding="utf-8", newline="")
    try:
        facts = facts_of(path)
    except UnreadableFile:
        return
    loaded(facts, tmp_path_factory.getbasetemp())


def test_a_large_file_is_looked_at_in_part(file, monkeypatch):
    monkeypatch.setattr(tables, "MOST_RECORDS", 50)
    facts = facts_of(file("Region,Score\n" + "N,4\nS,5\n" * 60))
    assert (facts["records"], facts["complete"], codes(facts)[0]) == (49, False, "not-complete")
    monkeypatch.setattr(tables, "MOST_BYTES", 100)
    assert facts_of(file("Region,Score\n" + "N,4\nS,5\n" * 60))["records"] == 21


# --- what columns hold ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("values", "formats"), [
    (["2026-07-01", "2026-07-13"], ["%Y-%m-%d"]),
    (["2026-07-01 10:00:00", "2026-07-13T11:00:00"], ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"]),
    (["13/07/2026", "01/07/2026"], ["%d/%m/%Y"]),
    (["07/13/2026 10:00 AM", "07/01/2026 11:30 PM"], ["%m/%d/%Y %I:%M %p"]),
    (["1.07.2026 10:00", "13.07.2026 11:30"], ["%d.%m.%Y %H:%M"]),
    (["13.07.26", "1.07.26"], ["%d.%m.%y"]),
    (["1 July 2026", "13 July 2026"], ["%d %B %Y"]),
    (["Jul 1, 2026", "Jul 13, 2026"], ["%b %d, %Y"]),
    (["2026/07/01 10:10:09 AM GMT+1", "2026/07/13 10:10:09 AM GMT+1"], ["%Y/%m/%d %I:%M:%S %p GMT+1"]),
    (["2026-07-01T10:00:00Z", "2026-07-13T10:00:00Z"], ["%Y-%m-%dT%H:%M:%S%z"]),
    (["2026/07/01 10:05:03 PM EEST", "2026/07/13 10:05:03 PM EET", "2026/07/13 10:05:04 PM EEST"], ["%Y/%m/%d %I:%M:%S %p EEST", "%Y/%m/%d %I:%M:%S %p EET"]),
    (["2026-07-01 10:00:00 UTC", "2026-07-13 10:00:00 UTC"], ["%Y-%m-%d %H:%M:%S UTC"]),
])  # fmt: skip
def test_date_formats(values, formats):
    found = find_dates(dict.fromkeys(values, 1))
    assert found is not None
    assert list(found.formats) == formats
    assert (found.earliest.day, found.latest.day) == (1, 13)
    assert found.default == all(value[4:5] == "-" and value[-1].isdigit() for value in values)


@pytest.mark.parametrize(("value", "note", "says"), [
    ("2026/09/11 10:05:03 PM EEST", "zone-names", 'format: "%Y/%m/%d %I:%M:%S %p EEST"'),
    ("2026-09-11T10:05:03Z", "zone-in-values", "# zone: "),
    ("2026-09-11 10:05:03 UTC", "zone-in-values", "recorded: UTC"),
])  # fmt: skip
def test_a_zone_in_the_values_is_said(file, value, note, says):
    facts = facts_of(file(f"Submitted,Score\n{value},5\n{value},4\n"))
    assert note in codes(facts)
    assert says in propose(facts, Language("en"))["sources"]


def test_dates_of_two_kinds_are_suspected(file):
    assert "date-two-kinds" in codes(facts_of(file("Date,Score\n7/13/2026,5\n2026-01-07 00:00:00,4\n")))
    assert "date-two-kinds" not in codes(facts_of(file("Date,Score\n7/13/2026,5\n7/14/2026 10:00,4\n")))


def test_an_order_that_the_values_do_not_tell_is_not_chosen():
    found = find_dates({"03/04/2026": 5, "11/12/2026": 2})
    assert (found.formats, found.readings, found.mixed) == ((), (("%d/%m/%Y",), ("%m/%d/%Y",)), False)
    assert found.example == "03/04/2026"


def test_two_orders_in_one_column_are_seen():
    assert find_dates({"31/05/2026": 5, "5/31/2026": 2}).mixed


@pytest.mark.parametrize("values", [["5", "6"], ["Monday"], ["2026"], ["45/13/2026", "99/99/2026"], ["1.5", "2.5"], ["10:00"], ["2026-02-30", "2026-02-31"], []])
def test_what_is_no_date(values):
    assert find_dates(dict.fromkeys(values, 1)) is None


@pytest.mark.parametrize(("answers", "question", "scale", "outside"), [
    ({str(i): 5 for i in range(11)}, "How likely are you to recommend us?", (0, 10), []),
    ({"9": 5, "10": 7, "7": 2}, "Czy polecisz nas znajomym?", (0, 10), []),
    ({**{str(i): 5 for i in range(11)}, "11": 3}, "NETPRO", (0, 10), ["11"]),
    ({"1": 2, "2": 3, "3": 9, "4": 20, "5": 11, "6": 8, "0": 4}, "Q7FOOD", (1, 5), ["6", "0"]),
    ({"1": 2, "2": 3, "3": 9, "4": 20, "5": 11, "99": 8, "-1": 4}, "Q7FOOD", (1, 5), ["99", "-1"]),
    ({"1": 2, "2": 3, "3": 9, "4": 20, "5": 11, "8": 8, "9": 4}, "Q7FOOD", (1, 5), ["8", "9"]),
    ({"3.0": 2, "5.0": 3, "4.0": 1}, "Customer Satisfaction Rating", (1, 5), []),
    ({"4": 2, "6": 3, "7": 1, "5": 1}, "Jak łatwo było odebrać paczkę?", (1, 7), []),
    ({"1": 1, "3": 3, "4": 1}, "Oceń obsługę w skali 1-5", (1, 5), []),
    ({"0 - wcale": 2, "10 - bardzo": 3, "5": 9}, "Zadowolenie", (0, 10), []),
    ({"10 – bardzo prawdopodobne": 3, "9": 9, "3": 1}, "Na ile polecisz nas znajomym?", (0, 10), []),
    ({"Extremely likely (10)": 3, "Not at all likely (0)": 9, "3": 1}, "Would you come back?", (0, 10), []),
    ({"Bardzo zadowolony": 3, "raczej niezadowolona": 2, "Zadowolona": 9, "Nie dotyczy": 1}, "Obsługa", (1, 5), []),
    ({"Strongly agree": 3, "Agree": 9, "Somewhat agree": 2, "Strongly disagree": 1}, "It was easy", (1, 7), []),
])  # fmt: skip
def test_scales(answers, question, scale, outside):
    found = find_scale(answers, question)
    assert found is not None
    assert (found.least, found.most) == scale
    assert list(found.codes) == outside


@pytest.mark.parametrize(("answers", "question"), [
    ({str(i): 9 for i in range(1, 13)}, "Month"),
    ({str(i): 9 for i in range(1, 5)}, "Quarter"),
    ({"1": 5, "2": 6}, "Gender"),
    ({str(i): 9 for i in range(1, 7)}, "Please rank the films"),
    ({str(i): 1 for i in range(100)}, "How would you rate us?"),
    ({"North": 1, "South": 2}, "Region"),
    ({"12": 4, "13": 6, "5": 1}, "Score"),
])  # fmt: skip
def test_what_is_no_rating(answers, question):
    assert find_scale(answers, question) is None


def test_trudno_powiedziec_is_no_point_of_a_scale():
    """It means `I do not know`; the four others keep their numbers, and the block says that the middle is free."""
    answers = ["zdecydowanie nie", "raczej nie", "trudno powiedzieć", "raczej tak", "zdecydowanie tak"]
    found = find_scale(dict.fromkeys(answers, 3), "Czy było łatwo?")
    assert found.labels == {"zdecydowanie nie": 1, "raczej nie": 2, "raczej tak": 4, "zdecydowanie tak": 5}
    assert found.words == {"trudno powiedzieć": 3}


SEVEN = ("Zdecydowanie się nie zgadzam", "Nie zgadzam się", "Raczej się nie zgadzam", "Raczej się zgadzam", "Zgadzam się", "Zdecydowanie się zgadzam")


@pytest.mark.parametrize("middle", ["Ani tak, ani nie", "Ani tak ani nie", "Ani się zgadzam, ani nie", "Nie mam zdania", "Neither agree nor disagree", "Obojętne"])
def test_an_unknown_middle_completes_its_scale(middle):
    found = find_scale(dict.fromkeys((*SEVEN, middle), 3), "Odbiór był łatwy")
    assert (found.labels[middle], sorted(found.labels.values()), found.unread) == (4, [1, 2, 3, 4, 5, 6, 7], {})


def test_the_middle_is_not_given_away_twice():
    found = find_scale(dict.fromkeys((*SEVEN, "Ani tak, ani nie", "Nie mam zdania"), 3), "Odbiór był łatwy")
    assert (found.labels["Ani tak, ani nie"], found.words) == (4, {"Nie mam zdania": 3})


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_an_answer_without_a_number_is_said_and_written(file, tmp_path, lang):
    """Neither the remark nor the block may drop it: measuring refuses an answer that stands nowhere."""
    facts = facts_of(file("Odbiór był łatwy\n" + "".join(f"{word}\n" * 9 for word in (*SEVEN, "Coś pośredniego"))))
    assert codes(facts) == ["no-date", "unread"]
    assert (facts["notes"][1]["n"], facts["notes"][1]["answer"]) == (9, "Coś pośredniego")
    assert "        # Coś pośredniego: ?" in propose(facts, Language(lang))["kpis"].split("\n")
    loaded(facts, tmp_path, lang)


def test_words_beside_numbers_are_not_dropped_either():
    found = find_scale({**dict.fromkeys("12345", 30), "jako tako": 2}, "Jak oceniasz obsługę?")
    assert found.unread == {"jako tako": 2}


@pytest.mark.parametrize(("extra", "says"), [
    ("Trudno powiedzieć", "no answer stands for 3; 'Trudno powiedzieć' (4) is taken for not applicable"),
    ("Nie mam zdania", "'Nie mam zdania' is taken for the middle"),
])  # fmt: skip
def test_what_was_decided_about_the_middle_stands_in_the_block(file, tmp_path, extra, says):
    answers = ["Zdecydowanie nie", "Raczej nie", "Raczej tak", "Zdecydowanie tak", extra]
    facts = facts_of(file("Czy personel był uprzejmy?\n" + "".join(f"{answer}\n" * 4 for answer in answers)))
    loaded(facts, tmp_path)
    assert says in propose(facts, Language("en"))["kpis"].replace("\n        # ", " ")


@pytest.mark.parametrize("question", ["Jak oceniasz obsługę?", "Jak oceniasz obsługę? (1 = bardzo dobrze)"])
def test_a_word_among_numbers_stands_in_the_block(file, tmp_path, question):
    facts = facts_of(file(f"{question}\n" + "1\n2\n3\n4\n5\n" * 20 + "jako tako\n"))
    loaded(facts, tmp_path)
    assert "'jako tako' (1)" in propose(facts, Language("en"))["kpis"]


@pytest.mark.parametrize(("question", "labels", "best"), [
    ("Było łatwo (1 = łatwo, 5 = trudno)", {}, "low"),
    ("How was it (1 = very good, 5 = very poor)", {}, "low"),
    ("1 (bardzo łatwo) – 5 (bardzo trudno)", {}, "low"),
    ("Scale from 1 to 5, where 1 is very easy and 5 is very difficult", {}, "low"),
    ("How much effort? 1 = very low effort, 5 = very high effort", {}, "low"),
    ("FFT categorical answer", {}, "low"),
    ("Oceń nas (5 = najlepiej)", {}, "high"),
    ("1 - very dissatisfied, 5 - very satisfied", {}, "high"),
    ("gdzie 1 oznacza bardzo źle, a 5 bardzo dobrze", {}, "high"),
    ("0 = not at all likely, 10 = extremely likely", {}, "high"),
    ("Q1", {"1 - Very good": 1, "5 - Very poor": 5}, "low"),
    ("Q1", {"Zdecydowanie nie": 1, "Zdecydowanie tak": 5}, "high"),
    ("Trudno było to załatwić", {"Zdecydowanie się nie zgadzam": 1, "Zdecydowanie się zgadzam": 5}, None),
    ("Rate us 1-5", {}, None),
    ("1 = good, 5 = good", {}, None),
    ("Jak oceniasz obsługę?", {}, None),
])  # fmt: skip
def test_which_end_is_the_good_one(question, labels, best):
    assert best_end(question, labels) == best


@pytest.mark.parametrize("wording", WORDINGS)
def test_every_wording_gives_its_points_in_order(wording):
    found = find_wording([forms[0] for forms in wording])
    assert found is not None
    assert list(found[0].values()) == list(range(1, len(wording) + 1))


@pytest.mark.parametrize(("answer", "number"), [("10 - bardzo", 10), ("0 – Not at all", 0), ("5. doskonale", 5), ("Very likely (10)", 10), ("7", None), ("18-29", None), ("Two (2", None)])
def test_answers_that_say_their_number(answer, number):
    assert labelled(answer) == number


def test_roles(file):
    rows = ["Respondent ID,Submitted at,Region,Would you recommend us? (0-10),Did we solve it?,Minutes waited,Why?,E-mail,Nothing"]
    rows += [f"R{i},2026-07-{i % 28 + 1:02} 10:00:00,{'NS'[i % 2]},{i % 11},{'Yes' if i % 3 else 'No'},{i * 7},words of the {i}th customer here,a{i}@example.invalid," for i in range(60)]
    facts = facts_of(file("\n".join(rows)))
    assert [c["role"] for c in facts["columns"]] == ["respondent", "date", "category", "rating", "yes_no", "number", "text", "identifier", "empty"]
    assert facts["date"]["column"] == "Submitted at"


def test_a_respondent_with_several_rows_is_said(file):
    facts = facts_of(file("Respondent ID,Date,Score\nR1,2026-07-01,5\nR1,2026-07-02,4\nR2,2026-07-03,3\n"))
    assert codes(facts) == ["repeated"]
    assert "# keep: last" in propose(facts, Language("en"))["sources"]


def test_a_first_row_of_answers_is_suspected(file):
    assert "no-header" in codes(facts_of(file("card,2015,1,100\ncard,2016,2,90\nloan,2017,3,80\n")))


# --- the proposal ---------------------------------------------------------------------------------------------------------

SURVEY = """No.;Response ID;Timestamp;Finished;Survey ID;1. Na ile prawdopodobne jest, że polecisz nas znajomym? (0-10);2. Odbiór paczki był łatwy.;3. Jak oceniasz obsługę?;region
1;c1;03.04.2026 10:00;Yes;s;9;6;Bardzo dobrze;Północ
2;c2;04.04.2026 10:00;Yes;s;10;7;Dobrze;Południe
3;c3;05.04.2026 10:00;No;s;;;;Północ
4;c4;06.04.2026 10:00;Yes;s;3;8;Brak odpowiedzi;Południe
5;c5;07.04.2026 10:00;Yes;s;7;4;Źle;Północ
"""


@pytest.mark.parametrize("lang", ["en", "pl"])
def test_the_proposal_is_a_source_and_indicators_that_load(file, tmp_path, lang):
    facts = facts_of(file(SURVEY.replace("\n4;c4;06.04.2026 10:00;Yes;s;3;8", "\n4;c4;06.04.2026 10:00;Yes;s;3;5").encode("cp1250"), "Ankieta lipiec.csv"))
    sources, kpis = loaded(facts, tmp_path, lang)
    assert isinstance(sources, Sources)
    assert isinstance(kpis, Kpis)
    source = sources.sources[0]
    assert (source.id, source.path, source.encoding, source.delimiter) == ("ankieta-lipiec", "data/Ankieta lipiec.csv", "cp1250", ";")
    assert source.date.column == "Timestamp"
    assert source.date.format is None  # left open: nothing tells whether day or month comes first
    assert source.respondent == "Response ID"
    assert source.segments == ("region",)
    assert [(kpi.type, kpi.variant) for kpi in kpis.kpis] == [("nps", "nps_0_10"), ("ces", "ces2_agree7_mean"), ("csat", "csat5_top2")]
    assert all(kpi.owner == "CHANGE-ME" and kpi.target == "none" for kpi in kpis.kpis)
    assert kpis.kpis[0].measure.only == {"Finished": ("Yes",)}
    assert source.columns[kpis.kpis[0].measure.column].endswith("(0-10)")
    assert kpis.kpis[2].measure.labels == {"Źle": 2, "Dobrze": 4, "Bardzo dobrze": 5}
    assert source.no_answer == ("Brak odpowiedzi",)


def test_both_readings_of_an_open_order_stand_in_the_source_as_comments(file):
    text = propose(facts_of(file("Date,Score\n03/04/2026,5\n05/06/2026,4\n")), Language("en"))["sources"]
    assert '  # format: "%d/%m/%Y"\n' in text
    assert '  # format: "%m/%d/%Y"\n' in text


def test_a_proposal_is_readable(file):
    question = "Thinking of everything that happened on the day you collected your parcel, and of the people you met there, how would you rate it?"
    text = "\n".join(propose(facts_of(file(f'Date,"{question}"\n2026-07-01,5\n2026-07-02,4\n2026-07-03,3\n')), Language("en")).values())
    assert max(len(line) for line in text.split("\n") if question not in line) <= 100
    assert "question: >-\n      Thinking of everything" in text


def test_at_most_eight_indicators_and_their_ids_differ(file, tmp_path):
    header = ",".join(f"How would you rate item {i % 3}?" for i in range(20))
    facts = facts_of(file(header + "\n" + "\n".join(",".join(str((i + j) % 5 + 1) for j in range(20)) for i in range(30))))
    _, kpis = loaded(facts, tmp_path)
    ids = [kpi.id for kpi in kpis.kpis]
    assert len(ids) == len(set(ids)) == 8


@pytest.mark.parametrize(("text", "made"), [("Łódź, ulica Żółta 5", "lodz-ulica-zolta-5"), ("???", "x"), ("word " * 30, "word-word-word-word-word-word-word-word")])
def test_ids_are_small_ascii(text, made):
    assert slug(text, "x") == made


@pytest.mark.parametrize(("text", "written"), [("Region", "Region"), ("Yes", '"Yes"'), ("a: b", '"a: b"'), ("07", '"07"'), ('say "x"', '"say \\"x\\""'), ("Ocena obsługi", "Ocena obsługi"), ("", '""')])
def test_texts_are_quoted_where_they_must_be(text, written):
    assert scalar(text) == written


RATED = "Date,{question}\n" + "".join(f"2026-07-{day:02},{day % 5 + 1}\n" for day in range(1, 29))


@pytest.mark.parametrize(("question", "kind", "variant", "direction", "success"), [
    ('"Było łatwo (1 = łatwo, 5 = trudno)"', "ces", "ces1_effort5", None, None),
    ('"How was it? (1 = very good, 5 = very poor)"', "share", None, "higher_better", (1, 2)),
    ("FFT categorical answer", "share", None, "higher_better", (1, 2)),
    ("How easy was it?", "ces", "ces_agree5_mean", None, None),
    ("How satisfied are you?", "csat", "csat5_top2", None, None),
])  # fmt: skip
def test_a_direction_that_is_read_or_guessed_carries_a_comment(file, tmp_path, question, kind, variant, direction, success):
    facts = facts_of(file(RATED.replace("{question}", question)))
    kpi = loaded(facts, tmp_path)[1].kpis[0]
    assert (kpi.type, kpi.variant, kpi.direction, kpi.measure.success) == (kind, variant, direction, success)
    block = propose(facts, Language("en"))["kpis"]
    assert "look w" in block[block.index("- id:") : block.index("type:")].replace("\n    # ", " ")


def test_a_direction_that_the_question_states_needs_no_comment(file):
    block = propose(facts_of(file(RATED.replace("{question}", '"Było łatwo (1 = trudno, 5 = łatwo)"'))), Language("en"))["kpis"]
    assert "ces_agree5_mean" in block
    assert "look w" not in block


def test_options_of_a_multiple_choice_question_are_shares_of_all_rows(file, tmp_path):
    head = "Date,Which did you use? [Shop],Which did you use? [App],Region\n"
    facts = facts_of(file(head + "".join(f"2026-07-{day:02},{'Shop' if day % 2 else ''},{'' if day % 3 else 'App'},North\n" for day in range(1, 29))))
    assert [c["role"] for c in facts["columns"]] == ["date", "choice", "choice", "category"]
    shop = loaded(facts, tmp_path)[1].kpis[0]
    assert (shop.id, shop.type, shop.measure.success, shop.measure.failure) == ("shop", "share", ("Shop",), ("",))
    assert "only" in propose(facts, Language("en"))["kpis"]


@pytest.mark.parametrize(("name", "made"), [("2026-07-01.csv", "answers-2026-07-01"), ("2026.csv", "answers-2026"), ("no.csv", "answers-no")])
def test_an_id_is_never_a_number_a_date_or_a_truth_value(file, tmp_path, name, made):
    assert loaded(facts_of(file("Region,Score\nN,1\nS,2\n", name)), tmp_path)[0].sources[0].id == made


# --- real files -----------------------------------------------------------------------------------------------------------

REAL = [
    ("airline_passenger_satisfaction", "train.csv.gz", 103_904, None, "id"),
    ("cfpb_complaints_sample", "complaints.csv.gz", 6_664, "Date received", "Complaint ID"),
    ("formbricks_nps_export", "sample_feedback_redacted.csv", 13, "Timestamp", "Response ID"),
    ("limesurvey_rse_2017_uk", "public_data.csv", 253, None, None),
    ("nhs_fft_patient_comments", "v6framework_230831.csv", 7_908, "Date", "Respondent ID"),
    ("nps_timeseries", "NPS_timeseries_data.csv", 5_000, "Survey date", "ID"),
    ("nps_timeseries", "NPS_timeseries_data.parquet", 5_000, "Survey date", "ID"),
    ("prep_sudzilla_google_form", "input_01.csv", 39, "Timestamp", None),
    ("qualtrics_exports", "No_Basis_for_Evaluation (Insights).csv", 15, "EndDate", "ResponseID"),
    ("sfo_airport_survey", "2016_SFO_Customer_Survey.csv", 3_087, "INTDATE", "*RESPNUM"),
    ("sfo_airport_survey", "2017_SFO_Customer_Survey.csv", 2_831, None, "RESPNUM"),
    ("support_tickets", "customer_support_tickets.csv", 8_469, "First Response Time", "Ticket ID"),
    ("surveymonkey_starwars", "StarWars.csv", 1_186, None, "RespondentID"),
    ("telco_churn_classic", "02 Churn-Dataset.xlsx", 7_043, None, "customerID"),
    ("telco_churn_classic", "telco_churn.sqlite", 7_043, None, "customerID"),
    ("typeform_fcc_new_coder_head", "2016 New Coders Survey Part 1 (first 1000 responses).csv", 1_000, "Submit Date (UTC)", "#"),
]


@pytest.mark.parametrize(("folder", "name", "rows", "date", "respondent"), REAL)
def test_real_files_are_read_whole_and_their_proposals_load(tmp_path, folder, name, rows, date, respondent):
    facts = facts_of(data_folder(folder) / name)
    assert (facts["records"], facts["complete"], facts["respondent"]) == (rows, True, respondent)
    assert (facts["date"]["column"] if facts["date"] else None) == date
    codes(facts)
    for lang in ("en", "pl"):
        loaded(facts, tmp_path, lang)


def test_real_dates_whose_order_is_open_or_mixed():
    assert "date-open" in codes(facts_of(data_folder("prep_sudzilla_google_form") / "input_01.csv"))
    assert "date-mixed" in codes(facts_of(data_folder("nhs_fft_patient_comments") / "v6framework_230831.csv"))
    assert facts_of(data_folder("nps_timeseries") / "NPS_timeseries_data.csv")["date"]["formats"] == ["%d/%m/%Y"]
    assert facts_of(data_folder("prep_complaints_raw") / "input_02.csv")["date"]["formats"] == ["%m/%d/%Y", "%Y-%m-%d %H:%M:%S"]


def test_real_ratings_with_codes_and_labels(tmp_path):
    airport = facts_of(data_folder("sfo_airport_survey") / "2017_SFO_Customer_Survey.csv")
    assert (column(airport, "NETPRO")["scale"], column(airport, "NETPRO")["codes"]) == ([0, 10], {"11": 84})
    assert set(column(airport, "Q9ALL")["codes"]) == {"0", "6"}
    assert column(airport, "Q7ALL")["words"] == {"Blank": 143}
    _, kpis = loaded(airport, tmp_path)
    assert (kpis.kpis[0].type, kpis.kpis[0].measure.column) == ("nps", "NETPRO")
    engineers = facts_of(data_folder("limesurvey_rse_2017_uk") / "public_data.csv")
    career = next(c for c in engineers["columns"] if c["name"].startswith("satisGen1[SQ002]"))
    assert (career["scale"], career["labels"]) == ([0, 10], {"10 - Completely satisfied": 10, "0 - Not at all satisfied": 0})
