"""Annexes: complete, under pseudonyms, every number and every check findable."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from contexts import EXTREMES, example, rendered

from cxgov.checks import RULES
from cxgov.model import Measurement, Measurements
from cxgov.rendering.environment import anchor
from cxgov.reporting import findings
from cxgov.reporting.sections import annex_answers, annex_checks, annex_derivations, annex_evidence, annex_sources
from cxgov.scoring.explain import numbers

ANNEXES = [annex_answers.SECTION, annex_evidence.SECTION, annex_checks.SECTION, annex_derivations.SECTION, annex_sources.SECTION]


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]*)"', html)


def test_every_rater_of_every_practice_under_a_pseudonym():
    context = example("paczkownia")
    (page,), html = rendered(context, annex_answers.SECTION)
    rows = [row for group in page.data["groups"] for row in group["rows"]]
    assert len(rows) == 26
    assert page.data["raters"] == ["R1", "R2", "R3", "R4"]
    assert "Anna Nowak" not in html
    assert "anna-nowak" not in html
    voice = next(row for row in rows if row["id"] == "S1.P4")
    assert voice["ratings"] == ["3", "2", "2", "0"]
    assert voice["capped"] == "unverified"
    assert voice["discuss"]


def test_evidence_that_is_old_or_missing_is_marked():
    (page,), html = rendered(example("paczkownia"), annex_evidence.SECTION)
    rows = {row["ref"]: row for row in page.data["rows"]}
    assert rows["E-003"]["state"] == "old"
    assert rows["E-001"]["state"] == ""
    assert [missing["id"] for missing in page.data["missing"]] == ["S1.P4", "S4.P4"]
    assert 'href="#d-S1.P2"' in html


def test_every_check_has_one_anchor():
    for name in ("paczkownia", "bank", "piekarnia"):
        _, html = rendered(example(name), annex_checks.SECTION)
        found = ids(html)
        assert len(found) == len(set(found))
        assert {anchor(f"c-{code}") for code in RULES} <= set(found)


def test_suppressed_findings_with_reason_author_and_expiry():
    (page,), html = rendered(example("paczkownia"), annex_checks.SECTION)
    (item,) = page.data["suppressed"]
    assert item["code"] == "CXG-026"
    assert item["reason"].startswith("The parcels are carried by a partner")
    assert item["author"].startswith("Chief commercial officer")
    assert "31 December 2026" in html.replace("\xa0", " ")
    assert page.data["not_checked"]


def test_places_tell_neither_folder_nor_rater():
    context = example("bank")
    places = [entry["place"] for group in findings.groups(context, context.checked.findings) for entry in group["entries"]]
    assert all(not place.startswith("/") for place in places)
    assert findings.anonymous_path(context, "2026-Q3/assessments/katarzyna-zych.yaml") == "2026-Q3/assessments/R1.yaml"
    assert findings.anonymous_path(context, "2026-Q3/assessments/digital-banking-natalia-krupa.yaml").endswith("another rater.yaml")
    assert findings.anonymous_path(context, "kpis.yaml") == "kpis.yaml"
    assert findings.anonymous_path(example("piekarnia"), "2026-Q3/assessments/baker.yaml") == "2026-Q3/assessments/R1.yaml"


@pytest.mark.parametrize("name", ["paczkownia", "bank", "piekarnia"])
def test_every_number_has_its_derivation(name):
    context = example(name)
    _, html = rendered(context, annex_derivations.SECTION)
    found = ids(html)
    assert len(found) == len(set(found))
    wanted = [*numbers(context.card), *(f"kpi:{kpi.id}" for kpi in context.workspace.kpis), "ahead-12", "ahead-24", "effects", "together"]
    assert {anchor(f"d-{number}") for number in wanted} <= set(found)
    raters = {a.rater for a in context.workspace.assessments if a.status == "individual"}
    assert not any(rater in html for rater in raters)


def test_suppressed_value_is_not_in_its_derivation():
    context = example("piekarnia")
    hidden = Measurements(period=context.period, measurements=(Measurement(kpi="taste", value=61.37, n=9, interval=(30.11, 85.22)),))
    context = replace(context, workspace=replace(context.workspace, measurements=(hidden,)))
    _, html = rendered(context, annex_derivations.SECTION)
    assert "too few answers to show" in html
    assert not any(figure in html for figure in ("61.37", "30.11", "85.22"))


def test_sources_by_title_and_publisher_and_trademark():
    (page,), html = rendered(example("paczkownia"), annex_sources.SECTION)
    assert {"CallPage", "CustomerMatters", "erp-view.pl"} <= {source["publisher"] for source in page.data["sources"]}
    assert "registered trademarks" in html
    assert "cem-cycle" in html or "Maturity of the customer experience management cycle" in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("section", ANNEXES, ids=lambda section: section.name)
def test_extremes(section, make):
    (page,), html = rendered(make(), section)
    assert page.annex
    assert "None" not in html
