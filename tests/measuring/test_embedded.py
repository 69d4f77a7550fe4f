"""Files of every kind and state, counted by the embedded engine: read as declared, or refused with the file and the line.

The cases follow the list of faults that tools are known to pass over in silence: rows that vanish, headers taken for answers,
dates read in another order, columns renamed. Here each is either counted or named.
"""

from __future__ import annotations

import gzip
import io
import os
import random
import sqlite3
import sys
from datetime import date, datetime
from typing import Any

import pytest
from measuring.organisations import ORGANISATION, balanced, codes, kpi, measured, parts, refusal, said, survey, whole

EASE = kpi(measure="column: score")
FEW = "8\n" * 400
"""Enough good answers for one odd one to be left out instead of refusing the scale."""


def value(folder, data: bytes | str | None, *kpis: str, **more: Any) -> tuple[float | None, int | None]:
    found = measured(survey(folder, data, *(kpis or (EASE,)), **more))
    balanced(found)
    entry = whole(found, "ease")
    return entry.value, entry.n


def refused(folder, data: bytes | str | None, **more: Any) -> str:
    return refusal(measured(survey(folder, data, EASE, **more)))


class TestNumbers:
    """S01, S02, S03, S25, S26."""

    def test_values_out_of_range_are_counted_and_shown_with_their_rows(self, tmp_path):
        found = measured(survey(tmp_path, "score\n11\n9\n-1\n10.5\n100\n" + FEW))
        assert whole(found).out_of_range == {"-1": 1, "10.5": 1, "100": 1, "11": 1}
        assert whole(found).n == 401
        assert codes(found) == ["CX073"]
        assert "acme/survey.csv 1, 3, 4, 5" in said(found)

    def test_rows_of_several_files_are_named_with_their_file(self, tmp_path):
        root = survey(tmp_path, "score\n9\nx\n" + FEW, EASE, file="data/a.csv", path="data/*.csv", more={"data/b.csv": "score\ny\n"})
        assert "acme/data/a.csv 2; acme/data/b.csv 1" in said(measured(root))

    def test_codes_count_as_no_answer_only_where_they_are_declared(self, tmp_path):
        found = measured(survey(tmp_path, "score\n99\nbrak\nN/A\n#N/A\n-1\n" + FEW, EASE, source="no_answer: [99, brak]\nnot_applicable: [N/A]"))
        assert (whole(found, "ease").no_answer, whole(found, "ease").not_applicable) == (2, 1)
        assert whole(found, "ease").out_of_range == {"#N/A": 1}
        assert whole(found, "ease").counts["-1"] == 1

    def test_the_decimal_comma_is_read_where_it_is_declared(self, tmp_path):
        assert value(tmp_path, 'score;x\n4,5;1\n"3,5";1\n', source='delimiter: ";"\ndecimal: ","') == (4, 2)

    def test_a_decimal_comma_nobody_declared_is_shown(self, tmp_path):
        found = measured(survey(tmp_path, 'score\n"4,5"\n' + FEW, EASE))
        assert whole(found, "ease").out_of_range == {"4,5": 1}

    @pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-inf", "1e5", "1 234", "1\u00a0234", "9%", "９", "0x9", "1_0", "--", "1.234.5"])
    def test_forms_nobody_declared_are_left_out_and_shown(self, tmp_path, text):
        found = whole(measured(survey(tmp_path, f"score\n{text}\n" + FEW, EASE)), "ease")
        assert (found.n, found.value) == (400, 8)
        assert sum(found.out_of_range.values()) == 1

    def test_a_minus_sign_of_typography_is_a_minus(self, tmp_path):
        assert value(tmp_path, "score\n\u22124\n+2\n")[0] == -1

    def test_a_scale_that_does_not_fit_is_refused_with_the_values(self, tmp_path):
        found = measured(survey(tmp_path, "score\n" + "70\n80\n80\n" * 4 + "9\n" * 20))
        assert codes(found) == ["CX072"]
        assert "12 of 32" in said(found)
        assert "'80' ×8, '70' ×4" in said(found)

    def test_a_huge_text_where_a_number_is_due_does_not_get_into_files(self, tmp_path):
        found = measured(survey(tmp_path, "who,score\na," + "9" * 300_000 + "\n" + "a,8\n" * 400, EASE))
        assert all(len(text) <= 60 for text in whole(found, "ease").out_of_range)
        assert len(said(found)) < 1000

    def test_many_different_odd_texts_are_summed_up(self, tmp_path):
        odd = whole(measured(survey(tmp_path, "score\n" + "".join(f"t{i}\n" for i in range(100)) + "8\n" * 5000, EASE)), "ease").out_of_range
        assert sum(odd.values()) == 100
        assert odd["…"] == 40


