"""Items 1 to 7 of the quarterly pack: titles that say the point only where the numbers do, honest words for what is not kept."""

from __future__ import annotations

import io
import re
from functools import cache

import pytest
from checks.organisations import AS_OF, ORGANISATION, organisation
from contexts import EXTREMES, rendered

from cxgov.checks import check
from cxgov.language import Language
from cxgov.loading import load_workspace
from cxgov.model import parse_period
from cxgov.rendering.html import faults
from cxgov.reporting import profiles, report
from cxgov.reporting.context import Context
from cxgov.reporting.sections.quarter import (
    changes,
    decisions_needed,
    last_decisions,
    off_target,
    scorecard,
    touchpoints,
    voice,
)
from cxgov.resources import examples
from cxgov.reviewing.coverage import overdue_decisions
from cxgov.scoring import score

PERIOD = parse_period("2026-Q3")
ITEMS = {item.SECTION.name: item.SECTION for item in (decisions_needed, last_decisions, scorecard, changes, touchpoints, off_target, voice)}
EXAMPLES = ("paczkownia", "bank", "piekarnia", "lotnisko")
ENGLISH = re.compile(r"\b(the|of|and|with|without|stage|score|evidence|practice|level|target|missing|touchpoints?|owner|not|from|raters?)\b")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)

ASSESSED = """
kind: assessment
framework: cem-cycle
framework_version: 1.0.0
period: 2026-Q3
rater: anna-nowak
date: 2026-09-20
answers:
  S1.P1: 2
"""
EASE = """
kind: kpis
kpis:
  - {id: ease, name: Ease, type: ces, variant: ces2_agree7_mean, family: perception, owner: anna-nowak, touchpoints: [open-locker],
     smallest_change: 0.1, target: {by: 2026-Q4, value: 6.0, tolerance: 0.1}}
"""
JOURNEY = """
kind: journey
id: parcel
name: Parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening, key: true, accountable: [anna-nowak]}
"""
PROBLEM = "problems:\n  - {id: stuck, touchpoint: open-locker, text: It is stuck., signals: 12}\n"


def measured(period: str, value: float, n: int = 400) -> str:
    """A mean with its spread."""
    return f"""
kind: measurements
period: {period}
measurements:
  - {{kpi: ease, value: {value}, n: {n}, variance: 1.0, interval: [{value - 0.1:.2f}, {value + 0.1:.2f}]}}
"""


def decision(name: str, more: str = "", period: str = "2026-Q3") -> str:
    return f"kind: decisions\nperiod: {period}\ndecisions:\n  - {{id: {name}, decision: act, text: Mend it, owner: anna-nowak{more}}}\n"


GOVERNED = ORGANISATION + "governance: {sponsor: jan-kowal, body: {name: Council}}\nstrategy: {promise: Easy}\n"
"""A body, a sponsor and a promise; without them the first item asks who decides at all, and what for."""


def context(folder, *texts: str, language: str = "en", governed: str = GOVERNED) -> Context:
    promised = [] if any("kind: kpis" in text for text in texts) else [EASE.replace(", touchpoints: [open-locker]", "")]
    workspace = organisation(folder, governed, ASSESSED, *promised, *texts)
    return Context(workspace=workspace, language=Language(language), card=score(workspace, None, PERIOD, None), as_of=AS_OF, reported=PERIOD)


def item(found: Context, name: str) -> tuple[str, str]:
    """Title of an item, and all its text."""
    pages, text = rendered(found, ITEMS[name])
    return re.sub(r"\s", " ", pages[0].title), re.sub(r"\s+", " ", TAG.sub(" ", text))


@cache
def made(name: str, language: str):
    return report(load_workspace(str(examples()[name])), profile="quarter", language=language)


@cache
def of_example(name: str) -> Context:
    workspace = load_workspace(str(examples()[name]))
    found = report(workspace, profile="quarter", language="en").period
    return Context(workspace=workspace, language=Language("en"), card=score(workspace), as_of=found.end, reported=found)


# --- the whole of it -----------------------------------------------------------------------------------------------


def test_the_profile_begins_with_the_decisions():
    """The seven items in their order."""
    assert list(profiles()["quarter"].sections[:7]) == list(ITEMS)


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_pack_is_complete_and_sound(name, language):
    """No section fails, no id twice, no link to nowhere, no word of the program."""
    found = made(name, language)
    assert [str(problem.text) for problem in found.problems] == []
    assert faults(found.html) == []
    text = TAG.sub(" ", found.html)
    for bad in ("{n}", "{name}", "None", "Fraction(", "Undefined", "nan"):
        assert not re.search(rf"(?<![\w]){re.escape(bad)}(?![\w])", text), bad


