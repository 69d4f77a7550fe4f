"""Findings as SARIF 2.1.0, the form code-review tools read (OASIS, 2020)."""

from __future__ import annotations

from typing import Any

from cxgov.checks import RULES
from cxgov.language import Language
from cxgov.problems import Problem, Severity

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def sarif(problems: list[Problem], language: Language) -> dict[str, Any]:
    """Builds a SARIF log of one run; only rules with a finding are listed."""
    codes = sorted({problem.code for problem in problems})
    rules = [_rule(code, language) for code in codes]
    return {
        "$schema": SCHEMA, "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "cxgov", "rules": rules}},
            "columnKind": "unicodeCodePoints",
            "results": [_result(problem, codes.index(problem.code), language) for problem in problems],
        }],
    }


def _rule(code: str, language: Language) -> dict[str, Any]:
    rule = RULES.get(code)
    if rule is None:
        return {"id": code}
    return {
        "id": code, "shortDescription": {"text": language.gettext(rule.title)},
        "fullDescription": {"text": language.gettext(rule.what)}, "help": {"text": language.gettext(rule.fix)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(problem: Problem, index: int, language: Language) -> dict[str, Any]:
    text = language.say(problem.text)
    if problem.remedy:
        text += "\n" + language.say(problem.remedy)
    physical: dict[str, Any] = {"artifactLocation": {"uri": problem.place.file}}
    if problem.place.line:
        physical["region"] = {"startLine": problem.place.line} | ({"startColumn": problem.place.column} if problem.place.column else {})
    return {
        "ruleId": problem.code, "ruleIndex": index, "level": _LEVELS[problem.severity], "message": {"text": text},
        "locations": [{"physicalLocation": physical}],
    }
