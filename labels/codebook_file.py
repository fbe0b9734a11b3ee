"""The file of a codebook: written so that comments and order survive, compared, and merged with another."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from corpora.files import write_atomically
from labels.codebook import Borderline, Changed, Code, Codebook, CodebookError, parse_codebook, read_codebook

if TYPE_CHECKING:
    from ruamel.yaml import YAML

Side = Literal["a", "b"]
TEMPLATE: Final = """\
# Codeboek. Elke code heeft een id en een naam; al het andere mag leeg blijven.
# `oogst codebook check` zegt wat er niet klopt, met de regel erbij.
version: 1
language: nl
codes:

  - id: menselijke-maat
    name: {nl: Menselijke maat}
    # voorgesteld, aanvaard, samengevoegd (met merged_into: ID) of vervallen
    status: voorgesteld
    definition: Of mensen als mens worden behandeld, en niet als dossier.
    include: Wanneer een bijdrage deze code krijgt.
    exclude: Wanneer juist niet, en welke code dan wel.
    keywords: [mens, maatwerk, dossier]
    examples:
      typical: ["Een mens is geen dossier."]
      borderline:
        - text: "Ik moest drie keer hetzelfde formulier invullen."
          note: Gaat over regels; kies bureaucratie.
"""


@dataclass(frozen=True)
class Difference:
    """A code, or a part of one, that two codebooks do not share; None where one side has no such code."""

    code: str
    part: str
    a: str | None
    b: str | None

    @property
    def clashes(self) -> bool:
        """Whether both sides say something of it, and not the same."""
        return self.a is not None and self.b is not None


@dataclass(frozen=True)
class Quoted:
    """An example of a code that is a quote of a run, with its line in the file."""

    code: str
    quote: str
    text: str
    line: int


class CodebookFile:
    """A codebook with the file it came from; only what is put anew changes in that.

    Raises :class:`CodebookError` as :func:`labels.codebook.read_codebook` does.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.codebook = read_codebook(path)
        self._document = _yaml().load(path.read_text(encoding="utf-8"))

    @property
    def text(self) -> str:
        """The file as it would be written now."""
        buffer = io.StringIO()
        _yaml().dump(self._document, buffer)
        return buffer.getvalue()

    def put(self, code: Code) -> None:
        """Add a code at the end, or change the parts in which it differs from the one with its id."""
        node = next((one for one in self._document["codes"] if str(one["id"]) == code.id), None)
        values = _values(code)
        if node is None:
            self._document["codes"].append(values)
        else:
            had = _values(self.codebook.by_id[code.id])
            for key in had.keys() - values.keys():
                node.pop(key, None)
            for key, value in values.items():
                if had.get(key) != value:
                    node[key] = value
        self.codebook = parse_codebook(self.text, self.path)

    def quoted(self) -> Iterator[Quoted]:
        """Give the examples that are quotes, with their lines."""
        for code in self._document["codes"]:
            examples = code.get("examples") or {}
            for kind in ("typical", "borderline"):
                for one in examples.get(kind) or ():
                    if hasattr(one, "get") and one.get("quote"):
                        line = one.lc.value("quote")[0] + 1
                        yield Quoted(str(code["id"]), str(one["quote"]), str(one.get("text", "")), line)

    def write(self, path: Path | None = None) -> None:
        """Write the file, whole or not at all; nothing is written that could not be read again."""
        parse_codebook(self.text, path or self.path)
        write_atomically(path or self.path, self.text)


def write_codebook(codebook: Codebook, path: Path) -> None:
    """Write a codebook to a new file. Raises :class:`CodebookError` when the file is there already."""
    refuse_existing(path)
    buffer = io.StringIO()
    document = {
        "version": codebook.version,
        "language": codebook.language,
        "codes": [_values(code) for code in codebook.codes],
    }
    _yaml().dump(document, buffer)
    parse_codebook(buffer.getvalue(), path)
    write_atomically(path, buffer.getvalue())


def new_codebook(path: Path) -> None:
    """Write a codebook to begin with. Raises :class:`CodebookError` when the file is there already."""
    refuse_existing(path)
    write_atomically(path, TEMPLATE)


