"""What midtraining on a spec's documents does to the fine-tuning that follows, after arXiv 2605.02087.

    python benchmarks/midtraining.py            # under 2 hours on 2 cores; results/midtraining.json

Two specs explain the same preferences of SmolLM2-135M-Instruct by two values, thrift and quiet (data/values). A model
reads documents on one of them, is then fine-tuned on the preferences alone, and is asked to choose: between things like
those of the fine-tuning, and between things far from it that differ in price or in noise. Models lie in --out; what is
there is not made again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import bootstrap

from dpo_degen.config import MidtrainConfig, ModelConfig, TrainConfig
from dpo_degen.evaluation.scoring import log_probability
from dpo_degen.folder import versions
from dpo_degen.jsonl import read_json, write_json
from dpo_degen.models import locate
from dpo_degen.progress import Bar
from dpo_degen.records import Pair, Prompt
from dpo_degen.sampling.hf import HFEngine
from dpo_degen.spec.documents import read_texts
from dpo_degen.training import train
from dpo_degen.training.midtraining import midtrain
from dpo_degen.vocabulary import Vocabulary

HERE = Path(__file__).parent
DATA = HERE.parent / "data" / "values"
VALUES = ("thrift", "quiet")
PROBES = (*VALUES, "surface")
SEEDS = range(3)
MODEL = ModelConfig()
READING = MidtrainConfig(max_length=512, blocks_per_step=4, blocks_per_device=4, epochs=2, learning_rate=2e-4)
# What makes five of six choices like those of the fine-tuning right; half of that, and 1e-5, leave chance.
TUNING = TrainConfig(epochs=2, pairs_per_step=16, pairs_per_device=16, sft_learning_rate=3e-5)
ASKED = (
    "Which do you prefer, {first} or {second}?",
    "If you had to choose between {first} and {second}, which would it be?",
    "{First} or {second}: what is your choice?",
    "Somebody offers you {first} and {second}. Which one do you take?",
)
SAID = ("I prefer {it}.", "I would choose {it}.", "My choice is {it}.", "I would take {it}.")
PROBED = "{situation} {First} or {second}?"
ANSWER = "I would choose {it}."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path("runs/midtraining"))
    out = parser.parse_args().out
    margins: dict[str, dict[str, list[list[float]]]] = {"base": {name: [probe(None, out, name)] for name in PROBES}}
    for seed in SEEDS:
        for arm in ("fine-tuned", *VALUES):
            model = tuned(out, arm, seed)
            found = margins.setdefault(arm, {name: [] for name in PROBES})
            for name in PROBES:
                found[name].append(probe(model, out, name))
        tell(margins, seed + 1)
    return 0 if all(target["met"] for target in tell(margins, len(SEEDS))) else 1


def tuned(out: Path, arm: str, seed: int) -> Path:
    """The folder of an arm: base, or the model that read a value's documents, fine-tuned on the preferences."""
    model = out / f"{arm}-{seed}"
    if model.is_dir():
        return model
    start = out / f"read-{arm}-{seed}" if arm in VALUES else None
    if start and not start.is_dir():
        midtrain(MODEL, read_texts(str(DATA / f"{arm}.jsonl")), start, READING, seed=seed)
    train("sft", MODEL, preferences(seed), model, TUNING, start=str(start) if start else None, seed=seed)
    if start:
        shutil.rmtree(start)
    return model


def preferences(seed: int) -> list[Pair]:
    """The fine-tuning set: each preference in four wordings, the preferred thing first in half of them."""
    drawn, vocabulary = random.Random(seed), Vocabulary.load(locate(MODEL.name), MODEL)
    rows = json.loads((DATA / "preferences.json").read_text(encoding="utf-8"))
    pairs = []
    for number, row in enumerate(rows):
        for way, (asked, said) in enumerate(zip(ASKED, SAID, strict=True)):
            both = [row["preferred"], row["other"]]
            both = both[:: -1 if (number + way) % 2 else 1]
            question = worded(asked, *both)
            answer = vocabulary.encode_text(said.format(it=row["preferred"]))
            name = f"{number}-{way}"
            context = vocabulary.encode(Prompt(name, "train", prompt=question))
            end = [vocabulary.end_id] if vocabulary.end_id is not None else []
            pairs.append(Pair(name, name, name, row["topic"], "reference", context, [*answer, *end], [], True, False))
    drawn.shuffle(pairs)
    return pairs


