"""The Polish texts against the code that says them: nothing missing, nothing lost, nothing English left.

That the compiled catalogue matches its source is held by `test_packaging`.
"""

from __future__ import annotations

import ast
import importlib.util
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from cxgov.language import LANGUAGES, Language, counted

pytestmark = pytest.mark.checkout

ROOT = Path(__file__).resolve().parents[1]
TRANSLATED = [code for code in LANGUAGES if code != "en"]  # English is what the program is written in
FORMS = 3  # of Polish: 1, 2-4, 5 and more

# Words that no Polish sentence has. Left out are those that Polish has too: to, do, on, by, no, a, i.
ENGLISH = (
    "the", "and", "of", "for", "with", "without", "that", "this", "these", "is", "are", "was", "were", "be", "has", "have", "had",
    "not", "which", "from", "into", "its", "it", "if", "or", "as", "at", "an", "but", "than", "there", "what", "who", "how", "why",
    "stage", "stages", "level", "levels", "score", "scores", "rating", "ratings", "finding", "findings", "practice", "practices",
    "touchpoint", "touchpoints", "owner", "owners", "evidence", "answer", "answers", "write", "missing", "unknown", "file", "files")
# What stands in Polish texts in English on purpose: titles and names, words of the command line, and code.
KEPT = (
    "Net Promoter Score", "NUMBER to index, level, coverage", "wpisz index, level, coverage",
    "Stop Trying to Delight Your Customers", "The One Number You Need to Grow", "Closing the delivery gap", "Moments of Truth",
    "Answers to 20 Questions About Interrater Reliability and Interrater Agreement")
# `code`, 'quoted', {placeholder}, --option, a path, a line of YAML, a command, the NAME of an argument
CODE = re.compile(
    r"`[^`]*`|'[^']*'|\{\{…\}\}|\{[\w!]+\}|--\w[\w-]*|\S*/\S+|[a-z_.SP\d]+: ?[\[{].*|cxgov [a-z]+ .*|\b[a-z_]+_[a-z_]+\b|\b[A-Z]{2,}\b|%\(\w+\)s")
WORD = re.compile(r"[^\W\d_]+")
PLACEHOLDER = re.compile(r"\{(\w+)(?:![rsa])?\}|%\((\w+)\)s")


