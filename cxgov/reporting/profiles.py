"""Report profiles: which sections, in which order. YAML below ``templates/profiles``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cxgov import resources
from cxgov.language import Text
from cxgov.loading.source import read_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A report's plan.

    Attributes:
        name: name on the command line.
        title: the report's kind, on its cover.
        sections: names of sections in order.
    """

    name: str
    title: Text
    sections: tuple[str, ...]


@cache
def profiles() -> dict[str, Profile]:
    """Returns the built-in profiles by name.

    Raises:
        ValueError: if one of them cannot be read, which a test rules out.
    """
    found = {}
    for name, file in resources.profiles().items():
        document = read_text(file.read_text(encoding="utf-8"), f"profiles/{name}.yaml")
        if document.data is None:
            raise ValueError(name)
        found[name] = Profile(name=name, title=document.data["title"], sections=tuple(document.data["sections"]))
    return found
