"""Reports: a profile lists sections, sections turn numbers into pages, `rendering` turns pages into files.

In this room: what a report says and in which order. Not here: how a page looks (`rendering`, ``templates``), and the
writing of files (`cli`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from cxgov.language import N_, Language, message
from cxgov.model import Period, Workspace
from cxgov.problems import Location, Problem, Severity
from cxgov.rendering.html import page as assemble_page
from cxgov.rendering.html import without_dead_links
from cxgov.reporting.context import Context
from cxgov.reporting.cover import document_of, source_line
from cxgov.reporting.profiles import Profile, profiles
from cxgov.reporting.section import Page
from cxgov.reporting.sections import SECTIONS
from cxgov.reviewing.on_file import periods_on_file, require_on_file
from cxgov.scoring import choose, score

__all__ = ["Report", "UnknownProfile", "profiles", "report"]

Progress = Callable[[str], None]
FORMATS = ("html", "pdf")


class UnknownProfile(Exception):
    """There is no such report profile; ``str`` gives its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A finished report.

    Attributes:
        html: one self-contained HTML file.
        pdf: the PDF of the same text; ``None`` when it was not asked for.
        period: the period it reports.
        problems: sections that could not be written.
    """

    period: Period
    html: str
    pdf: bytes | None
    problems: tuple[Problem, ...]


def report(workspace: Workspace, *, formats: Sequence[str] = ("html",), language: str | None = None, profile: str = "full",
           framework: str | None = None, period: Period | None = None, unit: str | None = None, as_of: date | None = None,
           progress: Progress | None = None, since: Period | None = None) -> Report:
    """Writes a report of one framework, period and unit.

    Args:
        workspace: the loaded organisation.
        formats: ``html``, ``pdf`` or both; the HTML is made in any case, the PDF from it.
        language: ``pl`` or ``en``; the organisation's first language by default.
        profile: name of the report profile.
        framework: framework id; the organisation's first one by default.
        period: the period; the latest with an assessment by default.
        unit: unit id; the organisation as a whole by default.
        as_of: the day to judge ages and deadlines by; the last day of the period by default.
        progress: is called with the name of each step as it begins.
        since: the period to compare with; the assessed period before by default.

    Returns:
        The report. A section that fails is left out and reported in `Report.problems`.

    Raises:
        NothingToScore: if there is no assessment to report.
        NothingOnFile: if the profile reports the latest assessment and the period lies before or after everything on file.
        UnknownProfile: if there is no such profile.
        cxgov.rendering.pdf.PdfUnavailable: if a PDF is wanted and its libraries are missing.
    """
    plan = profiles().get(profile)
    if plan is None:
        raise UnknownProfile(profile)
    reported = period
    if plan.latest_assessment:
        reported = period or latest_on_file(workspace) or choose(workspace, framework, None, unit)[1]
        require_on_file(workspace, reported)
        # No assessment by then: the refusal names the period that was asked for and those that were assessed.
        period = latest_assessed(workspace, framework, reported, unit) or reported
    card = score(workspace, framework, period, unit)
    reported = reported or card.period
    context = Context(workspace=workspace, language=Language(language or workspace.organisation.languages[0]), card=card,
                      as_of=as_of or reported.end, reported=reported, since=since)
    tell = progress or (lambda _step: None)
    sections, problems = _sections(context, plan, tell)
    tell("html")
    html = assemble_page(context.environment, {"document": document_of(context, plan), "sections": sections})
    if problems or "annex-derivations" not in plan.sections:
        html = without_dead_links(html)  # figures link to the annex, which a short report does without
    pdf = None
    if "pdf" in formats:
        from cxgov.rendering.pdf import write

        tell("pdf")
        pdf = write(html)
    return Report(period=reported, html=html, pdf=pdf, problems=tuple(problems))


def latest_on_file(workspace: Workspace) -> Period | None:
    """The latest period with an assessment, a measured value or a decision; ``None`` where there is none."""
    return max(periods_on_file(workspace), default=None)


def latest_assessed(workspace: Workspace, framework: str | None, until: Period, unit: str | None) -> Period | None:
    """The latest assessed period that ends no later than ``until``; ``None`` where there is none."""
    known = workspace.assessed_periods(framework or workspace.organisation.frameworks[0], unit)
    return max((p for p in known if p.end <= until.end), default=None)


def _sections(context: Context, plan: Profile, tell: Progress) -> tuple[list[dict[str, object]], list[Problem]]:
    problems: list[Problem] = []
    built: list[dict[str, object]] = []
    chapter, annex = 0, 0
    for name in plan.sections:
        tell(name)
        try:
            pages = [(page, context.environment.render(f"sections/{page.template}", page.data)) for page in SECTIONS[name].build(context)]
        except Exception as error:  # noqa: BLE001 - one broken section must not take the report down
            problems.append(Problem("CX080", Severity.ERROR, Location(context.workspace.name), message(
                N_("section '{name}' could not be written ({kind})"), name=name, kind=type(error).__name__), message(
                N_("this is a fault of cxgov; please report it")), name))
            continue
        for page, html in pages:
            if page.annex:
                annex += 1
                number = context.say(N_("Annex {letter}"), letter=chr(ord("A") + annex - 1))
            else:
                chapter += 1
                number = str(chapter)
            built.append(_as_plain(page, number, html, source_line(context)))
    return built, problems


def _as_plain(page: Page, number: str, html: str, source: str) -> dict[str, object]:
    return {"id": page.id, "number": number, "title": page.title, "short_title": page.short_title, "lead": page.lead,
            "html": html, "annex": page.annex, "wide": page.wide, "level": 2 if page.follows else 1, "source": source}
