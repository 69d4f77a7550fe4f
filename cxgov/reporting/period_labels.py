"""Periods for the axis of a chart: as short as they stay clear."""

from __future__ import annotations

from cxgov.language import Language
from cxgov.model import Period

_ROMAN = ("I", "II", "III", "IV")


def period_label(language: Language, period: Period) -> tuple[str, str]:
    """Returns a period's short name within its year, and the year; for a whole year the year and nothing."""
    year, month = str(period.start.year), period.start.month
    polish = language.code == "pl"
    if period.months == 12:
        return year, ""
    if period.months == 6:
        half = (month + 5) // 6
        return (f"{_ROMAN[half - 1]} poł." if polish else f"H{half}"), year
    if period.months == 3:
        quarter = (month + 2) // 3
        return (f"{_ROMAN[quarter - 1]} kw." if polish else f"Q{quarter}"), year
    return f"{month:02}", year
