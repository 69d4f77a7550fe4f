"""CXG-036: an indicator whose direction contradicts its variant."""

from __future__ import annotations

from collections.abc import Iterator

from cxgov.checks.grounding import EFFORT_STUDIES
from cxgov.checks.indicators import indicators
from cxgov.checks.rule import Rule, View, finding
from cxgov.kpis.variants import variant_of
from cxgov.language import N_, message
from cxgov.model import Kpi
from cxgov.model.indicators import Direction
from cxgov.problems import Problem, Severity

_BY_TYPE: dict[str, Direction] = {"fcr": "higher_better", "retention": "higher_better", "churn": "lower_better"}
_NAMES = {
    "higher_better": N_("higher is better"), "lower_better": N_("lower is better"), "target_is_best": N_("the target is best"),
}


def find(view: View) -> Iterator[Problem]:
    """Yields a finding for every declared direction that variant or type rule out."""
    for kpi in indicators(view):
        fixed = _fixed(kpi)
        if kpi.direction is not None and fixed is not None and kpi.direction != fixed:
            yield finding(
                RULE, view.place(kpi, "direction"),
                N_("indicator {id} “{name}” says that {declared}, but with {variant} {fixed}"), about=kpi.id, id=kpi.id, name=kpi.name,
                declared=message(_NAMES[kpi.direction]), variant=kpi.variant or kpi.type, fixed=message(_NAMES[fixed]))


def _fixed(kpi: Kpi) -> Direction | None:
    variant = variant_of(kpi)
    return variant.direction if variant else _BY_TYPE.get(kpi.type)


RULE = Rule(
    code="CXG-036",
    group="kpi",
    severity=Severity.ERROR,
    title=N_("Direction contradicts the variant"),
    what=N_("A declared `direction` agrees with the variant: low is good for ces1_effort5 alone, high is good for every other variant of "
            "NPS, CSAT and CES; high is good for fcr and retention, low for churn."),
    why=N_("Two effort scores share one name. The first asks how much effort it took (low is good), the second whether the company made it "
           "easy (high is good). With the wrong direction the report praises what got worse."),
    grounding=EFFORT_STUDIES,
    example="""\
kind: kpis
kpis:
  - id: effort
    name: Effort to collect a parcel
    type: ces
    variant: ces1_effort5
    direction: higher_better
    family: perception
    owner: anna-nowak
    target: {by: 2026-Q4, value: 2}
""",
    fix=N_("look up the question that is really asked, then correct the variant or the direction; if the variant is right, delete `direction`"),
    find=find,
)
