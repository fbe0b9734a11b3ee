"""Exports of participation platforms, written as the platform writes them, come back as what people said."""

from __future__ import annotations

import csv
import json
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from corpora.contributions import Reading, read_source, read_sources
from corpora.errors import MappingError, SourceError
from corpora.ledger import outcomes
from corpora.mapping import Mapping
from corpora.pseudonyms import pseudonym
from corpora.readers import read_rows

SECRET = b"g" * 32
Table = Sequence[Sequence[object]]


def read(path: Path, mapping: Mapping | None = None) -> Reading:
    reading = read_source(path, mapping, secret=SECRET)
    rows = int(reading.source["rows"][0])
    assert outcomes(reading.ledger)["row"].sort().to_list() == list(range(1, rows + 1))
    assert reading.report.rows == rows == reading.report.kept + sum(reading.report.excluded.values())
    return reading


def texts(reading: Reading) -> list[str]:
    return reading.contributions["text"].to_list()


def write_csv(path: Path, table: Table, delimiter: str = ",") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(table)
    return path


def write_book(path: Path, sheets: dict[str, Table]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(table):
                sheet.write_row(row, 0, cells)
    return path


def write_json(path: Path, content: object) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_lines(path: Path, objects: Sequence[object]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in objects) + "\n", "utf-8")
    return path


def person(raw: str) -> str:
    return pseudonym(raw, SECRET)


# ------------------------------------------------------------------ Polis

URL = "https://pol.is/3wijk"
COMMENTS = [
    ("1650000000000", "7", "0", "2", "1", "1", "Meer bankjes bij de bushalte."),
    ("1650000001000", "8", "1", "1", "0", "0", "De wijkagent moet weer op straat."),
    ("1650000002000", "9", "0", "0", "3", "-1", "Koop nu goedkope horloges!"),
]
VOTES = [
    ("7", "0", 1),
    ("7", "1", 1),
    ("7", "2", -1),
    ("8", "0", 1),
    ("8", "1", 0),
    ("9", "2", -1),
    ("9", "0", -1),
    ("9", "1", -1),
]


