"""The second half of the quarterly pack: titles say what the numbers support, and a register that is not kept is never a zero."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from contexts import EXTREMES, context_of, evenly, example
from contexts import rendered as made_by
from makers import answer, assessment, framework, stages, workspace
from markupsafe import Markup

from cxgov.checks.between import Between
from cxgov.checks.registry import RULES
from cxgov.language import message
from cxgov.model import (
    Cycle,
    Evidence,
    Initiative,
    Journey,
    JourneyStage,
    Kpi,
    Measurement,
    Measurements,
    Meeting,
    Organisation,
    Person,
    StageRecord,
    Touchpoint,
    parse_period,
)
from cxgov.model.frameworks import GateOutput
from cxgov.model.indicators import SeriesBreak
from cxgov.model.programme import ExpectedChange, Handover
from cxgov.model.registers import Meetings
from cxgov.model.voice import Complaint, Complaints, Feedback, FeedbackItem
from cxgov.problems import Location, Problem, Severity
from cxgov.reporting.context import Context
from cxgov.reporting.section import Section
from cxgov.reporting.sections.quarter import annex, calendar, closed_loop, initiatives, lint, load, pulse, roadmap
from cxgov.reporting.sections.quarter.record_names import without_ids
from cxgov.reviewing.comparison import compare
from cxgov.reviewing.decisions import needed_now
from cxgov.reviewing.loops import loops
from cxgov.reviewing.portfolio import portfolio

PERIOD, BEFORE = parse_period("2026-Q3"), parse_period("2026-Q2")
ALL = {m.SECTION.name: m.SECTION for m in (closed_loop, initiatives, load, lint, calendar, pulse, annex)}
TAG = re.compile(r"<(script|style|svg|code)\b.*?</\1>|<[^>]+>", re.DOTALL)
# Words that only an English text holds.
ENGLISH = re.compile(r"\b(the|of|and|with|without|stage|score|evidence|practice|level|target|missing|owner|not|from|answers?)\b")


def with_(**changes: object) -> Context:
    """Every practice at level 2, and what is given."""
    context = evenly(2)
    return replace(context, workspace=replace(context.workspace, **changes))


def log(*items: FeedbackItem) -> Context:
    return with_(feedback_files=(Feedback(items=items),))


def complaints(*found: Complaint) -> Context:
    return with_(complaint_files=(Complaints(complaints=found),))


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def rendered(context: Context, section: Section):
    pages, html = made_by(context, section)
    return pages, plain(html)


def title(context: Context, section) -> str:
    return plain(section.SECTION.build(context)[0].title)


def at_risk(name: str, contacted: date | None) -> FeedbackItem:
    return FeedbackItem(id=name, received=date(2026, 7, 6), contacted=contacted, at_risk=True, closed=contacted)


# --- every section, every organisation -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("made", [*EXTREMES.values(), with_], ids=[*EXTREMES, "bare"])
def test_every_organisation_gets_every_item(name, made):
    (page,), html = rendered(made(), ALL[name])
    assert page.title
    assert ">None<" not in html
    assert "{n}" not in html


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("organisation", ["paczkownia", "bank", "piekarnia", "lotnisko"])
def test_polish_items_are_polish(name, organisation):
    pages, html = rendered(example(organisation, "pl"), ALL[name])
    text = TAG.sub(" ", html)
    assert pages
    assert [text[max(0, m.start() - 40) : m.end() + 40] for m in ENGLISH.finditer(text)] == []


@pytest.mark.parametrize("name", ALL)
def test_no_link_leads_out_of_the_pack(name):
    """The pack has no annex with derivations."""
    _, html = rendered(example("bank"), ALL[name])
    assert "href=" not in re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)  # charts name their own pieces


@pytest.mark.parametrize("name", ["quarter-loop", "quarter-initiatives", "quarter-load", "quarter-calendar", "quarter-pulse"])
@pytest.mark.parametrize("organisation", ["paczkownia", "bank", "piekarnia"])
def test_codes_of_checks_stand_in_their_own_item_only(name, organisation):
    _, html = rendered(example(organisation), ALL[name])
    assert "CXG-" not in html


# --- closed loop ---------------------------------------------------------------------------------------------------


def test_without_a_log_there_is_no_table_and_no_zero():
    (page,), html = rendered(with_(), closed_loop.SECTION)
    assert page.title == "Nobody can say whether customers were answered: no log is kept"
    assert page.data["rows"] == []
    assert page.data["picture"] is None
    assert "No log of feedback is kept. What to do next:" in html
    assert "No log of complaints is kept. What to do next:" in html
    assert "<table" not in html
    assert page.follows


@pytest.mark.parametrize(("context", "said"), [
    (log(at_risk("F-1", date(2026, 7, 7)), at_risk("F-2", date(2026, 8, 7))), "1 of 2 customers who may be lost was not contacted in time"),
    (log(at_risk("F-1", date(2026, 7, 7)), at_risk("F-2", date(2026, 7, 7))), "Every one of the 2 customers who may be lost was contacted in time"),
    (log(at_risk("F-1", date(2026, 7, 7))), "The one customer who may be lost was contacted in time"),
    (log(FeedbackItem(id="F-1", received=date(2026, 7, 6))), "Closed loop"),
    (complaints(Complaint(id="R-1", received=date(2026, 7, 6))), "1 complaint is past its deadline and not answered"),
    (complaints(Complaint(id="R-1", received=date(2026, 7, 6), answered=date(2026, 9, 1))), "1 of 1 complaints was answered after its deadline"),
    (log(*(FeedbackItem(id=f"F-{n}", received=date(2026, 7, n), cause="queue") for n in (1, 2, 3))),
     "1 cause keeps coming back and no initiative is to remove it"),
])  # fmt: skip
def test_loop_titles(context, said):
    assert title(context, closed_loop) == said


@pytest.mark.parametrize("organisation", ["paczkownia", "bank"])
def test_loop_figures_are_those_of_the_loop(organisation):
    context = example(organisation)
    found = loops(context.workspace, context.period, context.as_of).customers
    (page,), _ = rendered(context, closed_loop.SECTION)
    row = next(row for row in page.data["rows"] if row["limit"] == "2 working days")
    assert (row["received"], row["late"], row["waiting"]) == (found.at_risk, found.risk_contacts.late, found.risk_contacts.waiting)


def test_only_causes_that_nobody_removes_stand_here():
    """Item 7 lists all of them."""
    context = example("paczkownia")
    (page,), html = rendered(context, closed_loop.SECTION)
    loose = [c for c in loops(context.workspace, context.period, context.as_of).causes if c.unanswered]
    assert len(page.data["causes"]) == len(loose) == 1
    assert "Causes that keep coming back while no initiative is to remove them" in html


@pytest.mark.parametrize(("times", "said"), [(1, "No cause keeps coming back."), (0, "No cause is recorded with what came in.")])
def test_without_such_a_cause_there_is_no_table(times, said):
    (page,), html = rendered(log(*(FeedbackItem(id=f"F-{n}", received=date(2026, 7, 1), cause="queue") for n in range(times))), closed_loop.SECTION)
    assert page.data["causes"] == []
    assert said in html


def test_what_was_not_logged_before_is_not_compared():
    (page,), html = rendered(log(FeedbackItem(id="F-1", received=date(2026, 7, 6), cause="queue")), closed_loop.SECTION)
    assert not page.data["reaches_back"]
    assert "Q2 2026" not in html


# --- initiatives ---------------------------------------------------------------------------------------------------


def card(name: str = "one", **more: object) -> Initiative:
    return Initiative(**{"id": name, "title": f"Initiative {name}", "owner": "anna", "start": date(2026, 4, 1), "end": date(2026, 12, 31),
                         "status": "in_progress", "expects": (ExpectedChange(kpi="wait", change=-10, by=PERIOD),), **more})


LATER = (ExpectedChange(kpi="wait", change=-10, by=parse_period("2026-Q4")),)


def measured(before: float, after: float, *cards: Initiative) -> Context:
    kpi = Kpi(id="wait", name="Wait", type="value", family="operation", owner="anna", target="none")
    files = tuple(Measurements(period=parse_period(period), measurements=(Measurement(kpi="wait", value=value, n=100),))
                  for period, value in (("2026-Q1", before), ("2026-Q3", after)))
    return with_(kpis=(kpi,), measurements=files, initiatives=cards or (card(),))


@pytest.mark.parametrize(("context", "said"), [
    (with_(), "No initiative is on file"),
    (with_(initiatives=(card(end=date(2026, 8, 1)),)), "1 initiative is past its end and not finished"),
    (with_(initiatives=(card(owner=None, expects=LATER), card("two", expects=LATER))), "Cards of 1 of 2 open initiatives lack an owner, a date or an expected change"),
    (with_(initiatives=(card(expects=LATER),)), "Initiative portfolio"),
    (with_(initiatives=(card(),)), "Expected changes due in Q3 2026: 1; measured in full: 0"),
    (measured(50, 38), "Expected changes due in Q3 2026: 1; measured in full: 1"),
    (measured(50, 45), "Expected changes due in Q3 2026: 1; measured in full: 0"),
    (measured(50, 45, card(), card("two", expects=(ExpectedChange(kpi="wait", change=-4, by=PERIOD),))), "Expected changes due in Q3 2026: 2; measured in full: 1"),
    (measured(50, 38, card(expects=(ExpectedChange(kpi="wait", change=-10, by=BEFORE),))), "Expected changes due so far: 1; measured in full: 0"),
])
def test_initiative_titles(context, said):
    assert title(context, initiatives) == said


def test_no_measured_change_is_drawn_where_none_is_known():
    (page,), html = rendered(with_(initiatives=(card(),)), initiatives.SECTION)
    assert page.data["picture"] is None
    assert "No expected change was due yet, or none could be judged." in html
    both = measured(50, 38, card(), card("two", expects=(ExpectedChange(kpi="other", change=1, by=PERIOD),)))
    assert initiatives.SECTION.build(both)[0].data["picture"]["svg"].count("no measured change") == 1


def test_what_an_indicator_does_after_an_initiative_was_stopped_is_not_counted():
    (page,), html = rendered(measured(50, 38, card(status="stopped")), initiatives.SECTION)
    assert page.title == "Initiative portfolio"
    assert page.data["picture"] is None
    assert "easured in full" not in html


def test_as_many_changes_were_due_as_the_comparison_says():
    """Of the period, without stopped initiatives; those of earlier periods are counted apart."""
    for organisation in ("paczkownia", "bank", "piekarnia"):
        context = example(organisation)
        (page,), _ = rendered(context, initiatives.SECTION)
        effects = compare(context.workspace, None, BEFORE, PERIOD).effects
        reached = sum(item.effect.state == "reached" for item in effects)
        assert plain(page.title) == f"Expected changes due in Q3 2026: {len(effects)}; measured in full: {reached}"


def test_money_bears_its_currency():
    """Sums, the heads of the columns."""
    (page,), html = rendered(example("bank"), initiatives.SECTION)
    assert [text for text in page.data["money"] if "PLN" not in text] == []
    assert "Cost, PLN" in html


def test_the_roadmap_says_what_the_index_can_do():
    """At the level of its neighbours, and only where something is planned."""
    (page,), _ = rendered(example("bank"), roadmap.SECTION)
    assert re.fullmatch(r"In four quarters the index can go from \d+ to \d+", page.title)
    assert page.follows
    assert not roadmap.SECTION.build(evenly(4))


def test_money_says_of_how_many_it_is_known():
    (page,), _ = rendered(with_(initiatives=(card(cost=1000.0), card("two"), card("off", status="stopped", cost=5.0, spent=7.0))), initiatives.SECTION)
    assert page.data["money"] == ["Planned cost of what was not stopped: 1,000 (known for 1 of 2).", "Spent so far: 7 (known for 1 of 3)."]
    (page,), _ = rendered(with_(initiatives=(card(),)), initiatives.SECTION)
    assert page.data["money"] == ["No initiative says what it costs.", "No initiative says what has been spent."]


@pytest.mark.parametrize("organisation", ["paczkownia", "bank", "piekarnia"])
def test_initiatives_are_those_of_the_portfolio(organisation):
    context = example(organisation)
    found = portfolio(context.workspace, context.period, context.as_of)
    (page,), _ = rendered(context, initiatives.SECTION)
    assert sum(len(group["rows"]) for group in page.data["groups"]) + page.data["more"] == len(found.items)


def test_it_is_never_said_that_an_initiative_caused_a_change():
    _, html = rendered(measured(50, 38), initiatives.SECTION)
    assert "It is no proof that the initiative caused it." in html


def test_late_initiatives_are_as_many_as_wait_for_a_decision():
    context = with_(initiatives=(card(end=date(2026, 8, 1)), card("two", end=date(2026, 9, 1)), card("three")))
    late = [need for need in needed_now(context.workspace, context.period, context.as_of) if need.kind == "overdue_initiative"]
    assert title(context, initiatives).startswith(f"{len(late)} initiatives are past")


# --- load ----------------------------------------------------------------------------------------------------------


def owned(*owners: tuple[str, ...], people: tuple[Person, ...] = ()) -> Context:
    made = tuple(Touchpoint(id=f"t{n}", name=f"Touchpoint {n}", accountable=names) for n, names in enumerate(owners))
    context = evenly(2)
    organisation = Organisation(id="made", name="Made", frameworks=(context.framework.id,), people=people)
    journey = Journey(id="j", name="Journey", stages=(JourneyStage(id="s", name="Stage", touchpoints=made),))
    return replace(context, workspace=replace(context.workspace, journeys=(journey,), organisation=organisation))


ANNA, JAN = Person(id="anna", name="Anna Nowak"), Person(id="jan", name="Jan Kowal")


@pytest.mark.parametrize(("context", "said"), [
    (with_(), "Ownership and load"),
    (owned(("anna",), ("jan",), people=(ANNA, JAN)), "Every touchpoint has one accountable person"),
    (owned(("anna",), (), people=(ANNA, JAN)), "Nobody is accountable for 1 of 2 touchpoints"),
    (owned(("anna",), ("jan",), people=(replace(ANNA, active_until=date(2026, 6, 1)), JAN)), "1 owner has left and no successor is named"),
    (owned(("anna", "jan"), ("jan",), people=(ANNA, JAN)), "Ownership and load"),
])
def test_load_titles(context, said):
    assert title(context, load) == said


def test_one_person_who_carries_nearly_everything():
    (page,), _ = rendered(example("bank"), load.SECTION)
    assert page.title == "12 of 16 touchpoints depend on one person"
    first = page.data["loads"][0]
    assert first["overloaded"]
    assert first["total"] == first["accountable"] + first["initiatives"] + first["decisions"]


def test_without_touchpoints_it_is_said_what_to_do():
    _, html = rendered(with_(), load.SECTION)
    assert "No touchpoint is on file, so nobody can say who answers for what. What to do next:" in html


# --- governance checks ---------------------------------------------------------------------------------------------


def finding(code: str = "CXG-030", about: str = "t1") -> Problem:
    return Problem(code, Severity.ERROR, Location("made"), message("something is wrong"), about=about)


def since(monkeypatch, new: int, fixed: int) -> Context:
    """The second of two assessed periods, with so many findings new and gone."""
    context = evenly(2)
    files = (assessment(stages(2, 2, 2, 2, 2), period=BEFORE), *context.workspace.assessments)
    made = Between(new=tuple(finding(about=f"n{n}") for n in range(new)), fixed=tuple(finding(about=f"f{n}") for n in range(fixed)), staying=())
    monkeypatch.setattr(lint, "between", lambda *_args, **_named: made)
    return replace(context, workspace=replace(context.workspace, assessments=files))


@pytest.mark.parametrize(("new", "fixed", "said"), [
    (1, 3, "More findings are gone than are new: 3 against 1"), (2, 1, "More findings are new than are gone: 2 against 1"),
    (0, 0, "The checks find the same as in Q2 2026"),
])
def test_lint_titles(monkeypatch, new, fixed, said):
    assert title(since(monkeypatch, new, fixed), lint) == said


@pytest.mark.parametrize(("said", "shown"), [
    ("Touchpoint read-contract “Contract text” is measured by nothing.", "Touchpoint “Contract text” is measured by nothing."),
    ("She still owns: read-contract.", "She still owns: “Contract text and table of fees”."), ("complaint R-2026-022 is late", "complaint R-2026-022 is late"),
    ("a well-known “name” stays", "a well-known “name” stays"),
])
def test_a_board_reads_names_and_no_ids(said, shown):
    """An id before its name is left out, one that stands alone becomes the name; numbers of complaints and plain words stay."""
    assert str(without_ids(example("bank"), Markup(said))) == shown


def test_findings_of_the_pack_bear_no_ids():
    for organisation in ("paczkownia", "bank", "piekarnia"):
        context = example(organisation)
        _, html = rendered(context, lint.SECTION)
        assert [name for name in context.workspace.touchpoints if "-" in name and re.search(rf"(?<![\w-]){name}(?![\w-])", html)] == []


def test_the_gravest_are_listed_and_the_rest_counted(monkeypatch):
    (page,), html = rendered(since(monkeypatch, 5, 4), lint.SECTION)
    assert (len(page.data["new"]["rows"]), page.data["new"]["more"]) == (3, 2)
    assert (len(page.data["gone"]["rows"]), page.data["gone"]["more"]) == (2, 2)
    assert "New since Q2 2026:" in html


def test_of_many_findings_of_one_check_the_first_is_listed_first(monkeypatch):
    context = since(monkeypatch, 0, 0)
    many = Between(new=(finding("CXG-030", "a"), finding("CXG-030", "b"), finding("CXG-030", "c"), finding("CXG-020", "d")), fixed=(), staying=())
    monkeypatch.setattr(lint, "between", lambda *_args, **_named: many)
    (page,), _ = rendered(context, lint.SECTION)
    assert [row["code"] for row in page.data["new"]["rows"]] == ["CXG-030", "CXG-020", "CXG-030"]


def test_without_a_period_before_nothing_is_called_new():
    (page,), html = rendered(evenly(2), lint.SECTION)
    assert not page.data["compared"]
    assert page.data["trend"] == []
    assert "Nothing is on file for Q2 2026, so nobody can say which findings are new." in html


def test_the_trend_ends_with_the_findings_of_the_report():
    context = example("paczkownia")
    (page,), _ = rendered(context, lint.SECTION)
    last = page.data["trend"][-1]
    assert len(page.data["trend"]) == 4
    assert last["all"] == sum(f.code in RULES for f in context.checked.findings)
    assert last["judged"] == len(RULES) - len(context.checked.not_checked)


# --- calendar ------------------------------------------------------------------------------------------------------

OUTPUTS = ("one", "two")


def run(*records: StageRecord, rhythm: str = "yearly", gates: bool = False, meetings: tuple[date, ...] | None = None) -> Context:
    context = evenly(2)
    made = context.framework
    if gates:
        dimensions = (replace(made.dimensions[0], gate_outputs=tuple(GateOutput(id=name, name=name) for name in OUTPUTS)), *made.dimensions[1:])
        made = replace(made, dimensions=dimensions)
    cycle = Cycle(id="c", framework=made.id, rhythm=rhythm, stages=records)
    files = () if meetings is None else (Meetings(meetings=tuple(Meeting(date=day) for day in meetings)),)
    return replace(context, workspace=replace(context.workspace, cycles=(cycle,) if records else (), frameworks={made.id: made}, meeting_files=files))


def stage(number: int, start: date, end: date | None = None, **more: object) -> StageRecord:
    return StageRecord(stage=f"S{number}", started=start, completed=end, **more)


WHOLE = tuple(stage(n, date(2026, n, 1), date(2026, n, 20)) for n in range(1, 6))


@pytest.mark.parametrize(("context", "said"), [
    (run(), "No pass through the cycle is on record"),
    (run(*WHOLE[:2], stage(3, date(2026, 3, 1))), "Stage 3 is past its day"),
    (run(*WHOLE[:4], stage(5, date(2026, 9, 1))), "The rhythm is kept: stage 5 is under way"),
    (run(*WHOLE), "The rhythm is kept: the cycle was completed on 20 May 2026"),
    (run(WHOLE[0], WHOLE[2]), "The cycle passed over stage 2: nothing of it is on record"),
    (run(stage(1, date(2025, 1, 1)), rhythm="quarterly"), "The cycle stands still: it was to be complete by 1 May 2025"),
    (run(stage(1, date(2026, 7, 1), date(2026, 8, 1), outputs=(Handover(id="one"),)), stage(2, date(2026, 9, 1)), gates=True),
     "The rhythm is kept, but stage 1 did not hand on everything"),
])  # fmt: skip
def test_calendar_titles(context, said):
    assert title(context, calendar) == said


def test_gate_outputs_are_counted_and_missing_ones_named():
    context = run(stage(1, date(2026, 7, 1), date(2026, 8, 1), outputs=(Handover(id="one"),)), gates=True)
    row = calendar.SECTION.build(context)[0].data["stages"][0]
    assert (row["handed"], row["outputs"], row["missing"]) == (1, 2, ["two"])


def test_without_a_cycle_record_it_is_said_what_to_do():
    (page,), html = rendered(run(), calendar.SECTION)
    assert page.data["picture"] is None
    assert "No pass through the cycle is on record. What to do next:" in html


@pytest.mark.parametrize(("meetings", "said"), [
    (None, "No register of meetings is kept. What to do next:"), ((), "No meeting of the deciding body is on record in Q3 2026."),
    ((date(2026, 8, 4),), "In Q3 2026 the deciding body met once: 4 Aug 2026."),
    ((date(2026, 7, 1), date(2026, 8, 4), date(2026, 10, 4)), "In Q3 2026 the deciding body met 2 times:"),
])
def test_meetings_are_counted_only_where_they_are_written_down(meetings, said):
    assert plain(calendar.SECTION.build(run(*WHOLE, meetings=meetings))[0].data["meetings"]).startswith(said)


def test_complaints_are_left_to_their_own_item():
    context = complaints(Complaint(id="R-1", received=date(2026, 9, 20)))
    assert calendar.SECTION.build(context)[0].data["events"] == []


# --- maturity pulse ------------------------------------------------------------------------------------------------


def rated(before: tuple, after: tuple) -> Context:
    return context_of(workspace(framework(), [assessment(stages(*before), period=BEFORE), assessment(stages(*after))]))


@pytest.mark.parametrize(("context", "said"), [
    (evenly(2), "The first assessment: there is nothing to compare it with yet"),
    (rated((1, 1, 1, 1, 1), (2, 1, 1, 1, 1)), "The index rose from 25 to 30"),
    (rated((2, 2, 2, 2, 2), (1, 2, 2, 2, 2)), "The index fell from 50 to 45"),
    (rated((2, 2, 2, 2, 2), (2, 2, 2, 2, 2)), "Nothing that counts has moved: the index stays at 50"),
    (replace(evenly(2), reported=parse_period("2026-Q4")), "Maturity was not assessed in Q4 2026"),
])
def test_pulse_titles(context, said):
    assert title(context, pulse) == said


def test_only_practices_rated_anew_are_listed_and_the_rest_is_a_count():
    (page,), html = rendered(rated((1, 1, 1, 1, 1), ((2, 1, 1, 1, 1), 1, 1, 1, 1)), pulse.SECTION)
    assert [row["id"] for row in page.data["rows"]] == ["S1.P1"]
    assert "rated anew 1, confirmed 0, carried over unchanged 25." in page.lead
    assert "E-1" in html


def test_an_earlier_assessment_is_not_shown_as_a_change():
    (page,), html = rendered(replace(evenly(2), reported=parse_period("2026-Q4")), pulse.SECTION)
    assert page.data["picture"] is None
    assert "The latest assessment is that of Q3 2026. What to do next:" in html


def test_a_level_without_evidence_says_so():
    before = stages(1, 1, 1, 1, 1)
    after = {**before, "S1.P1": answer(2, ()), "S1.P2": answer(2, (Evidence(ref="E-9", title="Minutes", date=date(2026, 8, 1)),))}
    _, html = rendered(context_of(workspace(framework(), [assessment(before, period=BEFORE), assessment(after)])), pulse.SECTION)
    assert "Minutes, 1 Aug 2026" in html


# --- annex ---------------------------------------------------------------------------------------------------------


def values(kpi: Kpi, now: Measurement | None, before: Measurement | None = None) -> Context:
    files = [Measurements(period=period, measurements=(m,)) for period, m in ((BEFORE, before), (PERIOD, now)) if m]
    return with_(kpis=(kpi,), measurements=tuple(files))


NPS = Kpi(id="nps", name="Recommendation", type="nps", family="perception", owner="anna", target="none")
OTHER = Measurement(kpi="other", value=1.0, n=100)


def test_a_broken_series_is_named_with_its_reason():
    broken = replace(NPS, breaks=(SeriesBreak(period=PERIOD, reason="new question"),))
    (page,), _ = rendered(values(broken, Measurement(kpi="nps", value=10, n=200), Measurement(kpi="nps", value=12, n=200)), annex.SECTION)
    assert page.data["definitions"] == [["Recommendation", "new series: new question"]]


@pytest.mark.parametrize(("now", "before", "said"), [
    (Measurement(kpi="nps", value=10, n=200), Measurement(kpi="nps", value=12, n=200), []),
    (None, Measurement(kpi="nps", value=12, n=200), [["Recommendation", "not measured"]]),
    (Measurement(kpi="nps", value=10, n=3), Measurement(kpi="nps", value=12, n=200), [["Recommendation", "too few answers to show"]]),
    (Measurement(kpi="nps", value=10, n=200), OTHER, [["Recommendation", "measured for the first time"]]),
    (Measurement(kpi="nps", value=10, n=200), None, []),
])
def test_changes_of_definitions(now, before, said):
    assert annex.SECTION.build(values(NPS, now, before))[0].data["definitions"] == said


def test_an_unknown_response_rate_is_a_dash_and_a_known_one_stands_beside_the_one_before():
    context = values(NPS, Measurement(kpi="nps", value=10, n=200, invited=800), Measurement(kpi="nps", value=12, n=200))
    (row,) = annex.SECTION.build(context)[0].data["answers"]
    assert (row["n"], row["asked"], row["rate"], row["before"]) == (200, 800, 0.25, None)


def test_figures_from_records_have_no_response_rate():
    operations = Kpi(id="nps", name="Wait", type="value", family="operation", owner="anna", target="none")
    assert annex.SECTION.build(values(operations, Measurement(kpi="nps", value=10, n=200)))[0].data["answers"] == []


def test_checks_that_could_not_be_judged_are_grouped_by_their_reason():
    context = with_()
    (page,), html = rendered(context, annex.SECTION)
    codes = [code for group in page.data["not_checked"] for code in group["codes"]]
    assert sorted(codes) == sorted(context.checked.not_checked)
    assert len(page.data["not_checked"]) < len(codes)
    assert "that is not a pass" in html


def test_it_is_said_once_where_numbers_come_from():
    _, html = rendered(example("bank"), annex.SECTION)
    assert html.count("cxgov explain") == 1
