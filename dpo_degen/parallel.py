"""Several processes at one run, as `accelerate launch` starts them: who this one is, and waiting for the others.

Without a launcher this is one process, and nothing here imports torch.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from dpo_degen.errors import UserError

_PATIENCE = timedelta(days=7)  # others wait while one process does what cannot be shared


def processes() -> int:
    """How many processes work at this run."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def number() -> int:
    """Which of them this one is, from 0."""
    return int(os.environ.get("RANK", "0"))


def is_main() -> bool:
    """Whether this is the one that writes what is written once."""
    return number() == 0


def is_sharded() -> bool:
    """Whether each process will have only a part of the model in training, as `accelerate launch` with FSDP does it."""
    return os.environ.get("ACCELERATE_USE_FSDP", "").lower() == "true"


def check_share(what: str, per_step: int, per_device: int) -> None:
    """Refuse optimizer steps that the processes cannot share; `what` is as in the settings, such as "train.pairs".

    Raises:
        UserError: `per_step` is no multiple of what all processes take at once.
    """
    at_once = per_device * processes()
    if per_step % at_once:
        raise UserError(
            f"{what}_per_step {per_step}: {processes()} processes take {at_once} at once "
            f"({what}_per_device {per_device} each); expected a multiple of that"
        )


def check_whole(section: str, *, lora: bool) -> None:
    """Refuse an adapter on a model that is split over processes; `section` is that of the setting, such as "train".

    Raises:
        UserError: they split it.
    """
    if lora and is_sharded():
        raise UserError(f"{section}.lora true: FSDP splits what has to be merged in the end; expected false")


def wait_for_all() -> None:
    """Go on when every process has come here."""
    if processes() > 1:
        _state().wait_for_everyone()


def from_main(value: Any) -> Any:
    """What the main process has, in every process."""
    if processes() == 1:
        return value
    from accelerate.utils import broadcast_object_list

    _state()
    return broadcast_object_list([value])[0]


def _state() -> Any:
    import torch
    from accelerate import PartialState

    return PartialState(cpu=not torch.cuda.is_available(), timeout=_PATIENCE)
