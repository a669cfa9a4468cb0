"""vLLM's engine without a server, for `sampler.py`; run by the Python of vLLM's own environment.

python vllm_alone.py QUESTION.json ANSWER.json
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from vllm import LLM, SamplingParams
from vllm.sampling_params import RepetitionDetectionParams


def main() -> None:
    asked = json.loads(Path(sys.argv[1]).read_text())
    engine = LLM(
        model=asked["model"],
        dtype=asked["dtype"],
        gpu_memory_utilization=asked["memory"],
        generation_config="vllm",
    )
    draw(engine, asked, 8, asked["prompts"][:4])
    began = time.perf_counter()
    ids = draw(engine, asked, asked["cap"], asked["prompts"])
    Path(sys.argv[2]).write_text(json.dumps({"seconds": time.perf_counter() - began, "ids": ids}))


def draw(engine: Any, asked: dict[str, Any], cap: int, prompts: list[list[int]]) -> list[list[int]]:
    stop = RepetitionDetectionParams(**asked["loop_stop"])
    params = SamplingParams(temperature=0, max_tokens=cap, stop_token_ids=asked["stops"], repetition_detection=stop)
    made = engine.generate([{"prompt_token_ids": ids} for ids in prompts], params, use_tqdm=False)
    return [list(answer.outputs[0].token_ids) for answer in made]


if __name__ == "__main__":
    main()
