"""The sections a report can have, one module each; profiles name them."""

from __future__ import annotations

from cxgov.reporting.section import Section
from cxgov.reporting.sections import (
    annex_answers,
    annex_checks,
    annex_derivations,
    annex_evidence,
    annex_sources,
    anti_patterns,
    comparison,
    cycle,
    glossary,
    governance,
    how_to_read,
    indicators,
    measure_next,
    overview,
    portfolio,
    recommendations,
    risks,
    roadmap,
    scope,
    stages,
    summary,
    targets,
    touchpoints,
)
from cxgov.reporting.sections.quarter import annex as quarter_annex
from cxgov.reporting.sections.quarter import (
    calendar,
    closed_loop,
    decisions_needed,
    initiatives,
    last_decisions,
    lint,
    load,
    off_target,
    pulse,
    scorecard,
    voice,
)
from cxgov.reporting.sections.quarter import changes as quarter_changes
from cxgov.reporting.sections.quarter import roadmap as quarter_roadmap
from cxgov.reporting.sections.quarter import touchpoints as quarter_touchpoints

SECTIONS: dict[str, Section] = {section.name: section for section in (
    summary.SECTION, comparison.SECTION, how_to_read.SECTION, scope.SECTION, overview.SECTION, cycle.SECTION, stages.SECTION,
    governance.SECTION, touchpoints.SECTION, indicators.SECTION, anti_patterns.SECTION, targets.SECTION, recommendations.SECTION,
    roadmap.SECTION, portfolio.SECTION, measure_next.SECTION, risks.SECTION, glossary.SECTION,
    decisions_needed.SECTION, last_decisions.SECTION, scorecard.SECTION, quarter_changes.SECTION, quarter_touchpoints.SECTION, off_target.SECTION,
    voice.SECTION, closed_loop.SECTION, initiatives.SECTION, quarter_roadmap.SECTION, load.SECTION, lint.SECTION, calendar.SECTION, pulse.SECTION, quarter_annex.SECTION,
    annex_answers.SECTION, annex_evidence.SECTION, annex_checks.SECTION, annex_derivations.SECTION, annex_sources.SECTION,
)}
