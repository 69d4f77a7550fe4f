"""Canvases C1 to C9: one definition for paper, forms and CSV sheets; blank, filled and fillable from the same templates."""

from __future__ import annotations

import io
from dataclasses import fields as fields_of
from datetime import date
from itertools import combinations
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import pytest
from checks.organisations import organisation
from makers import framework

from cxgov.handouts import document
from cxgov.handouts.canvases import layout
from cxgov.handouts.canvases.curve import curve
from cxgov.handouts.canvases.dealing import MOST_SHEETS, own
from cxgov.handouts.canvases.definitions import CANVASES, cells, csv_header, field_name, field_names
from cxgov.handouts.canvases.filling import Row, latest_cycle, rows_of
from cxgov.handouts.canvases.pieces import PIECES, TITLES
from cxgov.handouts.canvases.words import Words
from cxgov.handouts.piece import Piece
from cxgov.handouts.workshop import Workshop
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.model import indicators, journeys, organisations, programme, voice
from cxgov.model.frameworks import Scoring
from cxgov.rendering.drawings.lettering import fits
from cxgov.rendering.html import faults
from cxgov.resources import examples

BY_NAME = {piece.name: piece for piece in PIECES}
MODEL = {kind.__name__: kind for module in (indicators, journeys, organisations, programme, voice) for kind in vars(module).values()
         if isinstance(kind, type) and kind.__module__ == module.__name__}


def workshop(language: str = "pl", example: str | None = None, **facts) -> Workshop:
    workspace = load_workspace(str(examples()[example])) if example else None
    return Workshop(**{"language": Language(language), "framework": built_in_frameworks()["cem-cycle"], "workspace": workspace, **facts})


def words(workspace, *, exact: bool = False, language: str = "en") -> Words:
    return Words(workspace=workspace, framework=built_in_frameworks()["cem-cycle"], language=Language(language), exact=exact)


def all_of(kind: str) -> Piece:
    """One piece with the sheets of all canvases of a kind: one PDF instead of nine."""
    return Piece(name="canvas-journey", title="Canvases", audience="wall", copies="room", form=True,
                 build=lambda made: [sheet for name in CANVASES for sheet in BY_NAME[name + kind].build(made)])


