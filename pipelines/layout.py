"""The map: a place in the plane for every unit; what is alike lies together, and themes have their size.

Every finest theme is a disc with the area of its units. Discs begin where classical multidimensional scaling
(Torgerson 1952) of the themes' centres puts them, and are laid beside one another inside their theme, and
themes beside one another. In a disc units lie by the two slowest directions of a walk over their neighbours
(Laplacian eigenmaps; Belkin and Niyogi 2003), found in a few rounds from their two principal components.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from corpora.tables import Layout, conform, empty
from pipelines.discs import GOLDEN, Points, beside_one_another, filled
from pipelines.embedders.base import Matrix
from pipelines.themes import Texts
from pipelines.views import View

NAME: Final = "layout"
"""Name of the table."""
DIRECTIONS: Final = 48
"""Principal directions that are kept of every view."""
SAMPLE: Final = 4096
"""Rows, evenly taken, from which those directions follow."""
NEAR: Final = 10
"""Neighbours of a text inside its theme."""
BLOCK: Final = 640
"""Texts among which neighbours are sought; a larger theme is cut along each of its two first directions."""
ROUNDS: Final = 20
"""Rounds of the walk over neighbours."""
GAPS: Final = (0.02, 0.05)
"""Room between the discs of one theme, and between themes, as a part of the disc with the area of all."""
EDGE: Final = (1.08, 1.11, 1.14, 1.17, 1.2)
"""Rings on which units without a theme lie, as factors of how far the themes reach."""
CLUSTER: Final = 0.35
"""How far copies of a text lie apart, in widths of a unit."""

Numbers = npt.NDArray[np.int64]


def lay_out(texts: Texts, views: Sequence[View], assignments: pl.DataFrame) -> pl.DataFrame:
    """Give table ``layout``: the place of every unit that took part, from -1 to 1 both ways.

    ``views`` are those of models; themes are the primary ones of ``assignments``. Copies of a text lie around
    it. Places follow from texts, their vectors and their themes alone. Without a theme there is no map, and
    the table is empty.
    """
    levels = _levels(texts, assignments)
    if not levels:
        return empty(Layout)
    member = texts.member.sort("position", "unit_id")
    copies = np.bincount(member["position"].to_numpy(), minlength=len(texts.owner)).astype(np.float64)
    with threadpool_limits(limits=1):
        rows = np.hstack([view.weight * _reduced(view.rows) for view in views])
        places = _places(rows, levels, copies)
    position = member["position"].to_numpy()
    number = np.arange(len(position)) - np.searchsorted(position, position)
    turn = number * GOLDEN
    width = CLUSTER * np.sqrt(number)[:, None]
    around = places[position] + width * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    around = around - (around.max(axis=0) + around.min(axis=0)) / 2
    around = (around / max(1e-9, float(np.abs(around).max()))).round(5)
    table = {"unit_id": member["unit_id"], "x": around[:, 0], "y": around[:, 1]}
    return conform(pl.DataFrame(table), Layout).sort("unit_id")


def _levels(texts: Texts, assignments: pl.DataFrame) -> list[Numbers]:
    """Give the theme of every text at each level, numbered by the first text of each; -1 for none."""
    primary = assignments.filter("primary").select("unit_id", "theme_id", "level")
    found = []
    for level in primary["level"].unique().sort():
        at = primary.filter(pl.col("level") == level)
        names = texts.frame.select("unit_id").join(at, on="unit_id", how="left", maintain_order="left")[
            "theme_id"
        ]
        known = {name: number for number, name in enumerate(names.drop_nulls().unique(maintain_order=True))}
        found.append(np.array([known.get(name, -1) for name in names], dtype=np.int64))
    return found


def _reduced(rows: Matrix) -> Matrix:
    """Turn rows onto their strongest principal directions; shape ``(n, DIRECTIONS)`` at most."""
    some = rows[:: -(-len(rows) // SAMPLE)].astype(np.float64)
    some = some - some.mean(axis=0)
    return np.asarray(rows @ _directions(some, DIRECTIONS).astype(np.float32))


def _directions(centred: Points, number: int) -> Points:
    """Give principal directions, strongest first, each turned so that its largest part is positive."""
    axes = np.linalg.eigh(centred.T @ centred / len(centred))[1][:, ::-1][:, :number]
    sign = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return np.asarray(axes * sign)


def _places(rows: Matrix, levels: Sequence[Numbers], copies: npt.NDArray[np.float64]) -> Points:
    """Give the place of every text, in widths of a unit."""
    finest = levels[-1]
    placed = np.flatnonzero(finest >= 0)
    size = np.bincount(finest[placed], copies[placed]).astype(np.float64)
    centres, radii = _centres(rows, levels, size)
    found = np.zeros((len(rows), 2))
    for theme in range(len(size)):
        inside = np.flatnonzero(finest == theme)
        found[inside] = centres[theme] + radii[theme] * _inside(rows[inside])
    alone = np.flatnonzero(finest < 0)
    if len(alone):
        found[alone] = _around(rows, finest, alone, centres, radii)
    return found


def _centres(
    rows: Matrix, levels: Sequence[Numbers], size: npt.NDArray[np.float64]
) -> tuple[Points, npt.NDArray[np.float64]]:
    """Give the centre and the radius of every finest theme: laid inside the theme above, those likewise."""
    first = np.unique(levels[-1][levels[-1] >= 0], return_index=True)[1]
    first = np.flatnonzero(levels[-1] >= 0)[first]
    radii = np.sqrt(size)
    gaps = [gap * float(np.sqrt(size.sum())) for gap in GAPS]
    places, offset = _scaled(_means(rows, levels[-1], len(size))), np.zeros((len(size), 2))
    node, node_place, node_radius = np.arange(len(size)), places, radii
    whole = np.zeros(len(size), dtype=np.int64)
    for above in [*(level[first] for level in reversed(levels[:-1])), whole]:
        parents, gap = int(above.max()) + 1, gaps[1] if above is whole else gaps[0]
        up_place, up_radius = np.zeros((parents, 2)), np.zeros(parents)
        for parent in range(parents):
            below = np.unique(node[above == parent])
            laid = beside_one_another(node_place[below], node_radius[below], gap)
            for one, at in zip(below, laid, strict=True):
                offset[node == one] += at
            area = node_radius[below] ** 2
            up_place[parent] = area @ node_place[below] / area.sum()
            up_radius[parent] = float((np.hypot(laid[:, 0], laid[:, 1]) + node_radius[below]).max())
        node, node_place, node_radius = above, up_place, up_radius
    return offset, radii


def _means(rows: Matrix, labels: Numbers, themes: int) -> Points:
    """Give the mean row of every theme, of unit length."""
    placed = np.flatnonzero(labels >= 0)
    which = sp.csr_matrix((np.ones(len(placed)), (labels[placed], placed)), shape=(themes, len(rows)))
    sums = np.asarray(which @ rows.astype(np.float64))
    return np.asarray(sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12))


def _scaled(means: Points) -> Points:
    """Lay points of unit length out in the plane by their cosine distances: classical scaling."""
    alike = means @ means.T
    middle = np.eye(len(means)) - 1 / len(means)
    values, axes = np.linalg.eigh(middle @ alike @ middle)
    axes, values = axes[:, ::-1][:, :2], np.maximum(values[::-1][:2], 0.0)
    sign = np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    flat = axes * sign * np.sqrt(values)
    return np.hstack([flat, np.zeros((len(means), 2 - flat.shape[1]))])


def _inside(rows: Matrix) -> Points:
    """Lay the texts of one theme out in the unit disc."""
    exact = rows.astype(np.float64)
    exact = exact - exact.mean(axis=0)
    scores = np.asarray(exact @ _directions(exact, 2))
    if len(rows) <= NEAR + 2:
        return filled(scores)
    ties = _ties(rows, scores)
    weight = np.asarray(ties.sum(axis=1)).ravel()
    for _ in range(ROUNDS):
        scores = (scores + (ties @ scores) / weight[:, None]) / 2
        scores = scores - weight @ scores / weight.sum()
        scores = np.linalg.qr(scores * np.sqrt(weight)[:, None])[0] / np.sqrt(weight)[:, None]
    return filled(scores)


def _ties(rows: Matrix, scores: Points) -> sp.csr_matrix:
    """Tie every text of a theme to its nearest, both ways alike; sought block by block along each score."""
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    unit = rows / np.where(length > 0, length, 1)
    heads, tails = [], []
    blocks = -(-len(rows) // BLOCK)
    for score in scores.T[: 1 if blocks == 1 else 2]:
        for block in np.array_split(np.argsort(score.round(9), kind="stable"), blocks):
            alike = (unit[block] @ unit[block].T).round(5)
            np.fill_diagonal(alike, -np.inf)
            nearest = np.argpartition(-alike, NEAR - 1, axis=1)[:, :NEAR]
            heads.append(np.repeat(block, nearest.shape[1]))
            tails.append(block[nearest].ravel())
    head, tail = np.concatenate(heads), np.concatenate(tails)
    one_way = sp.csr_matrix((np.ones(len(head)), (head, tail)), shape=(len(rows), len(rows)))
    one_way.data[:] = 1.0
    return sp.csr_matrix(one_way.maximum(one_way.T))


def _around(
    rows: Matrix, finest: Numbers, alone: Numbers, centres: Points, radii: npt.NDArray[np.float64]
) -> Points:
    """Lay texts without a theme around all themes, each on the side of the theme that is nearest to it."""
    near = (rows[alone] @ _means(rows, finest, len(radii)).T.astype(np.float32)).round(5)
    toward = centres[np.argmax(near, axis=1)]
    angle = np.arctan2(toward[:, 1], toward[:, 0]).round(9)
    order = np.argsort(angle, kind="stable")
    rank = np.empty(len(alone))
    rank[order] = np.arange(len(alone))
    even = 2 * np.pi * rank / len(alone) - np.pi
    reach = float((np.hypot(centres[:, 0], centres[:, 1]) + radii).max())
    ring = reach * np.array(EDGE)[rank.astype(np.int64) % len(EDGE)]
    return np.stack([ring * np.cos(even), ring * np.sin(even)], axis=1)
