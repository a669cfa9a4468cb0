"""Draws the real outputs behind `real.jsonl`: SmolLM2-135M-Instruct on the project's prompts.

    python data/detector/sample_outputs.py OUT.jsonl

Four temperatures and three token caps, in turn over prompts balanced by domain. The labels were added by a reader
afterwards (see README.md); running this again on another kind of machine gives other outputs.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path

from dpo_degen import Decoding, HFEngine, ModelConfig, load_prompts, sample
from dpo_degen.config import PromptsConfig
from dpo_degen.jsonl import write_jsonl
from dpo_degen.progress import say
from dpo_degen.prompts import balanced

TEMPERATURES, CAPS = (0.0, 0.3, 0.7, 1.0), (128, 256, 512)
PER_SETTING = 27


def main(out: Path) -> None:
    prompts = balanced(load_prompts(PromptsConfig()), len(TEMPERATURES) * len(CAPS) * PER_SETTING)
    engine = HFEngine(ModelConfig(), batch_size=PER_SETTING)
    rows = []
    for number, (temperature, cap) in enumerate(product(TEMPERATURES, CAPS)):
        part = prompts[number::12][:PER_SETTING]
        made = sample([replace(p, split="eval") for p in part], engine, Decoding(cap, temperature, 0.95))
        rows += [
            {
                "id": f"real-{len(rows) + i + 1:03d}",
                "prompt": prompt.as_text(),
                "domain": prompt.domain,
                "temperature": temperature,
                "max_new_tokens": cap,
                "finished": each.finish == "stop",
                "ids": each.output_ids,
                "text": each.text,
            }
            for i, (prompt, each) in enumerate(zip(part, made, strict=True))
        ]
        say(f"temperature {temperature}, {cap} tokens: {len(rows)} outputs so far")
    write_jsonl(out, rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
