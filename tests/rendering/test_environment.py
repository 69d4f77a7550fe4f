"""The template environment: plain data in, one language out, and a sandbox that holds."""

from pathlib import Path

import jinja2
import pytest
from jinja2.exceptions import SecurityError
from markupsafe import Markup

from cxgov.language import Language, Message, counted, message
from cxgov.rendering.environment import Environment, NotPlainError, anchor, environment, picture, plain


def rendered(source: str, code: str = "en", **context) -> str:
    """Renders a template given as text, in the environment that templates of the package get."""
    plain(context)
    return environment(code)._jinja.from_string(source).render(context)


# --- what goes in ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ({"file": Path("x")}, r"context\.file: \w*Path"),
        ({"rows": [{"a": 1}, {"a": {1, 2}}]}, r"context\.rows\[1\]\.a: set"),
        ({"f": print}, r"context\.f: builtin_function_or_method"),
        ({"d": {(1, 2): 3}}, r"context\.d: key of type tuple"),
        ({"e": ValueError("x")}, r"context\.e: ValueError"),
        ({"m": message("x {y}", y=Path("z"))}, r"context\.m\.y: \w*Path"),
    ],
)
def test_objects_stay_outside(context, place):
    with pytest.raises(NotPlainError, match=place):
        environment("en").render("report.html", context)


def test_subclasses_of_plain_types_stay_outside():
    """A subclass brings methods of its own."""

    class Sly(str):
        __slots__ = ()

    with pytest.raises(NotPlainError):
        plain({"s": Sly("x")})


def test_data_that_contains_itself_is_refused():
    loop: list = []
    loop.append(loop)
    with pytest.raises(NotPlainError, match="nested deeper"):
        plain({"loop": loop})


def test_plain_data_passes():
    plain({"a": [1, 2.5, None, True, "x", Markup("<b>"), {"b": (1, 2), 3: "c"}], "m": counted(2, "{n} a", "{n} b")})


# --- what comes out --------------------------------------------------------------------------------------------------


def test_text_is_escaped_and_markup_is_not():
    assert rendered("{{ a }}{{ b }}", a="<script>", b=Markup("<b>")) == "&lt;script&gt;<b>"


def test_none_is_shown_as_a_dash_and_never_as_a_word():
    assert rendered("{{ x }}", x=None) == "–"


def test_a_missing_name_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        rendered("{{ nowhere }}")


def test_messages_are_said_in_the_language_of_the_environment():
    said = message("index {value}", value=1.5)
    assert rendered("{{ m }}|{{ m | say }}", "pl", m=said) == "index 1,5|index 1,5"


def test_placeholders_are_filled_and_escaped():
    assert rendered('{{ _("{who}: {n}", who=w, n=1234.5) }}', "pl", w="<i>") == "&lt;i&gt;: 1234,5"


def test_markup_in_a_placeholder_survives_and_the_sentence_is_escaped():
    assert rendered('{{ _("a < {link}", link=x) }}', x=Markup("<a>b</a>")) == "a &lt; <a>b</a>"


def test_braces_of_a_value_are_not_placeholders():
    assert rendered('{{ _("{x}", x=y) }}', y="{x.__class__}") == "{x.__class__}"


@pytest.mark.parametrize(("n", "text"), [(1, "1 rater"), (2, "2 raters"), (1500, "1,500 raters")])
def test_plural_forms(n, text):
    assert rendered('{{ ngettext("{n} rater", "{n} raters", n) }}', n=n) == text


def test_trans_blocks_keep_their_markup_and_escape_values():
    assert rendered("{% trans w=who %}<em>To</em> {{ w }}, 100%{% endtrans %}", who="<x>") == "<em>To</em> &lt;x&gt;, 100%"


