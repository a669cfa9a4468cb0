"""Real outputs that the tests of the verdict are simulated from: one model in several seeds, and a model made worse.

    python benchmarks/verdicts.py       # about 25 minutes on 2 cores; writes data/verdicts

SmolLM2-135M-Instruct on 100 held-out prompts of data/prompts. `dpo-degen evaluate` does the work, in run folders under
--out; what is there is not made again. Kept of it is what a verdict is made of.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from dpo_degen.config import BASE, ModelConfig
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import read_json, read_jsonl, write_json, write_jsonl
from dpo_degen.models import locate
from dpo_degen.records import EvalRow

DATA = Path(__file__).parents[1] / "data" / "verdicts"
MODEL = ModelConfig().name
SEEDS = range(5)
SETTINGS = ("sample.max_new_tokens=256", "prompts.eval_limit=100")
WARM = ("evaluate.temperature=0.7", "evaluate.perplexity_tokens=0")
NOISE = 0.05  # standard deviation of what is added to a weight, over that of its matrix


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/verdicts"))
    out = parser.parse_args().out
    for seed in SEEDS:
        evaluate(out / f"seed-{seed}", [MODEL], *WARM, f"seed={seed}")
        keep(RunFolder(out / f"seed-{seed}"), BASE, DATA / f"seed-{seed}")
    worse = out / "models" / "noised"
    if not worse.is_dir():
        noised(worse)
    evaluate(out / "worse", [MODEL, str(worse)])
    for arm in (BASE, worse.name):
        keep(RunFolder(out / "worse"), arm, DATA / "worse" / arm)
    return 0


def evaluate(out: Path, models: list[str], *settings: str) -> None:
    named = [word for model in models for word in ("--model", model)]
    command = [sys.executable, "-m", "dpo_degen", "evaluate", str(out), *named, *SETTINGS, *settings]
    subprocess.run(command, check=True)


def keep(run: RunFolder, arm: str, home: Path) -> None:
    """Keep an arm's judged outputs and scores, without what the prompts say and why the detector says so."""
    rows = read_jsonl(run.evaluation / arm / "rows.jsonl", EvalRow)
    write_jsonl(home / "rows.jsonl", [replace(row, prompt="", reason="") for row in rows])
    for file in (run.scores(arm), run.by_base(arm)):
        write_json(home / file.name, read_json(file))


def noised(out: Path) -> None:
    """Save the model with noise in every matrix, as a training that went wrong would leave it."""
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    network = AutoModelForCausalLM.from_pretrained(locate(MODEL), dtype=torch.float32)
    generator = torch.Generator().manual_seed(0)
    with torch.no_grad():
        for weight in network.parameters():
            if weight.ndim == 2:
                weight += NOISE * weight.std() * torch.randn(weight.shape, generator=generator)
    network.to(torch.bfloat16).save_pretrained(part)
    AutoTokenizer.from_pretrained(locate(MODEL)).save_pretrained(part)
    part.rename(out)


if __name__ == "__main__":
    sys.exit(main())