def values_of(content: bytes) -> list[tuple[str, str]]:
    """Name and text of every field of a PDF."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [(str(field["/T"]), str(field.get("/V", ""))) for field in pdf.Root.AcroForm.Fields]


class TestDefinition:
    def test_there_are_nine_each_blank_as_an_example_and_from_the_organisations_own_files(self):
        assert [canvas.number for canvas in CANVASES.values()] == [f"C{n}" for n in range(1, 10)]
        assert [piece.name for piece in PIECES] == [name + kind for kind in ("", "-example", "-own") for name in CANVASES]
        assert TITLES.keys() == CANVASES.keys()

    def test_the_name_of_a_field_is_piece_row_and_column(self):
        assert field_name(CANVASES["canvas-expectations"], 3, "text") == "canvas-expectations:3:text"
        assert field_names(CANVASES["canvas-touchpoint"])[:3] == ("canvas-touchpoint:head:group", "canvas-touchpoint:head:day", "canvas-touchpoint:1:touchpoint")

    @pytest.mark.parametrize("name", CANVASES)
    def test_no_field_stands_twice_on_any_number_of_sheets(self, name):
        names = field_names(CANVASES[name], 3)
        assert len(set(names)) == len(names)

    def test_rows_are_counted_through_all_sheets(self):
        card = CANVASES["canvas-kpi"]
        assert "canvas-kpi:2:name" in field_names(card, 2)
        assert "canvas-kpi:2:name" not in field_names(card, 1)

    def test_what_stands_once_in_a_block_has_a_field_only_in_its_first_row(self):
        canvas = CANVASES["canvas-journey"]
        assert [row for row, column in cells(canvas) if column.key == "stage"] == [1, 6, 11, 16, 21, 26]
        assert [row for row, column in cells(canvas, 2) if column.key == "journey"] == [1, 31]

    def test_a_sheet_is_known_by_its_heading_row(self):
        headers = [set(csv_header(canvas)) for canvas in CANVASES.values()]
        assert all(not a <= b and not b <= a for a, b in combinations(headers, 2))

    @pytest.mark.parametrize("name", CANVASES)
    def test_a_heading_row_names_no_column_twice(self, name):
        header = csv_header(CANVASES[name])
        assert len(set(header)) == len(header)

    @pytest.mark.parametrize(("name", "column"), [(n, c) for n, canvas in CANVASES.items() for c in canvas.columns if c.field], ids=lambda v: getattr(v, "key", v))
    def test_every_column_stands_for_a_field_the_model_has(self, name, column):
        kind, _, field = column.field.partition(".")
        assert field in {f.name for f in fields_of(MODEL[kind])}, name

    @pytest.mark.parametrize("column", [c for canvas in CANVASES.values() for c in canvas.columns if c.choices], ids=lambda c: c.key)
    def test_choices_are_those_of_the_model(self, column):
        kind, _, field = column.field.partition(".")
        assert {code for code, _ in column.choices} == literals(get_type_hints(MODEL[kind], include_extras=True)[field])

    @pytest.mark.parametrize("name", [name for name in CANVASES if CANVASES[name].output])
    def test_a_canvas_makes_a_gate_output_of_the_cycle(self, name):
        outputs = {output.id for d in built_in_frameworks()["cem-cycle"].dimensions for output in d.gate_outputs}
        assert CANVASES[name].output in outputs

    def test_layout_and_definition_have_the_same_columns(self):
        for name, lines in layout.CARDS.items():
            assert {(box.key, box.row) for _, boxes in lines for box in boxes} == {(c.key, row - 1) for row, c in cells(CANVASES[name])}
        for name, (_, boxes) in layout.TABLES.items():
            assert [box.key for box in boxes] == [c.key for c in CANVASES[name].columns if c.scope == "row"]

    @pytest.mark.parametrize("boxes", [boxes for lines in layout.CARDS.values() for _, boxes in lines] + [boxes for _, boxes in layout.TABLES.values()])
    def test_boxes_fill_their_line(self, boxes):
        assert sum(box.share for box in boxes) == pytest.approx(1)


def literals(hint) -> set[str]:
    """Words of the literal in a hint, through unions and annotations."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    parts = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return {word for part in parts for word in literals(part)}


class TestFilling:
    def test_a_row_says_names_and_not_ids(self):
        row = rows_of("canvas-ownership", words(load_workspace(str(examples()["paczkownia"]))))[0]
        assert row.cells == {
            "touchpoint": "Finding out whether the network can be trusted", "accountable": "Katarzyna Mazur", "responsible": "Katarzyna Mazur",
            "performed_by": "Marketing"}

    def test_several_stand_with_semicolons_between_them(self, tmp_path):
        workspace = organisation(tmp_path, """
            kind: journey
            id: way
            name: Way
            stages:
              - {id: one, name: One, touchpoints: [{id: a, name: "Wait, then pay", accountable: [anna-nowak, jan-kowal]}]}
        """)
        assert rows_of("canvas-ownership", words(workspace))[0].cells["accountable"] == "Anna Nowak; Jan Kowal"

    def test_missing_is_empty_and_zero_is_zero(self, tmp_path):
        workspace = organisation(tmp_path, """
            kind: journey
            id: way
            name: Way
            stages:
              - {id: one, name: One, touchpoints: [{id: a, name: A, emotion: 0}, {id: b, name: B}]}
        """)
        assert [row.cells["emotion_today"] for row in rows_of("canvas-touchpoint", words(workspace))] == ["0", ""]

    def test_exact_cells_can_be_read_back(self):
        row = next(row for row in rows_of("canvas-improvement", words(load_workspace(str(examples()["paczkownia"])), exact=True, language="pl")))
        assert (row.cells["start"], row.cells["cost"], row.cells["change"], row.cells["by"]) == ("2026-05-04", "140000", "0.3", "2026-Q4")

    def test_cells_on_paper_are_written_as_the_language_does(self):
        row = next(row for row in rows_of("canvas-improvement", words(load_workspace(str(examples()["paczkownia"])), language="pl")))
        assert (row.cells["start"], row.cells["cost"], row.cells["change"]) == ("04.05.2026", "140\N{NO-BREAK SPACE}000", "+0,3")

    def test_no_target_is_said_and_not_left_out(self, tmp_path):
        workspace = organisation(tmp_path)
        assert rows_of("canvas-kpi", words(workspace))[0].cells["target"] == "no target"
        assert rows_of("canvas-kpi", words(workspace, exact=True))[0].cells["target"] == "none"
        assert rows_of("canvas-kpi", words(workspace, exact=True, language="pl"))[0].cells["target"] == "brak"

    def test_decisions_are_those_of_the_latest_period(self):
        rows = rows_of("canvas-decisions", words(load_workspace(str(examples()["paczkownia"]))))
        assert rows[0].id == "D-2026-15"
        assert rows[0].cells["period"] == "Q3\N{NO-BREAK SPACE}2026"

    def test_the_latest_cycle_is_shown_and_a_skipped_stage_stays_a_row(self):
        made = words(load_workspace(str(examples()["paczkownia"])))
        assert latest_cycle(made).id == "cycle-2026"
        assert [(row.id, row.cells["start"]) for row in rows_of("canvas-calendar", made)][:2] == [("S1", Language("en").short_date(date(2026, 1, 12))), ("S2", "")]

    def test_a_completed_stage_does_not_become_a_promise_when_it_is_read_back(self):
        workspace = load_workspace(str(examples()["paczkownia"]))
        assert rows_of("canvas-calendar", words(workspace))[0].cells["due"] == Language("en").short_date(date(2026, 2, 27))
        assert rows_of("canvas-calendar", words(workspace, exact=True))[0].cells["due"] == ""

    def test_without_a_strategy_there_is_no_promise_to_show(self, tmp_path):
        assert rows_of("canvas-promise", words(organisation(tmp_path))) == []


