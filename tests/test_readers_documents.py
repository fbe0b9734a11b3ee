"""Documents: a contribution for each paragraph, item and point, and an outcome for all that is none."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from benchmarks.documents import measure
from corpora.contributions import Reading, read_source
from corpora.errors import SourceError
from corpora.ledger import outcomes
from corpora.mapping import Mapping
from corpora.readers import read_rows
from corpora.readers.docx import docx_paragraphs
from corpora.readers.pdf import pdf_lines
from corpora.samples import sample_dialogue
from tests.document_files import ITEMS, PARAGRAPHS, column, docx, odt, pdf, w, w_table

SECRET = b"d" * 32
SOURCES = sample_dialogue().dialogue.parent / "bronnen"
EXPECTED = tomllib.loads(
    (Path(__file__).parent / "expectations" / "bronnen.toml").read_text(encoding="utf-8")
)


def read(path: Path) -> Reading:
    reading = read_source(path, Mapping(masking=False), secret=SECRET)
    rows = int(reading.source["rows"][0])
    assert outcomes(reading.ledger)["row"].sort().to_list() == list(range(1, rows + 1))
    return reading


def texts(reading: Reading) -> list[str]:
    return reading.contributions["text"].to_list()


def place(locator: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in locator.split(";"))


def places(reading: Reading) -> list[dict[str, str]]:
    return [place(locator) for locator in reading.contributions["locator"]]


def paths(reading: Reading) -> list[str]:
    return [each.get("heading", "") for each in places(reading)]


def reasons(reading: Reading) -> Counter[str]:
    return Counter(reading.report.excluded)


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


def ends(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[:2]), " ".join(words[-2:])]


# ------------------------------------------------------------------ real texts and the sample


@pytest.mark.parametrize("name", list(EXPECTED))
def test_real_reports_read_as_a_person_reads_them(shared_data: Callable[[str], Path], name: str) -> None:
    expected = EXPECTED[name]
    reading = read(shared_data("bronnen") / name)
    found = [
        [" › ".join(" ".join(each.split()[:2]) for each in path.split(" › ") if each), *ends(text)]
        for path, text in zip(paths(reading), texts(reading), strict=True)
    ]
    assert found == expected["contributions"]
    for key in ("point", "item"):
        if f"{key}s" in expected:
            assert [int(each.get(key, 0)) for each in places(reading)] == expected[f"{key}s"]
    page = str(expected["page"]) if "page" in expected else None
    assert {each.get("page") for each in places(reading)} == {page}
    apart = [
        reason for reason in reasons(reading).elements() if "heading" not in reason and "title" not in reason
    ]
    assert len([each for each in apart if "introduces" not in each]) == expected["left_out"]
    assert not any(re.search(r"\w-\s+(?!en |of )", text) for text in texts(reading))


def words_at(text: str, begins: str, finishes: str) -> bool:
    return text.startswith(begins) and text.endswith(finishes)


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    facts = json.loads((SOURCES / "verwachting.json").read_text(encoding="utf-8"))
    return dict(facts["wijkrapport.pdf"])


@pytest.mark.parametrize("name", ["wijkrapport.pdf", "wijkrapport.docx"])
def test_the_report_of_the_sample_reads_rightly_from_pdf_and_docx(name: str, report: dict[str, Any]) -> None:
    reading = read(SOURCES / name)
    found = list(zip(places(reading), texts(reading), strict=True))
    paged = name.endswith("pdf")
    assert reading.source["title"][0] == report["titel"]
    assert list(dict.fromkeys(path for path in paths(reading))) == [
        each["pad"]
        for each in report["koppaden"]
        if each["pad"] != "2 Wat wij zagen" and each["pad"] != "3 Hoe het verder gaat"
    ]
    for each, text in ((report["eerste_alinea"], found[0]), (report["laatste_alinea"], found[-1])):
        assert words_at(text[1], each["begint"], each["eindigt"])
        assert text[0].get("page") == (str(each["bladzijde"]) if paged else None)
    items = [text for where, text in found if "item" in where]
    assert all(
        words_at(text, *point.values()) for text, point in zip(items, report["lijst"]["punten"], strict=True)
    )
    for enumeration in report["opsommingen"]:
        points = [
            (where["point"], text)
            for where, text in found
            if "point" in where and where["heading"] == enumeration["pad"]
        ]
        assert [number for number, _ in points] == [str(n) for n in range(1, len(enumeration["punten"]) + 1)]
        for (_, text), point in zip(points, enumeration["punten"], strict=True):
            assert words_at(text, point["begint"], point["eindigt"])
        assert any(words_at(text, **_names(enumeration["inleiding"])) for text in texts(reading))
    whole = " ".join(texts(reading))
    assert all(word in whole for word in report["afgebroken_woorden"])
    assert report["koppelteken_blijft"] in whole
    assert report["kopregel"] not in whole and report["voettekst"] not in whole
    assert report["voetnoot"]["begint"] not in whole
    assert reasons(reading)["a footnote"] == 1


def _names(words: dict[str, str]) -> dict[str, str]:
    return {"begins": words["begint"], "finishes": words["eindigt"]}


def test_pdf_and_docx_of_one_report_give_the_same_contributions() -> None:
    one, other = (texts(read(SOURCES / name)) for name in ("wijkrapport.pdf", "wijkrapport.docx"))
    assert one == other


def test_every_word_made_whole_is_told_in_the_ledger() -> None:
    repaired = outcomes(read(SOURCES / "wijkrapport.pdf").ledger).filter(
        pl.col("outcome").cast(pl.String) == "repaired"
    )
    told = [int(each.split()[0]) for each in repaired["reason"] if "joined" in each]
    broken = [line.text for line in pdf_lines(SOURCES / "wijkrapport.pdf") if line.text.endswith("-")]
    assert sum(told) == len(broken) - 1  # the hyphen of huur- en energieschulden stays


def test_a_document_of_fifty_pages_gives_its_words_in_order_and_its_paragraphs(
    shared_data: Callable[[str], Path],
) -> None:
    found = measure(shared_data("coalitieakkoord2021"))
    assert found.words >= 0.97
    assert found.borders >= 0.90
    assert found.seconds < 0.5


# ------------------------------------------------------------------ PDF


def long_column(subject: str, count: int = 12) -> list[str]:
    return [
        f"Over {subject} zeggen bewoners in gesprek {number} dat het anders kan." for number in range(count)
    ]


def test_two_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_over_them(tmp_path: Path) -> None:
    left = [*long_column("de huur", 10), "En van de kleine beurs voor het buurt-"]
    right = ["huis blijft niets over, zeggen zij.", "", *long_column("de bus", 10)]
    path = pdf(tmp_path / "a.pdf", [[*column(left, 50, size=8), *column(right, 310, size=8)]])
    whole = " ".join(texts(read(path)))
    assert "het buurthuis blijft niets over" in whole
    assert whole.index("gesprek 9") < whole.index("buurthuis") < whole.index("de bus")


def test_running_heads_and_page_numbers_leave_the_text_and_stay_in_the_ledger(tmp_path: Path) -> None:
    pages = [
        [
            (60, 810, 9, "Wijkplan Parkwijk 2026", "F1"),
            *column(["Wijk " + "ABCD"[number] + ". " + PARAGRAPHS[number % 3]], size=7),
            (290, 30, 9, str(number + 7), "F1"),
        ]
        for number in range(4)
    ]
    reading = read(pdf(tmp_path / "a.pdf", pages))
    assert texts(reading) == ["Wijk " + "ABCD"[number] + ". " + PARAGRAPHS[number % 3] for number in range(4)]
    assert reasons(reading) == {"a running head or foot": 4, "a page number": 4}
    assert [each["page"] for each in places(reading)] == ["1", "2", "3", "4"]


def test_a_line_that_comes_back_elsewhere_on_a_page_is_text(tmp_path: Path) -> None:
    again = "Dit duurde ongeveer een kwartier, zeggen de bewoners die erbij waren."
    one, other = (
        column([PARAGRAPHS[0], "", again], size=7),
        column([PARAGRAPHS[1], "", "", "", again], size=7),
    )
    assert " ".join(texts(read(pdf(tmp_path / "a.pdf", [one, other])))).count(again) == 2


def test_a_page_without_text_is_told_by_its_number(tmp_path: Path) -> None:
    reading = read(
        pdf(tmp_path / "a.pdf", [column([PARAGRAPHS[0]], size=7), [], column([PARAGRAPHS[1]], size=7)])
    )
    assert len(texts(reading)) == 2
    assert reasons(reading) == {"page 2 has no text layer: a scan; OCR it first": 1}
    assert any("page 2 has no text layer" in note for note in reading.report.notes)


def test_a_pdf_of_scans_alone_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf has no text layer on any page: it is a scan.*OCR"):
        read(pdf(tmp_path / "a.pdf", [[], []]))


def test_a_pdf_that_breaks_off_or_is_protected_is_refused(tmp_path: Path) -> None:
    whole = (SOURCES / "wijkrapport.pdf").read_bytes()
    (tmp_path / "half.pdf").write_bytes(whole[:3000])
    with pytest.raises(SourceError, match=r"half\.pdf is a .*damaged"):
        read(tmp_path / "half.pdf")
    path = pdf(tmp_path / "slot.pdf", [column([PARAGRAPHS[0]])])
    locked = (
        b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >>"
    )
    path.write_bytes(path.read_bytes().replace(b"/Root 1 0 R", b"/ID [(a)(a)] /Root 1 0 R " + locked))
    with pytest.raises(SourceError, match="protected with a password"):
        read(path)


def test_headings_of_a_pdf_make_the_path_and_small_print_with_a_number_is_a_footnote(tmp_path: Path) -> None:
    lines = ["# Wonen", *long_column("de huur", 4), "# Reizen", *long_column("de bus", 4)]
    note = [(60.0, 90.0, 5.0, "1", "F1"), (64.0, 88.0, 7.0, "Zie de bijlage bij dit rapport.", "F1")]
    reading = read(pdf(tmp_path / "a.pdf", [[*column(lines), *note]]))
    assert set(paths(reading)) == {"Wonen", "Reizen"}
    assert reasons(reading)["a footnote"] == 1
    assert not any("bijlage" in text for text in texts(reading))


def test_the_lines_of_a_pdf_serve_other_readers_too() -> None:
    lines = pdf_lines(SOURCES / "wijkrapport.pdf")
    assert [line.page for line in lines] == sorted(line.page for line in lines)
    assert not any("Voortgangsbericht 2025" in line.text for line in lines)


# ------------------------------------------------------------------ DOCX and ODT


def test_tracked_changes_are_accepted_and_comments_are_no_text(tmp_path: Path) -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    changed = (
        "<w:ins>" + run.format(" altijd") + "</w:ins><w:del><w:r><w:delText> nooit</w:delText></w:r></w:del>"
        "<w:moveFrom>" + run.format(" morgen") + "</w:moveFrom>" + run.format(" open voor iedereen.")
    )
    comment = f"<w:comments><w:comment>{w('Klopt dit?')}</w:comment></w:comments>"
    path = docx(tmp_path / "a.docx", w("Het loket is", inside=changed), {"comments.xml": comment})
    reading = read(path)
    assert texts(reading) == ["Het loket is altijd open voor iedereen."]
    notes = " ".join(reading.report.notes)
    assert "1 insertions are in the text, 2 deletions are not" in notes
    assert "1 comments are no part of the text" in notes
    assert docx_paragraphs(path) == texts(reading)


def test_headings_lists_and_tables_of_word_keep_their_place(tmp_path: Path) -> None:
    body = (
        w("Wijkplan", "Titel")
        + w("Wonen ..... 3", "Inhopg1")
        + w("Wonen", "Kop1")
        + w(PARAGRAPHS[2])
        + w("Hulp", "Kop2")
        + w("Bewoners vragen om:")
        + "".join(w(item, "Lijst") for item in ITEMS)
        + w_table([["Wat ging goed", "Wat kan beter"], [PARAGRAPHS[1], "niets"], ["12", "14"]])
    )
    reading = read(docx(tmp_path / "a.docx", body))
    assert paths(reading) == ["Wonen", *["Wonen › Hulp"] * 5]
    assert [each.get("list") for each in places(reading)][2:5] == ["Bewoners vragen om"] * 3
    assert texts(reading)[-1] == f"Wat ging goed: {PARAGRAPHS[1]}\nWat kan beter: niets"
    assert reasons(reading)["a row of a table without prose"] == 1
    assert reasons(reading)["a table of contents"] == 1
    assert reading.source["title"][0] == "Wijkplan"


def test_odt_gives_what_docx_gives(tmp_path: Path) -> None:
    items = "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Weg ermee.</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:h text:outline-level="1">Wonen</text:h><text:p>{PARAGRAPHS[2]}'
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Een noot.</text:p></text:note-body></text:note></text:p>"
        f"<text:p>Bewoners<text:s text:c='1'/>vragen om:</text:p><text:list>{items}</text:list>"
    )
    from_odt = read(odt(tmp_path / "a.odt", body))
    from_docx = read(
        docx(
            tmp_path / "a.docx",
            w("Wonen", "Kop1")
            + w(PARAGRAPHS[2])
            + w("Bewoners vragen om:")
            + "".join(w(i, "Lijst") for i in ITEMS),
        )
    )
    assert texts(from_odt) == texts(from_docx)
    assert places(from_odt) == places(from_docx)
    assert reasons(from_odt)["a footnote"] == 1


def test_entities_in_a_document_are_refused_and_never_expanded(tmp_path: Path) -> None:
    bomb = (
        '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY b "'
        + "&a;" * 50
        + '"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
    )
    path = docx(tmp_path / "a.docx", "<w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>", start=bomb)
    with pytest.raises(SourceError, match="defines entities of its own"):
        read(path)


def test_a_member_that_expands_without_bound_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", w("Te groot."))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (60 * 1024**2))
    with pytest.raises(SourceError, match="expands to 60 MB"):
        read(path)


def test_a_workbook_of_opendocument_is_refused_with_its_way_out(tmp_path: Path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<x/>")
    with pytest.raises(SourceError, match="save it as XLSX"):
        read(path)


# ------------------------------------------------------------------ HTML, Markdown, text


def test_a_web_page_gives_its_text_without_menu_script_and_aside(tmp_path: Path) -> None:
    page = f"""<!doctype html><html><head><title>x</title><script>var a = 1</script></head><body>
    <nav><ul><li>Naar de startpagina van de gemeente</li></ul></nav><h1>Wijkplan</h1><h2>Wonen</h2>
    <p>{PARAGRAPHS[2]}<!-- een opmerking --></p><p>Bewoners vragen om:</p>
    <ul>{"".join(f"<li><b>{item}</b></li>" for item in ITEMS)}</ul>
    <blockquote>Niemand belt terug, al maanden niet.</blockquote>
    <aside>Lees ook ons nieuws</aside><footer>Colofon</footer></body></html>"""
    reading = read(write(tmp_path / "a.html", page))
    assert texts(reading) == [
        PARAGRAPHS[2],
        "Bewoners vragen om:",
        *ITEMS,
        "Niemand belt terug, al maanden niet.",
    ]
    assert set(paths(reading)) == {"Wonen"}
    assert reading.source["title"][0] == "Wijkplan"
    assert reasons(reading)["the surroundings of a web page"] == 3


def test_markdown_gives_what_its_page_would(tmp_path: Path) -> None:
    text = (
        f"---\nauteur: x\n---\n# Wijkplan\n\n## Wonen\n\n{PARAGRAPHS[2]}\n\nBewoners vragen *om*:\n\n"
        + "".join(f"- {item}\n" for item in ITEMS)
    )
    reading = read(write(tmp_path / "a.md", text))
    assert texts(reading) == [PARAGRAPHS[2], "Bewoners vragen om:", *ITEMS]
    assert [each.get("item") for each in places(reading)] == [None, None, "1", "2", "3"]


def test_broken_lines_are_joined_and_words_made_whole(tmp_path: Path) -> None:
    text = """\
