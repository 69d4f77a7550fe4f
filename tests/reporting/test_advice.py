"""Anti-patterns, targets and recommendations: only what numbers and findings support."""

from __future__ import annotations

import pytest
from contexts import EXTREMES, evenly, example, other_framework, rendered

from cxgov.reporting import advice
from cxgov.reporting.sections import anti_patterns, recommendations, targets
from cxgov.reviewing.priorities import StepKind

# --- anti-patterns -------------------------------------------------------------------------------------------------


def test_anti_patterns_that_findings_show():
    (page,), html = rendered(example("bank"), anti_patterns.SECTION)
    assert [p["name"] for p in page.data["patterns"]] == ["One CX manager expected to answer for everything", "Teams overloaded and burning out"]
    assert [s["publisher"] for s in page.data["sources"]] == ["CustomerMatters"]
    assert 'href="#c-CXG-022"' in html


def test_skipped_stage_is_an_anti_pattern():
    context = example("paczkownia")
    found = {item.id: item for item in anti_patterns.shown(context)}
    assert found["skipped_stage"].skipped == (2,)
    assert [group["code"] for group in found["skipped_stage"].found] == ["CXG-054"]
    assert "channel_not_tp" not in found


def test_weak_practices_alone_do_not_show_a_pattern():
    (page,), html = rendered(example("piekarnia"), anti_patterns.SECTION)
    assert page.data["patterns"] == []
    assert page.data["unguarded"]
    assert all(guard["level"] <= 1 for pattern in page.data["unguarded"] for guard in pattern["guards"])
    assert "Shown by findings" not in html


def test_framework_without_anti_patterns_has_no_such_chapter():
    assert anti_patterns.SECTION.build(other_framework()) == []


# --- targets -------------------------------------------------------------------------------------------------------


def test_profile_ahead_is_the_one_of_the_context():
    context = example("piekarnia")
    (page,), html = rendered(context, targets.SECTION)
    assert page.data["index"] == [context.card.index, context.ahead[0].index, context.ahead[1].index] == [32, 50, 51]
    assert page.title == "At one level a year the index can go from 32 to 50 in 12 months and 51 in 24"
    assert 'href="#d-ahead-12"' in html


def test_at_most_one_level_a_year():
    (page,), _ = rendered(example("paczkownia"), targets.SECTION)
    for group in page.data["groups"]:
        for practice in group["rows"]:
            today, year, two = practice["levels"]
            if today is not None:
                assert today <= year <= today + 1
                assert year <= two <= year + 1
    assert {"when": "Today", "early": "2", "later": "3, 4 and 5", "n": 3} in page.data["limits"]


def test_without_targets_level_three_is_said():
    _, html = rendered(evenly(2), targets.SECTION)
    assert "level 3 is taken as the target" in html


# --- recommendations -----------------------------------------------------------------------------------------------


def test_limiting_stage_comes_first():
    context = example("paczkownia")
    (page,), html = rendered(context, recommendations.SECTION)
    assert {step["id"].partition(".")[0] for step in page.data["steps"][:5]} == {"S2"}
    assert "stage 2" in page.lead
    after = advice.after_first_five(context)
    assert after is not None
    assert page.title == f"5 steps can take the index from 34 to {after.index}"
    assert page.data["idle"] == 7
    assert page.data["gates"] == [2]
    assert 'href="#d-together"' in html
    assert 'href="#d-effects"' in html


def test_owner_is_the_open_initiatives_or_the_roles_to_ask():
    (page,), _ = rendered(example("bank"), recommendations.SECTION)
    owners = {step["id"]: (step["owner"], step["agreed"]) for step in page.data["steps"]}
    assert owners["S3.P5"] == ("CX manager", True)
    assert owners["S5.P2"][1] is False


def test_step_about_evidence_says_what_to_file():
    context = example("bank")
    step = next(step for step in context.steps if step.kind is StepKind.SHOW)
    assert advice.first_step(context, step).startswith("Put on file, dated: ")


def test_everything_reached():
    (page,), html = rendered(evenly(4), recommendations.SECTION)
    assert page.title == "Every rated practice has reached its target"
    assert page.data["steps"] == []
    assert "no step is recommended" in html


@pytest.mark.parametrize("make", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("section", [anti_patterns.SECTION, targets.SECTION, recommendations.SECTION], ids=lambda s: s.name)
def test_extremes(section, make):
    context = make()
    for page in section.build(context):
        assert "None" not in context.environment.render(f"sections/{page.template}", page.data)
