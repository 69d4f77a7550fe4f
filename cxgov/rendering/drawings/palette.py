"""The colours of cxgov and the rule that every text on them can be read.

In this room: the hues of one theme, which of them stands for a level or a status, and contrast after WCAG 2. A theme
changes the hues, never the logic: blue and amber carry meaning, digit and outline go with every colour. Not here: what
is drawn in them.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

TEXT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA)
SHAPE_CONTRAST = 3.0  # WCAG 2.2, success criterion 1.4.11

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Swatch:
    """A fill and the colour of the text on it."""

    fill: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """The hues of a theme as ``#rrggbb``, lower case.

    Raises:
        ValueError: for another notation, or where a text or an outline would not stand out (WCAG AA).
    """

    ink: str = "#1d2733"
    muted: str = "#5b6770"
    hairline: str = "#d9dee3"
    paper: str = "#ffffff"
    blue: str = "#005c99"
    light_blue: str = "#8ba6ca"
    amber: str = "#e69f00"
    light_amber: str = "#fad980"
    pale: str = "#e6eaef"

    def __post_init__(self) -> None:
        for name, colour in asdict(self).items():
            if not _HEX.fullmatch(colour):
                raise ValueError(f"{name}: not a colour: {colour!r}")
        pairs = [(self.ink, self.paper, TEXT_CONTRAST), (self.muted, self.paper, TEXT_CONTRAST)]
        pairs += [(self.blue, self.paper, TEXT_CONTRAST), (self.ink, self.amber, TEXT_CONTRAST)]
        pairs += [(swatch.text, swatch.fill, TEXT_CONTRAST) for swatch in map(self.level, range(5))]
        for text, ground, least in pairs:
            if contrast(text, ground) < least:
                raise ValueError(f"{text} on {ground}: contrast below {least}")

    def level(self, step: int) -> Swatch:
        """Returns the colours of a level's step, 0 (amber) to 4 (blue); steps beyond are held at the ends."""
        ramp = (self.amber, self.light_amber, self.pale, self.light_blue, self.blue)
        fill = ramp[min(max(step, 0), 4)]
        return Swatch(fill, max((self.ink, self.paper), key=lambda text: contrast(text, fill)))

    def hues(self) -> dict[str, str]:
        """Returns the hues by name, as templates take them."""
        return asdict(self)


def contrast(first: str, second: str) -> float:
    """Returns the contrast ratio of two ``#rrggbb`` colours, 1..21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


STANDARD = Palette()
"""The house theme."""
