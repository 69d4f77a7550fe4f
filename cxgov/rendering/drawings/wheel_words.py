"""The words of the cycle wheel: what stands beside a cabin and the text alternative.

In this room: sentences composed from the wheel's data. Not here: where they stand (`wheel_labels`).
"""

from __future__ import annotations

from cxgov.language import N_, Language, Message, counted, message
from cxgov.rendering.drawings.drawing import name_of
from cxgov.rendering.drawings.wheel_inputs import CycleWheel, WheelStage


def numbers_joined(numbers: tuple[str, ...]) -> str:
    """Writes stage numbers with runs of three and more joined: ``3–5``, ``2, 4``."""
    runs: list[list[str]] = []
    for number in numbers:
        last = runs[-1][-1] if runs else ""
        if last.isdigit() and number.isdigit() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def note(language: Language, stage: WheelStage, *, brief: bool) -> str:
    """Returns what is said under a stage's name: that its score is limited or missing, or nothing.

    Args:
        language: the language of the words.
        stage: the stage.
        brief: with an arrow instead of a sentence.
    """
    if not stage.applicable:
        return language.say(N_("not applicable"))
    if stage.effective is None:
        return language.say(N_("not scored"))
    if not stage.limited:
        return ""
    template = N_("{raw} → {effective}") if brief else N_("rated {raw}, counts as {effective}")
    return language.say(_filled(language, template, stage))


def limits(language: Language, stage: WheelStage) -> str:
    """Returns the mark of a stage that limits others, or nothing."""
    return language.say(message(N_("limits {stages}"), stages=numbers_joined(stage.limits))) if stage.limits else ""


def sentences(language: Language, wheel: CycleWheel) -> list[Message | str]:
    """Composes the text alternative."""
    said: list[Message | str] = [
        counted(len(wheel.stages), N_("Cycle wheel with {n} stage in order."), N_("Cycle wheel with {n} stages in order."))
    ]
    if wheel.blank:
        return said + [f"{stage.number} {name_of(language, stage.name)}." for stage in wheel.stages]
    if wheel.index is None:
        said.append(N_("The index is not scored."))
    else:
        said.append(message(N_("Index {index} of {maximum}."), index=wheel.index, maximum=wheel.index_maximum))
    if wheel.previous_index is not None:
        period = language.text(wheel.previous_label) or language.say(N_("the period before"))
        said.append(message(N_("Index in {period}: {index}."), period=period, index=wheel.previous_index))
    return said + [_stage(language, stage) for stage in wheel.stages]


def _stage(language: Language, stage: WheelStage) -> str:
    facts: list[str] = []
    if stage.effective is None or stage.limited:
        facts.append(note(language, stage, brief=False))
    else:
        facts.append(language.number(stage.effective, 1))
    if stage.skipped:
        facts.append(language.say(N_("skipped")))
    if stage.limits:
        facts.append(limits(language, stage))
    if stage.previous is not None:
        facts.append(language.say(message(N_("before {score}"), score=language.number(stage.previous, 1))))
    return f"{stage.number} {name_of(language, stage.name)}: {', '.join(facts)}."


def _filled(language: Language, template: str, stage: WheelStage) -> Message:
    return message(template, raw=language.number(stage.raw, 1), effective=language.number(stage.effective, 1))
