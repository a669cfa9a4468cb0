"""What the full tier of the repair benchmark adds: base with decode-time fixes, the best models in other decodings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import torch
from plain import plain
from repair_table import Row, best_rival, ours_of

from dpo_degen.config import BASE, TrainConfig
from dpo_degen.evaluation import compare, evaluate, measure
from dpo_degen.evaluation.costs import Scores, costs
from dpo_degen.evaluation.guards import likelihood, on_topic
from dpo_degen.evaluation.perplexity import perplexity
from dpo_degen.guarding import windows_under
from dpo_degen.jsonl import read_json, read_jsonl, write_json, write_jsonl
from dpo_degen.models import load_model, locate
from dpo_degen.progress import Bar
from dpo_degen.records import Decoding, EvalRow, Sample
from dpo_degen.run import Run
from dpo_degen.sampling import Request, check_room, sample, to_sample
from dpo_degen.sampling.hf import HFEngine
from dpo_degen.settings import load
from dpo_degen.training.interpolation import draw_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.folder import RunFolder
    from dpo_degen.records import Prompt

FIXES: dict[str, dict[str, Any]] = {
    "base, repetition_penalty 1.1": {"repetition_penalty": 1.1},
    "base, repetition_penalty 1.3": {"repetition_penalty": 1.3},
    "base, no_repeat_ngram_size 4": {"no_repeat_ngram_size": 4},
}
DECODINGS = {"greedy 1,024": Decoding(1024), "T = 0.7": Decoding(384, 0.7)}
_AT_ONCE = 48


def decode_time_fixes(folder: RunFolder) -> list[Row]:
    """Base decoded as a user would do it instead of training, with what it costs."""
    run = Run(load(folder.config), folder)
    base = list(read_jsonl(folder.evaluation / BASE / "rows.jsonl", EvalRow))
    before: Any = {**read_json(folder.scores(BASE)), **read_json(folder.by_base(BASE))}
    looped = {row.prompt_id for row in base if row.loops}
    found = []
    for name, arguments in FIXES.items():
        engine = HFEngine(run.config.model)
        file = folder.path.parent / "more" / f"{name}.jsonl"
        if not file.is_file():
            write_jsonl(
                file, generated(engine, run.split("eval"), run.config.evaluations()[0].max_new_tokens, arguments)
            )
        made = list(read_jsonl(file, Sample))
        repaired = [each for each in made if each.prompt_id in looped]
        pool = {each.prompt_id: each.prompt_ids for each in made}
        after = Scores(
            healthy=before["healthy"],
            capability=before["capability"],
            fluency=likelihood(engine.network, engine.vocabulary, repaired),
            on_topic=on_topic(engine.network, engine.vocabulary, repaired, pool),
        )
        rows = judged(run, made, name)
        figures = {
            **measure(rows),
            # The model is base, so what a model says of given text is no cost of decoding.
            "costs": {**costs(base, rows, before, after), "likelihood": None, "capability": None},
            "versus_base": compare(base, rows),
        }
        found.append(Row(name, BASE, folder, BASE, rows, figures))
    return found


def generated(engine: HFEngine, prompts: Sequence[Prompt], cap: int, arguments: dict[str, Any]) -> list[Sample]:
    """Greedy outputs of transformers' `generate` with further arguments, in the order of the prompts."""
    requests = [Request(prompt.id, check_room(prompt, engine.vocabulary, cap), Decoding(cap), 0) for prompt in prompts]
    with Bar(" ".join(f"{name} {value}" for name, value in arguments.items()), len(requests)) as bar:
        made = plain(engine, requests, _AT_ONCE, bar.advance, **arguments)
    return [to_sample(completion, prompt, engine) for completion, prompt in zip(made, prompts, strict=True)]


