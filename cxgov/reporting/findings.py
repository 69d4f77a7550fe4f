"""Findings of the governance checks as a report shows them: grouped by check, worded as sentences, places made short.

In this room: grouping, order and wording. Not here: finding anything (`cxgov.checks`) and where findings stand on a page.

Raters are known by their pseudonyms, so a place in a rater's own file and a finding on the integrity of an assessment
speak of ``R1``; whoever is accountable for something is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from markupsafe import Markup, escape

from cxgov.checks import RULES
from cxgov.language import N_, Message
from cxgov.problems import Location, Problem
from cxgov.reporting.context import Context

SETTINGS_TITLE = N_("Settings and suppressions of the checks")
INTEGRITY = "integrity"
LEAST_REASON = 50  # characters
_FILE_PART = re.compile(r"(?:,? (?:and|then)|,? (?:i|oraz)|, a)(?: then)? (?:enter|mark|write|put|wpisać|zapisać|napisać|oznaczyć)\b[^`]*`.*$", re.DOTALL)
"""The end of a clause that says where in the files to write down what was settled, in either language."""
_LEANING = re.compile(r"(?:if|or|that|where|jeśli|albo|lub|że|gdzie|w razie|wystarczy|an existing)\b")
"""Clauses that speak of the one before."""
_ORDER = re.compile(r"^(?:then|potem|następnie) ")
_CODE_SPAN = re.compile(r"`([^`]+)`")

Group = dict[str, Any]
"""The findings of one check: code, severity, title, what, why, fix, n, entries (text, place, about, fix)."""


def groups(context: Context, findings: Iterable[Problem]) -> list[Group]:
    """Groups findings by check, the gravest first, then by code; what is said of suppressions stands behind the checks.

    Returns:
        Plain data for templates; within a group findings keep the order of the files.
    """
    by_code: dict[str, list[Problem]] = {}
    for found in findings:
        by_code.setdefault(found.code, []).append(found)
    made = [_group(context, code, found) for code, found in by_code.items()]
    return sorted(made, key=lambda group: (-group["rank"], group["code"] not in RULES, group["code"]))


def _group(context: Context, code: str, found: list[Problem]) -> Group:
    rule = RULES.get(code)
    worst = max(problem.severity for problem in found)
    # Findings that ask for different things (one waits, one is over) each say their own.
    remedies = {context.said(problem.remedy) for problem in found if problem.remedy}
    fix = remedies.pop() if rule and len(remedies) == 1 else ""
    return {
        "code": code, "rank": int(worst), "severity": worst.word, "n": len(found), "family": rule.group if rule else "",
        "title": context.say(rule.title if rule else SETTINGS_TITLE), "why": spans(context.say(rule.why)) if rule else "",
        "fix": spans(sentence(fix)), "advice": sentence(plain_advice(fix)),
        "entries": [entry(context, problem) for problem in found],
    }


def entry(context: Context, problem: Problem) -> dict[str, Any]:
    """One finding: its sentence, its place, the record it is about, and the remedy."""
    rule = RULES.get(problem.code)
    said = _anonymous(context, problem.text) if rule is not None and rule.group == INTEGRITY else problem.text
    return {
        "text": spans(sentence(context.said(said))), "place": place(context, problem.place), "about": _about(context, problem),
        "fix": spans(sentence(context.said(problem.remedy))) if problem.remedy else "",
        "advice": sentence(plain_advice(context.said(problem.remedy))) if problem.remedy else "",
    }


def place(context: Context, location: Location) -> str:
    """A place within the organisation's folder, without the way to the folder and without a rater's id."""
    names = [name for name in context.workspace.fingerprints if _is_file(location.file, name)]
    file = anonymous_path(context, max(names, key=len)) if names else location.file.rsplit("/", 1)[-1]
    return f"{file}:{location.line}" if location.line else file


def anonymous_path(context: Context, path: str) -> str:
    """A path in which a rater's own file goes by the rater's pseudonym; file names may tell who somebody is."""
    names = raters(context)
    for assessment in context.workspace.assessments:
        if assessment.status != "agreed" and _is_file(context.workspace.places.of(assessment).file, path):
            folder, slash, file = path.rpartition("/")
            return f"{folder}{slash}{names[assessment.rater]}.{file.rpartition('.')[2]}"
    return path


def _is_file(shown: str, name: str) -> bool:
    return shown == name or shown.endswith(f"/{name}")


def raters(context: Context) -> dict[str, str]:
    """What every individual rater of the organisation is called: a pseudonym, or ``another rater`` outside this scorecard."""
    known = {a.rater: context.say(N_("another rater")) for a in context.workspace.assessments if a.status != "agreed"}
    return known | context.pseudonyms


def plain_advice(text: str) -> str:
    """What a remedy asks of the organisation, without what it asks of the files: for chapters that a board reads.

    What names a key of a file (in back quotes) is left out, and what makes no sense without it; the annex gives it all.
    """
    kept: list[str] = []
    left_out = False
    for clause in re.split(r"; |(?<=[a-zà-ž])\. ", text):
        plain = _FILE_PART.sub("", clause)
        if "`" in plain or (left_out and not kept and _LEANING.match(plain)):
            left_out = True
        else:
            kept.append(plain if kept else _ORDER.sub("", plain))
    return "; ".join(kept)


def sentence(text: str) -> str:
    """A remark as a sentence: a capital first, a full stop last; identifiers in back quotes keep their case."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text.rstrip("”")[-1:] in tuple(".!?…") else ".")


def in_short(text: Markup) -> Markup:
    """The beginning of a reason, for tables: as many whole sentences as it takes to say something."""
    sentences = text.split(". ")
    taken = 1
    while taken < len(sentences) and len(". ".join(sentences[:taken])) < LEAST_REASON:
        taken += 1
    return text if taken == len(sentences) else Markup(". ").join(sentences[:taken]) + Markup(".")


def spans(text: str) -> Markup:
    """Escapes a text and sets what stands in back quotes as code."""
    return Markup(_CODE_SPAN.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped before


def _anonymous(context: Context, said: Message) -> Message:
    names = raters(context)
    values = {name: names.get(value, value) if isinstance(value, str) else value for name, value in said.values.items()}
    return replace(said, values=values)


def _about(context: Context, problem: Problem) -> str:
    rule = RULES.get(problem.code)
    return raters(context).get(problem.about, problem.about) if rule and rule.group == INTEGRITY else problem.about
