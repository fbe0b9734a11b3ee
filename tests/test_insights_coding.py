"""Samples, coding sheets and agreement: blind, read back whole or not at all, and measured by person."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import fastexcel
import numpy as np
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result
from runs_for_tests import Dialogue, Told, write_run

from corpora.errors import SettingsError
from corpora.samples import sample_dialogue
from insights.cli import main
from insights.coding.agreement import Agreement, agree, agree_on_sheets
from insights.coding.sample import draw
from insights.evaluation import contribution_themes
from insights.runs import Run, open_run
from labels.codebook import Code, Codebook, read_codebook
from labels.coded_sheets import read_sheet
from labels.coding_sheets import NO_CODE, choices, write_sheet
from labels.codings import CodingError, codings

ROOT = Path(__file__).resolve().parents[1]
WIJK = ROOT / "labels" / "codebooks" / "wijkaanpak.yml"
Rows = list[list[str | None]]


@pytest.fixture(scope="module")
def run(sample_run: Path) -> Run:
    return open_run(sample_run)


@pytest.fixture(scope="module")
def sample(run: Run) -> pl.DataFrame:
    return draw(run, 100)


def oogst(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def rows_of(path: Path, sheet: str) -> Rows:
    frame = fastexcel.read_excel(path).load_sheet(sheet, header_row=None, dtypes="string").to_polars()
    return [list(row) for row in frame.iter_rows()]


def fill(handed: Path, out: Path, coder: str, change: Callable[[Rows], Rows]) -> Path:
    """Save a sheet the way a coder would, with other cells on the sheet "codering"."""
    with xlsxwriter.Workbook(out) as book:
        for name in ("uitleg", "codes", "codering", "controle"):
            rows = rows_of(handed, name)
            if name == "uitleg":
                rows = [["Uw initialen:", coder], *rows[1:]]
            if name == "codering":
                rows = [rows[0], *change([[*row, None, None, None, None][:6] for row in rows[1:]])]
            page = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        page.write_string(at, column, cell)
    return out


def test_a_sample_has_every_stratum_in_proportion(run: Run, sample: pl.DataFrame) -> None:
    assert sample.height == 100 and sample["contribution_id"].n_unique() == 100
    themes = contribution_themes(run)
    roles = run.contributions.select("contribution_id", "role")

    def counted(frame: pl.DataFrame, name: str) -> dict[str, float]:
        whole = frame.join(themes, on="contribution_id", how="left").join(roles, on="contribution_id")
        return {key: n / frame.height for key, n in whole[name].fill_null("").value_counts().iter_rows()}

    everyone = run.contributions.select("contribution_id")
    for name, most in (("theme_id", 0.03), ("role", 0.05)):
        wanted, found = counted(everyone, name), counted(sample, name)
        assert all(abs(found.get(key, 0) - share) <= most for key, share in wanted.items())


def test_a_sample_is_drawn_by_the_seed_and_never_by_the_order_of_rows(run: Run, sample: pl.DataFrame) -> None:
    mixed = Run(run.path)
    for name in ("contributions", "units", "assignments"):
        mixed.__dict__[name] = getattr(run, name).reverse()
    assert draw(mixed, 100).equals(sample)
    other = draw(run, 100, seed=7)
    assert len(set(other["contribution_id"]) & set(sample["contribution_id"])) < 50


def test_a_sample_larger_than_the_run_is_refused(run: Run) -> None:
    assert draw(run, 900).height == 900
    with pytest.raises(
        SettingsError, match=r"99999 contributions cannot be drawn: .* Give --n from 1 to 9\d\d"
    ):
        draw(run, 99_999)


def test_a_sheet_is_blind_has_lists_and_is_the_same_each_time(
    run: Run, sample: pl.DataFrame, tmp_path: Path
) -> None:
    book = read_codebook(WIJK)
    for name in ("a.xlsx", "b.xlsx"):
        write_sheet(tmp_path / name, sample, book)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8")
        workbook = archive.read("xl/workbook.xml").decode("utf-8")
    assert 'type="list"' in everything and "codes!$A$2:$A$33" in everything
    assert 'name="controle" sheetId="4" state="hidden"' in workbook
    assert not any(theme in everything for theme in run.themes["theme_id"])
    assert not any(label in everything for label in run.themes["label"])
    assert not any(person in everything for person in run.participants["participant_id"])
    cells = rows_of(tmp_path / "a.xlsx", "codering")
    assert cells[0] == ["id", "tekst", "code 1", "code 2", "code 3", "notitie"]
    assert [row[0] for row in cells[1:]] == sample["contribution_id"].to_list()


def test_names_of_codes_that_are_the_same_are_told_apart_and_folders_cannot_be_chosen() -> None:
    book = Codebook(
        tuple(Code(name, (("nl", label),), origin=origin) for name, label, origin in (
            ("a", "Wonen", ""), ("b", "Wonen", ""), ("c", "Groen", ""), ("d", "Map", "map"),
        ))
    )  # fmt: skip
    assert choices(book) == {"Wonen [a]": "a", "Wonen [b]": "b", "Groen": "c"}


SMALL = pl.DataFrame(
    {
        "contribution_id": ["c1", "c2", "c3", "c4"],
        "text": ["=som van alles", "Meer groen.\nMinder steen.", "'s Avonds is het donker", "Geen idee"],
    }
)
CODES = Codebook((Code("groen", (("nl", "Groen"),)), Code("licht", (("nl", "Licht & donker"),))))


@pytest.fixture
def handed(tmp_path: Path) -> Path:
    write_sheet(tmp_path / "codeur-A.xlsx", SMALL, CODES)
    return tmp_path / "codeur-A.xlsx"


def coded(rows: Rows) -> Rows:
    rows[1][2], rows[1][5] = "Groen", "duidelijk"
    rows[2][2], rows[2][3] = " Licht & donker ", "Groen"
    rows[3][2] = NO_CODE
    return rows


def test_a_sheet_comes_back_with_codes_notes_and_what_was_not_judged(handed: Path, tmp_path: Path) -> None:
    back = read_sheet(fill(handed, tmp_path / "mk.xlsx", "MK", coded), SMALL)
    assert (back.coder, back.codes) == ("MK", ("groen", "licht"))
    assert (back.judged, back.not_judged) == (("c2", "c3", "c4"), ("c1",))
    assert back.codings.select("contribution_id", "start", "end", "code", "coder", "note").rows() == [
        ("c2", 0, 25, "groen", "MK", "duidelijk"),
        ("c3", 0, 23, "groen", "MK", None),
        ("c3", 0, 23, "licht", "MK", None),
    ]
    assert read_sheet(handed, SMALL).coder == "codeur-A"


def changed(at: int, column: int, value: str | None) -> Callable[[Rows], Rows]:
    def change(rows: Rows) -> Rows:
        rows[at][column] = value
        return rows

    return change


FAULTY: dict[str, tuple[Callable[[Rows], Rows], str]] = {
    "a code that is none": (
        changed(1, 2, "Groen!"), "row 3: there is no code 'Groen!'; did you mean 'Groen'?; choose one",
    ),
    "a text that was changed": (changed(1, 1, "Meer steen."), "row 3: the text of 'c2' was changed"),
    "a row that is missing": (lambda rows: rows[:2] + rows[3:], "the row of 'c3' is missing"),
    "a row twice": (lambda rows: [*rows, rows[0]], "row 6: 'c1' stands on row 2 too"),
    "a row of one's own": (lambda rows: [*rows, ["c9", "Nog iets", *[None] * 4]], "row 6: 'c9' is not among"),
    "no code beside a code": (
        lambda rows: changed(0, 3, NO_CODE)(changed(0, 2, "Groen")(rows)),
        "row 2: '(geen code)' stands beside",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_sheet_is_told_by_sheet_and_row_and_not_read(
    name: str, handed: Path, tmp_path: Path
) -> None:
    change, said = FAULTY[name]
    path = fill(handed, tmp_path / "mk.xlsx", "MK", lambda rows: change(coded(rows)))
    with pytest.raises(CodingError) as told:
        read_sheet(path, SMALL)
    assert said in str(told.value)
    assert "sheet 'codering'" in str(told.value) and "nothing of it was taken over" in str(told.value)


def test_an_empty_row_in_between_does_not_shift_the_rows_that_are_told(handed: Path, tmp_path: Path) -> None:
    def change(rows: Rows) -> Rows:
        return [rows[0], [None] * 6, *changed(0, 2, "Blauw")(rows[1:])]

    with pytest.raises(CodingError, match="row 4: there is no code 'Blauw'"):
        read_sheet(fill(handed, tmp_path / "mk.xlsx", "MK", change), SMALL)


def test_a_sheet_of_another_run_or_another_file_is_refused(handed: Path, tmp_path: Path) -> None:
    with pytest.raises(CodingError, match="'c2' is not in this run as it was handed out"):
        read_sheet(handed, SMALL.with_columns(pl.lit("Iets anders").alias("text")))
    other = tmp_path / "ander.xlsx"
    with xlsxwriter.Workbook(other) as book:
        book.add_worksheet("Sheet1").write_string(0, 0, "hoi")
    (tmp_path / "geen.xlsx").write_text("hoi", encoding="utf-8")
    for path in (other, tmp_path / "geen.xlsx", tmp_path / "weg.xlsx"):
        with pytest.raises(CodingError, match="cannot be read as a coding sheet"):
            read_sheet(path, SMALL)


@pytest.fixture(scope="module")
def two_coders(run: Run, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Let two made-up coders code the sample: one as the gold codes, one who differs on every fifth."""
    folder = tmp_path_factory.mktemp("codering")
    result = oogst("code", run.path, "--codebook", WIJK, "--n", "100", "--out", folder / "uit")
    assert result.exit_code == 0, result.output
    handed = [Path(line) for line in result.stdout.split()]
    names = {code: name for name, code in choices(read_codebook(WIJK)).items()}
    gold = pl.read_csv(sample_dialogue().dialogue.parent / "goud" / "codes.csv")
    native = dict(run.contributions.select("contribution_id", "native_id").iter_rows())
    first = dict(gold.select("bijdrage_id", "codes").iter_rows())

    def gold_codes(rows: Rows) -> Rows:
        for row in rows:
            chosen = [names[code] for code in (first[native[str(row[0])]] or "").split("|") if code in names]
            row[2:5] = ([*chosen, None, None, None] if chosen else [NO_CODE, None, None])[:3]
        return rows

    def other_codes(rows: Rows) -> Rows:
        for at, row in enumerate(gold_codes(rows)):
            if at % 5 == 0:
                row[2:5] = [names["wonen"], None, None]
        return rows

    return [
        fill(handed[0], folder / "a.xlsx", "AB", gold_codes),
        fill(handed[1], folder / "b.xlsx", "CD", other_codes),
    ]


