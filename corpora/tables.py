"""The contracts of all tables: one class a table, read by every package.

A column that is renamed here breaks a test there. Spans are half-open and count Unicode code points.
Columns named ``segment_…`` hold the background columns a mapping keeps; they are strings and travel along.
"""

from __future__ import annotations

from typing import TypeVar

import dataframely as dy
import polars as pl

SEGMENT = "segment_"
"""Prefix of the background columns that a mapping keeps."""

KINDS = ("dialogue", "interview", "workshop", "report", "article")
OUTCOMES = (
    "read",
    "excluded",
    "repaired",
    "masked",
    "repeated",
    "split",
    "placed",
    "set apart",
    "unplaced",
    "erased",
)
PLACEMENTS = ("placed", "set apart", "unplaced")
QUOTE_KINDS = ("central", "varied", "edge", "minority")
LABEL_ORIGINS = ("keywords", "codebook", "person", "model")
GRADES = ("sharp", "fair", "vague")
"""How sharply a theme is drawn, or a passage belongs to its theme; Dutch: scherp, redelijk, vaag."""
ATTRIBUTIONS = ("sure", "unsure")
"""How surely the running text of an article names the speaker of a quotation."""
RELATIONS = ("same", "split", "merged", "new", "gone")
"""What became of a theme of an earlier run."""


class Sources(dy.Schema):
    """One row a file."""

    source_id = dy.String(primary_key=True, description="first 12 hex of sha256 over ``file``")
    title = dy.String()
    file = dy.String(description="name of the file, with its folder where another has the same name")
    kind = dy.Enum(KINDS)
    public = dy.Bool(description="published text: named speakers stay, counted by source")
    language = dy.String(nullable=True, description="ISO 639-1; null where contributions differ")
    sha256 = dy.String(description="of the file as given")
    bytes = dy.Int64()
    rows = dy.Int64(description="input rows, each of which has an outcome in the ledger")


class Participants(dy.Schema):
    """One row a person, under a keyed pseudonym."""

    participant_id = dy.String(primary_key=True)
    role = dy.String(nullable=True)
    name = dy.String(nullable=True, description="of who speaks in a published source; else null")


class Contributions(dy.Schema):
    """One row a thing somebody said."""

    contribution_id = dy.String(primary_key=True)
    source_id = dy.String()
    row = dy.Int64(description="record number in the source, from 1, header not counted")
    native_id = dy.String(nullable=True, description="the id in the source, with #2, #3, … where seen before")
    parent_id = dy.String(nullable=True, description="contribution_id of what this replies to")
    participant_id = dy.String(nullable=True)
    role = dy.String(nullable=True)
    question = dy.String(nullable=True)
    round = dy.String(nullable=True)
    text = dy.String(min_length=1)
    text_sha256 = dy.String()
    language = dy.String(description="ISO 639-1")
    created_at = dy.Datetime(time_unit="ms", time_zone="UTC", nullable=True)
    agree = dy.Int64(nullable=True)
    disagree = dy.Int64(nullable=True)
    priority = dy.Float64(nullable=True)
    attribution = dy.Enum(
        ATTRIBUTIONS, nullable=True, description="null where the source itself says who spoke"
    )
    locator = dy.String(
        description="where in the source: key=value pairs, such as row=12 or page=3;paragraph=2; in a value "
        "a semicolon is written as a comma"
    )


class Votes(dy.Schema):
    """One row a vote of a person on a contribution."""

    contribution_id = dy.String(primary_key=True)
    participant_id = dy.String(primary_key=True)
    vote = dy.Int64(min=-1, max=1, description="1 agrees, -1 disagrees, 0 passes")


class Repeats(dy.Schema):
    """One row a contribution that says what another says too; those without a copy are not in it."""

    contribution_id = dy.String(primary_key=True)
    repeat_id = dy.String(description="12 hex made from the words of the representative")
    representative = dy.String(description="contribution_id of the one that is most like the others")
    similarity = dy.Float64(min=0, max=1, description="Jaccard index with the representative, of shingles")
    kind = dy.Enum(("repeat", "campaign"), description="campaign: a long text sent by several people")
    exact = dy.Bool(description="the same words as the representative, but for case and punctuation")


class Units(dy.Schema):
    """One row an idea: a half-open span of code points in ``contributions.text``."""

    unit_id = dy.String(primary_key=True)
    contribution_id = dy.String()
    start = dy.Int64(min=0)
    end = dy.Int64()
    repeat_of = dy.String(
        nullable=True, description="unit_id of the unit with the same or nearly the same text"
    )
    placement = dy.Enum(PLACEMENTS, nullable=True, description="null until themes were sought")
    reason = dy.String(nullable=True, description="why a unit is set apart or unplaced")


class Ledger(dy.Schema):
    """One row an event in the life of an input row; the last event of a row is its outcome."""

    source_id = dy.String(primary_key=True)
    row = dy.Int64(primary_key=True)
    event = dy.Int64(primary_key=True, description="order of the events of one row, from 0")
    contribution_id = dy.String(nullable=True)
    step = dy.String()
    outcome = dy.Enum(OUTCOMES)
    reason = dy.String(nullable=True)


