"""What to bring along and to print follows from people, groups and pages."""

from __future__ import annotations

import pytest
from handouts.workshops import workshop
from hypothesis import given
from hypothesis import strategies as st

from cxgov.handouts import PIECES, materials
from cxgov.handouts.piece import Piece
from cxgov.handouts.workshop import Workshop


def amounts(made: Workshop) -> dict[str, int]:
    """How many of each material."""
    return {one.id: one.amount for one in materials.materials(made)}


def test_everybody_has_a_chair_and_three_dots_and_every_group_four_pads():
    brought = amounts(workshop(people=18))
    assert (brought["chairs"], brought["dots"], brought["notes"], brought["tables"]) == (21, 64, 20, 7)


@given(st.integers(8, 23))
def test_one_more_person_never_needs_less(people):
    fewer, more = amounts(workshop(people=people)), amounts(workshop(people=people + 1))
    assert all(fewer[one] <= more[one] for one in fewer)


def test_the_list_says_how_it_counted():
    counted = {one.id: one.counted for one in materials.materials(workshop())}
    assert counted["dots"] == "3 per person + 2 per group"


def test_what_a_length_does_not_use_is_not_brought_along():
    assert "calculators" in amounts(workshop())
    assert "calculators" not in amounts(workshop(length="two-hours"))


def piece(**facts) -> Piece:
    """A piece of which only the facts count."""
    return Piece(**{"name": "x", "title": "X", "audience": "participants", "copies": "person", "build": lambda _workshop: [], **facts})


@pytest.mark.parametrize(("facts", "many"), [({"copies": "person"}, 18), ({"copies": "group"}, 5), ({"copies": "room"}, 1), ({"copies": "trainer"}, 1),
                                             ({"copies": "group", "variants": True}, 2)])
def test_copies_follow_from_whom_a_piece_is_for(facts, many):
    assert materials.copies(workshop(people=18), piece(**facts)) == many


def test_a_folded_booklet_takes_a_sheet_for_four_pages():
    assert materials.sheets_of_paper({"A5": 12}, 18, both=True, fold=True) == {"A4": 54}


def test_an_odd_page_takes_a_sheet_of_its_own():
    assert materials.sheets_of_paper({"A4": 15}, 1, both=True, fold=False) == {"A4": 8}
    assert materials.sheets_of_paper({"A3": 3}, 5, both=False, fold=False) == {"A3": 15}


def counted(pages: dict[str, dict[str, int]]) -> Workshop:
    """A workshop whose pieces have been made and have these pages; all others one page of A4."""
    made = workshop(people=8)
    made.page_counts.update({name: pages.get(name, {"A4": 1}) for name in PIECES})
    return made


def test_the_print_list_puts_what_the_agenda_needs_first_and_adds_up_only_that():
    lines = materials.prints(counted({"canvas-journey": {"A3": 1}}))
    needed = [line.needed for line in lines]
    assert needed == sorted(needed, reverse=True)
    assert False in needed
    by_name = {line.piece.name: line for line in lines}
    assert by_name["canvas-journey"].sheets == {"A3": 2}
    assert by_name["canvas-journey"].blocks == (4,)
    assert materials.totals(lines)["A4"] == sum(line.sheets["A4"] for line in lines if line.needed and "A4" in line.sheets)


def test_the_print_list_does_not_list_itself():
    assert "materials" not in {line.piece.name for line in materials.prints(counted({}))}


def test_every_line_is_numbered_as_its_file():
    numbers = [int(line.number) for line in materials.prints(counted({}))]
    assert sorted(numbers) == sorted(set(numbers))
    assert min(numbers) == 1


def test_only_text_is_printed_on_both_sides():
    lines = {line.piece.name: line for line in materials.prints(counted({name: {"A4": 4} for name in PIECES}))}
    both = {name for name, line in lines.items() if line.both_sides}
    assert {"guide", "answer-keys", "booklet"} <= both
    assert not both & {"exercises", "cards", "voting-cards", "poster-wheel"}
    assert not any(name.startswith("canvas-") for name in both)