@pytest.mark.parametrize("name", EXAMPLES)
def test_same_input_same_bytes(name):
    again = report(load_workspace(str(examples()[name])), profile="quarter", language="en")
    assert again.html == made(name, "en").html


@pytest.mark.parametrize("name", EXAMPLES)
def test_first_items_are_polish_in_polish(name):
    """Up to the eighth item; names of causes are codes."""
    html = made(name, "pl").html
    html = html[html.index('id="quarter-decisions"'):html.rindex("<section", 0, html.index('id="quarter-loop"'))]
    text = TAG.sub(" ", re.sub(r"<code>.*?</code>", "", html))
    assert [text[max(0, m.start() - 40):m.end() + 40] for m in ENGLISH.finditer(text)] == []


@pytest.mark.pdf_engine
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_pack_is_of_a_boards_size(name, language):
    """10 to 14 pages."""
    pytest.importorskip("weasyprint", exc_type=OSError)
    import pikepdf

    from cxgov.rendering.pdf import write

    with pikepdf.open(io.BytesIO(write(made(name, language).html))) as opened:
        assert 10 <= len(opened.pages) <= 14


@pytest.mark.parametrize("name", list(EXTREMES))
@pytest.mark.parametrize("section", list(ITEMS))
def test_items_stand_at_the_extremes(name, section):
    """Without indicators, journeys, registers: a sentence and no table; but who is to decide is asked of everybody."""
    pages, text = rendered(EXTREMES[name](), ITEMS[section])
    assert len(pages) == 1
    assert ("<tbody>" in text) == (section == "quarter-decisions")


@pytest.mark.parametrize("name", EXAMPLES)
def test_overdue_decisions_are_counted_once_and_everywhere_alike(name):
    """First item, second item, and the check that ``cxgov status`` shows."""
    found = of_example(name)
    late = overdue_decisions(found.workspace, found.as_of)
    checked = check(found.workspace, period=found.period, as_of=found.as_of).findings
    assert {p.about for p in checked if p.code == "CXG-053"} & set(found.workspace.decisions_by_id) == {d.id for d in late}
    first, second = (item(found, section)[1] for section in ("quarter-decisions", "quarter-last-decisions"))
    assert f"verdue decisions of all periods: {len(late)}." in second
    assert ("overdue" in first) == bool(late)
    for decision_ in late:
        assert decision_.id in first
        assert decision_.id in second


# --- 1 -------------------------------------------------------------------------------------------------------------


def test_nothing_waits_and_nothing_is_claimed(tmp_path):
    """Without anything on file no indicator, decision or owner is praised."""
    title, text = item(context(tmp_path), "quarter-decisions")
    assert title == "Nothing on file waits for a decision"
    assert "No indicator is off target" not in text
    assert "What to do next" in text


def test_an_indicator_off_target_is_asked_with_its_three_choices(tmp_path):
    """Question, choices with what each means here, owner, money, day."""
    work = """
kind: initiatives
initiatives:
  - {id: oil, title: Oil it, status: proposed, owner: anna-nowak, touchpoints: [open-locker], cost: 5000, cause: Rust., start: 2026-10-01, end: 2026-12-01}
"""
    title, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 5.0), work), "quarter-decisions")
    assert title == "1 decision is needed today"
    assert "What is done about “Ease”: 5 against a target of 6?" in text
    assert "Act: approve “Oil it” proposed" in text
    assert "Accept: stay at 5" in text
    assert "Investigate" in text
    assert "5,000" in text
    assert "31 Dec 2026" in text


def test_unknown_money_is_not_estimated_and_not_zero(tmp_path):
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 5.0)), "quarter-decisions")
    assert "not estimated" in text
    assert "Known cost" not in text


def test_a_late_decision_is_asked_again(tmp_path):
    """Days late, three ways out."""
    title, text = item(context(tmp_path, decision("D-1", ", due: 2026-09-20")), "quarter-decisions")
    assert title == "1 decision is needed today"
    assert "Decision D-1 is 10 days late: Mend it" in text
    assert "1 earlier decision is overdue." in text


