"""CXG-002: there is nobody at the top who decides on customer experience."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import CX_GOVERNANCE
from cxgov.checks.rule import NotChecked, Parameter, Rule, View, finding
from cxgov.language import N_, message
from cxgov.model.organisations import Governance
from cxgov.problems import Problem, Severity


def find(view: View) -> Iterator[Problem]:
    """Yields a finding when the deciding body or the sponsor is missing, or the sponsor has left."""
    space = view.workspace
    # An organisation of which nothing but its people is on file has nothing that could be decided yet.
    if not (space.journeys or space.kpis or space.initiatives or space.decisions or space.cycles or space.assessments):
        raise NotChecked(message(N_("there is nothing to govern yet: no journey, indicator, initiative, decision, cycle or assessment is on record")))
    organisation = space.organisation
    governance = organisation.governance or Governance()
    place = view.place(organisation, "governance")
    if governance.body is None and governance.sponsor is None:
        yield finding(RULE, place, N_("neither a deciding body nor a sponsor is named"), about=organisation.id)
        return
    if governance.body is None:
        yield finding(RULE, place, N_("no deciding body is named"), about=organisation.id)
    if governance.sponsor is None:
        yield finding(RULE, place, N_("no sponsor is named"), about=organisation.id)
        return
    sponsor = space.people[governance.sponsor]
    if sponsor.active_until is not None and (view.as_of - sponsor.active_until).days > view.settings["days"]:
        yield finding(
            RULE, view.place(sponsor, "active_until"), N_("sponsor {name} left the role on {day}, and no successor is named"),
            about=sponsor.id, related=(place,), name=sponsor.name, day=sponsor.active_until)


RULE = Rule(
    code="CXG-002",
    group="strategy",
    severity=Severity.ERROR,
    title=N_("No deciding body or no sponsor"),
    what=N_("Under `governance` the organisation names a `body` that decides on customer experience and a `sponsor`, who did not leave the role more than 30 "
            "days ago (`active_until`). It is judged as soon as a journey, an indicator, an initiative, a decision, a cycle or an assessment is on record."),
    why=N_("Without governance customer experience is a random set of initiatives. Nobody settles conflicts between departments, nobody gives money, "
           "and nobody says no."),
    grounding=CX_GOVERNANCE,
    example="""\
kind: journey
id: parcel
name: Receiving a parcel
""",
    fix=N_("have the board appoint a sponsor from among its members and a body that meets in a fixed rhythm, and enter both under `governance`; an existing "
           "meeting of directors will do"),
    parameters={"days": Parameter(30, N_("Days after the sponsor's last day in the role until a successor must be named"), 0, 3650)},
    find=find,
)
