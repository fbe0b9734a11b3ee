"""Take the pictures of the docs from the running explorer: ``python docs/pictures.py``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.serving import chromium, served  # noqa: E402
from corpora.mapping import Mapping  # noqa: E402
from corpora.samples import sample_dialogue  # noqa: E402
from insights.counting import count_themes  # noqa: E402
from insights.runs import open_run  # noqa: E402
from pipelines.run import run  # noqa: E402

WIDTH, HEIGHT = 1280, 1000


def main() -> None:
    """Run the sample, open its most mentioned theme, and keep the picture beside this file."""
    sample = sample_dialogue()
    with tempfile.TemporaryDirectory() as folder:
        finished = run(
            [sample.dialogue], Path(folder) / "voorbeeld", mapping=Mapping.from_toml(sample.mapping)
        )
        theme = count_themes(open_run(finished.path), 1, k=5)[0].theme_id
        with served(OOGST_RUN=str(finished.path)) as address, chromium() as browser:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.goto(f"{address}/thema?run=voorbeeld&lang=nl&theme={theme}")
            page.get_by_role("heading", level=1).wait_for(timeout=30_000)
            page.screenshot(path=str(Path(__file__).with_name("explorer.png")))


if __name__ == "__main__":
    main()
