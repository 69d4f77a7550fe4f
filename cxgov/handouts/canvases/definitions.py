"""The nine canvases as data: the one definition that the sheets, the fillable PDFs, the CSV sheets and the importer share.

In this room: what each canvas asks for, in which order, and which field of the model it stands for. Not here: what it looks like, and how
records are read or written.
"""

from __future__ import annotations

from cxgov.handouts.canvases.choices import (
    BONUSES,
    DECISIONS,
    DIRECTIONS,
    EVIDENCE,
    FAMILIES,
    MOMENTS,
    PHASES,
    RHYTHMS,
    TRIGGERS,
    TYPES,
    VARIANTS,
)
from cxgov.handouts.canvases.shape import (
    HEAD,
    SEPARATOR,
    Canvas,
    Column,
    Kind,
    cells,
    csv_header,
    field_name,
    field_names,
)
from cxgov.language import N_

__all__ = ["CANVASES", "HEAD", "SEPARATOR", "Canvas", "Column", "Kind", "cells", "csv_header", "field_name", "field_names"]

STAGES_OF_A_JOURNEY, TOUCHPOINTS_OF_A_STAGE = 6, 5

JOURNEY = Canvas(
    name="canvas-journey", number="C1", title=N_("Journey and touchpoint map"), output="touchpoint-inventory",
    rows=STAGES_OF_A_JOURNEY * TOUCHPOINTS_OF_A_STAGE, block=TOUCHPOINTS_OF_A_STAGE,
    purpose=N_("All moments in which one customer meets us or the result of our work, in the order of the customer."),
    steps=(
        N_("Choose one customer with one goal."),
        N_("Name the stages in the customer's words, from the first thought to what comes after."),
        N_("One moment in one box; the place where you talk is a channel, not a touchpoint."),
        N_("Mark today's emotion of each moment on the curve, −2 to +2."),
        N_("Vote, and tick the box of each key touchpoint."),
    ),
    columns=(
        Column(key="journey", label=N_("Journey"), hint=N_("who, and with what goal"), scope="sheet", field="Journey.name"),
        Column(key="stage", label=N_("Stage of the journey"), scope="block", required=True, field="JourneyStage.name"),
        Column(key="phase", label=N_("Part of the journey"), scope="block", kind="choice", choices=PHASES, field="JourneyStage.phase"),
        Column(key="touchpoint", label=N_("Touchpoint"), hint=N_("what happens"), kind="touchpoint", required=True, field="Touchpoint.name"),
        Column(key="goal", label=N_("Customer's goal"), hint=N_("what for"), field="Touchpoint.customer_goal"),
        Column(key="channels", label=N_("Channels"), kind="channel", many=True, field="Touchpoint.channels"),
        Column(key="emotion", label=N_("Emotion today"), hint=N_("−2 to +2"), kind="number", field="Touchpoint.emotion"),
        Column(key="key", label=N_("Key"), kind="flag", field="Touchpoint.key"),
    ))

