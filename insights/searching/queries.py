"""Reading what somebody typed to search for: words, phrases, AND, OR, NOT, brackets, and a trailing star.

``EN``, ``OF`` and ``NIET`` are the Dutch operators; all are operators in capitals only. Words that follow one
another must all be there. Between double quotes words count as they are written, in that order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from corpora.errors import OogstError

LONGEST: Final = 300
"""Characters of a query."""
FEWEST_LETTERS: Final = 2
"""Letters before a star."""
WORD: Final = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word to search for: letters and digits, with accents that are written by themselves."""
BARE: Final = frozenset(
    """
    de het een den der des van in op te ten ter aan bij met voor om over naar uit als dat die dit deze er is
    en of the a an of to and or with for at by is it this that these
    """.split()
)
"""Words that are not asked for, where there are others and they do not stand in a phrase."""
_AND, _OR, _NOT = (frozenset(words.split()) for words in ("AND EN", "OR OF", "NOT NIET"))
_PIECE = re.compile(r'"[^"]*"?|[()]|[^\s()"]+')
_QUOTES = str.maketrans({mark: '"' for mark in "“”„‟«»"})


class QueryError(OogstError):
    """A query that cannot be read; ``problem`` is a key of the texts, ``near`` the piece it is about."""

    def __init__(self, problem: str, near: str = "") -> None:
        super().__init__(f"the query cannot be read: {problem}" + (f", at {near!r}" if near else ""))
        self.problem, self.near = problem, near


@dataclass(frozen=True)
class Word:
    """A word, in any of its forms; ``prefix`` where every word that begins so is meant."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Words as they are written, in this order."""

    words: tuple[Word, ...]


@dataclass(frozen=True)
class Not:
    """What must not be there."""

    part: Node


@dataclass(frozen=True)
class All:
    """What must all be there."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any:
    """Of which one must be there."""

    parts: tuple[Node, ...]


Leaf: TypeAlias = Word | Phrase
Node: TypeAlias = Word | Phrase | Not | All | Any


@dataclass(frozen=True)
class Query:
    """A query that was read, and the words in it that are not asked for."""

    node: Node
    left_out: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Leaf, ...]:
        """The words and phrases that may be there, each once."""
        return tuple(dict.fromkeys(_wanted(self.node)))


def read_query(text: str) -> Query:
    """Read a query. Raises :class:`QueryError` for one that cannot be read.

    >>> read_query('huisarts NIET "lange wachttijd"').node
    All(parts=(Word(text='huisarts', prefix=False), Not(part=Phrase(words=(Word(text='lange', prefix=False), \
Word(text='wachttijd', prefix=False))))))
    """
    if len(text) > LONGEST:
        raise QueryError("too long")
    pieces = _PIECE.findall(text.translate(_QUOTES))
    words = [piece.lower() for piece in pieces if WORD.search(piece) and piece not in _AND | _OR | _NOT]
    bare = all(word.strip("-") in BARE for word in words)
    reader = _Reader([piece for piece in pieces if WORD.search(piece) or piece[0] in '"(*)'], keep=bare)
    node = reader.any()
    if reader.next is not None:
        raise QueryError("stray bracket", reader.next)
    if not _is_positive(node):
        raise QueryError("only not")
    return Query(node, tuple(dict.fromkeys(reader.left_out)))


class _Reader:
    """Reads pieces one after another, as OR of AND of NOT."""

    def __init__(self, pieces: list[str], *, keep: bool) -> None:
        self._pieces = pieces[::-1]
        self._keep = keep
        self.left_out: list[str] = []

    @property
    def next(self) -> str | None:
        return self._pieces[-1] if self._pieces else None

    def any(self) -> Node:
        parts = [self._all()]
        while self.next in _OR:
            operator = self._pieces.pop()
            parts.append(self._all(operator))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self, after: str = "") -> Node:
        parts: list[Node] = []
        while self.next is not None and self.next != ")" and self.next not in _OR:
            if self.next in _AND:
                after = self._pieces.pop()
                if not parts or self.next is None or self.next == ")" or self.next in _AND | _OR:
                    raise QueryError("nothing beside", after)
            part = self._one()
            if part is not None:
                parts.append(part)
        if not parts:
            raise (
                QueryError("nothing beside", after or self.next or "")
                if after or self.next
                else QueryError("empty")
            )
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self) -> Node | None:
        piece = self._pieces.pop()
        if piece in _NOT:
            if self.next is None or self.next == ")" or self.next in _AND | _OR:
                raise QueryError("nothing beside", piece)
            part = self._one()
            return None if part is None else Not(part)
        if piece == "(":
            inside = self.any()
            if self.next != ")":
                raise QueryError("open bracket")
            self._pieces.pop()
            return inside
        if piece[0] == '"':
            return self._phrase(piece)
        if piece[0] == "-" and len(piece) > 1:
            return Not(_term(piece[1:]))
        if not self._keep and piece.lower() in BARE:
            self.left_out.append(piece)
            return None
        return _term(piece)

    def _phrase(self, piece: str) -> Node:
        if len(piece) < 2 or piece[-1] != '"':
            raise QueryError("open quote", piece)
        words = [word for one in piece.strip('"').split() for word in _words(one)]
        if not words:
            raise QueryError("empty phrase", piece)
        return Phrase(tuple(words))


def _term(piece: str) -> Leaf:
    words = tuple(_words(piece))
    return words[0] if len(words) == 1 else Phrase(words)


def _words(piece: str) -> Iterator[Word]:
    """Give the words of a piece without white space, the last with the star that may follow it."""
    bare = piece.strip(".,;:!?'’…")
    found = WORD.findall(bare)
    if "*" in bare.rstrip("*") or (bare.endswith("*") and not found):
        raise QueryError("star", piece)
    for number, word in enumerate(found, 1):
        prefix = bare.endswith("*") and number == len(found)
        if prefix and len(word) < FEWEST_LETTERS:
            raise QueryError("star", piece)
        yield Word(word, prefix)


def _is_positive(node: Node) -> bool:
    """Whether a query asks for something, and not only for what lacks something."""
    if isinstance(node, All):
        return any(map(_is_positive, node.parts))
    if isinstance(node, Any):
        return all(map(_is_positive, node.parts))
    return not isinstance(node, Not)


def _wanted(node: Node) -> Iterator[Leaf]:
    if isinstance(node, All | Any):
        for part in node.parts:
            yield from _wanted(part)
    elif isinstance(node, Word | Phrase):
        yield node