JOURNEYS = """
    kind: journey
    id: way
    name: Way
    stages:
      - id: one
        name: One
        touchpoints: [{id: a1, name: A1}, {id: a2, name: A2}, {id: a3, name: A3}, {id: a4, name: A4}, {id: a5, name: A5}, {id: a6, name: A6}]
      - {id: two, name: Two}
    ---
    kind: journey
    id: back
    name: Back
    stages: [{id: three, name: Three, touchpoints: [{id: b1, name: B1}]}]
"""


class TestDealing:
    def test_a_long_stage_goes_on_in_the_next_column_and_a_journey_begins_a_sheet(self, tmp_path):
        deal = own(CANVASES["canvas-journey"], words(organisation(tmp_path, JOURNEYS)))
        way = next(sheet for sheet in deal.sheets if sheet[0].cells["journey"] == "Way")
        assert [way[n].cells.get("stage") for n in (0, 5, 10)] == ["One", "One", "Two"]
        assert [way[n].cells.get("touchpoint") for n in (4, 5, 6)] == ["A5", "A6", None]
        assert len(deal.sheets) == 2

    def test_every_sheet_has_as_many_rows_as_the_canvas(self):
        workspace = load_workspace(str(examples()["bank"]))
        for canvas in CANVASES.values():
            assert {len(sheet) for sheet in own(canvas, words(workspace)).sheets} == {canvas.rows}

    def test_too_many_cards_are_counted_and_not_dropped_in_silence(self):
        workspace = load_workspace(str(examples()["paczkownia"]))
        deal = own(CANVASES["canvas-kpi"], words(workspace))
        assert (len(deal.sheets), deal.more) == (MOST_SHEETS, len(workspace.kpis) - MOST_SHEETS)

    def test_the_last_sheet_says_how_many_more_there_are(self):
        html = document(workshop("en", "paczkownia"), BY_NAME["canvas-kpi-own"]).html
        assert html.count("The files hold 4 more entries.") == 1

    def test_what_stands_once_on_a_sheet_is_repeated_on_the_next(self, tmp_path):
        items = ", ".join(f"{{id: D-{n}, decision: act, text: Do {n}}}" for n in range(12))
        deal = own(CANVASES["canvas-decisions"], words(organisation(tmp_path, f"kind: decisions\nperiod: 2026-Q2\ndecisions: [{items}]\n")))
        assert [sheet[0].cells["period"] for sheet in deal.sheets] == ["Q2\N{NO-BREAK SPACE}2026"] * 2


