"""What a user sees while a stage works: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import time
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from dpo_degen.parallel import is_main

console = Console(stderr=True, highlight=False, soft_wrap=True, quiet=not is_main())
_EVERY_S = 15.0


class Bar:
    """Progress of one piece of work, with counts of tokens and loops beside it.

    `tick(tokens)` may be called at any rate; `advance(items, loops)` when items are done.
    """

    def __init__(self, title: str, total: int, done: int = 0) -> None:
        self.title, self.total, self.done = title, total, done
        self.tokens = self.loops = self.judged = 0
        self._start = self._said = time.monotonic()
        self._progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(title, total=total, completed=done, note="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
        if not console.is_terminal:
            self._say()

    def tick(self, tokens: int) -> None:
        """Count tokens that were just processed."""
        self.tokens += tokens
        self._update(0)

    def advance(self, items: int = 1, loops: int | None = None) -> None:
        """Count items that are done and, where they were judged, the loops among them."""
        self.done += items
        if loops is not None:
            self.judged, self.loops = self.judged + items, self.loops + loops
        self._update(items)

    def note(self) -> str:
        """Speed and loops so far, in words."""
        seconds = max(time.monotonic() - self._start, 1e-9)
        parts = [f"{self.tokens / seconds:,.0f} tok/s"] if self.tokens else []
        parts += [f"{self.loops} of {self.judged} loop"] if self.judged else []
        return ", ".join(parts)

    def _update(self, items: int) -> None:
        self._progress.update(self._task, advance=items, note=self.note())
        if not console.is_terminal and time.monotonic() - self._said >= _EVERY_S:
            self._say()

    def _say(self) -> None:
        self._said = time.monotonic()
        note = self.note()
        seconds = self._said - self._start
        console.print(f"  {self.title}: {self.done} of {self.total}, {seconds:.0f} s{', ' + note if note else ''}")


def say(text: str) -> None:
    """One line for the user, on standard error so that standard output stays for results."""
    console.print(text, markup=False)
