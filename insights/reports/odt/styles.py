"""The styles of a text document, in the look of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from insights.explorer.tokens import TOKENS

if TYPE_CHECKING:
    from odfdo import Document as Odt

TEXT: Final = (
    '<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" '
    'style:class="text"{outline}><style:paragraph-properties {paragraph}/><style:text-properties {text}/>'
    "</style:style>"
)
SIZES: Final = {"Title": 24, "Heading_20_1": 16, "Heading_20_2": 13, "Heading_20_3": 11.5}


def add_styles(odt: Odt) -> None:
    """Give the styles the look of the house."""
    ink, muted = TOKENS["ink"], TOKENS["muted"]
    for name, size in SIZES.items():
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


def _style(odt: Odt, name: str, parent: str, paragraph: str, text: str, outline: str = "") -> None:
    told = TEXT.format(name=name, parent=parent, outline=outline, paragraph=paragraph, text=text)
    odt.insert_style(told)