class Themes(dy.Schema):
    """One row a theme of one level; level 1 is the top."""

    theme_id = dy.String(primary_key=True)
    parent_id = dy.String(nullable=True)
    level = dy.Int64(min=1)
    label = dy.String(min_length=1)
    label_origin = dy.Enum(LABEL_ORIGINS)
    keywords = dy.List(dy.String())
    description = dy.String(nullable=True, description="written by a person; null until then")
    stability = dy.Float64(
        nullable=True,
        min=0,
        max=1,
        description="agreement of resamples on its members, 0 is what chance gives",
    )
    grade = dy.Enum(GRADES, nullable=True, description="how sharply it is drawn; null where not measured")
    warnings = dy.List(dy.String(), description="what the theme mirrors besides its subject, as key: value")


class Assignments(dy.Schema):
    """One row a unit in a theme of one level."""

    unit_id = dy.String(primary_key=True)
    theme_id = dy.String(primary_key=True)
    level = dy.Int64(min=1)
    membership = dy.Float64(
        min=0, max=1, description="share of the unit's neighbourhood that lies in the theme"
    )
    primary = dy.Bool(description="true once per unit and level")
    core = dy.Bool(description="false for the fringe of the theme")
    stability = dy.Float64(
        nullable=True, min=0, max=1, description="share of resamples that put the unit with this theme"
    )


class Quotes(dy.Schema):
    """One row a passage chosen for a theme; its text is always cut from the contribution."""

    quote_id = dy.String(primary_key=True)
    theme_id = dy.String(primary_key=True)
    contribution_id = dy.String()
    start = dy.Int64(min=0)
    end = dy.Int64()
    rank = dy.Int64(min=1)
    kind = dy.Enum(QUOTE_KINDS)
    reason = dy.String(description="why it was chosen, as a key of the wording")
    grade = dy.Enum(GRADES, nullable=True, description="how surely the passage belongs to the theme")


class Words(dy.Schema):
    """One row a word of a theme."""

    theme_id = dy.String(primary_key=True)
    word = dy.String(primary_key=True)
    weight = dy.Float64(description="log-odds against the rest, in standard deviations")
    rank = dy.Int64(min=1)
    inside = dy.Int64(min=0, description="different texts of the theme that have the word")
    outside = dy.Int64(min=0, description="different texts of the other themes of its level that have it")
    in_label = dy.Bool(description="whether the label is made of it")


class Lineage(dy.Schema):
    """One row a theme of the previous run and a theme of this one that shares members with it."""

    previous_id = dy.String(nullable=True, description="null for a theme that is new")
    theme_id = dy.String(nullable=True, description="null for a theme that is gone")
    level = dy.Int64(min=1)
    relation = dy.Enum(RELATIONS)
    overlap = dy.Float64(min=0, max=1, description="Jaccard index of the members that both runs have")
    previous_label = dy.String(nullable=True)
    label = dy.String(nullable=True)


class Resolutions(dy.Schema):
    """One row a resolution that was tried: the trade-off between detail and what holds in resamples."""

    resolution = dy.Float64()
    themes = dy.Int64()
    stability = dy.Float64(description="mean adjusted Rand index between the partitions of resamples")
    null = dy.Float64(description="the same where the texts' neighbours are drawn by chance")
    coherence = dy.Float64(description="mean similarity inside themes less that between them, in deviations")
    smallest = dy.Int64(description="texts of the smallest theme")
    largest = dy.Int64(description="texts of the largest theme")
    chosen = dy.Bool(description="whether the finest level was made at this resolution")
    previous = dy.Bool(description="whether the finest level of the previous run was")


class Steering(dy.Schema):
    """One row a wish of a person for this run, and whether it was honoured."""

    wish = dy.String(description="must_link, cannot_link, pinned_quote or protected_theme")
    subject = dy.String(description="the ids it is about, joined by a space")
    honoured = dy.Bool()
    reason = dy.String(nullable=True, description="why not, where it was not")


class Replayed(dy.Schema):
    """One row a decision of a person that held when the run was made, and whether it holds for this run."""

    number = dy.Int64(primary_key=True, description="its place in the log of decisions")
    kind = dy.String()
    by = dy.String()
    said = dy.String(description="the decision in one line, by ids and names")
    replayed = dy.Bool()
    reason = dy.String(nullable=True, description="why not, or why nothing had to be done")


class Layout(dy.Schema):
    """One row a unit's place on the map; what was set apart has none."""

    unit_id = dy.String(primary_key=True)
    x = dy.Float64(min=-1, max=1)
    y = dy.Float64(min=-1, max=1)


class Vectors(dy.Schema):
    """One row a unit's vector, one file a view."""

    unit_id = dy.String(primary_key=True)
    vector = dy.Any(description="array of float32, of the view's width")


S = TypeVar("S", bound=dy.Schema)


def conform(frame: pl.DataFrame, schema: type[S]) -> dy.DataFrame[S]:
    """Cast a frame to its contract, check it, and put its columns in order; segment columns stay, last.

    Raises dataframely's ``ValidationError`` (a programming error, never the user's) when the frame breaks the
    contract.
    """
    segments = sorted(name for name in frame.columns if name.startswith(SEGMENT))
    checked = schema.validate(frame, cast=True)
    if not segments:
        return checked
    return pl.concat([checked, frame.select(segments).cast(pl.String)], how="horizontal")  # type: ignore[return-value]


def empty(schema: type[S]) -> dy.DataFrame[S]:
    """Give a table of this contract without rows."""
    return schema.create_empty()
