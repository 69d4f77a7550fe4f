"""LimeSurvey: CSV or XLSX with codes, texts or both as headings, and the VV file with tabs and two header rows.

A heading with code and text reads ``satis[SQ001]. How satisfied are you with: [Your order]``. The VV file has the texts in
the first row and the codes in the second, and writes ``{question_not_shown}`` where a condition hid a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cxgov.measuring.exports.export import Export, among, folded
from cxgov.measuring.files.headers import clean, column_names

_METADATA_CODES = ("id", "token", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl", "interviewtime")
_METADATA_TEXTS = (
    "Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action", "IP address", "Referrer URL", "Access code",
    "Total time", "Id odpowiedzi", "ID odpowiedzi", "Data wysłania", "Ostatnia strona", "Język początkowy", "Data rozpoczęcia", "Data ostatniej akcji")
_CODE_AND_TEXT = re.compile(r"([A-Za-z]\w*(?:\[[^\]]*\])*)\. ?(.*)", re.DOTALL)
_TIMING = re.compile(r"(?:group|question)?time\d*(?:\[.*)?$|(?:group|question) time", re.IGNORECASE)
_NOT_SHOWN = ("{question_not_shown}", "N/A")
_NULL = ("", "NULL")


def recognise(records: Sequence[Sequence[str]]) -> Export | None:
    """Recognises the export by LimeSurvey's own columns, or by codes with sub-questions in brackets before the texts."""
    if len(records) > 1 and _has_codes(folded(records[1])):
        return _vv(records)
    header = [clean(cell) for cell in records[0]]
    split = [_CODE_AND_TEXT.fullmatch(cell) for cell in header]
    codes = [match[1] if match else cell for match, cell in zip(split, header, strict=True)]
    texts = [clean(match[2]) if match else cell for match, cell in zip(split, header, strict=True)]
    if not (_has_codes(folded(codes)) or _has_texts(folded(texts)) or _mostly_coded(split, header)):
        return None
    columns = column_names([list(records[0])], "first")
    return _export(columns, codes, [text or name for text, name in zip(texts, columns, strict=True)], header_rows=1, names_last=False)


def _has_codes(row: list[str]) -> bool:
    return "submitdate" in row and len({"lastpage", "startlanguage", "startdate", "datestamp", "seed"} & set(row)) >= 2


def _has_texts(row: list[str]) -> bool:
    found = set(row)
    return {"date submitted", "last page"} <= found or {"data wysłania", "ostatnia strona"} <= found


def _mostly_coded(split: list[re.Match[str] | None], header: list[str]) -> bool:
    """Published files often lack LimeSurvey's own columns: most headings have a code, several a sub-question in brackets."""
    filled = [match for match, cell in zip(split, header, strict=True) if cell]
    coded = [match[1] for match in filled if match and " " not in match[1]]
    return len(filled) > 3 and len(coded) >= 0.7 * len(filled) and sum("[" in code for code in coded) >= 2


def _vv(records: Sequence[Sequence[str]]) -> Export:
    columns = column_names([list(row) for row in records[:2]], "last")
    texts = [clean(cell) for cell in records[0]] + [""] * len(columns)
    return _export(columns, columns, [text or name for text, name in zip(texts, columns, strict=False)], header_rows=2, names_last=True)


def _export(columns: list[str], codes: list[str], questions: list[str], *, header_rows: int, names_last: bool) -> Export:
    by_code = {code.casefold(): name for code, name in zip(codes, columns, strict=False)}
    by_code |= {text.casefold(): name for text, name in zip(questions, columns, strict=False)}
    metadata = {by_code[key.casefold()] for key in (*_METADATA_CODES, *_METADATA_TEXTS) if key.casefold() in by_code}
    metadata |= {name for code, name in zip(codes, columns, strict=False) if _TIMING.match(code)} | among(columns, ("column 1",))
    date = next((by_code[key] for key in ("submitdate", "date submitted", "data wysłania", "datestamp") if key in by_code), None)
    return Export(
        tool="limesurvey", name="LimeSurvey", header_rows=header_rows, names="last" if names_last else "first", columns=tuple(columns),
        questions=tuple(questions), date=date,
        respondent=next((by_code[key] for key in ("id", "response id", "id odpowiedzi") if key in by_code), None),
        metadata=frozenset(metadata), not_applicable=_NOT_SHOWN, no_responses={date: _NULL} if date else {})
