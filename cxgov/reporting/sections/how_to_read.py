"""How to read the report: the levels, claimed and evidenced, what counts, and what the index is not."""

from __future__ import annotations

from cxgov.language import N_, Number
from cxgov.reporting import pictures
from cxgov.reporting.context import Context
from cxgov.reporting.section import Page, Section

LEFT = 5  # so many terms stand in the left column, beside the rest and what the index is not


def build(context: Context) -> list[Page]:
    """Builds the reader's guide from the framework's own rules."""
    scale = context.framework.scale
    levels = [{"level": level, "name": context.level_name(level), "test": context.text(scale.levels[str(level)].test)}
              for level in range(scale.min, scale.max + 1)]
    data = {"summary": context.text(context.framework.summary), "scale": pictures.scale(context), "levels": levels, "terms": terms(context), "beside": LEFT,
            "index_is_not": _is_not(context)}
    return [Page(id="how-to-read", title=context.say(N_("A level says what can be shown, not how hard people try")),
                 short_title=context.say(N_("How to read this report")), template="how-to-read.html", data=data)]


def terms(context: Context) -> list[list[str]]:
    """The words of the scoring method and what they mean, by the framework's own rules."""
    scoring = context.framework.scoring
    found = [[N_("Claimed"), context.say(N_("The level the raters agreed on; without an agreement, their ratings combined."))]]
    if scoring.evidence is not None:
        found.append([N_("Evidenced"), context.say(
            N_("The level that counts. Without any evidence a claim counts as {unverified} at most; with evidence older than {quarters} quarters, or undated, as {stale} at most."),
            unverified=scoring.evidence.unverified_cap, quarters=scoring.evidence.fresh_quarters, stale=scoring.evidence.stale_cap)])
    found.append([N_("Stage score"), context.say(
        N_("Computed from the evidenced levels of its practices. At least {share} of a stage must have been answered; what is missing is never counted as zero."),
        share=context.language.percent(scoring.min_coverage))])
    if scoring.sequence is not None:
        found.append([N_("Counts as"), context.say(
            N_("The stages build on one another. A stage counts for at most {lead} more than the weakest stage before it. Both scores are shown."),
            lead=Number(scoring.sequence.lead_allowance, 1))])
    found += [
        [N_("Index"), context.say(N_("The counted stage scores on a scale from 0 to 100. Read the profile first, the index last."))],
        [N_("Overall level"), _level_rule(context)],
        [N_("Agreement"), context.say(
            N_("How close the independent ratings lie: 1 is full agreement. Below {threshold}, or {range} levels apart, raters should talk. Disagreement is an observation, not a fault."),
            threshold=Number(scoring.discuss.agreement_below, 2), range=Number(scoring.discuss.range_from, 1))],
        [N_("Missing"), context.say(N_("“n/a” and hatching mean not applicable, a dashed field not answered, “–” that there is none. None of them counts as zero."))],
    ]
    return [[context.say(term), text] for term, text in found]


def _level_rule(context: Context) -> str:
    rule = context.framework.scoring.level
    if rule.rule == "floor":
        return context.say(N_("The highest level that every stage reaches, within {tolerance}. One weak stage holds the level down; that is intended."),
                           tolerance=Number(rule.tolerance, 2))
    return context.say(N_("Follows from the stage scores by the framework’s own rule; the annex on derivations shows it step by step."))


def _is_not(context: Context) -> list[str]:
    return [context.say(text) for text in (
        N_("not customer satisfaction: it says how the work on customer experience is organised, not what customers feel;"),
        N_("not a share of something achieved: twice the index is not twice as good;"),
        N_("not a ranking of companies: it was made to compare an organisation with itself;"),
        N_("not a grade for people: it rates practices, and those who rated did so without being rated."),
    )]


SECTION = Section(name="how-to-read", build=build)