def script() -> ModuleType:
    """scripts/messages.py as a module."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def template() -> Catalog:
    collected: Catalog = script().collected()
    return collected


@pytest.fixture(scope="module", params=TRANSLATED)
def catalogue(request) -> Catalog:
    po = ROOT / "cxgov" / "locale" / request.param / "LC_MESSAGES" / "cxgov.po"
    return read_po(io.BytesIO(po.read_bytes()), locale=request.param)


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(form) for form in text] if isinstance(text, list | tuple) else []


def entries(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, tuple(forms(message.id))


def placeholders(text: str) -> set[str]:
    return {braced or percent for braced, percent in PLACEHOLDER.findall(text)}


def translations(catalogue: Catalog) -> list[tuple[str, str]]:
    """Every (text, translated form) of a catalogue."""
    return [(forms(message.id)[0], form) for message in entries(catalogue) for form in forms(message.string)]


def test_the_catalogue_has_the_texts_of_the_code_and_no_others(template, catalogue):
    assert {key(m) for m in entries(catalogue)} == {key(m) for m in entries(template)}


def test_every_text_is_translated(catalogue):
    assert [m.id for m in entries(catalogue) if m.fuzzy or not forms(m.string) or not all(forms(m.string))] == []


def test_plural_texts_have_every_form(catalogue):
    assert [m.id for m in entries(catalogue) if m.pluralizable and len(forms(m.string)) != FORMS] == []


def test_placeholders_are_those_of_the_text(catalogue):
    """A form of a plural may leave one out, as in "one quarter later"; it may not invent one."""
    wrong = []
    for message in entries(catalogue):
        said = [placeholders(text) for text in forms(message.id)]
        given = [placeholders(text) for text in forms(message.string)]
        if not message.pluralizable:
            wrong += [message.id] if given != said else []
        elif not all(found <= set().union(*said) for found in given) or not said[-1] - {"n"} <= given[-1]:
            wrong.append(message.id)
    assert wrong == []


def test_no_english_is_left(catalogue):
    left = {}
    for text, polish in translations(catalogue):
        bare = polish
        for kept in KEPT:
            bare = bare.replace(kept, " ")
        words = {word.lower() for word in WORD.findall(CODE.sub(" ", bare))} & set(ENGLISH)
        if words:
            left[text] = sorted(words)
    assert left == {}


@pytest.mark.parametrize(("fault", "what"), [
    (r"“|‘", "an English opening quotation mark"),
    (r"\w - \w", "a hyphen for a half-pause"),
    (r"[\d}] %", "a space before the per cent sign"),
    (r"—", "a long dash"),
    (r"\w [,;?]", "a space before a punctuation mark"),
])
def test_polish_typography(catalogue, fault, what):
    """Examples of commands are typed as a terminal wants them, so lines of code are left out."""
    wrong = []
    for _text, polish in translations(catalogue):
        prose = "\n".join(line for line in polish.split("\n") if not line.startswith("  "))
        if re.search(fault, CODE.sub("x", prose)):
            wrong.append(polish)
    assert wrong == [], what


def test_quotation_marks_come_in_pairs(catalogue):
    assert [polish for _text, polish in translations(catalogue) if polish.count("„") != polish.count("”")] == []


def test_help_keeps_its_unwrapped_paragraphs(catalogue):
    """click leaves a paragraph alone that starts with a backspace."""
    assert [text for text, polish in translations(catalogue) if text.count("\b") != polish.count("\b")] == []


@pytest.mark.parametrize(("n", "said"), [
    (1, "1 ustalenie wyciszone"), (2, "2 ustalenia wyciszone"), (4, "4 ustalenia wyciszone"), (5, "5 ustaleń wyciszonych"),
    (12, "12 ustaleń wyciszonych"), (22, "22 ustalenia wyciszone"), (25, "25 ustaleń wyciszonych"), (0, "0 ustaleń wyciszonych"),
])
def test_polish_counts(n, said):
    assert Language("pl").say(counted(n, "{n} finding suppressed", "{n} findings suppressed")) == said


# --- what could never be collected ---------------------------------------------------------------------------------------


def calls() -> list[tuple[str, ast.Call]]:
    """Every call in the package, with its place."""
    found = []
    for path in sorted((ROOT / "cxgov").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        found += [(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node) for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return found


def called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def plain(node: ast.expr) -> bool:
    """Whether an argument is a text, marked or not."""
    if isinstance(node, ast.Call) and called(node) == "N_":
        node = node.args[0]
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_texts_are_marked():
    """`message("…")` and `say("…")` look a text up that nobody has collected: the text belongs into `N_`."""
    unmarked = [
        place for place, call in calls()
        if called(call) in ("message", "say") and call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)]
    assert unmarked == []


def test_plurals_stand_where_they_are_counted():
    """Two marks of their own become two texts without plural forms, and `counted` finds neither."""
    apart = [
        place for place, call in calls()
        if called(call) == "counted" and len(call.args) >= FORMS and not (plain(call.args[1]) and plain(call.args[2]))
        and not all(isinstance(argument, ast.Name) for argument in call.args[1:3])]
    wrappers = [place for place, call in calls() if called(call) == "counted" and len(call.args) >= FORMS
                and all(isinstance(argument, ast.Name) for argument in call.args[1:3])]
    assert apart == []
    assert [place for place in wrappers if not place.startswith("cxgov/reporting/context.py")] == []


# --- click's own words ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("arguments", "said"), [
    (["--help"], "Użycie: cxgov [OPCJE] POLECENIE [ARGUMENTY]..."),
    (["check", "--help"], "Pokazuje tę pomoc."),
    (["check", "--nope"], "Błąd: Nie ma opcji"),
    (["check", "--period"], "Błąd: Opcja '--period' wymaga wartości."),
    (["check", "a", "b"], "Błąd: Nieoczekiwany dodatkowy argument (b)"),
    (["explain"], "Błąd: Brak argumentu"),
    (["check", "--fail-on", "never"], "'never' nie należy do: 'error', 'warning'"),
])
def test_click_speaks_polish(arguments, said):
    program = f"from cxgov.cli import main; main({arguments!r})"
    done = subprocess.run([sys.executable, "-c", program], env={**os.environ, "CXGOV_LANG": "pl"}, capture_output=True, check=False)
    out = (done.stdout + done.stderr).decode("utf-8")
    assert said in out
    assert not re.search(r"Usage|Options|Error:|Try |Missing|Show |No such|Got ", out)
