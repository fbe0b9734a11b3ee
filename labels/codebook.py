"""Codebooks: the codes that people agreed on, read from YAML, every fault with its file and line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from corpora.errors import OogstError, nearest

SHIPPED = Path(__file__).parent / "codebooks" / "wijkaanpak.yml"
"""The codebook that comes with Oogst, on neighbourhoods."""
MERGED, DROPPED = "samengevoegd", "vervallen"
STATUSES = ("voorgesteld", "aanvaard", MERGED, DROPPED)
"""What a code can be: proposed, accepted, merged into another, or dropped."""
_TOP = ("version", "language", "codes")
_TEXTS = (
    "id",
    "parent",
    "colour",
    "status",
    "merged_into",
    "origin",
    "definition",
    "include",
    "exclude",
    "memo",
)
_CODE = (*_TEXTS, "name", "keywords", "examples", "changed")
_CHANGED = ("by", "on", "why")
_EXAMPLE = ("quote", "text")


class CodebookError(OogstError):
    """A codebook that cannot be read, or that contradicts itself."""


@dataclass(frozen=True)
class Borderline:
    """An example that lies near another code, and which code to choose; ``quote`` is its id in a run."""

    text: str
    note: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Changed:
    """Who changed a code last, on which day, and why."""

    by: str
    on: str
    why: str = ""


@dataclass(frozen=True)
class Code:
    """One code: what it is called (by language), what it covers, and examples of it.

    ``parent`` is the id of the code above it; ``merged_into``, of a merged code, that of the code it counts
    for. ``typical_quotes`` are the quotes that the typical examples are, empty where one is none, and there
    are none at all where no example is a quote.
    """

    id: str
    name: tuple[tuple[str, str], ...]
    parent: str | None = None
    colour: str = ""
    status: str = "aanvaard"
    merged_into: str | None = None
    origin: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    keywords: tuple[str, ...] = ()
    typical: tuple[str, ...] = ()
    borderline: tuple[Borderline, ...] = ()
    memo: str = ""
    typical_quotes: tuple[str, ...] = ()
    changed: Changed | None = None

    def label(self, language: str) -> str:
        """Give its name in a language, else its first name."""
        return dict(self.name).get(language, self.name[0][1])


@dataclass(frozen=True)
class Codebook:
    """All codes of a codebook, in the order of the file."""

    codes: tuple[Code, ...]
    version: int = 1
    language: str = "nl"

    @cached_property
    def by_id(self) -> dict[str, Code]:
        """Every code, by its id."""
        return {code.id: code for code in self.codes}

    @property
    def used(self) -> tuple[Code, ...]:
        """The codes that contributions can get: all that are neither merged nor dropped."""
        return tuple(code for code in self.codes if code.status not in (MERGED, DROPPED))

    def refuse_unused(self) -> None:
        """Raise :class:`CodebookError` when no code is in use, so that nothing can be coded by it."""
        if not self.used:
            raise CodebookError(
                f"none of the {len(self.codes)} codes of the codebook is in use: all are {MERGED} or "
                f"{DROPPED}. Give a code the status aanvaard or voorgesteld, or leave --codebook out."
            )

    def counts_for(self, code: str) -> str | None:
        """Give the id of the code that a code counts for; None where that one is dropped."""
        while self.by_id[code].status == MERGED:
            code = self.by_id[code].merged_into or code
        return None if self.by_id[code].status == DROPPED else code

    def sources(self, code: str) -> tuple[Code, ...]:
        """Give the codes whose texts describe a code: itself and what was merged into it."""
        return tuple(each for each in self.codes if self.counts_for(each.id) == code)

    def parent(self, code: str) -> str | None:
        """Give the id of the nearest code above it that is in use."""
        above = self.by_id[code].parent
        while above is not None:
            counted = self.counts_for(above)
            if counted is not None and counted != code:
                return counted
            above = self.by_id[above].parent
        return None

    def as_dict(self) -> dict[str, Any]:
        """Give the codebook as plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Codebook:
        """Make a codebook from what :meth:`as_dict` gave, or from JSON of that."""
        codes = []
        for each in values["codes"]:
            lists = {
                "name": tuple((language, name) for language, name in each["name"]),
                "keywords": tuple(each["keywords"]),
                "typical": tuple(each["typical"]),
                "borderline": tuple(Borderline(**one) for one in each["borderline"]),
                "typical_quotes": tuple(each.get("typical_quotes", ())),
                "changed": Changed(**each["changed"]) if each.get("changed") else None,
            }
            codes.append(Code(**{**each, **lists}))
        return cls(tuple(codes), values["version"], values["language"])


