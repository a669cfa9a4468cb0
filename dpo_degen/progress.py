"""What a user sees while a stage works: a bar on a terminal, a plain line now and then elsewhere; a log of both."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dpo_degen.errors import writing
from dpo_degen.parallel import is_main

if TYPE_CHECKING:
    from pathlib import Path

console = Console(stderr=True, highlight=False, soft_wrap=True, quiet=not is_main())
_EVERY_S = 15.0
_LOG = logging.getLogger("dpo_degen")
_stage = ""


class Bar:
    """Progress of one piece of work, with counts of tokens and loops beside it.

    `tick(tokens)` may be called at any rate; `advance(items, loops)` when items are done. Items of a batch may all be
    done at its end: the most `tokens` that can come tell better how much time is left.
    """

    def __init__(self, title: str, total: int, done: int = 0, *, tokens: int = 0) -> None:
        self.title, self.total, self.done, self._before = title, total, done, done
        self._most = tokens
        self.tokens = self.loops = self.judged = 0
        self._start = self._said = time.monotonic()
        self._progress = Progress(
            TextColumn("[bold]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
            console=console,
            disable=not console.is_terminal,
        )
        self._task = self._progress.add_task(f"{_stage}{title}", total=total, completed=done, note="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
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
        """Speed, loops so far and time left, in words."""
        seconds = max(time.monotonic() - self._start, 1e-9)
        parts = [f"{self.tokens / seconds:,.0f} tok/s"] if self.tokens else []
        parts += [f"{self.loops} of {self.judged} loop"] if self.judged else []
        share = (self.done - self._before) / max(self.total - self._before, 1)
        share = max(share, self.tokens / self._most if self._most else 0.0)
        if 0 < share < 1 and self.done < self.total:
            parts.append(f"about {seconds / share - seconds:.0f} s left")
        return ", ".join(parts)

    def _update(self, items: int) -> None:
        self._progress.update(self._task, advance=items, note=self.note())
        if time.monotonic() - self._said >= _EVERY_S:
            self._say()

    def _say(self) -> None:
        self._said = time.monotonic()
        note = self.note()
        seconds = self._said - self._start
        line = f"  {self.title}: {self.done} of {self.total}, {seconds:.0f} s{', ' + note if note else ''}"
        if not console.is_terminal:
            console.print(line)
        _LOG.info(line)


def say(text: str) -> None:
    """One line for the user, on standard error so that standard output stays for results."""
    console.print(text, markup=False)
    _LOG.info(text)


def enter(stage: str, number: int, of: int) -> None:
    """Say which stage begins; the bars of a terminal carry its name."""
    global _stage
    _stage = f"{number}/{of} {stage}: "
    say(f"{stage} ...")


class _Log(logging.FileHandler):
    """A log that gives way: a full disk is told where work is lost, not where a line is."""

    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802  (logging's name)
        """Let the line go."""


def log_to(path: Path) -> None:
    """Also keep what is said in a file, each line with its time; it goes on where an earlier call left off."""
    with writing(path):
        handler = _Log(path, encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(asctime)s  %(message)s"))
    for old in _LOG.handlers[:]:
        if isinstance(old, logging.FileHandler):
            _LOG.removeHandler(old)
            old.close()
    _LOG.addHandler(handler)
    _LOG.setLevel(logging.INFO)
    _LOG.propagate = False  # what is said has been printed already
