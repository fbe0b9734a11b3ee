"""Contributions that say what another says too: exact copies, near copies, and campaigns of them.

Nothing is deleted: every copy is known by the group it is in, and is counted in messages and in people.
Exact copies have the same words after case, white space and punctuation are folded; near copies share four
fifths of their shingles. A group has a representative, the one most like the others, and everybody in it is
like that one, so that a chain of small changes does not join texts that say something else.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from corpora.identity import hashed
from corpora.tables import Repeats, conform

if TYPE_CHECKING:
    import dataframely as dy

SHORT: Final = 20
"""A text of fewer letters, such as "geen idee", has exact copies only: others say the same by chance."""
LONG: Final = 60
"""A text of at least so many letters is not written twice by chance …"""
CAMPAIGN_MESSAGES: Final = 5
"""… and is a campaign where so many messages have it …"""
CAMPAIGN_PEOPLE: Final = 3
"""… by so many people. A message of somebody unknown may be anybody's, and counts as one more."""
_LETTERS: Final = r"\p{L}"


def folded(texts: pl.Series) -> pl.Series:
    r"""Fold case, white space and punctuation, so that the same words are the same text.

    A text without words, such as an emoji, stays as it is.

    >>> folded(pl.Series(["Meer  groen, graag!", "meer groen graag"])).to_list()
    ['meer groen graag', 'meer groen graag']
    """
    plain = pl.Series(
        "text", [unicodedata.normalize("NFKC", text).casefold() for text in texts], dtype=pl.String
    )
    words = plain.str.replace_all(r"[^\p{L}\p{M}\p{N}]+", " ").str.strip_chars(" ")
    return words.to_frame().select(
        pl.when(words.str.contains(r"[\p{L}\p{N}]")).then(words).otherwise(plain).alias("folded")
    )["folded"]


def find_repeats(contributions: pl.DataFrame) -> dy.DataFrame[Repeats]:
    """Group the contributions that are copies or near copies of one another; gives table ``repeats``.

    Takes table ``contributions`` (its columns ``contribution_id``, ``text`` and ``participant_id``). Only
    contributions in a group of two or more are in the outcome, sorted by group. Equal representatives are
    told apart by their words, so neither the order of rows nor the number of threads changes anything.

    >>> said = ["Meer groen in de wijk, graag!", "meer groen in de wijk graag", "Een bankje bij de halte."]
    >>> rows = {"contribution_id": ["a", "b", "c"], "text": said, "participant_id": [None, "p1", "p2"]}
    >>> find_repeats(pl.DataFrame(rows)).select("contribution_id", "representative", "exact").rows()
    [('a', 'a', True), ('b', 'a', True)]
    """
    said = contributions.select(
        "contribution_id",
        "text",
        pl.col("participant_id").cast(pl.String),
        folded(contributions["text"]),
    )
    texts = _different(said)
    alike = texts.with_columns(_grouped(texts)).filter(pl.col("messages").sum().over("leader") > 1)
    leaders = alike.select(
        pl.col("number").alias("leader"),
        pl.col("folded").alias("of"),
        pl.col("letters").alias("of_letters"),
        pl.col("stands").alias("representative"),
    )
    rows = (
        said.join(alike.select("folded", "leader", "similarity"), on="folded")
        .join(leaders, on="leader")
        .with_columns(
            (pl.col("folded") == pl.col("of")).alias("exact"),
            _kind().over("leader").alias("kind"),
        )
    )
    names = rows.select(pl.col("of").unique())
    ids = names.with_columns(pl.Series("repeat_id", [hashed(text, 12) for text in names["of"]], pl.String))
    table = rows.join(ids, on="of").select(Repeats.column_names())
    return conform(
        table.sort("repeat_id", "exact", "similarity", "contribution_id", descending=_ORDER), Repeats
    )


_ORDER: Final = [False, True, True, False]


def _different(said: pl.DataFrame) -> pl.DataFrame:
    """Give one row a text that differs after folding, in an order that follows from its words.

    Columns ``folded``, ``number``, ``messages``, ``letters`` and ``stands``: the contribution whose way of
    writing it most have, the alphabet deciding among equals.
    """
    ways = said.group_by("folded", "text").agg(pl.len().alias("times"), pl.col("contribution_id").min())
    usual = ways.sort("times", "text", descending=[True, False]).unique(
        "folded", keep="first", maintain_order=True
    )
    counts = ways.group_by("folded").agg(pl.col("times").sum().cast(pl.Int64).alias("messages"))
    texts = counts.join(usual.select("folded", pl.col("contribution_id").alias("stands")), on="folded")
    order = pl.Series("hash", [hashed(text) for text in texts["folded"]], dtype=pl.String)
    return (
        texts.with_columns(order, pl.col("folded").str.count_matches(_LETTERS).alias("letters"))
        .sort("hash")
        .with_row_index("number")
        .cast({"number": pl.Int64})
        .drop("hash")
    )


def _grouped(texts: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """Give for every text the number of the one that stands for its group, and how like that it is."""
    leader = np.arange(texts.height, dtype=np.int64)
    similarity = np.ones(texts.height)
    wordy = texts.filter(pl.col("letters") >= SHORT)
    if wordy.height > 1:
        from corpora.repeats_groups import near_groups  # scipy loads slowly

        own = wordy["number"].to_numpy()
        found = near_groups(wordy["folded"].to_list(), wordy["messages"].to_numpy())
        leader[own], similarity[own] = own[found.leader], found.similarity
    return pl.Series("leader", leader), pl.Series("similarity", similarity)


def _kind() -> pl.Expr:
    """Tell a campaign from people who happen to say the same."""
    person = pl.col("participant_id")
    people = person.drop_nulls().n_unique() + person.null_count()
    campaign = (
        (pl.len() >= CAMPAIGN_MESSAGES) & (people >= CAMPAIGN_PEOPLE) & (pl.col("of_letters").first() >= LONG)
    )
    return pl.when(campaign).then(pl.lit("campaign")).otherwise(pl.lit("repeat"))
