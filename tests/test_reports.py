"""Reports in all formats: the numbers of the run, quotes cut from the source, the same bytes each time."""

from __future__ import annotations

import json
import re
import time
import zipfile
from dataclasses import fields, replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports_read_back import from_docx, from_html, from_odt, from_xlsx, text_of_pdf
from runs_for_tests import (
    LABELS,
    NASTY,
    Dialogue,
    Told,
    dialogue_with_roles,
    dialogue_without_background,
    dialogue_without_themes,
    quote_id,
    write_run,
)

from corpora.errors import OogstError, RunError, SettingsError
from corpora.spreadsheets import as_written
from insights.counting import count_answered, count_themes
from insights.decisions.decided_run import open_decided
from insights.decisions.deciding import Deciding, Maker
from insights.mentions import mentions
from insights.reports import pdf_file
from insights.reports.building import Building, build
from insights.reports.document import Document, Passage, Picture, Table
from insights.reports.form_texts import form_texts
from insights.reports.layout import lay_out
from insights.reports.method import method_paragraphs
from insights.reports.model import Report
from insights.reports.pictures import Bar, bars
from insights.reports.writing import FORMATS, Options, write, write_all
from insights.runs import Run, open_run
from insights.wording import EN, NL
from pipelines.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
READERS = {"html": from_html, "docx": from_docx, "odt": from_odt}
K = 4


def report_of(run: Path, **options: Any) -> Report:
    return build(open_decided(run), **options)


def plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


SENTENCES = st.sampled_from(
    [
        "Aan het loket wacht ik al maanden.",
        "=SOM(A1:A9) is geen antwoord",
        "@gemeente: bel me terug",
        "-5 graden in huis, en de verhuurder komt niet",
        NASTY,
        "#let x = 1; *vet* _schuin_ $x^2$ `code` <script>alert(1)</script>",
        "Twee  spaties, een\ttab\nen een nieuwe regel.",
        "| kolom | ## kop [link](http://example.org)",
        "C'est très difficile, zei zij. \\textbf{nee} {{ja}}",
    ]
)


@st.composite
def dialogues(draw: st.DrawFn) -> Dialogue:
    people = [f"p{number}" for number in range(draw(st.integers(2, 9)))]
    roles = {person: draw(st.sampled_from(["resident", "professional", None])) for person in people}
    told = []
    for number in range(draw(st.integers(4, 24))):
        person = draw(st.sampled_from([*people, *people, None]))
        theme = draw(st.sampled_from(["t1", "t1", "t2", None]))
        told.append(
            Told(
                f"{draw(SENTENCES)} nr {number}",
                person,
                roles[person] if person else None,
                theme,
                draw(st.sampled_from(["s1", "s2", None])) if theme == "t1" else None,
                core=draw(st.booleans()) or draw(st.booleans()),
                kind=draw(st.sampled_from(["central", "minority", "edge"])),
                reason=draw(st.sampled_from(["nearest to the whole theme", "reply that differs"])),
            )
        )
    used = {one.theme for one in told} | {one.subtheme for one in told}
    labels = {theme: label for theme, label in LABELS.items() if theme in used}
    return Dialogue(tuple(told), labels, manifest={"settings": {**Settings().as_dict(), "k_export": K}})


def people_of(run: Run, level: int) -> dict[str, int]:
    """Who mentions each theme, counted from the tables without the module that reports ask."""
    said = run.contributions.select("contribution_id", "participant_id")
    found = mentions(run, level).join(said, on="contribution_id").drop_nulls("participant_id")
    return dict(found.group_by("theme_id").agg(pl.col("participant_id").n_unique()).iter_rows())


def figures(document: Document) -> list[list[list[str]]]:
    return [
        [list(block.head), *(list(row) for row in block.rows)]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def quoted(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Passage)]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dialogue=dialogues(), language=st.sampled_from(["nl", "en"]))