def polis(
    folder: Path, *, clojure: bool = False, sign: int = 1, votes: str = "votes.csv", ms: int = 1
) -> Path:
    old = [
        "timestamp",
        "datetime",
        "comment-id",
        "author-id",
        "agrees",
        "disagrees",
        "moderated",
        "comment-body",
    ]
    new = ["timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "is-meta", "is-seed"]
    new += ["group-informed-consensus", "comment-body"]
    table: list[Sequence[object]] = [new if clojure else old]
    for moment, number, author, agrees, disagrees, moderated, body in COMMENTS:
        when = str(int(moment) // ms)
        head = [when] if clojure else [when, "Fri Apr 15 05:20:00 PDT 2022"]
        flags = ["false", "true" if number == "7" else "false", "0.5"] if clojure else []
        table.append([*head, number, author, agrees, disagrees, moderated, *flags, body])
    write_csv(folder / "comments.csv", table)
    write_csv(
        folder / "summary.csv",
        [["topic", "Prettig wonen"], ["url", URL], ["conversation-description", "Wat kan beter?"]],
    )
    write_csv(folder / "stats-history.csv", [["n-votes", "n-comments"], ["1", "1"]])
    if votes == "votes.csv":
        cast = [
            (1650000000000 + n, "Fri", number, who, vote * sign)
            for n, (number, who, vote) in enumerate(VOTES)
        ]
        write_csv(folder / votes, [["timestamp", "datetime", "comment-id", "voter-id", "vote"], *cast])
    matrix = [["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", "7", "8", "9"]]
    for who, group in (("0", "0"), ("1", "1"), ("2", ""), ("3", "")):
        own = {number: str(vote * sign) for number, by, vote in VOTES if by == who}
        matrix.append([who, group, "0", "0", "0", "0", *(own.get(number, "") for number in "789")])
    if votes != "none":
        name = "participants-votes.csv" if votes == "votes.csv" else votes
        write_csv(folder / name, matrix)
    return folder / "comments.csv"


@pytest.mark.parametrize("clojure", [False, True])
@pytest.mark.parametrize("votes", ["votes.csv", "participants-votes.csv", "participant-votes.csv"])
def test_a_polis_export_of_either_generation_gives_texts_votes_people_and_groups(
    tmp_path: Path, clojure: bool, votes: str
) -> None:
    reading = read(polis(tmp_path, clojure=clojure, votes=votes))
    assert texts(reading) == [COMMENTS[0][-1], COMMENTS[1][-1]]
    assert reading.report.excluded == {"moderated out on the platform": 1}
    assert reading.source["title"][0] == "Prettig wonen"
    assert reading.contributions["question"].to_list() == ["Wat kan beter?"] * 2
    assert reading.contributions["segment_opinion_group"].to_list() == ["0", "1"]
    ids = dict(reading.contributions.select("native_id", "contribution_id").iter_rows())
    wanted = {(ids[number], person(f"{URL} {who}"), vote) for number, who, vote in VOTES if number in ids}
    assert set(reading.votes.iter_rows()) == wanted
    assert len(reading.participants) == 4  # two wrote, three voted, one only looked
    notes = " ".join(reading.report.notes)
    assert "3 of 3 comments have exactly the agrees" in notes
    assert ("1 comments were put in by the organisers (is-seed)" in notes) == clojure


@pytest.mark.parametrize("votes", ["votes.csv", "participant-votes.csv"])
def test_the_raw_sign_of_the_database_is_turned_and_told(tmp_path: Path, votes: str) -> None:
    right = read(polis(tmp_path / "a", votes=votes)).votes
    turned = read(polis(tmp_path / "b", sign=-1, votes=votes))
    assert turned.votes.equals(right)
    assert any("in this file -1 means agree, turned to 1" in note for note in turned.report.notes)


def test_votes_that_add_up_with_neither_sign_do_not_count_and_the_numbers_are_told(tmp_path: Path) -> None:
    path = polis(tmp_path)
    write_csv(
        path.with_name("votes.csv"), [["comment-id", "voter-id", "vote"], ["7", "0", 1], ["7", "1", -1]]
    )
    reading = read(path)
    assert reading.votes.is_empty()
    said = (
        "differ from the agrees and disagrees of comments.csv by 5 when 1 means agree, and by 5 when -1 does"
    )
    assert any(said in note for note in reading.report.notes)


def test_of_two_votes_of_one_person_the_last_counts_whatever_the_order_of_the_lines(tmp_path: Path) -> None:
    path = polis(tmp_path)
    cast = [(10, "7", "0", -1), (20, "7", "0", 1), (10, "7", "1", 1), (10, "7", "2", -1), (10, "8", "0", 1)]
    cast += [(5, "9", who, -1) for who in "012"]
    header = ("timestamp", "comment-id", "voter-id", "vote")
    found = []
    for lines in (cast, cast[::-1]):
        write_csv(path.with_name("votes.csv"), [header, *lines])
        found.append(read(path).votes)
    assert found[0].equals(found[1])
    assert (found[0].filter(pl.col("participant_id") == person(f"{URL} 0"))["vote"] == 1).all()


def test_seconds_and_milliseconds_give_the_same_moment(tmp_path: Path) -> None:
    moments = [read(polis(tmp_path / str(ms), ms=ms)).contributions["created_at"] for ms in (1, 1000)]
    assert moments[0].equals(moments[1])


def test_comments_alone_are_read_without_votes_and_people_keep_their_number(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "comments.csv",
        [
            ["timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body"],
            COMMENTS[0],
        ],
    )
    reading = read(path)
    assert (len(reading.votes), reading.participants["participant_id"].to_list()) == (0, [person("0")])


def test_a_polis_folder_and_its_zip_are_one_source_each_and_the_same(tmp_path: Path) -> None:
    path = polis(tmp_path / "export")
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for each in sorted(path.parent.iterdir()):
            archive.write(each, each.name)
    folder, packed = (read_sources([tmp_path / name], secret=SECRET) for name in ("export", "export.zip"))
    assert len(folder.sources) == len(packed.sources) == 1
    assert not folder.failures and not packed.failures
    assert folder.contributions["text"].equals(packed.contributions["text"])
    assert len(folder.votes) == len(packed.votes) == 5


def test_moderated_comments_are_read_where_the_format_is_named(tmp_path: Path) -> None:
    assert len(texts(read(polis(tmp_path), Mapping(format="csv")))) == 3


@pytest.mark.parametrize(
    ("export", "people", "authors_beside"),
    [
        ("american-assembly.bowling-green", 2031, 0),
        ("austria-climate.5twd2jsnkf.2022-08-08", 1116, 1),
        ("scoop-hivemind.affordable-housing", 381, 0),
    ],
)
def test_real_polis_votes_are_those_that_plain_code_counts(
    shared_data: Callable[[str], Path], export: str, people: int, authors_beside: int
) -> None:
    folder = shared_data("polis") / export
    with (folder / "participants-votes.csv").open(encoding="utf-8", newline="") as file:
        matrix = list(csv.DictReader(file))
    with (folder / "comments.csv").open(encoding="utf-8", newline="") as file:
        shown = {line["comment-id"] for line in csv.DictReader(file) if line["moderated"] != "-1"}
    cells = Counter(row[number] for row in matrix for number in shown if row.get(number, "") != "")
    reading = read(folder / "comments.csv")
    counted = Counter(str(vote) for vote in reading.votes["vote"])
    assert counted == cells
    assert len(matrix) == people
    assert len(reading.participants) == people + authors_beside
    groups = Counter(row["group-id"] for row in matrix if row["group-id"])
    found = Counter(reading.participants["segment_opinion_group"].drop_nulls().to_list())
    assert found == groups
    assert not any("-1 means agree" in note for note in reading.report.notes)


# ------------------------------------------------------------------ OpenStad

PEOPLE = ["Gebruiker ID", "Gebruiker rol", "Gebruiker naam", "Gebruiker e-mailadres", "Gebruiker postcode"]
JAN = ["u1", "member", "Jan Voorbeeld", "jan@voorbeeld.nl", "5211 AB"]
ANS = ["u2", "moderator", "Ans Voorbeeld", "ans@voorbeeld.nl", "5212 CD"]
IDEAS = [
    [
        "Inzending ID",
        "Project ID",
        "Titel",
        "Samenvatting",
        "Beschrijving",
        "Datum aangemaakt (leesbaar)",
        "Aantal likes",
        "Aantal dislikes",
        *PEOPLE,
    ],
    [
        "12",
        "1",
        "Een bankje",
        "",
        "<p>Bij de bushalte &amp; het park.</p>",
        "13-02-2024 10:00",
        "5",
        "1",
        *JAN,
    ],
    [
        "13",
        "1",
        "Meer groen",
        "Meer groen in de straat.",
        "'=Plant bomen.",
        "14-02-2024 10:00",
        "2",
        "0",
        *ANS,
    ],
]
REPLIES = [
    ["Inzending ID", "Inzending titel", *PEOPLE, "Reactie ID", "Reactie op ID", "Reactie likes", "Reactie"],
    ["12", "Een bankje", *ANS, "12", "", "3", "Goed plan, ik zit er graag."],
    ["12", "Een bankje", *JAN, "14", "12", "0", "└ Dank u wel."],
]
BALLOT = [
    ["Stem ID", "Inzending ID", "Inzending titel", "Stem", "Datum", "IP Adres", "Gebruiker ID"],
    ["1", "12", "Een bankje", "yes", "13-02-2024", "10.0.0.1", "u3"],
    ["2", "12", "Een bankje", "no", "13-02-2024", "10.0.0.2", "u2"],
    ["3", "12", "Een bankje", "misschien", "13-02-2024", "10.0.0.2", "u9"],
]
FORMS = [
    [
        "ID",
        "Aangemaakt op",
        "Project ID",
        "Widget",
        "Waarschijnlijk spam",
        "Gebruikers ID",
        "Gebruikers naam",
        "Gebruikers IP-adres (gehasht)",
        "Wat mist u?",
        "Wat gaat goed?",
    ],
    ["1", "13-02-2024 10:00", "1", "Enquête", "nee", "u1", "Jan Voorbeeld", "ab12", "Een bakker", ""],
    ["2", "13-02-2024 11:00", "1", "Enquête", "nee", "", "", "cd34", "Rust", "De buren | Het park"],
]


def test_all_sheets_of_openstad_are_one_source_with_replies_votes_and_nobodys_address(tmp_path: Path) -> None:
    sheets = {
        "Sheet1": IDEAS,
        "Reacties": REPLIES,
        "Stemmen": BALLOT,
        "Enquête": FORMS,
        "Los": [["a"], ["b"]],
    }
    reading = read(write_book(tmp_path / "export.xlsx", sheets))
    assert texts(reading) == [
        "Een bankje\n\nBij de bushalte & het park.",
        "Meer groen in de straat.\n\n=Plant bomen.",
        "Goed plan, ik zit er graag.",
        "Dank u wel.",
        "Een bakker",
        "Rust",
        "De buren | Het park",
    ]
    made = reading.contributions
    ids = made["contribution_id"].to_list()
    assert made["parent_id"].to_list() == [None, None, ids[0], ids[2], None, None, None]
    assert made["locator"].to_list()[1:5] == [
        "sheet=Sheet1;row=2",
        "sheet=Reacties;row=1",
        "sheet=Reacties;row=2",
        "sheet=Enquête;row=1;column=Wat mist u?",
    ]
    assert made["question"].to_list()[4:] == ["Wat mist u?", "Wat mist u?", "Wat gaat goed?"]
    assert made["agree"].to_list() == [5, 2, 3, 0, None, None, None]
    assert reading.report.excluded == {"no answer": 1}
    assert set(reading.votes.iter_rows()) == {(ids[0], person("u3"), 1), (ids[0], person("u2"), -1)}
    assert made["participant_id"].to_list()[:5] == [person(each) for each in ("u1", "u2", "u2", "u1", "u1")]
    assert made["participant_id"][5] == made["participant_id"][6] not in (None, person("u1"))
    notes = " ".join(reading.report.notes)
    assert "sheet 'Sheet1': 3 columns about persons left out: Gebruiker naam" in notes
    assert "sheet 'Stemmen': 1 columns about persons left out: IP Adres" in notes
    assert "2 votes on proposals of 2 people; 1 are neither for nor against" in notes
    assert "sheet 'Los' is not one of OpenStad" in notes
    everything = "".join(table.write_csv() for table in (made, reading.participants, reading.ledger))
    assert not any(said in everything for said in ("Voorbeeld", "voorbeeld.nl", "5211", "10.0.0", "ab12"))
    repaired = reading.ledger.filter(pl.col("outcome") == "repaired")["reason"].to_list()
    assert repaired == ["HTML tags removed", "apostrophe before a formula sign removed"]


def test_one_sheet_of_openstad_is_read_where_it_is_named_and_what_is_kept_stays(tmp_path: Path) -> None:
    path = write_book(tmp_path / "export.xlsx", {"Sheet1": IDEAS, "Reacties": REPLIES})
    reading = read(path, Mapping(sheet="Reacties", keep=("Gebruiker postcode",)))
    assert texts(reading) == ["Goed plan, ik zit er graag.", "Dank u wel."]
    assert reading.contributions["segment_gebruiker_postcode"].to_list() == ["5212 CD", "5211 AB"]
    assert reading.contributions["role"].to_list() == ["moderator", "member"]


def test_votes_alone_say_nothing_and_lose_nothing(tmp_path: Path) -> None:
    reading = read(write_book(tmp_path / "stemmen.xlsx", {"Stemmen": BALLOT}))
    assert reading.report.excluded == {"a vote, not something said": 3}


# ------------------------------------------------------------------ Decidim

PROPOSALS = [
    [
        "id",
        "author/id",
        "author/name",
        "component/id",
        "title/es",
        "title/nl",
        "body/es",
        "body/nl",
        "state",
        "votes",
        "withdrawn",
        "published_at",
    ],
    [
        "1",
        "40",
        "Ans",
        "3",
        "",
        "Een bankje",
        "",
        "<p>Bij de halte.</p>",
        "",
        "7",
        "false",
        "2024-02-13 10:00:00 UTC",
    ],
    [
        "2",
        "41",
        "Bo",
        "3",
        "Más verde",
        "",
        "En la calle.",
        "",
        "accepted",
        "2",
        "false",
        "2024-02-13 11:00:00 UTC",
    ],
    [
        "3",
        "42",
        "Cor",
        "3",
        "",
        "Toch niet",
        "",
        "Ik neem dit terug.",
        "",
        "0",
        "true",
        "2024-02-13 12:00:00 UTC",
    ],
    [
        "4",
        "43",
        "Dee",
        "3",
        "",
        "'=Groen",
        "",
        "Meer bomen in alle straten.",
        "",
        "1",
        "false",
        "2024-02-14 12:00:00 UTC",
    ],
]
REMARKS = [
    [
        "id",
        "created_at",
        "body",
        "locale",
        "author/id",
        "author/name",
        "alignment",
        "depth",
        "commentable_id",
        "commentable_type",
        "root_commentable_url",
    ],
    [
        "7",
        "2024-02-13 10:00:00 UTC",
        "'-Goed idee",
        "nl",
        "50",
        "Eef",
        "1",
        "0",
        "1",
        "Decidim::Proposals::Proposal",
        "x",
    ],
    [
        "8",
        "2024-02-13 10:05:00 UTC",
        "Nee, te duur.",
        "nl",
        "51",
        "Fred",
        "-1",
        "1",
        "7",
        "Decidim::Comments::Comment",
        "x",
    ],
]


def test_decidim_proposals_are_title_and_body_in_the_language_with_most_text(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "proposals.csv", PROPOSALS, ";"))
    assert texts(reading) == [
        "Een bankje\n\nBij de halte.",
        "Más verde\n\nEn la calle.",
        "=Groen\n\nMeer bomen in alle straten.",
    ]
    assert reading.report.excluded == {"withdrawn on the platform": 1}
    assert reading.contributions["agree"].to_list() == [7, 2, 1]
    assert reading.contributions["participant_id"][0] == person("40")
    assert any("1 rows have no title/nl" in note for note in reading.report.notes)
    assert reading.ledger.filter(pl.col("row") == 4)["reason"].to_list() == [
        None,
        "apostrophe before a formula sign removed",
    ]


def test_the_language_of_the_mapping_chooses_the_decidim_locale(tmp_path: Path) -> None:
    table = [["id", "component/id", "title/en", "title/nl", "body/en", "body/nl", "supports"]]
    table += [["1", "3", "A bench", "Een bankje", "Near the bus stop, please.", "Bij de halte.", "4"]]
    path = write_csv(tmp_path / "proposals.csv", table, ";")
    assert texts(read(path)) == ["A bench\n\nNear the bus stop, please."]
    found = read(path, Mapping(language="nl"))
    assert texts(found) == ["Een bankje\n\nBij de halte."]
    assert found.contributions["agree"].to_list() == [4]  # as older exports call it


def test_decidim_comments_reply_to_comments_and_their_alignment_is_a_vote_on_those(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "comments.csv", REMARKS, ";"), Mapping(keep=("alignment",)))
    assert texts(reading) == ["-Goed idee", "Nee, te duur."]
    first, second = reading.contributions["contribution_id"]
    assert reading.contributions["parent_id"].to_list() == [None, first]
    assert reading.votes.rows() == [(first, person("51"), -1)]
    assert reading.contributions["segment_alignment"].to_list() == ["1", "-1"]
    assert any("1 in favour, 1 against" in note for note in reading.report.notes)
    assert second != first


