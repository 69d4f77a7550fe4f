"""Sheets taken over into the files of an organisation: what is added, what stays, what stands in the way."""

from __future__ import annotations

import shutil

import pytest
from filled_sheets import acme, apply, codes, own_sheets, planned, sheet, table

from cxgov.loading import load_workspace
from cxgov.resources import examples


@pytest.fixture
def org(tmp_path):
    return acme(tmp_path / "acme")


def texts(made):
    return " | ".join(f"{problem.text} – {problem.remedy}" for problem in made.problems)


# --- nothing to do ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("name", ["paczkownia", "bank"])
def test_an_organisations_own_canvases_change_nothing(name, language, tmp_path):
    folder = examples()[name]
    made = planned(folder, *own_sheets(tmp_path, load_workspace(folder), language), language=language)
    assert (made.changes, made.edits, codes(made), made.sheets) == ((), (), [], 9)


def test_all_canvases_of_an_example_fill_an_empty_organisation_and_twice_changes_nothing(tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "organisation.yaml").write_text("kind: organisation\nid: empty\nname: Empty\nlanguages: [pl]\n", encoding="utf-8")
    sheets = [path for path in own_sheets(tmp_path, load_workspace(examples()["bank"]), "pl") if path.stem != "canvas-decisions"]  # about what no canvas holds
    apply(empty, planned(empty, *sheets, adding=frozenset({"person"})))
    again = planned(empty, *sheets, adding=frozenset({"person"}))
    assert (again.changes, again.edits) == ((), ())
    made, model = load_workspace(empty), load_workspace(examples()["bank"])
    assert [t.name for t in made.touchpoints.values()] == [t.name["pl"] for t in model.touchpoints.values()]
    assert [(k.type, k.target.value, str(k.target.by)) for k in made.kpis] == [(k.type, k.target.value, str(k.target.by)) for k in model.kpis]
    assert len(made.expectations) == len(model.expectations)


# --- C1 and C2 ------------------------------------------------------------------------------------------------------------


def test_a_map_adds_stages_and_touchpoints_and_leaves_every_other_line(org, tmp_path):
    before = (org / "journeys/buying.yaml").read_text("utf-8")
    made = planned(org, sheet(tmp_path, "canvas-journey", {"journey": "Zakup", "stage": "Wybór", "touchpoint": "Lektura umowy", "emotion": "−1", "key": "x"},
                              {"touchpoint": "Podpis"}, {"stage": "Dostawa", "phase": "dostawa", "touchpoint": "Kurier u drzwi"}))
    [edit] = made.edits
    assert edit.path == "journeys/buying.yaml"
    assert edit.after == before + """      - {id: lektura-umowy, name: "Lektura umowy", emotion: -1, key: true}
      - {id: podpis, name: Podpis}
  - id: dostawa
    name: Dostawa
    phase: delivery
    touchpoints:
      - {id: kurier-u-drzwi, name: "Kurier u drzwi"}
"""
    assert [change.id for change in made.changes if change.new] == ["lektura-umowy", "podpis", "dostawa", "kurier-u-drzwi"]


def test_a_new_journey_gets_a_file_of_its_own(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-journey", {"journey": "Łódzka żółta gęś", "stage": "Start", "touchpoint": "Pierwszy krok"}))
    assert [(edit.path, edit.before) for edit in made.edits] == [("journeys/lodzka-zolta-ges.yaml", None)]


def test_a_card_fills_what_is_empty(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-touchpoint", {"touchpoint": "porównanie  ofert", "emotion": "pewność", "effort": "3 kliknięcia",
                                                              "responsible": "Jan Kowal; Anna Nowak", "moment": "fmot"}))
    apply(org, made)
    found = load_workspace(org).touchpoints["compare"]
    assert (found.desired.emotion, found.desired.effort) == ("pewność", "3 kliknięcia")
    assert (found.responsible, found.moment_of_truth) == (("jan-kowal", "anna-nowak"), "fmot")


