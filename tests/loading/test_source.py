"""The strict YAML reader: what it reads, where everything stands, what it refuses, and that nothing can break it."""

from __future__ import annotations

import json
import time
import unicodedata

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxgov.language import Language
from cxgov.loading import syntax
from cxgov.loading.building import MOST_PROBLEMS
from cxgov.loading.decoding import FORBIDDEN
from cxgov.loading.excerpts import Lines
from cxgov.loading.source import Limits, read, read_text
from cxgov.problems import Severity, describe_all

TARGETS = """\
# what we promise
kind: targets
by: 2027-Q2
levels:
  S1.P1: 2
  S1.P2: 3   # the second
lists: [a, {b: 1, c: [true, null]}]
text: |
  one
  two
"""


@pytest.fixture(params=["C", "Python"])
def parser(request, monkeypatch):
    """Both parsers: the C library, and the one that is used where it is missing."""
    if request.param == "Python":
        monkeypatch.setattr(syntax, "parser", syntax._PureParser)
    elif syntax.parser is syntax._PureParser:
        pytest.skip("PyYAML was built without the C library")


def codes(document) -> list[str]:
    return [problem.code for problem in document.problems]


def data_of(text):
    document = read_text(text, "a.yaml")
    assert document.problems == ()
    return document.data


# --- values ------------------------------------------------------------------------------------------------------------


def test_reads_plain_data(parser):
    assert data_of(TARGETS) == {
        "kind": "targets", "by": "2027-Q2", "levels": {"S1.P1": 2, "S1.P2": 3}, "lists": ["a", {"b": 1, "c": [True, None]}],
        "text": "one\ntwo\n"}


@pytest.mark.parametrize(("written", "value"), [
    ("NO", "NO"), ("on", "on"), ("12:30", "12:30"), ("010", "010"), ("2026-02-30", "2026-02-30"), ("1e3", "1e3"), ("=", "="), ("<<", "<<"),
    ("'3'", "3"), ('"true"', "true"), ("''", ""), ("", None), ("~", None), ("true", True), ("1.10", 1.1), (".inf", ".inf"),
    ('"a\\tb\\u0105"', "a\tbą"), (">-\n  a\n  b", "a b"), ("9" * 30, "9" * 30),
])  # fmt: skip
def test_reads_scalars(parser, written, value):
    found = data_of(f"a: {written}\n")["a"]
    assert (found, type(found)) == (value, type(value))


def test_every_key_is_a_text(parser):
    assert data_of('{0: a, 1.5: b, NO: c, true: d, 2026-01-01: e, 010: f, "null": g, "": h, "<<": i}') == {
        "0": "a", "1.5": "b", "NO": "c", "true": "d", "2026-01-01": "e", "010": "f", "null": "g", "": "h", "<<": "i"}


def test_the_way_a_file_is_saved_changes_nothing(parser, tmp_path):
    """A byte order mark, CRLF and CR give the same data and the same places as the plain file."""
    plain = read_text(TARGETS, "a.yaml")
    for mark in ("", "\ufeff"):
        for newline in ("\n", "\r\n", "\r"):
            (tmp_path / "a.yaml").write_bytes((mark + TARGETS.replace("\n", newline)).encode())
            document = read(tmp_path / "a.yaml", "a.yaml")
            assert (document.data, document.problems) == (plain.data, ())
            assert (document.byte_order_mark, document.newline) == (bool(mark), newline)
            assert document.text == TARGETS.replace("\n", newline)
            for path in (("levels", "S1.P2"), ("lists", 1, "c", 0), ("text",)):
                assert document.place(path) == plain.place(path)


def test_the_commonest_line_end_is_the_one_for_edits():
    assert read_text("a: 1\r\nb: 2\r\nc: 3\nd: 4\re: 5", "a.yaml").newline == "\r\n"
    assert read_text("a: 1", "a.yaml").newline == "\n"


