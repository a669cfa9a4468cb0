"""A run folder: where each stage keeps its records, and the manifest that says which stages are complete."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import platform
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from dpo_degen.config import BASE
from dpo_degen.errors import UserError, at, writing
from dpo_degen.jsonl import read_json, write_json
from dpo_degen.parallel import is_main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STAGES = ("sample", "detect", "pair", "train", "evaluate", "report")
_HOMES = {
    "sample": ("samples",),
    "detect": ("detections",),
    "pair": ("pairs",),
    "train": ("models", "rounds"),
    "evaluate": ("evaluation",),
    "report": ("summary.json", "report.html"),
}
_PACKAGES = ("dpo-degen", "torch", "transformers", "trl", "peft", "accelerate", "datasets", "numpy")


@dataclass(frozen=True, slots=True)
class Findings:
    """Where it is kept what one model said to the training prompts, and what was made of that."""

    samples: Path
    detections: Path
    pairs: Path
    skipped: Path
    continuations: Path


class RunFolder:
    """Paths and manifest of one run.

    A stage is complete when the manifest has an entry for it, with its basis: the settings and hashes of inputs that
    it was made with. A stage that was begun carries its basis in its folder, so that a restart with other settings
    or inputs is refused instead of mixed in.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.config = path / "config.yaml"
        self.models = path / "models"
        self.audit = path / "models" / "audit.json"
        self.evaluation = path / "evaluation"
        self.summary = path / "summary.json"
        self.report = path / "report.html"
        self.log = path / "run.log"
        self._manifest = path / "manifest.json"

    def findings(self, arm: str = BASE) -> Findings:
        """What was found of a model: of the base model beside the stages' other files, of an arm under `rounds/`."""
        home = self.path if arm == BASE else self.path / "rounds" / arm
        return Findings(
            home / "samples" / "train.jsonl",
            home / "detections" / "train.jsonl",
            home / "pairs" / "pairs.jsonl",
            home / "pairs" / "skipped.jsonl",
            home / "pairs" / "continuations.jsonl",
        )

    def scores(self, arm: str) -> Path:
        """What an arm says of human text, of base's healthy outputs and of questions."""
        return self.evaluation / arm / "scores.json"

    @property
    def reference(self) -> Path:
        """What base says at each place of some of its healthy outputs."""
        return self.evaluation / "base" / "reference.safetensors"

    def by_base(self, arm: str) -> Path:
        """What base says of an arm's outputs."""
        return self.evaluation / arm / "by_base.json"

    def speed(self, arm: str) -> Path:
        """How long an arm took for its answers."""
        return self.evaluation / arm / "speed.json"

    def check(self, arm: str) -> Path:
        """How an arm did on the training prompts that rounds are judged by."""
        return self.path / "rounds" / f"{arm}.json"

    def manifest(self) -> dict[str, Any]:
        """What is known of the run so far."""
        if self._manifest.is_file():
            return read_json(self._manifest)
        return {"schema": 1, "created": _now(), "versions": versions(), "inputs": {}, "stages": {}}

    def record(
        self, stage: str, basis: dict[str, Any], seconds: float, counts: dict[str, int], inputs: dict[str, str]
    ) -> None:
        """Mark a stage complete."""
        manifest = self.manifest()
        manifest["inputs"], manifest["versions"] = inputs, versions()
        seconds = round(seconds + manifest.get("interrupted", {}).pop(stage, 0), 1)
        manifest["stages"][stage] = {"seconds": seconds, "finished": _now(), **counts, "basis": basis}
        write_json(self._manifest, manifest)

    def interrupted(self, stage: str, seconds: float) -> None:
        """Keep how long a stage had been at work when something ended it; only a hard kill leaves no time for that."""
        manifest = self.manifest()
        spent = manifest.setdefault("interrupted", {})
        spent[stage] = round(spent.get(stage, 0) + seconds, 1)
        write_json(self._manifest, manifest)

    def complete(self, stage: str, basis: Callable[[str], dict[str, Any]]) -> bool:
        """Whether a stage is complete; begins it if not.

        Args:
            stage: its name.
            basis: the settings and inputs of a stage by name, as they are now.

        Raises:
            UserError: the stage, or one that it rests on, was made or begun with others. A setting that only the
                folder or only this version knows says nothing: a run folder outlives the version that made it.
        """
        done, now = self.manifest()["stages"], dict[str, Any]()
        for each in STAGES[: STAGES.index(stage) + 1]:
            begun = self.path / _HOMES[each][0] / ".basis.json"
            found = done[each]["basis"] if each in done else read_json(begun) if begun.is_file() else {}
            now = json.loads(json.dumps(basis(each)))
            changed = [name for name, value in found.items() if name in now and now[name] != value]
            if changed:
                raise UserError(
                    f"{at(self.path)}: stage '{each}' was made with other settings or inputs ({', '.join(changed)}); "
                    + again(each)
                )
        if stage not in done and is_main():
            write_json(self.path / _HOMES[stage][0] / ".basis.json", now)
        return stage in done

    def redo(self, stage: str, key: str) -> None:
        """Remove a stage and all after it, once: a command that is given again after a kill goes on (see `redone`).

        Each part is first renamed, so that a kill in the middle leaves nothing that looks whole.

        Args:
            stage: its name.
            key: a hash of settings and inputs; with others the stage is cleared again.
        """
        manifest, later = self.manifest(), STAGES[STAGES.index(stage) :]
        wanted = {"stage": stage, "key": key}
        if manifest.pop("redo", None) == wanted:
            return
        for part in ("stages", "interrupted"):
            manifest[part] = {name: entry for name, entry in manifest.get(part, {}).items() if name not in later}
        write_json(self._manifest, manifest)
        for name in (home for each in later for home in _HOMES[each]):
            trash = self.path / f".trash-{name}"
            if (self.path / name).exists():
                shutil.rmtree(trash, ignore_errors=True)
                (self.path / name).rename(trash)
        for trash in self.path.glob(".trash-*"):
            shutil.rmtree(trash) if trash.is_dir() else trash.unlink()
        write_json(self._manifest, manifest | {"redo": wanted})

    def redone(self) -> None:
        """The command that cleared a stage has done all that it was for: given again, it means to clear again."""
        manifest = self.manifest()
        if manifest.pop("redo", None) and is_main():
            write_json(self._manifest, manifest)

    def check_ours(self) -> None:
        """Refuse a folder that holds something of a stage's name but was never a run.

        Raises:
            UserError: it does.
        """
        found = [name for homes in _HOMES.values() for name in homes if (self.path / name).exists()]
        if found and not self.config.is_file():
            raise UserError(f"{at(self.path)}: holds '{found[0]}' but is no run folder; choose another --out")

    def require_before(self, stage: str) -> None:
        """Refuse a stage whose input is not complete; a report is made of whatever is there.

        Raises:
            UserError: an earlier stage is missing.
        """
        done = self.manifest()["stages"]
        for earlier in STAGES[: STAGES.index(stage)] if stage != "report" else ():
            if earlier not in done:
                raise UserError(f"{at(self.path)}: stage '{earlier}' is not complete; run it before '{stage}'")

    def lock(self) -> None:
        """Keep other processes out for as long as this object lives; the system frees the lock with the process.

        Raises:
            UserError: another process works in this folder, or it cannot be written.
        """
        with writing(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / ".lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise UserError(f"{at(self.path)}: another process works in this run folder; wait for it") from error


def again(stage: str) -> str:
    """How to make a stage with other settings."""
    return f"use --redo {stage} with `run` (--redo alone with `{stage}`) to make it and all after it again"


def key_of(*parts: object) -> str:
    """A hash of settings and inputs that does not depend on the order of dictionary keys."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> dict[str, str]:
    """Of Python and the packages that a run rests on."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            found[name] = version(name)
    return found