def test_a_card_for_a_touchpoint_that_is_on_no_map_is_refused_with_the_nearest_name(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-touchpoint", {"touchpoint": "Porównania ofert", "emotion": "pewność"}))
    assert codes(made) == ["CX102"]
    assert "Porównanie ofert" in texts(made)


@pytest.mark.parametrize("name", ["Porównania ofert", "Zwrot na poczcie"])
def test_a_card_for_a_touchpoint_that_is_on_no_map_names_the_way_to_enter_it(name, org, tmp_path):
    card = sheet(tmp_path, "canvas-touchpoint", {"touchpoint": name, "emotion": "pewność"})
    assert "enter it on the journey map first (C1, canvas-journey), or import both together" in texts(planned(org, card))
    journey = sheet(tmp_path, "canvas-journey", {"journey": "Zakup", "stage": "Wybór", "touchpoint": name})
    assert codes(planned(org, card, journey)) == []


def test_what_somebody_wrote_differently_stays(org, tmp_path):
    card = sheet(tmp_path, "canvas-ownership", {"touchpoint": "Comparing offers", "accountable": "Jan Kowal"})
    made = planned(org, card)
    assert (codes(made), made.edits) == (["CX103"], ())
    assert made.problems[0].place.line == 2
    apply(org, planned(org, card, replace=True))
    assert load_workspace(org).touchpoints["compare"].accountable == ("jan-kowal",)


def test_two_groups_that_disagree_are_told_so(org, tmp_path):
    first = sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowal"})
    (tmp_path / "two").mkdir()
    second = sheet(tmp_path / "two", "canvas-ownership", {"touchpoint": "ask", "accountable": "Anna Nowak"})
    made = planned(org, first, second)
    assert codes(made) == ["CX103"]
    assert f"'anna-nowak' is written here, 'jan-kowal' in cell B2 of {first.as_posix()}" in texts(made)


def test_what_another_sheet_says_is_never_replaced(org, tmp_path):
    (tmp_path / "two").mkdir()
    sheets = [sheet(folder, "canvas-ownership", {"touchpoint": "compare", "accountable": name}) for folder, name in (
        (tmp_path, "Jan Kowal"), (tmp_path / "two", "Zofia Żak"))]
    made = planned(org, *sheets, replace=True, adding=frozenset({"person"}))
    assert (codes(made), made.edits, "--replace" in texts(made)) == (["CX103"], (), False)


def test_two_sheets_that_agree_go_in_together(org, tmp_path):
    (tmp_path / "two").mkdir()
    sheets = [sheet(folder, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowal"}) for folder in (tmp_path, tmp_path / "two")]
    apply(org, planned(org, *sheets))
    assert load_workspace(org).touchpoints["ask"].accountable == ("jan-kowal",)


def test_a_second_target_or_decision_is_told_of_the_first_sheet(org, tmp_path):
    (tmp_path / "two").mkdir()
    kpi = {"name": "Ease", "type": "ces", "family": "perception", "owner": "Jan Kowal", "target_by": "2027-Q4"}
    cards = [sheet(folder, "canvas-kpi", {**kpi, "target": value}) for folder, value in ((tmp_path, "5"), (tmp_path / "two", "6"))]
    assert f"of {cards[0].as_posix()}" in texts(planned(org, *cards))
    decision = {"period": "2026-Q4", "text": "Raz", "owner": "Jan Kowal", "due": "2026-12-01"}
    decided = [sheet(folder, "canvas-decisions", {**decision, "decision": word}) for folder, word in ((tmp_path, "act"), (tmp_path / "two", "accept"))]
    assert f"'accept' is written here, 'act' in cell C2 of {decided[0].as_posix()}" in texts(planned(org, *decided))


def test_exactly_one_is_accountable(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowal; Anna Nowak"}))
    assert codes(made) == ["CX101"]


def test_somebody_unknown_is_odd_and_may_be_added(org, tmp_path):
    card = sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Zofia Żak"})
    refused = planned(org, card)
    assert codes(refused) == ["CX102"]
    assert "--add-people" in texts(refused)
    apply(org, planned(org, card, adding=frozenset({"person"})))
    assert load_workspace(org).people["zofia-zak"].name == "Zofia Żak"


def test_somebody_like_somebody_known_may_be_added_all_the_same(org, tmp_path):
    refused = planned(org, sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowalik"}))
    assert codes(refused) == ["CX102"]
    assert "Jan Kowal'" in texts(refused)
    assert "--add-people" in texts(refused)


def test_columns_without_a_field_are_named_and_stay_on_the_sheet(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Jan Kowal", "consulted": "prawnicy"}))
    assert (codes(made), made.refused) == (["CX105"], False)


# --- the other canvases ---------------------------------------------------------------------------------------------------


def test_an_expectation_is_known_by_its_words(org, tmp_path):
    row = {"text": "Chcę wiedzieć od razu.", "source": "ankieta", "date": "3 marca 2026", "touchpoints": "ask; Porównanie ofert"}
    apply(org, planned(org, sheet(tmp_path, "canvas-expectations", row)))
    [found] = load_workspace(org).expectations
    assert (found.id, found.date.isoformat(), found.touchpoints) == ("chce-wiedziec-od-razu", "2026-03-03", ("ask", "compare"))
    assert planned(org, sheet(tmp_path, "canvas-expectations", row)).edits == ()


def test_promise_and_goals_enter_the_strategy(org, tmp_path):
    before = (org / "organisation.yaml").read_text("utf-8")
    apply(org, planned(org, sheet(tmp_path, "canvas-promise", {"promise": "Na czas", "segment": "rodziny", "goal": "Krócej", "objective": "Zysk"}, {"goal": "Prościej"})))
    strategy = load_workspace(org).organisation.strategy
    assert (strategy.promise, [(g.id, g.objective) for g in strategy.goals]) == ("Na czas", [("krocej", "Zysk"), ("prosciej", None)])
    assert (org / "organisation.yaml").read_text("utf-8").startswith(before)


KPI = {"name": "Łatwość", "type": "ces", "variant": "ces2_agree7_mean", "family": "What customers say", "owner": "Jan Kowal", "touchpoints": "ask"}


def test_an_indicator_without_target_says_none(org, tmp_path):
    apply(org, planned(org, sheet(tmp_path, "canvas-kpi", KPI)))
    [found] = load_workspace(org).kpis
    assert (found.id, found.target, found.family, found.baseline) == ("latwosc", "none", "perception", None)


def test_a_target_without_its_day_stays_on_the_sheet_and_the_rest_goes_in(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-kpi", {**KPI, "target": "5,5"}))
    assert (codes(made), made.refused) == (["CX104"], False)
    apply(org, made)
    assert load_workspace(org).kpis[0].target == "none"


def test_a_target_that_comes_with_its_day_takes_the_place_of_none(org, tmp_path):
    apply(org, planned(org, sheet(tmp_path, "canvas-kpi", KPI)))
    apply(org, planned(org, sheet(tmp_path, "canvas-kpi", {**KPI, "target": "5,5", "target_by": "IV kwartał 2027"})))
    assert load_workspace(org).kpis[0].target.value == 5.5


def test_an_improvement_keeps_signal_and_expected_change(org, tmp_path):
    card = {"title": "Krótszy formularz", "signal": "Za dużo pól", "signal_source": "reklamacje", "kpi": "Łatwość", "change": "+0,3", "by": "2027-Q2", "owner": "anna-nowak",
            "start": "02.01.2027", "practices": "S4.P3"}
    sheets = [sheet(tmp_path, "canvas-kpi", KPI), sheet(tmp_path, "canvas-improvement", card)]
    apply(org, planned(org, *sheets))
    [found] = load_workspace(org).initiatives
    assert (found.signals[0].text, found.expects[0].kpi, found.expects[0].change, found.start.isoformat()) == ("Za dużo pól", "latwosc", 0.3, "2027-01-02")
    assert planned(org, *sheets).edits == ()


def test_a_signal_without_source_is_hearsay_and_an_expected_change_needs_its_indicator(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-improvement", {"title": "Krócej", "signal": "Za długo", "change": "+3 pkt", "by": "2027-Q1", "owner": "Jan Kowal", "cost": "5 000 zł"}))
    assert (codes(made), made.refused) == (["CX104", "CX104"], False)
    apply(org, made)
    [found] = load_workspace(org).initiatives
    assert (found.signals, found.expects, found.owner, found.cost) == ((), (), "jan-kowal", 5000)


def test_a_new_indicator_without_owner_stays_on_the_sheet(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-kpi", {**KPI, "owner": ""}), sheet(tmp_path, "canvas-expectations", {"text": "Szybko"}))
    assert (codes(made), made.refused, [edit.path for edit in made.edits]) == (["CX104"], False, ["expectations.yaml"])


def test_a_goal_of_the_customer_without_its_touchpoint_stays_on_the_sheet(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-journey", {"journey": "Zakup", "stage": "Dostawa", "goal": "mieć to w domu"}))
    assert (codes(made), [change.id for change in made.changes]) == (["CX104"], ["dostawa"])


def test_a_dash_is_an_empty_cell(org, tmp_path):
    apply(org, planned(org, sheet(tmp_path, "canvas-improvement", {"title": "Krócej", "owner": "–", "cost": "-", "cause": "—"})))
    [found] = load_workspace(org).initiatives
    assert (found.owner, found.cost, found.cause) == (None, None, None)


def test_decisions_are_numbered_on_within_their_year(tmp_path):
    org = acme(tmp_path / "acme", **{"2026-Q3__decisions": "kind: decisions\nperiod: 2026-Q3\ndecisions:\n- {id: D-2026-07, decision: act, text: Raz}\n"})
    rows = [{"period": "2026-Q4", "about": "ask", "decision": "act", "text": "Dwa", "options": "Nic; Trzy", "due": "2026-12-01"},
            {"decision": "accept", "text": "Cztery"}]
    made = planned(org, sheet(tmp_path, "canvas-decisions", *rows))
    apply(org, made)
    found = load_workspace(org).decisions[-1].decisions
    assert [(d.id, d.text) for d in found] == [("D-2026-08", "Dwa"), ("D-2026-09", "Cztery")]
    assert (found[0].about.touchpoint, found[0].options) == ("ask", ("Nic", "Trzy"))


@pytest.mark.parametrize(("more", "said"), [({}, "neither an owner nor a date"), ({"owner": "Jan Kowal"}, "no date"), ({"due": "2026-12-01"}, "no owner")])
def test_a_decision_without_owner_or_date_goes_in_with_a_warning(more, said, org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-decisions", {"period": "2026-Q4", "decision": "act", "text": "Dwa", **more}))
    assert (codes(made), made.refused, said in texts(made), "CXG-051" in texts(made)) == (["CX104"], False, True, True)


def test_decisions_without_a_period_need_one(org, tmp_path):
    assert codes(planned(org, sheet(tmp_path, "canvas-decisions", {"decision": "act", "text": "Dwa"}))) == ["CX104"]


def test_a_start_that_lies_ahead_stays_a_plan(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-calendar", {"cycle": "Cykl 2027", "stage": "S1", "start": "2027-01-11", "due": "2027-02-26"}, {"stage": "S2", "due": "2027-04-02"}))
    assert codes(made) == ["CX105"]
    apply(org, made)
    [cycle] = load_workspace(org).cycles
    assert [(s.stage, s.started, s.due.isoformat()) for s in cycle.stages] == [("S1", None, "2027-02-26"), ("S2", None, "2027-04-02")]


# --- tally ----------------------------------------------------------------------------------------------------------------


def test_a_tally_makes_one_assessment_for_each_rater_and_one_that_is_agreed(org, tmp_path):
    tally = table(tmp_path / "tally.csv", [["practice", "name", "Anna Nowak", "Grupa 2", "agreed"], ["S1.P1", "", "2", "Doraźny", "2"], ["S1.P2", "", "", "na: brak sklepów", ""]])
    apply(org, planned(org, tally, **period("2026-Q4")))
    found = {a.rater: a for a in load_workspace(org).assessments}
    assert sorted(found) == ["agreed", "anna-nowak", "grupa-2"]
    assert found["agreed"].status == "agreed"
    assert {id_: answer.level for id_, answer in found["grupa-2"].answers.items()} == {"S1.P1": 1, "S1.P2": "na"}
    assert list(found["anna-nowak"].answers) == ["S1.P1"]
    assert planned(org, tally, **period("2026-Q4")).edits == ()


def test_a_wrong_level_is_named_by_cell_and_by_the_heading_of_its_column(org, tmp_path):
    tally = table(tmp_path / "tally.csv", [["Praktyka", "Nazwa", "Zgoda"], ["S1.P1", "", "7"]])
    assert "C2, Consensus: '7' is no level of S1.P1" in texts(planned(org, tally, **period("2026-Q4")))


def period(text):
    from cxgov.model import parse_period

    return {"period": parse_period(text)}


def test_too_few_answers_for_a_score_are_said_before_they_are_written(tmp_path):
    org = tmp_path / "org"
    shutil.copytree(examples()["paczkownia"], org)
    tally = table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], *([f"S1.P{n}", "2"] for n in range(1, 5))])
    made = planned(org, tally, **period("2027-Q4"))
    assert (codes(made), made.refused) == (["CX111"], False)
    assert "4 of 26 practices" in texts(made)
    assert "2027-Q4 as the latest and show no result instead of" in texts(made)
    assert "show no result instead" not in texts(planned(org, tally, **period("2020-Q1")))


@pytest.mark.parametrize(("level", "code"), [("5", "CX101"), ("2,5", "CX101"), ("na", "CX104"), ("=1+1", "CX101")])
def test_what_is_no_level_is_odd(level, code, org, tmp_path):
    tally = table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], ["S1.P1", level]])
    assert codes(planned(org, tally, **period("2026-Q4"))) == [code]


def test_evidence_on_record_stays_when_the_level_is_replaced(tmp_path):
    text = ('kind: assessment\nframework: cem-cycle\nframework_version: "1.0.0"\nperiod: 2026-Q4\nrater: anna-nowak\ndate: 2026-11-02\nanswers:\n'
            "  S1.P1: {level: 3, evidence: [{ref: E-1, date: 2026-10-01}]}  # seen\n  S1.P2: 1\n")
    org = acme(tmp_path / "acme", **{"2026-Q4__assessments__anna-nowak": text})
    tally = table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], ["S1.P1", "2"], ["S1.P3", "4"]])
    assert codes(planned(org, tally, **period("2026-Q4"))) == ["CX103"]
    [edit] = planned(org, tally, replace=True, **period("2026-Q4")).edits
    assert edit.after == text.replace("level: 3", "level: 2") + "  S1.P3: 4\n"


def test_a_level_may_become_not_applicable(tmp_path):
    text = 'kind: assessment\nframework_version: "1.0.0"\nperiod: 2026-Q4\nrater: anna-nowak\ndate: 2026-11-02\nanswers:\n  S1.P1: 3\n'
    org = acme(tmp_path / "acme", **{"2026-Q4__assessments__anna-nowak": text})
    tally = table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], ["S1.P1", "nd: brak sklepów"]])
    assert codes(planned(org, tally, **period("2026-Q4"))) == ["CX103"]
    [edit] = planned(org, tally, replace=True, **period("2026-Q4")).edits
    assert edit.after == text.replace("S1.P1: 3", 'S1.P1: {level: na, reason: "brak sklepów"}')


