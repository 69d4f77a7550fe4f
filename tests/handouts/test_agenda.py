"""Agendas add up, whoever comes, and name only what there is."""

from __future__ import annotations

import re
from datetime import time
from itertools import pairwise

import pytest
from handouts.workshops import cem, workshop
from hypothesis import given
from hypothesis import strategies as st

from cxgov.handouts import PIECES, Workshop
from cxgov.handouts.agenda import agenda, blocks, exercise_minutes, length_in_minutes, presenting_groups
from cxgov.handouts.content import content
from cxgov.handouts.exercises import EXERCISES
from cxgov.handouts.workshop import LENGTHS

MINUTES = {"one-day": 480, "half-day": 240, "two-hours": 120}
WORKSHOPS = st.fixed_dictionaries({"length": st.sampled_from(sorted(LENGTHS)), "people": st.integers(8, 24)})


@pytest.mark.parametrize("length", sorted(MINUTES))
@pytest.mark.parametrize("people", range(8, 25))
def test_an_agenda_adds_up_for_any_number_of_people(length, people):
    made = workshop(length=length, people=people)
    assert sum(slot.minutes for slot in agenda(made)) == length_in_minutes(made) == MINUTES[length]


@given(WORKSHOPS, st.integers(2, 12), st.times())
def test_no_minute_is_lost_or_counted_twice(facts, groups, start):
    made = workshop(**facts, named_groups=tuple(f"G{n}" for n in range(groups)), start=start.replace(second=0, microsecond=0))
    slots = agenda(made)
    assert slots[0].start == made.start
    assert all(before.end == after.start for before, after in pairwise(slots))
    for slot in slots:
        assert slot.minutes > 0
        assert not slot.moments or sum(moment.minutes for moment in slot.moments) == slot.minutes
        assert not slot.moments or slot.moments[0].start == slot.start


@given(WORKSHOPS, st.integers(2, 12))
def test_breaks_are_at_the_same_time_for_any_number_of_groups(facts, groups):
    def breaks(made: Workshop) -> list[tuple[str, time]]:
        return [(slot.block.id, slot.start) for slot in agenda(made) if slot.block.kind == "break"]

    assert breaks(workshop(**facts, named_groups=tuple("abcdefghijkl"[:groups]))) == breaks(workshop(**facts))


def test_every_group_presents_unless_there_are_more_than_time_allows():
    assert presenting_groups(workshop(people=24)) == 6
    assert presenting_groups(workshop(people=24, named_groups=tuple("abcdefgh"))) == 6
    assert presenting_groups(workshop(people=8)) == 2


def test_more_groups_take_from_the_reserve_what_their_presenting_takes():
    def minutes(people: int, kind: str) -> int:
        return sum(slot.minutes for slot in agenda(workshop(people=people)) if slot.block.kind == kind)

    assert minutes(24, "work") - minutes(8, "work") == minutes(8, "reserve") - minutes(24, "reserve") > 0


def test_the_day_begins_when_it_is_told_to():
    assert agenda(workshop(start=time(13, 30)))[0].start == time(13, 30)
    assert agenda(workshop(start=time(13, 30), length="two-hours"))[-1].end == time(15, 30)


def test_two_hours_have_two_breaks():
    assert sum(slot.block.kind == "break" for slot in agenda(workshop(length="two-hours"))) == 2


@pytest.mark.parametrize("length", sorted(MINUTES))
def test_a_block_names_only_pieces_of_the_set(length):
    named = {name for slot in agenda(workshop(length=length)) for name in slot.pieces}
    assert named <= PIECES.keys()
    assert all(length in PIECES[name].lengths for name in named)


@pytest.mark.parametrize("length", sorted(MINUTES))
def test_a_block_uses_only_exercises_of_the_set(length):
    used = {step.exercise for block in blocks() for step in block.steps if step.exercise and length in step.minutes}
    assert used <= {kind.id for kind in EXERCISES if length in kind.lengths}


@pytest.mark.parametrize("people", range(8, 25))
@pytest.mark.parametrize("length", sorted(MINUTES))
def test_a_round_leaves_each_person_time_to_speak(length, people):
    """Name, role and a story take half a minute, a sentence a few seconds; the seconds named fit the minutes of the step."""
    made = workshop(length=length, people=people)
    told = [(slot.block.id, moment.minutes, moment.text["en"]) for slot in agenda(made) for moment in slot.moments if isinstance(moment.text, dict)]
    (opening,) = [(minutes, text) for block, minutes, text in told if block == "opening" and text.startswith("Round at the tables")]
    seconds, stories = map(int, re.findall(r"(\d+) seconds each.*a minute each: (\d+)", opening[1])[0])
    assert seconds >= 30
    assert seconds * max(made.group_sizes) + 60 * stories <= 60 * opening[0]
    assert 1 <= stories <= len(made.groups)
    (closing,) = [(minutes, text) for block, minutes, text in told if block == "closing" and text.startswith("A round")]
    found = re.search(r"(\d+) seconds each", closing[1])
    assert found is None or 12 <= int(found[1]) <= 60 * closing[0] / people


def test_a_round_too_large_for_its_minutes_is_held_at_the_tables():
    def closing(people: int) -> str:
        (slot,) = [slot for slot in agenda(workshop(length="two-hours", people=people)) if slot.block.id == "closing"]
        return " ".join(str(moment.text["en"]) for moment in slot.moments)

    assert "at the tables" in closing(24)
    assert "20 seconds each" in closing(8)


def test_every_exercise_of_a_set_has_time_on_its_agenda():
    assert {(length, kind.id) for length in LENGTHS for kind in EXERCISES if length in kind.lengths} == {
        (length, kind.id) for length in LENGTHS for kind in EXERCISES if exercise_minutes(workshop(length=length), kind.id)}


def test_materials_of_a_block_are_on_the_list():
    assert {one for block in blocks() for one in block.materials} <= {item["id"] for item in content("materials")["items"]}


def test_an_exercise_has_the_minutes_of_its_steps():
    assert exercise_minutes(workshop(), "d1") == 12
    assert exercise_minutes(workshop(length="half-day"), "d4") == 7 + 4  # rating, comparing with the key
    assert exercise_minutes(workshop(length="two-hours"), "d3") == 7
    assert exercise_minutes(workshop(length="two-hours"), "d7") is None


def test_every_text_of_the_agenda_and_the_guide_is_in_both_languages():
    def maps(value):
        if isinstance(value, dict):
            if value.keys() & {"pl", "en"}:
                yield value
            else:
                for entry in value.values():
                    yield from maps(entry)
        elif isinstance(value, list):
            for entry in value:
                yield from maps(entry)

    for name in ("agenda", "guide", "materials", "posters"):
        texts = list(maps(content(name)))
        assert texts
        assert all(text.keys() == {"pl", "en"} and all(text.values()) for text in texts)


def test_what_is_said_of_the_rule_is_what_the_framework_counts():
    scoring = cem().scoring
    assert scoring.sequence is not None
    assert scoring.evidence is not None
    assert (scoring.sequence.lead_allowance, scoring.evidence.unverified_cap) == (1.0, 1)
