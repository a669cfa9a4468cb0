"""The train stage: every arm in turn, and rounds that go on as long as they help.

A round samples the model that the round before made, and trains it on the loops that are left. Rounds are judged on
training prompts of which no pair is made, never on the prompts of the evaluation.
"""

from __future__ import annotations

import shutil
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import torch

from dpo_degen import parallel
from dpo_degen.config import BASE, ONCE, TrainConfig
from dpo_degen.evaluation.perplexity import guard_text, perplexity
from dpo_degen.folder import key_of
from dpo_degen.guarding import windows_of, windows_under
from dpo_degen.jsonl import read_json, read_jsonl, write_json
from dpo_degen.models import check_device, fast_bf16
from dpo_degen.pairing.audit import audit
from dpo_degen.progress import say
from dpo_degen.prompts import balanced
from dpo_degen.records import Decoding, Pair
from dpo_degen.rounds import Check, better, lineage
from dpo_degen.sampling import sample
from dpo_degen.stages import detect_arm, pair_arm, sample_arm
from dpo_degen.training import train, work_folder
from dpo_degen.training.anchors import anchors
from dpo_degen.training.midtraining import midtrain

if TYPE_CHECKING:
    from collections.abc import Callable

    from dpo_degen.run import Run
    from dpo_degen.training.anchors import Anchor

_PROBED = 256  # tokens of an output of the probe


def train_arms(run: Run) -> dict[str, int]:
    """Train what the arms say, resampling where an arm starts from another."""
    run.free()
    check_device(run.config.model.device)
    for arm in run.arms():
        parent = TrainConfig.parent(arm)
        out = run.folder.models / arm
        if out.is_dir() and parallel.is_main():
            shutil.rmtree(work_folder(out), ignore_errors=True)  # a kill can leave it behind a finished model
        if out.is_dir() or (parent != BASE and parent not in run.trained()):
            continue
        if TrainConfig.method(arm) == "midtrain":
            run.free()
            _midtrain(run, arm)
            continue
        reason = _enough(run, arm) if "-" in arm else None  # a later round
        pairs, told = audit([] if reason else _pairs(run, parent), run.max_length())
        if parent == BASE:
            told.check()
            if parallel.is_main():
                write_json(run.folder.audit, asdict(told))
        if not pairs:
            say(f"  {arm}: not trained: {reason or _none(run, parent, made=told.pairs)}")
            continue
        _train(run, arm, parent, pairs)
    for arm in run.trained() if run.config.train.rounds > 1 else ():
        if TrainConfig.method(arm) not in ONCE:
            for each in (*lineage(arm), arm):
                check(run, each)
    run.free()
    return {"arms": len(run.trained())}


def _none(run: Run, parent: str, *, made: int) -> str:
    """Why there is no pair to train on."""
    if made:
        return f"no pair of what still loops fits {run.max_length()} tokens"
    return "no pair could be made of what still loops" if any(run.detections(parent)) else "nothing loops any more"


def _midtrain(run: Run, arm: str) -> None:
    assert run.documents, "an arm begins with midtrain"
    documents, replay = run.documents
    out, tracker = run.folder.models / arm, run.config.train.report_to
    settings, seed = run.config.midtrain, run.config.seed
    midtrain(run.config.model, documents, out, settings, replay=replay, seed=seed, report_to=tracker)


def _train(run: Run, arm: str, parent: str, pairs: list[Pair]) -> None:
    settings, home = run.config.train, TrainConfig.parent(arm.partition("-")[0])  # of its first round
    start, held_to = (None if each == BASE else str(run.folder.models / each) for each in (parent, home))
    method = TrainConfig.method(arm)
    # What others do stays what they do, and a later round has the one before it to fall back on.
    fits = _fits(run, arm) if method == "dpo" and parent == home else None
    run.free()
    train(
        method,
        run.config.model,
        pairs,
        run.folder.models / arm,
        settings,
        start=start,
        seed=run.config.seed,
        probe=_probe(run, settings.probe_prompts) if settings.probe_prompts else None,
        anchors=_anchors(run, home) if settings.anchor else (),
        held_to=held_to,
        fits=fits,
    )


