"""Where a number comes from: derivations, line by line, adding up.

A derivation is built from the scorecard's own parts and carries the same values, so that what is explained is what is
shown. The ids here are the ones `cxgov explain` takes and the report's annex links to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from cxgov.language import N_, Message, Number, message
from cxgov.model.derivations import Derivation, Line
from cxgov.model.frameworks import Aggregate
from cxgov.scoring.exact import exact
from cxgov.scoring.scorecard import REASON_TEXTS, Cap, DimensionScore, PracticeScore, Scorecard

RULE_NAMES: dict[str, str] = {
    "weighted_mean": N_("weighted mean"), "sum": N_("sum"), "min": N_("lowest"), "max": N_("highest"), "median": N_("median"),
    "median_low": N_("lower median"), "median_high": N_("upper median"),
}


def explain(card: Scorecard, number: str, names: Mapping[str, str] | None = None) -> Derivation:
    """Derives one number of a scorecard.

    Args:
        card: the scorecard.
        number: ``index``, ``level``, ``coverage``, a dimension's id, or a practice's id.
        names: rater id -> what to call the rater (a pseudonym); the id itself where nothing is said.

    Raises:
        KeyError: if the scorecard has no such number.
    """
    match number:
        case "index":
            return _index(card)
        case "level":
            return _level(card)
        case "coverage":
            return _coverage(card)
    for dimension in card.dimensions:
        if dimension.id == number:
            return _dimension(card, dimension)
    return _practice(card, card.practice(number), names or {})


def numbers(card: Scorecard) -> list[str]:
    """Ids of every number that can be explained, in the order of the report's annex."""
    ids = ["index", "level", "coverage"]
    for dimension in card.dimensions:
        ids += [dimension.id, *(score.practice.id for score in dimension.practices)]
    return ids


def _figure(value: Fraction, digits: int = 4) -> Number:
    return Number(float(value), digits)


def _index(card: Scorecard) -> Derivation:
    scale = card.framework.scale
    lines = [Line(text=message(N_("{name}, effective score, weight {weight}"), name=d.dimension.name, weight=_figure(d.weight)),
                  value=d.effective, of=d.id) for d in card.dimensions if d.effective is not None]
    lines += [Line(text=message(N_("{name}: {reason}"), name=d.dimension.name, reason=REASON_TEXTS[d.reason]), of=d.id)
              for d in card.dimensions if d.reason is not None]
    if card.index_exact is not None:
        mean = scale.min + card.index_exact * (scale.max - scale.min) / 100
        lines.append(Line(text=message(N_("{rule} of the {n} effective scores"), rule=message(RULE_NAMES[card.framework.scoring.overall]),
                                       n=len(card.scored)), value=mean))
        lines.append(Line(text=message(N_("100 × (score − {low}) / ({high} − {low})"), low=scale.min, high=scale.max), value=card.index_exact))
        lines.append(Line(text=message(N_("rounded half up")), value=Fraction(card.index or 0)))
    return Derivation(id="index", title=message(N_("Index")), lines=tuple(lines), digits=0,
                      result=Fraction(card.index) if card.index is not None else None, reason=_reason(card))


def _level(card: Scorecard) -> Derivation:
    rule = card.framework.scoring.level
    lines = [Line(text=message(N_("{name}, effective score"), name=d.dimension.name), value=d.effective, of=d.id)
             for d in card.dimensions if d.effective is not None]
    if card.level is not None:
        said = {
            "floor": message(N_("the largest level L for which every stage has at least L − {tolerance}"), tolerance=Number(rule.tolerance)),
            "cut_offs": message(N_("the number of cuts the overall score reaches: {cuts}"), cuts=", ".join(str(cut) for cut in rule.cuts)),
            "ladder": message(N_("the highest rung on which, as on all lower ones, at least {share} of 100 practices reach {threshold}"),
                              share=Number(100 * rule.share), threshold=Number(rule.threshold)),
            "matrix": message(N_("the largest level whose minimum percentages all stages reach")),
        }[rule.rule]
        lines.append(Line(text=said))
        lines += [Line(text=message(N_("gate for level {level}: {practice} needs {least}, has {found}"), level=b.level,
                                    practice=b.practice, least=_figure(b.least),
                                    found=_figure(b.found) if b.found is not None else message(N_("none"))), of=b.practice)
                  for b in card.blockers]
        lines.append(Line(text=message(N_("overall level: {name}"), name=card.framework.scale.levels[str(card.level)].name),
                          value=Fraction(card.level)))
    return Derivation(id="level", title=message(N_("Overall level")), lines=tuple(lines), digits=0,
                      result=Fraction(card.level) if card.level is not None else None, reason=_reason(card))


def _coverage(card: Scorecard) -> Derivation:
    applicable = [s for s in card.practices() if not s.na]
    answered = [s for s in applicable if s.evidenced is not None]
    weight = sum((exact(s.practice.weight) for s in applicable), Fraction(0))
    have = sum((exact(s.practice.weight) for s in answered), Fraction(0))
    lines = (
        Line(text=message(N_("weight of the {n} answered practices"), n=len(answered)), value=have),
        Line(text=message(N_("weight of the {n} applicable practices"), n=len(applicable)), value=weight),
        Line(text=message(N_("answered over applicable")), value=card.coverage),
    )
    return Derivation(id="coverage", title=message(N_("Coverage")), lines=lines, result=card.coverage, digits=2, reason=_reason(card))


