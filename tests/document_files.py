"""Small documents for tests, written by hand: PDF, DOCX, ODT, HTML, Markdown and text."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

PARAGRAPHS = (
    "In de Parkwijk wachten bewoners lang op antwoord van de gemeente. Zij bellen, schrijven en horen niets.",
    "De wijkagent kent hier niemand meer, want hij werkt in drie wijken en is er alleen op donderdag.",
    "Huurders met schimmel in huis krijgen te horen dat zij beter moeten luchten. Dat helpt niemand verder.",
)
ITEMS = (
    "een vast gezicht in de wijk;",
    "een loket dat ook in de avond open is;",
    "brieven die iedereen begrijpt.",
)


# ------------------------------------------------------------------ PDF


def pdf(path: Path, pages: Sequence[Sequence[tuple[float, float, float, str, str]]], head: str = "") -> Path:
    """Write a PDF; a page holds ``(left, from the bottom, size, text, font)``, font F1 plain or F2 bold."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /F1 3 0 R /F2 4 0 R >>"
    for name in (b"Helvetica", b"Helvetica-Bold"):
        objects.append(
            b"<< /Type /Font /Subtype /Type1 /BaseFont /" + name + b" /Encoding /WinAnsiEncoding >>"
        )
    kids = []
    for page in pages:
        content = b"BT\n"
        for left, height, size, text, font in page:
            shown = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            content += f"/{font} {size} Tf 1 0 0 1 {left} {height} Tm (".encode() + shown + b") Tj\n"
        content += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n" % len(content) + content + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font "
            + fonts
            + b" >> /Contents %d 0 R >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [" + b" ".join(kids) + b"] /Count %d >>" % len(kids)
    written = b"%PDF-1.4\n" + head.encode()
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    path.write_bytes(written)
    return path


def column(
    lines: Sequence[str], left: float = 60, top: float = 760, size: float = 10, leading: float = 13
) -> list[tuple[float, float, float, str, str]]:
    """Give lines below each other; one that begins with ``#`` is a heading, an empty one is room."""
    placed = []
    height = top
    for line in lines:
        if line.startswith("#"):
            height -= 8
            placed.append((left, height, 14.0, line.lstrip("# "), "F2"))
            height -= 8
        elif line:
            placed.append((left, height, size, line, "F1"))
        height -= leading if line else leading * 0.7
    return placed


# ------------------------------------------------------------------ DOCX

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/></w:style>'
    for identity, name in (
        ("Titel", "Title"),
        ("Kop1", "heading 1"),
        ("Kop2", "heading 2"),
        ("Lijst", "List Bullet"),
        ("Inhopg1", "toc 1"),
    )
)


def w(text: str, style: str = "", inside: str = "") -> str:
    """Give a paragraph of a DOCX; ``inside`` is XML after its text."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{named}{run}{inside}</w:p>"


def w_table(rows: Sequence[Sequence[str]]) -> str:
    """Give a table of a DOCX."""
    cells = ("".join(f"<w:tc>{w(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(path: Path, body: str, parts: Mapping[str, str] | None = None, start: str = "") -> Path:
    """Write a DOCX of a body and of other parts."""
    head = f'<?xml version="1.0" encoding="UTF-8"?>{start}'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'{head}<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{_W}">{_STYLES}</w:styles>')
        for name, content in (parts or {}).items():
            archive.writestr(
                f"word/{name}", content.replace("<w:", "<w:", 1).replace(">", f' xmlns:w="{_W}">', 1)
            )
    return path


# ------------------------------------------------------------------ ODT

_NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "style", "draw")
)


def odt(path: Path, body: str) -> Path:
    """Write an ODT of a body."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES}><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = zipfile.ZipInfo("mimetype")
        archive.writestr(kind, "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return path


def sample_files(folder: Path, sources: Path | None = None) -> list[Path]:
    """Write one document of each kind; the PDF and the DOCX are those of ``sources``, where it is given."""
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    texts = {
        "html": f"<!doctype html><title>x</title><nav>Menu</nav><h1>Wijk</h1>{PARAGRAPHS[0]}<ul>{items}</ul>",
        "md": f"# Wijk\n\n{PARAGRAPHS[0]}\n\n- {ITEMS[0]}\n- {ITEMS[1]}\n\n## Wonen\n\n{PARAGRAPHS[2]}\n",
        "txt": f"1 Wijk\n\n{PARAGRAPHS[0]}\n\n• " + "\n• ".join(ITEMS) + f"\n\n2 Wonen\n{PARAGRAPHS[2]}\n",
    }
    for suffix, text in texts.items():
        (folder / f"b.{suffix}").write_text(text, encoding="utf-8")
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = [("Wie", "Wat"), ("Buren", PARAGRAPHS[1])]
    odt(
        folder / "b.odt",
        f'<text:h text:outline-level="1">Wijk</text:h><text:p>{PARAGRAPHS[0]}</text:p><text:list>'
        + "".join(f"<text:list-item><text:p>{item}</text:p></text:list-item>" for item in ITEMS)
        + "</text:list><table:table>"
        + "".join(f"<table:table-row>{''.join(map(cell.format, row))}</table:table-row>" for row in rows)
        + "</table:table>",
    )
    docx(
        folder / "b.docx",
        w("Wijk", "Kop1") + w(PARAGRAPHS[0]) + "".join(w(each, "Lijst") for each in ITEMS) + w_table(rows),
    )
    pdf(folder / "b.pdf", [column(["# Wijk", *PARAGRAPHS, "", *(f"- {each}" for each in ITEMS)])] * 2)
    for name in ("wijkrapport.pdf", "wijkrapport.docx") if sources else ():
        (folder / f"b{Path(name).suffix}").write_bytes((sources or folder).joinpath(name).read_bytes())
    return [folder / f"b.{suffix}" for suffix in ("pdf", "docx", "odt", *texts)]
