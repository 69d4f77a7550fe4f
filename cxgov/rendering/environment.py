"""The template environment: a Jinja sandbox that sees plain data and speaks one language.

In this room: loading the built-in templates, the filters for numbers, dates and texts, the translation functions, and
the limits of the sandbox. Not here: what a page looks like (templates/) and how it becomes one file (`html`).

Texts in templates: ``{{ _("Level {level}", level=x) }}`` and ``{{ ngettext("{n} rater", "{n} raters", n) }}`` take
``{name}`` placeholders, format numbers by the language and escape the result unless a value is Markup;
``{% trans %}`` works too, for texts with markup inside. Years and codes are passed as text, or they get separators.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from cxgov import resources
from cxgov.language import Language, Message, Text

PLAIN = frozenset({str, int, float, bool, type(None), Markup})
MAX_DEPTH = 40
MAX_REPEATED = 100_000  # characters or items that "x" * n may give
MAX_RANGE = 100_000

_TEMPLATE_NAME = re.compile(r"(?:[a-z0-9][a-z0-9_-]*/)*[a-z0-9][a-z0-9_-]*\.(?:html|svg|jinja|txt|css)")
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9.-]")
_SVG_OPENING = re.compile(r"<svg\b[^>]*>")
_LENGTH = re.compile(r"\d{1,4}(?:\.\d{1,3})?(?:%|mm|pt|em|rem)")
# Methods of plain values that make much out of little.
_INFLATING = frozenset({"center", "ljust", "rjust", "zfill", "expandtabs", "translate", "maketrans", "encode"})


class NotPlainError(TypeError):
    """A template was given something that is not plain data."""


def plain(value: Any, where: str = "context") -> None:
    """Refuses anything but dict, list, tuple, str, int, float, bool, None, Markup and `Message`.

    Methods of context objects run in a sandbox too (``path.write_text``), so objects stay outside.

    Raises:
        NotPlainError: naming the place, such as ``context.sections[3].rows: PosixPath``.
    """
    _plain(value, where, 0)


def _plain(value: Any, where: str, depth: int) -> None:
    kind = type(value)
    if kind in PLAIN:
        return
    if depth > MAX_DEPTH:
        raise NotPlainError(f"{where}: nested deeper than {MAX_DEPTH} levels")
    if kind is dict:
        for key, item in value.items():
            if type(key) is not str and type(key) is not int:
                raise NotPlainError(f"{where}: key of type {type(key).__name__}")
            if type(item) not in PLAIN:
                _plain(item, f"{where}.{key}", depth + 1)
    elif kind is list or kind is tuple:
        for index, item in enumerate(value):
            if type(item) not in PLAIN:
                _plain(item, f"{where}[{index}]", depth + 1)
    elif kind is Message:
        _plain({name: str(v) if isinstance(v, date) else v for name, v in value.values.items()}, where, depth + 1)
    else:
        raise NotPlainError(f"{where}: {kind.__name__}")


class Environment:
    """Renders the built-in templates in one language.

    Args:
        language: the language of every text, number and date.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._jinja = _Sandbox(
            loader=_Templates(),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
            finalize=self._finalize,
        )
        self._jinja.policies["ext.i18n.trimmed"] = True
        self._jinja.filters.update(self._filters())
        self._jinja.globals.update(self._texts())
        self._jinja.globals["lang"] = language.code

    def render(self, name: str, context: Mapping[str, Any]) -> Markup:
        """Renders a template.

        Args:
            name: path below the templates folder, ``sections/summary.html``.
            context: plain data only, see `plain`.

        Returns:
            The text as Markup: everything in it is escaped or was Markup before.

        Raises:
            NotPlainError: if the context holds objects.
            jinja2.TemplateError: if the template is missing or wrong, or uses a name that the context lacks.
        """
        data = dict(context)
        plain(data)
        return Markup(self._jinja.get_template(name).render(data))  # noqa: S704 - autoescape is always on

    def _finalize(self, value: Any) -> Any:
        if value is None:
            return "–"  # "there is none"; never the word None
        return self.language.say(value) if type(value) is Message else value

    # --- texts -----------------------------------------------------------------------------------------------------

    def _texts(self) -> dict[str, Callable[..., str]]:
        language = self.language

        def gettext(text: str, /, **values: Any) -> str:
            return self._filled(language.gettext(text), values)

        def ngettext(text: str, plural: str, n: int, /, **values: Any) -> str:
            return self._filled(language.ngettext(text, plural, n), {"n": n, **values})

        def pgettext(context: str, text: str, /, **values: Any) -> str:
            return self._filled(language.pgettext(context, text), values)

        def npgettext(context: str, text: str, plural: str, n: int, /, **values: Any) -> str:
            return self._filled(language.npgettext(context, text, plural, n), {"n": n, **values})

        return {"_": gettext, "gettext": gettext, "ngettext": ngettext, "pgettext": pgettext, "npgettext": npgettext}

    def _filled(self, text: str, values: Mapping[str, Any]) -> str:
        """Fills ``{name}`` placeholders; `{% trans %}` fills its own ``%(name)s`` afterwards."""
        if not values or "{" not in text:
            return text
        shown = {name: self._value(value) for name, value in values.items()}
        if any(isinstance(value, Markup) for value in shown.values()):
            return escape(text).format(**shown)
        return text.format(**shown)

    def _value(self, value: Any) -> str:
        if isinstance(value, str):
            return value
        return self.language.say(Message("{value}", {"value": value}))

    # --- filters ---------------------------------------------------------------------------------------------------

    def _filters(self) -> dict[str, Callable[..., Any]]:
        language = self.language
        marks = ("„", "”") if language.code == "pl" else ("“", "”")

        def number(value: float | None, digits: int = 0, trim: bool = False) -> str:
            return "–" if value is None else language.number(value, digits, trim=trim)

        def signed(value: float | None, digits: int = 0) -> str:
            return "–" if value is None else language.number(value, digits, signed=True)

        def day(value: str | None) -> str:
            return language.date(date.fromisoformat(value) if value else None)

        def short_day(value: str | None) -> str:
            return language.short_date(date.fromisoformat(value) if value else None)

        def text(value: Text | None) -> str:
            return language.text(value)

        def quoted(value: str) -> Markup:
            return Markup("{}{}{}").format(marks[0], value, marks[1])

        return {
            "number": number,  # 1234.5 | number(1)
            "signed": signed,  # +3, −2
            "percent": language.percent,  # share 0..1
            "date": day,  # from ISO text
            "short_date": short_day,
            "period": language.period,
            "text": text,  # a text by language
            "say": language.say,
            "join_words": language.join,  # a, b and c
            "quoted": quoted,
            "anchor": anchor,
            "picture": picture,
            "with_defaults": _with_defaults,
            "length_value": _length_value,
        }


