"""The rows of the repair benchmark: their figures, their targets, their table. Nothing is trained or sampled here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from targets import target

from dpo_degen.config import BASE, ONCE, TrainConfig
from dpo_degen.evaluation import compare
from dpo_degen.jsonl import read_json, read_jsonl
from dpo_degen.records import EvalRow, Pair
from dpo_degen.reporting.summary import build
from dpo_degen.reporting.terminal import NONE, interval, p_value, percent
from dpo_degen.rounds import kept, marked
from dpo_degen.settings import load
from dpo_degen.training import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dpo_degen.folder import RunFolder

OURS, READ = "ours", "midtrain"
_LONGEST = 0.15  # how far the length of healthy outputs may move


@dataclass
class Row:
    """A model of the table: where it lies, what it said, and everything that is known of it."""

    name: str
    run: str
    folder: RunFolder
    arm: str
    judged: list[EvalRow]
    figures: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """With the prompts on which it loops, so that rows of two files can be tested against each other."""
        looped = [row.prompt_id for row in self.judged if row.loops]
        return {"name": self.name, "arm": self.arm, **self.figures, "exact_unseen": exact(self), "looped": looped}


def rows_of(folders: Mapping[str, RunFolder]) -> list[Row]:
    """Base once, then every arm of every run, with its test against base and against the best rival."""
    found: list[Row] = []
    for name, folder in folders.items():
        summary = build(folder)
        last = marked(kept(folder, load(folder.config).train))
        for figures in summary["arms"]:
            arm = figures["arm"]
            if arm == BASE and found:
                continue
            label = arm if name == OURS or arm == BASE else f"{name}: {arm}"
            judged = list(read_jsonl(folder.evaluation / arm / "rows.jsonl", EvalRow))
            cost = {} if arm == BASE else _effort(folder, arm) | {"kept": arm in last}
            found.append(Row(label, name, folder, arm, judged, {**figures, **cost, "work": _work(folder)}))
    return found


def _effort(folder: RunFolder, arm: str) -> dict[str, Any]:
    """Seconds of training and tokens of pairs that went into an arm, with those it started from.

    A context that both sides share counts once, and a side only where the method reads it. Anchors are not counted, nor
    documents that were read.
    """
    settings, made = load(folder.config).train, {"train_seconds": 0.0, "tokens": 0.0}
    while arm != BASE:
        read = {"ftpo": (), "sft": ("chosen_ids",)}.get(TrainConfig.method(arm), ("chosen_ids", "rejected_ids"))
        pairs = [] if arm == READ else list(read_jsonl(folder.findings(TrainConfig.parent(arm)).pairs, Pair))
        for pair in counted(pairs, settings.side_tokens) if TrainConfig.method(arm) == "dpo" else pairs:
            made["tokens"] += settings.epochs * (len(pair.context_ids) + sum(len(getattr(pair, side)) for side in read))
        made["train_seconds"] += read_json(folder.models / arm / "training.json")["seconds"]
        arm = TrainConfig.parent(arm)
    return made


def _work(folder: RunFolder) -> float:
    """Seconds of sampling, pairing and training of a whole run, all rounds."""
    stages = folder.manifest()["stages"]
    return sum(float(stages[name]["seconds"]) for name in ("sample", "detect", "pair", "train"))


def exact(row: Row) -> int:
    """Exact loops on domains that training has not seen."""
    return sum(each.frozen_loop and not each.seen_domain for each in row.judged)


def judge(rows: list[Row]) -> list[dict[str, Any]]:
    """The targets of the comparison; what a tier has not measured is left out."""
    base, ours = rows[0], ours_of(rows)
    costs, figures = ours.figures["costs"], ours.figures
    unseen = [exact(row) for row in (base, ours)]
    loops = [row.figures["loops"]["count"] for row in (base, ours)]
    ratio = figures["perplexity_ratio"]
    low, drop = costs["capability"]["low"], costs["likelihood"]["mean"]
    length, drift = costs["length"]["mean"], costs["drift"]["mean"]
    return [
        target("exact loops on unseen domains, fewer by", ">= 98 %", *_fewer(unseen, 0.98)),
        target("loops of all kinds, fewer by", ">= 95 %", *_fewer(loops, 0.95)),
        *_decodings(base, ours),
        target("rep-4", "<= 0.12", f"{figures['rep_4']:.3f}", figures["rep_4"] <= 0.12),
        *_rival(rows, ours),
        target("human-text perplexity", "within 2 %", f"{ratio - 1:+.1%}", abs(ratio - 1) <= 0.02),
        target("capability, nats an answer", "interval above -0.05", change(costs["capability"]), low > -0.05),
        target(
            "length of healthy outputs",
            "within 15 %",
            f"x{1 + length:.2f}",
            abs(length) <= _LONGEST,
        ),
        target("length where base looped, over base's onset", ">= 1", f"x{costs['room']:.1f}", costs["room"] >= 1),
        target(
            "on topic where base looped, against base's healthy ones",
            ">= -5 points",
            f"{100 * drift:+.1f}",
            drift >= -0.05,
        ),
        target("nats a token of base's healthy outputs", ">= -0.05", change(costs["likelihood"]), drop >= -0.05),
    ]


def ours_of(rows: Sequence[Row]) -> Row:
    """The round of ours that the recipe's rule keeps, or the first."""
    return _standing(rows)[OURS]