def test_recorded_options_take_the_place_of_the_general_ones(tmp_path):
    """An open decision of the period that no meeting took."""
    meeting = "kind: meetings\nmeetings:\n  - {date: 2026-08-01, decisions: [D-0]}\n"
    _, text = item(context(tmp_path, decision("D-1", ", due: 2026-12-01, options: [Wait for spring, Begin now]"), decision("D-0", ", status: done", "2026-Q2"), meeting),
                   "quarter-decisions")
    assert "Is decision D-1 confirmed? Mend it" in text
    assert "Wait for spring" in text
    assert "Confirm it as recorded" not in text


def test_off_target_twice_without_action_is_asked_as_such(tmp_path):
    """Both values stand in the question; the decision of the period is no action."""
    texts = EASE, JOURNEY, measured("2026-Q2", 5.2), measured("2026-Q3", 5.0), decision("D-1", ", about: {kpi: ease}, due: 2026-12-01")
    _, text = item(context(tmp_path, *texts), "quarter-decisions")
    assert "What is done about “Ease”, off target for the second time running (5.2, then 5; target 6)?" in text


def test_a_decision_without_owner_is_to_be_completed(tmp_path):
    _, text = item(context(tmp_path, decision("D-1").replace(", owner: anna-nowak", "")), "quarter-decisions")
    assert "Decision D-1 is incomplete, for it lacks an owner and a date: Mend it" in text
    assert "to be named" in text


def test_a_late_initiative_is_asked(tmp_path):
    late = "kind: initiatives\ninitiatives:\n  - {id: oil, title: Oil it, status: in_progress, owner: anna-nowak, start: 2026-07-01, end: 2026-09-29}\n"
    _, text = item(context(tmp_path, late), "quarter-decisions")
    assert "Initiative “Oil it” is 1 day past its end and not finished" in text
    assert "Stop it" in text


def test_a_closed_gate_is_asked_with_what_is_missing(tmp_path):
    cycle = "kind: cycle\nid: c1\nstages:\n  - {stage: S1, started: 2026-07-01, completed: 2026-08-01}\n"
    _, text = item(context(tmp_path, cycle), "quarter-decisions")
    assert re.search(r"Is stage S2 “.+” opened\?", text)
    assert "still missing for the gate" in text


def test_a_vacant_key_touchpoint_is_asked(tmp_path):
    _, text = item(context(tmp_path, JOURNEY.replace("[anna-nowak]", "[]")), "quarter-decisions")
    assert "Who answers for the key touchpoint “Opening”?" in text
    assert "Nobody is named." in text


def test_at_most_seven_are_set_out_and_the_others_counted(tmp_path):
    late = "kind: decisions\nperiod: 2026-Q3\ndecisions:\n" + "".join(
        f"  - {{id: D-{n}, decision: act, text: Mend it, owner: anna-nowak, due: 2026-09-0{n}}}\n" for n in range(1, 10))
    title, text = item(context(tmp_path, late), "quarter-decisions")
    assert title == "9 decisions are needed today"
    assert text.count("days late") == 7
    assert "2 more things wait and do not stand here: D-8; D-9." in text


@pytest.mark.parametrize(("governance", "question"), [
    ("", "Who decides on customer experience, and who stands for it on the board?"),
    ("governance: {sponsor: jan-kowal}\n", "Which body decides on customer experience?"),
    ("governance: {body: {name: Council}}\n", "Who stands for customer experience on the board?"),
], ids=["neither", "no body", "no sponsor"])
def test_who_decides_is_asked_first(tmp_path, governance, question):
    """Before an indicator off target: there is nobody to decide about it."""
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 5.0), governed=ORGANISATION + governance), "quarter-decisions")
    assert f"1 {question}" in text
    assert "2 What is done about “Ease”" in text


def test_a_sponsor_who_has_left_is_named(tmp_path):
    left = GOVERNED.replace("name: Jan Kowal, function: maintenance", "name: Jan Kowal, active_until: 2026-08-31")
    _, text = item(context(tmp_path, governed=left), "quarter-decisions")
    assert "Who stands for customer experience on the board?" in text
    assert "Jan Kowal has left the role." in text


def test_customers_and_complaints_that_wait_stand_in_one_row(tmp_path):
    """Both are counted, and since when."""
    waiting = feedback("received: 2026-09-04, at_risk: true", "received: 2026-09-29, at_risk: true")
    late = "kind: complaints\ncomplaints:\n  - {id: R-1, received: 2026-08-01}\n"
    title, text = item(context(tmp_path, EASE, JOURNEY, waiting, late), "quarter-decisions")
    assert title == "1 decision is needed today"
    assert "Who answers those who wait: 1 customer who may be lost and 1 complaint past its deadline?" in text
    assert "A customer has waited since 4 September 2026. An answer was due on 31 August 2026." in text


