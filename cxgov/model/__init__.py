"""The records of a workspace: frozen dataclasses of the standard library, one module per part of the programme.

In this room: what there is. Not here: how it is read (`loading`), judged (`checks`) or computed with (`scoring`).
"""

from cxgov.model.assessments import Answer, Assessment, Evidence
from cxgov.model.frameworks import Dimension, Framework, Practice, Scoring
from cxgov.model.indicators import Kpi, Measurement, Measurements, Source, Target
from cxgov.model.journeys import Journey, JourneyProblem, JourneyStage, Touchpoint
from cxgov.model.organisations import Engagement, Organisation, Person, Suppression, Unit
from cxgov.model.periods import Period, parse_period, quarter_of
from cxgov.model.programme import Cycle, Decision, Decisions, Initiative, StageRecord, Targets
from cxgov.model.registers import Meeting, Training
from cxgov.model.voice import Complaint, Expectation, FeedbackItem
from cxgov.model.workspace import Narrative, Places, Workspace

__all__ = [
    "Answer", "Assessment", "Complaint", "Cycle", "Decision", "Decisions", "Dimension", "Engagement", "Evidence", "Expectation",
    "FeedbackItem", "Framework", "Initiative", "Journey", "JourneyProblem", "JourneyStage", "Kpi", "Measurement", "Measurements", "Meeting", "Narrative",
    "Organisation", "Period", "Person", "Places", "Practice", "Scoring", "Source", "StageRecord", "Suppression", "Target",
    "Targets", "Touchpoint", "Training", "Unit", "Workspace", "parse_period", "quarter_of",
]