def read_codebook(path: Path) -> Codebook:
    """Read a codebook.

    Raises :class:`CodebookError`, with the line, for a file that is not YAML or lacks what a codebook needs:
    a key or status that does not exist, an id given twice, or a parent or ``merged_into`` that is not there
    or goes round in a circle.
    """
    try:
        return parse_codebook(path.read_text(encoding="utf-8"), path)
    except OSError as error:
        raise CodebookError(f"{path} cannot be read; give the path of a YAML file.") from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from error


def parse_codebook(text: str, path: Path) -> Codebook:
    """Make a codebook of the text of a file; as :func:`read_codebook`."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or error
        raise CodebookError(f"{path}{line} is not YAML: {what}. Mend that line.") from error
    return _Reader(path).codebook(node)


@dataclass(frozen=True)
class _Reader:
    """Reads the nodes of one file, so that every fault can name its line."""

    path: Path

    def codebook(self, node: yaml.Node | None) -> Codebook:
        if node is None:
            raise CodebookError(f"{self.path} is empty; a codebook has a list 'codes'.")
        top = self.fields(node, _TOP, "a codebook")
        if not isinstance(top.get("codes"), yaml.SequenceNode) or not top["codes"].value:
            raise self.fault(top.get("codes", node), "a codebook has a list 'codes' with at least one code")
        nodes = [self.fields(each, _CODE, "a code") for each in top["codes"].value]
        codes = [self.code(each, fields) for each, fields in zip(top["codes"].value, nodes, strict=True)]
        known: dict[str, int] = {}
        for code, fields in zip(codes, nodes, strict=True):
            if code.id in known:
                line = known[code.id]
                raise self.fault(
                    fields["id"],
                    f"id '{code.id}' was given on line {line}; ids must differ; give one another id",
                )
            known[code.id] = fields["id"].start_mark.line + 1
        for key in ("parent", "merged_into"):
            self.follow(key, codes, nodes)
        version = self.text(top["version"], "version") if "version" in top else "1"
        if not version.isdigit():
            raise self.fault(top["version"], f"'version' is '{version}'; it must be a whole number")
        return Codebook(
            tuple(codes), int(version), self.text(top["language"], "language") if "language" in top else "nl"
        )

    def code(self, node: yaml.Node, fields: Mapping[str, yaml.Node]) -> Code:
        for key in ("id", "name"):
            if key not in fields or not getattr(fields[key], "value", None):
                raise self.fault(fields.get(key, node), f"a code has no '{key}'; every code needs one")
        texts = {key: self.text(fields[key], key) for key in _TEXTS if key in fields}
        status = texts.get("status") or "aanvaard"
        if status not in STATUSES:
            known = f"{', '.join(STATUSES)}{nearest(status, STATUSES)}"
            raise self.fault(fields["status"], f"status '{status}' does not exist; it is one of {known}")
        merged = texts.get("merged_into") or None
        if (status == MERGED) != (merged is not None):
            raise self.fault(
                fields.get("merged_into", fields.get("status", node)),
                f"status '{MERGED}' and a code to be 'merged_into' belong together",
            )
        examples = {}
        if self.given(fields, "examples"):
            examples = self.fields(fields["examples"], ("typical", "borderline"), "examples")
        typical = self.typical(examples["typical"]) if self.given(examples, "typical") else ()
        quotes = tuple(quote for _, quote in typical)
        return Code(
            id=texts["id"],
            name=self.name(fields["name"]),
            parent=texts.get("parent") or None,
            status=status,
            merged_into=merged,
            keywords=self.texts(fields["keywords"], "keywords") if self.given(fields, "keywords") else (),
            typical=tuple(text for text, _ in typical),
            typical_quotes=quotes if any(quotes) else (),
            changed=self.changed(fields["changed"]) if self.given(fields, "changed") else None,
            borderline=self.borderline(examples["borderline"]) if self.given(examples, "borderline") else (),
            **{
                key: texts.get(key, "")
                for key in ("colour", "origin", "definition", "include", "exclude", "memo")
            },
        )

    def follow(self, key: str, codes: list[Code], nodes: list[dict[str, yaml.Node]]) -> None:
        """Follow every parent, or every merger, to its end: each must be there and come to one."""
        towards = {code.id: getattr(code, key) for code in codes}
        for code, fields in zip(codes, nodes, strict=True):
            seen, target = [code.id], towards[code.id]
            if target is not None and target not in towards:
                raise self.fault(
                    fields[key],
                    f"'{key}' of code '{code.id}' is '{target}', which is no code"
                    f"{nearest(target, towards) or '; name one that is there, or take it out'}",
                )
            while target is not None and target in towards:
                seen.append(target)
                if target in seen[:-1]:
                    raise self.fault(
                        fields[key], f"'{key}' goes round in a circle: {' > '.join(seen)}; break it"
                    )
                target = towards[target]

    def fields(self, node: yaml.Node, known: Iterable[str], what: str) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, f"{what} is a list of 'key: value' lines")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = str(key.value)
            if name not in known:
                raise self.fault(
                    key, f"{what} has no key '{name}'; it has {', '.join(known)}{nearest(name, known)}"
                )
            if name in found:
                raise self.fault(key, f"key '{name}' is given twice")
            found[name] = value
        return found

    def given(self, fields: Mapping[str, yaml.Node], key: str) -> bool:
        return key in fields and fields[key].tag != "tag:yaml.org,2002:null"

    def name(self, node: yaml.Node) -> tuple[tuple[str, str], ...]:
        pairs = [("", node)]
        if isinstance(node, yaml.MappingNode):
            pairs = [(str(key.value), value) for key, value in node.value]
        found = tuple((language, self.text(value, "name")) for language, value in pairs)
        if not all(text for _, text in found):
            raise self.fault(node, "a 'name' is empty; give the code a name, or leave that language out")
        return found

    def borderline(self, node: yaml.Node) -> tuple[Borderline, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, "'borderline' is a list")
        found = []
        for each in node.value:
            fields = self.fields(each, ("text", "note", "quote"), "a borderline example")
            if "text" not in fields:
                raise self.fault(each, "a borderline example has no 'text'")
            found.append(Borderline(**{key: self.text(value, key) for key, value in fields.items()}))
        return tuple(found)

    def typical(self, node: yaml.Node) -> tuple[tuple[str, str], ...]:
        """Read typical examples: texts, or quotes with their text; gives text and quote."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, "'typical' is a list of texts")
        found = []
        for each in node.value:
            if isinstance(each, yaml.MappingNode):
                fields = self.fields(each, _EXAMPLE, "a typical example")
                if missing := [key for key in _EXAMPLE if key not in fields]:
                    raise self.fault(
                        each, f"a typical example has no '{missing[0]}'; a text alone will do too"
                    )
                found.append((self.text(fields["text"], "text"), self.text(fields["quote"], "quote")))
            else:
                found.append((self.text(each, "typical"), ""))
        return tuple(found)

    def changed(self, node: yaml.Node) -> Changed:
        fields = self.fields(node, _CHANGED, "'changed'")
        if missing := [key for key in ("by", "on") if not self.given(fields, key)]:
            raise self.fault(
                node, f"'changed' has no '{missing[0]}'; say who changed the code and on which day"
            )
        return Changed(**{key: self.text(value, key) for key, value in fields.items()})

    def texts(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, f"'{key}' is a list of texts")
        return tuple(self.text(each, key) for each in node.value)

    def text(self, node: yaml.Node, key: str) -> str:
        if not isinstance(node, yaml.ScalarNode):
            raise self.fault(node, f"'{key}' is a text; put quotes around one with a colon or a comma")
        return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value).strip()

    def fault(self, node: yaml.Node, what: str) -> CodebookError:
        return CodebookError(f"{self.path}:{node.start_mark.line + 1}: {what}.")
