"""The report as one HTML file that needs nothing else: no network, and no script to be read.

A policy in the file itself forbids every request and every script and style but its own, by their hashes. The
script only adds a search field; without it the whole report is there.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Final

from markupsafe import Markup

from insights.explorer.tokens import TOKENS
from insights.reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Passage,
    Picture,
    Points,
    Table,
)
from insights.reports.texts import ReportTexts, report_texts

_STYLE: Final = """
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 "Source Sans", "Segoe UI",
  Arial, sans-serif; }
.page { display: grid; grid-template-columns: 17rem minmax(0, 48rem); gap: 0 4rem; max-width: 76rem;
  margin: 0 auto; padding: 2rem 1.5rem 5rem; }
.aside { position: sticky; top: 1rem; align-self: start; max-height: calc(100vh - 2rem); overflow-y: auto;
  padding: 0 0.5rem 0.5rem 0.25rem; font-size: 0.9375rem; }
.aside ol { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.aside li { border-bottom: 1px solid var(--line); }
.aside li a { display: block; padding: 0.4rem 0; text-decoration: none; }
.aside li a:hover { text-decoration: underline; }
.aside .title { font-weight: 650; margin: 0 0 0.5rem; }
.search { margin: 0 0 1.25rem; }
.search label { display: block; font-weight: 650; margin: 0 0 0.25rem; }
.search input { width: 100%; font: inherit; padding: 0.4rem 0.5rem; border: 1px solid var(--edge);
  border-radius: 0; color: var(--ink); background: var(--paper); min-height: 2.5rem; }
.search p { margin: 0.35rem 0 0; min-height: 1.5em; color: var(--muted); }
h1, h2, h3, h4 { line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.75rem, 1.3rem + 1.9vw, 2.5rem); margin: 0 0 0.5rem; }
h2 { font-size: 1.5rem; margin: 3.25rem 0 0.75rem; padding-top: 1.25rem;
  border-top: 3px solid var(--accent); }
h3 { font-size: 1.1875rem; margin: 2rem 0 0.6rem; } h4 { font-size: 1.0625rem; margin: 1.5rem 0 0.5rem; }
p { margin: 0 0 0.75rem; max-width: 44rem; } ul { padding-left: 1.25rem; } li { margin: 0 0 0.3rem; }
.lead { font-size: 1.1875rem; line-height: 1.5; } .muted { color: var(--muted); font-size: 0.9375rem; }
.note { background: var(--warning-wash); border-left: 4px solid var(--mark-edge); padding: 0.6rem 1rem; }
.mark { font-weight: 750; letter-spacing: 0.08em; color: var(--negative); border: 2px solid var(--negative);
  padding: 0.1rem 0.6rem; width: fit-content; }
a { color: var(--accent); text-underline-offset: 0.18em; } a:hover { color: var(--accent-dark); }
input:focus-visible { outline: 3px solid var(--focus-ink); box-shadow: 0 0 0 6px var(--focus); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--focus-ink);
  background: var(--focus); color: var(--focus-ink); box-shadow: 0 0 0 6px var(--focus); }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 0.5rem; z-index: 9; }
figure { margin: 0 0 1.75rem; } figure.quote { margin: 0 0 1.25rem; }
figure svg { display: block; width: 100%; min-width: 34rem; height: auto; overflow: visible; }
figcaption { color: var(--muted); font-size: 0.9375rem; } figure.picture figcaption { margin: 0 0 0.75rem; }
blockquote { margin: 0 0 0.35rem; padding: 0 0 0 1.1rem; border-left: 3px solid var(--accent);
  font: 1.125rem/1.5 "Source Serif", Georgia, serif; white-space: pre-wrap; overflow-wrap: anywhere; }
figure.quote figcaption { padding-left: calc(1.1rem + 3px); overflow-wrap: anywhere; }
figure.quote figcaption a { display: inline-block; padding: 0.1rem 0; }
figure.quote:target blockquote { background: var(--mark); border-left-color: var(--mark-edge); }
.said { display: block; }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); font-size: 0.9375rem; padding: 0 0 0.4rem; }
th, td { text-align: left; vertical-align: top; font-weight: 400; padding: 0.4rem 1rem 0.4rem 0;
  border-bottom: 1px solid var(--line); }
