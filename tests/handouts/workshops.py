"""Workshops for tests."""

from __future__ import annotations

from functools import cache

from cxgov.handouts import Workshop
from cxgov.language import Language
from cxgov.loading import built_in_frameworks
from cxgov.model import Framework


@cache
def cem() -> Framework:
    """The built-in framework, loaded once."""
    return built_in_frameworks()["cem-cycle"]


def workshop(**facts) -> Workshop:
    """A workshop about the built-in framework."""
    return Workshop(**{"language": Language("en"), "framework": cem(), **facts})
