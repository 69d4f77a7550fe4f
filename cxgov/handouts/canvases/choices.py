"""The words among which a canvas lets people choose, each with the code that the files use."""

from __future__ import annotations

from cxgov.language import N_
from cxgov.reviewing.rhythms import CYCLE_NAMES

Choices = tuple[tuple[str, str], ...]

PHASES: Choices = (
    ("pre_purchase", N_("before the purchase")), ("purchase", N_("purchase")), ("delivery", N_("delivery")), ("use", N_("use")),
    ("after_sales", N_("after the sale")))
MOMENTS: Choices = (
    ("zmot", N_("the search before")), ("fmot", N_("the choice")), ("smot", N_("first use")), ("service", N_("service")),
    ("recovery", N_("repair of a failure")))
EVIDENCE: Choices = (("none", N_("assumption")), ("partly", N_("partly researched")), ("research", N_("research")))
TYPES: Choices = (
    ("nps", N_("NPS")), ("csat", N_("satisfaction (CSAT)")), ("ces", N_("effort score (CES)")), ("share", N_("share")), ("churn", N_("churn")),
    ("retention", N_("retention")), ("fcr", N_("first contact resolution")), ("ratio", N_("ratio")), ("mean", N_("mean")),
    ("duration", N_("duration")), ("rate_per", N_("rate")), ("index", N_("index")), ("value", N_("recorded value")))
VARIANTS: Choices = (
    ("nps_0_10", N_("NPS, 0 to 10")), ("csat5_top2", N_("CSAT, share of 4 and 5")), ("csat5_mean", N_("CSAT, mean of 1 to 5")),
    ("csat10_mean", N_("CSAT, mean of 1 to 10")), ("ces1_effort5", N_("CES, effort 1 to 5")), ("ces2_agree7_mean", N_("CES, mean of 1 to 7")),
    ("ces2_agree7_top3", N_("CES, share of 5 to 7")), ("ces2_agree7_net", N_("CES, net of 1 to 7")), ("ces_agree5_mean", N_("CES, mean of 1 to 5")))
FAMILIES: Choices = (
    ("perception", N_("What customers say")), ("behaviour", N_("What customers do")), ("operational", N_("How the work runs")),
    ("financial", N_("What it brings")), ("governance", N_("How the programme is run")))
DIRECTIONS: Choices = (
    ("higher_better", N_("higher is better")), ("lower_better", N_("lower is better")), ("target_is_best", N_("the target is best")))
TRIGGERS: Choices = (
    ("relationship", N_("on the whole relationship")), ("transactional", N_("after an event")), ("journey", N_("after a journey")))
BONUSES: Choices = (("none", N_("nobody's")), ("team", N_("a team's")), ("individual", N_("single people's")))
DECISIONS: Choices = (("act", N_("act")), ("accept", N_("accept")), ("investigate", N_("investigate")))
RHYTHMS: Choices = tuple(CYCLE_NAMES.items())