def compare(a: Codebook, b: Codebook) -> tuple[Difference, ...]:
    """Give what two codebooks do not share, in the order of the first, then of the second."""
    found = []
    for part in ("version", "language"):
        one, other = str(getattr(a, part)), str(getattr(b, part))
        found += [Difference("", part, one, other)] if one != other else []
    for code in (*a.codes, *(code for code in b.codes if code.id not in a.by_id)):
        mine, theirs = a.by_id.get(code.id), b.by_id.get(code.id)
        if mine is None or theirs is None:
            name = code.label(a.language)
            found.append(Difference(code.id, "code", name if mine else None, name if theirs else None))
            continue
        parts = (each.name for each in fields(Code))
        pairs = ((part, getattr(mine, part), getattr(theirs, part)) for part in parts)
        found += [Difference(code.id, part, _said(x), _said(y)) for part, x, y in pairs if x != y]
    return tuple(found)


def merge(a: Path, b: Path, out: Path, prefer: Side | None = None) -> tuple[Difference, ...]:
    """Write a codebook with the codes of two, comments of the first kept; gives what clashed.

    Raises :class:`CodebookError`, with everything that clashes, where both have the same code and it
    differs, unless one is preferred; and when the result does not hold together.
    """
    refuse_existing(out)
    one, other = CodebookFile(a), CodebookFile(b)
    clashes = tuple(
        found for found in compare(one.codebook, other.codebook) if found.clashes and found.part != "version"
    )
    if clashes and prefer is None:
        listed = "\n".join(f"  {told(found)}" for found in clashes)
        raise CodebookError(
            f"{a} (a) and {b} (b) say different things of the same:\n{listed}\n"
            "Make them say the same, or choose a side with --prefer a or --prefer b."
        )
    clashing = {found.code for found in clashes}
    fresh = [code for code in other.codebook.codes if code.id not in one.codebook.by_id]
    changed = [code for code in other.codebook.codes if code.id in clashing] if prefer == "b" else []
    document = one._document
    for code in fresh:
        document["codes"].append(
            next(each for each in other._document["codes"] if str(each["id"]) == code.id)
        )
    for code in changed:
        one.put(code)
    document["version"] = max(one.codebook.version, other.codebook.version)
    if prefer == "b":
        document["language"] = other.codebook.language
    one.write(out)
    return clashes


def told(one: Difference) -> str:
    """Say a difference in one line."""
    if one.part == "code":
        return f"{'+' if one.a is None else '-'} {one.code}: {one.b if one.a is None else one.a}"
    return f"~ {f'{one.code}: ' if one.code else ''}{one.part}: {one.a or '(empty)'} | {one.b or '(empty)'}"


def refuse_existing(path: Path) -> None:
    """Raise :class:`CodebookError` when a file is there already."""
    if path.exists():
        raise CodebookError(f"{path} is there already. Name another file, or remove it first.")


def _yaml() -> YAML:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml


def _values(code: Code) -> dict[str, Any]:
    """Give a code as the file has it, without what is empty."""
    typical: list[Any] = list(code.typical)
    if code.typical_quotes:
        pairs = zip(code.typical_quotes, code.typical, strict=True)
        typical = [{"quote": quote, "text": text} if quote else text for quote, text in pairs]
    examples = {"typical": typical, "borderline": [_borderline(one) for one in code.borderline]}
    names = dict(code.name)
    values = {
        "id": code.id,
        "name": names[""] if "" in names else names,
        "parent": code.parent,
        "colour": code.colour,
        "status": code.status,
        "merged_into": code.merged_into,
        "origin": code.origin,
        "changed": _changed(code.changed),
        "definition": code.definition,
        "include": code.include,
        "exclude": code.exclude,
        "keywords": list(code.keywords),
        "examples": {key: value for key, value in examples.items() if value},
        "memo": code.memo,
    }
    return {key: value for key, value in values.items() if value}


def _borderline(one: Borderline) -> dict[str, str]:
    values = {"quote": one.quote, "text": one.text, "note": one.note}
    return {key: value for key, value in values.items() if value}


def _changed(one: Changed | None) -> dict[str, str] | None:
    return {key: value for key, value in vars(one).items() if value} if one else None


def _said(value: Any) -> str:
    """Write a part of a code on one line."""
    if isinstance(value, tuple):
        return ", ".join(_said(one) for one in value)
    if isinstance(value, (Borderline, Changed)):
        return " / ".join(str(part) for part in vars(value).values() if part)
    return "" if value is None else " ".join(str(value).split())
