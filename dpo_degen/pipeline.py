"""The order of things: which stage follows which, what a stage reads and writes, what is done already.

Stages know nothing of each other; only this file does. Each appends records as they come and is marked complete
in the manifest at its end, so a killed run goes on where it stopped.
"""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from dpo_degen import evaluation
from dpo_degen.config import Config, dump, load
from dpo_degen.detection import Detection
from dpo_degen.detection.samples import resolve
from dpo_degen.errors import UserError
from dpo_degen.folder import STAGES, RunFolder, Timer, key_of
from dpo_degen.models import Vocabulary, check_devices, fingerprint, locate, sha256
from dpo_degen.pairing import make_pairs
from dpo_degen.pairing.audit import audit
from dpo_degen.pairing.card import card
from dpo_degen.progress import Bar, say
from dpo_degen.prompts import load_prompts, source_files
from dpo_degen.records import (
    Decoding,
    JsonlAppender,
    Pair,
    Prompt,
    Sample,
    drop_torn_line,
    read_jsonl,
    read_objects,
    write_atomic,
    write_json,
    write_jsonl,
)
from dpo_degen.sampling import check_room, stream_samples
from dpo_degen.sampling.file import read_logs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dpo_degen.records import Split
    from dpo_degen.sampling import Engine

BASE = "base"
# The first stage that a section of the config touches.
_TOUCHES = {"model": "sample", "prompts": "sample", "seed": "sample"}


class NothingToRepairError(Exception):
    """No output loops: good news, told with the rate, and no reason to go on."""


