"""CXG-083: a tool is bought, and nobody has said what customers are to gain by it."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CEM_INTERVIEW
from cxgov.checks.initiatives import tagged
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every technology initiative that serves no goal and expects no change."""
    for initiative in tagged(view, view.settings["tags"]):
        if not initiative.goals and not initiative.expects:
            yield finding(
                RULE, view.place(initiative), N_("initiative {id} “{title}” brings in technology, serves no goal of the strategy and expects no change in an "
                                                 "indicator"),
                about=initiative.id, id=initiative.id, title=initiative.title)


RULE = Rule(
    code="CXG-083",
    group="people",
    severity=Severity.WARNING,
    title=N_("Tool before strategy"),
    what=N_("Every initiative tagged `technology` (or `technologia`) that was not stopped serves a goal of the strategy (`goals`) or expects a change in an indicator (`expects`)."),
    why=N_("A CRM or a chatbot is a tool and should follow from the strategy. Bought first, it decides what is done for customers by what it happens to be able "
           "to do."),
    grounding=CEM_INTERVIEW,
    example="""\
kind: initiatives
initiatives:
  - {id: new-crm, title: New CRM system, tags: [technology], owner: anna-nowak}
""",
    fix=N_("name the goal the tool serves under `goals`, or the indicator it is to move under `expects`; if neither can be named, put the purchase off until it "
           "can"),
    parameters={"tags": Parameter(["technology", "technologia"], N_("Tags of technology initiatives"))},
    find=find,
)
