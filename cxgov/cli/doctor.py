"""``cxgov doctor``: what this machine lacks, and how to get it."""

from __future__ import annotations

import contextlib
import io
import json
import platform
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version

import click

from cxgov import resources
from cxgov.cli import options
from cxgov.cli.failures import INPUT_REFUSED
from cxgov.cli.options import _
from cxgov.cli.speech import screen_language
from cxgov.cli.tables import aligned
from cxgov.language import LANGUAGES, N_, Message, message

INSTALL_PANGO = {
    "Linux": N_("install Pango with the system's package manager, for example: "
                "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 (Debian, Ubuntu); dnf install pango harfbuzz (Fedora); "
                "apk add pango harfbuzz-subset fontconfig (Alpine)"),
    "Darwin": N_("install Pango with Homebrew: brew install pango"),
    "Windows": N_("install Pango with MSYS2: pacman -S mingw-w64-x86_64-pango, and add its bin folder to PATH"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing a machine needs.

    Attributes:
        name: what it is.
        ok: it is there.
        found: version, or what is wrong.
        needed_for: what does not work without it.
        remedy: how to get it.
    """

    name: Message
    ok: bool
    found: str
    needed_for: Message
    remedy: Message | None = None


@click.command("doctor", help=_(N_("""Say what this machine lacks. Exit code 1 when something is missing.

\b
Example:
  cxgov doctor
""")))
@options.format_option("text", "json")
@click.option("--lang", type=click.Choice(LANGUAGES), help=_(N_("Language of the output.")))
def command(form: str, lang: str | None) -> int:
    language = screen_language(lang)
    items = examine()
    if form == "json":
        click.echo(json.dumps([{"name": language.say(i.name), "ok": i.ok, "found": i.found, "needed_for": language.say(i.needed_for),
                                "remedy": language.say(i.remedy) if i.remedy else None} for i in items], ensure_ascii=False, indent=2))
    else:
        rows = [[_(N_("ok")) if i.ok else _(N_("missing")), language.say(i.name), i.found, language.say(i.needed_for)] for i in items]
        click.echo("\n".join(aligned(rows)))
        for item in items:
            if not item.ok and item.remedy:
                click.echo(f"\n{language.say(item.name)}: {language.say(item.remedy)}")
    return 0 if all(item.ok for item in items) else INPUT_REFUSED


def examine() -> list[Item]:
    """Looks at everything cxgov needs."""
    return [_python(), *_packages(), _fonts(), *_catalogues(), _pdf()]


def pdf_gap() -> Message | None:
    """What keeps this machine from writing PDFs; ``None`` when nothing does."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # without Pango it prints a banner to stdout, which is ours
            import_module("weasyprint")
    except OSError:
        return message(INSTALL_PANGO.get(platform.system(), INSTALL_PANGO["Linux"]))
    except ImportError:
        return message(N_("install the Python package: pip install weasyprint"))
    return None


def _python() -> Item:
    return Item(message(N_("Python")), sys.version_info >= (3, 11), platform.python_version(), message(N_("everything")), message(
        N_("install Python 3.11 or newer")))


def _packages() -> list[Item]:
    """The packages cxgov declares, as installed."""
    items = []
    for requirement in requires("cxgov") or []:
        if ";" in requirement:
            continue
        name = requirement.replace(">", " ").replace("=", " ").replace("<", " ").replace("!", " ").split()[0]
        try:
            found, ok = version(name), True
        except PackageNotFoundError:
            found, ok = "–", False
        items.append(Item(message(N_("Python package {name}"), name=name), ok, found, message(N_("everything")), message(
            N_("pip install {name}"), name=name)))
    return items


def _fonts() -> Item:
    try:
        missing = [face for face in resources.FONT_FACES if not resources.font_path(face).is_file()]
    except ModuleNotFoundError:
        missing = list(resources.FONT_FACES)
    return Item(message(N_("Fonts of the reports")), not missing, ", ".join(missing) or str(len(resources.FONT_FACES)), message(
        N_("reports")), message(N_("pip install {name}"), name="font-source-sans-pro"))


def _catalogues() -> list[Item]:
    # The program is written in English: that needs no catalogue.
    return [Item(message(N_("Message catalogue {code}"), code=code), resources.catalogue(code) is not None, code, message(
        N_("texts in this language")), message(N_("install cxgov again"))) for code in LANGUAGES if code != "en"]


def _pdf() -> Item:
    gap = pdf_gap()
    return Item(message(N_("System libraries for PDF (Pango)")), gap is None, "Pango" if gap is None else "–", message(N_("PDF reports")), gap)
