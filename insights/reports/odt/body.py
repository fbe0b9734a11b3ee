"""What is written into a text document, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from insights.reports.document import (
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
    in_xml,
)
from insights.reports.odt.elements import element
from insights.reports.pdf_file import pixels
from insights.reports.word_processing import TOGETHER, WIDE, Body, widths

if TYPE_CHECKING:
    from odfdo import Document as Odt
    from odfdo import Element

TONES: Final = {"plain": "Text_20_body", "lead": "Oogst_Lead", "note": "Oogst_Note", "muted": "Oogst_Muted"}


class TextBody(Body):
    """Writes blocks into a text document, whose own language is ``language``."""

    def __init__(self, odt: Odt, language: str) -> None:
        self.odt, self.language = odt, language
        self.tables = self.pictures = 0
        self.tongues: set[str] = set()

    def title(self, document: Document) -> None:
        """Write the title of a document and the line below it."""
        self._text(document.title, "Title")
        self._text(document.subtitle, "Oogst_Muted")

    def contents(self, document: Document) -> None:
        """Write links to every section."""
        from odfdo import Link

        self._text(document.contents, "Oogst_Lead")
        for heading in document.headings:
            if heading.level == 2:
                link = Link(f"#{heading.anchor}", text=in_xml(heading.text))
                self._line(link, "Text_20_body")

    def heading(self, block: Heading) -> None:
        """Write a heading under a bookmark."""
        from odfdo import Bookmark, Header

        level = block.level - 1
        heading = Header(level, in_xml(block.text), style=f"Heading_20_{level}")
        heading.insert(Bookmark(block.anchor), 0)
        self.odt.body.append(heading)

    def paragraph(self, block: Paragraph, *, under_heading: bool) -> None:
        """Write a paragraph; what explains a heading stays on the page of what follows."""
        help_ = under_heading and block.tone == "muted"
        self._text(block.text, "Oogst_Help" if help_ else TONES[block.tone])

    def points(self, block: Points) -> None:
        """Write a list of points."""
        from odfdo import List, ListItem
        from odfdo import Paragraph as Words

        items = List(style="Oogst_Points")
        for item in block.items:
            items.append(ListItem(Words(in_xml(item), style="Text_20_body")))
        self.odt.body.append(items)

    def table(self, block: Table) -> None:
        """Write a table under its caption."""
        self.tables += 1
        self._text(block.caption, "Caption")
        name = f"Table{self.tables}"
        table = element("table:table", {"table:name": name, "table:style-name": self._shape(name, block)})
        for column in range(len(block.head)):
            table.append(element("table:table-column", {"table:style-name": f"{name}.{column}"}))
        head = element("table:table-header-rows")
        head.append(_row(block.head, block.right, head=True))
        table.append(head)
        for row in block.rows:
            table.append(_row(row, block.right, head=False))
        self.odt.body.append(table)
        self._text("", "Oogst_Muted")

    def picture(self, block: Picture) -> None:
        """Write a picture under its caption."""
        from odfdo import Frame

        self.pictures += 1
        self._text(block.caption, "Caption")
        place = f"Pictures/picture{self.pictures}.png"
        assert self.odt.container is not None
        self.odt.container.set_part(place, pixels(block.drawing))
        self.odt.manifest.add_full_path(place, "image/png")
        tall = WIDE * block.drawing.height / block.drawing.width
        frame = Frame.image_frame(
            place, name=f"picture{self.pictures}", size=(f"{WIDE}cm", f"{tall:.2f}cm"), anchor_type="as-char"
        )
        for tag, text in (("svg:title", block.caption), ("svg:desc", block.alt)):
            told = element(tag)
            told.text = in_xml(text)
            frame.append(told)
        self._line(frame, "Text_20_body")

    def passage(self, block: Passage) -> None:
        """Write a quote, and where it stands."""
        from odfdo import Span

        if block.language == self.language:
            self._text(block.text, "Quotations")
        else:
            self._line(Span(in_xml(block.text), style=self._tongue(block.language)), "Quotations")
        self._text(block.where, "Oogst_Origin")
        if block.notes:
            self._text(block.noted, "Oogst_Origin")

    def _text(self, text: str, style: str) -> None:
        from odfdo import Paragraph as Words

        self.odt.body.append(Words(in_xml(text), style=style))

    def _line(self, inside: Element, style: str) -> None:
        """Write a paragraph that holds one element."""
        from odfdo import Paragraph as Words

        line = Words("", style=style)
        line.append(inside)
        self.odt.body.append(line)

    def _shape(self, name: str, block: Table) -> str:
        """Make the styles of a table and of its columns."""
        for column, width in enumerate(widths(block)):
            self.odt.insert_style(
                f'<style:style style:name="{name}.{column}" style:family="table-column">'
                f'<style:table-column-properties style:column-width="{width:.2f}cm"/></style:style>',
                automatic=True,
            )
        breaks = "false" if len(block.rows) <= TOGETHER else "true"
        self.odt.insert_style(
            f'<style:style style:name="{name}.T" style:family="table"><style:table-properties '
            f'style:width="{WIDE}cm" table:align="left" fo:keep-with-next="auto" '
            f'style:may-break-between-rows="{breaks}"/></style:style>',
            automatic=True,
        )
        return f"{name}.T"

    def _tongue(self, language: str) -> str:
        """Make the style of words in another language."""
        name = f"Oogst_In_{language}"
        if language not in self.tongues:
            self.tongues.add(language)
            self.odt.insert_style(
                f'<style:style style:name="{name}" style:family="text"><style:text-properties '
                f'fo:language="{language}" fo:country="none"/></style:style>',
                automatic=True,
            )
        return name


def _row(row: tuple[str, ...], right: int, *, head: bool) -> Element:
    from odfdo import Paragraph as Words

    made = element("table:table-row")
    for column, text in enumerate(row):
        number = column >= right
        style = (
            ("Oogst_Number_Heading" if number else "Table_20_Heading")
            if head
            else ("Oogst_Number" if number else "Oogst_Cell")
        )
        cell = element("table:table-cell", {"office:value-type": "string", "table:style-name": "Oogst_Line"})
        cell.append(Words(in_xml(text), style=style))
        made.append(cell)
    return made
