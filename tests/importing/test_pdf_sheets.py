"""Fillable PDFs: made here, filled in with a library as a viewer would, and taken over; foreign ones are refused in words."""

from __future__ import annotations

import io

import pikepdf
import pytest
from filled_sheets import TODAY, acme, apply, codes, planned

from cxgov.handouts import PIECES, Workshop, document
from cxgov.importing.pdf_sheets import read_pdf
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.resources import examples

CEM = built_in_frameworks()["cem-cycle"]


def form(piece: str, workspace=None, **changes) -> bytes:
    made = document(Workshop(language=Language("pl"), framework=CEM, workspace=workspace, form=True, **changes), PIECES[piece], pdf=True)
    assert made is not None
    assert made.pdf is not None
    return made.pdf


def filled(content: bytes, values: dict[str, str]) -> bytes:
    """The form with values in its fields."""
    left = dict(values)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            name = str(field.T)
            if name in left:
                field.V = pikepdf.String(left.pop(name))
        stream = io.BytesIO()
        pdf.save(stream)
    assert not left
    return stream.getvalue()


def small(fields: list[pikepdf.Object], pdf: pikepdf.Pdf) -> bytes:
    pdf.add_blank_page()
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(fields))
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


@pytest.mark.pdf_engine
def test_a_filled_in_map_becomes_touchpoints(tmp_path):
    org = acme(tmp_path / "acme")
    content = filled(form("canvas-journey"), {
        "canvas-journey:head:group": "Odra", "canvas-journey:1:journey": "Zakup", "canvas-journey:1:stage": "Wybór", "canvas-journey:1:touchpoint": "Telefon",
        "canvas-journey:2:touchpoint": "Umowa", "canvas-journey:2:emotion": "+1", "canvas-journey:6:stage": "Dostawa", "canvas-journey:7:touchpoint": "Kurier"})
    path = tmp_path / "filled.pdf"
    path.write_bytes(content)
    apply(org, planned(org, path))
    [journey] = load_workspace(org).journeys
    assert [(stage.id, [t.name for t in stage.touchpoints if isinstance(t.name, str)]) for stage in journey.stages] == [
        ("choose", ["Pytanie o cenę", "Telefon", "Umowa"]), ("dostawa", ["Kurier"])]
    assert planned(org, path).edits == ()


@pytest.mark.pdf_engine
def test_a_filled_in_tally_becomes_assessments(tmp_path):
    org = acme(tmp_path / "acme")
    path = tmp_path / "tally.pdf"
    path.write_bytes(filled(form("tally"), {
        "tally:head:period": "IV kwartał 2026", "tally:head:r1": "Anna Nowak", "tally:S1.P1:r1": "2", "tally:S5.P6:r1": "0", "tally:S1.P1:agreed": "1"}))
    made = planned(org, path)
    assert [edit.path for edit in made.edits] == ["2026-Q4/assessments/agreed.yaml", "2026-Q4/assessments/anna-nowak.yaml"]
    apply(org, made)
    assert {a.rater: {id_: answer.level for id_, answer in a.answers.items()} for a in load_workspace(org).assessments} == {
        "agreed": {"S1.P1": 1}, "anna-nowak": {"S1.P1": 2, "S5.P6": 0}}


@pytest.mark.pdf_engine
@pytest.mark.parametrize("piece", ["canvas-kpi", "canvas-decisions", "canvas-calendar"])
def test_a_form_filled_from_the_files_and_sent_back_untouched_changes_nothing(piece, tmp_path):
    folder = examples()["paczkownia"]
    path = tmp_path / "own.pdf"
    path.write_bytes(form(piece, load_workspace(folder)))
    made = planned(folder, path, day=TODAY)
    assert (made.sheets, made.changes, codes(made)) == (1, (), [])


def test_names_of_fields_may_be_written_in_parts():
    with pikepdf.new() as pdf:
        leaf = pdf.make_indirect(pikepdf.Dictionary(T="text", V="Szybko"))
        row = pdf.make_indirect(pikepdf.Dictionary(T="3", Kids=[leaf]))
        [sheet], _ = read_pdf(small([pdf.make_indirect(pikepdf.Dictionary(T="canvas-expectations", Kids=[row]))], pdf), "a.pdf")
    assert sheet.rows[0].text("text") == "Szybko"


def test_only_values_of_fields_are_read():
    """A script, an attachment and an odd value are passed by."""
    with pikepdf.new() as pdf:
        field = pdf.make_indirect(pikepdf.Dictionary(T="canvas-expectations:1:text", V="Szybko", AA=pikepdf.Dictionary(K=pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS="app.alert(1)"))))
        odd = pdf.make_indirect(pikepdf.Dictionary(T="canvas-expectations:2:text", V=pikepdf.Array([1])))
        loop = pdf.make_indirect(pikepdf.Dictionary(T="x"))
        loop.Kids = pikepdf.Array([loop])
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(2)")
        [sheet], problems = read_pdf(small([field, odd, loop], pdf), "a.pdf")
    assert ([row.text("text") for row in sheet.rows], problems) == (["Szybko"], [])


def test_a_locked_pdf_is_refused_in_words():
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        stream = io.BytesIO()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert [(p.code, "password" in str(p.text)) for p in read_pdf(stream.getvalue(), "a.pdf")[1]] == [("CX109", True)]


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing", b"%PDF-", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_broken_pdf_is_refused_in_words(data):
    sheets, [problem] = read_pdf(data, "a.pdf")
    assert (sheets, problem.code) == ([], "CX109")


def test_a_pdf_without_fields_says_how_to_get_some():
    with pikepdf.new() as pdf:
        _, [problem] = read_pdf(small([], pdf), "a.pdf")
    assert "--fillable" in str(problem.remedy)