TOUCHPOINT = Canvas(
    name="canvas-touchpoint", number="C2", title=N_("Touchpoint card"), output="experience-standards",
    purpose=N_("What a customer is to feel, what effort it may take and how we know that it worked – for one touchpoint."),
    steps=(
        N_("Take one key touchpoint from the journey map."),
        N_("Write in the customer's words, without the name of a department or a system."),
        N_("Give effort and success a number or a yes and no."),
        N_("One accountable person, by name."),
    ),
    columns=(
        Column(key="touchpoint", label=N_("Touchpoint"), hint=N_("a moment, not a channel"), kind="touchpoint", required=True, field="Touchpoint.name"),
        Column(key="goal", label=N_("Customer's goal"), hint=N_("What does the customer want to achieve here?"), field="Touchpoint.customer_goal"),
        Column(key="channels", label=N_("Channels"), hint=N_("empty where nobody talks"), kind="channel", many=True, field="Touchpoint.channels"),
        Column(key="emotion", label=N_("Desired emotion"), hint=N_("How is the customer to feel?"), field="Desired.emotion"),
        Column(key="effort", label=N_("Effort limit"), hint=N_("At most how many steps, minutes, contacts?"), field="Desired.effort"),
        Column(key="success", label=N_("Success criterion"), hint=N_("What has the customer achieved in the end?"), field="Desired.success"),
        Column(key="emotion_today", label=N_("Emotion today"), hint=N_("−2 to +2"), kind="number", field="Touchpoint.emotion"),
        Column(key="emotion_desired", label=N_("Emotion we want"), hint=N_("−2 to +2"), kind="number", field="Touchpoint.desired_emotion"),
        Column(key="evidence", label=N_("How do we know?"), kind="choice", choices=EVIDENCE, field="Touchpoint.evidence"),
        Column(key="key", label=N_("Key touchpoint"), kind="flag", field="Touchpoint.key"),
        Column(key="moment", label=N_("Moment of truth"), kind="choice", choices=MOMENTS, field="Touchpoint.moment_of_truth"),
        Column(key="accountable", label=N_("Accountable (A)"), hint=N_("exactly one person"), kind="person", field="Touchpoint.accountable"),
        Column(key="responsible", label=N_("Responsible (R)"), hint=N_("who does the work"), kind="person", many=True, field="Touchpoint.responsible"),
        Column(key="kpi", label=N_("Indicator"), hint=N_("by which we see it"), kind="kpi", many=True, field="Kpi.touchpoints"),
    ))

EXPECTATIONS = Canvas(
    name="canvas-expectations", number="C3", title=N_("Expectation catalogue"), output="expectation-catalogue", rows=10,
    purpose=N_("What customers expect, and how we know."),
    steps=(
        N_("Write the expectation as the customer would say it."),
        N_("Name source and date; no source is an assumption: leave it empty and find out."),
        N_("Whose expectation is it, and at which touchpoints?"),
    ),
    columns=(
        Column(key="text", label=N_("Expectation"), hint=N_("in the customer's words"), required=True, field="Expectation.text"),
        Column(key="source", label=N_("Source"), hint=N_("survey, talk, complaint …"), field="Expectation.source"),
        Column(key="date", label=N_("Found on"), kind="day", field="Expectation.date"),
        Column(key="segment", label=N_("Whose"), hint=N_("group of customers"), field="Expectation.segment"),
        Column(key="touchpoints", label=N_("Touchpoints"), kind="touchpoint", many=True, field="Expectation.touchpoints"),
    ))

PROMISE = Canvas(
    name="canvas-promise", number="C4", title=N_("Value promise"), output="value-promise", rows=3,
    purpose=N_("Whom we serve first, what we promise them, and which business objective that serves."),
    steps=(
        N_("Begin with the customer, not with the product."),
        N_("One sentence that a customer can check."),
        N_("Say as well what we do not promise."),
        N_("To every goal its business objective."),
    ),
    columns=(
        Column(key="segment", label=N_("For whom first"), hint=N_("our priority customers"), scope="sheet"),
        Column(key="needs", label=N_("What matters most to them"), hint=N_("from the expectation catalogue"), scope="sheet"),
        Column(key="promise", label=N_("We promise"), hint=N_("one sentence that a customer can check"), scope="sheet", field="Strategy.promise"),
        Column(key="not_promised", label=N_("We do not promise"), hint=N_("what we leave to others"), scope="sheet"),
        Column(key="proof", label=N_("How a customer sees that it is kept"), hint=N_("a fact, a number, a day"), scope="sheet"),
        Column(key="goal", label=N_("CX goal"), hint=N_("what is to be different for customers"), field="Goal.text"),
        Column(key="objective", label=N_("Business objective it serves"), field="Goal.objective"),
    ))

OWNERSHIP = Canvas(
    name="canvas-ownership", number="C5", title=N_("Ownership grid (RACI)"), output="touchpoint-owners", rows=10,
    purpose=N_("Who answers for each touchpoint, who does the work, who is asked and who is told."),
    steps=(
        N_("In the column A exactly one person, with name."),
        N_("Ask: can this person really change it? If not, look for another."),
        N_("Mark people with more than they can carry."),
    ),
    columns=(
        Column(key="touchpoint", label=N_("Touchpoint"), kind="touchpoint", required=True, field="Touchpoint.name"),
        Column(key="accountable", label=N_("Accountable (A)"), hint=N_("exactly one person"), kind="person", field="Touchpoint.accountable"),
        Column(key="responsible", label=N_("Responsible (R)"), hint=N_("who does the work"), kind="person", many=True, field="Touchpoint.responsible"),
        Column(key="performed_by", label=N_("Functions at work"), hint=N_("departments, partners"), kind="function", many=True,
               field="Touchpoint.performed_by"),
        Column(key="consulted", label=N_("Consulted (C)"), hint=N_("whom we ask before"), many=True),
        Column(key="informed", label=N_("Informed (I)"), hint=N_("whom we tell after"), many=True),
    ))

