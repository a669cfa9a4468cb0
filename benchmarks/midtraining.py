"""What midtraining on a spec's documents does to the fine-tuning that follows, after arXiv 2605.02087.

    python benchmarks/midtraining.py            # under 2 hours on 2 cores; results/midtraining.json

Two specs explain the same preferences of SmolLM2-135M-Instruct by two values, thrift and quiet (data/values). A model
reads documents on one of them, is then fine-tuned on the preferences alone, and is asked to choose: between things like
those of the fine-tuning, and between things far from it that differ in price or in noise. It is also asked when it has
only read, so that what the documents do alone is told apart; and base is asked after it was told the value, which shows
what a model of its size makes of a value at all. Models lie in --out; what is there is not made again, and changed data
or settings begin anew.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

from midtraining_table import DATA, PROBES, VALUES, Margins, by_frequency, gaps, items, judge, show, table
from targets import keep

from dpo_degen.config import MidtrainConfig, ModelConfig, TrainConfig
from dpo_degen.evaluation.scoring import log_probability
from dpo_degen.folder import key_of, versions
from dpo_degen.jsonl import read_json, write_json
from dpo_degen.models import locate
from dpo_degen.progress import Bar
from dpo_degen.records import Pair, Prompt
from dpo_degen.sampling.hf import HFEngine
from dpo_degen.spec.documents import read_texts
from dpo_degen.training import train
from dpo_degen.training.midtraining import midtrain
from dpo_degen.vocabulary import Vocabulary

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
    out = home(parser.parse_args().out)
    base = {name: [probe(out, "base", name)] for name in PROBES}
    margins: Margins = {"base": base, "word frequency": {value: [by_frequency(value)] for value in VALUES}}
    for value in VALUES:
        margins[f"told {value}"] = {name: [probe(out, "base", name, told=value)] for name in PROBES}
    for seed in SEEDS:
        for arm in ("fine-tuned", *VALUES):
            made(out, arm, seed)
            for state, title in states(arm):
                found = margins.setdefault(title, {name: [] for name in PROBES})
                for name in PROBES:
                    found[name].append(probe(out, f"{state}-{seed}", name))
        code = tell(margins, seed + 1)
    return code


def home(out: Path) -> Path:
    """The folder for models and margins of these data and settings."""
    files = [*DATA.glob("*.json*"), *(DATA / f"{value}.md" for value in VALUES)]
    data = {file.name: file.read_text(encoding="utf-8") for file in sorted(files)}
    wordings = [ASKED, SAID, PROBED, ANSWER]
    folder = out / key_of(data, MODEL.name, asdict(READING), asdict(TUNING), wordings)[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def states(arm: str) -> list[tuple[str, str]]:
    """The states of a model that are probed, as names of folders and of rows."""
    return [(f"read-{arm}", f"read {arm}"), (arm, f"{arm}, tuned")] if arm in VALUES else [(arm, arm)]


def made(out: Path, arm: str, seed: int) -> None:
    """Base, or the model that has read a value's documents, fine-tuned on the preferences; probed before that too."""
    model = out / f"{arm}-{seed}"
    if model.is_dir():
        return
    start = out / f"read-{arm}-{seed}" if arm in VALUES else None
    if start and not start.is_dir():
        midtrain(MODEL, read_texts(str(DATA / f"{arm}.jsonl")), start, READING, seed=seed)
    for name in PROBES if start else ():
        probe(out, f"read-{arm}-{seed}", name)
    train("sft", MODEL, preferences(seed), model, TUNING, start=str(start) if start else None, seed=seed)
    if start:
        shutil.rmtree(start)


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


def probe(out: Path, model: str, name: str, told: str | None = None) -> list[float]:
    """By item, how much likelier the matching answer is than the other, in nats, over both orders of asking.

    With `told`, the model hears before each question what the spec of that value says about its reason and reach.
    """
    file = out / "probes" / f"{f'told-{told}' if told else model}-{name}.json"
    if not file.is_file():
        engine = HFEngine(MODEL, model=None if model == "base" else str(out / model))
        rows = []
        for number, item in enumerate(items(name)):
            for both in ((item["matching"], item["other"]), (item["other"], item["matching"])):
                question = worded(PROBED, *both, situation=item["situation"])
                context = engine.vocabulary.encode(asked(str(number), question, told))
                rows += [
                    (context, engine.vocabulary.encode_text(ANSWER.format(it=item[side])))
                    for side in ("matching", "other")
                ]
        with Bar(file.stem, 1) as bar:
            sums = log_probability(engine.network, engine.vocabulary.pad_id, rows, bar.tick)
        engine.close()
        found = [(a - b + c - d) / 2 for a, b, c, d in zip(*[iter(sums)] * 4, strict=True)]
        write_json(file, {"margins": found})
    return list(read_json(file)["margins"])


def asked(number: str, question: str, told: str | None) -> Prompt:
    if told is None:
        return Prompt(number, "eval", prompt=question)
    spec = (DATA / f"{told}.md").read_text(encoding="utf-8")
    value = spec[spec.index("## The reason") : spec.index("## The limits")]
    return Prompt(
        number, "eval", messages=[{"role": "system", "content": value}, {"role": "user", "content": question}]
    )


def tell(margins: Margins, seeds: int) -> int:
    """Print and keep the table of the seeds so far; targets are judged when all are there."""
    chosen, told = table(margins), gaps(margins)
    print(f"\nmatching answers in percent, {seeds} seed(s)")
    for arm, cells in chosen.items():
        print(f"| {arm} | {' | '.join(f'{name} {show(cell)}' for name, cell in cells.items())} |")
    for name, by_part in told.items():
        for part, gap in by_part.items():
            seen = ", ".join(f"{100 * each:+.1f}" for each in gap["share"]["seeds"])
            print(f"{name}, {part}: {show(gap['share'])} points (seeds {seen}), {gap['nats']['mean']:+.2f} nats")
    targets = judge(told) if seeds == len(SEEDS) else []
    return keep("midtraining", targets, versions=versions(), seeds=seeds, chosen=chosen, gaps=told)


if __name__ == "__main__":
    sys.exit(main())
