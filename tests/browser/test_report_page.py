"""The HTML report in a real browser: alone with itself, searchable, usable by keyboard, without script and on a phone."""

import re
from itertools import pairwise

import pytest
from markupsafe import Markup

from cxgov.language import Language
from cxgov.rendering import html
from cxgov.rendering.environment import environment

pytestmark = pytest.mark.browser

NARROW = {"width": 360, "height": 740}
WIDE = {"width": 1366, "height": 900}
# Texts of the page in reading order, without what the script adds; closed details count: they can be opened.
READ = "() => [...document.querySelectorAll('main, nav, header, footer')].map(part => part.textContent.replace(/\\s+/g, ' ').trim())"
OPEN_ALL = "() => document.querySelectorAll('details').forEach(found => { found.open = true; })"
IN_VIEW = "e => { const b = e.getBoundingClientRect(); return b.width > 0 && b.height > 0 && b.left >= 0 && b.top >= 0 && b.right <= innerWidth; }"


def test_opens_without_a_complaint_or_a_request(opened, report_file):
    tab = opened(viewport=WIDE)
    tab.page.evaluate("() => document.fonts.ready.then(() => scrollTo(0, document.body.scrollHeight))")
    tab.page.wait_for_timeout(300)
    assert tab.complaints == []
    assert tab.requests == [report_file.as_uri()]
    assert tab.page.evaluate("() => [...document.fonts].filter(face => face.status === 'error').length") == 0
    assert tab.page.title()


def searchable(tab):
    boxes = tab.page.locator("[data-filterable]")
    if boxes.count() == 0:
        pytest.fail("the report has no searchable table")
    # The longest one; the details it may stand in are opened.
    tab.page.evaluate(OPEN_ALL)
    lengths = [boxes.nth(i).locator("tbody tr:not(.group)").count() for i in range(boxes.count())]
    return boxes.nth(lengths.index(max(lengths)))


def shown(box) -> list[str]:
    return [re.sub(r"\s+", " ", text).strip() for text in box.locator("tbody tr:not(.group):not([hidden])").all_inner_texts()]


def test_search_leaves_the_rows_that_hold_the_words(opened):
    tab = opened(viewport=WIDE)
    box = searchable(tab)
    field, count = box.locator("input[type=search]"), box.locator("output")
    every = shown(box)
    assert count.get_attribute("aria-live") == "polite"
    assert count.inner_text() == ""
    word = next(word for text in every for word in re.findall(r"[^\W\d_]{4,}", text) if not all(word.lower() in row.lower() for row in every))
    field.fill(word.upper())
    found = shown(box)
    assert 0 < len(found) < len(every)
    assert f"{len(found)}" in count.inner_text()
    assert f"{len(every)}" in count.inner_text()
    field.fill("qqqqxxxx")
    assert shown(box) == []
    assert re.search(r"\b0\b", count.inner_text())
    field.fill("")
    assert shown(box) == every
    assert count.inner_text() == ""


def test_search_does_not_ask_for_polish_letters(opened):
    tab = opened(viewport=WIDE)
    box = searchable(tab)
    plain = str.maketrans("ąćęłńóśźż", "acelnoszz")
    word = next((word for text in shown(box) for word in re.findall(r"[^\W\d_]{5,}", text.lower()) if word != word.translate(plain)), None)
    if word is None:
        pytest.skip("no Polish word in the table of this language")
    box.locator("input[type=search]").fill(word.translate(plain))
    assert any(word in row.lower() for row in shown(box))


def try_choices(box) -> None:
    """Every value leaves its rows and says how many; together they are all rows; "all" brings them back."""
    select, count = box.locator("select").first, box.locator("output")
    every = shown(box)
    values = [value for value in select.locator("option").evaluate_all("all => all.map(o => o.value)") if value]
    assert values
    kept = 0
    for value in values:
        select.select_option(value)
        found = shown(box)
        assert found
        assert f"{len(found)}" in count.inner_text()
        kept += len(found)
    assert kept == len(every)
    select.select_option("")
    assert shown(box) == every
    assert count.inner_text() == ""


def test_choices_of_the_report_leave_their_rows(opened):
    tab = opened(viewport=WIDE)
    boxes = tab.page.locator("[data-filterable]", has=tab.page.locator("select"))
    if boxes.count() == 0:
        pytest.skip("no table of this report offers a choice")
    tab.page.evaluate(OPEN_ALL)
    for i in range(boxes.count()):
        try_choices(boxes.nth(i))


@pytest.fixture(scope="module")
def grouped_page(tmp_path_factory):
    """A page of one table with groups, a search and a choice, made by the report's own templates."""
    made = environment("pl")
    rows = [{"group": "Etap 1"}, ["Źródła", "tak"], ["Skargi", "nie"], {"group": "Etap 2"}, ["Obietnica", "nie"]]
    columns = [{"title": "Praktyka"}, {"title": "Dowód", "filter": True}]
    table = made._jinja.from_string("{% from 'macros/tables.html' import data_table %}{{ data_table(columns, rows, caption='Praktyki', searchable=true) }}")
    section = {"id": "s", "number": "1", "title": "Praktyki", "html": Markup(table.render(columns=columns, rows=rows))}
    path = tmp_path_factory.mktemp("page") / "groups.html"
    path.write_text(html.page(made, {"document": {"title": "Piekarnia"}, "sections": [section]}), "utf-8")
    return path