def test_no_number_in_any_format_differs_from_the_run_and_no_quote_from_its_source(
    dialogue: Dialogue, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write_run(tmp_path_factory.mktemp("random") / "run", dialogue)
    run, report = open_run(path), report_of(path)
    document, options = lay_out(report, language), Options(language)
    sources = run.contributions["text"].to_list()

    people = people_of(run, 1) | people_of(run, 2)
    for theme in (one for top in report.themes for one in top.with_subthemes()):
        counts = [theme.count.people, *(group.count.people for group in theme.groups)]
        assert all((count.number or 0) >= K for count in counts if count.exact)
        assert not counts[0].exact or counts[0].number == people[theme.theme_id]
    assert all(any(text in source for source in sources) for text in quoted(document))

    same_when_read_back(report, document, options)
    numbers_in_data(run, report, options)
    words = plain(text_of_pdf(write(report, "pdf", options)))
    assert all(plain(text) in words for text in quoted(document) if text.isascii())


def same_when_read_back(report: Report, document: Document, options: Options) -> None:
    for format_, read in READERS.items():
        back = read(write(report, format_, options))
        assert back.tables == figures(document), format_
        assert [one.strip() for one in back.quotes] == [one.strip() for one in quoted(document)], format_
        levels = [level for level, _ in back.headings]
        assert levels.count(1) == 1 and levels[0] == 1, format_
        assert all(after - before <= 1 for before, after in pairwise(levels)), format_


def numbers_in_data(run: Run, report: Report, options: Options) -> None:
    told = json.loads(write(report, "json", options))
    jsonschema.Draft202012Validator(SCHEMA).validate(told)
    for level in range(1, run.levels + 1):
        for count in count_themes(run, level, K):
            found = one_theme(told["themes"], count.theme_id)
            assert found["people"] == {"kind": count.people.kind, "number": count.people.number}
            assert found["messages"] == {"kind": count.messages.kind, "number": count.messages.number}

    sheets = from_xlsx(write(report, "xlsx", options))
    if report.themes:
        for row in next(iter(sheets.values()))[1:]:
            found = one_theme(told["themes"], row[0])
            assert row[4] == found["people"]["number"] or isinstance(row[4], str)


def one_theme(themes: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    everything = list(themes)
    for theme in everything:
        everything += theme["subthemes"]
    return next(theme for theme in everything if theme["id"] == wanted)


@pytest.fixture(scope="module")
def roles_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("roles") / "rollen", dialogue_with_roles())


@pytest.mark.parametrize(
    "make",
    [dialogue_with_roles, dialogue_without_background, dialogue_without_themes],
    ids=lambda m: m.__name__,
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_runs_of_every_shape_go_into_every_format(make, language: str, tmp_path: Path) -> None:
    report = report_of(write_run(tmp_path / "run", make()))
    made = write_all(report, Options(language), tmp_path / "out")
    assert len(made) == len(FORMATS)
    assert all(path.stat().st_size > 100 for path in made)


def test_the_same_run_gives_the_same_bytes(roles_run: Path) -> None:
    first = {name: write(report_of(roles_run), name, Options()) for name in FORMATS}
    time.sleep(2.1)  # an archive tells time by two seconds
    again = {name: write(report_of(roles_run), name, Options()) for name in FORMATS}
    assert [name for name in FORMATS if first[name] != again[name]] == []


def test_numbers_in_prose_stand_on_enough_people(sample_run: Path) -> None:
    report = report_of(sample_run)
    for language, word in (("nl", "deelnemers"), ("en", "participants")):
        for format_ in ("md", "html", "method", "register", "dpia"):
            text = write(report, format_, Options(language)).decode("utf-8")
            counts = re.findall(rf"(?<![\w.,–])(\d[\d.,]*) {word}", text)
            assert all(int(re.sub(r"\D", "", count)) >= 10 for count in counts)


def test_a_role_that_too_few_have_stands_beside_no_quote(roles_run: Path) -> None:
    report = report_of(roles_run)
    third = next(theme for theme in report.themes if theme.theme_id == "t3")
    assert third.quotes
    assert all(quote.role is None for quote in third.quotes)


def test_a_role_hidden_beside_a_quote_in_one_theme_is_hidden_in_all(tmp_path: Path) -> None:
    report = report_of(write_run(tmp_path / "run", dialogue_with_roles()))
    roles: dict[str, set[str | None]] = {}
    for quote in report.quotes:
        roles.setdefault(quote.quote_id, set()).add(quote.role)
    assert all(len(found) == 1 for found in roles.values())


def test_votes_and_replies_make_a_counter_voice_and_nothing_else_does(sample_run: Path) -> None:
    for quote in report_of(sample_run).quotes:
        assert (quote.part == "counter") == (quote.reason in ("more against than for", "reply that differs"))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dialogue=dialogues(), drawn=st.data())
def test_two_reports_of_other_themes_tell_nothing_together_that_neither_tells(
    dialogue: Dialogue, drawn: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    run = open_run(write_run(tmp_path_factory.mktemp("random") / "run", dialogue))
    building = Building(run)
    ids = sorted(building.counts)
    some = [drawn.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else [] for _ in range(2)]
    counts: dict[str, set[str]] = {}
    roles: dict[str, set[str | None]] = {}
    for report in (building.report(), *map(building.report, some)):
        for theme in (one for top in report.themes for one in top.with_subthemes()):
            counts.setdefault(theme.theme_id, set()).add(repr((theme.count, theme.groups)))
            for quote in theme.quotes:
                roles.setdefault(quote.quote_id, set()).add(quote.role)
    assert all(len(told) == 1 for told in (*counts.values(), *roles.values()))


def test_an_unknown_theme_is_named_with_the_nearest(roles_run: Path) -> None:
    with pytest.raises(RunError, match="did you mean"):
        report_of(roles_run, themes=["t11"])


# ------------------------------------------------------------------ what a person excluded, and release


def decided(tmp_path: Path, configuration: str = "") -> tuple[Path, Deciding]:
    (tmp_path / "oogst.toml").write_text(configuration, encoding="utf-8")
    run = write_run(tmp_path / "runs" / "rollen", dialogue_with_roles())
    return run, Deciding.about(run, Maker("MK", "past hier niet"))


def test_a_quote_that_a_person_excluded_is_in_no_format(tmp_path: Path) -> None:
    run, deciding = decided(tmp_path)
    told = dialogue_with_roles().told[0]
    deciding.exclude(quote_id(0, told))
    for internal in (False, True):
        report = report_of(run, internal=internal)
        assert told.text not in [quote.text for quote in report.quotes]
        for format_ in ("md", "html", "json"):
            assert told.text not in write(report, format_, Options()).decode("utf-8")


def test_where_release_is_asked_only_released_quotes_leave_the_house(tmp_path: Path) -> None:
    run, deciding = decided(tmp_path, "release = true\n")
    report = report_of(run)
    assert report.quotes == () and report.waiting > 0
    told = dialogue_with_roles().told[0]
    deciding.pin("t1", quote_id(0, told))
    assert report_of(run).quotes == ()
    deciding = Deciding.about(run, Maker("MK"))
    last = report_of(run, internal=True).themes[0].quotes[5]
    deciding.release([last.quote_id])
    Deciding.about(run, Maker("MK")).release([quote_id(0, told)])
    of_theme = [quote.text for quote in report_of(run).themes[0].quotes]
    assert of_theme == [told.text, last.text], "pinned first"
    Deciding.about(run, Maker("MK")).withhold([quote_id(0, told)])
    assert {quote.text for quote in report_of(run).quotes} == {last.text}
    inside = report_of(run, internal=True)
    assert len(inside.quotes) > 10
    assert {quote.text for quote in inside.quotes if quote.released} == {last.text}
    text = write(inside, "md", Options()).decode("utf-8")
    assert "niet vrijgegeven" in text


def test_release_that_is_neither_true_nor_false_is_refused(tmp_path: Path) -> None:
    run, _ = decided(tmp_path, 'release = "ja"\n')
    with pytest.raises(SettingsError, match="true or release = false"):
        report_of(run)


def test_every_page_of_an_internal_report_says_so(roles_run: Path) -> None:
    report = report_of(roles_run, internal=True)
    pdf = write(report, "pdf", Options())
    import pypdfium2

    with pypdfium2.PdfDocument(pdf) as pages:
        assert all("INTERN" in page.get_textpage().get_text_range() for page in pages)
    with zipfile.ZipFile(BytesIO(write(report, "docx", Options("en")))) as word:
        headers = [word.read(name).decode() for name in word.namelist() if "header" in name]
        assert headers and all("INTERNAL" in header for header in headers)
    with zipfile.ZipFile(BytesIO(write(report, "odt", Options()))) as odt:
        assert "INTERN" in odt.read("styles.xml").decode()
    with zipfile.ZipFile(BytesIO(write(report, "csv", Options()))) as archive:
        assert all(".intern." in name for name in archive.namelist())
    assert "INTERN" in write(report, "html", Options()).decode()
    with zipfile.ZipFile(BytesIO(write(report, "xlsx", Options()))) as book:
        pages = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
        assert all("INTERN" in page for page in pages)


# ------------------------------------------------------------------ single formats


def test_html_asks_nothing_of_the_network(sample_run: Path) -> None:
    from bs4 import BeautifulSoup

    page = BeautifulSoup(write(report_of(sample_run), "html", Options()).decode(), "lxml")
    for tag in page.find_all(True):
        for name in ("src", "href", "action", "data", "poster", "srcset"):
            assert str(tag.get(name, "#")).startswith("#"), tag
        assert tag.get("style") is None and not any(name.startswith("on") for name in tag.attrs)
    policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not re.search(r"url\(|@import", page.find("style").string)
    ids = [tag["id"] for tag in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert all(link["href"][1:] in ids for link in page.find_all("a"))
    assert page.html["lang"] == "nl"
    assert all(svg["aria-label"] for svg in page.find_all("svg"))


def test_names_of_themes_in_html_say_their_language_where_the_page_has_another(roles_run: Path) -> None:
    whole = write(report_of(roles_run), "html", Options("en")).decode("utf-8")
    english = re.sub(r"(?s)<svg.*?</svg>", "", whole)  # a picture is read aloud by its alternative text
    for label in ("Bureaucratie en formulieren", "Wachttijd aan het loket"):
        named = f'<span lang="nl">{label}</span>'
        assert re.search(rf"{named}</h[34]>", english) and f'<th scope="row">{named}</th>' in english
        assert f">{label}<" not in english.replace(named, "")
    assert '<span lang="nl">Bureaucratie en formulieren</span></h2>' in english
    dutch = write(report_of(roles_run), "html", Options("nl")).decode("utf-8")
    assert dutch.count("lang=") == 1


def test_the_pdf_is_tagged_dated_and_in_its_language(roles_run: Path) -> None:
    import pypdfium2

    content = write(report_of(roles_run), "pdf", Options("en"))
    assert b"pdfuaid" in content
    with pypdfium2.PdfDocument(content) as pdf:
        assert pypdfium2.raw.FPDFCatalog_IsTagged(pdf.raw)
        assert pdf.get_metadata_value("Title").startswith("Report: ")
        assert pdf.get_metadata_value("CreationDate").startswith("D:20260318")
        page = pdf[0]
        tree = pypdfium2.raw.FPDF_StructTree_GetForPage(page.raw)
        assert pypdfium2.raw.FPDF_StructTree_CountChildren(tree) > 0
        pypdfium2.raw.FPDF_StructTree_Close(tree)
    assert re.search(rb"/Lang\s*\(en\)", content)


def test_a_picture_without_an_alternative_text_makes_no_pdf(roles_run: Path) -> None:
    report = report_of(roles_run)
    document = lay_out(report)
    bare = Picture(bars([Bar("Huur", 1.0, "12")]), "Figuur", "")
    with pytest.raises(RunError, match="alt"):
        pdf_file.render(replace(document, blocks=(*document.blocks, bare)), report.made)


def test_a_sign_that_cannot_be_set_becomes_a_box_and_the_report_says_so(tmp_path: Path) -> None:
    told = Told("Het is koud 🙂 hier \U0001f9ca", "p1", None, "t1")
    others = tuple(Told(f"Huur is hoog, nummer {n}", f"p{n}", None, "t1") for n in range(2, 6))
    run = write_run(tmp_path / "run", Dialogue((told, *others), {"t1": "Huur"}))
    text = text_of_pdf(write(report_of(run), "pdf", Options()))
    assert "Het is koud □ hier □" in text
    assert "kan worden" in text or "staat voor een teken" in text
    assert "🙂" in write(report_of(run), "md", Options()).decode()


@pytest.mark.parametrize(
    "text",
    [
        "1\ufe0f\u20e3 punt",
        "gezin 👨\u200d👩\u200d👧",
        "नमस्ते",
        "สวัสดี",
        "e\u0301\u0327\u0302",
        "\ue000",
        "🇳🇱",
        "שלום",
    ],
)
def test_any_writing_goes_into_every_form(text: str, tmp_path: Path) -> None:
    told = tuple(Told(f"{text} {n}", f"p{n}", None, "t1") for n in range(6))
    report = report_of(write_run(tmp_path / "run", Dialogue(told, {"t1": text})))
    assert b"pdfuaid" in write(report, "pdf", Options())
    for format_, read in READERS.items():
        assert f"{text} 0" in read(write(report, format_, Options())).quotes


def test_no_text_is_read_as_typst(tmp_path: Path) -> None:
    nasty = '#panic("x") #image("/etc/passwd") $ $ @ref <label> = kop \\ `'
    told = tuple(Told(f"{nasty} {n}", f"p{n}", None, "t1") for n in range(6))
    run = write_run(tmp_path / "run", Dialogue(told, {"t1": '#panic("label")'}))
    text = text_of_pdf(write(report_of(run), "pdf", Options()))
    assert '#panic("label")' in text and "/etc/passwd" in text


def test_word_gets_real_styles_repeated_headers_alternative_texts_and_its_language(sample_run: Path) -> None:
    import docx
    from docx.oxml.ns import qn

    word = docx.Document(BytesIO(write(report_of(sample_run), "docx", Options())))
    names = {paragraph.style.name for paragraph in word.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "List Bullet"} <= names
    assert all(list(table._tbl.iter(qn("w:tblHeader"))) for table in word.tables)
    order = ["tblW", "tblBorders", "tblLayout", "tblLook", "tblCaption"]  # as the schema has it
    for table in word.tables:
        tags = [child.tag.rpartition("}")[2] for child in table._tbl.tblPr]
        assert [tag for tag in tags if tag in order] == order
    described = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert len(described) == 3 and all(described)
    assert next(word.styles.element.iter(qn("w:lang"))).get(qn("w:val")) == "nl-NL"
    assert word.core_properties.title.startswith("Rapport: ")


def test_a_template_gives_its_own_styles_and_loses_its_text(roles_run: Path, tmp_path: Path) -> None:
    import docx
    from docx.shared import Pt

    house = docx.Document()
    house.add_paragraph("Vul hier de tekst in")
    house.styles["Heading 1"].font.size = Pt(31)
    house.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeldstad"
    template = tmp_path / "huisstijl.docx"
    house.save(str(template))
    made = write(report_of(roles_run, internal=True), "docx", Options(template=template))
    word = docx.Document(BytesIO(made))
    assert word.styles["Heading 1"].font.size == Pt(31)
    assert "Vul hier de tekst in" not in [paragraph.text for paragraph in word.paragraphs]
    header = [paragraph.text for paragraph in word.sections[0].header.paragraphs]
    assert header == ["INTERN", "Gemeente Voorbeeldstad"]


def test_a_template_that_is_no_word_file_is_refused(roles_run: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "huisstijl.docx"
    wrong.write_text("geen Word", encoding="utf-8")
    with pytest.raises(OogstError, match="not a Word file"):
        write(report_of(roles_run), "docx", Options(template=wrong))


def test_csv_for_dutch_excel_holds_no_formula_and_reads_back_as_written(tmp_path: Path) -> None:
    said = (
        "=1+1 is twee",
        "@loket helpt niet",
        "'s avonds is het donker",
        "-10 graden binnen",
        "huur; te hoog",
    )
    told = tuple(Told(text, f"p{n}", None, "t1") for n, text in enumerate(said))
    run = write_run(tmp_path / "run", Dialogue(told, {"t1": "Huur"}))
    content = write(report_of(run), "csv", Options(semicolon=True, bom=True))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        raw = archive.read("quotes.csv")
    assert raw.startswith(b"\xef\xbb\xbf")
    table = pl.read_csv(raw, separator=";", infer_schema=False)
    cells = [cell for column in table for cell in column if cell]
    assert not any(re.match(r"[=+\-@\t\r]", cell) for cell in cells)
    assert set(as_written(table)["Uitspraken"]) == set(said)


def test_the_workbook_shows_a_hidden_count_in_words(roles_run: Path) -> None:
    pages = from_xlsx(write(report_of(roles_run), "xlsx", Options()))
    head, *rows = pages["Thema’s"]
    third = next(row for row in rows if row[0] == "t3")
    assert third[head.index("Deelnemers")] == "minder dan 10"
    assert {"Uitspraken", "Groepen naast elkaar", "Bronnen"} <= set(pages)


def test_shares_are_numbers_in_the_workbook(sample_run: Path) -> None:
    pages = from_xlsx(write(report_of(sample_run), "xlsx", Options()))
    head, first, *_ = pages["Thema’s"]
    share = first[head.index("Deel van de deelnemers")]
    assert isinstance(share, float) and 0 < share < 1


# ------------------------------------------------------------------ method, citation, drafts


@pytest.mark.parametrize("say", [NL, EN], ids=["nl", "en"])
def test_the_method_tells_what_the_manifest_tells(sample_run: Path, say: Any) -> None:
    run = open_run(sample_run)
    told = dict(method_paragraphs(report_of(sample_run, agreement={"alpha": 0.814}), say))
    assert str(run.manifest["settings"]["seed"]) in told["settings"]
    assert run.manifest["run_id"] in told["settings"]
    assert all(model["name"] in told["models"] for model in run.manifest["embedders"])
    assert "alpha" in told["agreement"] and ("0,81" in told["agreement"] or "0.81" in told["agreement"])
    assert "NAAM" in told["masking"]
    few = re.findall(r"(\d+) × ", told["masking"])
    assert all(int(number) >= 10 for number in few)


def test_the_citation_is_yaml_that_names_run_and_software(roles_run: Path) -> None:
    import yaml

    told = yaml.safe_load(write(report_of(roles_run), "citation", Options()))
    assert told["cff-version"] == "1.2.0"
    assert told["references"][0]["title"] == "Oogst"
    assert "INVULLEN" in told["authors"][0]["name"]


def test_what_only_a_person_can_say_is_a_marked_gap(roles_run: Path) -> None:
    for format_ in ("register", "dpia"):
        for language, mark in (("nl", "INVULLEN"), ("en", "FILL IN")):
            text = write(report_of(roles_run), format_, Options(language)).decode()
            assert text.count(mark) >= 8


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("format_", ["register", "dpia"])
def test_a_form_asks_every_field_once_and_in_order(roles_run: Path, format_: str, language: str) -> None:
    text = write(report_of(roles_run), format_, Options(language)).decode()
    form = getattr(form_texts(language), format_)
    names = [getattr(form, field.name).name for field in fields(form)]
    assert re.findall("(?m)^## (.*)$", text) == names


# ------------------------------------------------------------------ pictures


def test_a_hidden_count_has_a_bar_of_one_length() -> None:
    drawn = [bars([Bar("Huur", None, figure)]).svg() for figure in ("minder dan 10", "minder dan 10")]
    assert drawn[0] == drawn[1]
    assert "stroke-dasharray" in drawn[0]


def test_every_mark_of_a_picture_has_its_figure_in_the_table_beside_it(sample_run: Path) -> None:
    document = lay_out(report_of(sample_run))
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(before, Picture):
            assert isinstance(after, Table)
            cells = {cell for row in after.rows for cell in row}
            shares = re.findall(r">(\d+%)<", str(before.drawing.content))
            axis = {f"{n}%" for n in range(0, 101, 5)}
            assert {share for share in shares if share not in axis} <= cells


def test_answered_people_are_those_of_the_run(sample_run: Path) -> None:
    assert report_of(sample_run).answered == count_answered(open_run(sample_run), 10)
