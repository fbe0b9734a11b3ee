"""The scripts of the explorer: fixed texts, in which nothing of a run ever stands.

They do what HTML cannot: copy, save and print what is on the page already, move about on the map, and find
the way back to a link after signing in.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

TOOLS: Final = """<script>(() => {
  if (window.oogstTools) return;
  window.oogstTools = true;
  document.addEventListener('click', event => {
    const button = event.target.closest('.oogst [data-do]');
    if (!button) return;
    const text = button.dataset.text || '';
    if (button.dataset.do === 'print') window.print();
    if (button.dataset.do === 'copy') navigator.clipboard.writeText(text).then(() => {
      const told = document.querySelector('.oogst [data-told]');
      if (told) told.textContent = button.dataset.done;
    });
    if (button.dataset.do === 'save') {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['\\ufeff', text, '\\n'], {type: 'text/csv;charset=utf-8'}));
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  });
})()</script>"""
"""Buttons that copy, save or print: what they act on is in their own attributes."""

MAP: Final = """<script>(() => {
  if (window.oogstMap) return;
  window.oogstMap = true;
  const most = 24;
  const state = map => {
    if (!map.place) {
      const [z, x, y] = map.dataset.start.split(' ').map(Number);
      map.place = {z, x, y};
    }
    return map.place;
  };
  const draw = map => {
    const place = state(map);
    const limit = 1 - 1 / place.z;
    place.x = Math.max(-limit, Math.min(limit, place.x));
    place.y = Math.max(-limit, Math.min(limit, place.y));
    map.style.setProperty('--z', place.z);
    map.style.setProperty('--x', place.x);
    map.style.setProperty('--y', place.y);
    map.classList.toggle('closer', place.z > 1.75);
    hide(map);
  };
  const zoom = (map, factor, u = 0, v = 0) => {
    const place = state(map);
    const z = Math.max(1, Math.min(most, place.z * factor));
    place.x += u * (1 / place.z - 1 / z);
    place.y += v * (1 / place.z - 1 / z);
    place.z = z;
    draw(map);
  };
  const at = (map, event) => {
    const box = map.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
      .map(part => part * 2 - 1);
  };
  const shown = map => map.querySelector('.said-here');
  const hide = map => { shown(map).hidden = true; };
  const tell = (map, point) => {
    const tip = shown(map);
    const theme = map.querySelector(`[data-theme="${point.dataset.of}"]`);
    tip.querySelector('.which').textContent = theme ? theme.dataset.name : '';
    tip.querySelector('.words').textContent = point.dataset.said;
    tip.hidden = false;
    const box = map.getBoundingClientRect(), own = point.getBoundingClientRect();
    const width = tip.offsetWidth, height = tip.offsetHeight;
    const middle = own.left - box.left + own.width / 2 - width / 2;
    const left = Math.max(4, Math.min(box.width - width - 4, middle));
    const above = own.top - box.top - height - 8;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : own.bottom - box.top + 8}px`;
  };
  document.addEventListener('click', event => {
    const button = event.target.closest('.oogst [data-zoom]');
    if (!button) return;
    const map = document.querySelector('.oogst .map');
    if (button.dataset.zoom === 'all') { map.place = {z: 1, x: 0, y: 0}; draw(map); }
    else zoom(map, Number(button.dataset.zoom));
  });
  document.addEventListener('wheel', event => {
    const map = event.target.closest('.oogst .map');
    if (!map || !(event.ctrlKey || map.matches(':focus-within, :focus'))) return;
    event.preventDefault();
    const [u, v] = at(map, event);
    zoom(map, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002)), u, v);
  }, {passive: false});
  document.addEventListener('keydown', event => {
    const map = event.target.closest('.oogst .map');
    if (!map || event.altKey || event.ctrlKey || event.metaKey) return;
    const place = state(map), step = 0.3 / place.z;
    const ways = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    if (ways[event.key]) {
      place.x += ways[event.key][0] * step; place.y += ways[event.key][1] * step; draw(map);
    } else if (event.key === '+' || event.key === '=') zoom(map, 1.5);
    else if (event.key === '-') zoom(map, 1 / 1.5);
    else if (event.key === '0') { map.place = {z: 1, x: 0, y: 0}; draw(map); }
    else return;
    event.preventDefault();
  });
  const down = new Map();
  let moved = false;
  document.addEventListener('dragstart', event => {
    if (event.target.closest('.oogst .map')) event.preventDefault();
  });
  document.addEventListener('pointerdown', event => {
    const map = event.target.closest('.oogst .map');
    if (!map) return;
    down.set(event.pointerId, [event.clientX, event.clientY]);
    moved = false;
  });
  document.addEventListener('pointermove', event => {
    const map = document.querySelector('.oogst .map');
    if (!map) return;
    const before = down.get(event.pointerId);
    if (before) {
      const place = state(map), box = map.getBoundingClientRect();
      const dx = event.clientX - before[0], dy = event.clientY - before[1];
      if (!moved && Math.hypot(dx, dy) < 4) return;
      moved = true;
      if (down.size === 2) {
        const [other] = [...down].filter(([id]) => id !== event.pointerId).map(([, spot]) => spot);
        const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
        const is = Math.hypot(event.clientX - other[0], event.clientY - other[1]);
        const half = {clientX: (event.clientX + other[0]) / 2, clientY: (event.clientY + other[1]) / 2};
        const [u, v] = at(map, half);
        if (was > 0) zoom(map, is / was, u, v);
      } else if (place.z > 1) {
        place.x -= dx * 2 / box.width / place.z; place.y -= dy * 2 / box.height / place.z; draw(map);
      }
      down.set(event.pointerId, [event.clientX, event.clientY]);
      return;
    }
    if (!event.target.closest('.oogst .map')) return hide(map);
    if (event.pointerType === 'touch') return;
    const point = event.target.closest('[data-said]');
    if (point) tell(map, point); else hide(map);
  });
  for (const kind of ['pointerup', 'pointercancel'])
    document.addEventListener(kind, event => down.delete(event.pointerId));
  document.addEventListener('click', event => {
    if (moved && event.target.closest('.oogst .map')) { event.preventDefault(); moved = false; }
  }, true);
})()</script>"""
"""Zooming, moving and hovering on the map; the quotes are in attributes of its points, and shown as text."""

KEEP_LINK: Final = "<script>sessionStorage.setItem('oogst-link', location.href)</script>"
"""Keeps the address in this tab of the browser, and nowhere else, while somebody signs in elsewhere."""

FOLLOW_LINK: Final = """<script>(() => {
  const link = sessionStorage.getItem('oogst-link');
  if (!link) return;
  sessionStorage.removeItem('oogst-link');
  const to = new URL(link);
  const elsewhere = to.pathname !== location.pathname || to.search;
  if (elsewhere && link !== location.href) location.replace(link);
})()</script>"""
"""Goes to the address that was kept, once."""

TO_LIST: Final = "<script>document.querySelector('.picked-so-far, .stForm')?.scrollIntoView()</script>"
"""Goes to the top of a list of which another page was asked for."""


def add_script(script: str) -> None:
    """Add one of the scripts above to the page."""
    if script not in (TOOLS, MAP, KEEP_LINK, FOLLOW_LINK, TO_LIST):
        raise ValueError("only the scripts of this module are ever run")
    st.html(script, unsafe_allow_javascript=True)
