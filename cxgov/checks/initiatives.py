"""The initiatives as checks look at them: those not stopped, or the reason why there is nothing to judge; no check by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cxgov.checks.handle_time import plain
from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message
from cxgov.model import Initiative


def undertaken(view: View) -> tuple[Initiative, ...]:
    """Returns the initiatives that were not stopped, in file order: a stopped one needs no repair.

    Raises:
        NotChecked: if there are none.
    """
    if not view.workspace.initiatives:
        raise NotChecked(message(N_("no initiative is described")))
    found = tuple(initiative for initiative in view.workspace.initiatives if initiative.status != "stopped")
    if not found:
        raise NotChecked(message(N_("every initiative has been stopped")))
    return found


def tagged(view: View, tags: Iterable[str]) -> tuple[Initiative, ...]:
    """Returns the initiatives that were not stopped and carry one of the tags, however it is spelt.

    Raises:
        NotChecked: if there are none.
    """
    several = list(tags)
    wanted = {plain(tag) for tag in several} - {""}
    found = tuple(initiative for initiative in undertaken(view) if any(plain(tag) in wanted for tag in initiative.tags))
    if not found:
        raise NotChecked(message(N_("no initiative carries one of the tags: {tags}"), tags=", ".join(several)))
    return found


def finished(view: View) -> tuple[Initiative, ...]:
    """Returns the initiatives that are rolled out or done, in file order.

    Raises:
        NotChecked: if there are none.
    """
    found = tuple(initiative for initiative in view.workspace.initiatives if initiative.status in ("rolled_out", "done"))
    if not found:
        raise NotChecked(message(N_("no initiative is rolled out or done yet")))
    return found


def dated(view: View) -> date:
    """Returns the day of the check.

    Raises:
        NotChecked: if nothing in the files gives one and none was asked for.
    """
    if view.as_of == date.min:
        raise NotChecked(message(N_("nothing in the files has a date by which to judge what is late")))
    return view.as_of
