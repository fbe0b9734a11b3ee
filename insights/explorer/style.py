"""The look: the rules of the pages, which take every colour from the tokens."""

from __future__ import annotations

from typing import Final

from insights.explorer.page_style import PAGE_RULES
from insights.explorer.tokens import DARK, TOKENS, properties

_RULES: Final = """
.stApp { background: var(--paper); color: var(--ink); }
header.stAppHeader, [data-testid="stSkipToContent"] { display: none; }
.stMainBlockContainer { max-width: none; padding: 0 0 4rem; }
.stMainBlockContainer > div > .stVerticalBlock, .stMainBlockContainer .stVerticalBlock { gap: 0; }
.oogst { font-family: "Source Sans", "Segoe UI", Arial, sans-serif; font-size: 1.0625rem; line-height: 1.55;
  color: var(--ink); }
.oogst *, .oogst { box-sizing: border-box; }
.oogst .wide { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
.stElementContainer:not(:has(.stHtml)), .stMainBlockContainer .stHorizontalBlock { max-width: 72rem;
  margin: 0 auto; padding: 0 1.5rem; }
.stElementContainer:not(:has(.stHtml)) { width: 100%; }
.stMainBlockContainer .stHorizontalBlock { gap: 0.75rem; padding-bottom: 0.75rem; }
.stMainBlockContainer .stHorizontalBlock .stElementContainer { margin: 0; padding: 0; width: auto; }
.stMainBlockContainer .stForm .stHorizontalBlock { padding: 0; }
.oogst h1, .oogst h2, .oogst h3 { font-family: inherit; color: var(--ink); line-height: 1.2; padding: 0;
  letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; }
.oogst h1 { font-size: clamp(1.75rem, 1.3rem + 1.9vw, 2.5rem); font-weight: 700; margin: 0 0 0.75rem; }
.oogst h2 { font-size: 1.375rem; font-weight: 650; margin: 2.5rem 0 0.75rem; }
.oogst h3 { font-size: 1.125rem; font-weight: 650; margin: 0 0 0.25rem; }
.oogst p { margin: 0 0 0.75rem; max-width: 44rem; }
.oogst .lead { font-size: 1.1875rem; line-height: 1.5; max-width: 46rem; }
.oogst .muted { color: var(--muted); font-size: 0.9375rem; }
.oogst a { color: var(--accent); text-decoration: underline; text-underline-offset: 0.18em;
  text-decoration-thickness: 1px; }
.oogst a:hover { color: var(--accent-dark); text-decoration-thickness: 2px; }
.oogst a:focus-visible, .oogst summary:focus-visible, .oogst [tabindex]:focus-visible {
  outline: 3px solid var(--focus-ink); outline-offset: 0; background: var(--focus); color: var(--focus-ink);
  box-shadow: 0 0 0 6px var(--focus); border-radius: 1px; }
.oogst .skip { position: absolute; left: -99rem; top: 0; padding: 0.6rem 1rem; background: var(--paper); }
.oogst .skip:focus { left: 1rem; top: 0.4rem; z-index: 9; }
.oogst #main:focus { outline: 0; }

.oogst .bar { border-bottom: 1px solid var(--line); margin-bottom: 2.25rem; position: relative; }
.oogst .bar .top { display: flex; gap: 0 1.25rem; align-items: baseline; padding-top: 0.8rem; }
.oogst .bar .name { font-weight: 750; font-size: 1.25rem; letter-spacing: -0.02em; color: var(--ink);
  text-decoration: none; }
.oogst .bar .run { color: var(--muted); font-size: 0.9375rem; margin: 0; min-width: 0; flex: 0 1 auto;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; max-width: none; }
.oogst .bar ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: 0; padding: 0; }
.oogst .bar ul.end { margin-left: auto; flex: none; flex-wrap: nowrap; font-size: 0.9375rem; gap: 0 1.25rem; }
.oogst .bar li { margin: 0; }
.oogst .bar li a { display: block; padding: 0.45rem 0 0.55rem; text-decoration: none; }
.oogst .bar li a:hover { text-decoration: underline; }
.oogst .bar a[aria-current] { color: var(--ink); font-weight: 650; box-shadow: inset 0 -3px 0 var(--accent); }
.oogst .menu { display: none; }
.oogst .note { background: var(--warning-wash); border-left: 4px solid var(--mark-edge); padding: 0.6rem 1rem;
  margin: 0 0 1.5rem; max-width: 46rem; }
.oogst .crumbs { margin: 0 0 0.5rem; font-size: 0.9375rem; }
.oogst .crumbs a { display: inline-block; padding: 0.15rem 0; }
.oogst .more { margin: 0.75rem 0 0; }
.oogst .more a, .oogst .pager a, .oogst .filters a { display: inline-block; padding: 0.2rem 0; }

.oogst ol.themes { list-style: none; margin: 1.25rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.oogst ol.themes > li { display: grid; grid-template-columns: minmax(0, 1fr) 15rem 12rem; gap: 0.25rem 2rem;
  padding: 1.1rem 0; margin: 0; border-bottom: 1px solid var(--line); align-items: start; }
.oogst ol.themes h3 a { text-decoration: none; } .oogst ol.themes h3 a:hover { text-decoration: underline; }
.oogst ol.themes .muted { margin: 0; }
.oogst details { margin-top: 0.75rem; }
.oogst ol.themes details { grid-column: 1 / -1; margin: 0; }
.oogst .figure { font-variant-numeric: tabular-nums; margin: 0; }
.oogst .figure strong { font-weight: 650; }
.oogst .meter { display: block; height: 0.5rem; background: var(--wash); border: 1px solid var(--line);
  margin: 0.4rem 0 0; }
.oogst .meter span { display: block; height: 100%; background: var(--accent); }
.oogst .meter.pale span { background: var(--muted); }
.oogst td .meter { min-width: 7rem; }
.oogst summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; width: fit-content; }
.oogst summary:hover { text-decoration: underline; }
.oogst ul.plain { list-style: none; padding: 0; margin: 0.25rem 0 0.5rem; }
.oogst ul.plain li { margin: 0; padding: 0.35rem 0; }
.oogst ul.subthemes li { display: flex; flex-wrap: wrap; gap: 0 1rem; justify-content: space-between;
  border-bottom: 1px solid var(--line); }
.oogst .columns ul.subthemes li { flex-direction: column; }
.oogst ul.subthemes li:last-child { border-bottom: 0; }
.oogst ul.subthemes .muted { font-variant-numeric: tabular-nums; }

.oogst .columns { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 0 4rem;
  align-items: start; }
.oogst .columns h2:first-child { margin-top: 1.5rem; }
.oogst dl.facts { display: flex; flex-wrap: wrap; gap: 1rem 2.75rem; margin: 1.5rem 0 0; padding: 1rem 0;
  border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
.oogst dl.facts div { display: flex; flex-direction: column-reverse; justify-content: flex-end;
  max-width: 17rem; }
.oogst dl.facts dt { font-weight: 400; font-size: 0.9375rem; color: var(--muted); line-height: 1.3; }
.oogst dl.facts dd { margin: 0; font-size: 1.625rem; font-weight: 650; line-height: 1.25;
  font-variant-numeric: tabular-nums; }
.oogst dl.facts dd small { font-size: 1rem; font-weight: 400; color: var(--muted); }

.oogst ol.quotes { list-style: none; margin: 0; padding: 0; }
.oogst h2 + ol.quotes > li:first-child { padding-top: 0; }
.oogst h2.item { margin: 0; font-size: 1.125rem; }
.oogst ol.quotes > li { margin: 0; padding: 1rem 0 1.1rem; border-bottom: 1px solid var(--line); }
.oogst blockquote { margin: 0 0 0.4rem; padding: 0 0 0 1.1rem; border-left: 3px solid var(--accent);
  color: var(--ink);
  font-family: "Source Serif", Georgia, serif; font-size: 1.125rem; line-height: 1.5; white-space: pre-wrap;
  overflow-wrap: anywhere; max-width: 42rem; opacity: 1; }
.oogst .said { font-family: "Source Serif", Georgia, serif; white-space: pre-wrap; overflow-wrap: anywhere;
  max-width: 44rem; margin: 0 0 0.4rem; }
.oogst .byline { color: var(--muted); font-size: 0.9375rem; margin: 0; padding-left: calc(1.1rem + 3px);
  display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; max-width: none; }
.oogst .byline.flush { padding-left: 0; }
.oogst .byline a { padding: 0.15rem 0; }

.oogst .whole { font-family: "Source Serif", Georgia, serif; font-size: 1.1875rem; line-height: 1.6;
  white-space: pre-wrap; overflow-wrap: anywhere; background: var(--wash); padding: 1.25rem 1.5rem; margin: 0;
  max-width: 46rem; border-left: 3px solid var(--accent); }
.oogst mark { background: var(--mark); color: var(--ink); padding: 0.1em 0;
  border-bottom: 2px solid var(--mark-edge);
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.oogst .near { max-height: 32rem; overflow-y: auto; }
.oogst .narrow { max-width: 30rem; }
.oogst table { border-collapse: collapse; width: 100%; margin: 0 0 0.75rem;
  font-variant-numeric: tabular-nums; }
.oogst caption { text-align: left; color: var(--muted); font-size: 0.9375rem; padding: 0 0 0.4rem; }
.oogst th, .oogst td { text-align: left; padding: 0.4rem 0.75rem 0.4rem 0; border: 0;
  border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
.oogst thead th { font-size: 0.875rem; font-weight: 650; border-bottom: 2px solid var(--edge); }
.oogst th:last-child, .oogst td:last-child { padding-right: 0; }
.oogst .right { text-align: right; }
.oogst th[scope="row"] { overflow-wrap: break-word; hyphens: auto; }
.oogst .scroll { overflow-x: auto; }
.oogst dl.where { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.25rem;
  margin: 0; padding: 0; }
.oogst dl.where dt { color: var(--muted); font-weight: 400; } .oogst dl.where dd { margin: 0;
  overflow-wrap: anywhere; }
.oogst .filters { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; list-style: none; padding: 0;
  margin: 0 0 1rem; }
.oogst .filters li { margin: 0; }
.oogst .choice { display: grid; grid-template-columns: 9rem minmax(0, 1fr); gap: 0 1rem; }
.oogst .choice .muted { margin: 0; padding: 0.2rem 0; }
.oogst .choice .filters { margin: 0 0 0.5rem; }
.oogst .sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 3rem; }
.oogst h4 { font-size: 1rem; font-weight: 650; margin: 0.5rem 0 0.25rem; }
.oogst .filters a[aria-current] { color: var(--ink); font-weight: 650; text-decoration: none;
  box-shadow: inset 0 -3px 0 var(--accent); }
.oogst .picked-so-far { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; }
.oogst .pager { display: flex; gap: 1.5rem; align-items: baseline; margin: 1.25rem 0; }

.oogst form { margin: 0 0 1.5rem; }
.oogst fieldset { border: 0; margin: 0 0 1.25rem; padding: 0; min-width: 0; }
.oogst legend { font-weight: 650; padding: 0; margin: 0 0 0.4rem; }
.oogst label { display: inline-block; padding: 0.2rem 0; }
.oogst input[type="search"], .oogst input[type="text"], .oogst input[type="date"], .oogst select,
.oogst textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--edge);
  border-radius: 0; min-height: 2.75rem; padding: 0.4rem 0.6rem; max-width: 100%; }
.oogst input[type="checkbox"], .oogst input[type="radio"] { width: 1.5rem; height: 1.5rem; flex: none;
  margin: 0; accent-color: var(--accent); }
.oogst button, .oogst .button, .stButton button, .stDownloadButton button, .stFormSubmitButton button {
  font: inherit; font-weight: 650; color: var(--accent); background: var(--paper);
  border: 2px solid var(--accent); border-radius: 2px; min-height: 2.75rem; padding: 0.4rem 1.1rem;
  cursor: pointer; }
.oogst button:hover, .oogst .button:hover, .stButton button:hover, .stDownloadButton button:hover,
.stFormSubmitButton button:hover { color: var(--accent-dark); border-color: var(--accent-dark);
  background: var(--wash); }
.stElementContainer > .stButton { width: fit-content; max-width: 100%; }
.stDownloadButton button { font-weight: 400; border-width: 1px; }
.stButton button p, .stDownloadButton button p, .stFormSubmitButton button p { font-size: 1rem; }
.oogst button.main, .stButton button[kind="primary"], .stDownloadButton button[kind="primary"],
.stFormSubmitButton button[kind="primaryFormSubmit"] { color: var(--paper); background: var(--accent); }
.oogst button.main:hover, .stButton button[kind="primary"]:hover,
.stDownloadButton button[kind="primary"]:hover, .stFormSubmitButton button[kind="primaryFormSubmit"]:hover {
  color: var(--paper); background: var(--accent-dark); }
.oogst :is(input, select, textarea, button):focus-visible, .stApp :is(.stButton, .stDownloadButton,
  .stFormSubmitButton) button:focus-visible { outline: 3px solid var(--focus-ink); outline-offset: 0;
  box-shadow: 0 0 0 6px var(--focus); }
.oogst .choices { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line);
  max-width: 46rem; }
.oogst .choices > li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 1.5rem; margin: 0;
  padding: 0.3rem 0; border-bottom: 1px solid var(--line); align-items: start; }
.oogst .choices > li > .muted { padding: 0.25rem 0; font-variant-numeric: tabular-nums; }
.oogst .choices details { grid-column: 1 / -1; margin: 0 0 0.75rem 1.9rem; }
.oogst .box { display: flex; gap: 0.5rem; align-items: flex-start; padding: 0.2rem 0; cursor: pointer; }
.oogst .picks .box { padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
.oogst .picks q { font-family: "Source Serif", Georgia, serif; }
.oogst .picks .muted { display: block; }
.oogst .group { padding-top: 0.75rem; padding-bottom: 0.5rem; }
.oogst .sheet { --sheet-pad: clamp(1rem, 4vw, 3rem); border: 1px solid var(--edge); background: var(--paper);
  padding: var(--sheet-pad); max-width: 56rem; color: var(--ink); }
.oogst .sheet .title { font-size: 1.75rem; font-weight: 700; line-height: 1.2; margin: 0 0 0.25rem; }
.oogst .sheet .internal { font-weight: 750; letter-spacing: 0.08em; color: var(--negative);
  border: 2px solid var(--negative); padding: 0.1rem 0.6rem; width: fit-content; }
.oogst .sheet > details { border-top: 1px solid var(--line); margin: 0; padding: 0.35rem 0; }
.oogst .sheet > details[open] { padding-bottom: 1.5rem; }
.oogst .sheet summary h3 { display: inline; }
.oogst .sheet h4 { margin: 1.5rem 0 0.5rem; } .oogst .sheet h5 { margin: 1.25rem 0 0.5rem; padding: 0;
  font-size: 1rem; }
.oogst .sheet ul { padding-left: 1.25rem; margin: 0 0 0.75rem; }
.oogst .passage { margin: 0 0 1.1rem; }
.oogst figure { margin: 0 0 1.25rem; } .oogst figcaption { color: var(--muted); font-size: 0.9375rem;
  margin: 0 0 0.5rem; }
.oogst figure img { display: block; width: 100%; min-width: 32rem; height: auto; }

@media (max-width: 60rem) {
  .oogst .columns { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 44rem) {
  .oogst .choice, .oogst .sides { grid-template-columns: minmax(0, 1fr); }
  .oogst .wide, .stElementContainer:not(:has(.stHtml)), .stMainBlockContainer .stHorizontalBlock {
    padding-left: 1rem; padding-right: 1rem; }
  .oogst .bar { margin-bottom: 1.25rem; }
  .oogst .bar .top { padding-top: 0.5rem; padding-bottom: 0.5rem; align-items: center; }
  .oogst .bar .links, .oogst .bar .run, .oogst .bar .end .wider { display: none; }
  .oogst .bar .menu { display: block; margin: 0; }
  .oogst .menu summary { padding: 0.45rem 0.9rem; border: 1px solid var(--edge); color: var(--ink); }
  .oogst .menu nav { position: absolute; left: 0; right: 0; top: 100%; z-index: 8; background: var(--paper);
    border-top: 1px solid var(--line); border-bottom: 3px solid var(--accent); }
  .oogst .bar .menu ul { display: block; padding: 0 1rem; }
  .oogst .bar .menu li + li { border-top: 1px solid var(--line); }
  .oogst .bar .menu li a { padding: 0.7rem 0; }
  .oogst .bar .menu a[aria-current] { box-shadow: none; }
  .oogst ol.themes > li { grid-template-columns: minmax(0, 1fr) auto; gap: 0.35rem 1rem; }
  .oogst ol.themes .label { grid-column: 1 / -1; }
  .oogst dl.facts { gap: 1rem 1.75rem; }
  .oogst .whole { padding: 1rem; }
  .oogst table { font-size: 1rem; }
}
@media print {
  .stApp, .stAppViewContainer, .stAppViewContainer > div, .stMain { position: static !important;
    display: block !important; height: auto !important; overflow: visible !important; }
  .oogst .bar .links, .oogst .bar .end, .oogst .menu, .oogst .skip, .oogst .filters, .oogst .choice,
  .oogst .pager, .oogst .crumbs, .oogst form, .stButton, .stDownloadButton { display: none; }
  .oogst { font-size: 10.5pt; } .oogst .wide { max-width: none; padding: 0; }
  .oogst a { color: inherit; text-decoration: none; }
  .oogst h1, .oogst h2, .oogst h3, .oogst caption { break-after: avoid; }
  .oogst ol.quotes > li, .oogst ol.themes > li, .oogst tr { break-inside: avoid; }
  .oogst .scroll, .oogst .near { overflow: visible; max-height: none; }
  .oogst .meter, .oogst mark, .oogst .note, .oogst .whole { print-color-adjust: exact; }
  .oogst details::details-content { content-visibility: visible; block-size: auto; }
}
@media (forced-colors: active) {
  .oogst .meter span { background: CanvasText; forced-color-adjust: none; }
  .oogst .bar a[aria-current], .oogst .filters a[aria-current] { border-bottom: 3px solid CanvasText; }
}
@media (prefers-reduced-motion: reduce) { .oogst * { transition: none; } }
"""


def style_sheet() -> str:
    """Give the style sheet of every page, as one style element."""
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {properties(DARK)} }} }}"
    return f"<style>:root, .oogst .sheet {{ {properties(TOKENS)} }} {dark}{_RULES}{PAGE_RULES}</style>"
