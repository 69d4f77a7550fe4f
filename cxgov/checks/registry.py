"""The list of checks, in the order of their codes. A new check is one module and one line here."""

from __future__ import annotations

from cxgov.checks import (
    cxg030_key_touchpoint_unmeasured,
    cxg031_moment_of_truth_unmeasured,
    cxg032_no_target,
    cxg033_incomplete_indicator,
    cxg034_handle_time_as_experience,
    cxg035_success_unmeasured,
    cxg036_direction_contradicts,
    cxg037_value_out_of_range,
    cxg038_senseless_target,
    cxg039_individual_bonus,
    cxg054_stage_skipped,
    cxg055_order_violated,
    cxg056_cycle_paused,
    cxg057_no_feedback,
    cxg058_effect_unchecked,
    cxg059_stage_far_ahead,
    cxg090_level_without_evidence,
    cxg091_stale_evidence,
    cxg092_raters_few_or_one_sided,
    cxg093_disagreement_undiscussed,
    cxg094_self_image_gap,
    cxg095_not_applicable,
)
from cxgov.checks.rule import Rule

RULES: dict[str, Rule] = {rule.code: rule for rule in (
    cxg030_key_touchpoint_unmeasured.RULE,
    cxg031_moment_of_truth_unmeasured.RULE,
    cxg032_no_target.RULE,
    cxg033_incomplete_indicator.RULE,
    cxg034_handle_time_as_experience.RULE,
    cxg035_success_unmeasured.RULE,
    cxg036_direction_contradicts.RULE,
    cxg037_value_out_of_range.RULE,
    cxg038_senseless_target.RULE,
    cxg039_individual_bonus.RULE,
    cxg054_stage_skipped.RULE,
    cxg055_order_violated.RULE,
    cxg056_cycle_paused.RULE,
    cxg057_no_feedback.RULE,
    cxg058_effect_unchecked.RULE,
    cxg059_stage_far_ahead.RULE,
    cxg090_level_without_evidence.RULE,
    cxg091_stale_evidence.RULE,
    cxg092_raters_few_or_one_sided.RULE,
    cxg093_disagreement_undiscussed.RULE,
    cxg094_self_image_gap.RULE,
    cxg095_not_applicable.RULE,
)}
