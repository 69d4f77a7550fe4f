"""CXG-014: no moment of truth is marked, or so many that none stands out."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import touchpoints
from cxgov.checks.rule import Parameter, Rule, View, finding
from cxgov.language import N_, Number
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding per journey; a single moment of truth is never too many."""
    touchpoints(view)
    for journey in view.workspace.journeys:
        found = list(journey.touchpoints())
        flagged = [touchpoint for touchpoint in found if touchpoint.moment_of_truth]
        limit = view.settings["max_share"]
        if found and not flagged:
            yield finding(RULE, view.place(journey, "name"), N_("journey {id} “{name}” has no moment of truth"),
                          about=journey.id, id=journey.id, name=journey.name)
        elif len(flagged) > max(1, limit * len(found) + 1e-9):
            yield finding(RULE, view.place(journey, "name"), N_(
                "journey {id} “{name}”: {flagged} of {all} touchpoints are marked as moments of truth ({share}%); the limit is {limit}%"),
                about=journey.id, id=journey.id, name=journey.name, flagged=len(flagged), all=len(found),
                share=Number(100 * len(flagged) / len(found), 1), limit=Number(100 * limit, 1))


RULE = Rule(
    code="CXG-014",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Moments of truth missing or inflated"),
    what=N_("Every journey marks its moments of truth (`moment_of_truth`): at least one touchpoint, and at most 30% of them."),
    why=N_("A moment of truth is where customers make up their minds about the company. Without any, effort is spread evenly over what matters and "
           "what does not; where everything is decisive, nothing is."),
    grounding=N_("Training company’s guide to the principles of customer experience management: pillars, implementation stages, metrics "
                 "(witalni.pl); Carlzon, Moments of Truth (1987) for the term; the share is cxgov’s own judgement"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: arrival-notice, name: Notice that the parcel is waiting}
      - {id: open-locker, name: Opening the locker}
""",
    fix=N_("ask customers after which moments they stayed, left or told others, and mark those few with `moment_of_truth`"),
    parameters={"max_share": Parameter(0.3, N_("Highest share of touchpoints marked as moments of truth"), 0, 1)},
    find=find,
)