# ------------------------------------------------------------------ Go Vocal, Consul

GO_VOCAL = [
    [
        "ID",
        "Title",
        "Description",
        "Attachments",
        "Tags",
        "Author name",
        "Author email",
        "Author ID",
        "Submitted at",
        "Published at",
        "Comments",
        "Likes",
        "Dislikes",
        "URL",
        "Project",
        "Status",
    ],
    [
        "a1",
        "Een bankje",
        "Bij de <b>halte</b>.",
        "",
        "wijk, groen",
        "Ans",
        "ans@voorbeeld.nl",
        "p1",
        "03/04/2024 10:00:00",
        "03/05/2024 10:00:00",
        "2",
        "9",
        "1",
        "https://x",
        "Wijk",
        "new",
    ],
]


def test_go_vocal_ideas_are_read_with_their_votes_and_months_before_days(tmp_path: Path) -> None:
    reading = read(write_book(tmp_path / "ideas.xlsx", {"Ideas": GO_VOCAL}), Mapping(keep=("Tags",)))
    made = reading.contributions
    assert texts(reading) == ["Een bankje\n\nBij de halte."]
    assert made.select("agree", "disagree", "native_id", "segment_tags").row(0) == (9, 1, "a1", "wijk, groen")
    assert made["created_at"][0].strftime("%d-%m-%Y") == "04-03-2024"
    assert made["participant_id"][0] == person("p1")
    assert "Author email" in reading.report.dropped


