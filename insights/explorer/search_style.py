"""The look of the page that searches and of a collection, beside the style of every page."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

STYLE: Final = Markup(
    """<style>
.oogst .ask + details { margin: 0 0 1.25rem; } .oogst .ask details { margin-top: 0.5rem; }
.oogst .seek { display: flex; gap: 0.75rem; max-width: 46rem; }
.oogst .seek input { flex: 1; min-width: 0; font-size: 1.125rem; }
.oogst .ask { margin-bottom: 0.75rem; }
.oogst .ask label.what { font-weight: 650; display: block; }
.oogst .ask .ways { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: center; margin:
  0.6rem 0 0; padding: 0;
  border: 0; }
.oogst .ask .ways legend { float: left; margin: 0; padding: 0.2rem 0; font-weight: 400; color:
  var(--muted); }
.oogst .ask .ways label { display: flex; align-items: center; gap: 0.15rem; }
.oogst .ask .chosen { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem),
  1fr));
  gap: 0.75rem 1.25rem; max-width: 46rem; margin: 0.5rem 0 0.75rem; }
.oogst .ask .chosen label { display: block; color: var(--muted); font-size: 0.9375rem; padding: 0; }
.oogst .ask .chosen select { width: 100%; }
.oogst dl.tips { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.25rem;
  margin: 0.25rem 0 0; padding: 0; }
.oogst dl.tips dt { font-weight: 650; } .oogst dl.tips dd { margin: 0; }
.oogst .found > li { display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); gap: 0 1rem; }
.oogst .found .box { display: flex; gap: 0.35rem; align-items: center; align-self: start; color:
  var(--muted);
  font-size: 0.9375rem; padding: 0; cursor: pointer; }
.oogst .found blockquote { font-size: 1.125rem; }
.oogst .near-word { font-weight: 650; color: var(--ink); }
.oogst .kept { position: sticky; bottom: 0; background: var(--wash); border-top: 1px solid var(--edge);
  padding: 0.75rem 1rem;
  margin: 1rem 0 0; display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; z-index: 2; }
.oogst .kept p { margin: 0; flex: 1 1 14rem; }
.oogst .tools { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; margin: 0.5rem 0 0.75rem; }
@media (max-width: 44rem) {
  .oogst .found > li { grid-template-columns: minmax(0, 1fr); }
  .oogst .found .box { margin: 0 0 0.4rem; }
  .oogst dl.tips { grid-template-columns: minmax(0, 1fr); gap: 0; } .oogst dl.tips dd { margin: 0 0
    0.5rem; }
  .oogst .kept { padding: 0.5rem 0.75rem; } .oogst .kept p { flex-basis: 100%; font-size: 0.9375rem; }
  .oogst .kept button { padding: 0.4rem 0.7rem; }
}
@media print { .oogst .tools, .oogst .take-out, .oogst .kept { display: none; } .oogst form.keep {
  display: block; } }
</style>"""
)
