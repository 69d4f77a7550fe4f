"""Whatever stands in a sheet, importing ends in a plan: with problems that have a place and a remedy, or with files that are right."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from filled_sheets import acme, planned
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxgov.handouts.canvases.definitions import CANVASES, csv_header
from cxgov.importing.pdf_sheets import read_pdf
from cxgov.loading import load

CELLS = st.sampled_from([
    "", "", "", "x", "ask", "Porównanie ofert", "Anna Nowak", "Anna Nowak; Jan Kowal", "=1+1", "'=1+1", "@x", "<b>", "-1", "+2", "2,5", "na", "S1", "S1.P1", "2026-Q4",
    "2026-12-01", "31.02.2026", "act", "nps", "perception", "yearly", "none", "#", '"', "a;b", "dwa\nwiersze", "{a: b}", "[", "yes", "null", "1", "ŻÓŁĆ", "\u202e", "💬"]) | st.text(max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(CANVASES)), st.data())
def test_any_sheet_of_a_canvas_ends_in_a_plan(canvas, data):
    header = csv_header(CANVASES[canvas])
    rows = data.draw(st.lists(st.lists(CELLS, min_size=len(header), max_size=len(header)), max_size=4))
    stream = io.StringIO()
    csv.writer(stream).writerows([header, *rows])
    with TemporaryDirectory() as name:
        folder = Path(name)
        org = acme(folder / "acme")
        (folder / "sheet.csv").write_text(stream.getvalue(), encoding="utf-8", errors="surrogatepass", newline="")
        made = planned(org, folder / "sheet.csv", adding=frozenset({"person", "channel", "function"}), replace=data.draw(st.booleans()))
        if made.refused:
            assert all(problem.text.text for problem in made.problems)
        else:
            assert load(org, drafts={edit.path: edit.after for edit in made.edits}).workspace is not None


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_words(content):
    with TemporaryDirectory() as name:
        org = acme(Path(name) / "acme")
        (Path(name) / "sheet.csv").write_bytes(content)
        made = planned(org, Path(name) / "sheet.csv")
    assert made.refused == (not made.sheets or any(problem.severity.word == "error" for problem in made.problems))


@pytest.mark.parametrize("cut", range(40, 700, 60))
def test_a_pdf_cut_short_ends_in_words(cut):
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(pikepdf.Dictionary(T="canvas-expectations:1:text", V="a"))]))
        stream = io.BytesIO()
        pdf.save(stream)
    sheets, problems = read_pdf(stream.getvalue()[:cut], "a.pdf")
    assert sheets or problems
