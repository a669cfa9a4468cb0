"""What each stage reads and writes. Stages know nothing of each other but the files in the run folder.

Each appends records as they come and replaces finished files in one step, so it can be killed at any moment. Where a
launcher started several processes, all of them sample, and one does the rest.
"""

from __future__ import annotations

import time
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from dpo_degen import evaluation, parallel
from dpo_degen.config import BASE
from dpo_degen.errors import UserError
from dpo_degen.guarding import score_arm, score_by_base
from dpo_degen.jsonl import JsonlAppender, write_atomic, write_json, write_jsonl
from dpo_degen.pairing import make_pairs
from dpo_degen.pairing.audit import audit
from dpo_degen.pairing.card import card
from dpo_degen.progress import Bar, say
from dpo_degen.records import Decoding, Pair, Prompt, Sample, Skip
from dpo_degen.run import Run, read_kept
from dpo_degen.sampling import sample_id, stream_samples

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from dpo_degen.detection import Detection


HELD_OUT = "held out to judge rounds"


class NothingToRepairError(Exception):
    """No output loops: good news, told with the rate, and no reason to go on."""


def _sample(run: Run) -> dict[str, int]:
    if run.config.sample.engine == "file":
        if parallel.is_main():
            write_jsonl(run.folder.findings().samples, [made for _, made in run.logs])
        return {"samples": len(run.logs)}
    prompts = run.split("train")
    if not prompts:
        raise UserError("prompts.eval_share 1: holds out all prompts; expected less, to sample and train on the rest")
    return {"samples": len(sample_arm(run, BASE, prompts))}


def sample_arm(run: Run, arm: str, prompts: list[Prompt]) -> list[Sample]:
    """What an arm says to training prompts, kept in its findings; what is there already is not asked again."""
    title = "sample" if arm == BASE else f"sample {arm}"
    return _sample_into(run, arm, prompts, run.config.decodings(), run.folder.findings(arm).samples, title)


def _sample_into(
    run: Run,
    arm: str,
    prompts: list[Prompt],
    decodings: list[Decoding],
    path: Path,
    title: str,
    *,
    speed: Path | None = None,
) -> list[Sample]:
    """Sample prompts into a file that may hold some outputs already; returns them in the prompts' order.

    For evaluation, which keeps in `speed` how long it took, no loop is stopped, and all arms are decoded by one engine.
    A user's server has only the base model.
    """
    evaluating = speed is not None
    names = [sample_id(prompt, number) for prompt in prompts for number in range(len(decodings))]
    if parallel.is_main():
        merge(path)
    parallel.wait_for_all()
    made = {old.id: old for old in read_kept(path, Sample)}
    parallel.wait_for_all()  # nobody writes while another reads
    mine = prompts[parallel.number() :: parallel.processes()]
    share = [sample_id(prompt, number) for prompt in mine for number in range(len(decodings))]
    done = sum(name in made for name in share)
    if done < len(share):
        shard = path if parallel.processes() == 1 else path.with_suffix(f".{parallel.number()}{path.suffix}")
        most = sum(way.max_new_tokens for way in decodings) * len(mine) * (len(share) - done) // len(share)
        with Bar(title, len(share), done, tokens=most) as bar, JsonlAppender(shard) as out:
            engine = run.engine(arm, here=(evaluating or arm != BASE) and run.config.sample.engine != "vllm")
            began = time.monotonic()
            for batch in stream_samples(
                mine,
                engine,
                decodings,
                seed=run.config.seed,
                stop_loops=run.config.stops_loops() and not evaluating,
                done=made.keys(),
                tick=bar.tick,
            ):
                out.append(batch)
                made.update((new.id, new) for new in batch)
                bar.advance(len(batch), sum(bool(run.detector(new)) for new in batch))
            if speed and parallel.is_main():
                write_json(
                    speed, {"tokens": bar.tokens * parallel.processes(), "seconds": round(time.monotonic() - began, 2)}
                )
    parallel.wait_for_all()
    if parallel.processes() > 1:
        if parallel.is_main():
            merge(path)
        parallel.wait_for_all()
        made = {sample.id: sample for sample in read_kept(path, Sample)}
    return [made[name] for name in names]


def merge(path: Path) -> None:
    """Move what several processes wrote beside a file (`NAME.0.jsonl`, ...) into it; safe to be killed at any time."""
    shards = sorted(path.parent.glob(f"{path.stem}.*{path.suffix}"))
    if not shards:
        return
    known = {old.id: old for old in read_kept(path, Sample)}
    for shard in shards:
        known.update((new.id, new) for new in read_kept(shard, Sample))
    write_jsonl(path, list(known.values()))
    for shard in shards:
        shard.unlink()


def _detect(run: Run) -> dict[str, int]:
    if not parallel.is_main():
        return {}
    found = detect_arm(run, BASE)
    return {"samples": len(found), "loops": sum(map(bool, found))}


def detect_arm(run: Run, arm: str) -> list[Detection]:
    """Judge all that an arm said to training prompts."""
    rows = [(made.id, run.detector(made)) for made in run.samples(arm)]
    kept = [{"sample_id": name, **found.to_dict()} for name, found in rows]
    write_jsonl(run.folder.findings(arm).detections, kept)
    interval = evaluation.rate([bool(found) for _, found in rows])
    say(f"  {interval['count']} of {interval['n']} outputs loop ({_percent(interval)})")
    return [found for _, found in rows]


def _percent(interval: dict[str, Any]) -> str:
    return f"{interval['rate']:.1%}, 95 % interval {interval['low']:.1%} to {interval['high']:.1%}"