KPI = Canvas(
    name="canvas-kpi", number="C6", title=N_("Indicator card"), output="measured-touchpoints",
    purpose=N_("One indicator, so that two people compute the same number: what, from whom, how much, by when."),
    steps=(
        N_("Begin with the touchpoint, not with the number you have."),
        N_("Write the question or the formula out."),
        N_("A target has a value and a period; without a baseline first measure one."),
        N_("Name one owner, and no pay of individuals on it."),
    ),
    columns=(
        Column(key="name", label=N_("Indicator"), kind="kpi", required=True, field="Kpi.name"),
        Column(key="touchpoints", label=N_("Touchpoints"), hint=N_("empty for the whole relationship"), kind="touchpoint", many=True,
               field="Kpi.touchpoints"),
        Column(key="question", label=N_("Question to customers"), hint=N_("word for word"), field="Kpi.question"),
        Column(key="definition", label=N_("Formula in words"), hint=N_("what is divided by what"), field="Kpi.definition"),
        Column(key="type", label=N_("Type"), kind="choice", choices=TYPES, required=True, field="Kpi.type"),
        Column(key="variant", label=N_("Variant"), hint=N_("for NPS, CSAT and CES"), kind="choice", choices=VARIANTS, field="Kpi.variant"),
        Column(key="family", label=N_("What it tells"), kind="choice", choices=FAMILIES, required=True, field="Kpi.family"),
        Column(key="direction", label=N_("Which way is better"), kind="choice", choices=DIRECTIONS, field="Kpi.direction"),
        Column(key="trigger", label=N_("When we ask"), kind="choice", choices=TRIGGERS, field="Kpi.trigger"),
        Column(key="unit", label=N_("Unit"), hint=N_("points, percent, minutes …"), field="Kpi.unit"),
        Column(key="owner", label=N_("Owner"), kind="person", required=True, field="Kpi.owner"),
        Column(key="baseline", label=N_("Baseline"), kind="number", field="Baseline.value"),
        Column(key="baseline_period", label=N_("measured in"), hint="2026-Q4", kind="period", field="Baseline.period"),
        Column(key="target", label=N_("Target"), hint=N_("a number, or “none”"), kind="number", field="Target.value"),
        Column(key="target_by", label=N_("due by"), hint="2027-Q4", kind="period", field="Target.by"),
        Column(key="tolerance", label=N_("Tolerance"), kind="number", field="Target.tolerance"),
        Column(key="smallest_change", label=N_("Smallest change that matters"), kind="number", field="Kpi.smallest_change"),
        Column(key="minimum_n", label=N_("Fewest answers"), kind="number", field="Kpi.minimum_n"),
        Column(key="bonus", label=N_("Whose pay depends on it"), kind="choice", choices=BONUSES, field="Kpi.bonus"),
    ))

