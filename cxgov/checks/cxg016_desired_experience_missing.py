"""CXG-016: a key touchpoint for which nobody has said what the customer should experience."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.inventory import is_said, key_touchpoints
from cxgov.checks.rule import Rule, View, finding
from cxgov.language import N_, Message, message
from cxgov.model import Touchpoint
from cxgov.model.journeys import Desired
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every key touchpoint whose desired emotion, effort or success is empty."""
    for touchpoint in key_touchpoints(view):
        missing = _missing(touchpoint)
        if len(missing) == 3:
            yield finding(RULE, view.place(touchpoint, "desired"), N_("key touchpoint {id} “{name}” has no desired experience"),
                          about=touchpoint.id, id=touchpoint.id, name=touchpoint.name)
        elif missing:
            what = missing[0] if len(missing) == 1 else message(N_("{one}, {other}"), one=missing[0], other=missing[1])
            yield finding(RULE, view.place(touchpoint, "desired"), N_(
                "the desired experience of key touchpoint {id} “{name}” is incomplete; missing: {what}"),
                about=touchpoint.id, id=touchpoint.id, name=touchpoint.name, what=what)


def _missing(touchpoint: Touchpoint) -> list[Message]:
    desired = touchpoint.desired or Desired()
    parts = ((desired.emotion, N_("emotion")), (desired.effort, N_("effort")), (desired.success, N_("success")))
    return [message(name) for text, name in parts if not is_said(text)]


RULE = Rule(
    code="CXG-016",
    group="journey",
    severity=Severity.WARNING,
    title=N_("Key touchpoint without a desired experience"),
    what=N_("Every key touchpoint says under `desired` how the customer should feel (`emotion`), how much work it may take (`effort`) and what the "
            "customer should have achieved (`success`)."),
    why=N_("These three make up an experience. Where they are not decided, each employee delivers an experience of their own, and nobody can say "
           "whether a measured value is good."),
    grounding=N_("Article on the difference between customer experience and customer service, and on CX governance (CustomerMatters) for the three "
                 "elements; interview on customer experience management (erp-view.pl, 2013) for defining them at key touchpoints"),
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
stages:
  - id: collect
    name: Collection
    touchpoints:
      - {id: open-locker, name: Opening the locker, key: true, desired: {emotion: calm, success: parcel in hand}}
""",
    fix=N_("agree with the owner on one observable sentence each for emotion, effort and success, and write them under `desired`"),
    find=find,
)
