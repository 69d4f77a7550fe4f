"""Google Forms: a timestamp in the first column, then one column a question, headed by its full text.

The first heading is in the language of the form's owner; values are in the format of the sheet's country, from the form
itself with a zone at the end (``2026/06/14 10:10:09 AM GMT+1``).
"""

from __future__ import annotations

from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, folded, is_stamp
from cxgov.measuring.files.headers import column_names

_TIMESTAMP = frozenset((
    "timestamp", "sygnatura czasowa", "zeitstempel", "horodateur", "marca temporal", "marca de temps", "informazioni cronologiche", "carimbo de data/hora",
    "tijdstempel", "časová značka", "časová pečiatka", "časové razítko", "időbélyeg", "позначка часу", "отметка времени", "tidsstempel", "tidsstämpel",
    "aikaleima", "marcaj de timp", "zaman damgası"))
_METADATA = ("Email Address", "Email address", "Adres e-mail", "E-Mail-Adresse", "Username", "Nazwa użytkownika", "Nutzername", "Score", "Wynik", "Punkte")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its first heading, the stamps below it, and questions beside it."""
    header = folded(records[0])
    if not header or header[0] not in _TIMESTAMP:
        return None
    stamps = [row[0] for row in records[1:] if row and row[0].strip()]
    others = [cell for cell in header[1:] if cell]
    asked = sum(" " in cell or "?" in cell for cell in others)
    if not others or asked * 2 < len(others) or sum(map(is_stamp, stamps)) < 0.9 * len(stamps):
        return None
    columns = column_names([list(records[0])], "first")
    return Export(tool="google_forms", name="Google Forms", header_rows=1, names="first", columns=tuple(columns), questions=tuple(columns),
                  date=columns[0], metadata=frozenset((columns[0],)) | among(columns, _METADATA))
