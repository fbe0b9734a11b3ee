"""The styles of a Word document: a template's own as they are, those it lacks in the look of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from insights.explorer.tokens import TOKENS
from insights.reports.docx.elements import element

if TYPE_CHECKING:
    from docx.document import Document as Word

QUOTE, ORIGIN, NOTE, MUTED, LEAD = "Quote", "Oogst Origin", "Oogst Note", "Oogst Muted", "Oogst Lead"
OF_WORD: Final = ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "List Bullet", QUOTE)
"""Styles that Word has by these names; a template may lack some."""
OF_OOGST: Final = {
    ORIGIN: (8.5, "muted", 0.5),
    NOTE: (10.5, "ink", 0.0),
    MUTED: (9, "muted", 0.0),
    LEAD: (12, "ink", 0.0),
}
"""Styles of our own: size in points, colour, and indent in centimetres."""
SIZES: Final = {
    "Title": 24,
    "Heading 1": 16,
    "Heading 2": 13,
    "Heading 3": 11.5,
    "Caption": 9,
    "Normal": 10.5,
}


def colour(token: str) -> Any:
    """Give a colour of the house as Word takes it."""
    from docx.shared import RGBColor

    return RGBColor.from_string(TOKENS[token][1:])


def add_styles(word: Word, language: str, *, own: bool) -> None:
    """Make the styles that are not there; without a template, ``own``, give all the look of the house."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Cm, Pt

    known = {style.name for style in word.styles}
    for name in OF_WORD:
        if name not in known:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    for name, (size, token, indent) in OF_OOGST.items():
        if name in known:
            continue
        style: Any = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles["Normal"]
        style.font.size = Pt(size)
        style.font.color.rgb = colour(token)
        style.paragraph_format.left_indent = Cm(indent)
    _speak(word, language)
    if own:
        _look(word)
        _measure(word)


def _look(word: Word) -> None:
    """Give the styles of a document without a template the look of the house."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    for name, size in SIZES.items():
        style: Any = word.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Calibri"
        style.font.italic = False
        style.font.bold = name not in ("Normal", "Caption")
        style.font.color.rgb = colour("muted" if name == "Caption" else "ink")
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{kind}"), None)
    word.styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, before in (("Heading 1", 24), ("Heading 2", 14), ("Heading 3", 12)):
        spacing = word.styles[name].paragraph_format
        spacing.space_before, spacing.space_after = Pt(before), Pt(5)
    for edge in word.styles["Title"].element.iter(qn("w:pBdr")):
        edge.getparent().remove(edge)
    quote: Any = word.styles[QUOTE]
    quote.font.name, quote.font.size, quote.font.italic = "Cambria", Pt(11), False
    quote.paragraph_format.left_indent = Cm(0.5)
    quote.paragraph_format.space_before, quote.paragraph_format.space_after = Pt(8), Pt(2)
    for name, token in ((QUOTE, "accent"), (NOTE, "mark-edge")):
        left = element("left", val="single", sz="18", space="8", color=TOKENS[token][1:])
        word.styles[name].element.get_or_add_pPr().insert_element_before(
            element("pBdr", left), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc"
        )


def _measure(word: Word) -> None:
    """Give every page the size of A4, and its margins."""
    from docx.shared import Cm

    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        section.top_margin = section.bottom_margin = Cm(2.3)


def _speak(word: Word, language: str) -> None:
    """Say in which language the texts are that say nothing of it."""
    from docx.oxml.ns import qn

    for run in word.styles.element.iter(qn("w:rPrDefault")):
        properties = run.find(qn("w:rPr"))
        if properties is None:
            properties = element("rPr")
            run.append(properties)
        found = properties.find(qn("w:lang"))
        if found is None:
            found = element("lang")
            properties.append(found)
        found.set(qn("w:val"), language)
