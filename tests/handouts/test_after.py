"""What is handed out at the end: certificate, photo protocol and the list of the first 30 days."""

from __future__ import annotations

import datetime
import io
import re

import pytest

from cxgov.cli import COMMANDS
from cxgov.handouts import certificate, document, protocol
from cxgov.handouts.workshop import LENGTHS, Workshop
from cxgov.language import Language
from cxgov.loading import built_in_frameworks, load_workspace
from cxgov.resources import examples

DAY = datetime.date(2026, 11, 27)
(CERTIFICATE,) = certificate.PIECES
PROTOCOL, CHECKLIST = protocol.PIECES
HOURS = [480 - 75, 240 - 25, 120 - 10]


def workshop(language: str = "en", **facts) -> Workshop:
    return Workshop(**{"language": Language(language), "framework": built_in_frameworks()["cem-cycle"], **facts})


def pages(made: Workshop, piece) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(document(made, piece, pdf=True).pdf)) as pdf:
        return len(pdf.pages)


class TestCertificate:
    def test_hours_are_those_of_the_agenda_without_breaks(self):
        """9:00 to 17:00 with 75 minutes of breaks; four hours with 25; two hours with 10."""
        assert [certificate.working_minutes(workshop(length=length)) for length in LENGTHS] == HOURS

    @pytest.mark.parametrize("people", [8, 13, 24])
    def test_the_hours_do_not_depend_on_the_number_of_people(self, people):
        assert [certificate.working_minutes(workshop(length=length, people=people)) for length in LENGTHS] == HOURS

    def test_day_place_and_hours_are_written_out(self):
        (sheet,) = certificate.sheets(workshop("pl", day=DAY, venue="Gdańsk"))
        assert [fact["value"] for fact in sheet.data["facts"]] == ["27 listopada 2026".replace(" ", "\u00a0"), "Gdańsk", "6 godz. 45 min"]

    def test_without_an_organisation_nobody_is_named_as_organiser(self):
        assert certificate.sheets(workshop())[0].data["organiser"] == ""

    @pytest.mark.parametrize(("length", "said"), [
        ("two-hours", "Practised: mapping the customer’s journey and taking decisions."),
        ("half-day", "Practised: mapping the customer’s journey, describing a touchpoint (emotion, effort, success), rating maturity by evidence and taking decisions.")])
    def test_it_attests_only_what_the_length_teaches(self, length, said):
        assert certificate.sheets(workshop(length=length))[0].data["also"] == said

    def test_the_logo_stands_on_it(self):
        picture = "data:image/png;base64,iVBORw0KGgo="
        assert f'<div class="certificate-logo"><img src="{picture}"' in document(workshop(logo=picture), CERTIFICATE).html

    @pytest.mark.pdf_engine
    def test_the_name_can_be_typed(self):
        import pikepdf

        with pikepdf.open(io.BytesIO(document(workshop(form=True), CERTIFICATE, pdf=True).pdf)) as pdf:
            assert [str(field.T) for field in pdf.Root.AcroForm.Fields] == ["certificate:1:name"]


class TestProtocol:
    def test_every_group_and_canvas_has_a_tick(self):
        first, _ = protocol.protocol(workshop(people=24))
        assert first.data["groups"] == [f"Group {n}" for n in range(1, 7)]
        assert [sheet["number"] for sheet in first.data["sheets"]] == ["C1", "C2", "C5", "C7", "C8", "C9", "ratings"]

    def test_only_what_the_agenda_uses_is_to_be_photographed(self):
        first, _ = protocol.protocol(workshop(length="two-hours"))
        assert [sheet["number"] for sheet in first.data["sheets"]] == ["C1", "C7", "C8"]

    @pytest.mark.parametrize(("length", "said"), [("one-day", True), ("half-day", True), ("two-hours", False)])
    def test_its_rules_speak_of_ratings_only_where_there_are_ratings(self, length, said):
        first, _ = protocol.protocol(workshop(length=length))
        assert len(first.data["words"]["rules"]) == 4
        assert any("Ratings" in rule for rule in first.data["words"]["rules"]) is said

    @pytest.mark.pdf_engine
    def test_long_names_of_groups_leave_it_two_pages(self):
        groups = ("Obsługa klienta i reklamacje", "Sklep internetowy i aplikacja", "Magazyn i zwroty", "Księgowość", "Zespół CX", "Zarząd")
        assert pages(workshop("pl", people=24, named_groups=groups), PROTOCOL) == 2

    @pytest.mark.pdf_engine
    def test_fields_are_numbered_through_over_both_pages(self):
        import pikepdf

        with pikepdf.open(io.BytesIO(document(workshop(form=True), PROTOCOL, pdf=True).pdf)) as pdf:
            names = {str(field.T) for field in pdf.Root.AcroForm.Fields}
        assert names == {protocol.field(row, key) for row in range(1, 17) for key in ("photo", "canvas", "says", "step", "who", "when")}


class TestChecklist:
    def test_days_are_counted_from_the_workshop_and_are_working_days(self):
        (sheet,) = protocol.checklist(workshop(day=DAY))
        assert [day["date"].replace("\u00a0", " ") for day in sheet.data["days"]] == [
            "30 November 2026", "4 December 2026", "11 December 2026", "28 December 2026"]

    @pytest.mark.parametrize(("length", "said"), [("one-day", True), ("half-day", True), ("two-hours", False)])
    def test_ratings_are_read_in_only_after_a_workshop_with_ratings(self, length, said):
        (sheet,) = protocol.checklist(workshop(length=length))
        text = " ".join(task["text"] for day in sheet.data["days"] for task in day["tasks"])
        assert ("tally" in text) is said
        assert ("evidence" in text) is said

    @pytest.mark.parametrize(("day", "said"), [(DAY, "--period 2026-Q4 --date 2026-11-27"), (None, "--period YYYY-Qn --date YYYY-MM-DD")])
    def test_sheets_are_read_in_with_the_quarter_and_the_day_of_the_workshop(self, day, said):
        (sheet,) = protocol.checklist(workshop(day=day))
        commands = [task["command"] for task in sheet.data["days"][0]["tasks"] if "import" in task["command"]]
        assert commands == [f"cxgov import my-company *.csv {said}", f"cxgov import my-company *.csv {said} --yes"]

    def test_without_a_day_there_are_no_dates(self):
        (sheet,) = protocol.checklist(workshop())
        assert {day["date"] for day in sheet.data["days"]} == {""}

    def test_every_command_named_exists(self):
        (sheet,) = protocol.checklist(workshop())
        named = [task["command"] for day in sheet.data["days"] for task in day["tasks"] if task["command"]]
        assert named
        assert {re.match(r"cxgov ([a-z]+) ", command)[1] for command in named} <= COMMANDS.keys()

    def test_commands_name_the_organisations_folder_without_its_path(self):
        bank = load_workspace(str(examples()["bank"]))
        (sheet,) = protocol.checklist(workshop(workspace=bank))
        assert sheet.data["days"][1]["tasks"][0]["command"] == "cxgov check bank"


@pytest.mark.pdf_engine
@pytest.mark.parametrize(("piece", "count"), [(CERTIFICATE, 1), (PROTOCOL, 2), (CHECKLIST, 1)], ids=lambda value: getattr(value, "name", value))
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("people", [8, 24])
def test_pages(piece, count, language, people):
    assert pages(workshop(language, people=people, day=DAY, workspace=load_workspace(str(examples()["paczkownia"]))), piece) == count
