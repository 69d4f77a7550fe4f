"""What a finding asks of the organisation, for a board: without the keys of files that the check's own advice speaks of.

In this room: one sentence for every check whose advice is not plain once what it says of files is left out. Not here: that advice
itself (`cxgov.checks`), which the terminal and the annex of the full report give in full.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cxgov.checks import RULES
from cxgov.language import N_
from cxgov.reporting.context import Context
from cxgov.reporting.findings import plain_advice, sentence

PLAIN: Mapping[str, str] = {
    "CXG-001": N_("Have the board settle what the organisation wants to be for its customers, then ask of every initiative whether it serves that promise."),
    "CXG-004": N_("Choose an indicator that several functions influence, and put it into the goals of each of them."),
    "CXG-007": N_("Ask the sponsor which result of the business gets better when customers have this experience, with a number and a date."),
    "CXG-010": N_("Name the moment from the customer’s side, and list the channel as one place where it happens."),
    "CXG-013": N_("Go through the journey with the owners of its touchpoints; add and strike out."),
    "CXG-014": N_("Ask customers after which moments they stayed, left or told others, and mark those few as moments of truth."),
    "CXG-015": N_("Add how customers learn of you, compare and decide."),
    "CXG-016": N_("Agree with the owner on one observable sentence each for emotion, effort and success."),
    "CXG-017": N_("Carry the journey on to using, help, complaints, returns and renewal."),
    "CXG-021": N_("Decide who of them has the last word; the others do the work."),
    "CXG-026": N_("Make somebody accountable whose function does the work, or record how the owner can influence it."),
    "CXG-030": N_("Give the touchpoint an indicator, or say why it is no key touchpoint."),
    "CXG-031": N_("Give the moment of truth an indicator, or say why it is none."),
    "CXG-032": N_("Set a target with a value and a date, or accept with a reason that there is none yet."),
    "CXG-038": N_("Derive the target from the desired experience, above what is there today, or say that the level is only to be held."),
    "CXG-040": N_("Contact those who still wait, and settle who does it and who stands in, so that nobody waits longer."),
    "CXG-042": N_("Settle with the functions concerned where the cause comes from and start an initiative that removes it, or decide to live with it."),
    "CXG-045": N_("Tell the employee what becomes of it, even if nothing can be done."),
    "CXG-046": N_("Answer what is still open, and find out where it lay, so that the next one is answered in time."),
    "CXG-047": N_("Tell the customer what was done before a case is closed."),
    "CXG-052": N_("Start an initiative, decide about the problem, or say why nothing is done."),
    "CXG-053": N_("Close what is done, give up what will not be, and decide again about the rest with a new date."),
    "CXG-057": N_("Take the results of the last stage into stage 1."),
    "CXG-058": N_("Compare the indicator before and after, and write down what came of it."),
    "CXG-067": N_("Try the next change on a part of the customers or places first."),
    "CXG-073": N_("Begin a new series where the measuring changed, with a baseline and a target of its own."),
    "CXG-076": N_("Show beside the mean how long the slowest tenth waits, and how many cases are still open."),
    "CXG-081": N_("Open a way to a person from this point, and say where the customer finds it and when somebody answers."),
    "CXG-090": N_("Show what proves the level that was claimed, or agree on the lower one."),
    "CXG-093": N_("Talk to the raters about what each of them saw, and record why it is this level."),
    "CXG-095": N_("Look at every reason: a practice that concerns the organisation and is not followed has level 0."),
}
"""Code -> advice."""


def advice_for(context: Context, group: dict[str, Any]) -> str:
    """The advice for the findings of one check, as a sentence; that of the first finding where the check has none of its own.

    Findings that all ask for something else than the check as a rule does (a late answer is given, nobody waits) keep their own.
    """
    rule = RULES.get(group["code"])
    if rule and group["advice"] and group["advice"] != sentence(plain_advice(context.say(rule.fix))):
        return str(group["advice"])
    plain = PLAIN.get(group["code"])
    return context.say(plain) if plain else str(group["advice"] or group["entries"][0]["advice"] or (sentence(context.say(rule.fix)) if rule else ""))