def test_the_stable_keys_of_go_vocal_are_known_too(tmp_path: Path) -> None:
    table = [["input_id", "title", "description", "author_id", "submitted_at", "likes_count"]]
    table += [["a1", "Een bankje", "Bij de halte.", "p1", "12/31/2024 10:00:00", "3"]]
    reading = read(write_csv(tmp_path / "ideas.csv", table))
    assert texts(reading) == ["Een bankje\n\nBij de halte."]
    assert reading.contributions["created_at"][0].month == 12


def test_a_go_vocal_survey_gives_an_answer_a_contribution(tmp_path: Path) -> None:
    open_question = "Wat zou u veranderen?"
    table = [["ID", open_question, "Hoe oud bent u?", "Author ID", "Submitted at", "Project"]]
    table += [
        [
            str(n),
            f"Ik zou hier graag {n} bankjes bij de halte zien.",
            "40",
            f"p{n}",
            "03/04/2024 10:00:00",
            "Wijk",
        ]
        for n in (1, 2)
    ]
    reading = read(write_book(tmp_path / "survey.xlsx", {"Survey": table}))
    assert reading.contributions["question"].to_list() == [open_question] * 2
    assert reading.contributions["participant_id"].to_list() == [person("p1"), person("p2")]


CONSUL = ["ID", "Title", "Supports", "Administrator", "Valuator", "Valuation Group", "Scope of operation"]
CONSUL += ["Feasibility", "Author username"]


