"""Collects the texts of the program into the catalogues of cxgov/locale and compiles them.

    python scripts/messages.py           update every .po, compile every .mo
    python scripts/messages.py --check   write nothing; say what is missing, wrong or out of date, and end with 1

Texts come from the calls in `CALLS` in cxgov/, from the Jinja templates in templates/ and, for what click says of its
own, from click.pot beside this script. Files carry no dates, no line numbers and no version of a tool, so they change
only when a text does. Not here: what is translated how.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "cxgov" / "locale"
CLICK = ROOT / "scripts" / "click.pot"
NEW_LANGUAGES = ("pl",)
TEMPLATES = (".html", ".jinja", ".svg", ".txt")
# name of the call -> positions of context (or None), text and plural (or None)
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "N_": (None, 0, None),
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
    "counted": (None, 1, 2),
}
HEADERS_KEPT = ("MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Language", "Plural-Forms")
SHOWN = 20
PLACEHOLDER = re.compile(r"\{(\w+)(?:!r)?\}|%\((\w+)\)s")

Text = tuple[str | None, str, str | None]
"""Context, text and plural of one entry."""


def texts_of_python(source: str, file: str) -> Iterator[Text]:
    """Yields the texts of a module in order.

    Raises:
        SystemExit: if `N_` marks anything but a plain text; an f-string would never be found in a catalogue.
    """
    inside: set[int] = set()  # marks that belong to a plural and are no entries of their own
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        if id(node) in inside:
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in CALLS:
            continue
        context, text, plural = CALLS[name]
        wanted = [position for position in (context, text, plural) if position is not None]
        found = {p: _literal(node.args[p], inside) for p in wanted if p < len(node.args)}
        if text not in found or None in found.values():
            if name == "N_":
                sys.exit(f"{file}:{node.lineno}: N_ marks plain text only: no f-string, no variable")
            continue
        yield (_at(found, context), found[text] or "", _at(found, plural))


def _literal(node: ast.expr, inside: set[int]) -> str | None:
    """The plain text of an argument, looking through one `N_`."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_" and node.args:
        inside.add(id(node))
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _at(found: dict[int, str | None], position: int | None) -> str | None:
    return None if position is None else found.get(position)


def texts_of_template(source: bytes) -> Iterator[Text]:
    """Yields the texts of a Jinja template: `_()`, `ngettext()` and `{% trans %}` alike."""
    options = {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "trimmed": "true", "silent": "false", "encoding": "utf-8"}
    for _line, function, said, _comments in babel_extract(io.BytesIO(source), tuple(CALLS), [], options):
        context, text, plural = CALLS[function]
        parts = said if isinstance(said, tuple) else (said,)
        found = dict(enumerate(parts))
        if found.get(text) is not None:
            yield (_at(found, context), found[text] or "", _at(found, plural))


def collected() -> Catalog:
    """Builds the template of all catalogues from the sources."""
    template = Catalog(project="cxgov", domain="cxgov")
    for path in sorted((ROOT / "cxgov").rglob("*.py")):
        file = path.relative_to(ROOT).as_posix()
        for text in texts_of_python(path.read_text("utf-8"), file):
            _add(template, text, file)
    for path in sorted(p for p in (ROOT / "templates").rglob("*") if p.suffix in TEMPLATES):
        for text in texts_of_template(path.read_bytes()):
            _add(template, text, path.relative_to(ROOT).as_posix())
    for entry in read_po(io.BytesIO(CLICK.read_bytes())):
        singular, *plural = _forms(entry.id)
        _add(template, (None, singular, plural[0] if plural else None), CLICK.relative_to(ROOT).as_posix())
    return template


def _add(template: Catalog, entry: Text, file: str) -> None:
    context, text, plural = entry
    if text:
        template.add((text, plural) if plural else text, locations=[(file, 0)], context=context)


