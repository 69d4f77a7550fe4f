"""Words for whoever writes pages: texts of definition files and sentences of the program in the page's language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from cxgov.language import Language, Message, Text, message
from cxgov.rendering.environment import Environment, environment


class Speaking:
    """What a report and a workshop have in common: they speak one language.

    Attributes:
        language: the language.
    """

    language: Language

    @cached_property
    def environment(self) -> Environment:
        """Template environment of the language."""
        return environment(self.language.code)

    def text(self, text: Text | None) -> str:
        """A definition file's text in the language."""
        return self.language.text(text)

    def say(self, text: str, /, **values: Any) -> str:
        """A sentence of the program in the language; ``text`` is marked with ``N_``."""
        return self.language.say(message(text, **values))

    def said(self, said: Message) -> str:
        """A message in the language."""
        return self.language.say(said)

    def counted(self, n: int, text: str, plural: str, /, **values: Any) -> str:
        """A sentence whose form depends on ``n``; ``{n}`` is available."""
        return self.language.say(Message(text, {"n": n, **values}, plural, n))

    def join(self, items: Sequence[str]) -> str:
        """Joins items as a sentence does."""
        return self.language.join(list(items))