def test_consul_without_descriptions_reads_titles_and_says_where_the_rest_is(tmp_path: Path) -> None:
    row = ["1", "Een fietspad langs het kanaal", "30", "", "", "", "Noord", "Feasible", "ans"]
    reading = read(write_csv(tmp_path / "investments.csv", [CONSUL, row]))
    assert texts(reading) == ["Een fietspad langs het kanaal"]
    assert reading.contributions["agree"].to_list() == [30]
    assert any("GraphQL" in note for note in reading.report.notes)
    whole = read(
        write_csv(tmp_path / "fork.csv", [[*CONSUL, "description"], [*row, "<p>Nu rijdt men om.</p>"]])
    )
    assert texts(whole) == ["Een fietspad langs het kanaal\n\nNu rijdt men om."]
    assert not any("GraphQL" in note for note in whole.report.notes)


# ------------------------------------------------------------------ Consult, Label Studio, doccano


def consult(folder: Path) -> Path:
    inputs = folder / "inputs"
    path = write_lines(
        inputs / "question_part_1" / "responses.jsonl",
        [{"response_id": 1, "response": "Meer groen."}, {"response_id": 2, "response": "Minder auto's."}],
    )
    write_json(path.with_name("question.json"), {"question_number": 1, "question_text": "Wat mist u?"})
    write_lines(
        inputs / "respondents.jsonl",
        [
            {"response_id": 1, "demographic_data": {"Woont u in:": "Noord"}},
            {"response_id": 2, "demographic_data": {}},
        ],
    )
    return path