def other_decodings(rows: Sequence[Row]) -> None:
    """Base, our best and the best rival at another length and temperature, added to their figures."""
    for row in filter(None, (rows[0], ours_of(rows), best_rival(rows))):
        run = Run(load(row.folder.config), row.folder)
        row.figures["decodings"] = {}
        for name, decoding in DECODINGS.items():
            file = row.folder.path.parent / "more" / f"{row.name.replace(':', '')}, {name}.jsonl"
            if not file.is_file():
                asked = run.split("eval")
                with Bar(f"{row.name}, {name}", 1) as bar:
                    write_jsonl(file, sample(asked, run.engine(row.arm, here=True), decoding, tick=bar.tick))
            row.figures["decodings"][name] = measure(judged(run, list(read_jsonl(file, Sample)), row.name))
        run.free()


def int8(row: Row) -> Row:
    """A model whose linear layers are stored in eight bits (torchao, weights only, one scale a row of weights).

    Beside base's row it shows whether a repair is lost in the rounding.
    """
    from torchao.quantization import Int8WeightOnlyConfig, quantize_

    run = Run(load(row.folder.config), row.folder)
    name = f"{row.name}, int8 weights"
    file = row.folder.path.parent / "more" / f"{name}.jsonl"
    if not file.is_file():
        engine = run.engine(row.arm, here=True)
        assert isinstance(engine, HFEngine)
        quantize_(engine.network, Int8WeightOnlyConfig())
        with Bar(name, 1) as bar:
            write_jsonl(file, sample(run.split("eval"), engine, run.config.evaluations()[0], tick=bar.tick))
        run.free()
    rows = judged(run, list(read_jsonl(file, Sample)), name)
    base = list(read_jsonl(row.folder.evaluation / BASE / "rows.jsonl", EvalRow))
    return Row(name, BASE, row.folder, BASE, rows, {**measure(rows), "versus_base": compare(base, rows)})


def drawn_back(row: Row, ours: Row) -> list[Row]:
    """A rival drawn back to the perplexity of ours, as `train.max_perplexity` does it with DPO; none if it cannot."""
    run = Run(load(row.folder.config), row.folder)
    most, name = float(ours.figures["perplexity"]), f"{row.name}, drawn back"
    file = row.folder.path.parent / "more" / f"{name.replace(':', '')}.jsonl"
    told = file.with_suffix(".json")
    if not told.is_file():
        engine = run.engine(row.arm, here=True)
        assert isinstance(engine, HFEngine)
        parent = TrainConfig.parent(row.arm.partition("-")[0])  # of its first round
        home = locate(run.config.model.name) if parent == BASE else str(row.folder.models / parent)
        folder = str(row.folder.models / row.arm)
        weights = load_model(folder, run.config.model, dtype=torch.float32, device="cpu").state_dict()
        looks: list[float] = []

        def fits(network: Any) -> bool:
            looks.append(perplexity(windows_under(run, network, name)) or 0)
            return looks[-1] <= most

        share = draw_back(weights, home, run.config.model, fits)
        if not share:
            return []
        engine.network.load_state_dict(weights)
        with Bar(name, 1) as bar:
            write_jsonl(file, sample(run.split("eval"), engine, run.config.evaluations()[0], tick=bar.tick))
        write_json(told, {"share": share, "perplexity": max(look for look in looks if look <= most)})
        run.free()
    rows = judged(run, list(read_jsonl(file, Sample)), name)
    base = list(read_jsonl(row.folder.evaluation / BASE / "rows.jsonl", EvalRow))
    figures = {**measure(rows), "versus_base": compare(base, rows), **read_json(told)}
    figures["perplexity_ratio"] = figures["perplexity"] / read_json(row.folder.scores(BASE))["perplexity"]
    return [Row(name, BASE, row.folder, BASE, rows, figures)]


def judged(run: Run, made: Sequence[Sample], name: str) -> list[EvalRow]:
    seen = {prompt.domain for prompt in run.split("train")}
    return evaluate(run.split("eval"), made, run.detector, run.vocabulary, arm=name, seen=seen)