class Run:
    """A config at work in a run folder."""

    def __init__(self, config: Config, folder: RunFolder) -> None:
        self.config, self.folder = config, folder
        self._engine: tuple[str, Engine] | None = None
        self._keys: dict[str, str] = {}

    # What stages share

    @cached_property
    def location(self) -> str:
        """Where the model is."""
        return locate(self.config.model.name)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The model's tokenizer, without its weights."""
        return Vocabulary.load(self.location, self.config.model)

    @cached_property
    def detector(self) -> Callable[[Sample], Detection]:
        """The configured failure detector."""
        return resolve(self.config.detect.detector, self.vocabulary)

    @cached_property
    def prompts(self) -> list[Prompt]:
        """Training and evaluation prompts; with `engine: file` training prompts come from the logs."""
        if self.config.sample.engine == "hf":
            return load_prompts(self.config.prompts)
        return [prompt for prompt, _ in self.logs] + load_prompts(self.config.prompts, splits=("eval",))

    @cached_property
    def logs(self) -> list[tuple[Prompt, Sample]]:
        """Prompts and outputs that the user already has, for `engine: file`."""
        return list(read_logs(Path(self.config.sample.path or ""), self.vocabulary, self.config.model.name))

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Hashes of everything that is read from outside."""
        _ = self.prompts  # read first: its errors name the line, a hash cannot
        found = {f"prompts/{path.name}": sha256(path) for path in source_files(self.config.prompts.source)}
        if self.config.sample.path:
            found["sample.path"] = sha256(Path(self.config.sample.path))
        return {"model": fingerprint(self.location), **found}

    def split(self, name: Split) -> list[Prompt]:
        """The prompts of one split."""
        return [prompt for prompt in self.prompts if prompt.split == name]

    def check(self) -> None:
        """Read everything that comes from outside, so that bad input is told before anything is written.

        Raises:
            UserError: the model, the prompts, the logs or the detector are no good, or a prompt leaves no room.
        """
        _ = self.inputs, self.detector  # reading them is the check
        check_devices()
        for prompt in self.split("eval"):
            check_room(prompt, self.vocabulary, self.config.evaluation_cap())
        if self.config.sample.engine == "hf":
            for prompt in self.split("train"):
                check_room(prompt, self.vocabulary, self.config.sample.max_new_tokens)

    def engine(self, arm: str = BASE) -> Engine:
        """The engine of an arm; only one model is in memory at a time."""
        if self._engine is None or self._engine[0] != arm:
            from dpo_degen.sampling.hf import HFEngine

            self.free()
            where = None if arm == BASE else str(self.folder.models / arm)
            made = HFEngine(self.config.model, batch_size=self.config.sample.batch_size, model=where)
            if where:
                made.model = f"models/{arm}"  # in records, so that a run folder can be moved
            self._engine = (arm, made)
        return self._engine[1]

    def free(self) -> None:
        """Let go of the model in memory."""
        self._engine = None

    def arms(self) -> list[str]:
        """The trained arms in training order."""
        return self.config.train.chains()

    def samples(self) -> list[Sample]:
        """The training samples so far."""
        return _read(self.folder.samples, Sample)

    def detections(self) -> list[Detection]:
        """The detections of `samples()`, in the same order."""
        return [
            Detection.from_dict({name: value for name, value in row.items() if name != "sample_id"})
            for _, row in read_objects(self.folder.detections)
        ]

    def key(self, stage: str) -> str:
        """The hash of all settings and inputs that a stage depends on, through the stages before it."""
        if stage not in self._keys:
            config = self.config.to_dict()
            before = STAGES.index(stage) - 1
            if before < 0:
                outside = [config["model"], config["prompts"], config["seed"], self.inputs]
            else:
                outside = [self.key(STAGES[before])]
            self._keys[stage] = key_of(config[stage], *outside)
        return self._keys[stage]

    def do(self, stage: str) -> bool:
        """Run a stage unless it is complete; returns whether it ran."""
        if self.folder.complete(stage, self.key(stage)) and stage != "report":
            say(f"{stage}: complete")
            return False
        say(f"{stage} ...")
        timer = Timer()
        counts = _RUNNERS[stage](self)
        self.folder.record(stage, self.key(stage), timer.seconds(), counts, self.inputs)
        return True

    def require_before(self, stage: str) -> None:
        """Refuse a stage whose input is not complete.

        Raises:
            UserError: an earlier stage is missing.
        """
        if stage == "report":
            return
        for earlier in STAGES[: STAGES.index(stage)]:
            if earlier not in self.folder.manifest()["stages"]:
                raise UserError(f"{self.folder.path}: stage '{earlier}' is not complete; run it before '{stage}'")

    def fitted_pairs(self) -> list[Pair]:
        """The pairs as the loss sees them."""
        if not self.folder.pairs.is_file():
            raise UserError(f"{self.folder.path}: no pairs yet; run: dpo-degen pair {self.folder.path}")
        return audit(_read(self.folder.pairs, Pair), self.config.train.max_length)[0]

    def do_all(self) -> None:
        """All stages in order; ends early with a report when nothing loops."""
        for stage in STAGES[:-1]:
            try:
                self.do(stage)
            except NothingToRepairError as good_news:
                say(str(good_news))
                break
        self.do("report")


def open_run(
    path: Path, config: Config | None, redo: str | None = None, overrides: Sequence[str] = (), *, check: bool = True
) -> Run:
    """Open a run folder, or begin one.

    Args:
        path: the folder.
        config: settings to begin with or to compare with; None takes those of the folder.
        redo: a stage to clear together with all after it.
        overrides: settings changed against the folder's own, where `config` is None.
        check: read model, prompts and detector before anything is written.

    Raises:
        UserError: no run here, or it was made with settings that `redo` does not cover.
    """
    folder = RunFolder(path)
    if config is None:
        if not folder.config.is_file():
            raise UserError(f"{path}: no config.yaml, so no run folder; begin with: dpo-degen run CONFIG --out {path}")
        config = load(folder.config, overrides)
    if folder.config.is_file():
        _refuse_mixing(load(folder.config), config, folder, redo)
    run = Run(config, folder)
    if check:
        run.check()
    folder.lock()
    if redo:
        folder.clear_from(redo)
    write_atomic(folder.config, dump(config).encode())
    return run


def _refuse_mixing(old: Config, new: Config, folder: RunFolder, redo: str | None) -> None:
    before, after = old.to_dict(), new.to_dict()
    for section in before:
        stage = _TOUCHES.get(section, section)
        if before[section] == after[section] or (redo and STAGES.index(redo) <= STAGES.index(stage)):
            continue
        if stage == "report":
            continue
        changed = [
            f"{section}.{name} was {before[section][name]!r} and is now {value!r}"
            for name, value in (after[section].items() if isinstance(after[section], dict) else ())
            if before[section][name] != value
        ] or [f"{section} was {before[section]!r} and is now {after[section]!r}"]
        raise UserError(
            f"{folder.config}: {'; '.join(changed)}; use --redo {stage} to make that stage and all after it again, "
            "or another --out"
        )


# The stages


def _sample(run: Run) -> dict[str, int]:
    c = run.config
    if c.sample.engine == "file":
        write_jsonl(run.folder.samples, [made for _, made in run.logs])
        return {"samples": len(run.logs)}
    prompts = run.split("train")
    decoding = Decoding(c.sample.max_new_tokens, c.sample.temperature, c.sample.top_p)
    _sample_into(run, BASE, prompts, decoding, run.folder.samples, "sample")
    return {"samples": len(prompts)}


def _sample_into(run: Run, arm: str, prompts: list[Prompt], decoding: Decoding, path: Path, title: str) -> list[Sample]:
    """Sample prompts into a file that may hold some of them already; returns them in the prompts' order."""
    made = {old.id: old for old in _read(path, Sample)}
    if len(made) < len(prompts):
        with Bar(title, len(prompts), len(made)) as bar, JsonlAppender(path) as out:
            engine = run.engine(arm)
            for batch in stream_samples(
                prompts, engine, decoding, seed=run.config.seed, done=made.keys(), tick=bar.tick
            ):
                out.append(batch)
                made.update((new.id, new) for new in batch)
                bar.advance(len(batch), sum(bool(run.detector(new)) for new in batch))
    return [made[f"{prompt.id}/0"] for prompt in prompts]


def _detect(run: Run) -> dict[str, int]:
    rows = [(made.id, run.detector(made)) for made in run.samples()]
    write_jsonl(run.folder.detections, [{"sample_id": name, **found.to_dict()} for name, found in rows])
    loops = [bool(found) for _, found in rows]
    interval = evaluation.rate(loops)
    say(f"  {interval['count']} of {interval['n']} outputs loop ({_percent(interval)})")
    return {"samples": len(loops), "loops": sum(loops)}


def _percent(interval: dict[str, Any]) -> str:
    return f"{interval['rate']:.1%}, 95 % interval {interval['low']:.1%} to {interval['high']:.1%}"


def _pair(run: Run) -> dict[str, int]:
    samples, found = run.samples(), run.detections()
    if not any(found):
        interval = evaluation.rate([False] * len(found))
        raise NothingToRepairError(f"nothing to repair: no output loops ({_percent(interval)})")
    kept = _read(run.folder.continuations, Sample)
    loops = sum(map(bool, found))
    with _progress_of_pairs(run, loops, len(kept)) as (bar, keep):
        pairs, skips = make_pairs(
            run.prompts,
            samples,
            found,
            run.engine(),
            run.detector,
            run.config.pair,
            seed=run.config.seed,
            continuations=kept,
            keep=keep,
            tick=bar.tick,
        )
    if not pairs:
        counts = Counter(skip.reason for skip in skips if skip.reason != "healthy")
        reasons = ", ".join(f"{count} times '{reason}'" for reason, count in counts.most_common())
        raise UserError(
            f"no pair could be made of {loops} loops: {reasons}; raise pair.tries or pair.temperature, "
            "or give answers and use pair.method reference"
        )
    usable, refused, told = audit(pairs, run.config.train.max_length)
    say(f"  {len(pairs)} pairs of {loops} loops; {told}")
    model, method = run.config.model.name, run.config.pair.method
    versions = run.folder.manifest()["versions"]
    text = card(pairs, skips + refused, model=model, method=method, version=versions.get("dpo-degen", ""))
    write_jsonl(run.folder.skipped, skips + refused)
    write_json(run.folder.audit, told.to_dict())
    write_atomic(run.folder.pairs.with_name("README.md"), text.encode())
    write_jsonl(run.folder.pairs, pairs)
    return {"pairs": len(pairs), "usable": len(usable)}


@contextmanager
def _progress_of_pairs(run: Run, loops: int, done: int) -> Iterator[tuple[Bar, Callable[[list[Sample]], None]]]:
    tries = loops if run.config.pair.method == "branch" else loops * run.config.pair.tries
    with Bar("pair", max(tries, done), done) as bar, JsonlAppender(run.folder.continuations) as out:

        def keep(batch: list[Sample]) -> None:
            out.append(batch)
            bar.advance(len(batch))

        yield bar, keep


def _train(run: Run) -> dict[str, int]:
    from dpo_degen.training import train

    run.free()
    usable = run.fitted_pairs()
    for arm in run.arms():
        out = run.folder.models / arm
        if out.is_dir():
            continue
        start, _, last = arm.rpartition("+")
        method: Literal["sft", "dpo"] = "sft" if last == "sft" else "dpo"
        origin = str(run.folder.models / start) if start else None
        train(method, run.config.model, usable, out, run.config.train, start=origin, seed=run.config.seed)
    return {"pairs": len(usable), "arms": len(run.arms())}


def _evaluate(run: Run) -> dict[str, int]:
    c = run.config
    prompts = run.split("eval")
    seen = {prompt.domain for prompt in run.split("train")}
    decoding = Decoding(c.evaluation_cap(), c.evaluate.temperature, c.evaluate.top_p)
    for arm in (BASE, *run.arms()):
        home = run.folder.evaluation / arm
        if (home / "rows.jsonl").is_file():
            continue
        outputs = _sample_into(run, arm, prompts, decoding, home / "samples.jsonl", f"evaluate {arm}")
        write_json(home / "perplexity.json", {"perplexity": _perplexity(run, arm)})
        rows = evaluation.evaluate(prompts, outputs, run.detector, run.vocabulary, arm=arm, seen=seen)
        write_jsonl(home / "rows.jsonl", rows)
    run.free()
    return {"prompts": len(prompts), "arms": 1 + len(run.arms())}


def _perplexity(run: Run, arm: str) -> float | None:
    from dpo_degen.evaluation.perplexity import guard_text, perplexity
    from dpo_degen.sampling.hf import HFEngine

    tokens = run.config.evaluate.perplexity_tokens
    engine = run.engine(arm)
    assert isinstance(engine, HFEngine)
    if not tokens:
        return None
    with Bar(f"perplexity {arm}", 1) as bar:
        text = guard_text(run.config.evaluate.perplexity_text, tokens)
        value = perplexity(engine.network, engine.vocabulary.tokenizer, text, tokens, bar.tick)
        bar.advance()
    return value


def _report(run: Run) -> dict[str, int]:
    from dpo_degen.reporting.html import render_html
    from dpo_degen.reporting.summary import build

    summary = build(run.folder)
    write_json(run.folder.summary, summary)
    write_atomic(run.folder.report, render_html(summary).encode("utf-8", "backslashreplace"))
    return {}


_RUNNERS: dict[str, Callable[[Run], dict[str, int]]] = {
    "sample": _sample,
    "detect": _detect,
    "pair": _pair,
    "train": _train,
    "evaluate": _evaluate,
    "report": _report,
}


def _read(path: Path, record: Any) -> list[Any]:
    """The records of a stage's file, none if it is not there yet."""
    drop_torn_line(path)
    return list(read_jsonl(path, record)) if path.is_file() else []
