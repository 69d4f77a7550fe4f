"""Microsoft Forms: a workbook with ID, start, completion, e-mail and name, then one column a question.

The first headings are in the language of the form's owner. Several choices stand in one cell, each followed by a
semicolon; a quiz adds points and feedback to every question.
"""

from __future__ import annotations

from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, folded
from cxgov.measuring.files.headers import column_names

_ID = frozenset(("id", "identyfikator", "identificador", "identifiant"))
_START = frozenset(("start time", "godzina rozpoczęcia", "startzeit", "heure de début", "hora de inicio", "hora de início", "begintijd", "ora di inizio", "čas zahájení"))
_COMPLETION = frozenset((
    "completion time", "godzina ukończenia", "fertigstellungszeit", "heure de fin", "hora de finalización", "hora de conclusão", "tijd van voltooien",
    "ora di completamento", "čas dokončení"))
_METADATA = (
    "Email", "Name", "Last modified time", "Total points", "Quiz feedback", "Grade posted time", "Language",
    "Adres e-mail", "Nazwa", "Imię i nazwisko", "Czas ostatniej modyfikacji", "Godzina ostatniej modyfikacji", "Suma punktów", "Łączna liczba punktów",
    "Opinia o teście", "Język", "E-Mail", "E-Mail-Adresse", "Zeitpunkt der letzten Änderung", "Gesamtpunktzahl", "Quizfeedback")
_QUIZ = ("points - ", "feedback - ", "punkty - ", "opinia - ", "opinie - ", "punkte - ")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its first three headings."""
    header = folded(records[0])
    start = 1 if header[:1] and header[0] in _ID else 0  # a column of ids may have been taken out
    if len(header) < start + 3 or header[start] not in _START or header[start + 1] not in _COMPLETION:
        return None
    columns = column_names([list(records[0])], "first")
    metadata = frozenset(columns[: start + 2]) | among(columns, _METADATA) | {name for name in columns if name.casefold().startswith(_QUIZ)}
    return Export(tool="microsoft_forms", name="Microsoft Forms", header_rows=1, names="first", columns=tuple(columns), questions=tuple(columns),
                  date=columns[start + 1], respondent=columns[0] if start else None, metadata=metadata)