class TestSheets:
    @pytest.mark.parametrize("name", [f"{name}-own" for name in CANVASES])
    def test_without_an_organisation_there_is_nothing_of_its_own(self, name):
        assert document(workshop(), BY_NAME[name]) is None

    def test_an_organisation_without_records_gets_no_empty_sheets_of_its_own(self, tmp_path):
        made = workshop(workspace=organisation(tmp_path))
        assert document(made, BY_NAME["canvas-expectations-own"]) is None

    @pytest.mark.parametrize("language", ["pl", "en"])
    @pytest.mark.parametrize("name", [f"{name}-example" for name in CANVASES])
    def test_an_example_is_one_sheet_with_a_remark(self, name, language):
        (sheet,) = BY_NAME[name].build(workshop(language))
        assert sheet.data["head"]["remark"]
        assert sheet.data["head"]["filled_from"] == "Paczkownia"

    @pytest.mark.parametrize("language", ["pl", "en"])
    @pytest.mark.parametrize("small", [False, True], ids=["a3", "a4"])
    def test_nothing_on_the_example_of_a_journey_map_is_cut(self, language, small):
        for sheet in BY_NAME["canvas-journey-example"].build(workshop(language, small=small)):
            cells_ = [moment[key] for row in sheet.data["rows"] for moment in row for key in ("touchpoint", "goal", "channels")]
            assert [cell["text"] for cell in cells_ if cell["text"].endswith("…") or "; +" in cell["text"] or " +" in cell["text"]] == []

    @pytest.mark.parametrize("small", [False, True], ids=["a3", "a4"])
    def test_the_remark_on_a_journey_map_names_the_touchpoints_below_zero_without_a_channel(self, small):
        *_, last = sheets = BY_NAME["canvas-journey-example"].build(workshop("en", small=small))
        moments = [moment for sheet in sheets for row in sheet.data["rows"] for moment in row if moment["touchpoint"]["text"]]
        silent = sorted(m["number"] for m in moments if m["emotion"]["text"].startswith("−") and not m["channels"]["text"])
        assert silent
        assert f"numbers {', '.join(map(str, silent[:-1]))} and {silent[-1]} ({len(silent)} of the" in last.data["head"]["remark"]
        assert [sheet.data["head"]["remark"] for sheet in sheets[:-1]] == [""] * (len(sheets) - 1)

    def test_a_journey_map_on_a4_is_two_sheets_with_the_fields_of_one(self):
        first, second = BY_NAME["canvas-journey"].build(workshop("en", small=True, form=True))
        assert [stage["number"] for sheet in (first, second) for stage in sheet.data["stages"]] == [1, 2, 3, 4, 5, 6]
        assert [sheet.data["curve"]["places"][0]["number"] for sheet in (first, second)] == [1, 16]
        assert "side by side" in first.data["head"]["aside"]
        assert second.data["head"]["names"] == {}

    def test_a_half_of_an_own_map_on_which_nothing_stands_is_not_printed(self, tmp_path):
        made = {"workspace": organisation(tmp_path, JOURNEYS), "small": True}
        assert len(BY_NAME["canvas-journey-own"].build(workshop("en", **made))) == 2
        assert len(BY_NAME["canvas-journey-own"].build(workshop("en", form=True, **made))) == 4

    def test_the_example_card_is_the_one_that_says_most(self):
        (sheet,) = BY_NAME["canvas-touchpoint-example"].build(workshop("en"))
        texts = [cell["text"] for line in sheet.data["lines"] for cell in line]
        assert "Opening the locker" in texts
        assert "" not in texts

    def test_on_the_example_card_somebody_else_does_the_work_as_its_remark_says(self):
        (sheet,) = BY_NAME["canvas-touchpoint-example"].build(workshop("en"))
        people = [cell["text"] for line in sheet.data["lines"] for cell in line if cell["name"].endswith(("accountable", "responsible"))]
        assert "somebody else does the work" in sheet.data["head"]["remark"]
        assert len(set(people)) == 2

    @pytest.mark.parametrize("kind", ["", "-example", "-own"])
    @pytest.mark.parametrize("form", [False, True])
    def test_pages_are_sound(self, kind, form):
        assert faults(document(workshop("pl", "paczkownia", form=form), all_of(kind)).html) == []

    def test_a_choice_that_was_made_is_marked_with_more_than_weight(self):
        html = document(workshop("en"), BY_NAME["canvas-kpi-example"]).html
        assert '<span class="canvas-choice on"><span class="canvas-tick">×</span>effort score (CES)</span>' in html

    def test_the_stage_of_a_canvas_is_found_by_its_gate_output(self):
        (sheet,) = BY_NAME["canvas-promise"].build(workshop("en"))
        assert [stage["on"] for stage in sheet.data["head"]["marker"]["stages"]] == [False, True, False, False, False]

    def test_a_framework_without_order_has_no_stages_to_show(self):
        (sheet,) = BY_NAME["canvas-promise"].build(workshop(framework=framework(scoring=Scoring())))
        assert sheet.data["head"]["marker"] is None

    def test_text_from_files_is_text_and_not_markup(self, tmp_path):
        made = workshop(workspace=organisation(tmp_path, 'kind: expectations\nexpectations: [{id: a, text: "<b>quick</b>"}]\n'))
        assert "&lt;b&gt;quick&lt;/b&gt;" in document(made, BY_NAME["canvas-expectations-own"]).html


