"""Two runs side by side: the same prompts, arm against arm, and the settings in which they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from dpo_degen import evaluation
from dpo_degen.errors import UserError, at
from dpo_degen.jsonl import read_jsonl
from dpo_degen.records import EvalRow
from dpo_degen.reporting.html import flat
from dpo_degen.reporting.summary import build
from dpo_degen.reporting.tables import guarded
from dpo_degen.reporting.terminal import NONE, interval, p_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dpo_degen.folder import RunFolder

COLUMNS = ("arm", "decoding", "prompts", "A", "B", "only A / only B", "McNemar p")


def compare_runs(a: RunFolder, b: RunFolder) -> dict[str, Any]:
    """Every arm that both runs have, and the arms that their verdicts speak of, on the prompts that both asked.

    Returns:
        `arms`: entries with `a` and `b` (names), `decoding`, `n`, `loops_a`, `loops_b` (rates) and `test` (McNemar from
        A to B). `guards`: by name the cells of those arms of the verdicts. `settings`: (key, A's, B's) that differ.

    Raises:
        UserError: a run without evaluation, or nothing that both evaluated alike.
    """
    summaries = [build(folder) for folder in (a, b)]
    names = [[arm["arm"] for arm in summary["arms"]] for summary in summaries]
    for folder, found in zip((a, b), names, strict=True):
        if not found:
            raise UserError(f"{at(folder.path)}: nothing evaluated yet; run: dpo-degen evaluate {folder.path}")
    best = tuple(summary["verdict"]["arm"] for summary in summaries)
    both = [(name, name) for name in names[0] if name in names[1]]
    arms = [row for pair in dict.fromkeys([*both, *([best] if all(best) else [])]) for row in _rows(a, b, *pair)]
    if not arms:
        raise UserError(
            f"{at(b.path)}: no arm, prompt and decoding that {a.path} has too; expected runs that share some"
        )
    settings = [dict(flat(summary["settings"])) for summary in summaries]
    keys = sorted({*settings[0], *settings[1]})
    return {
        "arms": arms,
        "guards": _guards(summaries, best),
        "settings": [
            (key, *(each.get(key, NONE) for each in settings))
            for key in keys
            if settings[0].get(key) != settings[1].get(key)
        ],
    }


def _rows(a: RunFolder, b: RunFolder, first: str, second: str) -> list[dict[str, Any]]:
    ways = [
        evaluation.by_decoding(read_jsonl(folder.evaluation / arm / "rows.jsonl", EvalRow))
        for folder, arm in ((a, first), (b, second))
    ]
    found = []
    for way in ways[0]:
        # By their text too: an id that is made of a file's name and a line says little.
        both = [{(row.prompt_id, row.prompt) for row in each.get(way, ())} for each in ways]
        asked = both[0] & both[1]
        if not asked:
            continue
        mine, theirs = ([row for row in each[way] if (row.prompt_id, row.prompt) in asked] for each in ways)
        rates = {
            f"loops_{side}": evaluation.rate([r.loops for r in part]) for side, part in (("a", mine), ("b", theirs))
        }
        test = evaluation.compare(mine, theirs)
        found.append({"a": first, "b": second, "decoding": way, "n": len(asked), **rates, "test": test})
    return found


def _guards(summaries: list[dict[str, Any]], best: tuple[str | None, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, (summary, name) in enumerate(zip(summaries, best, strict=True)):
        for guard in next((arm["guards"] for arm in summary["arms"] if arm["arm"] == name), []):
            found.setdefault(guard["label"], [NONE, NONE])[place] = guarded(guard)
    return found


def tables(comparison: Mapping[str, Any]) -> list[Table]:
    """The comparison for a console: arms, then guards and settings where there are any."""
    arms = _table(*COLUMNS)
    for row in comparison["arms"]:
        name = row["a"] if row["a"] == row["b"] else f"{row['a']} / {row['b']}"
        test = row["test"]
        changed = f"{test['fixed']} / {test['new']}"
        loops = [interval(row["loops_a"]), interval(row["loops_b"])]
        arms.add_row(name, row["decoding"] or NONE, str(row["n"]), *loops, changed, p_value(test["p"]))
    guards = _table("guard", "A", "B")
    for label, cells in comparison["guards"].items():
        guards.add_row(label, *map(Text, cells))
    settings = _table("setting", "A", "B")
    for row in comparison["settings"]:
        settings.add_row(*(Text(str(cell)) for cell in row))
    return [table for table in (arms, guards, settings) if table.row_count]


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    return table