@pytest.mark.parametrize(("first", "second"), [("2", "3"), ("nd: brak sklepów", "3"), ("2", "nd: brak sklepów")])
def test_two_tallies_that_disagree_about_one_rater_are_told_so(first, second, org, tmp_path):
    tallies = [table(tmp_path / f"{name}.csv", [["practice", "Anna Nowak"], ["S1.P1", level]]) for name, level in (("one", first), ("two", second))]
    made = planned(org, *tallies, replace=True, **period("2026-Q4"))
    assert codes(made) == ["CX103"]
    assert f"in cell B2 of {tallies[0].as_posix()}" in texts(made)


def test_a_tally_in_a_spreadsheet_has_no_place_for_a_period(org, tmp_path):
    made = planned(org, table(tmp_path / "tally.csv", [["practice", "Anna Nowak"], ["S1.P1", "2"]]))
    assert [str(problem.remedy) for problem in made.problems] == ["name it with --period: the sheet has no place for it"]


def test_one_column_of_levels_needs_somebody(org, tmp_path):
    tally = table(tmp_path / "tally.csv", [["practice", "level"], ["S1.P1", "2"]])
    assert codes(planned(org, tally, **period("2026-Q4"))) == ["CX104"]
    assert planned(org, tally, rater="Jan Kowal", **period("2026-Q4")).edits[0].path == "2026-Q4/assessments/jan-kowal.yaml"
    assert planned(org, tally, agreed=True, **period("2026-Q4")).edits[0].path == "2026-Q4/assessments/agreed.yaml"


