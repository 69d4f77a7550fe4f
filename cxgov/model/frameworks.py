"""Maturity frameworks: dimensions, practices, the scale and the scoring rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from cxgov.language import Text
from cxgov.model.fields import TREE_ID_PATTERN, Bounds, Defines, Id, Share, Words, entry, record

Aggregate = Literal["weighted_mean", "sum", "min", "median", "max"]
TreeId = Annotated[str, Words(TREE_ID_PATTERN, "id")]


@record
class FrameworkSource:
    """A publication the framework rests on, cited by title and publisher."""

    id: Annotated[Id, Defines("framework_source", "framework")] = entry("Id of the source")
    title: Text = entry("Title, or what the publication is about")
    publisher: Text = entry("Who published it")
    year: Annotated[int, Bounds(1800, 2200)] | None = entry("Year of publication", default=None)


@record
class MaturityLevel:
    """One step of the scale."""

    name: Text = entry("Name of the level")
    test: Text | None = entry("How to recognise the level", default=None)


@record
class Scale:
    """The ordinal scale on which practices are rated."""

    min: Annotated[int, Bounds(0, 100)] = entry("Lowest level")
    max: Annotated[int, Bounds(1, 100)] = entry("Highest level")
    rule: Text | None = entry("How to choose between two descriptions", default=None)
    levels: Mapping[str, MaturityLevel] = entry("Every level from min to max")


@record
class EvidenceRule:
    """How far a level counts without evidence, or with old evidence."""

    unverified_cap: int = entry("A higher level without any evidence counts as this", default=1)
    fresh_quarters: Annotated[int, Bounds(0, 40)] = entry("Quarters after which evidence is stale", default=4)
    stale_cap: int = entry("A higher level whose newest evidence is stale or undated counts as this", default=2)


@record
class SequenceRule:
    """For frameworks whose dimensions come in a fixed order: how far a later one may lead."""

    lead_allowance: Annotated[float, Bounds(0, 100)] = entry("How far a dimension may lead the weakest before it", default=1.0)
    skipped_below: float = entry("A dimension below this is skipped …", default=0.5)
    while_later: float = entry("… while a later one has at least this", default=1.0)


@record
class LevelRule:
    """How the overall level follows from the dimensions.

    ``floor``: the largest level that every dimension reaches within ``tolerance``. ``cut_offs``: the number of ``cuts``
    that the overall score reaches. ``ladder``: a level is reached when, on its own and every lower rung, at least
    ``share`` of the practices assigned to the rung (`Practice.rung`) reach ``threshold``. ``matrix``: the largest level
    whose row of minimum percentages, one per dimension, all dimensions reach.
    """

    rule: Literal["floor", "cut_offs", "ladder", "matrix"] = entry("Which rule", default="floor")
    tolerance: Annotated[float, Bounds(0, 1)] = entry("For floor: how much a dimension may lack", default=0.25)
    cuts: tuple[float, ...] = entry("For cut_offs: ascending scores from which level min+1, min+2 … holds", default=())
    share: Share = entry("For ladder: share of a rung's practices that must reach the threshold", default=1.0)
    threshold: float = entry("For ladder: value from which a practice counts as reached", default=1.0)
    matrix: Mapping[str, Mapping[str, Annotated[float, Bounds(0, 100)]]] = entry(
        "For matrix: level -> dimension -> minimum per cent of the reachable maximum", factory=dict)


@record
class Gate:
    """A condition without which the overall level stays below a given one."""

    level: int = entry("The level the gate guards")
    practice: TreeId = entry("The practice that is tested")
    least: float = entry("Value the practice must have")


@record
class DiscussRule:
    """When raters disagree enough to talk."""

    agreement_below: float = entry("Agreement r*wg below this", default=0.8)
    range_from: Annotated[float, Bounds(0, 100)] = entry("Highest minus lowest rating from this on", default=2)


@record
class SensitivityRule:
    """How the weights are redrawn to see whether the result hangs on them."""

    draws: Annotated[int, Bounds(1, 100_000)] = entry("Number of draws", default=1000)
    concentration: Annotated[float, Bounds(0.001, 1_000_000)] = entry("Dirichlet alpha of a weight of average size", default=20.0)
    robust_from: Share = entry("Share of draws in which the level must stay", default=0.9)


@record
class BootstrapRule:
    """How raters are redrawn to see how far the result hangs on who was asked."""

    draws: Annotated[int, Bounds(1, 100_000)] = entry("Number of draws", default=1000)
    confidence: Share = entry("Level of the interval", default=0.9)


@record
class Scoring:
    """Every constant of the scoring method."""

    combine: Literal["median_low", "median_high", "min", "max"] = entry("How individual ratings become one", default="median_low")
    min_coverage: Share = entry("Share of the applicable weight that must be answered", default=0.8)
    minimum_raters: Annotated[int, Bounds(1, 1000)] = entry("Fewer raters are pointed out", default=3)
    evidence: EvidenceRule | None = entry("Caps for missing and stale evidence; absent means none", default=None)
    aggregate: Aggregate = entry("How the practices of a dimension become one score", default="weighted_mean")
    overall: Literal["weighted_mean", "sum", "min", "median", "max"] = entry("How dimensions become the index", default="weighted_mean")
    percentage: bool = entry("Show dimension scores as per cent of the reachable maximum", default=False)
    sequence: SequenceRule | None = entry("Only for dimensions in a fixed order", default=None)
    level: LevelRule = entry("How the overall level is found", factory=LevelRule)
    gates: tuple[Gate, ...] = entry("Conditions for a level; unmet ones are listed as blockers", default=())
    bands: tuple[float, ...] = entry("Ascending cuts that give a single score its colour and level word", default=())
    discuss: DiscussRule = entry("When to discuss a practice", factory=DiscussRule)
    sensitivity: SensitivityRule = entry("Redrawing the weights", factory=SensitivityRule)
    bootstrap: BootstrapRule = entry("Redrawing the raters", factory=BootstrapRule)


@record
class AntiPattern:
    """A way of going wrong that the sources describe."""

    name: Text = entry("Name")
    text: Text | None = entry("What it looks like", default=None)
    sources: tuple[str, ...] = entry("Ids of sources that describe it", default=())


@record
class Term:
    """An entry of the glossary."""

    term: Text = entry("The term")
    text: Text = entry("What it means")


@record
class GateOutput:
    """What a stage hands to the next."""

    id: Annotated[Id, Defines("gate_output", "framework")] = entry("Id of the output")
    name: Text = entry("Name of the output")


@record
class Improvement:
    """The action that takes a practice one level up."""

    text: Text = entry("What to do")
    effort: Annotated[int, Bounds(1, 3)] = entry("1 small, 2 medium, 3 large")


@record
class AnswerOption:
    """One of a practice's own answers, where the scale's levels do not fit."""

    id: Id = entry("Id used in assessments")
    name: Text = entry("Text of the answer")
    value: float = entry("What it counts")


@record
class Practice:
    """The unit that is rated: one question, one description per level, one action from each level to the next."""

    id: Annotated[TreeId, Defines("practice", "framework")] = entry("Id, for example S1.P2")
    name: Text = entry("Name")
    short: Text | None = entry("Short name for charts", default=None)
    question: Text = entry("The question raters answer; one condition only")
    why: Text | None = entry("Why it matters", default=None)
    sources: tuple[str, ...] = entry("Ids of the sources it rests on", default=())
    ask: tuple[str, ...] = entry("Roles to ask", default=())
    evidence: tuple[Text, ...] = entry("Examples of evidence", default=())
    weight: Annotated[float, Bounds(0, 1000)] = entry("Weight within the dimension", default=1.0)
    levels: Mapping[str, Text] = entry("Description of every level", factory=dict)
    answers: tuple[AnswerOption, ...] = entry("Own answers instead of the scale's levels", default=())
    rung: int | None = entry("For the ladder rule: the level this practice belongs to", default=None)
    improve: Mapping[str, Improvement] = entry("Action from each level to the next", factory=dict)
    watch_for: Text | None = entry("How the practice is faked, often without meaning to", default=None)
    anti_patterns: tuple[str, ...] = entry("Anti-patterns it guards against", default=())
    checks: tuple[str, ...] = entry("Governance checks that look at the same thing", default=())


@record
class Dimension:
    """A group of practices, or of further dimensions. In an ordered framework: a stage."""

    id: Annotated[TreeId, Defines("dimension", "framework")] = entry("Id, for example S1")
    name: Text = entry("Name")
    short: Text | None = entry("Short name for charts", default=None)
    purpose: Text | None = entry("What the dimension is for", default=None)
    question: Text | None = entry("The question the dimension answers", default=None)
    weight: Annotated[float, Bounds(0, 1000)] = entry("Weight among its siblings", default=1.0)
    aggregate: Aggregate | None = entry("Own rule instead of the framework's", default=None)
    gate_outputs: tuple[GateOutput, ...] = entry("What it hands to the next", default=())
    practices: tuple[Practice, ...] = entry("Its practices", default=())
    dimensions: tuple[Dimension, ...] = entry("Its parts, where it has no practices of its own", default=())

    def all_practices(self) -> Iterator[Practice]:
        """Yields the practices below, in file order."""
        yield from self.practices
        for part in self.dimensions:
            yield from part.all_practices()


Version = Annotated[str, Words(r"\d+\.\d+\.\d+", "version")]


@record
class Migration:
    """What became of the practices of an older version: how its answers carry over to the next one.

    Practices that are not named keep their id and their meaning. All ids but those of ``added`` are those of the older version.
    """

    from_version: Version = entry("The older version, for example 1.0.0", key="from")
    renamed: Mapping[TreeId, TreeId] = entry("Old id -> new id; the answer is carried over", factory=dict)
    dropped: tuple[TreeId, ...] = entry("Practices that are gone", default=())
    changed: tuple[TreeId, ...] = entry("Practices whose meaning changed; the old answer is not carried over", default=())
    added: tuple[TreeId, ...] = entry("Practices that the next version has and the older one had not", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionChange:
    """What became of the practices between an older version and the one in use.

    Attributes:
        version: the older version.
        renamed: old id -> id in use, of practices with another id.
        dropped: old ids of practices that are gone.
        changed: ids in use of practices whose meaning changed: their old answers are not carried over.
        added: ids in use of practices that the older version had not.
    """

    version: str
    renamed: Mapping[str, str]
    dropped: tuple[str, ...]
    changed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def new(self) -> frozenset[str]:
        """Practices for which the older version holds no answer."""
        return frozenset(self.changed) | frozenset(self.added)

    def name_of(self, old: str) -> str | None:
        """The id in use under which an old answer counts; ``None`` where it is not carried over."""
        name = self.renamed.get(old, old)
        return None if old in self.dropped or name in self.changed else name


@record
class Framework:
    """A maturity model: dimensions and practices in order, a scale, rules."""

    id: Annotated[Id, Defines("framework")] = entry("Id")
    version: Version = entry("Version, for example 1.0.0")
    name: Text = entry("Name")
    summary: Text | None = entry("What it shows", default=None)
    sources: tuple[FrameworkSource, ...] = entry("Publications it rests on", default=())
    scale: Scale = entry("The scale")
    scoring: Scoring = entry("The scoring rules", factory=Scoring)
    roles: Mapping[str, Text] = entry("Roles to ask, by id", factory=dict)
    anti_patterns: Mapping[str, AntiPattern] = entry("Anti-patterns, by id", factory=dict)
    glossary: Mapping[str, Term] = entry("Terms, by id", factory=dict)
    dimensions: Annotated[tuple[Dimension, ...], Bounds(1)] = entry("The dimensions in order")
    migrations: tuple[Migration, ...] = entry("How answers to older versions carry over, oldest first, each to the next", default=())

    def since(self, version: str) -> VersionChange | None:
        """What became of the practices since an older version; ``None`` where no chain of migrations leads from it to this one."""
        places = [place for place, step in enumerate(self.migrations) if step.from_version == version]
        if not places:
            return None
        names: dict[str, str | None] = {}
        changed: dict[str, None] = {}
        added: dict[str, None] = {}
        for step in self.migrations[places[0] :]:
            gone = set(step.dropped)
            for known in (*step.renamed, *step.dropped, *step.changed):
                if known not in added and known not in names.values():
                    names[known] = known
            names = {old: None if now in gone else step.renamed.get(now, now) if now is not None else None for old, now in names.items()}
            changed = {step.renamed.get(name, name): None for name in (*changed, *step.changed) if name not in gone}
            added = {step.renamed.get(name, name): None for name in added if name not in gone} | dict.fromkeys(step.added)
        return VersionChange(
            version=version, renamed={old: now for old, now in names.items() if now not in (None, old)},
            dropped=tuple(old for old, now in names.items() if now is None), changed=tuple(name for name in changed if name not in added),
            added=tuple(added))

    def practices(self) -> Iterator[Practice]:
        """Yields every practice in file order."""
        for dimension in self.dimensions:
            yield from dimension.all_practices()

    def practice(self, practice_id: str) -> Practice:
        """Returns a practice.

        Raises:
            KeyError: if there is none of this id.
        """
        for practice in self.practices():
            if practice.id == practice_id:
                return practice
        raise KeyError(practice_id)

    def dimension_of(self, practice_id: str) -> Dimension:
        """Returns the top dimension that holds a practice.

        Raises:
            KeyError: if there is none.
        """
        for dimension in self.dimensions:
            if any(practice.id == practice_id for practice in dimension.all_practices()):
                return dimension
        raise KeyError(practice_id)