IMPROVEMENT = Canvas(
    name="canvas-improvement", number="C7", title=N_("Improvement card"), output="initiative-portfolio",
    purpose=N_("From what customers said to what will be different for them, with owner, dates and a number."),
    steps=(
        N_("Begin with the signal: no signal, no card."),
        N_("Ask why, until the cause is something we can change."),
        N_("Write by how much which indicator is to move, and by when."),
        N_("Try it small; say what happens in the first 30 days."),
    ),
    columns=(
        Column(key="title", label=N_("Improvement"), kind="initiative", required=True, field="Initiative.title"),
        Column(key="signal", label=N_("What customers said"), hint=N_("word for word, or how many of them"), field="Signal.text"),
        Column(key="signal_source", label=N_("Where it came from"), field="Signal.source"),
        Column(key="touchpoints", label=N_("Touchpoints"), kind="touchpoint", many=True, field="Initiative.touchpoints"),
        Column(key="affected", label=N_("Which customers, how many"), field="Initiative.affected"),
        Column(key="cause", label=N_("The cause it removes"), field="Initiative.cause"),
        Column(key="first_step", label=N_("First 30 days"), hint=N_("what happens at once"), field="Initiative.first_step"),
        Column(key="pilot", label=N_("Trial before the roll-out"), hint=N_("where, how long, what came out"), field="Pilot.result"),
        Column(key="kpi", label=N_("Indicator"), hint=N_("that is to move"), kind="kpi", field="ExpectedChange.kpi"),
        Column(key="change", label=N_("Expected change"), hint=N_("in the indicator's unit, with sign"), kind="number", field="ExpectedChange.change"),
        Column(key="by", label=N_("by when"), hint="2027-Q4", kind="period", field="ExpectedChange.by"),
        Column(key="owner", label=N_("Owner"), kind="person", field="Initiative.owner"),
        Column(key="start", label=N_("Start"), kind="day", field="Initiative.start"),
        Column(key="end", label=N_("End"), kind="day", field="Initiative.end"),
        Column(key="cost", label=N_("Cost"), kind="number", field="Initiative.cost"),
        Column(key="practices", label=N_("Practices it improves"), hint="S4.P3", kind="practice", many=True, field="Initiative.practices"),
    ))

DECISIONS_ = Canvas(
    name="canvas-decisions", number="C8", title=N_("Decision register"), output="decision-register", rows=8,
    purpose=N_("Every result off its target gets one of three answers, one owner and one day."),
    steps=(
        N_("Every line: act, accept or investigate; nothing stays without an answer."),
        N_("One owner by name, one day."),
        N_("Begin the next meeting with this sheet."),
    ),
    columns=(
        Column(key="period", label=N_("Period"), hint="2026-Q4", kind="period", scope="sheet", field="Decisions.period"),
        Column(key="about", label=N_("About"), hint=N_("indicator, touchpoint, problem"), kind="subject", field="Decision.about"),
        Column(key="decision", label=N_("Decision"), kind="choice", choices=DECISIONS, required=True, field="Decision.decision"),
        Column(key="text", label=N_("In words"), hint=N_("what exactly we do, or why we leave it"), required=True, field="Decision.text"),
        Column(key="options", label=N_("Options considered"), many=True, field="Decision.options"),
        Column(key="owner", label=N_("Owner"), kind="person", field="Decision.owner"),
        Column(key="due", label=N_("Due"), kind="day", field="Decision.due"),
        Column(key="cost", label=N_("Cost"), kind="number", field="Decision.cost"),
    ))

CALENDAR = Canvas(
    name="canvas-calendar", number="C9", title=N_("Cycle calendar with gates"), output="", rows=5,
    purpose=N_("When each stage runs, and what must be on the table before the next one begins."),
    steps=(
        N_("Stages in their order; none is skipped."),
        N_("Draw a bar for each stage and a diamond where its gate is."),
        N_("At every gate: is everything there that the next stage needs? Who says so?"),
        N_("Write the date of the next cycle at once."),
    ),
    columns=(
        Column(key="cycle", label=N_("Cycle"), hint=N_("a name, such as Cycle 2027"), scope="sheet", field="Cycle.id"),
        Column(key="rhythm", label=N_("How often"), scope="sheet", kind="choice", choices=RHYTHMS, field="Cycle.rhythm"),
        Column(key="stage", label=N_("Stage"), hint="S1", kind="stage", required=True, field="StageRecord.stage"),
        Column(key="start", label=N_("Start"), kind="day", field="StageRecord.started"),
        Column(key="due", label=N_("Gate on"), kind="day", field="StageRecord.due"),
        Column(key="gatekeeper", label=N_("Who opens the gate"), kind="person"),
    ))

CANVASES: dict[str, Canvas] = {canvas.name: canvas for canvas in (
    JOURNEY, TOUCHPOINT, EXPECTATIONS, PROMISE, OWNERSHIP, KPI, IMPROVEMENT, DECISIONS_, CALENDAR)}
