"""Take the pictures of pages of a report: ``python docs/report_pictures.py``.

Word and ODT are shown as LibreOffice shows them, where that is on this machine.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402
from PIL import Image  # noqa: E402

from benchmarks.serving import chromium  # noqa: E402
from corpora.mapping import Mapping  # noqa: E402
from corpora.samples import sample_dialogue  # noqa: E402
from insights.decisions.decided_run import open_decided  # noqa: E402
from insights.reports.building import build  # noqa: E402
from insights.reports.writing import Options, write  # noqa: E402
from pipelines.run import run  # noqa: E402

WIDTH = 640
COLOURS = 48
PAGES = {"pdf": (2, 3), "docx": (2, 3), "odt": (2, 3)}
"""Pages, from 0, that stand beside each other in the picture of a format."""


def main() -> None:
    """Run the sample, write its report, and keep pictures of it beside this file."""
    sample = sample_dialogue()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mapping = Mapping.from_toml(sample.mapping)
        finished = run([sample.dialogue], folder / "voorbeeld", mapping=mapping)
        report = build(open_decided(finished.path))
        for format_ in ("html", *PAGES):
            (folder / f"verslag.{format_}").write_bytes(write(report, format_, Options()))
        _keep(_screen(folder / "verslag.html"), "html")
        for format_, pages in PAGES.items():
            paged = folder / f"verslag.{format_}" if format_ == "pdf" else _as_pdf(folder, format_)
            if paged is not None:
                _keep(_beside(paged, pages), format_)


def _screen(page: Path) -> Image.Image:
    with chromium() as browser:
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.goto(page.as_uri())
        opened.locator("#at-a-glance").scroll_into_view_if_needed()
        opened.evaluate("document.getElementById('at-a-glance').scrollIntoView()")
        return Image.open(io.BytesIO(opened.screenshot()))


def _as_pdf(folder: Path, format_: str) -> Path | None:
    office = shutil.which("soffice")
    if office is None:
        return None
    out = folder / format_
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'office').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(out), str(folder / f"verslag.{format_}")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / "verslag.pdf"


def _beside(paged: Path, pages: tuple[int, ...]) -> Image.Image:
    with pypdfium2.PdfDocument(paged) as pdf:
        drawn: list[Any] = [pdf[page].render(scale=1.1).to_pil() for page in pages]
    sheet = Image.new("RGB", (sum(one.width + 12 for one in drawn) - 12, drawn[0].height), "#c9d2dc")
    left = 0
    for one in drawn:
        sheet.paste(one, (left, 0))
        left += one.width + 12
    return sheet


def _keep(picture: Image.Image, format_: str) -> None:
    """Keep a picture small: narrow, and in few colours."""
    tall = round(picture.height * 2 * WIDTH / picture.width)
    small = picture.convert("RGB").resize((2 * WIDTH, tall), Image.Resampling.LANCZOS)
    small.quantize(COLOURS).save(Path(__file__).with_name(f"report-{format_}.png"), optimize=True)


if __name__ == "__main__":
    main()