class TestDialect:
    """S04, S08, S15, S16."""

    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    def test_the_declared_delimiter(self, tmp_path, delimiter):
        data = delimiter.join(["who", "score"]) + "\n" + delimiter.join(["a,b;c|d" if delimiter == "\t" else "a", "7"]) + "\n"
        assert value(tmp_path, data, source=f'delimiter: "{delimiter}"'.replace("\t", "\\t")) == (7, 1)

    def test_another_delimiter_shows_as_a_missing_column(self, tmp_path):
        found = measured(survey(tmp_path, "who;score\na;7\n", EASE))
        assert codes(found) == ["CX071"]
        assert "nearest: 'who;score'" in said(found)

    def test_one_row_with_another_delimiter_is_named(self, tmp_path):
        assert "survey.csv:3: line 3 has another number of fields (1) than the header (2)" in refused(tmp_path, "who,score\na,7\nb;8\nc,9\n")

    def test_ragged_rows_are_refused_with_their_lines(self, tmp_path):
        found = refused(tmp_path, 'who,score\na,9\nb\n"x\ny",3\nc,3,4\nd,5\n')
        assert "lines 3, 6 have another number of fields (1, 3) than the header (2)" in found
        assert "malformed: reject" in found

    def test_ragged_rows_are_left_out_and_counted_where_that_is_declared(self, tmp_path):
        found = measured(survey(tmp_path, 'who,score\na,9\n\nb\n"x\ny",3\nc,3,4,5,6\nd,6\n', EASE, source="malformed: reject"))
        assert balanced(found) == "survey: 5 rows = 3 used in Q3\u00a02026 + 2 rejected (2 malformed rows)"
        assert whole(found, "ease").value == 6
        assert codes(found) == ["CX075"]
        assert "lines: acme/survey.csv 4, 7" in said(found)

    def test_trailing_delimiters_make_a_column_without_a_name(self, tmp_path):
        assert value(tmp_path, "score,\n7,\n8,\n") == (7.5, 2)

    def test_the_line_that_excel_reads_as_a_delimiter_is_skipped(self, tmp_path):
        assert value(tmp_path, "sep=;\nwho;score\na;7\n", source='skip: 1\ndelimiter: ";"') == (7, 1)

    @pytest.mark.parametrize("encoding", ["utf-8", "cp1250", "utf-16"])
    def test_title_lines_are_skipped_in_every_encoding(self, tmp_path, encoding):
        data = 'Wyniki "ankiety"\n\nwho,score\nŻ,7\n'.encode(encoding)
        assert value(tmp_path, data, source=f"skip: 2\nencoding: {encoding}") == (7, 1)

    @pytest.mark.parametrize("more", ["", "malformed: reject"])
    def test_a_quotation_mark_that_is_not_closed_is_named_by_the_line_it_opens_in(self, tmp_path, more):
        """It would swallow the rest of the file, one row in the account."""
        found = refused(tmp_path, 'who,score\na,9\nb,"10\nc,3\n' + "d,4\n" * 1000, source=more)
        assert "survey.csv:3: in the record that begins in line 3 a quotation mark is not closed" in found

    def test_text_behind_a_closing_quotation_mark(self, tmp_path):
        assert "begins in line 2" in refused(tmp_path, 'who,score\n"a"b,9\nb,10\n')

    def test_a_bare_quotation_mark_is_text(self, tmp_path):
        assert value(tmp_path, 'who,score\n5" tall,9\n6" tall,3\n7",6\n') == (6, 3)

    def test_where_the_file_quotes_nothing(self, tmp_path):
        assert value(tmp_path, 'who,score\n"a,9\nb",3\n', source='quote: ""') == (6, 2)

    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    def test_line_ends_in_cells_and_between_records(self, tmp_path, newline):
        data = newline.join(["who,score", '"a\r\nb",9', '"a\nb",3', ""])
        assert value(tmp_path, data) == (6, 2)

    def test_line_ends_of_two_kinds_are_refused_with_the_line(self, tmp_path):
        assert "survey.csv:4: line 4 ends otherwise than the lines above it" in refused(tmp_path, "who,score\r\na,9\r\nb,3\r\nc,3\nd,4\r\n")

    @pytest.mark.parametrize("end", ["", "\n", "\r\n", "\n\n\n"])
    def test_the_last_line_may_lack_its_end_or_have_several(self, tmp_path, end):
        assert value(tmp_path, f"who,score{end[:2] or chr(10)}a,9{end[:2] or chr(10)}b,3{end}") == (6, 2)