def test_text_comes_out_composed(parser):
    """NFC for keys and values, plain, quoted and escaped; what differs only so is one key."""
    apart = unicodedata.normalize("NFD", "żółć")
    for text in (f"{apart}: {apart}", f"'{apart}': '{apart}'", 'żółć: "z\\u0307o\\u0301łc\\u0301"'):
        assert data_of(text) == {"żółć": "żółć"}
    assert codes(read_text(f"żółć: 1\n{apart}: 2\n", "a.yaml")) == ["CX015"]


def test_yaml_1_2_may_be_declared(parser):
    assert data_of("# mine\n%YAML 1.2\n---\na: 100%\n") == {"a": "100%"}


def test_a_raised_digit_limit_is_held():
    document = read_text("a: 123\nb: 1234", "a.yaml", Limits(digits=3))
    assert document.data == {"a": 123, "b": "1234"}


SAFE_TEXT = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufeff"), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: not FORBIDDEN.search(text) and not set(text) & set("ÃÄÅĂĹ\ufffd"))
KEYS = SAFE_TEXT.filter(lambda text: not any("\u2000" <= c <= "\u200d" or c in "\u00ad\u180e\u2060" for c in text))
VALUES = st.recursive(
    st.one_of(SAFE_TEXT, st.integers(1 - 10**18, 10**18 - 1), st.booleans(), st.none(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, max_size=4)), max_leaves=12)
DOCUMENTS = st.dictionaries(KEYS, VALUES, min_size=1, max_size=5)


class Quoting(yaml.SafeDumper):
    """Writes every text in quotes, so that both ways of reading must agree on it."""


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))
Quoting.ignore_aliases = lambda self, data: True


def as_read(value):
    """What JSON can say, so that 1 and 1.0, 0.0 and -0.0 are told apart or not as the reader does; 1e+16 stays text."""
    if isinstance(value, dict):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_read(item) for item in value]
    return value + 0.0 if isinstance(value, float) else value


@pytest.mark.parametrize("flow", [False, True])
@given(document=DOCUMENTS)
def test_reads_what_was_written(document, flow):
    """The library's own writer and loader agree with this reader on every document that is not a trap."""
    text = yaml.dump(document, Dumper=Quoting, allow_unicode=True, default_flow_style=flow, width=60, sort_keys=False)
    oracle = yaml.load(text, yaml.SafeLoader)
    found = read_text(text, "a.yaml")
    assert found.problems == ()
    assert json.dumps(found.data) == json.dumps(as_read(oracle))


@given(document=DOCUMENTS, flow=st.booleans())
def test_json_is_read(document, flow):
    """JSON is YAML 1.2; numbers with an exponent and no point stay text and are left out."""
    text = json.dumps(document, ensure_ascii=False, indent=None if flow else 1)
    found = read_text(text, "a.yaml")
    assert found.problems == ()
    assert json.dumps(found.data) == json.dumps(as_read(json.loads(text, parse_float=lambda n: float(n) if "." in n else n)))


# --- places ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "key", "line", "column"), [
    ((), False, 2, 1), (("kind",), False, 2, 7), (("kind",), True, 2, 1), (("levels",), False, 5, 3), (("levels",), True, 4, 1),
    (("levels", "S1.P2"), False, 6, 10), (("levels", "S1.P2"), True, 6, 3), (("lists", 0), False, 7, 9), (("lists", 1), False, 7, 12),
    (("lists", 1, "c"), True, 7, 19), (("lists", 1, "c", 1), False, 7, 29), (("text",), False, 8, 7),
    # what is not there gives what is
    (("levels", "S9.P9"), False, 5, 3), (("levels", "S9.P9"), True, 4, 1), (("lists", 7), False, 7, 8), (("nothing", "at", 0), False, 2, 1),
    # the tag of a union is no step of the file
    (("lists", 1, "some-tag", "c", 0), False, 7, 23),
])  # fmt: skip
def test_places(parser, path, key, line, column):
    place = read_text(TARGETS, "a.yaml").place(path, key=key)
    assert (place.file, place.line, place.column, place.excerpt) == ("a.yaml", line, column, TARGETS.split("\n")[line - 1])