@pytest.mark.parametrize(
    ("source", "polish", "english"),
    [
        ("{{ 12345.678 | number(1) }}", "12\N{NO-BREAK SPACE}345,7", "12,345.7"),
        ("{{ 2 | signed }} {{ -2 | signed }}", "+2 −2", "+2 −2"),
        ("{{ 0.455 | percent }}", "46%", "46%"),
        ("{{ none | number(1) }}", "–", "–"),
        ('{{ "2026-09-30" | date }}', "30\N{NO-BREAK SPACE}września\N{NO-BREAK SPACE}2026", None),
        ('{{ "2026-09-30" | short_date }}', "30.09.2026", None),
        ('{{ "2026-Q3" | period }}', "III\N{NO-BREAK SPACE}kwartał\N{NO-BREAK SPACE}2026", None),
        ('{{ {"pl": "cykl", "en": "cycle"} | text }}', "cykl", "cycle"),
        ('{{ ["a", "b", "c"] | join_words }}', "a, b i c", "a, b and c"),
        ('{{ "<x>" | quoted }}', "„&lt;x&gt;”", "“&lt;x&gt;”"),
    ],
)
def test_filters_follow_the_language(source, polish, english):
    assert rendered(source, "pl") == polish
    if english is not None:
        assert rendered(source, "en") == english


def test_one_environment_a_language():
    assert environment("pl") is environment("pl")
    assert isinstance(Environment(Language("pl")).render("report.html", document()), Markup)


def document() -> dict:
    from cxgov.rendering.html import DOCUMENT_DEFAULTS

    return {"document": {**DOCUMENT_DEFAULTS, "title": "T"}, "sections": [], "policy": "",
            "styles": "", "script": ""}


# --- ids and pictures ------------------------------------------------------------------------------------------------


def test_anchors_keep_different_ids_different():
    ids = ["S1.P1", "S1_P1", "S1/P1", "S1 P1", "s1.p1", "S1_2f_P1", "ż", "<x>"]
    anchors = [anchor(i) for i in ids]
    assert anchors[0] == "S1.P1"
    assert len(set(anchors)) == len(ids)
    assert all(c.isascii() and (c.isalnum() or c in "._-") for a in anchors for c in a)


def test_a_picture_is_one_image_with_a_name():
    svg = Markup('<?xml version="1.0"?><svg viewBox="0 0 1 1" aria-label="old"><path/></svg>')
    assert picture({"svg": svg, "alt": 'the "wheel"'}) == (
        '<svg role="img" aria-label="the &#34;wheel&#34;" viewBox="0 0 1 1"><path/></svg>'
    )


def test_a_picture_that_names_itself_stays():
    assert picture(Markup("<svg><title>x</title></svg>")) == '<svg role="img"><title>x</title></svg>'


@pytest.mark.parametrize("drawing", [Markup("<svg></svg>"), {"svg": Markup("<svg/>"), "alt": ""}, "<svg><title>x</title></svg>",
                                     {"svg": "<svg></svg>", "alt": "x"}, Markup("<p>")])
def test_a_picture_without_a_name_or_of_unknown_making_is_refused(drawing):
    with pytest.raises(ValueError, match="a drawing"):
        picture(drawing)


# --- the sandbox -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["../setup.cfg", "/etc/passwd", "macros/../report.html", "report.html\x00", "Report.html",
                                  "report.py", "styles//base.css", "", ".", "{x!r}.html", "nowhere.html"])
def test_templates_come_from_their_folder_alone(name):
    with pytest.raises(jinja2.TemplateNotFound):
        environment("en").render(name, {})


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ x.__init__ }}",
        "{{ ''|attr('__class__')|attr('__mro__') }}",
        "{{ '{0.__class__.__mro__}'.format(x) }}",
        "{{ _.__globals__ }}",
        "{{ range(10 ** 9) | length }}",
        "{{ 9 ** (9 ** 9) }}",
        "{{ 'a' * 10 ** 10 }}",
        "{{ 1000000000 * [1] }}",
        "{{ 'a'.center(10 ** 9) }}",
        "{{ 'a'.ljust(10 ** 9) }}",
        "{% do x.append(1) %}",
        "{% do d.update(a=1) %}",
    ],
)
def test_what_reaches_out_or_inflates_is_stopped(source):
    with pytest.raises((SecurityError, jinja2.UndefinedError)):
        rendered(source, x=[1], d={})


@pytest.mark.parametrize("name", ["safe", "center", "indent", "xmlattr", "format", "random"])
def test_filters_that_open_a_door_are_absent(name):
    with pytest.raises(jinja2.TemplateAssertionError):
        rendered("{{ 'x' | " + name + " }}")


def test_honest_arithmetic_works():
    assert rendered("{{ 2 * 3 }} {{ 2 ** 8 }} {{ '-' * 5 }} {{ range(3) | list }}") == "6 256 ----- [0, 1, 2]"


