from __future__ import annotations

from typing import Any

import pytest

from dpo_degen.config import GuardsConfig
from dpo_degen.evaluation.bounds import judged

LEAD = "Once there was a captain.\n"
UNIT = "The ship sailed on. "
LOOP = LEAD + UNIT * 40

COST = {"sample_tokens": 240_000, "stopped": 150, "tries": 400, "tried_tokens": 9_600}


def rate(count: int, n: int) -> dict[str, Any]:
    share = count / n if n else 0.0
    return {"count": count, "n": n, "rate": share, "low": max(0.0, share - 0.1), "high": min(1.0, share + 0.1)}


def make_arm(name: str, loops: int, **other: Any) -> dict[str, Any]:
    trained = name != "base"
    return {
        "arm": name,
        "n": 96,
        "loops": rate(loops, 96),
        "frozen": rate(loops + 1, 96),
        "seen": rate(loops // 2, 48),
        "unseen": rate(loops - loops // 2, 48),
        "domains": {
            "lists": {"seen": False, "loops": rate(loops, 48)},
            "stories": {"seen": True, "loops": rate(0, 48)},
        },
        "undecided": rate(2, 96),
        "mean_length": 1234.5,
        "ended": rate(96 - loops, 96),
        "rep_4": 0.125,
        "wasted_share": 0.1,
        "decode_seconds": 80.0,
        "wasted_seconds": 8.0,
        "perplexity": 14.25,
        "perplexity_ratio": 1.01 if trained else 1.0,
        "versus_base": make_comparison() if trained else None,
        "train_seconds": 184.0 if trained else None,
        "train_steps": 60 if trained else None,
        "loss": "sigmoid" if trained else None,
        "pairs": 171 if trained else None,
        "links": [make_link(name)] if trained else [],
        "costs": make_costs(trained=trained),
        "guards": judged(make_costs(trained=trained), GuardsConfig()) if trained else [],
        **other,
    }


def make_link(arm: str, **other: Any) -> dict[str, Any]:
    return {"arm": arm, "loss": "sigmoid", "pairs": 171, "documents": None, "steps": 60, "share": None, **other}


def make_comparison() -> dict[str, Any]:
    reduction = {"mean": 0.9, "n": 96, "low": 0.8, "high": 0.95}
    return {"fixed": 18, "new": 1, "p": 0.00004, "reduction": reduction, "prompts_needed": 20}


def make_decoding(name: str) -> dict[str, Any]:
    arms = [("base", 19, None), ("dpo", 1, make_comparison())]
    return {"decoding": name, "arms": [{"arm": a, "loops": rate(n, 96), "versus_base": v} for a, n, v in arms]}


def make_costs(*, trained: bool) -> dict[str, Any]:
    change = {"mean": -0.0123 if trained else 0.0, "n": 80, "low": -0.02, "high": 0.01}
    changes = ("perplexity", "likelihood", "divergence", "ended", "variety", "capability", "fluency", "drift")
    return {
        **dict.fromkeys(("chrf", "edit")),
        **dict.fromkeys(changes, change),
        "length": {"mean": 0.3, "n": 80, "low": 0.1, "high": 0.5},
        "right": rate(120, 180),
        "shorter": rate(3, 40),
        "shrunk": rate(0, 40),
        "room": 4.5,
        "on_topic": rate(30, 40) if trained else None,
        "compression": 2.1,
        "distinct_words": 45.6,
    }


def make_output(arm: str, text: str, **other: Any) -> dict[str, Any]:
    return {
        "arm": arm,
        "text": text,
        "verdict": "none",
        "reason": "No repetition found.",
        "tokens": 61,
        "finish": "stop",
        "onset": None,
        "branch": None,
        "end": None,
        **other,
    }


def make_pair(**other: Any) -> dict[str, Any]:
    return {
        "id": "pair-1",
        "prompt": "Tell a story.",
        "context": LEAD,
        "chosen": "The end.",
        "rejected": UNIT * 2,
        "chosen_ended": True,
        "rejected_ended": False,
        **other,
    }


@pytest.fixture
def summary() -> dict[str, Any]:
    """A whole run with three arms."""
    loop = make_output("base", LOOP, verdict="loop", onset=len(LEAD), branch=len(LEAD + UNIT), end=len(LOOP))
    example = {"prompt_id": "p1", "domain": "stories", "prompt": "Tell a story.", "category": "fixed", "why": None}
    return {
        "schema": 1,
        "model": "tiny/model",
        "created": "2025-05-01T12:30:00+00:00",
        "seconds": 4210.0,
        "verdict": {"outcome": "repaired", "text": "Loops fell from 19.8 % to 1.0 %.", "arm": "dpo"},
        "arms": [make_arm("base", 19), make_arm("sft", 14), make_arm("dpo", 1)],
        "decodings": [make_decoding("greedy, 512 tokens"), make_decoding("temperature 0.7, 512 tokens")],
        "funnel": {"prompts": 240, "samples": 960, "loops": 188, "pairs": 171, "skipped": {"too short": 17}} | COST,
        "rounds": [
            {"arm": "base", "loops": 30, "n": 60, "perplexity": 14.25, "kept": False},
            {"arm": "dpo", "loops": 2, "n": 60, "perplexity": None, "kept": True},
        ],
        "audit": {"max_length": 1024, "pairs": 171, "usable": 160, "truncated": 15, "longest": 1803, "median": 210},
        "training": {
            "sft": [{"step": 1, "loss": 2.0}, {"step": 2, "loss": 1.5}],
            "dpo": [
                {"step": step, "loss": 0.7 - step / 10, "chosen": 0.0, "rejected": -step / 5} for step in range(1, 5)
            ],
        },
        "onsets": {"base": [3, 50, 120], "dpo": [70]},
        "lengths": {"base": [512, 512, 100], "sft": [90, 512], "dpo": [80, 120]},
        "examples": [{**example, "outputs": [loop, make_output("dpo", "The end.")]}],
        "pairs_preview": [make_pair()],
        "stages": {"sample": {"seconds": 1200.0}},
        "settings": {
            "model": "tiny/model",
            "prompts": {"source": "data/asked.jsonl"},
            "train": {"beta": 0.1, "lora": None, "stop": ["a"], "side_tokens": 4},
        },
        "versions": {"trl": "1.16.0"},
        "hashes": {"prompts": "abc"},
        "commands": ["dpo-degen run quick.yaml"],
        "limits": ["One seed; another may differ."],
    }


@pytest.fixture
def base_only(summary: dict[str, Any]) -> dict[str, Any]:
    """A run that found nothing to repair: no training, no pairs, every optional value missing."""
    base = make_arm(
        "base",
        0,
        seen=None,
        unseen=None,
        perplexity=None,
        perplexity_ratio=None,
        domains={},
        ended=rate(0, 0),
        costs=None,
        guards=[],
    )
    empty: dict[str, Any] = {
        "training": {},
        "lengths": {},
        "onsets": {},
        "stages": {},
        "settings": {},
        "versions": {},
        "hashes": {},
    }
    empty |= {
        "examples": [],
        "pairs_preview": [],
        "commands": [],
        "limits": [],
        "audit": None,
        "rounds": [],
        "decodings": [],
    }
    funnel = {"prompts": 0, "samples": 0, "loops": 0, "pairs": 0, "skipped": {}} | dict.fromkeys(COST, 0)
    verdict = {"outcome": "nothing to repair", "text": "No output loops.", "arm": None}
    return {**summary, **empty, "arms": [base], "funnel": funnel, "verdict": verdict}