def updated(po: Path, template: Catalog, language: str) -> Catalog:
    """Reads a catalogue (a new one where there is none) and gives it exactly the entries of the template."""
    if po.is_file():
        catalog = read_po(io.BytesIO(po.read_bytes()), locale=language, domain="cxgov")
    else:
        catalog = Catalog(locale=language, domain="cxgov", project="cxgov", fuzzy=False)
    catalog.update(template, no_fuzzy_matching=True)
    catalog.fuzzy = False
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Writes a catalogue as text, without what changes from run to run."""
    out = io.BytesIO()
    catalog.project, catalog.version, catalog.header_comment = "cxgov", "", ""
    write_po(out, catalog, width=110, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    head, _, entries = out.getvalue().decode("utf-8").strip("\n").partition("\n\n")
    kept = [line for line in head.splitlines() if not line.startswith('"') or line[1:].split(":")[0] in HEADERS_KEPT]
    return ("\n".join(kept) + "\n\n" + entries + "\n").encode("utf-8")


def as_mo(catalog: Catalog) -> bytes:
    """Compiles a catalogue to the GNU .mo format; entries without a complete translation are left out."""
    header = f"Content-Type: text/plain; charset=UTF-8\nLanguage: {catalog.locale}\nPlural-Forms: {catalog.plural_forms}\n"
    entries = {b"": header.encode()}
    for message in catalog:
        if message.id and not message.fuzzy and translated(message):
            key = (f"{message.context}\x04" if message.context else "") + "\x00".join(_forms(message.id))
            entries[key.encode()] = "\x00".join(_forms(message.string)).encode()
    # Two tables of (length, offset), one for the sorted keys and one for their translations, then all the text.
    tables, pool = b"", b""
    start = 28 + 16 * len(entries)
    keys = sorted(entries)
    for data in [*keys, *(entries[key] for key in keys)]:
        tables += struct.pack("<2I", len(data), start + len(pool))
        pool += data + b"\x00"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start) + tables + pool


def translated(message: Message) -> bool:
    """Tells whether every form of an entry has a translation."""
    return all(_forms(message.string) or [""])


def _forms(text: object) -> list[str]:
    """One text or its plural forms, as a list."""
    return [text] if isinstance(text, str) else list(text) if isinstance(text, list | tuple) else []


def faults(catalog: Catalog) -> Iterator[str]:
    """Yields what is wrong with the translations: missing, or with other placeholders than the text."""
    for message in catalog:
        if not message.id:
            continue
        ids = _forms(message.id)
        if not translated(message) or message.fuzzy:
            yield f"not translated: {ids[0]!r}"
            continue
        expected = set[str]().union(*map(_placeholders, ids))
        for form in _forms(message.string):
            given = _placeholders(form)
            if not given <= expected or (len(ids) == 1 and given != expected):
                yield f"other placeholders than {sorted(expected)}: {form!r}"
            if form.count("\b") != ids[-1].count("\b"):
                yield f"lost or won a backspace, the mark of a paragraph that help does not wrap: {form!r}"


def _placeholders(text: str) -> set[str]:
    return {braced or percent for braced, percent in PLACEHOLDER.findall(text)}


def main() -> int:
    """Updates or checks every catalogue; returns the exit code."""
    parser = argparse.ArgumentParser(description="Collect and compile the texts of cxgov.")
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 if anything is out of date")
    check = parser.parse_args().check
    template = collected()
    wrong = 0
    for language in sorted({*NEW_LANGUAGES, *(path.name for path in LOCALE.glob("*/") if path.name.isalpha())}):
        po = LOCALE / language / "LC_MESSAGES" / "cxgov.po"
        catalog = updated(po, template, language)
        for path, data in ((po, as_po(catalog)), (po.with_suffix(".mo"), as_mo(catalog))):
            if path.is_file() and path.read_bytes() == data:
                continue
            if check:
                print(f"{path.relative_to(ROOT)}: out of date; run: make messages")
                wrong += 1
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                print(f"{path.relative_to(ROOT)}: written, {len(catalog)} texts")
        found = list(faults(catalog))
        for fault in found[:SHOWN]:
            print(f"{po.relative_to(ROOT)}: {fault}")
        if len(found) > SHOWN:
            print(f"{po.relative_to(ROOT)}: and {len(found) - SHOWN} more")
        wrong += len(found) if check else 0
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
