"""Qualtrics CSV: names, question texts and a row of ImportIds; older ones without that row.

The ImportId row is JSON (``{"ImportId":"QID1"}``) or, in files of 2016, a Python dict with single quotes. Names are the
users' own export tags, question texts may hold line ends. In the legacy export columns are called ``V1``, ``V2``, and the
second row says ``ResponseID``, ``ResponseSet``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, first_of, folded, is_stamp
from cxgov.measuring.files.headers import clean, column_names

_IMPORT_ID = re.compile(r"""\{\s*["']ImportId["']\s*:\s*["']([^"']*)["'](?:.*?["']timeZone["']\s*:\s*["']([^"']+)["'])?""")
_METADATA = (
    "StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished", "RecordedDate", "ResponseId", "ResponseID",
    "ResponseSet", "RecipientLastName", "RecipientFirstName", "RecipientEmail", "ExternalReference", "ExternalDataReference", "LocationLatitude",
    "LocationLongitude", "LocationAccuracy", "DistributionChannel", "UserLanguage", "Name", "EmailAddress",
    "Q_RecaptchaScore", "Q_RelevantIDDuplicate", "Q_RelevantIDDuplicateScore", "Q_RelevantIDFraudScore", "Q_RelevantIDLastStartDate",
    "Start Date", "End Date", "Response Type", "IP Address", "Recorded Date", "Response ID", "Recipient Last Name", "Recipient First Name",
    "Recipient Email", "External Data Reference", "Location Latitude", "Location Longitude", "Distribution Channel", "User Language")
_LOCATION = ("LocationLatitude", "LocationLongitude", "LocationAccuracy")
_METADATA_IDS = frozenset((
    "startdate", "enddate", "status", "ipaddress", "progress", "duration", "finished", "recordeddate", "_recordid", "responseid", "responsesetid",
    "recipientlastname", "recipientfirstname", "recipientemail", "externaldatareference", "panel-recipientlastname", "panel-recipientfirstname",
    "panel-recipientemail", "panel-externaldatareference", "locationlatitude", "locationlongitude", "locationaccuracy", "distributionchannel",
    "userlanguage"))
_DATES = ("RecordedDate", "EndDate", "StartDate", "Recorded Date", "End Date", "Start Date")
_IDS = ("ResponseId", "ResponseID", "Response ID")
# Status 0 is an ordinary response, 4 an imported and 16 an offline one.
_NO_RESPONSES = {
    "status": ("1", "2", "8", "9", "12", "17", "40", "48", "Survey Preview", "Survey Test", "Spam", "Survey Preview Spam", "Possible Spam"),
    "finished": ("0", "False", "FALSE", "false")}
_SEEN_NOT_ANSWERED = ("-99",)


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by its ImportIds, or by the names of its first columns."""
    ids = _import_ids(records[2]) if len(records) > 2 else None
    if ids is not None:
        return _modern(records, ids)
    return _by_names(records)


def _import_ids(row: Sequence[str]) -> list[re.Match[str] | None] | None:
    found = [_IMPORT_ID.match(cell.strip()) for cell in row]
    filled = sum(bool(cell.strip()) for cell in row)
    return found if filled and sum(match is not None for match in found) >= 0.8 * filled else None


def _modern(records: Sequence[Sequence[str]], ids: list[re.Match[str] | None]) -> Export:
    columns = column_names([list(row) for row in records[:3]], "first")
    by_id = {match[1].casefold(): (name, match[2]) for name, match in zip(columns, ids, strict=False) if match}
    date, zone = next((by_id[key] for key in ("recordeddate", "enddate", "startdate") if key in by_id), (None, None))
    metadata = {name for key, (name, _) in by_id.items() if key in _METADATA_IDS} | among(columns, _LOCATION)
    respondent = next((by_id[key][0] for key in ("_recordid", "responseid") if key in by_id), None)
    return _export(columns, records[1], header_rows=3, date=date, zone=zone, respondent=respondent, metadata=frozenset(metadata))


def _by_names(records: Sequence[Sequence[str]]) -> Export | None:
    """Without ImportIds: the names of the first row, or of the second where the first says ``V1``, ``V2``."""
    coded = len(records) > 1 and folded(records[0][:2]) == ["v1", "v2"]
    names = [clean(cell) for cell in records[1 if coded else 0]]
    known = among(names, _METADATA)
    if not first_of(names, _IDS) or not first_of(names, _DATES) or len(known) < 5 or not known & among(names, ("Finished", "Progress", "Status", "ResponseSet")):
        return None
    place = names.index(first_of(names, _DATES) or "")
    header_rows = 1
    while header_rows < min(3, len(records)) and not (place < len(records[header_rows]) and is_stamp(records[header_rows][place])):
        header_rows += 1
    columns = column_names([list(row) for row in records[:header_rows]], "first")
    here = dict(zip(names, columns, strict=False))
    texts = records[1] if header_rows > 1 else columns
    return _export(columns, texts, header_rows=header_rows, date=here[first_of(names, _DATES) or ""], zone=None,
                   respondent=here[first_of(names, _IDS) or ""], metadata=frozenset(here[name] for name in known), called=names)


def _export(columns: list[str], texts: Sequence[str], *, header_rows: int, date: str | None, zone: str | None, respondent: str | None,
            metadata: frozenset[str], called: Sequence[str] = ()) -> Export:
    names = dict(zip([name.casefold() for name in called or columns], columns, strict=False))
    questions = [clean(text) or name for text, name in zip([*texts, *[""] * len(columns)], columns, strict=False)]
    return Export(
        tool="qualtrics", name="Qualtrics", header_rows=header_rows, names="first", columns=tuple(columns), questions=tuple(questions), date=date,
        recorded=zone, respondent=respondent, metadata=metadata, no_answer=_SEEN_NOT_ANSWERED,
        no_responses={names[name]: values for name, values in _NO_RESPONSES.items() if name in names})
