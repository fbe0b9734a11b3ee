"""The sample: counts, spread, uniqueness, planted data and gold codes are what its README says."""

from __future__ import annotations

import csv
import re
import zipfile
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from corpora.samples import FOLDER, sample_dialogue
from insights.evaluation import contribution_themes
from insights.runs import open_run

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = sample_dialogue()
TOTAL = 922


def read(path: Path) -> pl.DataFrame:
    with path.open(encoding="utf-8", newline="") as file:
        return pl.DataFrame(list(csv.DictReader(file)), infer_schema_length=None)


@pytest.fixture(scope="module")
def dialogue() -> pl.DataFrame:
    codes = read(SAMPLE.gold).drop("herkomst")
    return read(SAMPLE.dialogue).join(codes, on="bijdrage_id", how="left", validate="1:1")


@pytest.fixture(scope="module")
def codebook() -> list[dict[str, Any]]:
    path = ROOT / "labels" / "codebooks" / "wijkaanpak.yml"
    return list(yaml.safe_load(path.read_text(encoding="utf-8"))["codes"])


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’-]\w+)*", text)


def test_it_has_the_size_of_the_dialogue_it_stands_for(dialogue: pl.DataFrame) -> None:
    assert dialogue.height == TOTAL
    assert dialogue["deelnemer"].n_unique() == 155
    assert dialogue["ronde"].n_unique() == 3
    assert dialogue["vraag"].n_unique() == 6
    assert f"{TOTAL} contributions, 3 rounds, 6 questions" in (FOLDER / "README.md").read_text(
        encoding="utf-8"
    )


def test_residents_of_two_towns_and_professionals_of_nine_kinds_take_part(dialogue: pl.DataFrame) -> None:
    people = dialogue.unique("deelnemer")
    residents = people.filter(pl.col("rol") == "bewoner")
    professionals = people.filter(pl.col("rol") == "professional")
    assert residents.height + professionals.height == 155
    assert residents["plaats"].n_unique() == 2
    assert residents.group_by("plaats").agg(pl.col("wijk").n_unique())["wijk"].min() >= 3
    assert set(professionals["organisatie"]) == set(
        "gemeente wijkteam corporatie school zorg politie vrijwilligersorganisatie ondernemers rijk".split()
    )


def test_contributions_have_three_to_a_hundred_and_fifty_words(dialogue: pl.DataFrame) -> None:
    said = dialogue.filter(pl.col("soort") != "inhoudsloos")
    lengths = [len(words(text)) for text in said["bijdrage"]]
    assert min(lengths) >= 3
    assert max(lengths) <= 150
    assert sum(length < 15 for length in lengths) > 100
    assert sum(length > 60 for length in lengths) > 100


def test_outside_the_campaigns_no_two_share_more_than_half_of_their_five_word_runs(
    dialogue: pl.DataFrame,
) -> None:
    own = dialogue.filter(~pl.col("soort").str.starts_with("campagne"))
    runs = {}
    where = defaultdict(list)
    for name, text in own.select("bijdrage_id", "bijdrage").iter_rows():
        spoken = [word.lower() for word in words(text)]
        runs[name] = {tuple(spoken[at : at + 5]) for at in range(len(spoken) - 4)}
        for run in runs[name]:
            where[run].append(name)
    shared = Counter(pair for names in where.values() for pair in combinations(sorted(set(names)), 2))
    for (one, other), count in shared.items():
        assert count <= min(len(runs[one]), len(runs[other])) / 2, (one, other)
    assert own["bijdrage"].n_unique() >= own.height - 5


def test_two_campaigns_of_near_copies_are_there(dialogue: pl.DataFrame) -> None:
    for name, people in (("campagne-A", 14), ("campagne-B", 9)):
        campaign = dialogue.filter(pl.col("soort") == name)
        assert campaign["deelnemer"].n_unique() == people
        bags = [{word.lower() for word in words(text)} for text in campaign["bijdrage"]]
        overlap = [len(one & other) / len(one | other) for one, other in combinations(bags, 2)]
        assert min(overlap) > 0.5, name


def test_about_one_in_twenty_says_nothing_and_has_no_code(dialogue: pl.DataFrame) -> None:
    empty = dialogue.filter(pl.col("soort") == "inhoudsloos")
    assert 0.04 <= empty.height / TOTAL <= 0.06
    assert set(empty["codes"]) == {""}
    assert dialogue.filter((pl.col("soort") != "inhoudsloos") & (pl.col("codes") == "")).is_empty()


def test_one_participant_writes_far_too_much(dialogue: pl.DataFrame) -> None:
    counts = dialogue.group_by("deelnemer").len().sort("len", descending=True)["len"]
    assert counts[0] >= 0.05 * TOTAL
    assert counts[0] >= 8 * counts.median()


def test_replies_answer_somebody_else_on_the_same_question_later(dialogue: pl.DataFrame) -> None:
    replies = dialogue.filter(pl.col("reactie_op") != "")
    assert replies.height > 0.2 * TOTAL
    both = replies.join(dialogue, left_on="reactie_op", right_on="bijdrage_id", suffix="_op")
    assert both.height == replies.height
    assert both.filter(pl.col("vraag") != pl.col("vraag_op")).is_empty()
    assert both.filter(pl.col("deelnemer") == pl.col("deelnemer_op")).is_empty()
    assert both.filter(pl.col("datum") <= pl.col("datum_op")).is_empty()