def best_rival(rows: Sequence[Row]) -> Row | None:
    """Of the rivals' rounds that the recipe's rule keeps, or first ones, that with the fewest loops; None without any.

    Choosing among the rivals by what is tested favours them. Our own with other settings are left out, and others'
    losses after our reading: no rival's recipe has it.
    """
    rivals = [row for run, row in _standing(rows).items() if not (run.startswith(OURS) or row.arm.startswith(READ))]
    return min(rivals, key=lambda row: row.figures["loops"]["rate"], default=None)


def _standing(rows: Sequence[Row]) -> dict[str, Row]:
    """What stands for each run."""
    found: dict[str, Row] = {}
    for row in rows:
        if row.arm not in (BASE, *ONCE) and (row.run not in found or row.figures["kept"]):
            found[row.run] = row
    return found


def _rival(rows: list[Row], ours: Row) -> list[dict[str, Any]]:
    """Ours against the best rival: fewer loops beyond chance, or no more where the rival leaves five or fewer."""
    rival = best_rival(rows)
    if rival is None:
        return []
    test = compare(rival.judged, ours.judged)
    theirs, mine = (row.figures["loops"]["count"] for row in (rival, ours))
    met = mine <= theirs if theirs <= 5 else mine < theirs and test["p"] < 0.05
    value = f"{mine} against {theirs} loops of {rival.name}, p {p_value(test['p'])}"
    return [target("against the best rival", "fewer loops, p < 0.05", value, met)]


def _decodings(base: Row, ours: Row) -> list[dict[str, Any]]:
    goals = {"greedy 1,024": 0.95, "T = 0.7": 0.9}
    found = {
        name: [row.figures["decodings"][name]["loops"]["count"] for row in (base, ours)]
        for name in goals
        if name in ours.figures.get("decodings", {})
    }
    return [
        target(f"loops, {name}, fewer by", f">= {goals[name]:.0%}", *_fewer(pair, goals[name]))
        for name, pair in found.items()
    ]


def _fewer(counts: Sequence[int], goal: float) -> tuple[str, bool]:
    before, after = counts
    reduction = 1 - after / before if before else 0.0
    return f"{reduction:.1%} ({before} -> {after})", reduction >= goal


COLUMNS = (
    "model", "loops", "frozen rule", "seen", "unseen", "p against base", "p against best rival", "rep-4", "ended",
    "perplexity", "zlib", "healthy length", "healthy nats", "capability", "right", "shorter than onset", "one line",
    "fluency", "on topic", "distinct words", "training s", "pair tokens", "whole run s",
)  # fmt: skip


def markdown(rows: list[Row]) -> str:
    """The table as a GitHub pipe table; the round of each run that its own rule keeps is marked with a star."""
    rival = best_rival(rows)
    cells = [list(COLUMNS), ["---", *["---:"] * (len(COLUMNS) - 1)], *(_cells(row, rival) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def _cells(row: Row, rival: Row | None) -> list[str]:
    figures, versus = row.figures, row.figures["versus_base"] or {}
    return [
        row.name + ("*" if figures.get("kept") else ""),
        interval(figures["loops"]),
        interval(figures["frozen"]),
        percent(figures["seen"]["rate"]),
        percent(figures["unseen"]["rate"]),
        p_value(versus.get("p")),
        p_value(compare(rival.judged, row.judged)["p"]) if rival and versus and row is not rival else NONE,
        f"{figures['rep_4']:.3f}",
        percent(figures["ended"]["rate"]),
        f"{figures['perplexity']:.2f} ({figures['perplexity_ratio']:.3f})" if figures.get("perplexity") else NONE,
        *(_costs(figures["costs"], base=not versus) if figures.get("costs") else [NONE] * 10),
        f"{figures['train_seconds']:.0f}" if figures.get("train_seconds") else NONE,
        f"{figures['tokens']:,.0f}" if figures.get("tokens") else NONE,
        f"{figures['work']:.0f}" if figures.get("tokens") else NONE,
    ]


def change(value: Mapping[str, Any] | None) -> str:
    """A mean difference with its interval, as "-0.012 [-0.020, -0.004]"."""
    return NONE if value is None else f"{value['mean']:+.3f} [{value['low']:+.3f}, {value['high']:+.3f}]"


def _costs(costs: Mapping[str, Any], *, base: bool) -> list[str]:
    return [
        f"{costs['compression']:.2f}",
        f"x{1 + costs['length']['mean']:.2f}" if costs["length"] else NONE,
        change(costs["likelihood"]),
        change(costs["capability"]),
        percent(costs["right"]["rate"]),
        NONE if base else f"{costs['shorter']['count']} of {costs['shorter']['n']}",
        NONE if base else percent(costs["shrunk"]["rate"]),
        NONE if base else change(costs["fluency"]),
        NONE if base or not costs["on_topic"] else percent(costs["on_topic"]["rate"]),
        f"{costs['distinct_words']:.1f}",
    ]
