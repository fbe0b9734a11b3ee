"""Exports that were damaged on the way: a clear message or a ledger that adds up, and never a traceback.

``OOGST_FUZZ=10000`` tries so many mutations a reader, instead of the 200 that every change gets.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from corpora.columns import resolve
from corpora.contributions import read_source
from corpora.errors import OogstError
from corpora.ledger import outcomes
from corpora.mapping import Mapping
from corpora.readers import read_rows

SECRET = b"g" * 32
MUTATIONS = int(os.environ.get("OOGST_FUZZ", "200"))
EVERY = 20
"""One in so many is read into tables too; of the others the rows are looked at."""
SLOWEST = 5.0
"""Seconds that one damaged file may take."""
ZINNEN = (
    "De wijkagent kent hier niemand meer, echt.",
    "Ik word van het kastje naar de muur gestuurd.",
    "Ja; nee",
)


def _delimited(header: str, line: str, delimiter: str) -> bytes:
    lines = [header, *(line.format(n, zin.replace(delimiter, ",")) for n, zin in enumerate(ZINNEN, start=1))]
    return "\n".join(lines).replace("|", delimiter).encode() + b"\n"


def _polis(folder: Path) -> Path:
    (folder / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n1,1,0,1\n2,2,0,-1\n")
    (folder / "participants-votes.csv").write_text("participant,group-id,n-votes,1,2\n0,0,2,1,-1\n1,,0,,\n")
    (folder / "summary.csv").write_text(
        'topic,Wonen\nurl,https://pol.is/x\nconversation-description,"Wat\n nu"\n'
    )
    header = "timestamp|datetime|comment-id|author-id|agrees|disagrees|moderated|comment-body"
    path = folder / "comments.csv"
    path.write_bytes(_delimited(header, '1650000000000|x|{0}|0|1|0|1|"{1}"', ","))
    return path


def _decidim(folder: Path) -> Path:
    path = folder / "proposals.csv"
    header = "id|author/id|component/id|title/nl|title/en|body/nl|body/en|state|votes|published_at"
    path.write_bytes(_delimited(header, "{0}|7|3|Titel {0}||<p>{1}</p>|'=x|accepted|4|2024-02-13", ";"))
    return path


def _csv(folder: Path) -> Path:
    path = folder / "a.csv"
    path.write_bytes(_delimited("id|tekst|wie", '{0}|"{1}"|p{0}', ";"))
    return path


def _latin(folder: Path) -> Path:
    path = folder / "oud.csv"
    path.write_bytes("id\ttekst\r\n1\tCafé in de wijk\r\n2\tReünie\r\n".encode("cp1252"))
    return path


def _wide(folder: Path) -> Path:
    path = folder / "enquete.csv"
    path.write_bytes(
        _delimited(
            "Nr|Wat gaat er goed?|Wat kan er beter?",
            '{0}|"{1} Dus dat is het."|"Zeker {0}: {1} Echt waar."',
            ",",
        )
    )
    return path


def _json(folder: Path) -> Path:
    path = folder / "taken.json"
    result = [{"from_name": "thema", "value": {"choices": ["a"], "start": 1}}]
    tasks = [
        {"id": n, "data": {"text": zin}, "annotations": [{"result": result}]} for n, zin in enumerate(ZINNEN)
    ]
    path.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    return path


def _jsonl(folder: Path) -> Path:
    path = folder / "responses.jsonl"
    (folder / "question.json").write_text('{"question_text": "Wat mist u?"}')
    (folder / "respondents.jsonl").write_text('{"response_id": 0, "demographic_data": {"Wijk": "Noord"}}\n')
    lines = [json.dumps({"response_id": n, "response": zin}) for n, zin in enumerate(ZINNEN)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _doccano(folder: Path) -> Path:
    path = folder / "admin.jsonl"
    lines = [json.dumps({"id": n, "text": zin, "label": [[0, 2, "X"]]}) for n, zin in enumerate(ZINNEN)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _book(folder: Path) -> Path:
    path = folder / "export.xlsx"
    ideas = [["Inzending ID", "Titel", "Beschrijving", "Gebruiker ID"], ["1", "Bankje", ZINNEN[0], "u1"]]
    replies = [
        ["Inzending ID", "Reactie ID", "Reactie op ID", "Reactie", "Gebruiker ID"],
        ["1", "2", "", "└ Ja", "u2"],
    ]
    with xlsxwriter.Workbook(path) as book:
        for name, table in (("Sheet1", ideas), ("Reacties", replies)):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(table):
                sheet.write_row(row, 0, cells)
    return path


def _parquet(folder: Path) -> Path:
    path = folder / "a.parquet"
    pl.DataFrame({"id": ["1", "2", "3"], "tekst": ZINNEN, "n": [[1], [2], []]}).write_parquet(path)
    return path


READERS: dict[str, Callable[[Path], Path]] = {
    "csv": _csv,
    "windows-1252": _latin,
    "polis": _polis,
    "decidim": _decidim,
    "survey": _wide,
    "label-studio": _json,
    "consult": _jsonl,
    "doccano": _doccano,
    "xlsx": _book,
    "parquet": _parquet,
}


def mutated(content: bytes, rng: random.Random) -> bytes:
    """Flip bytes, cut, repeat, swap two pieces of the first line, or put something odd in the middle."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        place = rng.randrange(len(made) + 1)
        match rng.randrange(6):
            case 0:
                for _ in range(rng.randint(1, 4)):
                    if made:
                        made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
            case 1:
                del made[place:]
            case 2:
                del made[place : place + rng.randint(1, 20)]
            case 3:
                made[place:place] = made[place : place + rng.randint(1, 40)]
            case 4:
                first, _, rest = bytes(made).partition(b"\n")
                parts = first.split(b",") if b"," in first else first.split(b";")
                rng.shuffle(parts)
                made = bytearray(b",".join(parts) + b"\n" + rest)
            case _:
                odd = [
                    b"\x00",
                    b'"',
                    b"\xff",
                    b"\r",
                    b"\xef\xbb\xbf",
                    b"\n\n",
                    b"[",
                    b"{",
                    "├".encode(),
                    b"'=",
                ]
                made[place:place] = rng.choice(odd)
        if not made:
            break
    return bytes(made)