class TestCalendar:
    def test_it_has_a_row_for_every_stage_of_the_framework(self):
        (sheet,) = BY_NAME["canvas-calendar"].build(workshop(framework=framework(sizes=(1, 1, 1))))
        assert [stage["id"] for stage in sheet.data["stages"]] == ["S1", "S2", "S3"]

    def test_twelve_months_begin_after_the_workshop(self):
        (sheet,) = BY_NAME["canvas-calendar"].build(workshop(day=date(2026, 12, 3)))
        assert [(m["number"], m["year"]) for m in sheet.data["months"]][::11] == [("01", "2027"), ("12", "2027")]

    def test_months_without_a_day_are_left_to_write(self):
        (sheet,) = BY_NAME["canvas-calendar"].build(workshop())
        assert [m["number"] for m in sheet.data["months"]] == [""] * 12

    def test_a_bar_runs_from_start_to_gate(self):
        (sheet,) = BY_NAME["canvas-calendar-example"].build(workshop())
        first = sheet.data["stages"][0]["months"]  # 12 January to 27 February
        assert first[0]["left"] == pytest.approx(100 * 11 / 31, abs=.1)
        assert first[0]["left"] + first[0]["width"] == pytest.approx(100, abs=.1)
        assert (first[0]["gate"], first[1]["left"]) == (-1, 0)
        assert first[1]["gate"] == pytest.approx(100 * 27 / 28, abs=.1)
        assert [month["width"] for month in first[2:]] == [0] * 10

    def test_a_skipped_stage_has_no_bar(self):
        (sheet,) = BY_NAME["canvas-calendar-example"].build(workshop())
        assert {month["width"] for month in sheet.data["stages"][1]["months"]} == {0}


class TestCurve:
    def test_only_known_emotions_are_points_the_best_on_top(self):
        rows = [Row(cells={"emotion": "+2"}), Row(), Row(cells={"emotion": "−2"}), Row(cells={"emotion": "0"})]
        made = curve(rows, 2, 100, 40)
        assert [point["x"] for point in made["points"]] == [12.5, 62.5, 87.5]
        top, bottom, middle = (point["y"] for point in made["points"])
        assert top < middle < bottom
        assert middle == pytest.approx((top + bottom) / 2, abs=.01)

    @pytest.mark.parametrize("height", [12, 22, 34])
    def test_labels_are_smaller_than_the_distance_of_their_lines_and_stand_left_of_points(self, height):
        made = curve([Row(cells={"emotion": "2"})] * 30, 5, 392, height)
        assert made["label"] < made["levels"][1]["y"] - made["levels"][0]["y"]
        assert made["left"] <= made["points"][0]["x"]

    def test_points_lie_on_the_lines_of_their_values(self):
        made = curve([Row(cells={"emotion": "-1"})], 1, 100, 40)
        assert made["points"][0]["y"] == {level["value"]: level["y"] for level in made["levels"]}[-1]


