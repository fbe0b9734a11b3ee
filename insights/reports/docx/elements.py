"""Elements of WordprocessingML that python-docx has no words for."""

from __future__ import annotations

from typing import Any


def element(name: str, /, *inside: Any, **attributes: str) -> Any:
    """Make an element with attributes and with what is inside it, all of the namespace ``w``."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    made.extend(inside)
    return made


def field(paragraph: Any, code: str, result: str) -> None:
    """Add a field that Word fills in, with what stands there until then."""
    run = paragraph.add_run(result)
    paragraph._p.append(element("fldSimple", run._r, instr=code))


def field_mark(paragraph: Any, kind: str) -> None:
    """Add the begin, the separation or the end of a field that goes on over paragraphs."""
    paragraph.add_run()._r.append(element("fldChar", fldCharType=kind))


def field_code(paragraph: Any, code: str) -> None:
    """Add what a field over paragraphs is to be filled with."""
    from docx.oxml.ns import qn

    told = element("instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = code
    paragraph.add_run()._r.append(told)
