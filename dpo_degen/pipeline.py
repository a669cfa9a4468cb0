"""The order of things: which stage follows which, what is complete, what a changed setting touches."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from dpo_degen import parallel
from dpo_degen.errors import UserError
from dpo_degen.folder import STAGES, RunFolder, again, key_of
from dpo_degen.jsonl import write_atomic
from dpo_degen.progress import enter, log_to, say
from dpo_degen.run import Run
from dpo_degen.settings import dump, load
from dpo_degen.stages import RUNNERS, NothingToRepairError, report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dpo_degen.config import Config

__all__ = ["NothingToRepairError", "do", "do_all", "open_run"]

# The first stage that a section of the config touches, where it is not the stage of that name.
_TOUCHES = {
    **dict.fromkeys(("model", "prompts", "seed"), "sample"),
    "midtrain": "train",
    **dict.fromkeys(("spec", "guards"), "report"),
}


def do_all(run: Run) -> None:
    """All stages in order; ends early with a report when nothing loops."""
    try:
        for stage in STAGES[:-1]:
            do(run, stage)
    except NothingToRepairError as good_news:
        say(str(good_news))
    finally:
        run.free()
    run.folder.redone()
    do(run, "report")


def do(run: Run, stage: str) -> bool:
    """Run a stage unless it is complete; returns whether it ran."""
    if stage == "report":  # a pure function of the folder, so always made anew
        if parallel.is_main():
            report(run)
        return True
    if run.folder.complete(stage, run.basis):
        say(f"{stage}: complete")
        return False
    parallel.wait_for_all()
    enter(stage, STAGES.index(stage) + 1, len(STAGES))
    began = time.monotonic()
    try:
        counts = RUNNERS[stage](run)
    except BaseException:
        if parallel.is_main():
            with contextlib.suppress(UserError):  # a full disk, say, which is what ended it
                run.folder.interrupted(stage, time.monotonic() - began)
        raise
    parallel.wait_for_all()
    if parallel.is_main():
        run.folder.record(stage, run.basis(stage), time.monotonic() - began, counts, run.inputs)
    parallel.wait_for_all()
    return True


def open_run(
    path: Path, config: Config | None, redo: str | None = None, overrides: Sequence[str] = (), *, check: bool = True
) -> Run:
    """Open a run folder, or begin one.

    Args:
        path: the folder.
        config: settings to begin with or to compare with; None takes those of the folder.
        redo: a stage to clear together with all after it, unless a killed command has done so and this one goes on.
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
    folder.check_ours()
    if check:
        run.check()
    parallel.wait_for_all()  # every process has compared the settings before one of them writes any
    if parallel.is_main():
        folder.lock()
        if redo and redo != "report":  # which is always made anew
            folder.redo(redo, key_of([run.basis(stage) for stage in STAGES[:-1]]))
        write_atomic(folder.config, dump(config).encode())
        log_to(folder.log)
    parallel.wait_for_all()
    return run


def _refuse_mixing(old: Config, new: Config, folder: RunFolder, redo: str | None) -> None:
    before, after = old.decisive(), new.decisive()
    for section in before:
        stage = _TOUCHES.get(section, section)
        unread = section == "midtrain" and not any("midtrain" in each.train.chains() for each in (old, new))
        if before[section] == after[section] or unread or (redo and STAGES.index(redo) <= STAGES.index(stage)):
            continue
        if stage == "report":
            continue
        changed = [
            f"{section}.{name} was {before[section][name]!r} and is now {value!r}"
            for name, value in (after[section].items() if isinstance(after[section], dict) else ())
            if before[section][name] != value
        ] or [f"{section} was {before[section]!r} and is now {after[section]!r}"]
        raise UserError(f"{folder.config}: {'; '.join(changed)}; {again(stage)}, or take another folder")