# --- the macros ------------------------------------------------------------------------------------------------------


def table(**options) -> str:
    source = '{% from "macros/tables.html" import data_table %}{{ data_table(columns, rows, **o) }}'
    columns = options.pop("columns", [{"title": "Stage"}, {"title": "Score", "kind": "number", "digits": 1}])
    return rendered(source, "pl", columns=columns, rows=options.pop("rows"), o=options)


def test_a_table_has_headings_of_columns_and_rows():
    html = table(rows=[["S1", 2.25], ["S2", None]], caption="Profil")
    assert "<caption>Profil</caption>" in html
    assert '<th scope="col">Stage</th><th scope="col" class="number">Score</th>' in html
    assert '<th scope="row">S1</th><td class="number">2,3</td>' in html
    assert '<td class="number"><span class="none">–</span></td>' in html
    assert "data-filterable" not in html


def test_groups_ids_and_totals_of_a_table():
    html = table(rows=[{"group": "Etap 1"}, {"cells": ["P1", 1], "id": "a-S1.P1"}], foot=["Razem", 1], searchable=True)
    assert '<tr class="group"><td colspan="2">Etap 1</td></tr>' in html
    assert '<tr id="a-S1.P1"><th scope="row">P1</th><td class="number">1,0</td></tr>' in html
    assert "<tfoot><tr><th" in html
    assert "data-filterable" in html


def test_text_in_a_table_is_escaped_and_widths_are_lengths():
    assert '<th scope="row">&lt;b&gt;</th>' in table(rows=[["<b>", 1]])
    assert 'style="width:20%"' in table(rows=[], columns=[{"title": "a", "width": "20%"}])
    with pytest.raises(ValueError, match="not a length"):
        table(rows=[], columns=[{"title": "a", "width": "1%;background:url(x)"}])


def test_numbers_link_to_their_derivation():
    source = '{% from "macros/marks.html" import ref, key_figure %}{{ ref(2.2 | number(1), "S2.effective") }}'
    assert rendered(source, "pl") == '<a class="ref" href="#d-S2.effective">2,2</a>'


@pytest.mark.parametrize(("level", "html"), [(3, '"digit l3">3<'), (1.4, '"digit l1">1,4<'), (0, '"digit l0">0<'),
                                             (None, '"digit unknown">')])
def test_a_level_carries_its_digit_and_its_colour(level, html):
    source = '{% from "macros/marks.html" import level_badge %}{{ level_badge(x, "Nazwa") }}'
    assert html in rendered(source, "pl", x=level)
    assert "Nazwa" in rendered(source, "pl", x=level)


def test_callouts_take_text_or_a_block():
    source = '{% from "macros/blocks.html" import why %}{{ why("a & b", title="T") }}{% call why() %}<p>c</p>{% endcall %}'
    html = rendered(source)
    assert '<p class="callout-title">T</p><p>a &amp; b</p>' in html
    assert '<div class="why"><p>c</p></div>' in html


def test_a_figure_says_its_point_unit_and_n():
    source = '{% from "macros/figures.html" import figure %}{{ figure(d, "Point", unit="points", n=1204, table=t) }}'
    html = rendered(source, d={"svg": Markup("<svg></svg>"), "alt": "A"}, t=Markup("<table></table>"))
    assert "<strong>Point</strong>" in html
    assert "points · n = 1,204" in html
    assert '<svg role="img" aria-label="A">' in html
    assert "<details" in html
    assert "<table></table>" in html


def test_every_macro_of_a_template_is_described_in_its_header():
    from cxgov import resources

    for entry in sorted(resources.templates().joinpath("macros").iterdir(), key=lambda e: e.name):
        text = entry.read_text("utf-8")
        header = text[: text.index("-#}")]
        for line in text.splitlines():
            if line.startswith("{% macro ") and not line.startswith(("{% macro cell(", "{% macro table_row(")):
                assert f"{line.split()[2].split('(')[0]}(" in header, f"{entry.name}: {line}"


def test_message_values_reach_the_template_as_they_are():
    assert rendered("{{ m }}", m=Message("x & {v}", {"v": "<b>"})) == "x &amp; &lt;b&gt;"