def _fits(run: Run, arm: str) -> Callable[[Any], bool] | None:
    """Says whether human text is as likely under a network as `train.max_perplexity` asks; None where that is off."""
    if not run.config.evaluate.perplexity_tokens or parallel.is_sharded():  # one process has not the room for it whole
        return None
    base = check(run, BASE)["perplexity"] if run.config.train.rounds > 1 else perplexity(windows_of(run, BASE))
    if base is None:  # the text is too short
        return None
    most = run.config.train.max_perplexity * base
    return lambda network: (perplexity(windows_under(run, network, arm)) or 0) <= most


def _anchors(run: Run, home: str) -> list[Anchor]:
    """What an arm said before any loop, but not to the prompts that rounds are judged by, and nothing over length."""
    judged = zip(run.samples(home), run.detections(home), strict=True)
    free = [(made, found) for made, found in judged if made.prompt_id not in run.watched]
    found = anchors([made for made, _ in free], [each for _, each in free], run.vocabulary)
    return [(context, target) for context, target in found if len(context) + len(target) <= run.max_length()]


def _probe(run: Run, count: int) -> Callable[[Any], int]:
    """Counts the loops of a model in training on a few held-out prompts."""
    from dpo_degen.sampling.hf import HFEngine

    asked = balanced(run.judging, count)
    decoding = Decoding(min(_PROBED, run.config.sample.max_new_tokens))

    def look(network: Any) -> int:
        settings, training = network.generation_config, network.training
        engine = HFEngine(run.config.model, batch_size=count, network=network.eval())
        with torch.autocast(engine.device, torch.bfloat16, enabled=fast_bf16(engine.device)):
            made = sample(asked, engine, decoding, seed=run.config.seed, stop_loops=run.config.stops_loops())
        network.generation_config = settings
        network.train(training)
        return sum(bool(run.detector(output)) for output in made)

    return look


def _pairs(run: Run, arm: str) -> list[Pair]:
    """Pairs of what an arm still loops on."""
    files = run.folder.findings(arm)
    if arm != BASE and not files.pairs.is_file():
        sample_arm(run, arm, run.asked)
        if parallel.is_main():
            found = detect_arm(run, arm)
            pair_arm(run, arm) if any(found) else None
        parallel.wait_for_all()
    # Pairs can be older than the settings that hold prompts out.
    pairs = read_jsonl(files.pairs, Pair) if files.pairs.is_file() else ()
    return [pair for pair in pairs if pair.prompt_id not in run.watched]


def check(run: Run, arm: str) -> Check:
    """How an arm does on the training prompts that no pair is made of, and on human text; kept in the run folder.

    Returns:
        See `rounds.Check`.
    """
    file, c = run.folder.check(arm), run.config.evaluate
    text = key_of(c.perplexity_tokens, guard_text(c.perplexity_text, c.perplexity_tokens))
    there = file.is_file() and read_json(file).get("text") == text  # perplexities of two texts cannot be compared
    parallel.wait_for_all()  # nobody writes it while another looks
    if not there:
        if arm != BASE:
            sample_arm(run, arm, run.judging)
        judging = {prompt.id for prompt in run.judging}
        of_base = {made.id for made in run.samples() if made.prompt_id in judging}  # one each, where those were logged
        outputs = [made for made in run.samples(arm) if made.id in of_base]
        if parallel.is_main():
            looped = [made.id for made in outputs if run.detector(made)]
            counts = {"loops": len(looped), "n": len(outputs), "looped": looped, "text": text}
            write_json(file, {**counts, "perplexity": perplexity(windows_of(run, arm))})
        parallel.wait_for_all()
    return read_json(file)


def _enough(run: Run, arm: str) -> str | None:
    """Why the round that would make `arm` is not needed, None if it is."""
    last = TrainConfig.parent(arm)
    if read_json(run.folder.models / last / "training.json").get("share", 1) < 1:
        return f"{last} has gone as far as train.max_perplexity allows"
    before, after = [check(run, each) for each in lineage(last)], check(run, last)
    if not better(before, after, run.config.train.max_perplexity):
        told = f"{last} brought {before[-1]['loops']} loops of {after['n']} held-out outputs to {after['loops']}"
        if after["perplexity"] and before[0]["perplexity"]:
            told += f", and perplexity to {after['perplexity'] / before[0]['perplexity']:.3f} of base's"
        return told
    return None if after["loops"] else f"none of {after['n']} held-out outputs loops"
