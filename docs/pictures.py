"""Take the pictures of the docs from the running explorer: ``python docs/pictures.py``."""

from __future__ import annotations

import io
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402

from benchmarks.serving import chromium, served  # noqa: E402
from corpora.mapping import Mapping  # noqa: E402
from corpora.samples import sample_dialogue  # noqa: E402
from insights.counting import count_themes  # noqa: E402
from insights.explorer.texts.frame import frame_texts  # noqa: E402
from insights.runs import open_run  # noqa: E402
from insights.wording import NL  # noqa: E402
from pipelines.run import run  # noqa: E402

WIDTH, HEIGHT = 1280, 900
PHONE, TALL = 390, 780
COLOURS = 48


@dataclass(frozen=True)
class View:
    """A picture of a page: what is asked for, on which screen, and the heading that it begins at."""

    name: str
    address: str
    scheme: str = "light"
    phone: bool = False
    menu: bool = False
    at: str = ""


def views(themes: list[str]) -> list[View]:
    """List the pictures, of the two themes that most people mention."""
    first, second = themes[:2]
    return [
        View("explorer", f"thema?theme={first}"),
        View("explorer-overview", ""),
        View("explorer-search", "zoek?q=huisarts"),
        View("explorer-map", "kaart"),
        View("explorer-compare", "vergelijk", at=NL.compare_attention),
        View("explorer-report", f"rapport?themes={first}&themes={second}"),
        View("explorer-phone", "", phone=True),
        View("explorer-phone-menu", "", phone=True, menu=True),
        View("explorer-phone-dark", f"thema?theme={first}", "dark", phone=True),
    ]


def main() -> None:
    """Run the sample, open its pages, and keep the pictures beside this file."""
    sample = sample_dialogue()
    with tempfile.TemporaryDirectory() as folder:
        finished = run(
            [sample.dialogue], Path(folder) / "voorbeeld", mapping=Mapping.from_toml(sample.mapping)
        )
        themes = [one.theme_id for one in count_themes(open_run(finished.path), 1, k=5)]
        told = {"OOGST_RUN": str(finished.path)}
        with chromium() as browser:
            with served(**told) as address:
                taken = {one.name: _take(browser, address, one) for one in views(themes)}
            with served(**told, OOGST_EDITOR="M. Klaassen") as address:
                review = View("explorer-review", f"beoordelen?theme={themes[0]}")
                taken[review.name] = _take(browser, address, review)
    phones = [taken.pop(name) for name in list(taken) if "phone" in name]
    for name, picture in {**taken, "explorer-phone": _beside(phones)}.items():
        picture.quantize(COLOURS).save(Path(__file__).with_name(f"{name}.png"), optimize=True)


def _take(browser: Any, address: str, view: View) -> Image.Image:
    size = {"width": PHONE, "height": TALL} if view.phone else {"width": WIDTH, "height": HEIGHT}
    context = browser.new_context(viewport=size, color_scheme=view.scheme)
    page = context.new_page()
    page.goto(f"{address}/{view.address}")
    page.locator(".oogst h1").wait_for(timeout=30_000)
    if view.menu:
        page.get_by_text(frame_texts("nl").menu, exact=True).click()
    if view.at:
        page.get_by_role("heading", name=view.at, exact=True).evaluate("it => it.scrollIntoView()")
    page.wait_for_timeout(1_500)  # the buttons of Streamlit come after the page, and scripts draw the map
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def _beside(pictures: list[Image.Image]) -> Image.Image:
    """Put pictures of a phone beside one another."""
    gap = 40
    wide = sum(one.width for one in pictures) + gap * (len(pictures) - 1)
    sheet = Image.new("RGB", (wide, max(one.height for one in pictures)), "#c9d2dc")
    left = 0
    for one in pictures:
        sheet.paste(one, (left, 0))
        left += one.width + gap
    return sheet


if __name__ == "__main__":
    main()