def test_places_by_identity(parser):
    document = read_text(TARGETS, "a.yaml")
    inner = document.data["lists"][1]
    assert document.place_in(inner, "c", of_key=True) == document.place(("lists", 1, "c"), key=True)
    assert document.place_in(inner["c"], 0) == document.place(("lists", 1, "c", 0))
    assert document.place_in(inner) == document.place_in(inner, "absent") == document.place(("lists", 1))
    assert document.place_in(inner["c"], 9) == document.place(("lists", 1, "c"))
    assert str(document.place_in({"b": 1}, "b")) == "a.yaml"


def test_places_stay_right_where_something_was_left_out(parser):
    """Repeated and empty keys are not in the data; what comes after them keeps its place."""
    text = "a: 1\na: {x: [1, 2], y: 3}\nnull: {z: 1}\nb: 2\nc: {d: 1, d: [1, {}], e: 5}\n"
    document = read_text(text, "a.yaml")
    assert document.data == {"a": 1, "b": 2, "c": {"d": 1, "e": 5}}
    assert [(str(document.place(path)), str(document.place(path, key=True))) for path in (("a",), ("b",), ("c",), ("c", "e"))] == [
        ("a.yaml:1:4", "a.yaml:1:1"), ("a.yaml:4:4", "a.yaml:4:1"), ("a.yaml:5:4", "a.yaml:5:1"), ("a.yaml:5:26", "a.yaml:5:23")]


def test_an_empty_value_stands_where_it_is_missing(parser):
    document = read_text("a:\nb: [1,\n  ]\nc: {d: , e: 1}\n", "a.yaml")
    assert str(document.place(("a",))) == "a.yaml:1:3"
    assert str(document.place(("c", "e"), key=True)) == "a.yaml:4:10"


def test_a_number_as_it_is_written(parser):
    document = read_text('a: 1.10\nb: [2.50, x]\nc: {d: 007}\ne: "q"\n', "a.yaml")
    assert [document.written(path) for path in (("a",), ("b", 0), ("c", "d"), ("b", 1))] == ["1.10", "2.50", "007", "x"]
    assert read_text("", "a.yaml").written(("a",)) == ""


def test_places_do_not_grow_with_the_square():
    """14,000 entries of one map, each asked for."""
    count = 14_000
    document = read_text("m:\n" + "".join(f"  k{i}: {i}\n" for i in range(count)), "a.yaml")
    began = time.process_time()
    assert [document.place(("m", f"k{i}")).line for i in range(count)] == list(range(2, count + 2))
    assert time.process_time() - began < 5  # a square takes minutes


@given(document=DOCUMENTS)
def test_the_key_stands_at_its_place(document):
    """The line at the place of a key starts, at its column, with the key in quotes."""
    text = yaml.dump(document, Dumper=Quoting, allow_unicode=True, default_flow_style=False, width=10_000, sort_keys=False)
    found = read_text(text, "a.yaml")
    lines = text.split("\n")
    checked = 0

    def walk(value, path):
        nonlocal checked
        for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            place = found.place((*path, key), key=isinstance(value, dict))
            assert place.line > 0
            if isinstance(key, str):
                written = yaml.dump(key, Dumper=Quoting, allow_unicode=True, width=10_000).strip()
                assert lines[place.line - 1][place.column - 1 :].startswith((written, "? " + written))
                checked += 1
            walk(item, (*path, key))

    walk(found.data, ())
    assert checked >= len(document)


# --- what is refused ---------------------------------------------------------------------------------------------------


