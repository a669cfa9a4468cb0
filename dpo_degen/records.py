"""What crosses from one stage to the next: one frozen record a thing, kept as JSON lines (`jsonl.py`).

Token ids are the truth and text is derived from them. Nothing here knows a model or a tokenizer,
so this module cannot tell whether ids are valid for one.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

Split = Literal["train", "eval"]
Finish = Literal["stop", "length", "loop"]
Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Prompt:
    """One thing to ask the model: either plain `prompt` text or chat `messages`."""

    id: str
    split: Split
    domain: str = "default"
    prompt: str | None = None
    messages: list[Message] | None = None
    reference: str | None = None

    def as_messages(self) -> list[Message]:
        """The prompt as chat messages; plain text becomes one user message."""
        return self.messages or [{"role": "user", "content": self.prompt or ""}]

    def as_text(self) -> str:
        """What is said in the prompt, without roles."""
        return "\n\n".join(message["content"] for message in self.as_messages())


@dataclass(frozen=True, slots=True)
class Decoding:
    """How tokens were drawn; `temperature` 0 is greedy."""

    max_new_tokens: int
    temperature: float = 0.0
    top_p: float = 1.0

    DRAWN: ClassVar[str] = "temperature"

    @property
    def label(self) -> str:
        """As "greedy, 384 tokens" or "temperature 0.7, top_p 0.95, 384 tokens"."""
        drawn = f"{self.DRAWN} {self.temperature:g}" + (f", top_p {self.top_p:g}" if self.top_p < 1 else "")
        return f"{drawn if self.temperature else 'greedy'}, {self.max_new_tokens:,} tokens"


@dataclass(frozen=True, slots=True)
class Sample:
    """One output with the exact ids that the model emitted.

    `output_ids` holds the end token when, and only when, the model emitted one (`finish == "stop"`).
    `text` is `output_ids` decoded, kept so that people and the report can read a run without the tokenizer.
    `retokenized` marks outputs that entered as text, whose ids are therefore not certain.
    """

    id: str
    prompt_id: str
    domain: str
    prompt_ids: list[int]
    output_ids: list[int]
    finish: Finish
    text: str
    decoding: Decoding
    seed: int
    engine: str
    model: str
    retokenized: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A preference pair on exact ids: `context_ids + chosen_ids` against `context_ids + rejected_ids`.

    `chosen_ended` and `rejected_ended` say whether the answer ends there: the model ended it, or
    `pair.endings` does; only then is the side's last id an end token. `onset`, `branch` and `period` are token indices
    into the sample's `output_ids`, None where the detector gave no position.
    `prompt`, `chosen` and `rejected` are the same pair as text in TRL's conversational preference format.
    """

    id: str
    sample_id: str
    prompt_id: str
    domain: str
    method: str
    context_ids: list[int]
    chosen_ids: list[int]
    rejected_ids: list[int]
    chosen_ended: bool
    rejected_ended: bool
    onset: int | None = None
    branch: int | None = None
    period: int | None = None
    prompt: list[Message] = field(default_factory=list)
    chosen: list[Message] = field(default_factory=list)
    rejected: list[Message] = field(default_factory=list)

    def cut(self, tokens: int) -> Pair:
        """At most this many tokens of each side; a side that is cut no longer ends. The texts stay whole."""
        return replace(
            self,
            chosen_ids=self.chosen_ids[:tokens],
            rejected_ids=self.rejected_ids[:tokens],
            chosen_ended=self.chosen_ended and len(self.chosen_ids) <= tokens,
            rejected_ended=self.rejected_ended and len(self.rejected_ids) <= tokens,
        )


@dataclass(frozen=True, slots=True)
class Skip:
    """An output that made no pair, and why; `reason` is counted, `detail` is for reading."""

    sample_id: str
    prompt_id: str
    domain: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model said to a question about a spec, and whether it came to its own end."""

    id: str
    text: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A text about a behaviour spec, for midtraining, and how it came about.

    `assertion` is what it says of the assistant, `sentence` and `section` are where the spec says so.
    """

    id: str
    text: str
    assertion: str
    sentence: str
    section: str
    domain: str
    subdomain: str
    type: str
    idea: str


@dataclass(frozen=True, slots=True)
class EvalRow:
    """One evaluation output, judged. `onset`, `branch` and `end` are character indices into `text`, or None.

    `decoding` is the label of how it was drawn. `chrf` and `edit` say how like the prompt's reference it is (0 to 1),
    None where the prompt has none.
    """

    prompt_id: str
    domain: str
    seen_domain: bool
    arm: str
    prompt: str
    text: str
    tokens: int
    finish: Finish
    verdict: str
    kind: str | None
    reason: str
    frozen_loop: bool
    rep_4: float
    wasted: int
    onset: int | None = None
    branch: int | None = None
    end: int | None = None
    decoding: str = ""
    chrf: float | None = None
    edit: float | None = None

    @property
    def loops(self) -> bool:
        """Whether the detector's verdict is "loop", the only one that counts in rates."""
        return self.verdict == "loop"

    @property
    def drawn(self) -> bool:
        """Whether another seed would have given another output."""
        return self.decoding.startswith(Decoding.DRAWN)