def test_money_without_a_promise_is_asked(tmp_path):
    """An initiative under way that names no indicator; one that is proposed is asked whether it begins."""
    work = """
kind: initiatives
initiatives:
  - {id: light, title: Light, status: in_progress, owner: anna-nowak, start: 2026-07-01, end: 2026-12-01, cost: 5000}
  - {id: paint, title: Paint, status: proposed, owner: anna-nowak, start: 2026-10-01, end: 2026-12-01, cost: 900}
"""
    _, text = item(context(tmp_path, work), "quarter-decisions")
    assert "What is “Light” to change? It names no indicator" in text
    assert "What is “Paint” to change" not in text
    assert "Does “Paint” begin" in text


def test_a_key_touchpoint_that_nothing_measures_is_asked(tmp_path):
    _, text = item(context(tmp_path, JOURNEY), "quarter-decisions")
    assert "What measures the key touchpoint “Opening”?" in text


def test_the_stage_that_holds_others_back_is_asked():
    """The stage of the subtitle, with the steps that raise it."""
    found = of_example("paczkownia")
    _, text = item(found, "quarter-decisions")
    assert "Stage 2, “Define ourselves”, was skipped: how is it made up for?" in text
    assert "Give these steps an owner and a date first: S2.P" in text


def test_grave_findings_are_asked_in_plain_words():
    """By their names: no code of a check, no id of a record, no key of a file."""
    found = of_example("bank")
    _, text = item(found, "quarter-decisions")
    assert "Everything rests on one person: what is done about it?" in text
    assert "CXG-" not in text
    pages, html = rendered(found, ITEMS["quarter-decisions"])
    assert pages
    assert "<code>" not in html


def test_a_role_stands_beside_a_name_once():
    """Where it is first read."""
    _, text = item(of_example("bank"), "quarter-decisions")
    assert text.count("Tomasz Kurek") == 2
    assert text.count("programme sponsor") == 1


def test_a_proposal_that_answers_a_missed_target_is_no_second_question():
    """It stands among the choices of the indicator."""
    found = of_example("lotnisko")
    _, text = item(found, "quarter-decisions")
    assert "approve “The rules before the belt”" in text
    assert "Does “The rules before the belt” begin" not in text


# --- 2 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "title"), [
    (None, "No decision is on record for Q2 2026"),
    (", due: 2026-08-01", "1 decision of Q2 2026 is late, of 1"),
    (", due: 2026-11-01", "Decisions of Q2 2026 that are done: 0 of 1; none is late"),
    (", status: done, closed: 2026-08-01", "Every decision of Q2 2026 is done; whether it helped was not checked"),
    (", status: done, closed: 2026-08-01, verified: 2026-Q3, effect: 'yes'",
     "Every decision of Q2 2026 is done; recorded as helpful: 1 of 1, with a tested change: 0"),
    (", status: done, closed: 2026-08-01, verified: 2026-Q3, effect: too_early", "Every decision of Q2 2026 is done; none is recorded as helpful so far"),
], ids=["none", "late", "open", "done", "helped", "too early"])
def test_title_of_last_decisions(tmp_path, more, title):
    texts = () if more is None else (decision("D-1", more, "2026-Q2"),)
    assert item(context(tmp_path, *texts), "quarter-last-decisions")[0] == title


@pytest.mark.parametrize(("now", "said", "tested"), [(6.0, "helped, and the change is tested", 1), (5.05, "helped, as recorded", 0)], ids=["clear", "not clear"])
def test_a_tested_change_is_said_apart_from_what_is_recorded(tmp_path, now, said, tested):
    """The decision’s indicator has really improved, or it has not."""
    helped = decision("D-1", ", about: {kpi: ease}, status: done, closed: 2026-08-01, verified: 2026-Q3, effect: 'yes'", "2026-Q2")
    title, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q2", 5.0), measured("2026-Q3", now), helped), "quarter-last-decisions")
    assert title.endswith(f"recorded as helpful: 1 of 1, with a tested change: {tested}")
    assert said in text


def test_without_a_register_of_decisions_it_says_what_to_do(tmp_path):
    _, text = item(context(tmp_path), "quarter-last-decisions")
    assert "No register of decisions is kept." in text
    assert "verdue" not in text


