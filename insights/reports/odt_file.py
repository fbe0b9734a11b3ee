"""The report as OpenDocument Text, the open standard of the Dutch government: the same as for Word."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from insights.explorer.tokens import TOKENS
from insights.reports.archives import packed_again
from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
    in_xml,
)
from insights.reports.pdf_file import pixels

if TYPE_CHECKING:
    from odfdo import Document as Odt
    from odfdo import Element

COUNTRIES: Final = {"nl": "NL", "en": "GB"}
WIDE: Final = 16.0
"""Width of pictures and tables in centimetres."""
_TEXT: Final = (
    '<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" '
    'style:class="text"{outline}><style:paragraph-properties {paragraph}/><style:text-properties {text}/>'
    "</style:style>"
)
_SIZES: Final = {"Title": 24, "Heading_20_1": 16, "Heading_20_2": 13, "Heading_20_3": 11.5}
_TONES: Final = {"plain": "Text_20_body", "lead": "Oogst_Lead", "note": "Oogst_Note", "muted": "Oogst_Muted"}


def render(document: Document, made: date) -> bytes:
    """Write a document as ODT, dated as the run is."""
    from odfdo import Document as Odt

    odt = Odt("text")
    _styled(odt, document)
    body = _Body(odt, document)
    odt.body.clear()
    body.text(document.title, "Title")
    body.text(document.subtitle, "Oogst_Muted")
    first = next((n for n, block in enumerate(document.blocks) if isinstance(block, Heading)), 0)
    for block in document.blocks[:first]:
        body.add(block)
    body.contents()
    for block in document.blocks[first:]:
        body.add(block)
    _described(odt, document, made)
    saved = io.BytesIO()
    odt.save(saved)
    return packed_again(saved.getvalue(), stored=frozenset({"mimetype"}))


def _styled(odt: Odt, document: Document) -> None:
    """Give the styles their look, the text its language, and every page its mark and number."""
    ink, muted = TOKENS["ink"], TOKENS["muted"]
    for name, size in _SIZES.items():
        level = name[-1] if name[-1].isdigit() else ""
        _style(
            odt,
            name,
            "Standard",
            f'fo:margin-top="{0.9 if level == "1" else 0.5}cm" fo:margin-bottom="0.2cm" '
            'fo:keep-with-next="always"',
            f'fo:font-size="{size}pt" fo:font-weight="bold" fo:color="{ink}" '
            'style:font-name="Liberation Sans"',
            f' style:default-outline-level="{level}"' if level else "",
        )
    spaced, sans = 'fo:margin-top="0cm" fo:margin-bottom="0.2cm"', 'style:font-name="Liberation Sans"'
    _style(odt, "Text_20_body", "Standard", spaced, f'fo:font-size="10.5pt" fo:color="{ink}" {sans}')
    looks = {
        "Oogst_Lead": (spaced, f'fo:font-size="12pt" fo:color="{ink}" {sans}'),
        "Oogst_Muted": (spaced, f'fo:font-size="9pt" fo:color="{muted}" {sans}'),
        "Oogst_Help": (
            f'{spaced} fo:keep-with-next="always"',
            f'fo:font-size="9pt" fo:color="{muted}" {sans}',
        ),
        "Oogst_Note": (
            f'{spaced} fo:background-color="{TOKENS["warning-wash"]}" fo:padding="0.2cm" fo:border="none" '
            f'fo:border-left="3pt solid {TOKENS["mark-edge"]}"',
            f'fo:font-size="10.5pt" fo:color="{ink}" {sans}',
        ),
        "Caption": (
            'fo:margin-top="0.3cm" fo:margin-bottom="0.15cm" fo:keep-with-next="always"',
            f'fo:font-size="9pt" fo:color="{muted}" fo:font-style="normal" {sans}',
        ),
        "Quotations": (
            'fo:margin-top="0.3cm" fo:margin-bottom="0.08cm" fo:margin-left="0.5cm" fo:padding-left="0.25cm" '
            'fo:border-top="none" fo:border-bottom="none" fo:border-right="none" fo:keep-with-next="always" '
            f'fo:border-left="2pt solid {TOKENS["accent"]}"',
            f'fo:font-size="11pt" fo:color="{ink}" style:font-name="Liberation Serif"',
        ),
        "Oogst_Origin": (
            'fo:margin-top="0cm" fo:margin-bottom="0.1cm" fo:margin-left="0.75cm"',
            f'fo:font-size="8.5pt" fo:color="{muted}" {sans}',
        ),
        "Oogst_Cell": ('fo:margin="0.04cm"', f'fo:font-size="9.5pt" fo:color="{ink}" {sans}'),
        "Oogst_Number": (
            'fo:margin="0.04cm" fo:text-align="end"',
            f'fo:font-size="9.5pt" fo:color="{ink}" {sans}',
        ),
        "Table_20_Heading": (
            'fo:margin="0.04cm"',
            f'fo:font-size="9pt" fo:font-weight="bold" fo:color="{ink}" {sans}',
        ),
        "Oogst_Number_Heading": (
            'fo:margin="0.04cm" fo:text-align="end"',
            f'fo:font-size="9pt" fo:font-weight="bold" fo:color="{ink}" {sans}',
        ),
        "Oogst_Mark": (
            'fo:text-align="end"',
            f'fo:font-size="10pt" fo:font-weight="bold" fo:color="{TOKENS["negative"]}" {sans}',
        ),
        "Oogst_Page": ('fo:text-align="end"', f'fo:font-size="8.5pt" fo:color="{muted}" {sans}'),
    }
    for name, (paragraph, text) in looks.items():
        _style(odt, name, "Standard", paragraph, text)
    odt.insert_style(
        '<style:style style:name="Oogst_Line" style:family="table-cell">'
        f'<style:table-cell-properties fo:border="none" fo:border-bottom="0.5pt solid {TOKENS["line"]}" '
        'fo:padding="0.05cm"/>'
        "</style:style>",
        automatic=True,
    )
    odt.insert_style(
        '<text:list-style style:name="Oogst_Points"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="•"><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        'text:label-followed-by="listtab" text:list-tab-stop-position="0.6cm" fo:text-indent="-0.6cm" '
        'fo:margin-left="0.6cm"/></style:list-level-properties></text:list-level-style-bullet>'
        "</text:list-style>",
        automatic=True,
    )
    _paged(odt, document)


def _style(odt: Odt, name: str, parent: str, paragraph: str, text: str, outline: str = "") -> None:
    told = _TEXT.format(name=name, parent=parent, outline=outline, paragraph=paragraph, text=text)
    odt.insert_style(told)


def _paged(odt: Odt, document: Document) -> None:
    styles: Any = odt.get_part("styles.xml")
    for properties in styles.get_elements(
        '//style:default-style[@style:family="paragraph"]/style:text-properties'
    ):
        properties.set_attribute("fo:language", document.language)
        properties.set_attribute("fo:country", COUNTRIES[document.language])
    for layout in styles.get_elements("//style:page-layout-properties"):
        for name, value in (("page-width", "21cm"), ("page-height", "29.7cm"), ("margin", "2.3cm")):
            layout.set_attribute(f"fo:{name}", value)
        for side in ("left", "right"):
            layout.set_attribute(f"fo:margin-{side}", "2.5cm")
    _unnumbered(styles)
    for layout in styles.get_elements("//style:page-layout"):
        for side, gap in (("header", "bottom"), ("footer", "top")):
            for old in layout.get_elements(f"style:{side}-style"):
                layout.delete(old)
            around = _node(f"style:{side}-style")
            around.append(
                _node(
                    "style:header-footer-properties",
                    {"fo:min-height": "0.8cm", f"fo:margin-{gap}": "0.4cm"},
                )
            )
            layout.append(around)
    _header_and_footer(styles, document.mark)


def _unnumbered(styles: Any) -> None:
    """Take the numbers off headings."""
    for level in styles.get_elements("//text:outline-level-style"):
        level.set_attribute("style:num-format", "")
        level.set_attribute("style:num-suffix", "")
        for name in ("style:num-list-format", "loext:num-list-format"):
            if level.get_attribute(name) is not None:
                level.del_attribute(name)


def _header_and_footer(styles: Any, mark: str) -> None:
    from odfdo import Paragraph as Words

    page = styles.get_element("//style:master-page")
    for old in page.children:
        page.delete(old)
    if mark:
        header = _node("style:header")
        header.append(Words(mark, style="Oogst_Mark"))
        page.append(header)
    footer, line = _node("style:footer"), Words("", style="Oogst_Page")
    line.append(_node("text:page-number", {"text:select-page": "current"}))
    line.append(_told(" / "))
    line.append(_node("text:page-count"))
    footer.append(line)
    page.append(footer)


def _told(text: str) -> Element:
    from odfdo import Span

    return Span(text)


def _node(tag: str, attributes: dict[str, str] | None = None) -> Element:
    from odfdo import Element

    made = Element.from_tag(tag)
    for name, value in (attributes or {}).items():
        made.set_attribute(name, value)
    return made


def _described(odt: Odt, document: Document, made: date) -> None:
    moment = datetime(made.year, made.month, made.day)
    about = odt.meta
    about.title = in_xml(document.title)
    about.language = f"{document.language}-{COUNTRIES[document.language]}"
    about.set_creation_date(moment)
    about.set_modification_date(moment)
    about.set_initial_creator("Oogst")
    about.set_creator("Oogst")
    about.set_editing_cycles(1)
    about.set_generator("Oogst")
    if document.mark:
        about.set_subject(document.mark)


class _Body:
    """What is written into a text document, block by block."""

    def __init__(self, odt: Odt, document: Document) -> None:
        self.odt, self.document = odt, document
        self.tables = self.pictures = 0
        self.under_heading = False
        self.tongues: set[str] = set()

    def text(self, text: str, style: str) -> None:
        """Write a paragraph in a style."""
        from odfdo import Paragraph as Words

        self.odt.body.append(Words(in_xml(text), style=style))

    def add(self, block: Block) -> None:
        """Write one block; what explains a heading stays on the page of what follows."""
        from odfdo import Bookmark, Header, List, ListItem
        from odfdo import Paragraph as Words

        under, self.under_heading = self.under_heading, isinstance(block, Heading)
        if isinstance(block, Heading):
            level = block.level - 1
            heading = Header(level, in_xml(block.text), style=f"Heading_20_{level}")
            heading.insert(Bookmark(block.anchor), 0)
            self.odt.body.append(heading)
        elif isinstance(block, Paragraph):
            self.text(block.text, "Oogst_Help" if under and block.tone == "muted" else _TONES[block.tone])
        elif isinstance(block, Points):
            items = List(style="Oogst_Points")
            for item in block.items:
                items.append(ListItem(Words(in_xml(item), style="Text_20_body")))
            self.odt.body.append(items)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            self._passage(block)

    def contents(self) -> None:
        """Write links to every section."""
        from odfdo import Link
        from odfdo import Paragraph as Words

        self.text(self.document.contents, "Oogst_Lead")
        for heading in self.document.headings:
            if heading.level == 2:
                line = Words("", style="Text_20_body")
                line.append(Link(f"#{heading.anchor}", text=in_xml(heading.text)))
                self.odt.body.append(line)

    def _table(self, block: Table) -> None:
        self.tables += 1
        self.text(block.caption, "Caption")
        name = f"Table{self.tables}"
        table = _node("table:table", {"table:name": name, "table:style-name": self._shape(name, block)})
        for column in range(len(block.head)):
            table.append(_node("table:table-column", {"table:style-name": f"{name}.{column}"}))
        head = _node("table:table-header-rows")
        head.append(self._row(block.head, block.right, head=True))
        table.append(head)
        for row in block.rows:
            table.append(self._row(row, block.right, head=False))
        self.odt.body.append(table)
        self.text("", "Oogst_Muted")

    def _shape(self, name: str, block: Table) -> str:
        """Make the widths of a table's columns: the first is as wide as one and a half others, or more."""
        others = len(block.head) - 1
        first = WIDE if not others else max(WIDE * 1.5 / (others + 1.5), WIDE - 3.2 * others)
        for column in range(len(block.head)):
            width = first if column == 0 else (WIDE - first) / others
            self.odt.insert_style(
                f'<style:style style:name="{name}.{column}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>',
                automatic=True,
            )
        together = ' fo:keep-with-next="auto" style:may-break-between-rows="' + (
            "false" if len(block.rows) <= 8 else "true"
        )
        self.odt.insert_style(
            f'<style:style style:name="{name}.T" style:family="table"><style:table-properties '
            f'style:width="{WIDE}cm" table:align="left"{together}"/></style:style>',
            automatic=True,
        )
        return f"{name}.T"

    @staticmethod
    def _row(row: tuple[str, ...], right: int, *, head: bool) -> Element:
        from odfdo import Paragraph as Words

        made = _node("table:table-row")
        for column, text in enumerate(row):
            number = column >= right
            style = (
                ("Oogst_Number_Heading" if number else "Table_20_Heading")
                if head
                else ("Oogst_Number" if number else "Oogst_Cell")
            )
            cell = _node(
                "table:table-cell", {"office:value-type": "string", "table:style-name": "Oogst_Line"}
            )
            cell.append(Words(in_xml(text), style=style))
            made.append(cell)
        return made

    def _picture(self, block: Picture) -> None:
        from odfdo import Frame
        from odfdo import Paragraph as Words

        self.pictures += 1
        self.text(block.caption, "Caption")
        place = f"Pictures/picture{self.pictures}.png"
        assert self.odt.container is not None
        self.odt.container.set_part(place, pixels(block.drawing))
        self.odt.manifest.add_full_path(place, "image/png")
        tall = WIDE * block.drawing.height / block.drawing.width
        frame = Frame.image_frame(
            place, name=f"picture{self.pictures}", size=(f"{WIDE}cm", f"{tall:.2f}cm"), anchor_type="as-char"
        )
        for tag, text in (("svg:title", block.caption), ("svg:desc", block.alt)):
            told = _node(tag)
            told.text = in_xml(text)
            frame.append(told)
        line = Words("", style="Text_20_body")
        line.append(frame)
        self.odt.body.append(line)

    def _passage(self, passage: Passage) -> None:
        from odfdo import Paragraph as Words
        from odfdo import Span

        said = Words("", style="Quotations")
        if passage.language == self.document.language:
            said = Words(in_xml(passage.text), style="Quotations")
        else:
            said.append(Span(in_xml(passage.text), style=self._tongue(passage.language)))
        self.odt.body.append(said)
        self.text(", ".join((*passage.origin, passage.quote_id)), "Oogst_Origin")
        if passage.notes:
            self.text(" ".join(passage.notes), "Oogst_Origin")

    def _tongue(self, language: str) -> str:
        name = f"Oogst_In_{language}"
        if language not in self.tongues:
            self.tongues.add(language)
            self.odt.insert_style(
                f'<style:style style:name="{name}" style:family="text"><style:text-properties '
                f'fo:language="{language}" fo:country="none"/></style:style>',
                automatic=True,
            )
        return name
