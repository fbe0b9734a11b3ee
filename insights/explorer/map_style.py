"""The look of the map: the colours of its themes, and its rules beside the style of every page."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

COLOURS: Final = (
    "#2b7bba",
    "#c2571a",
    "#2f8a4c",
    "#b0409a",
    "#8a7000",
    "#7a5fc7",
    "#c23b55",
    "#188a8a",
    "#8a6d5b",
    "#5f7d1e",
)
"""Colours of themes by number, over again past the last; each at least 3 to 1 on light and on dark paper."""
ALONE: Final = "#7d8791"

_DOTS: Final = " ".join(
    f".oogst .c{at} {{ --dot: {colour}; }}" for at, colour in enumerate((ALONE, *COLOURS))
)
STYLE: Final = Markup(
    "<style>"
    + _DOTS
    + """
.oogst .mapping { display: grid; grid-template-columns: minmax(0, 46rem) minmax(14rem, 1fr);
  gap: 0 2.5rem; align-items: start; }
.oogst .mapping h2 { margin-top: 0; }
.oogst .map { --z: 1; --x: 0; --y: 0; position: relative; aspect-ratio: 1; overflow: hidden; cursor: grab;
  border: 1px solid var(--edge); background: var(--paper); touch-action: pan-y; user-select: none; }
.oogst .map.closer { touch-action: none; }
.oogst .map:active { cursor: grabbing; }
.oogst .map[tabindex]:focus-visible { background: var(--paper); color: inherit; }
.oogst .plane a { position: absolute; transform: translate(-50%, -50%); text-decoration: none;
  left: calc(50% + (var(--u) - var(--x)) * var(--z) * 48%);
  top: calc(50% + (var(--v) - var(--y)) * var(--z) * 48%); }
.oogst .dot { width: 7px; height: 7px; border-radius: 50%; background: var(--dot); }
.oogst .dot::after { content: ""; position: absolute; inset: -2px; border-radius: 50%; }
.oogst .many .dot { width: 5px; height: 5px; }
.oogst .map.closer .dot { width: 10px; height: 10px; }
.oogst .dot.c0 { background: none; border: 1.5px solid var(--dot); }
.oogst .dot.pale { background: var(--line); border-color: var(--line); }
.oogst .plane .dot:hover { background: var(--ink); outline: 2px solid var(--paper); z-index: 3;
  transform: translate(-50%, -50%) scale(1.8); }
.oogst .plane .label { z-index: 2; display: flex; align-items: center; gap: 0.3rem; padding: 0 0.35rem;
  color: var(--ink); background: var(--paper); border: 2px solid var(--dot); opacity: 0.9;
  font-size: 0.8125rem; line-height: 1.45; font-weight: 650; white-space: nowrap; }
.oogst .plane .label:hover { text-decoration: underline; opacity: 1; z-index: 4; }
.oogst .label.short span + span { display: none; }
.oogst .map.closer .label.short span + span { display: inline; }
.oogst .said-here { position: absolute; z-index: 5; pointer-events: none; padding: 0.5rem 0.75rem;
  width: min(19rem, calc(100% - 8px)); color: var(--ink); background: var(--paper);
  border: 1px solid var(--edge); box-shadow: 0 3px 12px rgb(0 0 0 / 25%); }
.oogst .said-here[hidden] { display: none; }
.oogst .said-here span { display: block; }
.oogst .said-here .which { font-size: 0.8125rem; color: var(--muted); }
.oogst .said-here .words { font-family: "Source Serif", Georgia, serif; line-height: 1.4; }
.oogst .zoomers { display: flex; flex-wrap: wrap; gap: 0.5rem; margin: 0.75rem 0 0.5rem; }
.oogst .zoomers button { min-width: 2.75rem; padding: 0.2rem 0.75rem; }
.oogst ol.legend { list-style: none; margin: 0; padding: 0; }
.oogst ol.legend li { display: grid; grid-template-columns: 2rem minmax(0, 1fr); gap: 0 0.6rem; margin: 0;
  padding: 0.45rem 0; border-bottom: 1px solid var(--line); align-items: start; }
.oogst ol.legend p { margin: 0; }
.oogst ol.legend .muted { font-size: 0.875rem; }
.oogst ol.legend a[aria-current] { color: var(--ink); font-weight: 650; }
.oogst .number { display: inline-block; min-width: 1.75rem; text-align: center; border: 3px solid var(--dot);
  font-weight: 650; font-size: 0.9375rem; line-height: 1.5; font-variant-numeric: tabular-nums; }
@media (max-width: 60rem) {
  .oogst .mapping { grid-template-columns: minmax(0, 1fr); } .oogst .mapping h2 { margin-top: 1.5rem; }
}
@media (max-width: 44rem) {
  .oogst .label span + span, .oogst .map.closer .label.short span + span { display: none; }
  .oogst .plane .label { padding: 0 0.25rem; font-size: 0.75rem; }
  .oogst .dot { width: 5px; height: 5px; } .oogst .many .dot { width: 3px; height: 3px; }
}
@media print {
  .oogst .zoomers, .oogst #map-keys { display: none; }
  .oogst .dot, .oogst .map { print-color-adjust: exact; }
}
@media (forced-colors: active) { .oogst .dot { forced-color-adjust: none; } }
</style>"""
)
