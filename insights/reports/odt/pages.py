"""The pages of a text document: their measures, and what stands at the top and the bottom of every one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from insights.reports.odt.elements import element
from insights.reports.word_processing import COUNTRIES

if TYPE_CHECKING:
    from odfdo import Document as Odt


def lay_pages(odt: Odt, language: str, mark: str) -> None:
    """Give the text its language, and every page its measures, its mark and its number."""
    styles: Any = odt.get_part("styles.xml")
    for properties in styles.get_elements(
        '//style:default-style[@style:family="paragraph"]/style:text-properties'
    ):
        properties.set_attribute("fo:language", language)
        properties.set_attribute("fo:country", COUNTRIES[language])
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
            around = element(f"style:{side}-style")
            around.append(
                element(
                    "style:header-footer-properties",
                    {"fo:min-height": "0.8cm", f"fo:margin-{gap}": "0.4cm"},
                )
            )
            layout.append(around)
    _header_and_footer(styles, mark)


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
    from odfdo import Span

    page = styles.get_element("//style:master-page")
    for old in page.children:
        page.delete(old)
    if mark:
        header = element("style:header")
        header.append(Words(mark, style="Oogst_Mark"))
        page.append(header)
    footer, line = element("style:footer"), Words("", style="Oogst_Page")
    line.append(element("text:page-number", {"text:select-page": "current"}))
    line.append(Span(" / "))
    line.append(element("text:page-count"))
    footer.append(line)
    page.append(footer)