def test_all_problems_at_once(parser):
    """Everything but a syntax error is collected, in the order of the file."""
    text = "a: &x 1\nb: *x\na: 2\nnull: 3\n<<: {c: 1}\nd: !!str 4\n? [e]\n: 5\n"
    document = read_text(text, "a.yaml")
    assert [(problem.code, problem.place.line) for problem in document.problems] == [
        ("CX017", 1), ("CX017", 2), ("CX015", 3), ("CX016", 4), ("CX019", 5), ("CX018", 6), ("CX016", 7)]
    assert document.data is None


def test_both_places_of_a_repeated_key(parser):
    document = read_text("a: {b: 1}\nc: 2\na:\n  b: 1\n  b: 2\n", "a.yaml")
    assert [(str(p.place), [str(place) for place in p.related]) for p in document.problems] == [
        ("a.yaml:3:1", ["a.yaml:1:1"]), ("a.yaml:5:3", ["a.yaml:4:3"])]
    assert document.data == {"a": {"b": 1}, "c": 2}


def test_a_repeated_key_is_named_beside_a_syntax_error(parser):
    assert codes(read_text("a: 1\na: 2\nb: [1\n", "a.yaml")) == ["CX015", "CX023"]


@pytest.mark.parametrize("code", ["\\u202e", "\\x00", "\\N", "\\L", "\\ud83d", "\\uFEFF"])
def test_forbidden_characters_cannot_come_in_as_codes(parser, code):
    for text in (f'a: "{code}"', f'"{code}": a', f'a: ["x", "{code}"]'):
        document = read_text(text, "a.yaml")
        assert (codes(document), document.data) == (["CX008"], None)


def test_a_warning_does_not_stop_reading(parser):
    document = read_text("a: ZaĹĽĂłĹ‚Ä‡\n", "a.yaml")
    assert [(problem.code, problem.severity) for problem in document.problems] == [("CX009", Severity.WARNING)]
    assert document.data == {"a": "ZaĹĽĂłĹ‚Ä‡"}


@pytest.mark.parametrize("text", ["ÄŽäß Åse Ãdam", "Ä\nÅ", "„cudzysłowy” – 5 €", "zażółć gęślą jaźń"])
def test_other_languages_are_not_taken_for_damage(text):
    assert codes(read_text(f"a: |\n  {text}", "a.yaml")) in ([], ["CX024"], ["CX025"])


def test_polish_read_as_latin_1_is_recognised():
    """Its second bytes become control characters; the message names the cause, not the character."""
    document = read_text("a: " + "łódź".encode().decode("latin-1"), "a.yaml")
    assert (codes(document)[0], document.data) == ("CX009", None)


def test_one_key_said_in_many_ways_is_one_message(parser):
    """Reading stops after a hundred problems."""
    document = read_text("".join(f"k{i}: &a{i} 1\n" for i in range(4000)), "a.yaml")
    assert len(document.problems) == MOST_PROBLEMS + 1
    assert codes(document)[-1] == "CX029"
    repeated = read_text("a: 1\n" * 4000, "a.yaml")
    assert set(codes(repeated)) == {"CX015", "CX029"}
    assert len(repeated.problems) == MOST_PROBLEMS + 1


# --- limits ------------------------------------------------------------------------------------------------------------


def test_published_limits():
    """These figures are promised; changing one is a change for users."""
    assert Limits() == Limits(bytes=4 * 1024 * 1024, depth=32, nodes=200_000, scalar=65_536, digits=18)


@pytest.mark.parametrize(("level", "end"), [("a:\n", " 1"), ("- ", "1")])
def test_depth_at_the_limit_and_beyond(parser, level, end):
    def nested(depth):
        if level == "- ":
            return "a:\n" + "- " * (depth - 1) + end
        return "".join(" " * i + level for i in range(depth - 1)) + " " * (depth - 1) + "a:" + end

    assert read_text(nested(32), "a.yaml").problems == ()
    document = read_text(nested(33), "a.yaml")
    assert (codes(document), document.data) == (["CX028"], None)