@cache
def environment(code: str) -> Environment:
    """Returns the environment of a language; the same one every time, so that templates are compiled once."""
    return Environment(Language(code))


def anchor(text: str) -> str:
    """Makes an HTML id of a record's id; different ids stay different.

    ASCII letters, digits, ``.`` and ``-`` stay, all else becomes ``_`` and its code point in hex.
    """
    return _NOT_IN_AN_ID.sub(lambda found: f"_{ord(found[0]):x}_" if found[0] != "_" else "__", str(text))


def picture(drawing: Mapping[str, str] | Markup) -> Markup:
    """Makes an inline SVG one image with a name.

    Args:
        drawing: ``{"svg": Markup, "alt": text}``, or the SVG alone when it has an ``aria-label`` or a ``<title>``.

    Returns:
        The SVG from its opening tag on (an XML declaration does not belong into HTML).

    Raises:
        ValueError: if there is no SVG, it is not Markup, or it has no name: a picture without one is not published.
    """
    svg, alt = (drawing["svg"], drawing.get("alt", "")) if isinstance(drawing, Mapping) else (drawing, "")
    opening = _SVG_OPENING.search(svg) if isinstance(svg, Markup) else None
    if opening is None:
        raise ValueError("a drawing is SVG as Markup")
    tag = opening[0]
    if alt:
        tag = re.sub(r'\s(?:role|aria-label)="[^"]*"', "", tag)
        tag = f'<svg role="img" aria-label="{escape(alt)}"{tag[4:]}'
    elif "aria-label=" not in tag and not svg[opening.end() :].lstrip().startswith("<title"):
        raise ValueError("a drawing without a text alternative")
    elif "role=" not in tag:
        tag = f'<svg role="img"{tag[4:]}'
    return Markup(tag + str(svg)[opening.end() :])  # noqa: S704 - made from Markup and an escaped attribute


def _with_defaults(items: Sequence[Mapping[str, Any]], defaults: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [{**defaults, **item} for item in items]


def _length_value(value: str) -> str:
    """Lets a CSS length pass and nothing else: it stands in a style attribute.

    Raises:
        ValueError: for anything but a number with %, mm, pt, em or rem.
    """
    if not _LENGTH.fullmatch(value):
        raise ValueError(f"not a length: {value[:40]!r}")
    return value


class _Templates(jinja2.BaseLoader):
    """Loads templates from the package; the names it takes cannot leave the folder."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        del environment
        if not _TEMPLATE_NAME.fullmatch(template):
            raise jinja2.TemplateNotFound(template)
        entry = resources.templates().joinpath(*template.split("/"))
        if not entry.is_file():
            raise jinja2.TemplateNotFound(template)
        # The name alone stands in error messages: a path would tell where the program is installed.
        return entry.read_text("utf-8"), template, lambda: True


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with limits on what grows without reading anything."""

    intercepted_binops = frozenset({"**", "*"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.globals["range"] = _bounded_range
        for name in ("lipsum", "cycler", "joiner"):
            self.globals.pop(name, None)
        for name in ("center", "indent", "wordwrap", "format", "xmlattr", "pprint", "random", "safe"):
            self.filters.pop(name, None)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        return attr not in _INFLATING and super().is_safe_attribute(obj, attr, value)

    def call_binop(self, context: jinja2.runtime.Context, operator: str, left: Any, right: Any) -> Any:
        if operator == "**" and (abs(left) > 1e6 or abs(right) > 64):
            raise jinja2.exceptions.SecurityError("power of large numbers")
        if operator == "*":
            for sequence, count in ((left, right), (right, left)):
                if isinstance(sequence, str | list | tuple) and len(sequence) * int(count) > MAX_REPEATED:
                    raise jinja2.exceptions.SecurityError(f"repetition beyond {MAX_REPEATED}")
        return super().call_binop(context, operator, left, right)


def _bounded_range(*arguments: int) -> range:
    numbers = range(*arguments)
    if len(numbers) > MAX_RANGE:
        raise jinja2.exceptions.SecurityError(f"range longer than {MAX_RANGE}")
    return numbers
