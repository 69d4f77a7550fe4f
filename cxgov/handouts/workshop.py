"""The facts of one workshop: who meets where and when, in which language, about which framework and organisation.

In this room: what every piece of the set is written from. Not here: what a piece says.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from typing import Literal

from cxgov import resources
from cxgov.language import N_, Language
from cxgov.model import Framework, Workspace
from cxgov.rendering.speaking import Speaking

Length = Literal["one-day", "half-day", "two-hours"]
Difficulty = Literal["easy", "medium", "hard"]
LENGTHS: dict[Length, str] = {"one-day": N_("one day"), "half-day": N_("half a day"), "two-hours": N_("two hours")}
LEAST_PEOPLE, MOST_PEOPLE = 8, 24
GROUP_OF = 4  # groups of three to five; four where it works out
LEAST_IN_GROUP, MOST_IN_GROUP = 3, 6
EXAMPLE = "paczkownia"


def group_limits(people: int) -> tuple[int, int]:
    """How few and how many groups so many people can be put in: at least two groups, of three to six each."""
    return max(2, -(-people // MOST_IN_GROUP)), people // LEAST_IN_GROUP


@dataclass(frozen=True, kw_only=True)
class Workshop(Speaking):
    """A workshop.

    Attributes:
        language: the language of the pieces.
        framework: the framework that is worked with.
        workspace: the organisation whose files are used; ``None`` where there is none.
        length: which agenda.
        people: number of participants, 8 to 24.
        named_groups: names of the groups as given; empty for numbered ones.
        day: the day; ``None`` leaves room to write it.
        start: when it begins.
        venue: where.
        trainer: who leads.
        logo: a picture as ``data:`` URI; ``None`` for none.
        seed: exercises are drawn with it: the same seed gives the same exercises and keys.
        difficulty: of the exercises.
        small: canvases on A4 instead of A3.
        form: PDFs with fields to fill in, where a piece has some.
    """

    language: Language
    framework: Framework
    workspace: Workspace | None = None
    length: Length = "one-day"
    people: int = 12
    named_groups: tuple[str, ...] = ()
    day: date | None = None
    start: time = time(9)
    venue: str = ""
    trainer: str = ""
    logo: str | None = None
    seed: int = 1
    difficulty: Difficulty = "medium"
    small: bool = False
    form: bool = False

    # --- people ----------------------------------------------------------------------------------------------------

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """Names of the groups: three to five people each."""
        if self.named_groups:
            return self.named_groups
        count = max(2, -(-self.people // GROUP_OF))
        return tuple(self.say(N_("Group {number}"), number=str(n)) for n in range(1, count + 1))

    @cached_property
    def group_sizes(self) -> tuple[int, ...]:
        """People in each group, as even as it gets, the larger groups first."""
        least, more = divmod(self.people, len(self.groups))
        return tuple(least + (number < more) for number in range(len(self.groups)))

    def random(self, *names: str) -> random.Random:
        """A source of chance of its own for each exercise and group: same seed, same draws, on any machine."""
        return random.Random("/".join([str(self.seed), *names]))  # noqa: S311 - exercises, not secrets

    # --- what there is to work with --------------------------------------------------------------------------------

    @cached_property
    def example(self) -> Workspace:
        """The example organisation from which filled examples are taken."""
        from cxgov.loading import load_workspace

        return load_workspace(str(resources.examples()[EXAMPLE]))

    @cached_property
    def page_counts(self) -> dict[str, dict[str, int]]:
        """Pages by paper of each piece whose PDF was made in this run; `cxgov.handouts.document` fills it in."""
        return {}

    @property
    def name(self) -> str:
        """Whose workshop it is: the organisation, or the framework where there is none."""
        return self.text(self.workspace.organisation.name if self.workspace else self.framework.name)