def test_votes_fit_the_number_of_participants(dialogue: pl.DataFrame) -> None:
    votes = dialogue.select(pl.col("eens", "oneens").cast(pl.Int64))
    assert votes.select((pl.col("eens") + pl.col("oneens")).max()).item() <= 154
    assert votes.min_horizontal().min() >= 0


def test_rounds_follow_each_other_in_time(dialogue: pl.DataFrame) -> None:
    starts = dialogue.group_by("ronde").agg(pl.col("datum").min()).sort("ronde")["datum"].to_list()
    assert starts == sorted(starts)


def test_every_code_is_in_the_codebook_and_used_enough(
    dialogue: pl.DataFrame, codebook: list[dict[str, Any]]
) -> None:
    leaves = {code["id"] for code in codebook} - {code["parent"] for code in codebook}
    coded = [row.split("|") for row in dialogue["codes"] if row]
    assert all(1 <= len(row) <= 3 and len(set(row)) == len(row) for row in coded)
    counts = Counter(code for row in coded for code in row)
    assert set(counts) == leaves
    assert min(counts.values()) >= 12
    assert (dialogue["code"] == dialogue["codes"].str.split("|").list.first()).all()
    for broad in ("vertrouwen", "menselijke-maat"):
        beside = {code for row in coded if broad in row for code in row} - {broad}
        assert len(beside) >= 10, broad


def test_stances_are_for_against_or_none(dialogue: pl.DataFrame) -> None:
    stances = dict(dialogue.group_by("houding").len().iter_rows())
    assert set(stances) == {"voor", "tegen", "geen"}
    assert min(stances.values()) > 50


def test_planted_personal_data_stands_in_the_text_as_listed(dialogue: pl.DataFrame) -> None:
    planted = read(SAMPLE.gold.with_name("maskering.csv"))
    texts = dict(dialogue.select("bijdrage_id", "bijdrage").iter_rows())
    assert planted.height >= 30
    assert {"naam", "telefoon", "e-mail", "adres", "postcode", "bsn", "iban"} <= set(planted["soort"])
    for name, kind, value in planted.select("bijdrage_id", "soort", "waarde").iter_rows():
        assert value in texts[name], (name, kind)
        digits = re.sub(r"\D", "", value)
        if kind == "bsn":
            assert len(digits) == 9
            weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
            assert sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11 == 0, value
        if kind == "iban":
            plain = re.sub(r"\s", "", value)
            turned = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
            assert int(turned) % 97 == 1, value


def test_a_few_contributions_are_in_another_language(dialogue: pl.DataFrame) -> None:
    assert 8 <= dialogue.filter(pl.col("soort") == "andere-taal").height <= 20


def test_every_file_says_that_it_is_synthetic() -> None:
    said = re.compile(r"synthetisch|synthetic|verzonnen", re.IGNORECASE)
    for path in sorted(
        path for path in FOLDER.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")
    ):
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as archive:
                text = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        elif path.suffix == ".pdf":
            text = path.read_bytes().decode("latin-1")
        else:
            text = path.read_text(encoding="utf-8")
        assert said.search(text), path.name
    assert set(read(SAMPLE.dialogue)["herkomst"]) == {"synthetisch"}


def test_only_the_sample_knows_where_the_gold_codes_are() -> None:
    packages = ("corpora", "labels", "pipelines", "insights")
    modules = [path for package in packages for path in (ROOT / package).rglob("*.py")]
    knowing = [path for path in modules if "codes.csv" in path.read_text(encoding="utf-8")]
    assert knowing == [FOLDER / "__init__.py"]


def test_the_codebook_is_whole(codebook: list[dict[str, Any]]) -> None:
    ids = [code["id"] for code in codebook]
    assert len(set(ids)) == len(ids) >= 24
    parents = {code["parent"] for code in codebook} - {None}
    assert parents <= set(ids)
    for code in codebook:
        assert {"nl", "en"} <= set(code["name"])
        assert code["definition"] and code["status"] == "aanvaard"
        if code["id"] not in parents:
            assert code["include"] and code["exclude"], code["id"]
            assert len(code["keywords"]) >= 5, code["id"]
            assert code["examples"]["typical"] and code["examples"]["borderline"], code["id"]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("bureaucratie", "bureaucratie"),
        ("vertrouwen", "vertrouwen"),
        ("ontschotting", "ontschotting"),
        ("menselijke-maat", "menselijke maat"),
    ],
)
def test_its_run_has_the_themes_of_the_field_by_label_or_by_most_of_their_codes(
    code: str, name: str, sample_run: Path, dialogue: pl.DataFrame
) -> None:
    run = open_run(sample_run)
    members = (
        contribution_themes(run)
        .join(run.contributions.select("contribution_id", "native_id"), on="contribution_id")
        .join(dialogue.filter(pl.col("code") != ""), left_on="native_id", right_on="bijdrage_id")
    )
    most = members.group_by("theme_id").agg(pl.col("code").mode().sort().first(), pl.len())
    labels = dict(run.themes.select("theme_id", "label").iter_rows())
    found = [theme for theme, label in labels.items() if name in label.lower()]
    found += most.filter(pl.col("code") == code)["theme_id"].to_list()
    assert found
    quoted = run.quotes.filter(pl.col("theme_id").is_in(found)).join(
        run.contributions.select("contribution_id", "native_id"), on="contribution_id"
    )
    codes = quoted.join(dialogue, left_on="native_id", right_on="bijdrage_id")["codes"]
    assert codes.str.split("|").list.contains(code).sum() >= 3
