"""BERTopic as it comes, on vectors made the way Oogst makes them: the tool a user would pick instead.

Run as a script it is one cold process from a file of texts to finished topics; ``--help`` tells how.
"""

from __future__ import annotations

import csv
import json
import sys
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # also where Oogst is not installed

from pipelines.embedders import load

Vectors = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Topics:
    """What BERTopic found: the topic of every text, -1 for an outlier, and its table of topics as JSON."""

    of_texts: list[int]
    table: str


@dataclass(frozen=True)
class Shape:
    """What a user tunes first: UMAP's neighbours and components, HDBSCAN's smallest topic."""

    neighbours: int = 15
    components: int = 5
    smallest: int = 10


DEFAULTS = Shape()
"""As BERTopic has them."""


def find_topics(
    texts: Sequence[str], vectors: Vectors, seed: int | None = None, shape: Shape = DEFAULTS
) -> Topics:
    """Run ``BERTopic()`` on texts and vectors of shape ``(n, width)``.

    With a seed its own UMAP is given that seed and the shape, and the rest as BERTopic has it: ``min_dist``
    0, cosine. Without one the shape counts for HDBSCAN alone, which is otherwise left as BERTopic sets it.
    """
    with warnings.catch_warnings():
        # Of old syntax in its dependencies, and that a seed costs UMAP its threads.
        warnings.simplefilter("ignore")
        from bertopic import BERTopic
        from umap import UMAP

        reduction = None
        if seed is not None:
            reduction = UMAP(
                n_neighbors=shape.neighbours,
                n_components=shape.components,
                min_dist=0.0,
                metric="cosine",
                low_memory=False,
                random_state=seed,
            )
        model = BERTopic(umap_model=reduction, min_topic_size=shape.smallest)
        topics, _ = model.fit_transform(list(texts), embeddings=vectors.copy())
        table = model.get_topic_info().to_json(orient="records")
    return Topics([int(topic) for topic in topics], str(table))


@click.command()
@click.argument("texts", type=click.Path(path_type=Path, exists=True))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--embedder", default="use", show_default=True, help="Embedder of Oogst that makes the vectors."
)
@click.option(
    "--vectors", type=click.Path(path_type=Path), help="Read the vectors from this .npy, make none."
)
@click.option(
    "--save-vectors", type=click.Path(path_type=Path), help="Write the vectors to this .npy and stop."
)
def main(texts: Path, out: Path, embedder: str, vectors: Path | None, save_vectors: Path | None) -> None:
    """Read column text of the CSV file TEXTS, find topics with BERTopic's defaults, write OUT as JSON."""
    with texts.open(encoding="utf-8", newline="") as file:
        rows = [row["text"] for row in csv.DictReader(file)]
    matrix: Vectors = np.load(vectors) if vectors else load(embedder).encode(rows)
    if save_vectors:
        np.save(save_vectors, matrix)
        return
    found = find_topics(rows, matrix)
    out.write_text(json.dumps({"topics": found.of_texts, "table": json.loads(found.table)}), encoding="utf-8")


if __name__ == "__main__":
    main()
