"""What goes out comes back: codes, quotes, places, participants, coders, for any text and any codebook."""

from __future__ import annotations

import string
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

import polars as pl
from hypothesis import assume, given
from hypothesis import strategies as st
from test_labels_refi_export import coded, corpus

from labels.codebook import Borderline, Code, Codebook
from labels.codings import with_text
from labels.refi.anchoring import anchor
from labels.refi.code_reading import slug
from labels.refi.codebook_file import qdc
from labels.refi.own_texts import own_texts
from labels.refi.project_file import Material, qdpx
from labels.refi.project_reading import read_project
from labels.refi.schema import breaches

MOMENT = datetime(2026, 3, 18, 10, tzinfo=UTC)
SIGNS = "ab e\u0301é:\t\n\"'<&>]😀𝄞👩\u200d👧\u2028\u00a0مر«–"
texts = st.text(SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
lines = (
    st.text(SIGNS.replace("\n", "").replace("\t", ""), min_size=1, max_size=15).map(str.strip).filter(bool)
)
words = st.text(string.ascii_lowercase, min_size=1, max_size=4)


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    ids = draw(st.lists(words, min_size=1, max_size=5, unique=True))
    codes = []
    for place, name in enumerate(ids):
        codes.append(
            Code(
                name,
                (("nl", " ".join(draw(lines).split())),),
                parent=draw(st.sampled_from([None, *ids[:place]])),
                colour=draw(st.sampled_from(["", "#01689B", "#abc"])),
                origin=draw(st.sampled_from(["", "map"])),
                definition=draw(st.one_of(st.just(""), texts, st.just("Niet:\n  - zo"))),
                include=draw(st.one_of(st.just(""), texts)),
                exclude=draw(st.one_of(st.just(""), texts)),
                typical=tuple(draw(st.lists(texts, max_size=2))),
                borderline=tuple(
                    Borderline(text, note)
                    for text, note in draw(
                        st.lists(st.tuples(lines, st.one_of(st.just(""), lines)), max_size=2)
                    )
                ),
                keywords=tuple(draw(st.lists(lines, max_size=2))),
                memo=draw(st.one_of(st.just(""), texts)),
            )
        )
    return Codebook(tuple(codes))


@st.composite
def materials(draw: st.DrawFn) -> Material:
    codebook = draw(codebooks())
    people = st.sampled_from([None, "p0123456789ab", "pba9876543210"])
    said = [
        (f"c{number:02d}", draw(people), draw(st.sampled_from(["1", "2"])), draw(texts))
        for number in range(draw(st.integers(1, 6)))
    ]
    rows = []
    for _ in range(draw(st.integers(0, 6))):
        one = draw(st.sampled_from(said))
        start = draw(st.integers(0, len(one[3]) - 1))
        end = draw(st.integers(start + 1, len(one[3])))
        coder = draw(st.sampled_from(["MK", "AB", "model"]))
        origin = "model" if coder == "model" else "person"
        note = draw(st.one_of(st.none(), lines))
        code = draw(st.sampled_from(codebook.codes)).id
        rows.append((one[0], start, end, code, coder, origin, MOMENT, note))
    tables = corpus(said)
    return Material("Proef", MOMENT, codebook=codebook, codings=coded(*rows), **tables)


def read(content: bytes, name: str = "proef.qdpx"):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return read_project(path)


def comparable(codebook: Codebook) -> dict[str, Code]:
    return {code.id: code for code in codebook.codes}


@given(materials())
def test_a_project_comes_back_as_it_went(material: Material) -> None:
    project = read(qdpx(material).content)
    assert comparable(project.codebook) == comparable(material.codebook)
    found = anchor(project, material.contributions)
    assert found.codings.equals(material.codings) and not found.left


@given(materials())
def test_where_other_software_gave_new_guids_the_texts_tie_quotes_to_their_words(material: Material) -> None:
    said = material.contributions["text"].to_list()
    assume(not any(one in other for one, other in permutations(said, 2)))
    project = read(qdpx(material).content)
    project = replace(project, selections=tuple(replace(one, guid="") for one in project.selections))
    found = anchor(project, material.contributions)
    went = with_text(material.codings, material.contributions)
    back = with_text(found.codings, material.contributions)
    columns = ["quote", "code", "coder", "note"]
    assert sorted(back.select(columns).rows(), key=str) == sorted(went.select(columns).rows(), key=str)


@given(materials())
def test_a_project_stands_alone_with_its_participants(material: Material) -> None:
    found = own_texts(read(qdpx(material).content), b"0" * 32)
    people = material.contributions["participant_id"]
    assert found.participants["participant_id"].to_list() == people.drop_nulls().unique().sort().to_list()
    said = pl.col("participant_id").is_not_null()
    key = ["participant_id", "text"]
    assert sorted(found.contributions.filter(said).select(key).rows()) == sorted(
        material.contributions.filter(said).select(key).rows()
    )
    known = material.contributions.filter(said)["contribution_id"].implode()
    went = with_text(material.codings.filter(pl.col("contribution_id").is_in(known)), material.contributions)
    back = with_text(found.anchored.codings, found.contributions)
    assert {*went.select("quote", "code", "coder").rows()} <= {*back.select("quote", "code", "coder").rows()}


@given(codebooks())
def test_a_codebook_is_valid_and_comes_back(codebook: Codebook) -> None:
    content, _ = qdc(codebook)
    assert breaches(content, "Codebook") == ()
    assert comparable(read(content, "codes.qdc").codebook) == comparable(codebook)


@given(st.text())
def test_every_name_gives_an_id(name: str) -> None:
    assert slug(name) == slug(slug(name)) != ""