class TestFitting:
    @pytest.mark.parametrize("text", ["Short", "Sprawdzenie, czy sieci można zaufać, zanim się coś kupi", "słowo " * 60])
    @pytest.mark.parametrize(("width", "height"), [(40, 8), (90, 14), (180, 60)])
    def test_a_text_fits_or_says_that_it_was_cut(self, text, width, height):
        sizes = layout.SIZES[False]
        shown, size = layout.fitted(text.strip(), width, height, sizes)
        assert size in sizes
        lines = max(1, int(height / (size * layout.POINT * layout.LINE)))
        assert shown.endswith("…") or (shown == text.strip() and fits(shown, width, size * layout.POINT, lines=lines))

    def test_a_list_says_how_many_entries_had_no_room(self):
        assert layout.fitted("Infolinia; Ekran automatu; SMS; E-mail", 30, 5, (9.0,), "; ") == ("Infolinia +3", 9.0)

    def test_the_largest_size_that_fits_is_taken(self):
        assert layout.fitted("Short", 100, 20, layout.SIZES[False]) == ("Short", max(layout.SIZES[False]))


@pytest.mark.pdf_engine
class TestPdf:
    @pytest.mark.slow
    @pytest.mark.parametrize("small", [False, True], ids=["a3", "a4"])
    @pytest.mark.parametrize("form", [False, True], ids=["print", "fill"])
    @pytest.mark.parametrize("kind", ["", "-example", "-own"])
    def test_every_sheet_is_one_page(self, kind, form, small):
        made = workshop("pl", "bank", small=small, form=form)
        piece = all_of(kind)
        from cxgov.rendering.pdf import pages_of

        assert pages_of(document(made, piece, pdf=True).pdf) == len(piece.build(made))

    @pytest.mark.parametrize("small", [False, True], ids=["a3", "a4"])
    def test_fields_are_those_of_the_definition_none_missing_and_none_double(self, small):
        content = document(workshop(small=small, form=True), all_of(""), pdf=True).pdf
        names = [name for name, _ in values_of(content)]
        assert sorted(names) == sorted(name for canvas in CANVASES.values() for name in field_names(canvas))

    def test_own_sheets_have_the_fields_of_all_their_sheets(self):
        made = workshop("pl", "paczkownia", form=True)
        names = [name for name, _ in values_of(document(made, BY_NAME["canvas-touchpoint-own"], pdf=True).pdf)]
        assert sorted(names) == sorted(field_names(CANVASES["canvas-touchpoint"], MOST_SHEETS))

    @pytest.mark.slow
    @pytest.mark.parametrize("name", CANVASES)
    def test_fields_of_own_sheets_hold_what_the_files_say(self, name):
        made = workshop("pl", "paczkownia", form=True)
        canvas = CANVASES[name]
        found = dict(values_of(document(made, BY_NAME[f"{name}-own"], pdf=True).pdf))
        rows = [row for sheet in own(canvas, words(made.workspace, exact=True, language="pl")).sheets for row in sheet]
        labels = {(c.key, code): made.language.gettext(label) for c in canvas.columns for code, label in c.choices}
        for number, column in cells(canvas, len(rows) // canvas.rows):
            text = rows[number - 1].cells.get(column.key, "")
            assert found[field_name(canvas, number, column.key)] == labels.get((column.key, text), text)

    def test_what_is_filled_in_comes_back_with_its_polish_letters(self, tmp_path):
        import pikepdf

        content = document(workshop(form=True), BY_NAME["canvas-expectations"], pdf=True).pdf
        text = "Chcę wiedzieć, zanim zapytam – „jutro” ma być jutro (łąkę źdźbeł) €"
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for field in pdf.Root.AcroForm.Fields:
                field["/V"] = pikepdf.String(f"{text} {field['/T']}")
            pdf.save(tmp_path / "filled.pdf")
        found = dict(values_of((tmp_path / "filled.pdf").read_bytes()))
        assert found == {name: f"{text} {name}" for name in field_names(CANVASES["canvas-expectations"])}

    def test_printed_canvases_have_no_fields(self):
        import pikepdf

        content = document(workshop(), BY_NAME["canvas-promise"], pdf=True).pdf
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert "/AcroForm" not in pdf.Root

    def test_a_sheet_is_landscape_a3_or_a4(self):
        import pikepdf

        for small, size in ((False, (1190.55, 841.89)), (True, (841.89, 595.28))):
            with pikepdf.open(io.BytesIO(document(workshop(small=small), BY_NAME["canvas-kpi"], pdf=True).pdf)) as pdf:
                assert [float(edge) for edge in pdf.pages[0].mediabox[2:]] == pytest.approx(size, abs=.5)
