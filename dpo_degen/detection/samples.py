"""The bridge from samples to detectors: the built-in one, or any callable named by its dotted path."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from dpo_degen.detection.detector import detect
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from dpo_degen.detection.result import Detection
    from dpo_degen.records import Sample

    Detector = Callable[[Sample], Detection]

BUILTIN = "repetition"


def repetition(pieces: Sequence[str], stop_ids: Collection[int]) -> Detector:
    """The built-in detector over a sample's exact ids, its end token left out."""

    def judge(sample: Sample) -> Detection:
        ids = sample.output_ids[:-1] if ends(sample.output_ids, stop_ids) else sample.output_ids
        return detect(ids, finished=sample.finish == "stop", pieces=pieces)

    return judge


def ends(ids: Sequence[int], stop_ids: Collection[int]) -> bool:
    """Whether the model closed these ids itself."""
    return bool(ids) and ids[-1] in stop_ids


def resolve(name: str, pieces: Sequence[str], stop_ids: Collection[int]) -> Detector:
    """The detector that `detect.detector` names.

    Raises:
        UserError: no module or callable has this dotted path.
    """
    if name == BUILTIN:
        return repetition(pieces, stop_ids)
    module, _, attribute = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError) as error:
        raise UserError(
            f"detect.detector '{name}': {error}; expected '{BUILTIN}' or the dotted path of a callable "
            "from Sample to Detection"
        ) from error
    if not callable(found):
        raise UserError(f"detect.detector '{name}': not callable; expected a function from Sample to Detection")
    return found  # type: ignore[no-any-return]