def test_choice_and_search_work_together_and_groups_follow_their_rows(open_file, grouped_page):
    tab = open_file(grouped_page, viewport=WIDE)
    box = tab.page.locator("[data-filterable]")
    groups = box.locator("tr.group:not([hidden])")
    assert shown(box) == ["Źródła tak", "Skargi nie", "Obietnica nie"]
    try_choices(box)
    box.locator("select").select_option("nie")
    assert shown(box) == ["Skargi nie", "Obietnica nie"]
    box.locator("input[type=search]").fill("obietn")
    assert shown(box) == ["Obietnica nie"]
    assert groups.all_inner_texts() == ["Etap 2"]
    assert box.locator("output").inner_text() == Language("pl").gettext("Rows shown: {shown} of {all}").format(shown=1, all=3)
    box.locator("input[type=search]").fill("zrodla")
    assert shown(box) == []
    box.locator("select").select_option("")
    assert shown(box) == ["Źródła tak"]
    assert tab.complaints == []


def test_every_field_has_a_name(opened):
    tab = opened(viewport=WIDE)
    fields = tab.page.locator(".filter input, .filter select")
    assert fields.count() > 0
    assert fields.evaluate_all("all => all.filter(f => !f.labels.length || !f.labels[0].firstChild.textContent.trim()).length") == 0


def test_first_tab_stop_skips_to_the_report(opened):
    tab = opened(viewport=WIDE)
    tab.page.keyboard.press("Tab")
    link = tab.page.locator(":focus")
    assert link.get_attribute("class") == "skip"
    assert link.evaluate(IN_VIEW)
    assert link.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    tab.page.keyboard.press("Enter")
    assert tab.page.evaluate("() => document.activeElement.id") == "main"


def test_contents_link_moves_by_keyboard(opened):
    tab = opened(viewport=WIDE, reduced_motion="reduce")
    links = tab.page.locator("nav.contents a")
    assert links.count() > 2
    last = links.last
    target = last.get_attribute("href")
    last.focus()
    assert last.evaluate("e => getComputedStyle(e).outlineStyle") != "none"
    before = tab.page.evaluate("scrollY")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_function("before => scrollY > before", arg=before)
    assert tab.page.evaluate("decodeURIComponent(location.hash)") == target
    top = tab.page.locator(f"[id='{target[1:]}']").evaluate("e => e.getBoundingClientRect().top")
    height = tab.page.evaluate("innerHeight")
    at_end = tab.page.evaluate("scrollY + innerHeight >= document.documentElement.scrollHeight - 2")
    assert -2 <= top < (height if at_end else 100)


def test_tables_scroll_in_regions_that_take_the_focus(opened):
    tab = opened(viewport=NARROW)
    tab.page.evaluate(OPEN_ALL)
    unnamed = tab.page.evaluate("""() => [...document.querySelectorAll('.scroll')]
        .filter(r => r.getAttribute('role') !== 'region' || !r.getAttribute('aria-label')).length""")
    assert unnamed == 0
    stuck = tab.page.evaluate("""() => [...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0
        && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && e.tabIndex < 0).map(e => e.outerHTML.slice(0, 150))""")
    assert stuck == []
    region = tab.page.locator(".scroll[tabindex='0']").first
    region.focus()
    for _ in range(5):
        tab.page.keyboard.press("ArrowRight")
    tab.page.wait_for_function("e => e.scrollLeft > 0", arg=region.element_handle())


def test_no_keyboard_trap(opened):
    """From the first stop to beyond the first table, no stop is invisible and none keeps the focus."""
    tab = opened(viewport=WIDE)
    places = []
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        places.append(tab.page.evaluate("() => [...document.querySelectorAll('*')].indexOf(document.activeElement)"))
        assert tab.page.evaluate("() => { const b = document.activeElement.getBoundingClientRect(); return b.width > 0 && b.height > 0; }")
    assert all(a != b for a, b in pairwise(places))


def test_reads_the_same_without_script(opened):
    with_script, without = opened(viewport=WIDE), opened(viewport=WIDE, java_script_enabled=False)
    # What the script adds is taken away again, so that the texts can be compared.
    with_script.page.evaluate("() => document.querySelectorAll('.filter').forEach(form => form.remove())")
    assert without.page.locator(".filter").count() == 0
    read = [re.sub(r"\s+", " ", text).strip() for text in without.page.locator("main, nav, header, footer").all_text_contents()]
    assert read == with_script.page.evaluate(READ)
    assert sum(map(len, read)) > 2000
    unseen = without.page.locator("main h2, main h3, main p, main li, main table, main svg").evaluate_all(
        "all => all.filter(e => !e.checkVisibility() && !e.closest('details:not([open])'))"
        ".map(e => e.outerHTML.slice(0, 120))")
    assert unseen == []
    assert without.complaints == []


@pytest.mark.parametrize("viewport", [NARROW, {"width": 800, "height": 900}, WIDE], ids=["phone", "tablet", "desk"])
def test_never_scrolls_sideways(opened, viewport):
    tab = opened(viewport=viewport)
    tab.page.evaluate(OPEN_ALL)
    wide = tab.page.evaluate("document.documentElement.scrollWidth")
    beyond = tab.page.evaluate("""() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
        && !e.closest('.scroll, .figure, svg, .skip')).slice(0, 8).map(e => e.outerHTML.slice(0, 160))""")
    assert wide <= viewport["width"], beyond


def test_current_section_is_marked_in_the_contents(opened):
    tab = opened(viewport=WIDE, reduced_motion="reduce")
    link = tab.page.locator("nav.contents a").nth(1)
    link.click()
    tab.page.wait_for_selector("nav.contents a[aria-current]")
    assert tab.page.locator("nav.contents a[aria-current]").count() == 1


def test_printing_opens_what_is_closed_and_closes_it_again(opened):
    tab = opened(viewport=WIDE)
    closed = "() => document.querySelectorAll('details:not([open])').length"
    before = tab.page.evaluate(closed)
    tab.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert tab.page.evaluate(closed) == 0
    tab.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert tab.page.evaluate(closed) == before