def outcome(path: Path, *, whole: bool) -> str:
    """Read a damaged file, as rows or as a whole source: all are accounted for, or there is a message."""
    start = time.perf_counter()
    try:
        if whole:
            reading = read_source(path, secret=SECRET)
            rows = int(reading.source["rows"][0])
            numbers = outcomes(reading.ledger)["row"]
            assert reading.report.rows == rows == reading.report.kept + sum(reading.report.excluded.values())
        else:
            given = read_rows(path)
            resolve(Mapping().over(given.preset), given.frame, path.name)
            rows, numbers = given.count, pl.concat([given.row.alias("row"), given.rejected["row"]])
            assert len(given.where) == len(given.row) == len(given.frame)
    except OogstError as fault:
        assert str(fault)
        found = "told"
    else:
        assert numbers.sort().to_list() == list(range(1, rows + 1))
        found = "read"
    assert time.perf_counter() - start < SLOWEST
    return found


@pytest.mark.parametrize("reader", READERS)
def test_a_damaged_export_is_read_or_refused_with_every_row_accounted_for(
    tmp_path: Path, reader: str
) -> None:
    path = READERS[reader](tmp_path)
    whole = path.read_bytes()
    assert outcome(path, whole=True) == "read"
    found = set()
    for number in range(MUTATIONS):
        # The seed names the mutation, so that a failure can be made again.
        path.write_bytes(mutated(whole, random.Random(f"{reader} {number}")))
        try:
            found.add(outcome(path, whole=number % EVERY == 0))
        except Exception as fault:
            raise AssertionError(f"mutation {number} of {reader}: {path.read_bytes()!r}") from fault
    assert "told" in found


@pytest.mark.parametrize("name", ["votes.csv", "participants-votes.csv", "summary.csv"])
def test_a_damaged_file_beside_the_comments_costs_no_comment(tmp_path: Path, name: str) -> None:
    path = _polis(tmp_path)
    beside = path.with_name(name)
    whole = beside.read_bytes()
    for number in range(max(MUTATIONS // 4, 20)):
        beside.write_bytes(mutated(whole, random.Random(f"{name} {number}")))
        assert read_rows(path).row.to_list() == [1, 2, 3], beside.read_bytes()
