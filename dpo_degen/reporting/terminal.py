"""The arms table: one set of cells for the terminal, the README and the page.

Everything here is a pure function of the summary dictionary; nothing here computes a rate.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from rich.console import Console

NONE = "-"
COLUMNS = (
    "arm",
    "loops",
    "frozen rule",
    "fixed/new",
    "McNemar p",
    "unseen",
    "ended",
    "length",
    "rep-4",
    "wasted",
    "ppl (ratio)",
)
TONES = {
    "repaired": "good",
    "repaired at a cost": "warn",
    "fewer loops": "warn",
    "no change": "flat",
    "worse": "bad",
    "cannot tell": "warn",
    "nothing to repair": "good",
}
STYLES = {"good": "bold green", "warn": "bold yellow", "bad": "bold red", "flat": "bold"}


def percent(share: float | None) -> str:
    """A share between 0 and 1 as "19.8 %"."""
    return NONE if share is None else f"{100 * share:.1f} %"


def interval(value: Mapping[str, Any] | None) -> str:
    """A rate with its 95 % interval, as "19.8 % [12.8-29.1]"; nothing was counted when `n` is 0."""
    if not value or not value["n"]:
        return NONE
    low, high = (f"{100 * value[bound]:.1f}".replace("100.0", "100") for bound in ("low", "high"))
    return f"{percent(value['rate'])} [{low}-{high}]"


def p_value(p: float | None) -> str:
    """A p-value to three decimals; smaller ones as "<0.001"."""
    if p is None:
        return NONE
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def number(value: float | None, digits: int = 0) -> str:
    """A number with thousands separators."""
    return NONE if value is None else f"{value:,.{digits}f}"


def duration(seconds: float | None) -> str:
    """Seconds in the two largest units that say enough: "48 s", "12 min 30 s", "1 h 05 min"."""
    if seconds is None:
        return NONE
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours:,} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def table_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the arms table, one row an arm, in the order of `COLUMNS`."""
    return [_row(arm) for arm in summary["arms"]]


def _row(arm: Mapping[str, Any]) -> list[str]:
    versus = arm.get("versus_base") or {}
    return [
        str(arm["arm"]),
        interval(arm["loops"]),
        interval(arm["frozen"]),
        f"{versus['fixed']}/{versus['new']}" if versus else NONE,
        p_value(versus.get("p")),
        interval(arm.get("unseen")),
        percent(arm["ended"]["rate"] if arm["ended"]["n"] else None),
        number(arm["mean_length"]),
        number(arm["rep_4"], 3),
        _wasted(arm),
        _perplexity(arm),
    ]


def _wasted(arm: Mapping[str, Any]) -> str:
    seconds = f" ({duration(arm['wasted_seconds'])})" if arm.get("wasted_seconds") is not None else ""
    return percent(arm["wasted_share"]) + seconds


def _perplexity(arm: Mapping[str, Any]) -> str:
    value, ratio = arm.get("perplexity"), arm.get("perplexity_ratio")
    if value is None:
        return NONE
    return number(value, 2) if ratio is None else f"{number(value, 2)} ({ratio:.3f})"


def split(cell: str) -> tuple[str, str]:
    """A cell's value and, where it has one, its interval or ratio in brackets, to be set apart from it."""
    value, *rest = re.split(r" (?=[\[(])", cell, maxsplit=1)
    return value, "".join(rest)


def markdown_table(summary: Mapping[str, Any]) -> str:
    """The arms table as a GitHub pipe table, without a final newline."""
    return markdown(COLUMNS, table_rows(summary))


def markdown(columns: Sequence[str], rows: Sequence[list[str]]) -> str:
    """Cells as a GitHub pipe table whose numbers stand to the right."""
    cells = [list(columns), ["---", *["---:"] * (len(columns) - 1)], *map(_escaped, rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _escaped(row: list[str]) -> list[str]:
    return [cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in row]


def render_table(summary: Mapping[str, Any]) -> Table:
    """The arms table for a console: intervals and ratios stand on a second line, so that 100 columns suffice."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    for name in COLUMNS:
        narrow = name in ("fixed/new", "McNemar p", "ppl (ratio)")
        header = name.replace("/", "/\n").replace(" ", "\n") if narrow else name
        table.add_column(Text(header), justify="left" if name == "arm" else "right", overflow="fold")
    for row in table_rows(summary):
        table.add_row(Text(row[0], "bold"), *map(_two_lines, row[1:]))
    return table


def _two_lines(cell: str) -> Text:
    value, rest = split(cell)
    return Text.assemble(value, (f"\n{rest}", "dim")) if rest else Text(value)


def print_summary(summary: Mapping[str, Any], report_path: Path, console: Console) -> None:
    """Print the verdict, the arms table and where the full report is."""
    verdict = summary["verdict"]
    style = STYLES[TONES.get(verdict["outcome"], "flat")]
    console.print()
    console.print(Text.assemble((verdict["outcome"], style), (": ", style), verdict["text"]))
    console.print()
    console.print(render_table(summary))
    console.print()
    # Never wrapped: a path broken over two lines cannot be clicked or copied.
    console.print(Text.assemble("report: ", (str(report_path), "bold")), soft_wrap=True)