def test_consult_answers_come_with_their_question_and_only_the_background_that_is_kept(
    tmp_path: Path,
) -> None:
    path = consult(tmp_path)
    plainly = read(path)
    assert texts(plainly) == ["Meer groen.", "Minder auto's."]
    assert plainly.contributions["question"].to_list() == ["Wat mist u?"] * 2
    assert plainly.contributions["participant_id"].to_list() == [person("1"), person("2")]
    assert "segment_woont_u_in" not in plainly.contributions.columns
    kept = read(path, Mapping(keep=("Woont u in:",)))
    assert kept.participants.sort("segment_woont_u_in")["segment_woont_u_in"].to_list() == [None, "Noord"]


def test_what_themefinder_made_of_answers_is_never_read_as_answers(tmp_path: Path) -> None:
    themes = [
        {"topic_id": "A", "topic_label": "Groen", "topic_description": "Men wil meer groen in de straat."}
    ]
    with pytest.raises(SourceError, match=r"holds themes, not what people wrote. Read responses.jsonl"):
        read(write_json(tmp_path / "themes.json", themes))
    with pytest.raises(SourceError, match="holds respondents"):
        consult(tmp_path)
        read(tmp_path / "inputs" / "respondents.jsonl")


def test_the_shared_consultation_reads_both_questions(shared_data: Callable[[str], Path]) -> None:
    inputs = shared_data("themefinder_gambling") / "raw/evals/data/gambling_XS/inputs"
    paths = [inputs / f"question_part_{part}" / "responses.jsonl" for part in (1, 2)]
    corpus = read_sources(paths, secret=SECRET)
    assert len(corpus.contributions) == 200
    assert corpus.contributions["question"].n_unique() == 2
    assert len(corpus.participants) == 100  # the same people answered both