def _pair(run: Run) -> dict[str, int]:
    found = run.detections()
    if not any(found):
        interval = evaluation.rate([False] * len(found))
        raise NothingToRepairError(f"nothing to repair: no output loops ({_percent(interval)})")
    if {made.prompt_id for made, each in zip(run.samples(), found, strict=True) if each} <= run.watched:
        raise NothingToRepairError(f"too little to repair: all {sum(map(bool, found))} loops are {HELD_OUT}")
    if not parallel.is_main():
        return {}
    pairs, skips = pair_arm(run, BASE)
    if not pairs:
        counts = Counter(skip.reason for skip in skips if skip.reason != "healthy")
        reasons = ", ".join(f"{count} times '{reason}'" for reason, count in counts.most_common())
        raise UserError(
            f"no pair could be made of {sum(map(bool, found))} loops: {reasons}; raise pair.tries or "
            "pair.temperature, or give answers and use pair.method reference"
        )
    return {"pairs": len(pairs)}


def pair_arm(run: Run, arm: str) -> tuple[list[Pair], list[Skip]]:
    """Make pairs of the loops of an arm, but of none of the prompts that rounds are judged by."""
    files, prompts = run.folder.findings(arm), run.split("train")
    judged = list(zip(run.samples(arm), run.detections(arm), strict=True))
    free = [(made, found) for made, found in judged if made.prompt_id not in run.watched]
    kept = read_kept(files.continuations, Sample)
    loops = sum(bool(found) for _, found in free)
    with _progress_of_pairs(run, files.continuations, loops, len(kept)) as (bar, keep):
        pairs, skips = make_pairs(
            prompts,
            [made for made, _ in free],
            [found for _, found in free],
            run.engine(arm, here=arm != BASE and run.config.sample.engine != "vllm"),
            run.detector,
            run.config.pair,
            seed=run.config.seed,
            continuations=kept,
            keep=keep,
            tick=bar.tick,
        )
    skips += [
        Skip(made.id, made.prompt_id, made.domain, HELD_OUT if found else "healthy")
        for made, found in judged
        if made.prompt_id in run.watched
    ]
    model = run.config.model.name if arm == BASE else f"{run.config.model.name}, arm {arm}"
    versions = run.folder.manifest()["versions"]
    text = card(pairs, skips, model=model, method=run.config.pair.method, version=versions.get("dpo-degen", ""))
    write_jsonl(files.skipped, skips)
    write_atomic(files.pairs.with_name("README.md"), text.encode())
    write_jsonl(files.pairs, pairs)
    if pairs:
        _, told = audit(pairs, run.max_length())
        say(f"  {len(pairs)} pairs of {loops} loops; {told}")
        if arm == BASE:  # a later round without pairs is the end of the rounds, not of the run
            told.check()
    return pairs, skips


@contextmanager
def _progress_of_pairs(
    run: Run, path: Path, loops: int, done: int
) -> Iterator[tuple[Bar, Callable[[list[Sample]], None]]]:
    c = run.config.pair
    forks, tries = (loops * len(c.forks), 1) if c.method == "branch" else (loops, c.tries)
    asked = min(forks, c.max_pairs or forks) * tries
    with Bar("pair", max(asked, done), done) as bar, JsonlAppender(path) as out:

        def keep(batch: list[Sample]) -> None:
            out.append(batch)
            bar.total = max(bar.total, bar.done + len(batch))  # some are tried again, how many is not known before
            bar.advance(len(batch))

        yield bar, keep


def _evaluate(run: Run) -> dict[str, int]:
    prompts, decodings = run.split("eval"), run.config.evaluations()
    seen = {prompt.domain for prompt in run.split("train")}
    arms = (BASE, *run.compared())
    for arm in arms:
        home = run.folder.evaluation / arm
        if not (home / "rows.jsonl").is_file():
            outputs = _sample_into(
                run, arm, prompts, decodings, home / "samples.jsonl", f"evaluate {arm}", speed=run.folder.speed(arm)
            )
            if parallel.is_main():
                asked = [prompt for prompt in prompts for _ in decodings]
                rows = evaluation.evaluate(asked, outputs, run.detector, run.vocabulary, arm=arm, seen=seen)
                write_jsonl(home / "rows.jsonl", rows)
        if parallel.is_main():
            score_arm(run, arm)
    for arm in arms if parallel.is_main() else ():
        score_by_base(run, arm)
    run.free()
    return {"prompts": len(prompts), "arms": len(arms)}


def report(run: Run) -> None:
    """Write summary.json and report.html from what the folder holds, and the cards of the models."""
    from dpo_degen.reporting.cards import model_card
    from dpo_degen.reporting.html import render_html
    from dpo_degen.reporting.summary import build

    summary = build(run.folder)
    write_json(run.folder.summary, summary)
    write_atomic(run.folder.report, render_html(summary).encode("utf-8", "backslashreplace"))
    for arm in (each["arm"] for each in summary["arms"] if each["arm"] in run.trained()):
        text = model_card(summary, arm)
        write_atomic(run.folder.models / arm / "README.md", text.encode("utf-8", "backslashreplace"))


def _train(run: Run) -> dict[str, int]:
    from dpo_degen.arms import train_arms  # it needs torch and the stages above

    return train_arms(run)


RUNNERS: dict[str, Callable[[Run], dict[str, int]]] = {
    "sample": _sample,
    "detect": _detect,
    "pair": _pair,
    "train": _train,
    "evaluate": _evaluate,
}
