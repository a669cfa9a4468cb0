"""Sampling engines side by side: wall-clock to all samples of the same prompts, greedy, in one run.

    python benchmarks/sampler.py                                   # writes results/sampler.json
    python benchmarks/sampler.py --vllm .venv-vllm/bin/python      # with vLLM, after `make vllm-env`

SmolLM2-135M-Instruct, 96 training prompts of data/prompts over all domains, at most 384 new tokens. "plain" is
transformers' `generate` on batches of prompts of like length, without loop stop; every row uses the same weights in the
same number type.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import torch
from plain import plain
from targets import keep, target

from dpo_degen.config import ModelConfig, PromptsConfig
from dpo_degen.detection.frozen import frozen_loop
from dpo_degen.jsonl import write_json
from dpo_degen.models import pick_device
from dpo_degen.prompts import load_prompts
from dpo_degen.records import Decoding
from dpo_degen.sampling import Request
from dpo_degen.sampling.hf import HFEngine
from dpo_degen.sampling.server import LOOP_STOP
from dpo_degen.sampling.static import cut
from dpo_degen.sampling.vllm import OWN_CORES, VLLMEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dpo_degen.sampling import Completion, Engine

HERE = Path(__file__).parent
PROMPTS, CAP, MEMORY_GB = 96, 384, 2.0
Row = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vllm", help="the Python of vLLM's own environment")
    options = parser.parse_args()
    engine = HFEngine(ModelConfig(), memory_gb=MEMORY_GB)
    requests = asked(engine)
    rows: dict[str, Row] = {}

    def add(name: str, row: Row) -> None:
        rows[name] = row
        told = ", ".join(f"{key} {value:.3g}" for key, value in row.items() if isinstance(value, float | int))
        print(f"{name}: {told}", flush=True)

    for size in (8, 32, PROMPTS):
        add(f"plain, batches of {size}", timed(partial(generated, engine, requests, size)))
    few = [
        replace(request, decoding=Decoding(32)) for request in requests[:8]
    ]  # all of them would take an hour on a CPU
    add("continuous batching of transformers, 8 x 32 tokens", timed(lambda: continuous(engine, few)))
    add("hf engine, no loop stop", timed(lambda: ours(engine, requests)))
    stopping = [replace(request, stop_loops=True) for request in requests]
    add("hf engine", timed(lambda: ours(engine, stopping)))
    if options.vllm:
        add("vLLM alone, its loop stop", alone(options.vllm, engine, requests))
        with tempfile.TemporaryDirectory() as folder:
            server = VLLMEngine(ModelConfig(), options.vllm, log=Path(folder) / "vllm.log", concurrency=PROMPTS)
            ours(server, [replace(r, decoding=Decoding(8)) for r in stopping[:4]])
            add("vllm engine", timed(lambda: ours(server, stopping)))
            server.close()
    exact = equal_in_fp32(requests)
    judged = targets(rows, exact)
    print(markdown(rows))
    kept = {name: {key: value for key, value in row.items() if key != "ids"} for name, row in rows.items()}
    device = torch.cuda.get_device_name() if pick_device("auto") == "cuda" else f"{psutil.cpu_count()} CPU cores"
    return keep("sampler", judged, device=device, rows=kept)


def asked(engine: HFEngine) -> list[Request]:
    prompts = [p for p in load_prompts(PromptsConfig(train_limit=PROMPTS)) if p.split == "train"]
    return [Request(prompt.id, engine.vocabulary.encode(prompt), Decoding(CAP), 0) for prompt in prompts]


def timed(work: Callable[[], list[list[int]]]) -> Row:
    """Seconds, tokens, peak memory over what was in use before, and what was generated after loops were certain."""
    process, peak, done = psutil.Process(), [0], threading.Event()
    before = process.memory_info().rss

    def watch() -> None:
        while not done.wait(0.05):
            peak[0] = max(peak[0], process.memory_info().rss - before)

    watcher = threading.Thread(target=watch)
    watcher.start()
    began = time.perf_counter()
    ids = work()
    seconds = time.perf_counter() - began
    done.set()
    watcher.join()
    return counted(seconds, ids) | {"peak GB": peak[0] / 1e9}


def counted(seconds: float, ids: list[list[int]]) -> Row:
    tokens = sum(map(len, ids))
    late = sum(len(row) - certain(row) for row in ids) / tokens
    return {"seconds": seconds, "tokens": tokens, "tokens/s": tokens / seconds, "after the rule": late, "ids": ids}


def certain(ids: Sequence[int]) -> int:
    """The length at which the frozen exact rule is first met; the whole length if it never is."""
    if not frozen_loop(ids):
        return len(ids)
    low, high = 0, len(ids)  # a longer prefix meets the rule if a shorter one does
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if frozen_loop(ids[:middle]) else (middle, high)
    return high


def generated(engine: HFEngine, requests: Sequence[Request], size: int) -> list[list[int]]:
    return ids_of(plain(engine, requests, size))


def continuous(engine: HFEngine, requests: Sequence[Request]) -> list[list[int]]:
    from transformers import ContinuousBatchingConfig, GenerationConfig

    settings = GenerationConfig(
        max_new_tokens=requests[0].decoding.max_new_tokens,
        do_sample=False,
        eos_token_id=sorted(engine.vocabulary.stop_ids),
        pad_token_id=engine.vocabulary.pad_id,
    )
    made = engine.network.generate_batch(
        [r.input_ids for r in requests],
        generation_config=settings,
        continuous_batching_config=ContinuousBatchingConfig(),
        progress_bar=False,
    )
    found = sorted(made.values(), key=lambda answer: int(answer.request_id.rsplit("_", 1)[-1]))
    stops = engine.vocabulary.stop_ids
    made = [cut(*both, None, stops) for both in zip(requests, (each.generated_tokens for each in found), strict=True)]
    return ids_of(made)


def ours(engine: Engine, requests: Sequence[Request]) -> list[list[int]]:
    made = {done.request.id: done for batch in engine.complete(requests) for done in batch}
    return ids_of([made[request.id] for request in requests])


def ids_of(made: Sequence[Completion]) -> list[list[int]]:
    return [done.output_ids for done in made]


def alone(python: str, engine: HFEngine, requests: Sequence[Request]) -> Row:
    memory = psutil.virtual_memory()
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder) / "question.json", Path(folder) / "answer.json"
        write_json(
            question,
            {
                "model": engine.network.config.name_or_path,
                "dtype": str(engine.dtype).removeprefix("torch."),
                "memory": round(memory.available / memory.total / 2, 2) if engine.device == "cpu" else 0.5,
                "stops": sorted(engine.vocabulary.stop_ids),
                "prompts": [r.input_ids for r in requests],
                "cap": CAP,
                "loop_stop": LOOP_STOP,
            },
        )
        program = str(HERE / "vllm_alone.py")
        call, environment = [python, program, str(question), str(answer)], {**os.environ, **OWN_CORES}
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL, env=environment)
        found = json.loads(answer.read_text())
    return counted(found["seconds"], found["ids"])


def equal_in_fp32(requests: Sequence[Request]) -> float:
    """The share of prompts whose greedy tokens equal plain `generate`'s in float32, up to where a loop was stopped."""
    engine = HFEngine(ModelConfig(dtype="float32"))
    expected = generated(engine, requests, 32)
    made = ours(engine, [replace(request, stop_loops=True) for request in requests])
    return sum(new == old[: len(new)] for new, old in zip(made, expected, strict=True)) / len(made)


