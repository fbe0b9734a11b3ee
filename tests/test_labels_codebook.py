import json
from pathlib import Path

import pytest

import labels
from labels.codebook import Codebook, CodebookError, read_codebook

SHIPPED = Path(labels.__file__).parent / "codebooks" / "wijkaanpak.yml"
GREEN = """\
version: 3
language: nl
codes:
  - id: groen
    name: {nl: Groen en spelen, en: Green and play}
    definition: Bomen, parken en speelplekken.
    keywords: [boom, park]
    examples:
      typical: ["De speeltuin ligt er verwaarloosd bij."]
      borderline:
        - text: "Er ligt zwerfvuil in het park."
          note: Kies afval.
  - id: bomen
    name: Bomen
    parent: groen
  - id: struiken
    name: Struiken
    parent: groen
    status: samengevoegd
    merged_into: bomen
  - id: vijver
    name: Vijver
    status: vervallen
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "codeboek.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def refused(path):
    with pytest.raises(CodebookError) as caught:
        read_codebook(path)
    return str(caught.value)


def test_the_codebook_that_comes_with_oogst_is_read_whole():
    book = read_codebook(SHIPPED)
    assert len(book.codes) == len(book.used) == 31
    assert sum(book.parent(code.id) is None for code in book.codes) == 6
    assert all(code.definition and code.keywords and code.typical for code in book.codes)
    assert book.by_id["mandaat"].label("en") == "Back office, mandate and referral"


def test_every_part_of_a_code_is_kept(written):
    green = read_codebook(written(GREEN)).codes[0]
    assert green.label("nl") == "Groen en spelen"
    assert green.label("fr") == "Groen en spelen"
    assert green.keywords == ("boom", "park")
    assert green.typical == ("De speeltuin ligt er verwaarloosd bij.",)
    assert green.borderline[0].note == "Kies afval."


def test_a_codebook_survives_json(written):
    for path in (SHIPPED, written(GREEN)):
        book = read_codebook(path)
        assert Codebook.from_dict(json.loads(json.dumps(book.as_dict()))) == book


def test_a_merged_code_counts_for_another_and_a_dropped_one_for_none(written):
    book = read_codebook(written(GREEN))
    assert [code.id for code in book.used] == ["groen", "bomen"]
    assert book.counts_for("struiken") == "bomen"
    assert book.counts_for("vijver") is None
    assert [code.id for code in book.sources("bomen")] == ["bomen", "struiken"]


def test_the_child_of_a_merged_code_lies_under_the_code_it_was_merged_into(written):
    text = GREEN + "  - id: heg\n    name: Heg\n    parent: struiken\n"
    assert read_codebook(written(text)).parent("heg") == "bomen"


@pytest.mark.parametrize(
    ("was", "becomes", "line", "says"),
    [
        ("    definition:", "    definitie:", 6, "did you mean 'definition'?"),
        ("  - id: bomen", "  - id: groen", 13, "id 'groen' was given on line 4"),
        ("parent: groen\n  - id: str", "parent: groeen\n  - id: str", 15, "did you mean 'groen'?"),
        ("status: vervallen", "status: vervalen", 23, "did you mean 'vervallen'?"),
        ("merged_into: bomen", "merged_into: boom", 20, "'boom', which is no code"),
        ("    merged_into: bomen\n", "", 19, "belong together"),
        ("keywords: [boom, park]", "keywords: boom", 7, "a list of texts"),
        ("keywords: [boom, park]", "keywords: [boom, [park]]", 7, "'keywords' is a text"),
        ("    name: Vijver", "    name: ''", 22, "no 'name'"),
        ("version: 3", "version: drie", 1, "must be a whole number"),
        ("    name: Bomen\n", "    name: Bomen\n    name: Boom\n", 15, "given twice"),
        ("        - text:", "        - tekst:", 11, "did you mean 'text'?"),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(written, was, becomes, line, says):
    assert was in GREEN
    message = refused(written(GREEN.replace(was, becomes, 1)))
    assert f"codeboek.yml:{line}: " in message
    assert says in message


def test_a_circle_of_parents_is_shown(written):
    text = GREEN.replace("definition: Bomen", "parent: bomen\n    definition: Bomen")
    assert "groen > bomen > groen" in refused(written(text))


@pytest.mark.parametrize("text", ["codes: [a", "codes:\n\t- id: a"])
def test_what_is_not_yaml_is_told_with_its_line(written, text):
    message = refused(written(text))
    assert "codeboek.yml:" in message
    assert "is not YAML" in message


@pytest.mark.parametrize("text", ["", "version: 1\n", "codes: []\n", "codes: groen\n", "- groen\n"])
def test_a_codebook_without_codes_is_refused(written, text):
    assert "codes" in refused(written(text)) or "key: value" in refused(written(text))


def test_a_codebook_that_is_not_there_is_told_plainly(tmp_path):
    assert "cannot be read" in refused(tmp_path / "geen.yml")
