"""The list of checks: every rule is documented in full, its example shows the fault, and no rule takes others down."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from checks.organisations import checked, findings, organisation

import cxgov.checks
from cxgov.checks import RULES, check
from cxgov.checks.rule import GROUPS

FOUND_WHEN_READ = ("CXG-064",)  # no file with such a fault reaches a check
MODULES = sorted(path.stem for path in Path(cxgov.checks.__file__).parent.glob("cxg*.py"))


def test_rules_stand_under_their_codes_in_order():
    assert [rule.code for rule in RULES.values()] == list(RULES) == sorted(RULES)


def test_every_rule_has_one_module_named_after_it_and_every_module_is_listed():
    assert [module[:6] for module in MODULES] == [code.lower().replace("-", "") for code in RULES]
    assert [rule.find.__module__.rpartition(".")[2] for rule in RULES.values()] == MODULES


def test_groups_stand_together():
    groups = [rule.group for rule in RULES.values()]
    assert sorted(groups, key=list(GROUPS).index) == groups
    assert set(groups) == set(GROUPS)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_documentation_is_complete(rule):
    assert re.fullmatch(r"CXG-0\d\d", rule.code)
    for text in (rule.title, rule.what, rule.why, rule.grounding, rule.fix):
        assert text == text.strip()
        assert "  " not in text
        assert "TODO" not in text
    assert len(rule.title) <= 60
    assert rule.title[0].isupper()
    assert not rule.title.endswith(".")
    for sentence in (rule.what, rule.why):
        assert sentence.endswith(".")
    for parameter in rule.parameters.values():
        assert parameter.doc.strip()
        if isinstance(parameter.default, int | float) and not isinstance(parameter.default, bool):
            assert parameter.least <= parameter.default <= parameter.most


@pytest.mark.parametrize("code", [code for code in RULES if code not in FOUND_WHEN_READ])
def test_example_shows_the_fault(tmp_path, code):
    found = findings(tmp_path, code, RULES[code].example)
    assert found
    assert all(f.code == code for f in found)
    assert all(f.about for f in found)
    assert all(f.line for f in found)


@pytest.mark.parametrize("code", FOUND_WHEN_READ)
def test_example_of_a_fault_of_reading_is_refused_with_its_code(tmp_path, code):
    with pytest.raises(AssertionError, match=rf"error\[{code}\]"):
        organisation(tmp_path, RULES[code].example)


@pytest.mark.parametrize("code", FOUND_WHEN_READ)
def test_a_fault_of_reading_is_no_finding_of_what_was_read(tmp_path, code):
    assert findings(tmp_path, code, RULES["CXG-030"].example) == []


def test_a_rule_that_crashes_is_reported_and_the_others_go_on(tmp_path, monkeypatch):
    workspace = organisation(tmp_path, RULES["CXG-030"].example)

    def crash(view):
        raise ZeroDivisionError(view.as_of)

    monkeypatch.setitem(RULES, "CXG-035", replace(RULES["CXG-035"], find=crash))
    found = check(workspace).findings
    assert [(f.about, str(f.text)) for f in found if f.code == "CX099"] == [("CXG-035", "check CXG-035 failed: ZeroDivisionError")]
    assert "CXG-030" in {f.code for f in found}


def test_an_organisation_with_nothing_in_it_is_never_passed_in_silence(tmp_path):
    result = checked(tmp_path, defaults=False)
    assert result.findings == []
    assert sorted(result.not_checked) == sorted(RULES)
    assert all(str(reason).strip() for reason in result.not_checked.values())
