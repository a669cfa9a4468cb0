"""The small protocol between the stages that need outputs and the engines that make them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from dpo_degen.records import Decoding, Finish
    from dpo_degen.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Request:
    """Something to continue. `banned_first` ids may not be the first new token; `stop_loops` ends it once it loops."""

    id: str
    input_ids: list[int]
    decoding: Decoding
    seed: int
    banned_first: tuple[int, ...] = ()
    stop_loops: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """The new ids of a request; they hold a stop id only as the last one, and only if `finish` is "stop".

    `retokenized` says that they come from text and need not be the ids that the model emitted.
    """

    request: Request
    output_ids: list[int]
    finish: Finish
    retokenized: bool = False


class Engine(Protocol):
    """Anything that continues token ids."""

    name: str
    model: str
    vocabulary: Vocabulary

    def complete(
        self,
        requests: Sequence[Request],
        done: Collection[str] = (),
        tick: Callable[[int], None] | None = None,
    ) -> Iterator[list[Completion]]:
        """Continue all requests but those whose id is in `done`, yielding whenever some are finished.

        All requests are given again after a restart, so that the engine can group them as it did before.
        `tick` is called with the number of tokens just generated.
        """
        ...

    def close(self) -> None:
        """Let go of what the engine holds."""
        ...


def row_seed(seed: int, *parts: object) -> int:
    """A 63-bit seed that depends on the run's seed and the row's name alone, not on order or batch."""
    name = "\x1f".join(map(str, (seed, *parts)))
    return int.from_bytes(hashlib.sha256(name.encode("utf-8", "backslashreplace")).digest()[:8]) >> 1
