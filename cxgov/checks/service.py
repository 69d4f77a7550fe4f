"""What belongs to customer service: the functions an organisation names, and who works in them; no check by itself."""

from __future__ import annotations

from collections.abc import Iterable

from cxgov.checks.rule import NotChecked, View
from cxgov.language import N_, message


def service_functions(view: View) -> frozenset[str]:
    """Returns the ids of the functions that are customer service.

    Raises:
        NotChecked: if the organisation does not say which they are.
    """
    found = frozenset(view.workspace.organisation.customer_service)
    if not found:
        raise NotChecked(message(N_("the organisation does not say which of its functions are customer service (`customer_service`)")))
    return found


def functions_of(view: View, owners: Iterable[str | None]) -> tuple[str | None, ...]:
    """Returns the functions owners work in, ``None`` for an owner without one; nobody gives an empty tuple."""
    people = view.workspace.people
    return tuple(people[owner].function if owner in people else None for owner in owners if owner is not None)


def belongs(functions: Iterable[str | None], service: frozenset[str]) -> bool:
    """Tells whether a record certainly belongs to customer service: it has owners, and all of them work there."""
    several = tuple(functions)
    return bool(several) and all(function in service for function in several)
