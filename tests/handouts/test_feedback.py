"""The feedback form, its fields, and the proof that its answers are counted by the files printed on the trainer's page."""

from __future__ import annotations

import datetime
import html
import io
import re
import sys

import pytest
from measuring.organisations import ORGANISATION, here

from cxgov.handouts import document
from cxgov.handouts.feedback import DATA, PIECES, PLACEHOLDER, columns, field, quarter_of, sample_row
from cxgov.handouts.workshop import Workshop
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.measuring import measure
from cxgov.model import parse_period
from cxgov.resources import examples

FORM, COUNT = PIECES
DAY = datetime.date(2026, 11, 27)


def workshop(language: str = "en", **facts) -> Workshop:
    return Workshop(**{"language": Language(language), "framework": built_in_frameworks()["cem-cycle"], "day": DAY, **facts})


def printed(made: Workshop) -> dict[str, str]:
    """What stands in the frames of the trainer's page, by id: what somebody would copy from it."""
    page = document(made, COUNT).html
    return {found[1]: html.unescape(found[2]) for found in re.finditer(r'<pre class="feedback-code" id="([^"]+)">(.*?)</pre>', page, re.DOTALL)}


def test_the_form_asks_seven_closed_questions_one_recommendation_and_two_open_ones():
    assert columns() == ("date", "overall", "aims", "content", "exercises", "trainer", "pace", "place", "recommend", "useful", "change")


@pytest.mark.parametrize("language", ["pl", "en"])
def test_files_copied_from_the_page_measure_what_was_typed(language, tmp_path, monkeypatch):
    """Ten forms: recommendations 10 × 4, 9 × 2, 8 × 2, 3 × 2 give NPS 60 − 20 = 40; ratings 5 × 6, 4 × 2, 2 × 1, none × 1 give CSAT 8 of 9."""
    monkeypatch.setattr(sys.modules["cxgov.measuring.asking"], "run", here)
    found = printed(workshop(language))
    recommended, rated = [10] * 4 + [9] * 2 + [8] * 2 + [3] * 2, ["5"] * 6 + ["4"] * 2 + ["2", ""]
    rows = [f'2026-11-27,{mark},5,5,4,5,3,4,{score},"więcej przykładów, mniej slajdów",' for score, mark in zip(recommended, rated, strict=True)]
    (tmp_path / "data").mkdir()
    (tmp_path / DATA).write_text("\n".join([found["feedback-header"].splitlines()[0], *rows]) + "\n", encoding="utf-8")
    (tmp_path / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    for name in ("workshop-sources.yaml", "workshop-kpis.yaml"):
        (tmp_path / name).write_text(found[name].replace(PLACEHOLDER, "anna-nowak"), encoding="utf-8")
    result = measure(load_workspace(tmp_path), tmp_path, [parse_period("2026-Q4")])
    values = {entry.kpi: (entry.n, entry.value) for entry in result.measurements[parse_period("2026-Q4")]}
    assert values["workshop-recommend"] == (10, 40)
    assert values["workshop-overall"] == (9, pytest.approx(100 * 8 / 9))
    assert values["workshop-pace"] == (10, 0)
    assert len(values) == 8


def test_the_page_shows_a_row_of_the_workshops_day():
    header, row = printed(workshop())["feedback-header"].splitlines()
    assert header == ",".join(columns())
    assert row.split(",") == ["2026-11-27", *sample_row()]


def test_the_command_names_the_quarter_of_the_workshop():
    assert [quarter_of(datetime.date(2026, month, 1)) for month in (1, 3, 4, 12)] == ["2026-Q1", "2026-Q1", "2026-Q2", "2026-Q4"]
    assert "cxgov measure my-company --period 2026-Q4" in document(workshop(), COUNT).html


def test_an_organisations_page_names_its_own_people():
    bank = load_workspace(str(examples()["bank"]))
    assert f"owner: {bank.organisation.people[0].id}," in printed(workshop(workspace=bank))["workshop-kpis.yaml"]


@pytest.mark.pdf_engine
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_fillable_form_has_one_field_for_each_column(language):
    """Filled with a PDF library, the fields give back what was typed."""
    import pikepdf

    made = document(workshop(language, form=True), FORM, pdf=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert sorted(str(one.T) for one in fields) == sorted(field(column) for column in columns()[1:])
        for one in fields:
            one.V = pikepdf.String("żółta łódź")
        filled = io.BytesIO()
        pdf.save(filled)
    with pikepdf.open(filled) as pdf:
        assert {str(one.V) for one in pdf.Root.AcroForm.Fields} == {"żółta łódź"}


@pytest.mark.pdf_engine
@pytest.mark.parametrize("piece", PIECES, ids=lambda piece: piece.name)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("form", [False, True])
def test_each_is_one_page(piece, language, form):
    import pikepdf

    made = document(workshop(language, form=form, workspace=load_workspace(str(examples()["bank"]))), piece, pdf=True)
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 1