De gemeente heeft in de voorbije jaren veel geld gestoken in hulpverle-
ning, maar de zorg- en welzijnsorganisaties merken daar in de huur-
en schuldhulp weinig van. Een multiprobleem-gezin wacht langer dan
een jaar.

Voor een multiprobleem-
gezin is dat te lang, en ook een financi-
ele buffer is er niet. De GGZ-
instelling in de Parkwijk zegt hetzelfde.
"""
    assert texts(read(write(tmp_path / "a.txt", text))) == [
        "De gemeente heeft in de voorbije jaren veel geld gestoken in hulpverlening, maar de zorg- en "
        "welzijnsorganisaties merken daar in de huur- en schuldhulp weinig van. Een multiprobleem-gezin "
        "wacht langer dan een jaar.",
        "Voor een multiprobleem-gezin is dat te lang, en ook een financiële buffer is er niet. De "
        "GGZ-instelling in de Parkwijk zegt hetzelfde.",
    ]


def test_a_few_words_before_counted_points_are_their_introduction(tmp_path: Path) -> None:
    text = "De bewoners noemen 1) de hoge huur 2) het verdwenen groen 3) de bus die niet rijdt.\n"
    reading = read(write(tmp_path / "a.txt", text))
    assert texts(reading) == ["de hoge huur", "het verdwenen groen", "de bus die niet rijdt."]
    assert {each["list"] for each in places(reading)} == {"De bewoners noemen"}
    assert reading.report.rows == 4


def test_ligatures_and_soft_hyphens_are_repaired_and_told(tmp_path: Path) -> None:
    text = "De oﬃciële brief over huur\u00adtoeslag komt te laat, zeggen bewoners van de Parkwijk.\n"
    reading = read(write(tmp_path / "a.txt", text * 2))
    assert (
        texts(reading)
        == ["De officiële brief over huurtoeslag komt te laat, zeggen bewoners van de Parkwijk."] * 2
    )
    assert set(outcomes(reading.ledger)["reason"]) == {"ligatures written as letters, soft hyphens removed"}


def test_pages_of_a_text_are_told_by_their_numbers(tmp_path: Path) -> None:
    said = [f"In wijk {name} is het loket dicht en weet niemand waar wij nog heen kunnen." for name in "ABCD"]
    text = "".join(f"Wijkplan Parkwijk\n{each}\n{page}\n" for page, each in enumerate(said, start=31))
    reading = read(write(tmp_path / "a.txt", text))
    assert texts(reading) == said
    assert [each["page"] for each in places(reading)] == ["31", "32", "33", "34"]
    assert reasons(reading) == {"a running head or foot": 4, "a page number": 4}


def test_a_list_of_short_ideas_has_no_headings(tmp_path: Path) -> None:
    ideas = [
        "Meer groen in de straat",
        "Een bankje bij de halte",
        "Langzamer rijden bij school",
        "Een vaste wijkagent",
    ]
    reading = read(write(tmp_path / "a.txt", "\n".join(ideas) + "\n"))
    assert texts(reading) == ideas


def test_an_enumeration_in_running_text_gives_its_points(tmp_path: Path) -> None:
    text = (
        "Wij zien drie zorgen in de wijk. Ten eerste is de huur te hoog. Dat raakt iedereen. Ten tweede "
        "is het loket te ver weg. Ten slotte is er geen plek om elkaar te ontmoeten."
    )
    reading = read(write(tmp_path / "a.txt", f"{text}\n\nDat was het voor nu, zeiden de bewoners.\n"))
    assert [each.get("point") for each in places(reading)] == [None, "1", "2", "3", None]
    assert texts(reading)[1] == "Ten eerste is de huur te hoog. Dat raakt iedereen."
    assert places(reading)[1]["list"] == "Wij zien drie zorgen in de wijk"


def test_a_delimited_table_in_a_text_file_is_a_table(tmp_path: Path) -> None:
    rows = "nr;tekst;rol\n" + "".join(f"{n};{text};bewoner\n" for n, text in enumerate(PARAGRAPHS))
    assert read_rows(write(tmp_path / "a.txt", rows)).frame.columns == ["nr", "tekst", "rol"]


def test_xml_that_is_no_page_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is XML, and neither a web page nor a table"):
        read(write(tmp_path / "a.xml", '<?xml version="1.0"?><feed><entry>Ja</entry></feed>'))