class TestEncoding:
    """S05, S06, S17."""

    @pytest.mark.parametrize(("encoding", "declared"), [
        ("cp1250", "cp1250"), ("iso-8859-2", "iso-8859-2"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-8"), ("utf-16-le", "utf-16-le"), ("cp852", "cp852")])
    def test_letters_survive(self, tmp_path, encoding, declared):
        data = "miasto,score\n" + "Łódź,9\n" * 5
        found = measured(survey(tmp_path, data.encode(encoding), EASE, source=f"encoding: {declared}\nsegments: [miasto]"))
        assert parts(found, "ease")["Łódź"].n == 5

    def test_a_byte_of_another_encoding_is_named_with_its_line(self, tmp_path):
        found = refused(tmp_path, "who,score\na,1\nŻółć,9\n".encode("cp1250"))
        assert "survey.csv:3: not utf-8: byte 0xaf in line 3" in found
        assert "encoding: cp1250" in found

    def test_a_broken_byte_far_down_in_a_column_nobody_asked_for(self, tmp_path):
        assert "acme/survey.csv:300002: not utf-8: byte 0xbf" in refused(tmp_path, b"who,score\n" + b"a,1\n" * 300_000 + b"\xbf,9\n")

    def test_a_nul_is_refused_with_its_line(self, tmp_path):
        assert "survey.csv:3: a NUL character in line 3" in refused(tmp_path, b"who,score\na,9\nb\0,9\n")

    def test_utf_16_without_its_mark_is_not_read_by_luck(self, tmp_path):
        assert "UTF-16" in refused(tmp_path, "score\n9\n".encode("utf-16-le"))

    def test_control_characters_never_reach_a_message(self, tmp_path):
        found = said(measured(survey(tmp_path, "score\n\x1b[31mred\x07\n" + FEW, EASE)))
        assert found.replace("\n", " ").isprintable()
        assert "[31mred" in found


class TestShape:
    """S07, S10-S14, S18, S19, S31."""

    def test_text_after_twenty_thousand_numbers_is_left_out_and_counted(self, tmp_path):
        found = measured(survey(tmp_path, "score\n" + "9\n" * 25_000 + "brak\n", EASE))
        assert whole(found, "ease").out_of_range == {"brak": 1}
        assert balanced(found).startswith("survey: 25,001 rows")

    @pytest.mark.parametrize("data", ["", "\n\n", "\ufeff"])
    def test_an_empty_file(self, tmp_path, data):
        assert "the file is empty" in refused(tmp_path, data)

    def test_a_header_alone_has_no_rows(self, tmp_path):
        found = measured(survey(tmp_path, "score\n", EASE))
        assert not found.measurements
        assert codes(found) == ["CX078"]
        assert balanced(found) == "survey: 0 rows = 0 used in Q3\u00a02026 + 0 rejected"

    def test_without_a_header_the_first_respondent_is_not_believed(self, tmp_path):
        assert codes(measured(survey(tmp_path, "a,9\nb,10\n", EASE))) == ["CX071"]

    def test_a_name_that_occurs_twice_is_never_chosen_from(self, tmp_path):
        found = measured(survey(tmp_path, "score,score\n1,2\n", EASE))
        assert codes(found) == ["CX071"]
        assert "nearest: 'score#1', 'score#2'" in said(found)

    def test_the_numbered_name_of_a_repeated_column(self, tmp_path):
        assert value(tmp_path, "score,score\n1,2\n", kpi(measure='column: "score#2"'))[0] == 2

    @pytest.mark.parametrize("header", ["\u00a0score ", " score\u200b", "\ufeffscore", "sco\u00adre", '"score\n"'])
    def test_a_header_with_what_nobody_sees(self, tmp_path, header):
        assert value(tmp_path, f"x,{header}\n1,2\n") == (2, 1)

    def test_columns_are_found_by_name_wherever_they_stand(self, tmp_path):
        root = survey(tmp_path, "who,score\na,2\n", EASE, file="data/a.csv", path="data/*.csv", more={"data/b.csv": "score,x,who\n4,9,b\n"})
        assert whole(measured(root), "ease").value == 3

    def test_a_column_that_one_of_the_files_lacks(self, tmp_path):
        root = survey(tmp_path, "who,score\na,2\n", EASE, file="data/a.csv", path="data/*.csv", more={"data/b.csv": "who,points\nb,4\n"})
        found = measured(root)
        assert not found.measurements
        assert codes(found) == ["CX071"]

    def test_names_of_the_definitions_stand_for_names_of_the_file(self, tmp_path):
        assert value(tmp_path, "Q3: how easy?\n2\n", source="columns: {score: 'Q3: how easy?'}") == (2, 1)

    def test_a_renamed_column_is_named_with_its_nearest(self, tmp_path):
        found = said(measured(survey(tmp_path, "who,Score (1-7)\na,2\n", EASE)))
        assert "has no column 'score'" in found
        assert "nearest: 'Score (1-7)'" in found

    @pytest.mark.parametrize("source", ["segments: [regoin]", "respondent: regoin\nkeep: all\nsegments: [regoin]", "weight: regoin"])
    def test_a_column_of_the_source_that_is_missing(self, tmp_path, source):
        found = refused(tmp_path, "region,score\nA,2\n", source=source)
        assert "the column 'regoin' is missing" in found
        assert "'region'" in found

    def test_a_cell_of_300_kilobytes_and_one_that_is_too_long(self, tmp_path):
        (tmp_path / "1").mkdir()
        assert value(tmp_path / "1", "who,score\n" + "x" * 300_000 + ",9\nb,3\n") == (6, 2)
        assert "survey.csv:2: the record in line 2 is longer than 2,000,000 bytes" in refused(tmp_path, "who,score\n" + "x" * 3_000_000 + ",9\n")

    def test_twenty_thousand_columns(self, tmp_path):
        data = ",".join(f"c{i}" for i in range(20_000)) + "\n" + ",".join("1" * 20_000) + "\n"
        assert "more than 5,000 columns" in refused(tmp_path, data)

    @pytest.mark.parametrize(("data", "kind"), [
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "HTML page"), (b"PK\x03\x04\x14\x00", "ZIP archive"), (b"%PDF-1.7", "PDF"), (b'{"a": 1}', "JSON")])
    def test_another_kind_of_file_under_the_name_of_a_csv(self, tmp_path, data, kind):
        assert kind in refused(tmp_path, data)


def dated(folder, days: list[str], how: str, *periods: str, organisation: str = ORGANISATION):
    data = "when,score\n" + "".join(f'"{day}",{number}\n' for number, day in enumerate(days, 1))
    return measured(survey(folder, data, EASE, source=f"date: {how}", dated=True, organisation=organisation), *periods)


def used(found, period: str = "2026-Q3") -> set[str]:
    """Numbers of the rows that belong to the period."""
    return set(whole(found, "ease", period).counts)


class TestDates:
    """S21, S22, S23, S24."""

    def test_the_edges_of_a_quarter(self, tmp_path):
        days = ["2026-06-30 23:59:59", "2026-07-01", "2026-07-01T00:00:00", "2026-09-30T23:59:59.999999", "2026-09-30 23:59", "2026-10-01", "2026-10-01T00:00"]
        found = dated(tmp_path, days, "{column: when}")
        assert used(found) == {"2", "3", "4", "5"}
        assert balanced(found) == "survey: 7 rows = 4 used in Q3\u00a02026 + 3 of other periods + 0 rejected"

    def test_a_clock_in_utc_and_a_quarter_in_warsaw(self, tmp_path):
        days = ["2026-06-30 21:59:59", "2026-06-30 22:00:00", "2026-09-30 21:59:59", "2026-09-30 22:00:00"]
        assert used(dated(tmp_path, days, "{column: when, zone: Europe/Warsaw, recorded: UTC}")) == {"2", "3"}

    def test_winter_edges_differ_by_an_hour(self, tmp_path):
        days = ["2025-12-31 22:59:59", "2025-12-31 23:00:00", "2026-03-31 21:59:59", "2026-03-31 22:00:00"]
        assert used(dated(tmp_path, days, "{column: when, zone: Europe/Warsaw, recorded: UTC}", "2026-Q1"), "2026-Q1") == {"2", "3"}

    @pytest.mark.parametrize(("zone", "rows"), [(", zone: Europe/Warsaw", {"1", "2", "3"}), ("", {"3", "4", "5"})])
    def test_offsets_are_moments(self, tmp_path, zone, rows):
        days = ["2026-06-30T22:00:00Z", "2026-07-01T00:00:00+02:00", "2026-07-01T00:00:00Z", "2026-10-01T01:59:59+02:00", "2026-10-01T00:59:59+0100"]
        assert used(dated(tmp_path, days, f'{{column: when, format: "%Y-%m-%dT%H:%M:%S%z"{zone}}}')) == rows

    def test_times_with_an_offset_are_not_read_without_it(self, tmp_path):
        found = dated(tmp_path, ["2026-07-01 00:00:00+02:00", "2026-07-01T00:00:00Z", "2026-07-02"], "{column: when}")
        assert used(found) == {"3"}
        assert codes(found) == ["CX074"]

    def test_the_hour_that_exists_twice_belongs_to_its_day(self, tmp_path):
        assert used(dated(tmp_path, ["2026-10-25 02:30:00", "2026-03-29 02:30:00"], "{column: when, zone: Europe/Warsaw}", "2026-10"), "2026-10") == {"1"}

    @pytest.mark.parametrize(("named", "rows"), [("start", {"4", "5"}), ("end", {"1", "2"})])
    def test_quarters_of_a_fiscal_year(self, tmp_path, named, rows):
        organisation = ORGANISATION + f"fiscal_year_start: 10\nfiscal_year_named: {named}\n"
        days = ["2025-10-01", "2025-12-31", "2026-01-01", "2026-10-01", "2026-12-31", "2027-01-01"]
        assert used(dated(tmp_path, days, "{column: when}", "2026-Q1", organisation=organisation), "2026-Q1") == rows

    def test_months_are_those_of_the_calendar_in_every_fiscal_year(self, tmp_path):
        organisation = ORGANISATION + "fiscal_year_start: 10\n"
        assert used(dated(tmp_path, ["2026-09-30", "2026-10-01", "2026-10-31"], "{column: when}", "2026-10", organisation=organisation), "2026-10") == {"2", "3"}

    def test_day_and_month_are_never_guessed(self, tmp_path):
        found = dated(tmp_path, ["03/04/2026", "05/07/2026"], "{column: when}")
        assert not found.measurements
        assert "'03/04/2026' can be read as 2026-03-04 / 2026-04-03; declare which" in said(found)
        assert balanced(found).endswith("0 used in Q3\u00a02026 + 2 rejected (2 with dates that cannot be read)")

    def test_where_one_date_decides_the_format_is_proposed_and_not_used(self, tmp_path):
        found = dated(tmp_path, ["03/07/2026", "25/07/2026"], "{column: when}")
        assert not found.measurements
        assert 'declare format: "%d/%m/%Y"' in said(found)

    def test_of_several_formats_two_that_disagree_leave_a_date_out(self, tmp_path):
        found = dated(tmp_path, ["03/07/2026", "25/07/2026", "07/25/2026", "7/7/2026"], '{column: when, format: ["%d/%m/%Y", "%m/%d/%Y"]}')
        assert used(found) == {"2", "3", "4"}
        assert "1 date can be read in two ways" in said(found)

    @pytest.mark.parametrize("day", [
        "2026-02-30", "2026-13-01", "2026-07-01 25:00", "2026-07-01 12:61", "1899-12-31", "1899-12-30 00:00:00", "2999-01-01", "0026-07-01", "26-07-01", "20260-07-01",
        "46204", "2026-07-01 later", "2026/07/01", "July 2026", "2026-07"])  # fmt: skip
    def test_dates_that_cannot_be_are_rejected_and_shown(self, tmp_path, day):
        found = dated(tmp_path, [day, "2026-07-02"], "{column: when}")
        assert used(found) == {"2"}
        assert found.accounts[0].rejected == {"unreadable_date": 1}
        assert f"'{day}'" in said(found)

    def test_a_year_of_two_digits_is_no_year_of_four(self, tmp_path):
        """Read as the year 26 it would be of another period, without a word."""
        found = dated(tmp_path, ["02/07/26", "02/07/2026"], '{column: when, format: "%d/%m/%Y"}')
        assert found.accounts[0].rejected == {"unreadable_date": 1}
        (tmp_path / "2").mkdir()
        assert used(dated(tmp_path / "2", ["02/07/26", "02/07/2026"], '{column: when, format: "%d/%m/%y"}')) == {"1"}

    def test_a_row_without_a_date_is_counted_as_such(self, tmp_path):
        assert dated(tmp_path, ["", "  ", "2026-07-02"], "{column: when}").accounts[0].rejected == {"no_date": 2}

    @pytest.mark.parametrize(("how", "day"), [
        ("%d.%m.%Y", "2.7.2026"), ("%d %b %Y", "2 Jul 2026"), ("%B %d, %Y", "July 02, 2026"), ("%Y%m%d", "20260702"), ("%m/%d/%Y %I:%M %p", "07/02/2026 11:59 PM"),
        ("%d/%m/%Y %H:%M:%S.%f", "02/07/2026 10:00:00.123"), ("%d-%m-%y", "02-07-26"), ("%Y-%m-%dT%H:%M:%S%z", "2026-07-02T10:00:00-05"), ("w%%%d%m%Y", "w%02072026"),
        ("o'clock %d.%m.%Y", "o'clock 02.07.2026")])  # fmt: skip
    def test_formats(self, tmp_path, how, day):
        assert used(dated(tmp_path, [day], f'{{column: when, format: "{how}"}}')) == {"1"}


class TestRespondents:
    """S09, S27."""

    DATA = "id,score\n1,9\n1,10\n2,3\n,1\n,1\n"

    def test_repeated_rows_without_a_rule_are_refused(self, tmp_path):
        found = measured(survey(tmp_path, self.DATA, EASE, source="respondent: id"))
        assert not found.measurements
        assert codes(found) == ["CX079"]
        assert "keep: first, last or all" in said(found)

    @pytest.mark.parametrize(("keep", "counts"), [("first", {"1": 2, "3": 1, "9": 1}), ("last", {"1": 2, "3": 1, "10": 1}), ("all", {"1": 2, "3": 1, "9": 1, "10": 1})])
    def test_the_declared_row_counts_and_rows_without_a_name_all_do(self, tmp_path, keep, counts):
        found = measured(survey(tmp_path, self.DATA, EASE, source=f"respondent: id\nkeep: {keep}"))
        assert whole(found, "ease").counts == counts
        assert found.accounts[0].rejected == ({} if keep == "all" else {"repeated": 1})

    def test_first_and_last_go_by_date_before_the_place_in_the_file(self, tmp_path):
        data = "id,when,score\n1,2026-08-02,9\n1,2026-08-01,8\n1,2026-05-01,7\n"
        for keep, counts in (("first", {"8": 1}), ("last", {"9": 1})):
            (tmp_path / keep).mkdir()
            root = survey(tmp_path / keep, data, EASE, source=f"respondent: id\nkeep: {keep}\ndate: {{column: when}}", dated=True)
            assert whole(measured(root), "ease").counts == counts

    def test_the_same_file_twice_is_noticed(self, tmp_path):
        root = survey(tmp_path, "id,score\n1,9\n2,8\n", EASE, source="respondent: id", file="data/a.csv", path="data/*.csv", more={"data/b.csv": "id,score\n1,9\n2,8\n"})
        assert codes(measured(root)) == ["CX079"]

    def test_names_of_respondents_are_texts(self, tmp_path):
        data = "id,score\n007,9\n7,10\n1e5,3\n100000,4\n20000000000000000001,5\n20000000000000000002,6\n"
        assert value(tmp_path, data, source="respondent: id")[1] == 6


class TestNames:
    """S32."""

    @pytest.mark.parametrize("name", [
        "a b.csv", "a'b.csv", 'a"b.csv', "a[1].csv", "a*.csv", "a?.csv", "{a}.csv", "zażółć.csv", "%s.csv", "-a.csv", "~a.csv", "file:a.csv", "a;b.csv", "#a.csv", "a.CSV"])
    def test_files_of_every_name(self, tmp_path, name):
        assert value(tmp_path, "score\n9\n", file=name) == (9, 1)

    def test_a_pattern_in_a_name_means_no_other_file(self, tmp_path):
        root = survey(tmp_path, "score\n9\n", EASE, file="a[12].csv", more={"a1.csv": "score\n1\n", "a2.csv": "score\n1\n"})
        assert whole(measured(root), "ease").n == 1

    @pytest.mark.skipif(sys.platform != "linux", reason="names of bytes that are no text: Linux")
    def test_a_name_that_is_no_text(self, tmp_path):
        root = survey(tmp_path, None, EASE, path="data/*.csv")
        (root / "data").mkdir()
        (root / "data" / os.fsdecode(b"x\xff.csv")).write_text("score\n9\nx\n" + FEW)
        found = measured(root)
        assert whole(found, "ease").n == 401
        assert "x\\udcff.csv 2" in said(found)

    @pytest.mark.parametrize("name", ['a"; DROP TABLE x; --', "a'b", "score) FROM x; --", "{name}", "%(x)s", "$1", "k0", "c0", "ordinal", "b", "w", "select", "ż" * 60])
    def test_columns_of_every_name(self, tmp_path, name):
        quoted = '"' + name.replace('"', '""') + '"'
        data = f"{quoted},id\n4,1\n5,1\n"
        in_yaml = "'" + name.replace("'", "''") + "'"
        root = survey(tmp_path, data, kpi(measure=f"column: {in_yaml}"), source=f"respondent: id\nkeep: last\nsegments: [{in_yaml}]")
        assert whole(measured(root), "ease").value == 5

    @pytest.mark.parametrize("text", ["'); DROP TABLE x; --", "x' OR '1'='1", "?", "$1", "%s", "{x}", "NULL", "\\"])
    def test_values_of_every_kind(self, tmp_path, text):
        quoted = '"' + text.replace('"', '""') + '"'
        root = survey(tmp_path, "seg,score\n" + f"{quoted},9\n" * 6 + f"{quoted},{quoted}\n" * 1 + "b,8\n" * 40, EASE, source="segments: [seg]")
        found = measured(root)
        assert parts(found, "ease")[text].n == 6
        assert whole(found, "ease").out_of_range == {text: 1}
        assert "survey.csv 7" in said(found)


class TestPlaces:
    def test_what_is_not_there(self, tmp_path):
        assert "there is no file 'survey.csv'" in refused(tmp_path, None)

    def test_a_folder(self, tmp_path):
        assert "not a file" in refused(tmp_path, "x", file="data.csv/x.csv", path="data.csv")

    def test_a_link_out_of_the_folder(self, tmp_path):
        (tmp_path / "secret.csv").write_text("score\n9\n")
        root = survey(tmp_path, None, EASE)
        (root / "survey.csv").symlink_to(tmp_path / "secret.csv")
        assert "leads outside" in refusal(measured(root))

    def test_a_pipe_is_not_waited_for(self, tmp_path):
        root = survey(tmp_path, None, EASE)
        os.mkfifo(root / "survey.csv")
        assert "not a file" in refusal(measured(root))

    def test_a_file_that_changes_while_it_is_read(self, tmp_path, monkeypatch):
        from cxgov.measuring.files import sources

        stamps = iter(range(100))
        monkeypatch.setattr(sources.Stamp, "of", lambda _path: next(stamps))
        assert "changed while it was read" in refused(tmp_path, "score\n9\n")


class TestCompressed:
    """S29."""

    def test_is_read(self, tmp_path):
        assert value(tmp_path, gzip.compress(b"score\n9\n", mtime=0), file="s.csv.gz") == (9, 1)

    def test_cut_is_refused(self, tmp_path):
        assert "cut or broken" in refused(tmp_path, gzip.compress(b"score\n" + b"9\n8\n" * 9000, mtime=0)[:-20], file="s.csv.gz")

    def test_a_bomb_is_refused(self, tmp_path, monkeypatch):
        monkeypatch.setattr("cxgov.measuring.files.text.SMALL", 1 << 16)
        for encoding in ("utf-8", "cp1250"):
            (tmp_path / encoding).mkdir()
            bomb = gzip.compress(b"score\n" + b"9\n" * 5_000_000, mtime=0)
            assert "expands to more than 200 times its size" in refused(tmp_path / encoding, bomb, file="s.csv.gz", source=f"encoding: {encoding}")

    def test_a_bomb_that_is_one_line_is_refused(self, tmp_path):
        assert refused(tmp_path, gzip.compress(b"9" * 100_000_000, mtime=0), file="s.csv.gz")


class TestJsonLines:
    def lines(self, folder, data: str | bytes, **more: Any):
        return measured(survey(folder, data, EASE, file="s.jsonl", **more))

    def test_numbers_texts_blank_lines_missing_keys_and_null(self, tmp_path):
        data = '{"score": 3}\n\n{"score": " 4 ", "x": {"y": [1]}}\r\n{"x": 1}\n{"score": null}\n{"score": 5.0}'
        found = self.lines(tmp_path, data)
        assert whole(found, "ease").counts == {"3": 1, "4": 1, "5": 1}
        assert whole(found, "ease").no_answer == 2
        assert balanced(found).startswith("survey: 5 rows")

    def test_what_is_no_number_is_shown(self, tmp_path):
        found = self.lines(tmp_path, '{"score": true}\n{"score": [1]}\n{"score": NaN}\n' + '{"score": 8}\n' * 400)
        assert whole(found, "ease").out_of_range == {"true": 1, "[1]": 1, "NaN": 1}

    @pytest.mark.parametrize("line", [
        '{"score": 4', "3", "[]", '[{"score": 3}]', '{"score": 3}{"score": 4}', '{"score": 3, "score": 4}', '{"score": 3, "Score": 4}', "{", "score,x",
        '{"x": ' + "[" * 5000 + "]" * 5000 + "}"])  # fmt: skip
    @pytest.mark.parametrize("before", [1, 15_000])
    def test_a_broken_line_is_named(self, tmp_path, line, before):
        """Keys that differ in case alone are one to the engine; far down the second is a key that no column has."""
        if before > 1 and "Score" in line:
            return
        found = self.lines(tmp_path, '{"score": 3}\n' * before + line + "\n")
        assert f"s.jsonl:{before + 1}: line {before + 1:,} is not a JSON object" in refusal(found)

    @pytest.mark.parametrize("encoding", ["utf-16", "cp1250"])
    def test_another_encoding(self, tmp_path, encoding):
        assert "line 1" in refusal(self.lines(tmp_path, '{"score": 3, "x": "ż"}\n'.encode(encoding)))

    def test_a_byte_order_mark_and_compression(self, tmp_path):
        root = survey(tmp_path, gzip.compress(b'\xef\xbb\xbf{"score": 3}\n', mtime=0), EASE, file="s.jsonl.gz")
        assert whole(measured(root), "ease").value == 3

    def test_an_empty_file(self, tmp_path):
        assert "the file is empty" in refusal(self.lines(tmp_path, "\n"))


class TestSqlite:
    def database(self, folder, script: str, **more: Any):
        path = folder / "made.db"
        connection = sqlite3.connect(path)
        connection.executescript(script)
        connection.commit()
        connection.close()
        return measured(survey(folder, path.read_bytes(), EASE, file="s.sqlite", **more))

    def test_values_as_text(self, tmp_path):
        found = self.database(tmp_path, "CREATE TABLE a(score); INSERT INTO a VALUES (9), (null), (3.0), (4.5), (x'3132'), (''), ('n/d');", source="no_answer: [n/d]")
        assert whole(found, "ease").counts == {"3": 1, "4.5": 1, "9": 1, "12": 1}
        assert whole(found, "ease").no_answer == 3

    @pytest.mark.parametrize(("source", "says"), [("", "which table"), ("table: zz", "no table 'zz'")])
    def test_several_tables_ask_which(self, tmp_path, source, says):
        found = refusal(self.database(tmp_path, "CREATE TABLE a(score); CREATE TABLE b(score);", source=source))
        assert says in found
        assert "tables in the file: a, b" in found

    def test_the_table_that_is_named(self, tmp_path):
        assert whole(self.database(tmp_path, "CREATE TABLE a(score); CREATE TABLE b(score); INSERT INTO b VALUES (7);", source="table: b"), "ease").value == 7

    def test_no_table(self, tmp_path):
        assert "tables in the file: –" in refusal(self.database(tmp_path, "CREATE VIEW v AS SELECT 1 AS score;"))

    def test_a_table_of_any_name(self, tmp_path):
        name = '"a""; DROP TABLE b; --"'
        assert whole(self.database(tmp_path, f"CREATE TABLE {name}(score); INSERT INTO {name} VALUES (7);"), "ease").value == 7

    @pytest.mark.parametrize("data", [b"SQLite format 3\0" + b"x" * 5000, b"score\n1\n", b"", b"SQLite format 3\0"])
    def test_a_broken_database(self, tmp_path, data):
        assert refusal(measured(survey(tmp_path, data, EASE, file="s.db")))


def parquet(columns: dict[str, Any]) -> bytes:
    import pyarrow
    from pyarrow import parquet as writer

    target = io.BytesIO()
    writer.write_table(pyarrow.table(columns), target)
    return target.getvalue()


at = datetime.fromisoformat


class TestParquet:
    """S28."""

    def column(self, folder, columns: dict[str, Any], *kpis: str, **more: Any):
        return measured(survey(folder, parquet(columns), *(kpis or (EASE,)), file="s.parquet", **more))

    def test_numbers_texts_and_gaps(self, tmp_path):
        for name, values in {"float": [9.0, 3.5, None], "int": [9, 3, None], "text": [" 9", "3.5", ""]}.items():
            (tmp_path / name).mkdir()
            found = whole(self.column(tmp_path / name, {"score": values}), "ease")
            assert (found.n, found.no_answer) == (2, 1)

    def test_not_a_number_is_no_answer_on_any_scale(self, tmp_path):
        found = self.column(tmp_path, {"score": [float("nan"), *[8.0] * 400]})
        assert sum(whole(found, "ease").out_of_range.values()) == 1
        assert whole(found, "ease").value == 8

    def test_truth(self, tmp_path):
        share = kpi(kind="share", measure='column: score, success: ["true"], failure: ["false"]')
        assert whole(self.column(tmp_path, {"score": [True, False, True, None]}, share), "ease").counts == {"0": 1, "1": 2}

    def test_days_and_moments(self, tmp_path):
        import pyarrow

        columns = {
            "day": [date(2026, 6, 30), date(2026, 7, 1), None],
            "clock": pyarrow.array([at("2026-06-30 23:59:59.999999"), at("2026-07-01"), None], pyarrow.timestamp("us")),
            "utc": pyarrow.array([at("2026-06-30 21:59"), at("2026-06-30 22:00"), None], pyarrow.timestamp("us", "Europe/Warsaw")),
            "text": ["2026-06-30", "2026-07-01", ""]}
        for name, column in columns.items():
            (tmp_path / name).mkdir()
            found = self.column(tmp_path / name, {"when": column, "score": [1, 2, 3]}, source="date: {column: when, zone: Europe/Warsaw}", dated=True)
            assert whole(found, "ease").counts == {"2": 1}
            assert (found.accounts[0].outside, found.accounts[0].rejected) == (1, {"no_date": 1})

    def test_columns_are_called_as_the_file_calls_them(self, tmp_path):
        """The engine would call the second one score_1."""
        assert whole(self.column(tmp_path, {"Score": [1], "score": [2]}), "ease").value == 2

    def test_nested_columns_are_shown_not_read(self, tmp_path):
        assert codes(self.column(tmp_path, {"score": [[1], [2]]})) == ["CX072"]

    def test_without_rows(self, tmp_path):
        assert codes(self.column(tmp_path, {"score": []})) == ["CX078"]

    def test_another_kind_of_file(self, tmp_path):
        assert "not a whole Parquet file" in refusal(measured(survey(tmp_path, "score\n1\n", EASE, file="s.parquet")))

    @pytest.mark.slow
    def test_cut_and_flipped_files_are_read_or_refused_and_break_nothing(self, tmp_path):
        """Twenty cuts and forty flipped bits; what is still read has as many rows as before."""
        data, chance = parquet({"score": [i % 11 for i in range(3000)], "seg": ["abc"[i % 3] for i in range(3000)]}), random.Random(7)
        broken = [data[: chance.randrange(len(data))] for _ in range(20)]
        for place in [*(chance.randrange(len(data)) for _ in range(20)), *(chance.randrange(len(data) - 300, len(data)) for _ in range(20))]:
            flipped = bytearray(data)
            flipped[place] ^= 1 << chance.randrange(8)
            broken.append(bytes(flipped))
        for number, content in enumerate(broken):
            (tmp_path / str(number)).mkdir()
            found = measured(survey(tmp_path / str(number), content, EASE, source="segments: [seg]", file="s.parquet"), isolated=number % 6 == 0)
            if "CX070" not in codes(found):
                assert found.accounts[0].records == 3000
            elif number < 20:
                assert "not a whole Parquet file" in refusal(found)


def test_files_of_several_kinds_are_one_source(tmp_path):
    root = survey(tmp_path, parquet({"score": [1, 2]}), EASE, file="data/a.parquet", path="data/*", more={"data/b.csv": "score\n3\n", "data/c.jsonl": '{"score": 6}\n'})
    assert whole(measured(root), "ease").value == 3


def test_the_fingerprint_is_of_the_bytes(tmp_path):
    fingerprints = []
    for number, data in enumerate(("score\n9\n", "score\n9\n", "score\n9\n\n")):
        (tmp_path / str(number)).mkdir()
        fingerprints.append(whole(measured(survey(tmp_path / str(number), data, EASE)), "ease").fingerprint)
    assert fingerprints[0] == fingerprints[1] != fingerprints[2]