# --- 3 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("texts", "title"), [
    ((), "No indicator can be judged: a target or a value is missing"),
    ((EASE, JOURNEY, measured("2026-Q3", 5.0)), "Indicators on target: 0 of 1; outside their tolerance: 1"),
    ((EASE, JOURNEY, measured("2026-Q3", 5.0, 8)), "No indicator can be judged: a target or a value is missing"),
], ids=["no target", "missed", "too few answers"])
def test_title_of_the_scorecard(tmp_path, texts, title):
    assert item(context(tmp_path, *texts), "quarter-scorecard")[0] == title


def test_scorecard_names_families_without_an_indicator(tmp_path):
    """A family that is not measured is said and not left blank."""
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 6.0)), "quarter-scorecard")
    assert "No indicator is on file for: What customers do; How the work runs; What it brings." in text


def test_scorecard_has_twelve_rows_and_counts_the_others():
    """All that are off target are among the twelve."""
    found = of_example("lotnisko")
    shown = scorecard.chosen(found, scorecard.readings(found))
    assert len(shown) == 12
    assert {r.kpi.id for r in scorecard.readings(found) if r.off_target} <= {r.kpi.id for r in shown}
    assert f"{len(found.workspace.kpis) - 12} more indicators are on file" in item(found, "quarter-scorecard")[1]


# --- 4 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("before", "now", "title"), [
    (5.0, 6.0, "Really improved: “Ease”"), (6.0, 5.0, "Really worsened: “Ease”"), (5.5, 5.55, "No clear change: 1 indicator was tested"),
    (None, 5.0, "Nothing could be compared with the period before"),
])
def test_title_of_changes_follows_the_test(tmp_path, before, now, title):
    texts = [measured("2026-Q2", before)] if before else []
    assert item(context(tmp_path, EASE, JOURNEY, *texts, measured("2026-Q3", now)), "quarter-changes")[0] == title


def test_no_clear_change_is_named_as_such(tmp_path):
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q2", 5.5), measured("2026-Q3", 5.55)), "quarter-changes")
    assert "No clear change Ease" in text


def test_footnotes_are_numbered_from_one():
    """Only one of the three reasons occurs."""
    (page,), text = rendered(of_example("bank"), ITEMS["quarter-changes"])
    assert [note["mark"] for note in page.data["footnotes"]] == ["¹"]
    assert "²" not in text


def test_what_could_not_be_tested_is_named_with_the_reason(tmp_path):
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 5.0)), "quarter-changes")
    assert "Not tested: Ease (first value)." in text


# --- 5 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("texts", "title"), [
    ((), "No touchpoint is on file"),
    ((JOURNEY.replace("key: true, ", ""),), "No touchpoint is marked as key"),
    ((JOURNEY.replace("[anna-nowak]", "[]"),), "Nobody in the role answers for 1 of 1 key touchpoints"),
    ((JOURNEY, EASE, measured("2026-Q3", 5.0)), "Key touchpoints with an indicator off target: 1 of 1"),
    ((JOURNEY, EASE), "Key touchpoints without a measured value: 1 of 1"),
    ((JOURNEY, EASE, measured("2026-Q3", 6.0)), "Every key touchpoint has somebody who answers for it and a measured value"),
], ids=["none", "none key", "vacant", "off target", "unmeasured", "all well"])
def test_title_of_key_touchpoints(tmp_path, texts, title):
    assert item(context(tmp_path, *texts), "quarter-touchpoints")[0] == title


def test_only_key_touchpoints_stand_on_the_page():
    """In the table and in the map."""
    _, text = item(of_example("paczkownia"), "quarter-touchpoints")
    others = [str(t.name["en"]) for t in of_example("paczkownia").workspace.touchpoints.values() if not t.key]
    assert others
    assert [name for name in others if name in text] == []


def test_initials_over_the_map_have_their_names():
    _, text = item(of_example("bank"), "quarter-touchpoints")
    assert "JW &nbsp;Joanna Wolska; " in text
    assert "MD &nbsp;Marcin Dudek." in text


def test_an_owner_who_has_left_is_marked():
    _, text = item(of_example("paczkownia"), "quarter-touchpoints")
    assert "Barbara Lis has left" in text


# --- 6 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("texts", "title"), [
    ((), "No indicator can be judged: a target or a value is missing"),
    ((EASE, JOURNEY, measured("2026-Q3", 6.0)), "No indicator is off target"),
    ((EASE, JOURNEY, measured("2026-Q3", 5.0)), "1 indicator is off target, and nothing is decided on it"),
    ((EASE, JOURNEY, measured("2026-Q3", 5.0), decision("D-1", ", about: {kpi: ease}, due: 2026-12-01")),
     "1 indicator is off target, and there is a decision on it"),
], ids=["not judged", "none", "undecided", "decided"])
def test_title_of_off_target(tmp_path, texts, title):
    assert item(context(tmp_path, *texts), "quarter-off-target")[0] == title


