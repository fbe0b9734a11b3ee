"""The look of the page that searches and of a collection, beside the style of every page."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

STYLE: Final = Markup(
    """<style>
.oogst .ask { margin-bottom: 0.75rem; }
.oogst .ask details { margin-top: 0.5rem; }
.oogst .ask + details { margin: 0 0 1.25rem; }
.oogst .ask label.what { font-weight: 650; display: block; }
.oogst .seek { display: flex; gap: 0.75rem; max-width: 46rem; }
.oogst .seek input { flex: 1; min-width: 0; font-size: 1.125rem; }
.oogst .ask .ways { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: center;
  margin: 0.6rem 0 0; padding: 0; border: 0; }
.oogst .ask .ways legend { float: left; margin: 0; padding: 0.2rem 0; font-weight: 400;
  color: var(--muted); }
.oogst .ask .ways label { display: flex; align-items: center; gap: 0.4rem; }
.oogst .ask .chosen { display: grid; gap: 0.75rem 1.25rem; max-width: 46rem; margin: 0.5rem 0 0.75rem;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); }
.oogst .ask .chosen label { display: block; color: var(--muted); font-size: 0.9375rem; padding: 0; }
.oogst .ask .chosen select { width: 100%; }
.oogst dl.tips { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.25rem;
  margin: 0.25rem 0 0; padding: 0; }
.oogst dl.tips dt { font-weight: 650; }
.oogst dl.tips dd { margin: 0; }
.oogst .found > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 1rem; }
.oogst .found .box { display: flex; gap: 0.45rem; align-items: center; align-self: start; padding: 0;
  color: var(--muted); font-size: 0.9375rem; cursor: pointer; }
.oogst .near-word { font-weight: 650; color: var(--ink); }
.oogst .kept { position: sticky; bottom: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem;
  align-items: center; margin: 1rem 0 0; padding: 0.75rem 1rem; background: var(--wash);
  border-top: 1px solid var(--edge); }
.oogst .kept p { margin: 0; flex: 1 1 14rem; }
.oogst .tools[role] { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; margin: 0.5rem 0 0.75rem;
  align-items: center; }
@media (max-width: 44rem) {
  .oogst dl.tips { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .oogst dl.tips dd { margin: 0 0 0.5rem; }
  .oogst .found > li { grid-template-columns: minmax(0, 1fr); }
  .oogst .found .box { margin: 0 0 0.4rem; }
  .oogst .kept { padding: 0.4rem 0.5rem; gap: 0.4rem; flex-wrap: nowrap; }
  .oogst .kept p { display: none; }
  .oogst .kept button { flex: 1; padding: 0.3rem 0.4rem; font-size: 0.9375rem; line-height: 1.25; }
}
.oogst .searching .pager { align-items: center; }
.oogst .more.take-out { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; }
@media print {
  .oogst .searching form { display: block; }
  .oogst .seek button, .oogst .ask .ways, .oogst .ask details, .oogst .ask + details, .oogst .found .box,
  .oogst .tools[role], .oogst .take-out, .oogst .kept, .oogst .picked-so-far a { display: none; }
  .oogst .found > li { display: block; }
}
</style>"""
)
