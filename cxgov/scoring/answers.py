"""From assessments to the score of each practice: which level was claimed, what it counts, how raters agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from cxgov.model import Answer, Assessment, Framework, Period, Practice, Targets
from cxgov.model.programme import DEFAULT_TARGET_LEVEL
from cxgov.scoring.evidence import capped, newest, union
from cxgov.scoring.exact import exact
from cxgov.scoring.raters import combined, mostly_not_applicable, spread
from cxgov.scoring.scorecard import Cap, PracticeScore, Rating, Reason


def value_of(practice: Practice, answer: Answer) -> Fraction | None:
    """What an answer counts: the level's number or the value of the practice's own answer; ``None`` for `na`."""
    if answer.not_applicable:
        return None
    for option in practice.answers:
        if option.id == str(answer.level):
            return exact(option.value)
    return exact(answer.level) if isinstance(answer.level, int) else Fraction(answer.level)


def score_practice(framework: Framework, practice: Practice, assessments: Sequence[Assessment], period: Period,
                   targets: Targets | None) -> PracticeScore:
    """Scores one practice: combine first, then cap.

    Args:
        framework: the practice's framework.
        practice: the practice.
        assessments: those of one framework, period and unit, in file order.
        period: the period, for the age of evidence.
        targets: target levels; ``None`` means the default level for all.
    """
    answers = {status: [(a, a.answers[practice.id]) for a in assessments if a.status == status and practice.id in a.answers]
               for status in ("agreed", "individual", "assessor")}
    ratings = [Rating(rater=a.rater, value=value_of(practice, answer), note=answer.note) for a, answer in answers["individual"]]
    evidence = union(answer for status in ("agreed", "individual") for _, answer in answers[status])
    values = [rating.value for rating in ratings if rating.value is not None]

    claimed: Fraction | None
    na_reason = None
    if answers["agreed"]:
        agreed = answers["agreed"][0][1]
        claimed, na, na_reason = value_of(practice, agreed), agreed.not_applicable, agreed.reason
    else:
        na = bool(ratings) and mostly_not_applicable(ratings)
        claimed = None if na else combined(values, framework.scoring)
        na_reason = next((answer.reason for _, answer in answers["individual"] if answer.not_applicable), None) if na else None

    evidenced: Fraction | None = None
    cap: Cap | None = None
    if claimed is not None:
        evidenced, cap = capped(claimed, evidence, period, framework.scoring.evidence)
    own = [value_of(practice, answer) for _, answer in answers["assessor"]]
    return PracticeScore(
        practice=practice, claimed=claimed, evidenced=evidenced, na=na, na_reason=na_reason, agreed=bool(answers["agreed"]),
        cap=cap, evidence=evidence, newest=newest(evidence),
        target=targets.level(practice.id) if targets else min(DEFAULT_TARGET_LEVEL, framework.scale.max),
        raters=spread(ratings, framework.scale, framework.scoring.discuss),
        assessor=combined([value for value in own if value is not None], framework.scoring),
        notes=tuple(answer.note for _, answer in answers["agreed"] if answer.note),
        reason=Reason.NOT_APPLICABLE if na else Reason.NO_ANSWER if claimed is None else None)