TASKS = [
    {
        "id": 1,
        "data": {"text": "De bus rijdt hier niet meer.", "bron": "wijk"},
        "annotations": [
            {"result": [{"from_name": "thema", "type": "choices", "value": {"choices": ["vervoer"]}}]},
            {"was_cancelled": True, "result": [{"from_name": "thema", "value": {"choices": ["fout"]}}]},
            {
                "result": [
                    {"from_name": "ner", "value": {"start": 3, "end": 6, "text": "bus", "labels": ["ding"]}}
                ]
            },
        ],
        "predictions": [],
    },
    {"id": 2, "data": {"text": "Ons loket is dicht."}, "annotations": []},
]


def test_label_studio_tasks_give_their_text_and_labels_only_where_they_are_kept(tmp_path: Path) -> None:
    path = write_json(tmp_path / "tasks.json", TASKS)
    assert texts(read(path)) == ["De bus rijdt hier niet meer.", "Ons loket is dicht."]
    kept = read(path, Mapping(keep=("thema", "ner"))).contributions
    assert kept["segment_thema"].to_list() == ["vervoer", None]
    assert kept["segment_ner"].to_list() == ["ding", None]


def test_a_task_with_two_annotations_is_one_contribution_in_the_flat_form(tmp_path: Path) -> None:
    flat = [
        {"id": 1, "text": "De bus rijdt niet.", "thema": thema, "annotator": who, "annotation_id": who}
        for who, thema in ((1, "vervoer"), (2, "ov"))
    ]
    reading = read(write_json(tmp_path / "min.json", flat))
    assert texts(reading) == ["De bus rijdt niet."]
    assert reading.report.excluded == {"another annotation of a task that was read already": 1}


@pytest.mark.parametrize(
    "label",
    [{"label": [[3, 6, "vervoer"], [0, 2, "vervoer"]]}, {"labels": ["vervoer"]}, {"cats": {"vervoer": 1.0}}],
)
def test_doccano_gives_texts_and_the_distinct_labels_where_they_are_kept(tmp_path: Path, label: dict) -> None:
    path = write_lines(tmp_path / "admin.jsonl", [{"id": 5, "text": "De bus rijdt niet.", **label}])
    name = next(iter(label))
    assert texts(read(path)) == ["De bus rijdt niet."]
    kept = read(path, Mapping(keep=(name,))).contributions
    assert (kept[f"segment_{name}"][0], kept["native_id"][0]) == ("vervoer", "5")


# ------------------------------------------------------------------ surveys in wide form

GOOD, BAD = "Wat gaat er goed in uw wijk?", "Wat kan er beter; en hoe?"
SURVEY = [
    ["Nr", "Wijk", GOOD, BAD],
    ["1", "Noord", "De buren helpen elkaar hier echt goed.", "De bus rijdt hier te weinig."],
    ["2", "Zuid", "Het park is mooi en wordt netjes onderhouden.", ""],
    ["3", "Zuid", "'=Alles gaat hier eigenlijk wel prima.", "Er is te weinig plek voor de fietsen."],
]