thead th.right { white-space: normal; }
thead th { font-size: 0.875rem; font-weight: 650; border-bottom: 2px solid var(--edge); }
th:last-child, td:last-child { padding-right: 0; } .right { text-align: right; white-space: nowrap; }
[hidden] { display: none !important; }
@media (max-width: 60rem) { .page { grid-template-columns: minmax(0, 1fr); padding-top: 1.25rem; }
  .aside { position: static; max-height: none; order: 2; padding: 1.5rem 0 0; }
  .search { order: 1; } main { order: 1; } }
@media (max-width: 44rem) { .page { padding-left: 1rem; padding-right: 1rem; } }
@media print { .aside, .skip { display: none; } .page { display: block; max-width: none; padding: 0; }
  body { font-size: 10.5pt; } h2 { break-after: avoid; margin-top: 1.5rem; }
  h3, h4, caption { break-after: avoid; }
  figure, tr { break-inside: avoid; } .scroll { overflow: visible; }
  figure svg { min-width: 0; } a { color: inherit; text-decoration: none; }
  .mark { position: fixed; top: 0; right: 0; background: var(--paper); } }
"""

_SCRIPT: Final = """
(() => {
  const words = JSON.parse(document.getElementById('words').textContent);
  const quotes = [...document.querySelectorAll('figure.quote')];
  const main = document.querySelector('main');
  const plain = text => text.toLowerCase().normalize('NFD').replace(/[\\u0300-\\u036f]/g, '');
  const texts = quotes.map(quote => plain(quote.textContent));
  const box = document.createElement('div');
  box.className = 'search';
  box.setAttribute('role', 'search');
  const label = document.createElement('label');
  label.htmlFor = 'find';
  label.textContent = words.search;
  const field = document.createElement('input');
  field.type = 'search';
  field.id = 'find';
  field.autocomplete = 'off';
  const told = document.createElement('p');
  told.setAttribute('role', 'status');
  box.append(label, field, told);
  document.querySelector('.aside').prepend(box);
  field.addEventListener('input', () => {
    const wanted = plain(field.value.trim());
    const found = new Set();
    for (const part of main.querySelectorAll(':scope > *')) {
      if (!part.matches('figure.quote, h1, h2, h3, h4')) part.hidden = Boolean(wanted);
    }
    quotes.forEach((quote, index) => {
      quote.hidden = Boolean(wanted) && !texts[index].includes(wanted);
      if (!quote.hidden) found.add(quote.querySelector('a').textContent);
    });
    const last = {};
    for (const part of main.children) {
      const level = /^H[2-4]$/.test(part.tagName) ? Number(part.tagName[1]) : 0;
      if (level) {
        part.hidden = Boolean(wanted);
        for (let deeper = level; deeper <= 4; deeper += 1) delete last[deeper];
        last[level] = part;
      } else if (part.matches('figure.quote') && !part.hidden) {
        for (const heading of Object.values(last)) heading.hidden = false;
      }
    }
    told.textContent = !wanted ? '' : found.size ? words.found.replace('{number}', found.size) : words.none;
  });
})();
"""


def render(document: Document) -> str:
    """Write a document as one HTML file."""
    texts = report_texts(document.language)
    tokens = " ".join(f"--{name}: {value};" for name, value in TOKENS.items())
    style = f":root {{ {tokens} }}{_STYLE}"
    words = json.dumps(
        {"search": texts.search, "found": texts.search_found, "none": texts.search_none}, ensure_ascii=True
    ).replace("<", "\\u003c")
    policy = (
        f"default-src 'none'; style-src '{_hashed(style)}'; script-src '{_hashed(_SCRIPT)}'; "
        "base-uri 'none'; form-action 'none'"
    )
    mark = _fill('<p class="mark">{mark}</p>', mark=document.mark) if document.mark else Markup("")
    title = f"{document.mark}: {document.title}" if document.mark else document.title
    page = _fill(
        "<!DOCTYPE html>\n"
        '<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        "<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        '<a class="skip" href="#report">{title}</a>\n<div class="page">\n'
        '<div class="aside">\n{navigation}</div>\n'
        '<main id="report" tabindex="-1">\n{mark}<h1>{heading}</h1>\n<p class="muted">{subtitle}</p>\n'
        "{blocks}</main>\n</div>\n"
        '<script type="application/json" id="words">{words}</script>\n<script>{script}</script>\n'
        "</body>\n</html>\n",
        language=document.language,
        policy=policy,
        title=title,
        style=Markup(style),
        navigation=_navigation(document),
        mark=mark,
        heading=document.title,
        subtitle=document.subtitle,
        blocks=Markup("").join(_block(block, texts, document) for block in document.blocks),
        words=Markup(words),
        script=Markup(_SCRIPT),
    )
    return str(page)


def _navigation(document: Document) -> Markup:
    items = Markup("").join(
        _fill(
            '<li><a href="#{anchor}">{text}</a></li>',
            anchor=heading.anchor,
            text=_own(heading.text, document),
        )
        for heading in document.headings
        if heading.level == 2
    )
    return _fill(
        '<nav aria-labelledby="contents"><p class="title" id="contents">{title}</p><ol>{items}</ol></nav>\n',
        title=document.contents,
        items=items,
    )


def _block(block: Block, texts: ReportTexts, document: Document) -> Markup:
    if isinstance(block, Heading):
        return _fill(
            '<h{level} id="{anchor}">{text}</h{level}>\n',
            level=block.level,
            anchor=block.anchor,
            text=_own(block.text, document),
        )
    if isinstance(block, Paragraph):
        tone = Markup("") if block.tone == "plain" else _fill(' class="{tone}"', tone=block.tone)
        return _fill("<p{tone}>{text}</p>\n", tone=tone, text=block.text)
    if isinstance(block, Points):
        items = Markup("").join(_fill("<li>{item}</li>", item=_own(item, document)) for item in block.items)
        return _fill("<ul>{items}</ul>\n", items=items)
    if isinstance(block, Table):
        return _table(block, document)
    if isinstance(block, Picture):
        return _fill(
            '<figure class="picture"><figcaption>{caption}</figcaption><div class="scroll" tabindex="0" '
            'role="region" aria-label="{caption}">{svg}</div></figure>\n',
            caption=block.caption,
            svg=Markup(block.drawing.svg(label=block.alt)),
        )
    return _passage(block, texts, document.language)


def _table(table: Table, document: Document) -> Markup:
    def cells(row: tuple[str, ...]) -> Markup:
        return Markup("").join(
            _fill('<th scope="row">{cell}</th>', cell=_own(cell, document))
            if index == 0
            else _fill("<td{side}>{cell}</td>", side=_side(index, table.right), cell=cell)
            for index, cell in enumerate(row)
        )

    head = Markup("").join(
        _fill('<th scope="col"{side}>{cell}</th>', side=_side(index, table.right), cell=cell)
        for index, cell in enumerate(table.head)
    )
    return _fill(
        '<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>'
        "<caption>{caption}</caption>"
        "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>\n",
        caption=table.caption,
        head=head,
        body=Markup("").join(_fill("<tr>{cells}</tr>", cells=cells(row)) for row in table.rows),
    )


def _side(index: int, right: int) -> Markup:
    return Markup(' class="right"') if index >= right else Markup("")


def _passage(passage: Passage, texts: ReportTexts, language: str) -> Markup:
    other = (
        _fill(' lang="{language}"', language=passage.language)
        if passage.language and passage.language != language
        else Markup("")
    )
    link = _fill(
        '<a href="#{anchor}" aria-label="{name}">{quote}</a>',
        anchor=passage.anchor,
        name=texts.to_quote.format(quote=passage.quote_id),
        quote=passage.quote_id,
    )
    notes = _fill('<span class="said">{notes}</span>', notes=" ".join(passage.notes)) if passage.notes else ""
    return _fill(
        '<figure class="quote" id="{anchor}"><blockquote{other}>{text}</blockquote>'
        "<figcaption>{origin}{link}{notes}</figcaption></figure>\n",
        anchor=passage.anchor,
        other=other,
        text=passage.text,
        origin="".join(f"{part}, " for part in passage.origin),
        link=link,
        notes=notes,
    )


def _own(text: str, document: Document) -> Markup:
    """Mark a name of the run with its language, where that is not the language of the page."""
    language = document.language_of(text)
    if not language:
        return Markup.escape(text)
    return _fill('<span lang="{language}">{text}</span>', language=language, text=text)


def _fill(template: str, **values: object) -> Markup:
    return Markup(template).format(**values)


def _hashed(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
