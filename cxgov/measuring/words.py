"""What the words for rows that were not used are called: files and machines read the words, people these names."""

from __future__ import annotations

from cxgov.language import N_, Message, counted

UNREADABLE, BEFORE_START = "unreadable_time", "ends_before_start"
"""Words that stand in `out_of_range` for times that cannot be used."""


def reason(word: str, n: int) -> Message:
    """Why rows were rejected: ``3 without a date``; an unknown word comes back as it is."""
    match word:
        case "no_date":
            return counted(n, N_("{n} without a date"), N_("{n} without dates"))
        case "unreadable_date":
            return counted(n, N_("{n} with a date that cannot be read"), N_("{n} with dates that cannot be read"))
        case "ambiguous_date":
            return counted(n, N_("{n} with a date that can be read in two ways"), N_("{n} with dates that can be read in two ways"))
        case "repeated":
            return counted(n, N_("{n} further row of a respondent"), N_("{n} further rows of respondents"))
        case "no_weight":
            return counted(n, N_("{n} without a usable weight"), N_("{n} without usable weights"))
        case "malformed":
            return counted(n, N_("{n} malformed row"), N_("{n} malformed rows"))
    return counted(n, N_("{n} {word}"), N_("{n} {word}"), word=word)


def odd_word(value: str, n: int) -> Message | None:
    """The name of a word for times that cannot be used; ``None`` for an answer as it stands in the data."""
    if value == UNREADABLE:
        return counted(n, N_("{n} time that cannot be read"), N_("{n} times that cannot be read"))
    if value == BEFORE_START:
        return counted(n, N_("{n} that ends before it starts"), N_("{n} that end before they start"))
    return None
