"""The look of the forms that Streamlit draws, made to match the pages; every colour is a token."""

from __future__ import annotations

from typing import Final

_RULES: Final = """
.stApp [data-testid="stLayoutWrapper"]:has(> .stForm) { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem;
  width: 100%; }
.stApp .stForm { border: 0; padding: 0; margin: 0 0 0.5rem; }
.stApp .stForm > .stVerticalBlock { gap: 1rem; align-items: stretch; }
.stApp .stForm:has(.stCheckbox) > .stVerticalBlock { gap: 0.35rem; }
.stApp .stForm .stHorizontalBlock { gap: 0.6rem; flex-wrap: wrap; margin: 0.35rem 0 0; padding: 0;
  max-width: none; }
.stApp .stForm .stElementContainer { padding: 0; margin: 0; max-width: 46rem; }
.stApp .stForm :is(.stTextInput, .stTextArea, .stSelectbox) { max-width: 34rem; }
.stApp .stForm:has(.stCheckbox) :is(.stTextInput, .stSelectbox) { margin: 0.65rem 0; }
.stApp [data-testid="InputInstructions"] { display: none; }
.stApp [data-testid="stWidgetLabel"] p, .stApp .stCheckbox label p { font-size: 1.0625rem; font-weight: 650;
  color: var(--ink); line-height: 1.4; }
.stApp .stForm :is([data-testid="stTextInputRootElement"], [data-testid="stTextAreaRootElement"],
  .react-aria-ComboBox > [role="group"]) { background: var(--paper); border: 1px solid var(--edge);
  border-radius: 2px; min-height: 2.75rem; }
.stApp .stForm :is([data-testid="stTextInputRootElement"], [data-testid="stTextAreaRootElement"],
  .react-aria-ComboBox > [role="group"]):focus-within { outline: 3px solid var(--focus-ink);
  box-shadow: 0 0 0 6px var(--focus); }
.stApp .stForm :is(input, textarea) { color: var(--ink); background: transparent; font-size: 1.0625rem;
  caret-color: var(--ink); }
.stApp .stForm :is(input, textarea)::placeholder { color: var(--muted); opacity: 1; }
.stApp .stForm .react-aria-ComboBox button { color: var(--ink); }
.react-aria-Popover, [role="listbox"], [role="option"] { background: var(--paper); color: var(--ink); }
[role="option"]:is([data-focused], [data-hovered], [aria-selected="true"]) { background: var(--tint);
  color: var(--ink); }
.stApp .stCheckbox label { min-height: 2rem; align-items: center; gap: 0.6rem; }
.stApp .stCheckbox label > div:first-of-type { border: 2px solid var(--edge); background-color: var(--paper);
  width: 1.4rem; height: 1.4rem; border-radius: 2px; margin: 0; flex: none; }
.stApp .stCheckbox label:has(input:checked) > div:first-of-type { background-color: var(--accent);
  border-color: var(--accent); }
.stApp .stCheckbox label:has(input:focus-visible) { outline: 3px solid var(--focus-ink);
  box-shadow: 0 0 0 6px var(--focus); }
.stApp .stFormSubmitButton button { font: inherit; color: var(--accent); background: var(--paper);
  border: 2px solid var(--accent); border-radius: 2px; min-height: 2.75rem; padding: 0.4rem 1.1rem; }
.stApp .stFormSubmitButton button:hover { color: var(--accent-dark); border-color: var(--accent-dark);
  background: var(--wash); }
.stApp .stFormSubmitButton button[kind="primaryFormSubmit"] { color: var(--paper);
  background: var(--accent); }
.stApp .stFormSubmitButton button[kind="primaryFormSubmit"]:hover { color: var(--paper);
  background: var(--accent-dark); }
.stApp .stFormSubmitButton button:focus-visible { outline: 3px solid var(--focus-ink); outline-offset: 0;
  box-shadow: 0 0 0 6px var(--focus); }
.stApp .stFormSubmitButton button p { font-size: 1.0625rem; font-weight: 650; }
.oogst .picked { margin: 0 0 1.1rem 2rem; }
.oogst ul.marks { display: flex; flex-wrap: wrap; gap: 0.25rem 0.5rem; list-style: none; padding: 0;
  margin: 0.35rem 0 0.5rem calc(1.1rem + 3px); }
.oogst ul.marks li { margin: 0; padding: 0 0.5rem; border: 1px solid var(--edge); font-size: 0.875rem; }
.oogst ul.marks li.yes { border-color: var(--positive); color: var(--positive); }
.oogst ul.marks li.no { border-color: var(--negative); color: var(--negative); }
.oogst .told { border-left: 4px solid var(--positive); background: var(--wash); padding: 0.6rem 1rem;
  margin: 0.5rem 0 0.75rem; max-width: 46rem; overflow-wrap: anywhere; }
.oogst .told.refused { border-left-color: var(--negative); background: var(--warning-wash); }
.oogst .told p:last-child { margin-bottom: 0; }
.oogst .told ul { margin: 0 0 0.75rem; padding-left: 1.2rem; }
.oogst ol.chronicle { list-style: none; margin: 0; padding: 0; max-width: 46rem; }
.oogst ol.chronicle > li { margin: 0; padding: 0.8rem 0; border-bottom: 1px solid var(--line); }
.oogst ol.chronicle > li:first-child { padding-top: 0; }
.oogst ol.chronicle p { margin: 0; overflow-wrap: anywhere; }
.oogst ol.chronicle .gone { text-decoration: line-through; text-decoration-color: var(--muted); }
.stApp .stForm [data-testid="stNumberInputContainer"] { background: var(--paper); border-radius: 2px;
  border: 1px solid var(--edge); }
.stApp .stForm [data-testid="stNumberInputContainer"] button { color: var(--ink); background: var(--wash); }
.stApp .stForm:has(h3) .stCheckbox label p { font-weight: 400; }
.stApp .stForm .oogst h3 { margin: 0.6rem 0 0; font-size: 1.0625rem; }
.stApp .stForm [role="radiogroup"] { gap: 0.25rem; flex-direction: column; }
.stApp .stForm [role="radiogroup"] label p { color: var(--ink); font-size: 1.0625rem; }
.stApp [data-testid="stRadioOption"] div:has(+ [data-testid="stMarkdownContainer"]) { border: 2px solid
  var(--edge); background: var(--paper); }
.stApp [data-testid="stRadioOption"][data-selected="true"] div:has(+ [data-testid="stMarkdownContainer"]) {
  border-color: var(--accent); background: var(--accent); }
.stApp .stForm .stNumberInput { max-width: 12rem; }
.oogst .progress { max-width: 46rem; margin: 0 0 1rem; }
.oogst dl.codes dt { font-weight: 650; margin: 0.6rem 0 0; } .oogst dl.codes dd { margin: 0; }
.oogst ol.passages { gap: 0.25rem; padding: 0; }
.oogst ol.passages a { display: inline-block; min-width: 2.75rem; padding: 0.2rem 0.4rem; }
@media (max-width: 44rem) {
  .stApp [data-testid="stLayoutWrapper"]:has(> .stForm) { padding: 0 1rem; }
  .oogst .picked { margin-left: 0; }
}
"""


def form_style() -> str:
    """Give the style of forms, as one style element."""
    return f"<style>{_RULES}</style>"