# --- all or nothing -------------------------------------------------------------------------------------------------------


def test_one_fault_refuses_every_file(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-expectations", {"text": "Dobrze"}), sheet(tmp_path, "canvas-ownership", {"touchpoint": "ask", "accountable": "Nikt"}))
    assert (made.refused, made.edits) == (True, ())


def test_files_that_would_be_wrong_afterwards_are_refused_by_their_own_message(org, tmp_path):
    """A decision about a journey's touchpoint in a period folder of another name cannot come about; a KPI variant that does not fit its type can."""
    made = planned(org, sheet(tmp_path, "canvas-kpi", {**KPI, "variant": "nps_0_10"}))
    assert made.refused
    assert made.problems[0].place.file.endswith("kpis.yaml")


def test_a_formula_stays_text_which_is_said_and_the_quote_of_exports_goes(org, tmp_path):
    made = planned(org, sheet(tmp_path, "canvas-expectations", {"text": "'=HYPERLINK(1)", "source": "<b>ankieta</b>", "segment": "@firma"}))
    assert (codes(made), made.refused) == (["CX110", "CX110"], False)
    apply(org, made)
    [found] = load_workspace(org).expectations
    assert (found.text, found.source, found.segment) == ("=HYPERLINK(1)", "<b>ankieta</b>", "@firma")