def test_two_coders_of_the_sample_are_compared(run: Run, two_coders: list[Path]) -> None:
    found = agree_on_sheets(run, [read_sheet(path, run.contributions) for path in two_coders], draws=100)
    (block,) = found.blocks
    assert (block.between, block.coders, block.drawn) == ("people", ("AB", "CD"), "participants")
    assert block.overall.passages == 100 and not block.overall.few
    assert 0.6 < (block.overall.kappa.value or 0) < 0.95
    interval = block.overall.kappa.interval
    assert interval is not None and interval.low < (block.overall.kappa.value or 0) < interval.high
    assert 10 <= len(found.disagreements) <= 20
    texts = dict(run.contributions.select("contribution_id", "text").iter_rows())
    for one in found.disagreements:
        assert one.text == texts[one.contribution_id]
        assert dict(one.given)["CD"] == ("wonen",) != dict(one.given)["AB"]


def test_agree_prints_the_table_and_the_disagreements(run: Run, two_coders: list[Path]) -> None:
    result = oogst("agree", run.path, *two_coders)
    assert result.exit_code == 0, result.output
    assert "people among each other: AB, CD" in result.stdout and re.search(
        r"all together +100 ", result.stdout
    )
    assert "contributions on which coders differ" in result.stdout and "  CD: wonen" in result.stdout
    assert "given by nobody: " in result.stdout
    data = json.loads(oogst("agree", run.path, *two_coders, "--json").stdout)
    assert data["blocks"][0]["overall"]["ac1"]["interval"]["low"] < 1
    same = oogst("agree", run.path, two_coders[0], two_coders[0])
    assert same.exit_code == 1 and "are all of coder 'AB'" in same.stderr