def targets(rows: dict[str, Row], exact: float) -> list[Row]:
    mine, unstopped = rows["hf engine"], [row["seconds"] for name, row in rows.items() if name.startswith("plain")]
    found: list[Row] = []

    def add(name: str, goal: str, value: float, met: bool) -> None:
        found.append(target(name, goal, round(value, 3), met))

    against_8, against_best = unstopped[0] / mine["seconds"], min(unstopped) / mine["seconds"]
    add("plain generate in batches of 8 over hf engine", ">= 3", against_8, against_8 >= 3)
    add("plain generate at its fastest batch over hf engine", ">= 1.5", against_best, against_best >= 1.5)
    if "vllm engine" in rows:
        theirs = rows["vLLM alone, its loop stop"]
        ratio, added = mine["seconds"] / theirs["seconds"], rows["vllm engine"]["seconds"] / theirs["seconds"] - 1
        add("hf engine over vLLM", "<= 1.5", ratio, ratio <= 1.5)
        add("our vllm engine over vLLM alone, added", "< 5 %", added, added < 0.05)
    late = mine["after the rule"]
    add("tokens after the frozen rule is met, share", "< 5 %", late, late < 0.05)
    add("prompts with the tokens of plain generate in fp32, share", ">= 99 %", exact, exact >= 0.99)
    # The second run of an engine finds the first one's memory still reserved, so the larger of the two counts.
    peak = max(mine["peak GB"], rows["hf engine, no loop stop"]["peak GB"])
    add(f"peak memory, GB, with sample.memory_gb {MEMORY_GB}", "within it", peak, peak <= MEMORY_GB)
    return found


def markdown(rows: dict[str, Row]) -> str:
    lines = ["| engine | seconds | tokens | tokens/s | after the rule | peak GB |", "|---|---:|---:|---:|---:|---:|"]
    for name, row in rows.items():
        memory = f"{row['peak GB']:.2f}" if "peak GB" in row else "-"
        lines.append(
            f"| {name} | {row['seconds']:.1f} | {row['tokens']:,} | {row['tokens/s']:.0f} "
            f"| {row['after the rule']:.1%} | {memory} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
