"""The bridge from samples to detectors: the built-in one, or any callable named by its dotted path."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from dpo_degen.detection.detector import detect
from dpo_degen.detection.reading import joined
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from dpo_degen.detection.result import Detection
    from dpo_degen.records import Sample

    Detector = Callable[[Sample], Detection]

BUILTIN = "repetition"


class Vocabulary(Protocol):
    """What the detector needs of a tokenizer: the text of every id, and the ids that end an output."""

    @property
    def pieces(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def stop_ids(self) -> Collection[int]: ...  # noqa: D102


def repetition(vocabulary: Vocabulary) -> Detector:
    """The built-in detector over a sample's exact ids, its end token left out."""
    pieces, stop_ids = vocabulary.pieces, vocabulary.stop_ids

    def judge(sample: Sample) -> Detection:
        ids = sample.output_ids[:-1] if ends(sample.output_ids, stop_ids) else sample.output_ids
        prompt = joined("".join(pieces[i] for i in sample.prompt_ids))
        return detect(ids, finished=sample.finish == "stop", prompt=prompt, pieces=pieces)

    return judge


def ends(ids: Sequence[int], stop_ids: Collection[int]) -> bool:
    """Whether the model closed these ids itself."""
    return bool(ids) and ids[-1] in stop_ids


def resolve(name: str, vocabulary: Vocabulary) -> Detector:
    """The detector that `detect.detector` names.

    Raises:
        UserError: no module or callable has this dotted path.
    """
    if name == BUILTIN:
        return repetition(vocabulary)
    module, _, attribute = name.rpartition(".")
    try:
        found = getattr(import_module(module), attribute)
    except Exception as error:  # whatever importing somebody's module raises
        raise UserError(
            f"detect.detector '{name}': {error}; expected '{BUILTIN}' or the dotted path of a callable "
            "from Sample to Detection"
        ) from error
    if not callable(found):
        raise UserError(f"detect.detector '{name}': not callable; expected a function from Sample to Detection")
    return found  # type: ignore[no-any-return]
