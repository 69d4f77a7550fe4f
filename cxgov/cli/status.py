"""``cxgov status``: one screen that says what needs attention today, and what comes next."""

from __future__ import annotations

import datetime
import json
import shlex
from collections.abc import Iterator, Sequence
from typing import Any

import click

from cxgov.checks.attention import Attention, Item, attention
from cxgov.cli import options
from cxgov.cli.cycle_views import SCREEN, cut, person
from cxgov.cli.options import _
from cxgov.cli.tables import aligned, width
from cxgov.language import N_, Language, counted, message
from cxgov.model import Workspace
from cxgov.problems import Severity
from cxgov.scoring import NothingToScore, Scorecard, score

LINES = 17
"""Lines for what needs attention, headings and blanks between them included; with title and foot the screen has 24."""
WAITING = 12
"""Most lines for what somebody waits for, so that grave findings of other kinds have their place."""
PER_TOPIC = 3
"""Lines a topic takes before its rest is counted."""
_MARKS = {Severity.ERROR: ("!!", "red"), Severity.WARNING: ("! ", "yellow"), Severity.INFO: ("· ", None)}
_TITLE, _ID, _WHO = 44, 22, 18


@click.command("status", help=_(N_("""Say on one screen what needs attention today in the organisation in folder ORG, worst first.

Decisions past their date, indicators off target without a decision, customers who wait, complaints, initiatives, owners, the
cycle, then all other findings; each with whose it is, since when, and where to act.

\b
Examples:
  cxgov status examples/paczkownia
  cxgov status . --as-of 2026-10-15
  cxgov status . --format json
""")))
@options.organisation()
@options.today_option()
@options.format_option("text", "json")
@options.language_option()
@options.quiet_option()
def command(org: str, as_of: datetime.date | None, form: str, lang: str | None, quiet: bool) -> None:
    workspace = options.open_organisation(org, quiet=quiet, lang=lang)
    found = attention(workspace, as_of or options.today())
    card = _card(workspace, found)
    language = options.language_of(workspace, lang)
    if form == "json":
        click.echo(json.dumps(as_data(workspace, found, card, language), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(as_text(workspace, found, card, shlex.quote(org), language)))


def _card(workspace: Workspace, found: Attention) -> Scorecard | None:
    """The scorecard of the reported period; none where nothing was assessed."""
    try:
        return score(workspace, None, found.period, None)
    except NothingToScore:
        return None


def as_data(workspace: Workspace, found: Attention, card: Scorecard | None, language: Language) -> dict[str, Any]:
    """The machine form: everything, not only what fits on a screen."""
    upcoming = found.next
    return {
        "organisation": workspace.organisation.id, "day": found.day.isoformat(), "period": str(found.period) if found.period else None,
        "index": card.index if card else None, "level": card.level if card else None,
        "items": [_item_data(item, language) for item in found.items],
        "next": {"day": upcoming.day.isoformat(), "kind": upcoming.kind, "about": upcoming.about, "text": language.say(upcoming.text), "who": upcoming.who}
        if upcoming else None}


def _item_data(item: Item, language: Language) -> dict[str, Any]:
    day = item.day.isoformat() if item.day else None
    return {
        "topic": item.topic, "code": item.code or None, "severity": item.severity.word, "about": item.about, "label": language.say(item.label),
        "text": language.say(item.text), "remedy": language.say(item.remedy) if item.remedy else None, "who": item.who,
        "since": day if item.past else None, "by": None if item.past else day, "file": item.place.file, "line": item.place.line,
        "command": f"cycle {item.stage}" if item.stage else None, "n": item.n}


def as_text(workspace: Workspace, found: Attention, card: Scorecard | None, org: str, language: Language) -> list[str]:
    """The screen: what waits, what else was found, where the organisation stands and what comes next."""
    say = language.say
    title = f"{language.text(workspace.organisation.name)} · {language.date(found.day)}"
    if not found.items:
        return [title, "", say(N_("Nothing needs attention today.")), "", *_foot(workspace, found, card, language)]
    first = _waiting(workspace, found.items, org, language)
    rest = [item for item in found.items if item.topic == "finding"]
    room = LINES - len(first) - (1 if first else 0)
    second = _others(workspace, rest[:room], language)
    hidden = sum(item.n for item in rest[room:])
    more = [say(counted(hidden, N_("{n} more: cxgov check {org} --as-of {day} --all"), N_("{n} more: cxgov check {org} --as-of {day} --all"),
                        org=org, day=found.day.isoformat()))] if hidden else []
    parts = [part for part in (first, [*second, *more], _foot(workspace, found, card, language)) if part]
    return [title, *(line for part in parts for line in ("", *part))]


def _kept(items: Sequence[Item]) -> Iterator[tuple[Item, int]]:
    """The items that have a line, with how many of their topic are left out behind them."""
    lines = 0
    for topic in dict.fromkeys(item.topic for item in items):
        mine = [item for item in items if item.topic == topic]
        kept = mine[: min(PER_TOPIC, WAITING - lines)]
        lines += len(kept)
        for item in kept:
            yield item, len(mine) - len(kept) if item is kept[-1] else 0


def _waiting(workspace: Workspace, items: Sequence[Item], org: str, language: Language) -> list[str]:
    """What somebody waits for, one line each: what, which, whose, since when, and the file or command to act on."""
    say = language.say
    rows = [["", "", say(N_("whose")), say(N_("since or by")), say(N_("where to act"))]]
    marks = ["  "]
    for item, left_out in _kept([item for item in items if item.topic != "finding"]):
        about = f"{cut(item.about, _ID - 6)} (+{left_out})" if left_out else cut(item.about, _ID)
        act = f"cxgov cycle {item.stage.replace(' ', f' {org} ')}" if item.stage else ""
        rows.append([say(item.label), about, cut(person(workspace, item.who), _WHO), language.short_date(item.day) if item.day else "", act or _file(workspace, item)])
        marks.append(_mark(item.severity))
    # A path gives way where the screen is too narrow; its end tells files apart. A command is never cut.
    before = sum(max(width(row[i]) for row in rows) for i in range(4)) + 4 * 2 + 3
    rows = [[*row[:4], row[4] if row[4].startswith("cxgov ") else _end_of(row[4], max(16, SCREEN - before))] for row in rows]
    return [f"{mark} {line}".rstrip() for mark, line in zip(marks, aligned(rows), strict=True)] if len(rows) > 1 else []


def _others(workspace: Workspace, items: Sequence[Item], language: Language) -> list[str]:
    """Other findings, one line per check."""
    rows = []
    for item in items:
        label = language.say(item.label)
        rows.append([cut(label, _TITLE - 5) + f" ({item.n})" if item.n > 1 else cut(label, _TITLE), cut(item.about, _ID), _file(workspace, item)])
    before = sum(max((width(row[i]) for row in rows), default=0) for i in range(2)) + 2 * 2 + 3
    rows = [[*row[:2], _end_of(row[2], SCREEN - before)] for row in rows]
    return [f"{_mark(item.severity)} {line}" for item, line in zip(items, aligned(rows), strict=True)]


def _mark(severity: Severity) -> str:
    mark, colour = _MARKS[severity]
    return click.style(mark, fg=colour, bold=True) if colour else mark


def _file(workspace: Workspace, item: Item) -> str:
    return item.place.file.removeprefix(f"{workspace.name}/") + (f":{item.place.line}" if item.place.line else "")


def _end_of(text: str, most: int) -> str:
    """The end of a path that is too long, behind ``…``; whole names where one fits."""
    if width(text) <= most:
        return text
    kept = text[-(most - 1):]
    return "…" + (kept[kept.index("/"):] if "/" in kept else kept)


def _foot(workspace: Workspace, found: Attention, card: Scorecard | None, language: Language) -> list[str]:
    """Where the organisation stands, and the next event."""
    say = language.say
    facts = []
    if found.first is not None:
        return [*_assessed_later(found, language), *_next(workspace, found, language)]
    if card is not None and card.index is not None and card.level is not None:
        level = card.framework.scale.levels[str(card.level)]
        facts.append(say(message(N_("Index {index} of 100, level {level} “{name}”"), index=card.index, level=card.level, name=level.name)))
    elif found.period is not None:
        facts.append(say(N_("Not scored")))
    if found.period is not None:
        facts.append(language.period(found.period))
    return [*([" · ".join(facts)] if facts else []), *_next(workspace, found, language)]


def _assessed_later(found: Attention, language: Language) -> list[str]:
    """That the day lies before everything that was assessed."""
    return [language.say(message(N_("Nothing had been assessed by {day}; the first assessment is that of {period}."), day=found.day, period=found.first))]


def _next(workspace: Workspace, found: Attention, language: Language) -> list[str]:
    if found.next is None:
        return []
    owner = person(workspace, found.next.who)
    text = language.say(message(N_("Next: {day} · {text}"), day=language.date(found.next.day), text=found.next.text))
    return [cut(f"{text} ({owner})" if owner and width(text) + width(owner) + 3 <= SCREEN else text, SCREEN)]