def test_cause_evidence_and_proposal_stand_in_the_block(tmp_path):
    """A known problem at its touchpoint: act, and the rule is said."""
    _, text = item(context(tmp_path, EASE, JOURNEY + PROBLEM, measured("2026-Q3", 5.0)), "quarter-off-target")
    assert "Cause: It is stuck." in text
    assert "Evidence: 12 customer signals." in text
    assert "Proposed decision: act: a cause is known" in text
    assert "The proposal follows a rule" in text


def test_a_series_is_drawn_once_in_the_pack():
    """On the page of changes or on that of indicators off target."""
    found = of_example("paczkownia")
    drawn = changes.charted(found)
    (page,), _ = rendered(found, ITEMS["quarter-off-target"])
    names = {found.text(found.workspace.kpis_by_id[kpi].name) for kpi in drawn}
    assert drawn
    assert [block["name"] for block in page.data["blocks"] if block["drawing"] and block["name"] in names] == []
    assert [block["name"] for block in page.data["blocks"] if not block["drawing"] and block["name"] not in names] == []


def test_without_a_cause_the_block_says_so(tmp_path):
    _, text = item(context(tmp_path, EASE, JOURNEY, measured("2026-Q3", 5.0)), "quarter-off-target")
    assert "Cause: none is on file" in text
    assert "investigate: no cause is on file" in text


# --- 7 -------------------------------------------------------------------------------------------------------------


def feedback(*rows: str) -> str:
    return "kind: feedback\nitems:\n" + "".join(f"  - {{id: F-{n}, touchpoint: open-locker, {row}}}\n" for n, row in enumerate(rows))


def test_without_a_log_problems_stand_without_movement(tmp_path):
    """Nothing is said of growth, and nothing is zero."""
    title, text = item(context(tmp_path, EASE, JOURNEY + PROBLEM), "quarter-voice")
    assert title == "What customers complain of most"
    assert "nobody can say what grew" in text
    assert "Movement" not in text
    assert "It is stuck. Opening 12" in text


def test_without_anything_it_is_said(tmp_path):
    assert item(context(tmp_path), "quarter-voice")[0] == "What customers say is not on file"


def test_the_commonest_cause_is_named_with_its_movement(tmp_path):
    """Three times, once before."""
    log = feedback(*["received: 2026-08-01, cause: stuck"] * 3, "received: 2026-05-01, cause: stuck")
    title, text = item(context(tmp_path, EASE, JOURNEY + PROBLEM, log), "quarter-voice")
    assert title == "Named most often: “It is stuck”"
    assert "3 1 +2" in text
    assert "no initiative" in text


@pytest.mark.parametrize("causes", [("stuck", "stuck"), ("stuck",) * 3 + ("rust",) * 3, ("rust",) * 3], ids=["seldom", "two alike", "no words for the code"])
def test_title_is_neutral_where_the_counts_carry_no_more(tmp_path, causes):
    log = feedback(*(f"received: 2026-08-01, cause: {cause}" for cause in causes))
    assert item(context(tmp_path, EASE, JOURNEY + PROBLEM, log), "quarter-voice")[0] == "What customers speak of most"


def test_three_quotations_of_customers_in_the_period(tmp_path):
    """Never an employee's, never another period's, never more than three."""
    log = feedback(*(f"received: 2026-08-0{n}, quote: Word {n}" for n in range(1, 6)), "received: 2026-08-09, from: employee, quote: Colleague",
                   "received: 2026-05-09, quote: Earlier")
    _, text = item(context(tmp_path, EASE, JOURNEY, log), "quarter-voice")
    assert [word for word in ("Word 5", "Word 4", "Word 3", "Word 2", "Word 1", "Colleague", "Earlier") if word in text] == ["Word 5", "Word 4", "Word 3"]


def test_a_silent_source_is_named_with_its_last_day(tmp_path):
    source = "kind: sources\nsources:\n  - {id: talks, name: Talks, voice: interviews, delivered: 2026-01-15}\n"
    _, text = item(context(tmp_path, EASE, JOURNEY, source), "quarter-voice")
    assert "Talks : last heard of on 15 January 2026" in text.replace("\N{NO-BREAK SPACE}", " ")
