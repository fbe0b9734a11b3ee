"""Erasing from runs that people steered, and the pieces of it: passages, caches, mappings, links, scores."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from corpora.erasing import mapping_without
from corpora.errors import OogstError
from corpora.mapping import Mapping
from corpora.passages import LENGTH, Passages
from corpora.pseudonyms import load_secret, pseudonym
from corpora.traces import holds
from insights.checking import check
from insights.cli import main
from insights.decisions.decided_run import open_decided
from insights.promises.originals import original_paths
from insights.runs import open_run
from pipelines.erased_wishes import links_without
from pipelines.vectors import cache_path, embed, forget
from tests.erasing_for_tests import files_with, passages_of


def oogst(*words: str | Path) -> Result:
    result = CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)
    assert result.exit_code == 0, f"{words}\n{result.output}"
    return result


def broken(run: Path) -> list[str]:
    opened = open_run(run)
    return [fault for promise in check(opened, original_paths(opened)) for fault in promise.faults]


@pytest.fixture
def workspace(tmp_path: Path, sentences: list[str]) -> Path:
    rows = [
        {"id": f"B{number:02d}", "wie": f"deelnemer {number // 2}", "tekst": text}
        for number, text in enumerate(sentences)
    ]
    pl.DataFrame(rows).write_csv(tmp_path / "reacties.csv")
    (tmp_path / "werk").mkdir()
    (tmp_path / "werk" / "oogst.toml").write_text("", encoding="utf-8")
    return tmp_path / "werk"


def run_in(workspace: Path, name: str, *more: str | Path) -> Path:
    columns = ("--id", "id", "--participant", "wie", "--text", "tekst")
    oogst("run", workspace.parent / "reacties.csv", *columns, "--out", workspace / "runs" / name, *more)
    return workspace / "runs" / name


def test_wishes_that_are_left_hold_and_those_about_them_are_gone(workspace: Path) -> None:
    wishes = workspace.parent / "wensen.toml"
    wishes.write_text(
        'must_link = [["B00", "B02", "B04"], ["B00", "B20"], ["B40", "B50"]]\n'
        'cannot_link = [["B06", "B08"], ["B00", "B09"]]\n'
        '[[pinned_quotes]]\ntheme = "x"\nquote = "B00"\n[[pinned_quotes]]\ntheme = "y"\nquote = "B30"\n',
        encoding="utf-8",
    )
    run = run_in(workspace, "gestuurd", "--wishes", wishes)
    oogst("erase", run, "--participant", "deelnemer 0", "--yes")
    told = open_run(run).table("steering")
    assert set(told["subject"]) == {"B02 B04", "B40 B50", "B06 B08", "y B30"}
    assert told.filter(pl.col("subject").is_in(["B02 B04", "B40 B50", "B06 B08"]))["honoured"].all()
    assert broken(run) == []


def test_a_run_that_replayed_decisions_tells_what_became_of_them_now(workspace: Path) -> None:
    first = run_in(workspace, "een")
    passages = passages_of(open_run(first).contributions, [pseudonym("deelnemer 0", load_secret())])
    labels = open_run(first).themes.filter(pl.col("level") == 1).sort("theme_id")["label"].to_list()
    words = open_run(first).contributions.filter(pl.col("native_id") == "B00")["text"][0]
    oogst("decide", "rename", first, labels[0], "Ons thema", "--by", "MK", "--why", f"omdat: {words}")
    oogst("decide", "must-link", first, "B00", "B02", "--by", "MK")
    oogst("decide", "must-link", first, "B30", "B32", "--by", "MK")
    second = run_in(workspace, "twee")
    assert "replayed" in open_run(second).manifest["tables"]
    oogst("erase", second, "--participant", "deelnemer 0", "--everywhere", workspace, "--yes")
    after = open_run(second)
    told = {
        number: (replayed, reason)
        for number, replayed, reason in after.table("replayed")
        .select("number", "replayed", "reason")
        .iter_rows()
    }
    assert told[2][0] is False and "erased" in told[2][1]
    assert told[1][0] and told[3][0]
    assert "Ons thema" in after.themes["label"].to_list()
    assert files_with(passages, workspace, cache_path().parent) == []
    assert broken(first) == [] and broken(second) == []
    third = run_in(workspace, "drie")
    said = open_run(third).table("replayed")
    assert said.filter(pl.col("number") == 1)["replayed"].item()


def test_themes_that_people_named_stay_themes_with_those_names(workspace: Path) -> None:
    run = run_in(workspace, "een")
    themes = open_run(run).themes["theme_id"].to_list()
    for number, theme in enumerate(themes):
        oogst("decide", "rename", run, theme, f"Naam {number}", "--by", "MK")
    oogst("erase", run, "--participant", "deelnemer 7", "--participant", "deelnemer 22", "--yes")
    decided = open_decided(run)
    assert set(themes) <= set(decided.themes["theme_id"])
    assert set(decided.themes.filter(pl.col("theme_id").is_in(themes))["label_origin"]) == {"person"}
    assert broken(run) == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_a_stored_topic_model_is_made_again_without_their_words(workspace: Path) -> None:
    source = workspace.parent / "reacties.csv"
    rows = pl.read_csv(source)
    odd = "Kwibus op het hoofdkantoor zei zeepsop en lampion tegen mijn dochter over de huur van de woning."
    pl.concat([rows, pl.DataFrame({"id": ["B60"], "wie": ["los 1"], "tekst": [odd]})]).write_csv(source)
    run = run_in(workspace, "model", "--topic-model")
    stored = b"".join(path.read_bytes() for path in (run / "topic_model").iterdir())
    assert b"zeepsop" in stored
    oogst("erase", run, "--participant", "los 1", "--yes")
    files = list((run / "topic_model").iterdir())
    assert files and not any(b"zeepsop" in path.read_bytes() for path in files)
    assert broken(run) == []


def test_what_a_batch_measured_of_a_run_is_measured_again(workspace: Path) -> None:
    run, scores = run_in(workspace, "wijk-basis-42-0a1b2c3d4e5f"), workspace / "scores"
    scores.mkdir()
    for name in ("0a1b2c3d4e5f-no_gold.json", "ffffffffffff-no_gold.json"):
        (scores / name).write_text("{}", encoding="utf-8")
    oogst("erase", run, "--participant", "deelnemer 3", "--yes")
    assert [path.name for path in scores.iterdir()] == ["ffffffffffff-no_gold.json"]


class Lengths:
    name, revision, width = "lengths", "1", 3

    def encode(self, texts: list[str]) -> object:
        import numpy as np

        return np.array([[len(text), 4711.0, 1.0] for text in texts], dtype=np.float32)


def test_a_forgotten_vector_is_in_no_byte_of_the_cache(tmp_path: Path) -> None:
    import hashlib

    cache, texts = tmp_path / "vectors.sqlite", [f"Bijdrage {number}" for number in range(400)]
    embed(texts, Lengths(), cache=cache)
    assert forget(texts[:399], cache) == 399
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    there = [text for text in texts if hashlib.sha256(text.encode()).digest() in left]
    assert there == texts[399:]
    assert forget(texts[:399], cache) == 0 and forget(texts, tmp_path / "none.sqlite") == 0


def test_a_cache_that_is_none_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "vectors.sqlite").write_bytes(b"dit is geen database" * 200)
    with pytest.raises(OogstError, match="vectors are made again when needed"):
        forget(["x"], tmp_path / "vectors.sqlite")


def test_a_speaker_who_is_erased_is_in_no_mapping() -> None:
    mapping = Mapping(speakers={"Anna Bos": "bewoner", "Interviewer": "interviewer"}, protect=("Anna Bos",))
    bare = mapping_without(
        mapping.as_dict(), [pseudonym("Anna Bos", load_secret())], Passages.of([], [], ["Anna Bos"])
    )
    assert "Anna Bos" not in json.dumps(bare)
    assert Mapping.from_dict(bare).speakers == {"Interviewer": "interviewer"}


def test_a_link_keeps_its_units_of_others_and_goes_when_too_few_are_left() -> None:
    link = ["must_link", "a b c", [["u1"], ["u2", "u3"], ["u4"]], None, None, 1.0]
    protected = ["protected_theme", "t1", [["u1", "u2"]], None, 1, 0.9]
    unmet = ["must_link", "a zz", [["u1"], []], "not in this corpus: zz", None, 1.0]
    left = links_without([link, protected, unmet], {"a", "u1", "u3"})
    assert [(one.subject, one.units) for one in left] == [("b c", (("u2",), ("u4",))), ("t1", (("u2",),))]
    assert links_without([link, protected], {"a", "b", "u1", "u2", "u3"}) == ()


words = st.text(st.sampled_from("ab cÉ’\n"), min_size=LENGTH, max_size=60)


@given(words, words, st.text(max_size=20), st.text(max_size=20))
def test_what_is_erased_is_not_within_any_more_and_the_rest_stays(
    own: str, other: str, before: str, after: str
) -> None:
    passages = Passages.of([own], [other])
    assert not passages.within(other) and passages.erased(other) == other
    bare = passages.erased(before + own + after)
    assert not passages.within(bare)
    if not passages.within(before + own + after):
        assert bare == before + own + after
    assert passages.erased(bare) == bare


def test_words_are_found_in_escaped_json_in_tables_and_in_archives(tmp_path: Path) -> None:
    import zipfile

    text = 'Zij zei "é dat is\nniet eerlijk" tegen de wethouder.'
    passages = Passages.of([text], [])
    (tmp_path / "a.json").write_text(json.dumps({"x": [text]}), encoding="ascii")
    pl.DataFrame({"x": [[text]], "y": [1]}).write_parquet(tmp_path / "b.parquet")
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as archive:
        archive.writestr(
            "word/document.xml", "<w:t>Zij zei &quot;é dat </w:t><w:t>is\nniet eerlijk&quot;</w:t>"
        )
    (tmp_path / "d.csv").write_bytes(text.encode("cp1252"))
    (tmp_path / "e.txt").write_bytes(text.encode("utf-16"))
    (tmp_path / "f.txt").write_text("iets anders over de wethouder", encoding="utf-8")
    found = [path.name for path in sorted(tmp_path.iterdir()) if holds(path, passages)]
    assert found == ["a.json", "b.parquet", "c.docx", "d.csv", "e.txt"]
