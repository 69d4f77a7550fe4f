"""The facilitator's guide: every block of the agenda, nothing that the set lacks, the same times everywhere."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from handouts.workshops import workshop

from cxgov.handouts import PIECES, document, pages
from cxgov.handouts.agenda import agenda, length_in_minutes, spoken_time
from cxgov.handouts.guide import guide, sheet
from cxgov.handouts.room import room_plan
from cxgov.handouts.workshop import LENGTHS
from cxgov.language import Language


def sheets(**facts) -> dict[str, dict]:
    """The data of the guide's sheets by id."""
    return {one.id: dict(one.data) for one in guide(workshop(**facts))}


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_a_guide_can_be_made_in_both_languages_and_all_lengths(length, language):
    made = document(workshop(length=length, language=Language(language)), PIECES["guide"])
    assert made is not None
    assert made.html.count('class="guide-block"') == sum(slot.block.kind != "break" for slot in agenda(workshop(length=length)))


@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_the_lengths_side_by_side_add_up(length):
    assert sheets(length=length)["start"]["sums"] == [length_in_minutes(workshop(length=name)) for name in ("two-hours", "half-day", "one-day")]


def test_the_chosen_length_is_marked():
    assert [one["name"] for one in sheets(length="half-day")["agenda"]["lengths"] if one["chosen"]] == ["half a day"]


def test_where_more_groups_than_time_allows_lots_are_drawn():
    many = workshop(people=24, named_groups=tuple("abcdefgh"))
    said = [moment["text"] for block in {one.id: one.data for one in guide(many)}["blocks"]["blocks"] for moment in block["moments"]]
    assert "6 groups drawn by lot present, 3 minutes each; the others add what is missing." in said


def test_two_hours_promise_no_rating():
    made = document(workshop(length="two-hours"), PIECES["guide"])
    assert made is not None
    text = re.sub(r"<style>.*?</style>", "", made.html, flags=re.DOTALL)
    assert "rate maturity" not in text
    assert "ally sheet" not in text


@pytest.mark.parametrize(("length", "said"), [("one-day", True), ("half-day", True), ("two-hours", False)])
def test_rules_about_ratings_stand_only_where_there_are_ratings(length, said):
    made = sheets(length=length)
    assert ("Ratings stay in the room" in {rule["name"] for rule in made["room"]["safety"]}) is said
    assert any("rating" in one.casefold() for one in made["after"]["remote"]) is said


def test_the_guide_names_the_practices_that_all_groups_rate():
    (block,) = [block for block in sheets()["blocks"]["blocks"] if block["title"] == "Rating maturity and agreeing"]
    (own,) = [moment for moment in block["moments"] if moment["practices"]]
    assert [name.split()[0] for name in own["practices"]] == ["S1.P1", "S2.P1", "S3.P1", "S4.P1", "S5.P1"]
    assert own["reason"] == "The same for all groups: the first practice of each stage."


def test_every_objection_names_an_anti_pattern_of_the_framework():
    assert len(sheets()["objections"]["objections"]) >= 10
    assert all(one["pattern"] for one in sheets()["objections"]["objections"])


@pytest.mark.parametrize("length", ["half-day", "two-hours"])
def test_a_short_guide_speaks_of_no_exercise_that_its_set_lacks(length):
    made = document(workshop(length=length), PIECES["guide"])
    assert made is not None
    kept = {"D1", "D3", "D4", "D8"} if length == "half-day" else {"D3"}
    text = re.sub(r"<style>.*?</style>", "", made.html, flags=re.DOTALL)
    assert set(re.findall(r"\bexercises? (D\d)\b", text, re.IGNORECASE)) <= kept


def test_the_sheet_for_the_wall_shows_the_times_of_the_agenda_without_the_reserve():
    rows = sheet(workshop())[0].data["slots"]
    assert [row["start"] for row in rows] == [spoken_time(slot.start) for slot in agenda(workshop()) if slot.block.kind != "reserve"]


@pytest.mark.parametrize("people", range(8, 25))
def test_the_room_has_a_seat_for_everybody_and_no_two_in_one_place(people):
    plan = room_plan(workshop(people=people))
    seats = [(seat["x"], seat["y"]) for island in plan["islands"] for seat in island["seats"]]
    assert len(seats) == len(set(seats)) == people
    assert all(10 < x < plan["width"] - 3 and 10 < y < plan["height"] - 3 for x, y in seats)


def test_a_room_of_twelve_groups_has_room_for_all_tables():
    plan = room_plan(workshop(people=24, named_groups=tuple("abcdefghijkl")))
    corners = sorted((island["top"], island["left"]) for island in plan["islands"])
    assert all(right - left >= 30 for (row, left), (other, right) in pairwise(corners) if row == other)


@pytest.mark.pdf_engine
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("length", sorted(LENGTHS))
def test_the_agenda_for_the_wall_is_one_page(length, language):
    about = workshop(length=length, language=Language(language), day=date(2026, 12, 3), venue="Sala konferencyjna Wisła, drugie piętro")
    assert pages(about, PIECES["agenda"]) == {"A4": 1}


@pytest.mark.pdf_engine
@pytest.mark.parametrize("language", ["pl", "en"])
def test_the_guide_has_about_sixteen_pages(language):
    counted = pages(workshop(language=Language(language)), PIECES["guide"])
    assert counted is not None
    assert 12 <= counted["A4"] <= 18


@pytest.mark.pdf_engine
@pytest.mark.parametrize(("people", "groups"), [(8, ""), (14, ""), (24, ""), (24, "abcdefgh")])
@pytest.mark.parametrize("language", ["pl", "en"])
def test_start_and_room_are_one_page_of_the_guide_each(language, people, groups):
    """With few groups and many, and with more than have time to present: no last row of a table on a page of its own."""
    about = workshop(language=Language(language), people=people, named_groups=tuple(groups), day=date(2026, 12, 3),
                     venue="Sala konferencyjna Wisła, drugie piętro")
    start, room, *_ = guide(about)
    for one in (start, room):
        assert pages(about, replace(PIECES["guide"], name=f"guide-{one.id}", build=lambda _, one=one: [one])) == {"A4": 1}
