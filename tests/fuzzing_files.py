"""A sound file for every reader, small enough to be damaged thousands of times."""

from __future__ import annotations

import datetime
import io
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from corpora.samples import sample_dialogue
from tests.document_files import docx, pdf, sample_files, w, w_table

BRONNEN = sample_dialogue().dialogue.parent / "bronnen"
ZINNEN = (
    "De wijkagent kent hier niemand meer, echt.",
    "Ik word van het kastje naar de muur gestuurd.",
    "Ja; nee",
)
GESPREK = ("Marit: Hoe is het hier?", "Piet: Goed, al is de bus weg.", "Marit: Fijn.", "Piet: Ja.")
ODD = (
    "",
    " ",
    "\u200b",
    "\u202e",
    "é",
    "İ",
    "ß",
    "├",
    "👩‍👩‍👧",
    "=1+1",
    "'=x",
    "-12,5",
    "9" * 40,
    "2024-02-30",
    "31/12/99 25:61",
    "1e999",
    "NaN",
    "nan",
    "None",
    "true",
    "[",
    "{}",
    '{"a":1}',
    "<b>",
    "&#0;",
    "“",
    "”",
    "a" * 5_000,
    "Jan van de Velde",
    "00:34:12",
    "-->",
    "\x0b",
    "\x85",
    "\x1e",
    "\u2028",
    "[NAAM]",
)
"""What stands in for words of a sound file."""


@dataclass(frozen=True)
class Sound:
    """How to write a sound file in a folder, with what lies beside it, and how to make another of its kind.

    ``generate`` is for files that are no text inside; of others the words are changed.
    """

    write: Callable[[Path], Path]
    generate: Callable[[random.Random], bytes] | None = None


def _text(name: str, content: str | bytes) -> Sound:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return Sound(write)


def _delimited(name: str, header: str, line: str, delimiter: str = ",") -> Sound:
    lines = [header, *(line.format(n, zin.replace(delimiter, ",")) for n, zin in enumerate(ZINNEN, start=1))]
    return _text(name, "\n".join(lines).replace("|", delimiter) + "\n")


def _sample(name: str, most: int | None = None, called: str | None = None) -> Sound:
    return _text(called or name, (BRONNEN / name).read_bytes()[:most])


def _document(suffix: str) -> Sound:
    def write(folder: Path) -> Path:
        return next(path for path in sample_files(folder) if path.suffix == suffix)

    return Sound(write)


# ------------------------------------------------------------------ platforms and tables


def _polis(folder: Path) -> Path:
    (folder / "votes.csv").write_text("timestamp,comment-id,voter-id,vote\n1,1,0,1\n2,2,0,-1\n")
    (folder / "participants-votes.csv").write_text("participant,group-id,n-votes,1,2\n0,0,2,1,-1\n1,,0,,\n")
    (folder / "summary.csv").write_text(
        'topic,Wonen\nurl,https://pol.is/x\nconversation-description,"Wat\n nu"\n'
    )
    header = "timestamp|datetime|comment-id|author-id|agrees|disagrees|moderated|comment-body"
    return _delimited("comments.csv", header, '1650000000000|x|{0}|0|1|0|1|"{1}"').write(folder)


def _consult(folder: Path) -> Path:
    (folder / "question.json").write_text('{"question_text": "Wat mist u?"}')
    (folder / "respondents.jsonl").write_text('{"response_id": 0, "demographic_data": {"Wijk": "Noord"}}\n')
    lines = [json.dumps({"response_id": n, "response": zin}) for n, zin in enumerate(ZINNEN)]
    return _text("responses.jsonl", "\n".join(lines) + "\n").write(folder)


def _label_studio(folder: Path) -> Path:
    result = [{"from_name": "thema", "value": {"choices": ["a"], "start": 1}}]
    tasks = [
        {"id": n, "data": {"text": zin}, "annotations": [{"result": result}]} for n, zin in enumerate(ZINNEN)
    ]
    return _text("taken.json", json.dumps(tasks, ensure_ascii=False)).write(folder)


def _doccano(folder: Path) -> Path:
    lines = [json.dumps({"id": n, "text": zin, "label": [[0, 2, "X"]]}) for n, zin in enumerate(ZINNEN)]
    return _text("admin.jsonl", "\n".join(lines) + "\n").write(folder)


def _json_array(folder: Path) -> Path:
    rows = [{"nr": n, "tekst": zin, "wijk": {"naam": "Noord"}} for n, zin in enumerate(ZINNEN)]
    return _text("reacties.json", json.dumps(rows, ensure_ascii=False)).write(folder)


