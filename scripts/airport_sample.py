"""Makes the survey sample of the airport example: three years of invented passengers, one CSV a year.

    .venv/bin/python scripts/airport_sample.py            write examples/lotnisko/data/*.csv
    .venv/bin/python scripts/airport_sample.py --check    write nothing; end with 1 if a file differs

The files have the column names and the traps of the yearly passenger survey that San Francisco International Airport
published on DataSF, and nothing else of it: every answer here is drawn from a seeded generator around figures made up
for the story, and no row of the public files was copied or used as a model. The traps, all of which stand in real files:

* the columns differ by year, and one is misspelt in two of them (``Q12PRECHEKCRATE``, in 2016 ``Q12PRECHECKRATE``);
* 2015 ends its lines with CR LF; 2016 begins with a byte order mark and has ``*RESPNUM`` and ``Q13 COUNTY``;
  2017 has blanks behind ``NETPRO`` and ``Q14FIND``, and the never filled column ``Hi``;
* ratings run from 1 to 5; 0, ``Blank``, ``BLANK`` and an empty cell mean no answer, 6 means never used or do not know;
* recommendation runs from 0 to 10, so 0 and 6 are answers there, and 11 means no answer;
* one answer was typed twice (``44``), so it lies outside every scale;
* the day of the interview is a number in 2015 and 2017 and a date with a time in 2016;
* cells with commas, quotation marks and Polish letters; survey weights that make up for unequal sampling of the piers.

In this room: the passengers and how a year's file is written. Not here: what the figures mean; that is the example's.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "examples" / "lotnisko" / "data"
ROWS = {2015: 430, 2016: 460, 2017: 480}

# Pier: share of the passengers, share of the sample. Their ratio is the weight.
PIERS = {"A": (0.46, 0.33), "B": (0.30, 0.31), "C": (0.18, 0.22), "D": (0.06, 0.14)}
GATES = {"A": (1, 12), "B": (20, 33), "C": (40, 48), "D": (50, 54)}
AIRLINES = ("LINIE WARTA", "BALTIC HERON", "NORTHERN KITE", "SKYLARK REGIONAL", "CZARTER ŻÓŁW")
DESTINATIONS = ("LONDON", "DUBLIN", "EDINBURGH", "OSLO", "FRANKFURT", "MUNICH", "AMSTERDAM", "GDAŃSK", "CORK", "REYKJAVIK")
TOWNS = ("KRUSZWICA", "ŻARY, LUBUSKIE", "ŁĘCZYCA", "OSTRÓW, WLKP.", "MILTON KEYNES", "GALWAY, CO. GALWAY", "PIŁA", 'NOWA WIEŚ "B"', "SŁUPCA", "")


@dataclass(frozen=True)
class Item:
    """A rated item of the questionnaire.

    Attributes:
        names: its column in each year.
        means: about the mean rating each year; made up for the story.
        never: share of passengers who never used it (code 6).
        blank: share who skipped it.
        piers: how much better or worse than on average it is rated at some piers.
    """

    names: dict[int, str]
    means: tuple[float, float, float]
    never: float = 0.0
    blank: float = 0.03
    piers: tuple[tuple[str, float], ...] = ()


def _same(name: str, means: tuple[float, float, float], never: float = 0.0, blank: float = 0.03, **piers: float) -> Item:
    return Item(dict.fromkeys(ROWS, name), means, never, blank, tuple(piers.items()))


# In the order of the questionnaire. Wi-Fi rises, restrooms do not, getting there gets harder; art, booths, rental cars and
# some cleanliness items are asked too, and no indicator of the example uses them.
ITEMS = (
    _same("Q7ART", (3.80, 3.85, 3.85), 0.18),
    _same("Q7FOOD", (3.52, 3.48, 3.50), 0.12, C=-0.25),
    _same("Q7STORE", (3.60, 3.68, 3.74), 0.14),
    _same("Q7SIGN", (3.92, 4.02, 4.17), 0.02, D=-0.15),
    _same("Q7WALKWAYS", (4.00, 4.00, 4.02), 0.06),
    _same("Q7SCREENS", (4.02, 4.05, 4.10), 0.04),
    _same("Q7INFODOWN", (3.90, 3.90, 3.90), 0.46),
    _same("Q7INFOUP", (3.92, 3.95, 3.95), 0.42),
    _same("Q7WIFI", (3.28, 3.52, 4.08), 0.16, 0.03, C=0.15),
    _same("Q7ROADS", (3.85, 3.80, 3.62), 0.24),
    _same("Q7PARK", (3.66, 3.72, 3.80), 0.44, 0.05),
    _same("Q7AIRTRAIN", (3.90, 4.02, 4.10), 0.38, 0.05),
    _same("Q7LTPARKING", (3.70, 3.70, 3.72), 0.58, 0.06),
    _same("Q7RENTAL", (3.70, 3.68, 3.70), 0.55, 0.06),
    _same("Q7ALL", (3.95, 3.96, 4.02), 0.01, 0.04),
    _same("Q9BOARDING", (4.15, 4.15, 4.15), 0.01),
    _same("Q9AIRTRAIN", (4.15, 4.20, 4.20), 0.42, 0.05),
    _same("Q9FOOD", (3.85, 3.85, 3.85), 0.16, 0.04),
    _same("Q9RESTROOM", (3.55, 3.50, 3.44), 0.04, 0.03, A=-0.15, C=0.10, D=0.40),
    _same("Q9ALL", (4.08, 4.06, 4.05), 0.01),
    _same("Q10SAFE", (4.28, 4.32, 4.38), 0.0),
    Item({2015: "Q12PRECHEKCRATE", 2016: "Q12PRECHECKRATE", 2017: "Q12PRECHEKCRATE"}, (4.40, 4.42, 4.45), 0.05),
    _same("Q13GETRATE", (4.08, 4.02, 3.80), 0.05, 0.08),
    _same("Q14FIND", (4.18, 4.24, 4.36), 0.02),
    _same("Q14PASSTHRU", (3.92, 3.86, 3.78), 0.06, 0.05, A=-0.25, D=0.20),
)
PROBLEM = (0.145, 0.135, 0.150)
USED = {"Q4BAGS": 0.52, "Q4STORE": 0.40, "Q4FOOD": 0.52, "Q4WIFI": 0.54}

# Which columns a year's file has, in its order; a blank behind a name is part of the file.
_RATED = [item.names for item in ITEMS]
_Q7 = [names[2015] for names in _RATED if names[2015].startswith("Q7")]
_Q9 = [names[2015] for names in _RATED if names[2015].startswith("Q9")]
HEADERS = {
    2015: ["RESPNUM", "CCGID", "RUNID", "INTDATE", "AIRLINE", "FLIGHT", "DESTINATION", "GATE", "BAREA", "STRATA", "METHOD", "Q2PURP1",
           "Q2PURP2", "Q3GETTO1", "Q3PARK", *USED, "Q5TIMESFLOWN", "Q5FIRSTTIME", "SAQ", *_Q7, "Q8COM1", *_Q9, "Q10SAFE", "Q11TSAPRE",
           "Q12PRECHEKCRATE", "Q13COUNTY", "Q13GETRATE", "Q14FIND", "Q14PASSTHRU", "Q15PROBLEM", "Q16LIVE", "Q18AGE", "Q19GENDER",
           "LANG", "WEIGHT", "Location 1"],
    2016: ["*RESPNUM", "CCGID", "RUNID", "INTDATE", "DAY", "GATE", "BAREA", "STRATA", "METHOD", "SAQ", "AIRLINE", "DESTINATION", "FLIGHT",
           "Q2PURP1", "Q2PURP2", "Q3GETTO1", "Q3PARK", *USED, "Q5TIMESFLOWN", "Q5FIRSTTIME", *_Q7, "Q8COM", *_Q9, "Q10SAFE", "Q11TSAPRE",
           "Q12PRECHECKRATE", "Q13 COUNTY", "Q13GETRATE", "Q14FIND", "Q14PASSTHRU", "Q15PROBLEM", "Q16LIVE", "Q18PET", "Q19AGE",
           "Q20GENDER", "LANG", "WEIGHT", "HOWLONG", "Q17CITY"],
    2017: ["RESPNUM", "CCGID", "RUNID", "INTDATE", "DAY", "GATE", "BAREA", "STRATA", "METHOD", "SAQ", "AIRLINE", "DESTINATION", "FLIGHT",
           "Q2PURP1", "Q2PURP2", "Q3GETTO1", "Q3PARK", *USED, "Q5TIMESFLOWN", "Q5FIRSTTIME", *_Q7, "Q8COM1", *_Q9, "Q10SAFE", "Q11TSAPRE",
           "Q12PRECHEKCRATE", "Q13COUNTY", "Q13GETRATE", "Q14FIND ", "Q14PASSTHRU", "Q15PROBLEM", "NETPRO  ", "Q16LIVE", "Q19AGE",
           "Q20GENDER", "LANG", "WEIGHT", "Hi", "HOWLONG", "Q17CITY"],
}
BLANK_WORDS = {2015: "0", 2016: "0", 2017: "Blank"}  # what the overall rating has for no answer
AGES = ("Under 18", "18-24", "25-34", "35-44", "45-54", "55-64", "65-Over")
DAYS = ("MON", "TUE", "WED", "THUR", "FRI", "SAT", "SUN")


def passenger(draw: random.Random, year: int, number: int) -> dict[str, str]:
    """One invented passenger: every column any year may ask for, as the file writes it."""
    pier = draw.choices(list(PIERS), [sample for _, sample in PIERS.values()])[0]
    purpose = draw.choices(("1", "2", "3", "5", "0"), (0.31, 0.40, 0.22, 0.05, 0.02))[0]
    mood = draw.gauss(0.0, 0.50) - (0.12 if purpose == "1" else 0.0)
    fast_lane = draw.choices(("1", "2", "3", "0"), (0.33, 0.52, 0.07, 0.08))[0]
    row = _trip(draw, year, number, pier, purpose) | {"Q11TSAPRE": fast_lane}
    for item in ITEMS:
        name = item.names[year]
        code = _rating(draw, item, year, pier, mood)
        row[name] = code if not name.startswith("Q12") or fast_lane == "1" else ""
    row["Q7ALL"] = BLANK_WORDS[year] if row["Q7ALL"] == "0" else row["Q7ALL"]
    trouble = PROBLEM[year - 2015] * (1.6 if mood < -0.4 else 0.85)
    row["Q15PROBLEM"] = draw.choices(("1", "2", "3", "0"), (trouble, 0.94 - trouble, 0.015, 0.045))[0]
    row["NETPRO"] = _recommendation(draw, mood, trouble=row["Q15PROBLEM"] == "1")
    return row


def _trip(draw: random.Random, year: int, number: int, pier: str, purpose: str) -> dict[str, str]:
    day = draw.randint(4, 29)
    share, sample = PIERS[pier]
    coded = year == 2015
    return {
        "RESPNUM": str(number), "*RESPNUM": str(number), "CCGID": str(draw.randint(100, 999)), "RUNID": f"{year % 100}{draw.randint(1, 240):03}",
        "INTDATE": f"05/{day:02}/{year} 12:00:00 AM" if year == 2016 else str(day), "DAY": DAYS[day % 7],
        "AIRLINE": _coded(draw, AIRLINES, number=coded), "FLIGHT": str(draw.randint(100, 3999)),
        "DESTINATION": _coded(draw, DESTINATIONS, number=coded), "GATE": str(draw.randint(*GATES[pier])), "BAREA": pier,
        "STRATA": draw.choice("123"), "METHOD": draw.choices("123", (0.97, 0.02, 0.01))[0], "SAQ": draw.choices("12", (0.2, 0.8))[0],
        "Q2PURP1": purpose, "Q2PURP2": draw.choices(("", "2", "3"), (0.95, 0.03, 0.02))[0],
        "Q3GETTO1": draw.choices(("1", "2", "3", "4", "6", "9", "0"), (0.21, 0.30, 0.10, 0.12, 0.18, 0.07, 0.02))[0],
        "Q3PARK": draw.choices(("", "1", "3", "4", "0"), (0.79, 0.09, 0.08, 0.03, 0.01))[0],
        **{name: draw.choices(("1", "2", "3", "0"), (yes, 0.92 - yes, 0.01, 0.07))[0] for name, yes in USED.items()},
        "Q5TIMESFLOWN": draw.choice("1123345"), "Q5FIRSTTIME": draw.choices("120", (0.18, 0.81, 0.01))[0],
        "Q8COM": draw.choices(("0", "202", "103", "505"), (0.8, 0.1, 0.05, 0.05))[0],
        "Q8COM1": draw.choices(("", "14", "102", "151"), (0.8, 0.1, 0.05, 0.05))[0],
        "Q13COUNTY": draw.choice("1235670"), "Q13 COUNTY": draw.choice("1235670"), "Q16LIVE": draw.choices("1230", (0.5, 0.2, 0.27, 0.03))[0],
        "Q18AGE": str(draw.randint(1, 7)), "Q19AGE": draw.choice(AGES) if year == 2016 else str(draw.randint(1, 7)), "Q18PET": "1",
        "Q19GENDER": draw.choice("12"), "Q20GENDER": draw.choice(("Male", "Female", "0") if year == 2016 else ("1", "2", "4")),
        "LANG": draw.choices("12", (0.3, 0.7))[0], "WEIGHT": f"{share / sample:.10f}", "Location 1": "", "Hi": "",
        "HOWLONG": str(draw.randint(8, 40) * 5), "Q17CITY": draw.choice(TOWNS),
    }


def _coded(draw: random.Random, names: tuple[str, ...], *, number: bool) -> str:
    place = draw.randrange(len(names))
    return str(place + 1) if number else names[place]


def _rating(draw: random.Random, item: Item, year: int, pier: str, mood: float) -> str:
    """A code: 1..5, 6 for never used, 0 or an empty cell for no answer."""
    lot = draw.random()
    felt = item.means[year - 2015] + dict(item.piers).get(pier, 0.0) + mood + draw.gauss(0.0, 0.72)
    if lot < item.never:
        return "6"
    if lot < item.never + item.blank:
        return draw.choice(("0", "0", ""))
    return str(min(5, max(1, round(felt + 0.08))))  # the cut at 5 takes a little off every mean


def _recommendation(draw: random.Random, mood: float, *, trouble: bool) -> str:
    """0..10, or 11 for no answer."""
    lot, felt = draw.random(), 8.5 + 1.9 * mood - 1.6 * trouble + draw.gauss(0.0, 1.25)
    if lot < 0.03:
        return "11"
    return str(min(10, max(0, round(felt))))


def content(year: int) -> bytes:
    """The file of a year: the same bytes at every call."""
    draw = random.Random(f"lotnisko {year}")  # noqa: S311 - invented passengers, no secret
    rows = [passenger(draw, year, 7 * number + draw.randint(1, 6)) for number in range(ROWS[year])]
    if year == 2016:
        rows[41]["Q9RESTROOM"] = "44"
        rows[90]["Q7WIFI"] = rows[91]["Q7FOOD"] = "BLANK"
    if year == 2017:
        rows[12]["Q9RESTROOM"] = rows[230]["Q7SIGN"] = "BLANK"
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n" if year == 2015 else "\n")
    write.writerow(HEADERS[year])
    write.writerows([[row[name.rstrip()] for name in HEADERS[year]] for row in rows])
    return out.getvalue().encode("utf-8-sig" if year == 2016 else "utf-8")


def main(arguments: list[str], say: Callable[[str], None] = print) -> int:
    """Writes the files, or says which of them differ."""
    parser = argparse.ArgumentParser(description="Makes the survey sample of the airport example.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if a file differs")
    check = parser.parse_args(arguments).check
    different = False
    for year, passengers in ROWS.items():
        place, made = FOLDER / f"{year}.csv", content(year)
        if check and (not place.is_file() or place.read_bytes() != made):
            say(f"{place.name} is not what the script makes")
            different = True
        elif not check:
            place.write_bytes(made)
            say(f"{place.name}: {passengers} passengers, {len(made)} bytes")
    return int(different)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
