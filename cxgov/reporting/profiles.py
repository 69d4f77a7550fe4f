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
        cover: a page of its own and the contents after it, or only a head above the first section.
        latest_assessment: the period need not have been assessed; the latest assessment up to its end is shown. What
            is reported is then the latest period with anything on file, and not the latest assessed.
    """

    name: str
    title: Text
    sections: tuple[str, ...]
    cover: bool = True
    latest_assessment: bool = False


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
        found[name] = Profile(name=name, title=document.data["title"], sections=tuple(document.data["sections"]),
                              cover=document.data.get("cover", True), latest_assessment=document.data.get("latest_assessment", False))
    return found
