"""How far the work is, said on stderr; stdout stays for data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol, TextIO


class Step(Protocol):
    """One step under way."""

    def advance(self, n: int = 1) -> None:
        """Say that ``n`` more units are done."""


class Progress(Protocol):
    """Where a long task tells its steps."""

    def step(self, name: str, total: int | None = None, unit: str = "") -> AbstractContextManager[Step]:
        """Open a step, of ``total`` units where that is known."""


@dataclass(frozen=True)
class _SilentStep:
    def advance(self, n: int = 1) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class SilentProgress:
    """Says nothing: the default of every function that takes a ``Progress``.

    >>> with SilentProgress().step("embedding", total=3) as step:
    ...     step.advance()
    """

    @contextmanager
    def step(self, name: str, total: int | None = None, unit: str = "") -> Iterator[Step]:
        """Open a step that says nothing."""
        yield _SilentStep()


@dataclass(frozen=True)
class _BarStep:
    bar: Any

    def advance(self, n: int = 1) -> None:
        self.bar.update(n)


@dataclass
class TerminalProgress:
    """Says ``[3/8] embedding …  1200/2831 … 00:03 left`` on stderr; a plain line where none watches."""

    total_steps: int
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    done: int = 0

    @contextmanager
    def step(self, name: str, total: int | None = None, unit: str = "") -> Iterator[Step]:
        """Open a step: a line, with a bar where the total is known and somebody watches."""
        self.done += 1
        title = f"[{self.done}/{max(self.total_steps, self.done)}] {name} …"
        if total is None or not self.stream.isatty():
            print(title, file=self.stream, flush=True)
            yield _SilentStep()
            return
        from tqdm import tqdm

        measure = "{n_fmt}/{total_fmt}" + (f" {unit}" if unit else "")
        layout = "{desc}  " + measure + " … {remaining} left"
        with tqdm(total=total, desc=title, file=self.stream, bar_format=layout, mininterval=0.2) as bar:
            yield _BarStep(bar)
