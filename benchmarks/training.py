"""What training costs a pair: both sides in one sequence, in two (TRL), and whole outputs as plain TRL gets them.

    python benchmarks/training.py                 # writes results/training.json

SmolLM2-135M-Instruct on its own loops: some training prompts are sampled, paired both ways, and each way trains on the
same few of them. Seconds are of training with the reference's pass; the ways take turns within one run.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import psutil
import torch
from targets import keep, target

from dpo_degen.config import ModelConfig, PairConfig, PromptsConfig, TrainConfig
from dpo_degen.detection.samples import repetition
from dpo_degen.models import load_model, locate, pick_device
from dpo_degen.pairing import make_pairs
from dpo_degen.prompts import load_prompts
from dpo_degen.records import Decoding
from dpo_degen.sampling import sample
from dpo_degen.sampling.hf import HFEngine
from dpo_degen.training import trainers
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.records import Pair

PROMPTS, PAIRS, TURNS = 48, 8, 2
WAYS = {
    "one sequence a pair": ("branch", trainers.dpo_trainer),
    "two sequences a pair (TRL)": ("branch", trainers.trl_trainer),
    "whole outputs (plain TRL)": ("whole", trainers.naive_trainer),
}


def main() -> int:
    made = {method: pairs(method) for method in ("branch", "whole")}
    both = {p.prompt_id for p in made["branch"]} & {p.prompt_id for p in made["whole"]}
    few = {name: [p for p in each if p.prompt_id in both][:PAIRS] for name, each in made.items()}
    seconds = dict.fromkeys(WAYS, 0.0)
    for _ in range(TURNS):
        for name, (method, build) in WAYS.items():
            seconds[name] += timed(build, few[method]) / TURNS / len(few[method])
    ours, two, whole = seconds.values()
    rows = [
        target("two sequences over one", ">= 1.3", round(two / ours, 2), two / ours >= 1.3),
        target("whole outputs as plain TRL over ours", ">= 3", round(whole / ours, 2), whole / ours >= 3),
    ]
    lengths = {
        name: sum(len(p.context_ids) + len(p.chosen_ids) + len(p.rejected_ids) for p in few[name]) for name in few
    }
    print(*(f"{name}: {value:.2f} s a pair" for name, value in seconds.items()), sep="\n")
    device = torch.cuda.get_device_name() if pick_device("auto") == "cuda" else f"{psutil.cpu_count()} CPU cores"
    return keep("training", rows, device=device, pairs=len(both), tokens=lengths, **{"seconds a pair": seconds})


def pairs(method: Any) -> Sequence[Pair]:
    engine = HFEngine(ModelConfig())
    detector = repetition(engine.vocabulary)
    asked = [p for p in load_prompts(PromptsConfig(train_limit=PROMPTS)) if p.split == "train"]
    outputs = sample(asked, engine, Decoding(384), stop_loops=method == "branch")
    found = [detector(output) for output in outputs]
    settings = PairConfig(method=method, tries=2, forks=["prevent"], endings=0, chosen_tokens=32, rejected_tokens=32)
    return make_pairs(asked, outputs, found, engine, detector, settings)[0]


def timed(build: Any, some: Sequence[Pair]) -> float:
    """Seconds of one pass over some pairs, reference included, model loading not."""
    config, settings = ModelConfig(), TrainConfig(pairs_per_step=4, pairs_per_device=4, epochs=1)
    location = locate(config.name)
    network = load_model(location, config, dtype=torch.float32, device="cpu")
    network.get_input_embeddings().requires_grad_(settings.embeddings)
    with tempfile.TemporaryDirectory() as folder:
        common = {**trainers.common_arguments(settings, config, 0, Path(folder)), "save_strategy": "no"}
        ordered = [replace(pair) for pair in some]
        began = perf_counter()
        build(network, Vocabulary.load(location, config), ordered, settings, common, Path(folder)).train()
        return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