def _workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_urls": False}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell)
    return made.getvalue()


_PLAIN: dict[str, Sequence[Sequence[object]]] = {
    "Blad1": [["nr", "tekst", "wie"], *([n, zin, f"p{n}"] for n, zin in enumerate(ZINNEN, start=1))]
}
_OPENSTAD: dict[str, Sequence[Sequence[object]]] = {
    "Sheet1": [["Inzending ID", "Titel", "Beschrijving", "Gebruiker ID"], ["1", "Bankje", ZINNEN[0], "u1"]],
    "Reacties": [
        ["Inzending ID", "Reactie ID", "Reactie op ID", "Reactie", "Gebruiker ID"],
        ["1", "2", "", "└ Ja", "u2"],
    ],
    "Stemmen": [["Stem ID", "Inzending ID", "Stem", "Gebruiker ID"], ["1", "1", "ja", "u2"]],
}
_SESSION: dict[str, Sequence[Sequence[object]]] = {
    "Tafels": [
        ["Tafel", "Idee", "Stippen"],
        ["1", ZINNEN[0], 3],
        ["2", ZINNEN[1], "●●"],
        ["2", "Een bank", ""],
    ]
}


def _books(sheets: dict[str, Sequence[Sequence[object]]]) -> Sound:
    def write(folder: Path) -> Path:
        path = folder / "export.xlsx"
        path.write_bytes(_workbook(sheets))
        return path

    def generate(chance: random.Random) -> bytes:
        made = {
            name: [[_cell(cell, chance) for cell in row] for row in table] for name, table in sheets.items()
        }
        for table in made.values():
            chance.shuffle(table) if chance.random() < 0.2 else table.extend(chance.sample(table, 1))
        return _workbook(dict(chance.sample(sorted(made.items()), len(made))))

    return Sound(write, generate)


def _cell(cell: object, chance: random.Random) -> object:
    if chance.random() < 0.8:
        return cell
    odd = (None, True, -1.5e300, datetime.datetime(2024, 2, 13, 5, 58), 44_000, *ODD)
    return chance.choice(odd)


def _parquet(folder: Path) -> Path:
    path = folder / "a.parquet"
    pl.DataFrame({"id": ["1", "2", "3"], "tekst": ZINNEN, "n": [[1], [2], []]}).write_parquet(path)
    return path


def _any_parquet(chance: random.Random) -> bytes:
    rows = chance.choice((0, 1, 3, 40))
    columns = {
        "tekst": [chance.choice((*ZINNEN, *ODD, None)) for _ in range(rows)],
        "getal": [chance.choice((1.5, float("nan"), float("inf"), None)) for _ in range(rows)],
        "lijst": [chance.choice(([1], [], None)) for _ in range(rows)],
        "deel": [chance.choice(({"a": "x", "b": None}, None)) for _ in range(rows)],
        "ruw": [chance.choice((b"\xff\x00", b"", None)) for _ in range(rows)],
        "dag": [
            chance.choice((datetime.date(2024, 2, 13), datetime.date(1, 1, 1), None)) for _ in range(rows)
        ],
        "leeg": [None] * rows,
        "ja": [chance.choice((True, False, None)) for _ in range(rows)],
        chance.choice(ODD): ["x"] * rows,
    }
    chosen = chance.sample(sorted(columns), chance.randint(1, len(columns)))
    made = io.BytesIO()
    pl.DataFrame({name: columns[name] for name in chosen}, strict=False).write_parquet(made)
    return made.getvalue()


