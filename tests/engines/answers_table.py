"""The table that every engine must count alike: seeded, and with everything in it that a table of answers can hold."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

SEED, ROWS = 20260331, 3000
TABLE = "answers; DROP TABLE customers; --"
ODD_COLUMN = 'How "easy"; was it?'
EVIL = "'); DROP TABLE x; --"
_EDGES = [datetime(2026, month, 1, tzinfo=UTC) for month in (1, 4, 7)]
_BESIDE = [timedelta(), timedelta(microseconds=-1), timedelta(seconds=-1), timedelta(hours=-1), timedelta(hours=-2), timedelta(hours=2), timedelta(seconds=1)]


def table() -> pa.Table:
    """The rows, typed as a warehouse types them."""
    draw = random.Random(SEED)
    rows = [_row(draw, number) for number in range(ROWS)]
    return pa.Table.from_pylist(rows, schema=schema())


def schema() -> pa.Schema:
    wall, moment = pa.timestamp("us"), pa.timestamp("us", tz="UTC")
    text, whole, real = pa.string(), pa.int64(), pa.float64()
    return pa.schema([
        ("id", text), ("finished", moment), ("finished_wall", wall), ("finished_day", pa.date32()), ("finished_once", wall), ("finished_text", text), ("finished_polish", text),
        ("finished_offset", text), ("nps", whole), ("csat", text), (ODD_COLUMN, real), ("solved", pa.bool_()), ("solved_text", text), ("amount", real),
        ("visits", pa.decimal128(8, 2)), ("opened", wall), ("closed", wall), ("opened_text", text), ("closed_text", text), ("emotion", whole),
        ("effort", whole), ("success", whole), ("weight", real), ("weight_text", text), ("weight_exact", pa.decimal128(12, 6)), ("region", text),
        ("premium", pa.bool_()), ("touchpoint", text)])


def _rarely(draw: random.Random, odd: Any, usual: list[Any]) -> Any:
    """Something that fits nothing, in one row of a hundred: more of it, and nothing would be computed."""
    return odd if draw.random() < 0.01 else draw.choice(usual)


def _row(draw: random.Random, number: int) -> dict[str, Any]:
    moment = _moment(draw)
    wall = moment.replace(tzinfo=None) if moment else None
    opened = wall - timedelta(seconds=draw.randrange(200_000), microseconds=draw.randrange(1_000_000)) if wall else None
    closed = opened + timedelta(seconds=draw.randrange(-50, 100_000), microseconds=draw.randrange(1_000_000)) if opened and draw.random() < 0.8 else None
    weight = draw.choice([1.0, 0.5, 0.1, 2.25, round(draw.uniform(0.1, 4), 7), None, -1.0, float("nan"), 0.0])
    return {
        "id": draw.choice([f"r{draw.randrange(600):04}", f"u{number}", "", "  ", None, EVIL]),
        "finished": moment, "finished_wall": wall, "finished_day": wall.date() if wall else None,
        "finished_once": wall + timedelta(microseconds=10 * number) if wall else None, "finished_text": _text(draw, wall),
        "finished_polish": _polish(draw, wall), "finished_offset": _offset(draw, moment), "nps": _rarely(draw, 11, [*range(11), 9, 10, 10, None, 99]),
        "csat": _rarely(draw, "pięć", _rarely(draw, [EVIL], [["1", "2", "3", "4", "5", "5", "4 ", " 5", "5,0", "", "   ", "Blank", "99", None]])),
        ODD_COLUMN: _rarely(draw, 8.0, [*map(float, range(1, 8)), 7.0, None]),
        "solved": draw.choice([True, False, None]), "solved_text": _rarely(draw, "ja", ["yes", "yes ", "no", "?", "", None]),
        "amount": draw.choice([0.1 + 0.2, 1e-5, 12345678.0, 1.5e16, 3.0, -0.0, 250.75, None]), "visits": draw.choice([*map(Decimal, ("0.00", "1.00", "2.50", "13.10")), None]),
        "opened": opened, "closed": closed, "opened_text": _time(draw, opened), "closed_text": _time(draw, closed),
        "emotion": _rarely(draw, 9, [*range(1, 8), None]), "effort": draw.choice([*range(1, 8), None]), "success": draw.choice([*range(1, 8), None]),
        "weight": weight, "weight_text": draw.choice(["1,5", "0,25", " 2 ", "1", "x", "", None, "-1,0", "1.000,5", EVIL]),
        "weight_exact": None if weight is None or math.isnan(weight) else Decimal(f"{weight:.6f}"),
        "region": draw.choice(["Mazowsze", "Śląsk", "śląsk", "Łódź", "Łódź ", EVIL, "", "  ", None, "a\tb", "50%", "\\", "`", '"', "$1"]),
        "premium": draw.choice([True, False, None]), "touchpoint": draw.choice(["A", "B", "b", "C ", "", None])}


def _moment(draw: random.Random) -> datetime | None:
    kind = draw.random()
    if kind < 0.05:
        return None
    if kind < 0.35:
        return draw.choice(_EDGES) + draw.choice(_BESIDE)
    return datetime(2025, 12, 1, tzinfo=UTC) + timedelta(seconds=draw.randrange(250 * 86400), microseconds=draw.choice([0, 0, draw.randrange(1_000_000)]))


def _text(draw: random.Random, wall: datetime | None) -> str | None:
    """ISO 8601 as different programs write it, blanks around, and what is none."""
    if wall is None:
        return draw.choice([None, "", "  "])
    return draw.choice([
        f"{wall:%Y-%m-%d %H:%M:%S}", f"{wall:%Y-%m-%dT%H:%M:%S}", f"{wall:%Y-%m-%d}", f"{wall:%Y-%m-%d %H:%M}", f"{wall:%Y-%m-%d %H:%M:%S.%f}",
        f" {wall:%Y-%m-%d}  ", f"{wall.year}-{wall.month}-{wall.day} {wall.hour}:{wall.minute}", "2026-02-30", "2026-02-29", "2024-02-29 00:00:00", "2026-13-01",
        "2026-01-05 24:00", "2026-01-05T10:00:60", "soon", f"{wall:%d/%m/%Y}", EVIL, f"{wall:%Y-%m-%d %H:%M:%S}+01:00"])


def _time(draw: random.Random, wall: datetime | None) -> str | None:
    """A time in full, hardly ever something else."""
    if wall is None:
        return draw.choice([None, "", "  "])
    return _rarely(draw, "2026-02-30 10:00:00", [f"{wall:%Y-%m-%d %H:%M:%S}", f"{wall:%Y-%m-%dT%H:%M:%S}", f" {wall:%Y-%m-%d %H:%M:%S} "])


def _polish(draw: random.Random, wall: datetime | None) -> str | None:
    if wall is None:
        return draw.choice([None, ""])
    return draw.choice([f"{wall:%d.%m.%Y %H:%M}", f"{wall.day}.{wall.month}.{wall.year} {wall.hour}:{wall.minute}", "31.04.2026 10:00", "31.12.2026", "x"])


def _offset(draw: random.Random, moment: datetime | None) -> str | None:
    if moment is None:
        return None
    hours = draw.choice([0, 1, 2, -5])
    local = moment + timedelta(hours=hours)
    zones = [f"{hours:+03}:00", f"{hours:+03}00", f"{hours:+03}", *(["Z"] if not hours else [])]
    return draw.choice([f"{local:%Y-%m-%dT%H:%M:%S}{draw.choice(zones)}", f"{local:%Y-%m-%dT%H:%M:%S}", "2026-02-30T00:00:00+00:00", "?"])


INDICATORS = f"""
kind: kpis
kpis:
  - {{id: recommend, type: nps, variant: nps_0_10, measure: {{source: answers, column: nps, not_applicable: [99]}}, FIELDS}}
  - {{id: satisfied, type: csat, variant: csat5_top2, measure: {{source: answers, column: csat, no_answer: [Blank], not_applicable: [99]}}, FIELDS}}
  - {{id: satisfied-premium, type: csat, variant: csat5_mean, measure: {{source: answers, column: csat, no_answer: [Blank], not_applicable: [99], only: {{premium: ["true"]}}}}, FIELDS}}
  - {{id: ease, type: ces, variant: ces2_agree7_mean, measure: {{source: answers, column: '{ODD_COLUMN}'}}, FIELDS}}
  - {{id: solved, type: share, direction: higher_better, measure: {{source: answers, column: solved, success: ["true"]}}, FIELDS}}
  - {{id: solved-at-once, type: fcr, measure: {{source: answers, column: solved_text, success: ["yes"], failure: ["no"], no_answer: ["?"]}}, FIELDS}}
  - {{id: amount, type: mean, direction: higher_better, measure: {{source: answers, column: amount}}, FIELDS}}
  - {{id: time-to-close, type: duration, direction: lower_better, unit: h, measure: {{source: answers, from: opened, to: closed, unit: h}}, FIELDS}}
  - {{id: time-to-close-text, type: duration, direction: lower_better, unit: h, measure: {{source: answers, from: opened_text, to: closed_text, unit: min FORMAT}}, FIELDS}}
  - {{id: contacts, type: rate_per, direction: lower_better, measure: {{source: answers, numerator: visits, denominator: {{only: {{region: [Mazowsze, Śląsk]}}}}, per: 100}}, FIELDS}}
  - {{id: experience, type: index, direction: higher_better, scale: {{min: 1, max: 7}}, measure: {{source: answers, emotion: emotion, effort: effort, success: success}}, FIELDS}}
""".replace("FIELDS", "name: X, family: perception, owner: anna, target: none")
ORGANISATION = """
kind: organisation
id: paczka
name: Paczka
languages: [en]
people: [{id: anna, name: Anna Nowak, function: insight}]
"""
JOURNEY = """
kind: journey
id: parcel
name: Parcel
stages:
  - id: collect
    name: Collect
    phase: use
    touchpoints: [{id: open-locker, name: Open, channels: []}, {id: pay, name: Pay, channels: []}]
"""


def write_organisation(folder: Path, where: str, date: str, more: str = "") -> Path:
    """Writes an organisation whose one source is where ``where`` says, with the given date column and further fields."""
    folder.mkdir(parents=True)
    formats = ", format: ['%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%S']" if "%" in date else ""  # else a duration would take the format of the source's date
    for name, text in {"organisation": ORGANISATION, "journey": JOURNEY, "kpis": INDICATORS.replace(" FORMAT", formats), "sources": (
            f"kind: sources\nsources:\n  - id: answers\n    {where}\n    date: {date}\n    segments: [region, premium]\n    decimal: ','\n"
            f"    touchpoint: {{column: touchpoint, map: {{A: open-locker, B: pay, C: pay}}}}\n{more}")}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder
