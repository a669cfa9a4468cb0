"""A run: its settings, its folder, and everything from outside that its stages read."""

from __future__ import annotations

import gc
import sys
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.config import BASE
from dpo_degen.detection import Detection
from dpo_degen.detection.samples import resolve
from dpo_degen.errors import UserError
from dpo_degen.evaluation.perplexity import guard_text
from dpo_degen.folder import RunFolder, key_of
from dpo_degen.jsonl import drop_torn_line, read_jsonl, read_objects
from dpo_degen.models import check_device, fingerprint, locate
from dpo_degen.pairing.audit import audit
from dpo_degen.progress import say
from dpo_degen.prompts import load_prompts, unit_hash
from dpo_degen.records import Pair, Prompt, Sample
from dpo_degen.rounds import kept, used
from dpo_degen.sampling import check_rooms
from dpo_degen.sampling.file import read_logs
from dpo_degen.spec.documents import read_all
from dpo_degen.vocabulary import Vocabulary, pieces

if TYPE_CHECKING:
    from collections.abc import Callable

    from dpo_degen.config import Config
    from dpo_degen.records import Split
    from dpo_degen.sampling import Engine


class Run:
    """A config at work in a run folder: what stages share, read when it is first needed.

    `weights=False` is for planning: a hub model's weights are then not fetched.
    """

    def __init__(self, config: Config, folder: RunFolder, *, weights: bool = True) -> None:
        self.config, self.folder, self._weights = config, folder, weights
        self._engine: tuple[tuple[str, str], Engine] | None = None

    @cached_property
    def location(self) -> str:
        """Where the model is."""
        return locate(self.config.model.name, weights=self._weights)

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
        if self.config.prompts.eval_share == 1:
            return self._held_out
        if self.config.sample.engine != "file":
            return load_prompts(self.config.prompts)
        return [prompt for prompt, _ in self.logs] + self._held_out

    @cached_property
    def _held_out(self) -> list[Prompt]:
        return load_prompts(self.config.prompts, splits=("eval",))

    @cached_property
    def logs(self) -> list[tuple[Prompt, Sample]]:
        """Prompts and outputs that the user already has, for `engine: file`, but none that evaluation will ask."""
        c = self.config.sample
        every = list(read_logs(Path(c.path or ""), self.vocabulary, self.config.model.name, c.max_new_tokens))
        ids = {prompt.id for prompt in self._held_out}
        texts = {prompt.as_text() for prompt in self._held_out}
        kept = [(prompt, made) for prompt, made in every if prompt.id not in ids and prompt.as_text() not in texts]
        if len(kept) < len(every):
            left = len(every) - len(kept)
            say(f"  {left} logged outputs are left out: evaluation asks their prompts, or has their ids")
        if not kept:
            raise UserError(
                f"{c.path}: no output is left to train on; expected rows whose prompts and ids are not in evaluation"
            )
        return kept

    @cached_property
    def inputs(self) -> dict[str, str]:
        """Hashes of everything that is read from outside: the model, the prompts, the logs."""
        found = {"model": fingerprint(self.location), "prompts": key_of([asdict(p) for p in self.prompts])}
        if self.config.sample.engine == "file":
            # Without the ids of prompts, which have a hash of their own: some chat templates write today's date.
            found["logs"] = key_of([asdict(replace(made, prompt_ids=[])) for _, made in self.logs])
        return found

    @cached_property
    def documents(self) -> tuple[list[str], list[str]] | None:
        """What `midtrain` reads: documents, and text that is replayed; None where no arm begins with it."""
        return read_all(self.config.midtrain) if "midtrain" in self.arms() else None

    def split(self, name: Split) -> list[Prompt]:
        """The prompts of one split."""
        return [prompt for prompt in self.prompts if prompt.split == name]

    def check(self) -> None:
        """Read everything that comes from outside, so that bad input is told before anything is written.

        Raises:
            UserError: the model, the prompts, the logs or the detector are no good, or a prompt leaves no room.
        """
        _ = self.inputs, self.detector, self.documents  # reading them is the check
        engine = self.config.sample.engine
        check_device(self.config.model.device, several=engine == "vllm" and not self.arms())
        if engine == "vllm" and parallel.processes() > 1:
            raise UserError(
                "sample.engine 'vllm': works in one process and on one GPU where models are trained; start it without "
                "a launcher (several GPUs serve only evaluate --model, by sample.vllm_args --tensor-parallel-size)"
            )
        check_tracker(self.config.train.report_to)
        tokenizer = self.vocabulary.tokenizer
        if self.arms() and tokenizer.pad_token_id is None and tokenizer.eos_token_id is None:
            raise UserError(f"{self.location}: its tokenizer names neither a padding nor an end token; TRL needs one")
        train, midtrain = self.config.train, self.config.midtrain
        if train.probe_prompts and parallel.is_sharded():
            raise UserError(
                f"train.probe_prompts {train.probe_prompts}: one process asks the model alone, which FSDP splits; "
                "expected 0"
            )
        parallel.check_whole("train", lora=train.lora)
        parallel.check_share("train.pairs", train.pairs_per_step, train.pairs_per_device)
        if self.documents:
            parallel.check_whole("midtrain", lora=midtrain.lora)
            parallel.check_share("midtrain.blocks", midtrain.blocks_per_step, midtrain.blocks_per_device)
        guard_text(self.config.evaluate.perplexity_text, self.config.evaluate.perplexity_tokens)
        for name, where in self.config.evaluate.models.items():
            theirs = Vocabulary.load(locate(where), self.config.model).tokenizer
            # Without the padding of embeddings, which one tokenizer has in several sizes.
            if pieces(theirs) != self.vocabulary.pieces[: len(self.vocabulary.tokenizer)]:
                raise UserError(
                    f"evaluate.models {name}: {where} has another tokenizer than {self.config.model.name}; expected "
                    "models that read and write the same ids"
                )
        longest = max(way.max_new_tokens for way in self.config.evaluations())
        check_rooms(self.split("eval"), self.vocabulary, longest)
        again = train.rounds > 1 or any(train.parent(arm) != BASE for arm in self.arms())
        if self.config.sample.engine != "file" or again:  # logged outputs were made; those of a trained model will be
            longest = max(way.max_new_tokens for way in self.config.decodings())
            check_rooms(self.split("train"), self.vocabulary, longest)

    def engine(self, arm: str = BASE, *, here: bool = False) -> Engine:
        """The engine of an arm; only one model is in memory at a time.

        `here` asks for one that holds the model in this process (`HFEngine`), whatever the settings say.
        """
        kind = "hf" if here or self.config.sample.engine == "file" else self.config.sample.engine
        if self._engine is None or self._engine[0] != (arm, kind):
            self.free()
            other = self.config.evaluate.models.get(arm)
            made = self._start(kind, None if arm == BASE else locate(other) if other else str(self.folder.models / arm))
            if arm != BASE:
                made.model = other or f"models/{arm}"  # in records, so that a run folder can be moved
            self._engine = ((arm, kind), made)
        return self._engine[1]

    def _start(self, kind: str, where: str | None) -> Engine:
        c, model = self.config.sample, self.config.model
        if kind == "server":
            from dpo_degen.sampling.server import ServerEngine

            return ServerEngine(model, c.url or "", served=c.served_model, concurrency=c.concurrency, timeout=c.timeout)
        if kind == "vllm":
            from dpo_degen.sampling.vllm import VLLMEngine

            log = self.folder.path / "vllm.log"
            return VLLMEngine(
                model,
                c.vllm_python,
                arguments=c.vllm_args,
                log=log,
                concurrency=c.concurrency,
                timeout=c.timeout,
                model=where,
            )
        from dpo_degen.sampling.hf import HFEngine

        return HFEngine(model, batch_size=c.batch_size, memory_gb=c.memory_gb, model=where)

    def free(self) -> None:
        """Let go of the model in memory, also where a trainer's reference cycles hold it."""
        if self._engine is not None:
            self._engine[1].close()
        self._engine = None
        gc.collect()
        torch = sys.modules.get("torch")
        if torch is not None and torch.cuda.is_initialized():
            torch.cuda.empty_cache()  # else it stays with this process, and a server started next finds none

    def arms(self) -> list[str]:
        """The arms that are to be trained, in training order."""
        return self.config.train.chains()

    def trained(self) -> list[str]:
        """The arms that have been trained; rounds that were not needed have left none."""
        return [arm for arm in self.arms() if (self.folder.models / arm).is_dir()]

    def compared(self) -> list[str]:
        """The arms that are evaluated beside base: those that have been trained, and the further models.

        Rounds that are not kept have been judged already, on held-out training prompts, and each would cost as much as
        the one that is; so would an arm that only leads to another one.
        """
        c = self.config
        trained = self.trained()
        stands = used(kept(self.folder, c.train), c.train, trained)
        return [*(arm for arm in trained if arm in stands or c.evaluate.every_round), *c.evaluate.models]

    @cached_property
    def asked(self) -> list[Prompt]:
        """The training prompts, each text once: logs can hold several outputs of one."""
        first: dict[str, Prompt] = {}
        for prompt in self.split("train"):
            first.setdefault(prompt.as_text(), prompt)
        return list(first.values())

    @cached_property
    def judging(self) -> list[Prompt]:
        """The training prompts that rounds and the probe are judged by."""
        if self.config.train.rounds < 2 and not self.config.train.probe_prompts:
            return []
        return [each for each in self.asked if unit_hash(f"holdout {each.id}") < self.config.train.holdout]

    @cached_property
    def watched(self) -> set[str]:
        """Ids of all training prompts that ask the same as those, so no pair is made of them."""
        texts = {prompt.as_text() for prompt in self.judging}
        return {prompt.id for prompt in self.split("train") if prompt.as_text() in texts}

    def samples(self, arm: str = BASE) -> list[Sample]:
        """What a model said to the training prompts so far."""
        return read_kept(self.folder.findings(arm).samples, Sample)

    def detections(self, arm: str = BASE) -> list[Detection]:
        """The detections of `samples(arm)`, in the same order."""
        return [
            Detection.from_dict({name: value for name, value in row.items() if name != "sample_id"})
            for _, row in read_objects(self.folder.findings(arm).detections)
        ]

    def basis(self, stage: str) -> dict[str, Any]:
        """What a stage rests on beside the stages before it: its settings, and hashes of what it reads from outside."""
        sections = {"sample": ("model", "prompts", "sample")}.get(stage, (stage,))
        if stage == "train" and self.documents:
            sections = (*sections, "midtrain")
        settings = self.config.decisive()
        found = {f"{section}.{name}": value for section in sections for name, value in settings[section].items()}
        if stage in ("sample", "evaluate"):  # models from elsewhere are evaluated without a stage before
            found |= {"seed": self.config.seed, **{f"hash of {name}": value for name, value in self.inputs.items()}}
        if stage == "train" and self.documents:
            found["hash of documents"] = key_of(self.documents)
        if stage == "evaluate":
            c = self.config.evaluate
            found |= {f"hash of {name}": fingerprint(locate(where)) for name, where in c.models.items()}
            if c.perplexity_text:
                found["hash of perplexity_text"] = key_of(guard_text(c.perplexity_text, c.perplexity_tokens))
        return found

    def fitted_pairs(self) -> list[Pair]:
        """The pairs of base's loops as the loss sees them."""
        pairs = self.folder.findings().pairs
        if not pairs.is_file():
            raise UserError(f"{self.folder.path}: no pairs yet; run: dpo-degen pair {self.folder.path}")
        usable, told = audit(list(read_jsonl(pairs, Pair)), self.max_length())
        told.check()
        return usable

    def max_length(self) -> int:
        """Token cap of a training sequence: as configured, but no more than the model can take."""
        return min(self.config.train.max_length, self.vocabulary.context)


def read_kept(path: Path, record: Any) -> list[Any]:
    """The records of a stage's file, none if it is not there yet."""
    drop_torn_line(path)
    return list(read_jsonl(path, record)) if path.is_file() else []


def check_tracker(name: str) -> None:
    """Refuse an experiment tracker that training would refuse hours later.

    Raises:
        UserError: transformers does not know it, or it is not installed.
    """
    from transformers.integrations import get_available_reporting_integrations

    installed = sorted(get_available_reporting_integrations())
    if name not in ("none", "all", *installed):
        raise UserError(f"train.report_to '{name}': not installed; expected none or one of {', '.join(installed)}")