TABLES: dict[str, Sound] = {
    "csv": _delimited("a.csv", "id|tekst|wie", '{0}|"{1}"|p{0}', ";"),
    "csv windows-1252": _text("oud.csv", "id\ttekst\r\n1\tCafé in de wijk\r\n2\tReünie\r\n".encode("cp1252")),
    "xlsx": _books(_PLAIN),
    "json": Sound(_json_array),
    "json lines": _text("a.jsonl", "".join(json.dumps({"tekst": zin}) + "\n" for zin in ZINNEN)),
    "parquet": Sound(_parquet, _any_parquet),
    "polis": Sound(_polis),
    "openstad": _books(_OPENSTAD),
    "decidim": _delimited(
        "proposals.csv",
        "id|author/id|component/id|title/nl|title/en|body/nl|body/en|state|votes|published_at",
        "{0}|7|3|Titel {0}||<p>{1}</p>|'=x|accepted|4|2024-02-13",
        ";",
    ),
    "go-vocal": _delimited(
        "ideas.csv",
        "ID|Title|Description|Author ID|Submitted at|Published at|Likes|Dislikes|Project",
        '{0}|Idee {0}|"<p>{1}</p>"|a{0}|03/04/2024 10:00|03/05/2024 10:00|4|1|Wijk',
    ),
    "go-vocal survey": _delimited(
        "survey.csv",
        "ID|Author ID|Wat gaat er goed?|Cijfer|Submitted at|Project",
        '{0}|a{0}|"{1} Dus dat is het."|7|03/04/2024 10:00|Wijk',
    ),
    "consult": Sound(_consult),
    "label-studio": Sound(_label_studio),
    "consul": _delimited(
        "budget.csv",
        "ID|Title|Supports|Administrator|Valuator|Valuation Group|Scope of operation|Feasibility|Description",
        '{0}|Titel {0}|4|x|y|z|Stad|Feasible|"{1}"',
    ),
    "doccano": Sound(_doccano),
    "survey": _delimited(
        "enquete.csv",
        "Nr|Wat gaat er goed?|Wat kan er beter?",
        '{0}|"{1} Dus dat is het."|"Zeker {0}: {1} Echt waar."',
    ),
    "work-session": _books(_SESSION),
    "work-session wide": _delimited("tafels.csv", "Tafel 1|Tafel 2", '"{1}"|"Nog een idee {0}"'),
}
"""Tables and the exports of platforms, by reader; a second word names another kind of the same."""

# ------------------------------------------------------------------ interviews, articles, sessions

_SEGMENTS = [{"start": at * 3.5, "end": at * 3.5 + 2, "text": f" Zin nummer {at}."} for at in range(6)]
_WORDS = [{"start": 1.0, "end": 1.5, "text": "Ja,"}, {"start": 1.6, "end": 2.0, "text": "goed."}]


def _pdf_transcript(folder: Path) -> Path:
    lines = [(60.0, 760.0 - 14 * at, 10.0, line, "F1") for at, line in enumerate(GESPREK * 3)]
    return pdf(folder / "gesprek.pdf", [lines, lines])


def _docx_transcript(folder: Path) -> Path:
    return docx(folder / "gesprek.docx", "".join(w(line) for line in GESPREK * 3))


def _session_tables(folder: Path) -> Path:
    table = w_table([("Tafel", "Idee", "Stippen"), ("1", ZINNEN[0], "3"), ("2", ZINNEN[1], "●●")])
    return docx(folder / "sessie.docx", w("Verslag", "Kop1") + table + w(ZINNEN[2]))


TALKS: dict[str, Sound] = {
    "vtt": _sample("interview-wijkverpleegkundige.vtt", 2_000),
    "srt": _text(
        "opname.srt",
        "1\n00:00:01,000 --> 00:00:03,000\nMarit: Hoe is het?\n\n2\n00:00:04,000 --> 00:00:06,000\n"
        "Piet: Goed.\n\n3\n00:00:07,000 --> 00:00:08,000\nMarit: Fijn.\n",
    ),
    "amberscript": _text(
        "amber.json",
        json.dumps(
            {
                "speakers": [{"spkid": "s1", "name": "Piet"}],
                "segments": [{"speaker": "s1", "words": _WORDS}] * 3,
            }
        ),
    ),
    "whisper": _text("whisper.json", json.dumps({"text": "Zin.", "segments": _SEGMENTS, "language": "nl"})),
    "whisper tsv": _text("whisper.tsv", "start\tend\ttext\n0\t2000\tHoe gaat het hier?\n4000\t6000\tGoed.\n"),
    "otranscribe": _text(
        "gesprek.otr",
        json.dumps(
            {
                "text": '<p><span class="timestamp" data-timestamp="3">0:03</span>A: Ja.</p>' * 4,
                "media": "a",
                "media-time": 1,
            }
        ),
    ),
    "transcript": _sample("interview-jongerenwerker.txt", 3_000),
    "transcript docx": Sound(_docx_transcript),
    "transcript pdf": Sound(_pdf_transcript),
    "article": _sample("dubbelinterview.md", 3_000, "artikel.txt"),
    "work-session-tables": Sound(_session_tables),
}
"""What people said in turns, by reader."""

DOCUMENTS: dict[str, Sound] = {
    "pdf": _document(".pdf"),
    "pdf packed": _sample("wijkrapport.pdf", called="b.pdf"),
    "docx": _document(".docx"),
    "docx of Word": _sample("wijkrapport.docx", called="b.docx"),
    "odt": _document(".odt"),
    "html": _document(".html"),
    "markdown": _document(".md"),
    "txt": _document(".txt"),
}
"""Documents, by reader."""

SOUND: dict[str, Sound] = {**TABLES, **TALKS, **DOCUMENTS}