def _dimension(card: Scorecard, score: DimensionScore) -> Derivation:
    scoring = card.framework.scoring
    rule = score.dimension.aggregate or scoring.aggregate
    lines = _parts(score) if score.parts else _practices(score)
    if score.coverage is not None:
        lines.append(Line(text=message(N_("coverage: answered weight over applicable weight, at least {least} is needed"),
                                       least=Number(scoring.min_coverage)), value=score.coverage))
    if score.raw is not None:
        lines += _sum_line(score, rule)
        lines.append(Line(text=message(N_("raw score: {rule} of the evidenced levels"), rule=message(RULE_NAMES[rule])), value=score.raw))
        if score.claimed is not None and score.claimed != score.raw:
            lines.append(Line(text=message(N_("the same from the claimed levels")), value=score.claimed))
        if scoring.sequence is not None:
            lines += _limit(card, score)
    if score.effective is not None:
        lines.append(Line(text=message(N_("effective score")), value=score.effective))
    return Derivation(id=score.id, title=message(N_("{id} {name}"), id=score.id, name=score.dimension.name), lines=tuple(lines),
                      result=score.effective, digits=1, reason=REASON_TEXTS[score.reason] if score.reason else None)


def _practices(score: DimensionScore) -> list[Line]:
    lines = []
    for practice in score.practices:
        values = {"id": practice.practice.id, "name": practice.practice.name, "weight": _figure(exact(practice.practice.weight))}
        if practice.evidenced is None:
            reason = REASON_TEXTS[practice.reason] if practice.reason else message(N_("none"))
            lines.append(Line(text=message(N_("{id} {name}: {reason}, leaves the mean"), reason=reason, **values), of=practice.practice.id))
        else:
            lines.append(Line(text=message(N_("{id} {name}, weight {weight}"), **values), value=practice.evidenced, of=practice.practice.id))
    return lines


def _parts(score: DimensionScore) -> list[Line]:
    return [Line(text=message(N_("{id} {name}, weight {weight}"), id=part.id, name=part.dimension.name, weight=_figure(part.weight)),
                 value=part.raw) for part in score.parts]


def _sum_line(score: DimensionScore, rule: Aggregate) -> list[Line]:
    if rule != "weighted_mean" or score.parts:
        return []
    scored = [(s.evidenced, exact(s.practice.weight)) for s in score.practices if s.evidenced is not None]
    total = sum((value * weight for value, weight in scored), Fraction(0))
    weight = sum((weight for _, weight in scored), Fraction(0))
    return [Line(text=message(N_("sum of level × weight")), value=total), Line(text=message(N_("sum of weights")), value=weight)]


def _limit(card: Scorecard, score: DimensionScore) -> list[Line]:
    rule = card.framework.scoring.sequence
    before = []
    for other in card.dimensions:
        if other.id == score.id:
            break
        if other.raw is not None:
            before.append(other)
    if rule is None or not before:
        return [Line(text=message(N_("no stage before it: nothing limits")))]
    weakest = min(before, key=lambda d: d.raw or 0)
    if weakest.raw is None:
        return []
    return [Line(text=message(N_("limit: the weakest stage before it, {id} with {score}, plus {allowance}"), id=weakest.id,
                              score=_figure(weakest.raw), allowance=Number(rule.lead_allowance)),
                 value=weakest.raw + exact(rule.lead_allowance), of=weakest.id)]


def _practice(card: Scorecard, score: PracticeScore, names: Mapping[str, str]) -> Derivation:
    lines = [
        Line(text=message(N_("{rater} rated") if r.value is not None else N_("{rater}: not applicable"), rater=names.get(r.rater, r.rater)),
             value=r.value) for r in score.raters.ratings]
    lines += _agreement(score)
    if score.claimed is not None:
        how = message(N_("claimed: the agreed level")) if score.agreed else message(
            N_("claimed: {rule} of the raters"), rule=message(RULE_NAMES[card.framework.scoring.combine]))
        lines.append(Line(text=how, value=score.claimed))
        lines += _evidence(card, score)
    if score.evidenced is not None:
        lines.append(Line(text=message(N_("evidenced level")), value=score.evidenced))
    return Derivation(id=score.practice.id, title=message(N_("{id} {name}"), id=score.practice.id, name=score.practice.name), lines=tuple(lines),
                      result=score.evidenced, digits=0, reason=REASON_TEXTS[score.reason] if score.reason else None)


def _agreement(score: PracticeScore) -> Sequence[Line]:
    spread = score.raters
    if spread.agreement is None or spread.range is None:
        return []
    return [
        Line(text=message(N_("lower median of {n} raters"), n=spread.n), value=spread.median_low),
        Line(text=message(N_("range: highest minus lowest")), value=spread.range),
        Line(text=message(N_("agreement r*wg = 1 − sample variance / variance of greatest dissent")), value=spread.agreement),
    ]


def _evidence(card: Scorecard, score: PracticeScore) -> list[Line]:
    rule = card.framework.scoring.evidence
    if rule is None:
        return []
    if score.cap is Cap.UNVERIFIED:
        return [Line(text=message(N_("no evidence: counts as {cap}"), cap=rule.unverified_cap))]
    if score.cap is Cap.STALE:
        dated = message(N_("newest evidence of {day} is older than {n} quarters: counts as {cap}"), day=score.newest, n=rule.fresh_quarters,
                        cap=rule.stale_cap) if score.newest else message(N_("the evidence is undated: counts as {cap}"), cap=rule.stale_cap)
        return [Line(text=dated)]
    if score.evidence:
        return [Line(text=message(N_("evidence: {refs}"), refs=", ".join(item.ref for item in score.evidence)))]
    return [Line(text=message(N_("a level this low needs no evidence")))]


def _reason(card: Scorecard) -> Message | None:
    return REASON_TEXTS[card.reason] if card.reason else None
