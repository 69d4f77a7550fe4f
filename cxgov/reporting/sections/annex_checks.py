"""Annex C: every finding with its place and remedy, accepted findings with reasons, and what could not be checked."""

from __future__ import annotations

from typing import Any

from cxgov.checks import RULES
from cxgov.checks.settings import Suppressed
from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.findings import entry, groups
from cxgov.reporting.section import Page, Section


def build(context: Context) -> list[Page]:
    """Makes the annex; every check has its anchor in it, once."""
    checked = context.checked
    found = sorted(groups(context, checked.findings), key=lambda group: group["code"])
    shown = {group["code"] for group in found}
    suppressed = [_suppressed(context, item) for item in checked.suppressed]
    taken = set(shown)
    for item in suppressed:
        item["anchor"] = item["code"] not in taken
        taken.add(item["code"])
    return [Page(
        id="annex-checks", title=context.say(N_("All findings of the governance checks")), short_title=context.say(N_("Findings of the checks")),
        template="annex-checks.html", annex=True, data={
            "groups": found, "suppressed": suppressed,
            "not_checked": [{"code": code, "title": context.say(RULES[code].title) if code in RULES else "", "reason": context.said(reason),
                             "anchor": code not in taken} for code, reason in checked.not_checked.items()],
            "passed": [{"code": code, "title": context.say(rule.title)} for code, rule in RULES.items()
                       if code not in taken and code not in checked.not_checked],
            "as_of": checked.as_of.isoformat(), "n": sum(group["n"] for group in found),
        })]


def _suppressed(context: Context, item: Suppressed) -> dict[str, Any]:
    rule = RULES.get(item.finding.code)
    return {
        "code": item.finding.code, "title": context.say(rule.title) if rule else "", "anchor": False,
        "text": entry(context, item.finding)["text"], "reason": context.text(item.by.reason), "author": context.role(item.by.author),
        "expires": item.by.expires.isoformat(),
    }


SECTION = Section(name="annex-checks", build=build)