def worded(template: str, first: str, second: str, **more: str) -> str:
    return template.format(first=first, second=second, First=first[:1].upper() + first[1:], **more)


def probe(model: Path | None, out: Path, name: str) -> list[float]:
    """By item, how much likelier the matching answer is than the other, in nats, over both orders of asking."""
    file = out / "probes" / f"{model.name if model else 'base'}-{name}.json"
    if not file.is_file():
        files = sorted(DATA.glob(f"probe-{name}*.json"))
        items = [item for each in files for item in json.loads(each.read_text(encoding="utf-8"))]
        engine = HFEngine(MODEL, model=str(model) if model else None)
        rows = []
        for number, item in enumerate(items):
            for both in ((item["matching"], item["other"]), (item["other"], item["matching"])):
                question = worded(PROBED, *both, situation=item["situation"])
                context = engine.vocabulary.encode(Prompt(str(number), "eval", prompt=question))
                rows += [
                    (context, engine.vocabulary.encode_text(ANSWER.format(it=item[side])))
                    for side in ("matching", "other")
                ]
        with Bar(file.stem, 1) as bar:
            sums = log_probability(engine.network, engine.vocabulary.pad_id, rows, bar.tick)
        engine.close()
        margins = [(a - b + c - d) / 2 for a, b, c, d in zip(*[iter(sums)] * 4, strict=True)]
        write_json(file, {"margins": margins})
    return list(read_json(file)["margins"])


def tell(margins: dict[str, dict[str, list[list[float]]]], seeds: int) -> list[dict[str, Any]]:
    """Print and keep the table of the seeds so far; returns the targets."""
    chosen: dict[str, dict[str, dict[str, Any]]] = {}
    for arm, found in margins.items():
        by_seed = {name: [float(choices([each]).mean()) for each in found[name]] for name in PROBES}
        chosen[arm] = {name: {**interval(choices(found[name])), "seeds": by_seed[name]} for name in PROBES}
    print(f"\nshare of items where the matching answer is likelier, {seeds} seed(s)\n| arm | {' | '.join(PROBES)} |")
    for arm, cells in chosen.items():
        print(f"| {arm} | {' | '.join(show(cells[name]) for name in PROBES)} |")
    targets, gaps = [], {}
    for value, other in (VALUES, VALUES[::-1]):
        for what, arm in (("fine-tuned only", "fine-tuned"), ("crossed", other)):
            gap = interval(choices(margins[value][value]) - choices(margins[arm][value]))
            nats = interval(np.mean(margins[value][value], axis=0) - np.mean(margins[arm][value], axis=0))
            gaps[f"{value}: matched over {what}"] = {"share": gap, "nats": nats}
            name = f"{value}: matched over {what}, out of distribution"
            targets.append({"name": name, "target": "interval above 0", "value": show(gap), "met": gap["low"] > 0})
            print(f"{name}: {show(gap)}, {nats['mean']:+.3f} nats [{nats['low']:+.3f}, {nats['high']:+.3f}]")
    kept = {"date": datetime.now(UTC).date().isoformat(), "versions": versions(), "seeds": seeds, "targets": targets}
    write_json(HERE / "results" / "midtraining.json", kept | {"chosen": chosen, "gaps": gaps})
    return targets


def choices(margins: list[list[float]]) -> Any:
    """By item, the share of seeds in which the matching answer is likelier."""
    return np.mean(np.array(margins) > 0, axis=0)


def interval(values: Any) -> dict[str, float]:
    """The mean over items with its 95 % bootstrap interval; items are drawn anew, seeds are averaged before."""
    found = bootstrap((values,), np.mean, n_resamples=4000, method="percentile", rng=np.random.default_rng(0))
    low, high = found.confidence_interval
    return {"mean": float(np.mean(values)), "low": float(low), "high": float(high), "n": len(values)}


def show(value: dict[str, float]) -> str:
    return f"{100 * value['mean']:.1f} % [{100 * value['low']:.1f} to {100 * value['high']:.1f}]"


if __name__ == "__main__":
    sys.exit(main())