def coded_run(folder: Path) -> Run:
    told = [
        Told(
            f"Het park is mooi, zeg ik {number} keer.",
            f"p{number % 8}",
            "bewoner",
            "c-groen" if number < 9 else "c-licht",
        )
        for number in range(20)
    ]
    return open_run(
        write_run(folder / "run", Dialogue(tuple(told), {"c-groen": "Groen", "c-licht": "Licht"}))
    )


def by_hand(run: Run, coder: str, wrong: int) -> pl.DataFrame:
    ids = run.contributions["contribution_id"].sort().to_list()
    rows = [
        (one, 0, 10, "groen" if (at < 9) != (at < wrong) else "licht", coder, "person", None, None)
        for at, one in enumerate(ids)
    ]
    kinds = codings(pl.DataFrame(schema={**_KINDS})).schema
    return codings(pl.DataFrame(rows, schema={**kinds, "origin": pl.String}, orient="row"))


_KINDS = {
    "contribution_id": pl.String, "start": pl.Int64, "end": pl.Int64, "code": pl.String, "coder": pl.String,
    "origin": pl.String, "created_at": pl.Datetime("ms", "UTC"), "note": pl.String,
}  # fmt: skip


def compared(run: Run, people: dict[str, int], tool: bool = True) -> Agreement:
    from insights.coding.codings import codings_of
    from labels.codings import together

    ids = run.contributions["contribution_id"].to_list()
    machine = codings_of(run, CODES)
    judged = dict.fromkeys(people, ids) | ({"model": ids} if tool else {})
    given = [by_hand(run, coder, wrong) for coder, wrong in people.items()]
    return agree(run, judged, together([*given, machine]), ["groen", "licht"], draws=50)


