"""The rules of single pages: the overview, a theme, a source, the method and two runs; colours are tokens."""

from __future__ import annotations

from typing import Final

PAGE_RULES: Final = """
.oogst .asked { font-size: 1.1875rem; max-width: 46rem; }
.oogst ol.asked { font-size: 1.0625rem; margin: 0.25rem 0 0.75rem; padding-left: 1.5rem; max-width: 44rem; }
.oogst ol.asked li { padding: 0.2rem 0; }
.oogst h1 + details { margin: 0 0 0.75rem; }
.oogst .part form { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; align-items: end; margin: 1rem 0 0; }
.oogst .part form p { margin: 0; display: flex; flex-direction: column; min-width: 0;
  max-width: min(25rem, 100%); }
.oogst .part form label { font-size: 0.9375rem; color: var(--muted); }
.oogst .part form select { max-width: 100%; text-overflow: ellipsis; }
.oogst div.note { margin: 1.25rem 0 0; } .oogst div.note p { margin: 0 0 0.25rem; }

.oogst ol.themes > li { grid-template-columns: minmax(0, 1fr) 24rem; }
.oogst ol.themes .figure { display: flex; justify-content: space-between; gap: 0 1rem; flex-wrap: wrap; }
.oogst ol.themes .counts > .muted { margin: 0.35rem 0 0; }

.oogst .lead.definition { margin-bottom: 0.25rem; }
.oogst .strength { font-weight: 650; }
.oogst .lead.strength { margin-bottom: 0.35rem; }
.oogst .columns { margin-top: 1.25rem; border-top: 1px solid var(--line); }
.oogst .columns .facts { border: 0; margin: 0; padding: 0 0 0.5rem; gap: 0.75rem 1.25rem; }
.oogst .columns .facts div { max-width: 9rem; }
.oogst .columns .facts + .muted { margin: 0 0 0.5rem; }
.oogst .columns td .meter { min-width: 4.5rem; }
.oogst .folds { border-top: 1px solid var(--line); }
.oogst .folds > details { border-bottom: 1px solid var(--line); margin: 0; padding: 0.35rem 0; }
.oogst .folds > details[open] { padding-bottom: 1.25rem; }
.oogst .folds > details[open] > summary { margin-bottom: 0.5rem; font-weight: 650; }
.oogst .folds .scroll, .oogst .folds ul.subthemes, .oogst .folds ol.quotes { max-width: 46rem; }
.oogst .tools { display: flex; flex-wrap: wrap; gap: 0 2rem; }
.oogst .tools > details { margin: 0; } .oogst .tools > details[open] { flex: 1 0 100%; }
.oogst dl.where dd { max-width: 46rem; }
.oogst ul.limits { max-width: 46rem; padding-left: 1.25rem; } .oogst ul.limits li { padding: 0.15rem 0; }
.oogst ol.near-by { padding-left: 1.5rem; margin: 0; } .oogst dl.where dd { max-width: 46rem; }
.oogst ul.limits { max-width: 46rem; padding-left: 1.25rem; } .oogst ul.limits li { padding: 0.15rem 0; }
.oogst ol.near-by li { padding: 0.2rem 0; }
.oogst details h3 { margin-top: 1.25rem; }

.oogst pre.draft { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--wash); color: var(--ink);
  border-left: 3px solid var(--edge); padding: 1rem 1.25rem; max-height: 32rem; overflow-y: auto;
  font-size: 0.9375rem; line-height: 1.5; max-width: 46rem; }
.oogst code { font-size: 0.875rem; overflow-wrap: anywhere; color: var(--ink); background: none; padding: 0; }
.oogst .chart { display: flex; gap: 1.5rem; align-items: flex-end; height: 13rem; margin: 1rem 0 0;
  border-bottom: 2px solid var(--edge); max-width: 46rem; padding: 0 0.5rem; }
.oogst .chart .pair { flex: 1 1 0; display: flex; gap: 0.25rem; align-items: flex-end; height: 100%;
  justify-content: center; padding: 0 0.25rem; }
.oogst .chart .pair.chosen { background: var(--tint); }
.oogst .chart .bar-of { width: 2rem; background: var(--accent); min-height: 1px; }
.oogst .chart .bar-of.pale { background: repeating-linear-gradient(135deg, var(--muted) 0 2px,
  var(--paper) 2px 6px); border: 1px solid var(--muted); }
.oogst .chart-names { display: flex; gap: 1.5rem; max-width: 46rem; padding: 0.25rem 0.5rem 0;
  margin: 0 0 1rem; font-size: 0.9375rem; }
.oogst .chart-names span { flex: 1 1 0; text-align: center; }
.oogst .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; font-size: 0.9375rem;
  margin: 0.5rem 0 0; }
.oogst .legend .bar-of { display: inline-block; width: 1rem; height: 1rem; margin-right: 0.5rem;
  vertical-align: -0.15rem; background: var(--accent); }
.oogst .legend .bar-of.pale { background: repeating-linear-gradient(135deg, var(--muted) 0 2px,
  var(--paper) 2px 6px); border: 1px solid var(--muted); }

@media (max-width: 60rem) { .oogst ol.themes > li { grid-template-columns: minmax(0, 1fr) 18rem; } }
@media (max-width: 44rem) {
  .oogst ol.themes > li { grid-template-columns: minmax(0, 1fr); }
  .oogst .part form p { width: 100%; }
  .oogst .how dl.where { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .oogst .how dl.where dd { margin-bottom: 0.75rem; }
  .oogst .chart, .oogst .chart-names { gap: 0.25rem; } .oogst .chart .bar-of { width: 1.1rem; }
  .oogst .legend .bar-of { width: 1rem; }
}
"""