def test_every_answer_of_a_wide_survey_is_a_contribution_with_its_question(tmp_path: Path) -> None:
    reading = read(write_csv(tmp_path / "enquete.csv", SURVEY), Mapping(keep=("Wijk",)))
    made = reading.contributions
    assert made["text"].to_list() == [
        "De buren helpen elkaar hier echt goed.",
        "De bus rijdt hier te weinig.",
        "Het park is mooi en wordt netjes onderhouden.",
        "=Alles gaat hier eigenlijk wel prima.",
        "Er is te weinig plek voor de fietsen.",
    ]
    assert made["row"].to_list() == [1, 2, 3, 5, 6]
    assert made["question"].to_list() == [GOOD, BAD, GOOD, GOOD, BAD]
    assert made["locator"][1] == "row=1;column=Wat kan er beter, en hoe?"
    assert made["native_id"][4] == f"3/{BAD}"
    assert made["participant_id"].to_list() == [person(each) for each in "11233"]
    assert made["segment_wijk"].to_list() == ["Noord", "Noord", "Zuid", "Zuid", "Zuid"]
    assert reading.report.excluded == {"no answer": 1}
    assert reading.ledger.filter(pl.col("row") == 5)["outcome"].cast(pl.String).to_list() == [
        "read",
        "repaired",
    ]


def test_questions_that_are_named_are_read_whatever_they_look_like(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "a.csv", [["Cijfer", "Waarom"], ["7", "Rust"], ["7", "Rust"], ["8", "Groen", "te veel"]]
    )
    reading = read(path, Mapping(questions=("Waarom",)))
    assert texts(reading) == ["Rust", "Rust"]
    assert reading.contributions["participant_id"].n_unique() == 2  # a row is a person
    assert reading.report.excluded == {"3 fields where the header has 2": 1}
    assert reading.contributions["contribution_id"].n_unique() == 2


def test_a_row_is_the_same_person_when_the_survey_has_grown(tmp_path: Path) -> None:
    header, *rows = [row[1:] for row in SURVEY]
    mapping = Mapping(questions=(GOOD, BAD))
    first = read(write_csv(tmp_path / "a.csv", [header, *rows[:2]]), mapping).contributions
    grown = read(write_csv(tmp_path / "a.csv", [header, rows[2], *rows[:2]]), mapping).contributions
    who = {text: somebody for text, somebody in grown.select("text", "participant_id").iter_rows()}
    assert all(who[text] == somebody for text, somebody in first.select("text", "participant_id").iter_rows())


def test_a_question_that_is_not_there_or_a_text_beside_questions_is_told(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", SURVEY)
    with pytest.raises(MappingError, match=r"a.csv has no column 'Wat gaat goed'.*--questions"):
        read(path, Mapping(questions=("Wat gaat goed",)))
    with pytest.raises(MappingError, match="Name the text, or the questions"):
        read(path, Mapping(text=GOOD, questions=(BAD,)))


# ------------------------------------------------------------------ any other export


def test_an_export_of_messages_with_support_and_segments_reads_through_a_mapping(tmp_path: Path) -> None:
    table = [["Message", "Support score", "Round", "Organisatie", "Leeftijd", "Persona"]]
    table += [
        ["Meer tijd voor mensen.", "48", "2", "gemeente", "30-40", "d1"],
        ["Minder regels.", "12", "2", "zorg", "50-60", "d2"],
    ]
    path = write_book(tmp_path / "synthetron.xlsx", {"Export": table})
    mapping = Mapping(
        text="Message", agree="Support score", round="Round", participant="Persona", keep=("Organisatie",)
    )
    made = read(path, mapping).contributions
    assert made.select("text", "agree", "round", "segment_organisatie").rows() == [
        ("Meer tijd voor mensen.", 48, "2", "gemeente"),
        ("Minder regels.", 12, "2", "zorg"),
    ]


def test_a_platform_that_is_named_but_is_not_this_says_what_was_found(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [["tekst", "wie"], ["Rust", "a"]])
    told = r"a.csv is not a Polis export .*it has the columns 'tekst', 'wie'"
    with pytest.raises(MappingError, match=told):
        read_rows(path, Mapping(format="polis"))


def test_restoring_a_cell_takes_one_apostrophe_before_a_formula_sign_and_no_other(tmp_path: Path) -> None:
    cells = ["'=1+1", "'+31 is het landnummer", "'-tje", "'@wijkraad", "'s avonds is het stil", "''=x", "=1"]
    wanted = ["=1+1", "+31 is het landnummer", "-tje", "@wijkraad", "'s avonds is het stil", "''=x", "=1"]
    table = [["tekst", "rol"], *([cell, "bewoner"] for cell in cells)]
    for path in (write_csv(tmp_path / "a.csv", table), write_book(tmp_path / "a.xlsx", {"A": table})):
        reading = read(path)
        assert texts(reading) == wanted
        assert reading.report.repaired == 4