def test_the_tool_and_people_stand_in_blocks_of_their_own(tmp_path: Path) -> None:
    found = compared(coded_run(tmp_path), {"AB": 0, "CD": 4})
    people, tool = found.blocks
    assert (people.between, tool.between) == ("people", "tool and people")
    assert tool.coders == ("model", "AB", "CD")
    assert people.overall.agreement.value == 16 / 20
    assert tool.overall.agreement.value == (20 + 16) / 40
    assert people.overall.passages == tool.overall.passages == 20 and people.overall.few
    assert [dict(one.given)["model"] for one in found.disagreements] == [("groen",)] * 4


def test_one_coder_is_compared_with_the_tool_alone(tmp_path: Path) -> None:
    (block,) = compared(coded_run(tmp_path), {"AB": 0}).blocks
    assert block.between == "tool and people" and block.overall.kappa.value == 1


def test_who_judged_nothing_of_a_passage_does_not_disagree_about_it(tmp_path: Path) -> None:
    run = coded_run(tmp_path)
    ids = sorted(run.contributions["contribution_id"])
    given = by_hand(run, "AB", 0)
    found = agree(run, {"AB": ids, "CD": ids[:5]}, given, ["groen", "licht"], draws=20)
    assert found.blocks[0].overall.passages == 5
    assert [one.contribution_id for one in found.disagreements] == ids[:5]


def test_an_interval_holds_what_all_people_would_give_about_nine_times_in_ten() -> None:
    """Forty made-up people each time; what one person says is alike."""
    from insights.intervals import bootstrap
    from labels.agreement import kappa

    chance = np.random.default_rng(3)

    def spoken(people: int) -> tuple[np.ndarray, np.ndarray]:
        groups = np.repeat(np.arange(people), chance.integers(1, 6, people))
        truth = chance.random(groups.size) < chance.beta(1, 3, people)[groups]
        judged = [truth ^ (chance.random(groups.size) < wrong) for wrong in (0.10, 0.12)]
        return np.array(judged, dtype=float), groups

    whole = kappa(spoken(40_000)[0])
    held = 0
    for _ in range(100):
        table, groups = spoken(40)
        (found,) = bootstrap(lambda rows, of=table: np.array([kappa(of[:, rows])]), groups, 100, (-1.0, 1.0))
        held += found is not None and found.low <= whole <= found.high
    assert 86 <= held <= 100


def test_intervals_draw_people_and_not_rows(tmp_path: Path) -> None:
    run = coded_run(tmp_path)
    block = compared(run, {"AB": 0, "CD": 7}, tool=False).blocks[0]
    assert (block.drawn, block.groups) == ("participants", 8)
    assert block.overall.agreement.interval is not None