@pytest.mark.parametrize("text", ["[" * 100_000, "{" * 100_000, "a: " + "[" * 60_000, "- " * 60_000, "? " * 60_000, "a: " + "{b: " * 60_000])
def test_depth_bombs(text):
    """These crash the library's own loader; here they end at level 33."""
    document = read_text(text, "a.yaml")
    assert document.data is None
    assert 0 < len(document.problems) < 40


def test_nodes_at_the_limit_and_beyond(parser):
    """Root, keys and values: 1 + 2 for the list's key and the list + one for each item."""
    limits = Limits(nodes=13)
    assert read_text("abc: [" + "1, " * 10 + "]", "a.yaml", limits).problems == ()
    assert codes(read_text("abc: [" + "1, " * 11 + "]", "a.yaml", limits)) == ["CX029"]
    assert read_text("{" + "".join(f"a{i}: 1, " for i in range(6)) + "}", "a.yaml", limits).problems == ()
    assert codes(read_text("{" + "".join(f"a{i}: 1, " for i in range(7)) + "}", "a.yaml", limits)) == ["CX029"]


def test_scalar_at_the_limit_and_beyond(parser):
    limits = Limits(scalar=50)
    for text in ("a: {}", "a: '{}'", 'a: "{}"', "a:\n- {}"):
        assert read_text(text.replace("{}", "x" * 50), "a.yaml", limits).problems == ()
        assert codes(read_text(text.replace("{}", "x" * 51), "a.yaml", limits)) == ["CX029"]


def test_a_key_has_a_limit_of_its_own(parser):
    assert read_text("x" * 200 + ": 1", "a.yaml").problems == ()
    assert codes(read_text("x" * 201 + ": 1", "a.yaml")) == ["CX016"]


