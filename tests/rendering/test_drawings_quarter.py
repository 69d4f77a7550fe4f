"""Pictures of the quarterly pack: whole SVG inside its box, numbers in words, nothing missing drawn as zero."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from cxgov.language import Language
from cxgov.rendering.drawings.cycle_calendar import CalendarLane, CalendarStage, CycleCalendar, cycle_calendar
from cxgov.rendering.drawings.drawing import Drawing
from cxgov.rendering.drawings.expected_achieved import Progress, expected_achieved
from cxgov.rendering.drawings.lettering import text_width
from cxgov.rendering.drawings.loop_ageing import AgeingRow, age_names, loop_ageing
from cxgov.rendering.drawings.palette import STANDARD
from cxgov.rendering.environment import environment

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Niezwykle długa nazwa zbioru zgłoszeń, w którym klienci & pracownicy <razem> opisują wszystko"
AGES = (2, 7, 30)
LOGS = [AgeingRow(name=LONG, counts=(3, 0, 7, 12000), remark="2 of them past their deadline"), AgeingRow(name="Signals", counts=None),
        AgeingRow(name="Complaints", counts=(0, 1, 0, 2))]
ROWS = [
    Progress(name=LONG, indicator=LONG, expected=0.3, achieved=0.2, interval=(0.05, 0.35), mark="tolerance", outcome=LONG, unit="points", digits=2),
    Progress(name="Reminder", indicator="First visit", expected=-0.5, achieved=-0.8, interval=(-9.0, 8.0), mark="met", outcome="as expected"),
    Progress(name="Hold", indicator="Price", expected=0, achieved=1.0, mark="missed", outcome="not as expected"),
    Progress(name="Light", indicator="Fear", expected=5, achieved=None, outcome="no value since the start"),
    Progress(name="Far", indicator="Off", expected=1, achieved=-90.0, mark="missed", outcome="not as expected"),
]
STAGES = (
    CalendarStage(number="1", name="Listening", state="completed", start=date(2026, 1, 12), end=date(2026, 2, 27), handed=3, outputs=3),
    CalendarStage(number="2", name=LONG, state="skipped", outputs=5),
    CalendarStage(number="3", name="Standards", state="completed", start=date(2025, 3, 9), end=date(2026, 4, 24), handed=3, outputs=4),
    CalendarStage(number="4", name="Doing", state="not_begun"),
    CalendarStage(number="5", name="Measuring", state="running", start=date(2026, 7, 1), due=date(2026, 12, 31), reckoned=True, handed=2, outputs=4),
)
YEAR = CycleCalendar(
    first=date(2026, 1, 1), last=date(2026, 12, 31), today=date(2026, 9, 30), deadline=date(2026, 12, 19), stages=STAGES,
    lanes=(CalendarLane(name="Meetings", marks=((date(2026, 1, 1), "done"), (date(2026, 12, 31), "planned"), (date(2027, 5, 1), "late"))),))


def ageing(code: str, rows=LOGS) -> Drawing:
    return loop_ageing(environment(code), Language(code), rows, AGES)


def progress(code: str, rows=ROWS) -> Drawing:
    return expected_achieved(environment(code), Language(code), rows)


def calendar(code: str, of: CycleCalendar = YEAR) -> Drawing:
    return cycle_calendar(environment(code), Language(code), of)


ALL = {
    "loop_ageing": ageing, "expected_achieved": progress, "cycle_calendar": calendar,
    "calendar of two years": lambda code: calendar(code, replace(YEAR, last=date(2027, 12, 31), deadline=date(2027, 9, 30))),
    "calendar of a month": lambda code: calendar(code, replace(YEAR, first=date(2026, 9, 15), last=date(2026, 10, 14))),
}


def reach(element: ET.Element) -> list[tuple[float, float]]:
    """The points that an element reaches, text by the widths of its letters."""
    def get(name: str) -> float:
        return float(element.get(name, "0"))

    tag = element.tag.removeprefix(SVG)
    if tag == "rect":
        return [(get("x"), get("y")), (get("x") + get("width"), get("y") + get("height"))]
    if tag == "circle":
        return [(get("cx") - get("r"), get("cy") - get("r")), (get("cx") + get("r"), get("cy") + get("r"))]
    if tag == "path":
        return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", element.get("d", ""))]
    if tag != "text":
        return []
    size = get("font-size")
    wide = text_width(element.text or "", size, int(element.get("font-weight", "400")))
    start = get("x") - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor", "start"), 0.0)
    return [(start, get("y") - size * 0.7), (start + wide, get("y") + size * 0.2)]


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in ET.fromstring(drawing.svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("code", ["pl", "en"])
@pytest.mark.parametrize("kind", ALL)
def test_a_drawing_is_whole_named_and_inside_its_box(kind, code):
    drawing = ALL[kind](code)
    root = ET.fromstring(drawing.svg)
    _, _, width, height = (float(part) for part in root.get("viewBox", "").split())
    assert root.find(f"{SVG}title").text == drawing.alt
    outside = [(element.tag, element.attrib, element.text) for element in root.iter() for x, y in reach(element)
               if not (-0.15 <= x <= width + 0.15 and -0.15 <= y <= height + 0.15)]
    assert outside == []
    assert not re.search(r"\b(?:nan|inf|None)\b", drawing.svg)
    assert ALL[kind](code).svg == drawing.svg


# --- open cases by age ---------------------------------------------------------------------------------------------


def test_ages_are_named_with_their_limits():
    assert age_names(Language("en"), AGES) == ["up to 2 days", "3–7 days", "8–30 days", "over 30 days"]
    assert age_names(Language("en"), (1,)) == ["up to 1 day", "over 1 day"]


def test_a_log_that_is_not_kept_has_no_zeros():
    drawing = ageing("en", [AgeingRow(name="Signals", counts=None)])
    assert "no such log is kept" in texts(drawing)
    assert "0" not in texts(drawing)
    assert drawing.alt == "Signals: no such log is kept."


def test_a_class_without_a_case_has_a_zero_and_no_bar():
    drawing = ageing("en", LOGS[2:])
    assert drawing.svg.count("<rect") == 2
    assert texts(drawing).count("0") == 2
    assert drawing.alt == "Complaints: 3 open cases (up to 2 days: 0, 3–7 days: 1, 8–30 days: 0, over 30 days: 2)."


def test_the_oldest_cases_are_amber():
    old, fresh = (ageing("en", [AgeingRow(name="a", counts=counts)]).svg for counts in ((0, 0, 0, 1), (1, 0, 0, 0)))
    assert STANDARD.amber in old
    assert STANDARD.amber not in fresh


def test_counts_that_do_not_fit_the_ages_are_refused():
    with pytest.raises(ValueError, match="one count for each class"):
        ageing("en", [AgeingRow(name="a", counts=(1, 2))])


# --- expected against achieved -------------------------------------------------------------------------------------


def test_each_row_says_both_figures_with_unit_and_interval():
    assert progress("en", [replace(ROWS[0], name="Screen", indicator="Ease", outcome="less than expected")]).alt == (
        "Screen, Ease: expected +0.30 points, measured +0.20 points, interval +0.05 to +0.35, less than expected.")


def test_a_change_for_the_better_points_right_whatever_its_sign():
    def dot(row: Progress) -> float:
        return float(next(ET.fromstring(progress("en", [row]).svg).iter(f"{SVG}circle")).get("cx"))

    up = Progress(name="a", indicator="b", expected=10, achieved=5)
    assert dot(up) == dot(replace(up, expected=-10, achieved=-5))
    assert dot(replace(up, achieved=2)) < dot(up)


@pytest.mark.parametrize("row", [ROWS[3], ROWS[2]])
def test_without_a_measured_change_or_with_none_expected_there_is_no_dot(row):
    drawing = progress("en", [row])
    assert "<circle" not in drawing.svg
    assert "no measured change" in texts(drawing)


def test_what_reaches_beyond_the_picture_ends_in_an_arrow():
    inside, beyond = (progress("en", [row]).svg.count("Z") for row in (ROWS[0], ROWS[4]))
    assert (inside, beyond) == (0, 1)


# --- calendar ------------------------------------------------------------------------------------------------------


def test_calendar_says_every_stage_and_the_day():
    said = calendar("en").alt
    assert "1\N{NO-BREAK SPACE}Listening: from 12\N{NO-BREAK SPACE}January\N{NO-BREAK SPACE}2026, completed on" in said
    assert "2 of 4 gate outputs handed on" in said
    assert "passed over." in said
    assert "Day of the report: 30\N{NO-BREAK SPACE}September\N{NO-BREAK SPACE}2026." in said


def test_only_days_within_the_calendar_are_drawn():
    assert calendar("en").svg.count("<circle") == 2
    assert "2027" not in calendar("en").alt


@pytest.mark.parametrize(("handed", "fill"), [(3, STANDARD.blue), (2, STANDARD.amber)])
def test_the_gate_of_a_completed_stage_shows_what_was_left_out(handed, fill):
    (stage,) = (replace(STAGES[0], handed=handed),)
    drawing = calendar("en", replace(YEAR, stages=(stage,), lanes=(), deadline=None))
    assert f'Z" fill="{fill}"' in drawing.svg
    assert f"{handed}/3" in texts(drawing)


def test_a_stage_to_come_is_an_outline_with_a_hollow_gate():
    stage = CalendarStage(number="5", name="Measuring", state="not_begun", start=date(2026, 10, 1), due=date(2026, 11, 30), outputs=4)
    drawing = calendar("en", replace(YEAR, stages=(stage,), lanes=(), deadline=None))
    assert "stroke-dasharray" in drawing.svg
    assert STANDARD.light_blue not in drawing.svg
    assert f'Z" fill="{STANDARD.paper}"' in drawing.svg


def test_months_are_named_and_in_a_long_calendar_quarters():
    assert {"2026", "Jan", "Dec"} <= set(texts(calendar("en")))
    long = texts(ALL["calendar of two years"]("en"))
    assert {"2026", "2027", "Q1", "Q4"} <= set(long)
    assert "Jan" not in long


def test_a_calendar_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends after"):
        calendar("en", replace(YEAR, last=date(2025, 1, 1)))
