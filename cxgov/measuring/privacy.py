"""Small groups: nothing may be shown of so few people that they could be recognised, not even by taking differences."""

from __future__ import annotations

from collections.abc import Mapping


def withheld(sizes: Mapping[str, int], least: int, *, in_none: int = 0) -> set[str]:
    """Chooses the parts of a whole that are withheld.

    A part with fewer people than ``least`` is withheld. Where their sum with those who are in no part, which anybody gets from the whole by taking the
    others away, is itself below ``least``, the next smallest part is withheld too (secondary suppression; Hundepool et
    al. 2012, Statistical Disclosure Control, chapter 4).

    Args:
        sizes: part -> number of people.
        least: the smallest number that may be shown.
        in_none: number of people of the whole, which is shown, who are in no part.
    """
    hidden = {part for part, n in sizes.items() if 0 < n < least}
    shown = sorted((n, part) for part, n in sizes.items() if n >= least)
    while shown and 0 < in_none + sum(sizes[part] for part in hidden) < least:
        hidden.add(shown.pop(0)[1])
    return hidden