def test_bytes_at_the_limit_and_beyond(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: 1")
    assert read(tmp_path / "a.yaml", "a.yaml", Limits(bytes=4)).data == {"a": 1}
    assert codes(read(tmp_path / "a.yaml", "a.yaml", Limits(bytes=3))) == ["CX003"]


@pytest.mark.parametrize("name", [".", "nowhere", "/dev/zero"])
def test_what_is_no_file_is_one_problem(tmp_path, name):
    document = read(tmp_path / name, name)
    assert (document.data, document.text, len(document.problems)) == (None, "", 1)
    assert str(document.place(("a",))) == name


MEGABYTES = 4 * 1024 * 1024 - 10
BOMBS = {
    "line ends": "\n" * MEGABYTES, "line ends, directive": "\n" * (MEGABYTES - 1) + "%", "blanks": " " * MEGABYTES, "tabs": "\t" * MEGABYTES,
    "comments": "# x\n" * (MEGABYTES // 4), "quotes": '"' * MEGABYTES, "open quote": 'a: "' + "x\n" * (MEGABYTES // 2),
    "repeated key": "a:\n" * (MEGABYTES // 3), "repeated key in a line": "{" + "a: 1," * (MEGABYTES // 6) + "}",
    "keys": "".join(f"k{i}: 1\n" for i in range(99_000)), "one scalar": "a: " + "x" * MEGABYTES, "commas": "a: [" + "," * MEGABYTES,
    "direction": "\u202e\n" * (MEGABYTES // 4), "damaged": "a: " + "Ãx" * (MEGABYTES // 2), "conflicts": "<<<<<<< a\n" * (MEGABYTES // 10) + ">>>>>>> ",
    "documents": "---\n" * (MEGABYTES // 4), "anchors": "a: " + "&a " * (MEGABYTES // 3), "tags": "a: " + "!a " * (MEGABYTES // 3),
    "error at the end": "".join(f"k{i}: {{x: [1, 2]}}\n" for i in range(20_000)) + "] ",
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_four_megabytes_of_one_thing(name):
    """Linear in time whatever fills the file: a square takes minutes here."""
    began = time.process_time()
    document = read_text(BOMBS[name], "a.yaml")
    describe_all(document.problems, Language("en"), limit=None)
    assert time.process_time() - began < 10
    assert len(document.problems) <= MOST_PROBLEMS + 1


# --- anything ----------------------------------------------------------------------------------------------------------

PIECES = st.sampled_from([
    "a", "b", "kind", ": ", ":", "- ", "\n", "\n  ", "\n    ", " ", "\t", '"', "'", "[", "]", "{", "}", ", ", "#", " # x", "&a ", "*a", "!t ",
    "!!str ", "| ", ">", "%", "@", "`", "? ", "---\n", "...\n", "<<: ", "null", "~", "1", "010", "\\", "\\u202e", "\r", "\r\n", "\ufeff", "\u00a0",
    "\u2028", "\x00", "\ud800", "ą", "Ã³", "\ufffd", "<<<<<<< x\n", ">>>>>>> y\n", "%YAML 1.2\n", "=", "🙂",
])  # fmt: skip


def check_safe(document):
    """Problems or data, each problem in a place and printable in both languages."""
    assert document.data is None or isinstance(document.data, dict)
    assert document.data is not None or document.problems
    for problem in document.problems:
        assert not document.text or problem.place.line <= document.text.count("\n") + document.text.count("\r") + 1
    for code in ("en", "pl"):
        said = describe_all(document.problems, Language(code), limit=None)
        said.encode("utf-8")
        assert all(c.isprintable() or c in "\n\u00a0" for c in said)


@settings(max_examples=300)
@given(st.one_of(st.text(st.characters(codec=None), max_size=80), st.lists(PIECES, max_size=40).map("".join)))
@example("a: \ud800")
@example("? \n: \n? ")
@example("a:\n  - b: *a\n  - {c: &a 1, ? d, : e}")
def test_no_text_breaks_it(text):
    check_safe(read_text(text, "a\nb\x1b.yaml", Limits(nodes=20, depth=4, scalar=10)))
    check_safe(read_text(text, "a.yaml"))


@settings(max_examples=200)
@given(st.binary(max_size=100))
@example(b"\xff\xfe\x00\x00")
@example("a: ąę\xff".encode("cp1250", "replace"))
def test_no_bytes_break_it(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    check_safe(read(path, "any.yaml"))


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_both_parsers_read_the_same(text):
    """Where both accept a text, they give the same data and the same places; the one in Python refuses more tabs."""
    before = syntax.parser
    found = []
    try:
        for chosen in (before, syntax._PureParser):
            syntax.parser = chosen
            document = read_text(text, "a.yaml")
            found.append((document.data, [document.place((key,)) for key in document.data or ()], document.problems))
    finally:
        syntax.parser = before
    if found[0][0] is not None and found[1][0] is not None:
        assert found[0] == found[1]


# --- words -------------------------------------------------------------------------------------------------------------


def test_an_error_nobody_foresaw_is_explained_without_the_parser_s_words():
    """CX020: the place, and what to compare."""
    mark = yaml.Mark("x", 5, 1, 0, None, None)
    problem = syntax.explain(Lines("a.yaml", "a: 1\nb: 2\n"), yaml.scanner.ScannerError("while doing", mark, "found something", mark))
    assert (problem.code, str(problem.place)) == ("CX020", "a.yaml:2:1")
    assert "found something" not in f"{problem.text}{problem.remedy}"


def test_an_excerpt_keeps_its_columns():
    """Signs that cannot be printed take one place each; a line of any length is shown around the fault."""
    place = Lines("a.yaml", "a\tb\x1b[31m\u202ec\n").locate(8)
    assert (place.excerpt, place.column) == ("a→b�[31m�c", 9)
    long = Lines("a.yaml", "x" * 10_000)
    assert long.locate(9_999).excerpt == ""
    assert len(long.locate(50).excerpt) <= 4_000
