"""CXG-017: the journey ends before the time after the sale."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import stages_with_phase
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields at most one finding, about the organisation: the time after the sale may be a journey of its own."""
    if not any(stage.phase == "after_sales" for stage in stages_with_phase(view)):
        yield finding(RULE, view.place(view.workspace.journeys[-1], "name"), N_("no journey has a stage for the time after the sale"),
                      about=view.workspace.organisation.id)


RULE = Rule(
    code="CXG-017",
    group="journey",
    severity=Severity.WARNING,
    title=N_("No stage after the sale"),
    what=N_("At least one journey has a stage with `phase: after_sales`."),
    why=N_("Help, complaints, returns, renewal and leaving decide whether a customer comes back and what others are told. A journey that ends at the "
           "purchase is a sales funnel."),
    grounding=N_("Article on what customer experience is, its elements, the CX map and the mistakes that spoil it (CallPage, 2024); interview on "
                 "customer experience management (erp-view.pl, 2013); article on five groups of factors that make up customer experience and on "
                 "ways to improve it (PushPushGo, 2024)"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: order
    name: Order
    phase: purchase
    touchpoints:
      - {id: delivery-promise, name: Promised day of delivery}
""",
    fix=N_("carry the journey on to using, help, complaints, returns and renewal, and mark that stage `phase: after_sales`"),
    find=find,
)
