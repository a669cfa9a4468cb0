"""A model's tokenizer as the stages use it, without the model's weights."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from dpo_degen.detection.reading import joined
from dpo_degen.errors import UserError, first_line
from dpo_degen.models import load_config, readable

if TYPE_CHECKING:
    from dpo_degen.config import ModelConfig
    from dpo_degen.records import Prompt


_ANSWER = "An answer"
_BROKEN = "\N{REPLACEMENT CHARACTER}"


@cache
def _byte_alphabet() -> dict[str, int]:
    """The characters that byte-level BPE writes for bytes: itself where it is printable, else from 256 on (GPT-2)."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(b): b for b in printable} | {chr(256 + i): b for i, b in enumerate(others)}


def _bytes_of(token: str) -> bytes | None:
    """The bytes behind a token of byte-level BPE or of SentencePiece's byte fallback; None for any other."""
    fallback = re.fullmatch(r"<0x([0-9A-Fa-f]{2})>", token)
    if fallback:
        return bytes([int(fallback[1], 16)])
    alphabet = _byte_alphabet()
    return bytes(alphabet[char] for char in token) if all(char in alphabet for char in token) else None


THOUGHT = ("<think>", "</think>")
"""What stands around a thought of most reasoning models."""


@dataclass(frozen=True)
class Vocabulary:
    """A tokenizer with what the stages ask of it: prompts to ids, ids to text, the ids that end an output."""

    tokenizer: Any
    size: int
    stop_ids: frozenset[int]
    context: int
    rows: int = 1 << 30
    """Rows of the model's embedding; a tokenizer may have got more ids since."""
    template: dict[str, Any] = field(default_factory=dict)
    """Arguments for the chat template."""

    @classmethod
    def load(cls, location: str, config: ModelConfig) -> Vocabulary:
        """Read tokenizer, stop ids and context length of a model without loading its weights."""
        from transformers import AutoTokenizer, GenerationConfig

        settings = load_config(location, config).get_text_config()
        with readable(location):
            tokenizer = AutoTokenizer.from_pretrained(location, trust_remote_code=config.trust_remote_code)
        stops: set[int] = set()
        with contextlib.suppress(OSError):  # a model folder need not have a generation config
            stops |= _as_ids(GenerationConfig.from_pretrained(location).eos_token_id)
        # Fine-tuned chat models often end with the tokenizer's id and list only the one of the model they come from.
        stops = (stops or _as_ids(settings.eos_token_id)) | _as_ids(tokenizer.eos_token_id)
        context = int(getattr(settings, "max_position_embeddings", 0) or 1 << 30)
        size = int(settings.vocab_size)
        return cls(tokenizer, max(len(tokenizer), size), frozenset(stops), context, size, config.chat_template_kwargs)

    @property
    def pad_id(self) -> int:
        """The id that fills padding; any will do where it is masked."""
        pad = self.tokenizer.pad_token_id
        return int(pad) if pad is not None and pad < self.rows else min(self.stop_ids, default=0)

    @cached_property
    def end_id(self) -> int | None:
        """The id that ends an answer: what the chat template writes there, else the tokenizer's own, else any or None.

        The tokenizer's own is another one in some chat models (Gemma, Phi).
        """
        if self.tokenizer.chat_template:
            turns = [{"role": "user", "content": "a"}, {"role": "assistant", "content": _ANSWER}]
            with contextlib.suppress(Exception):  # of templates, which refuse roles in errors of their own making
                text = self.tokenizer.apply_chat_template(turns, tokenize=False, **self.template)
                after = self.tokenizer.encode(text.rpartition(_ANSWER)[2], add_special_tokens=False)
                return next(int(token) for token in after if token in self.stop_ids)
        usual = self.tokenizer.eos_token_id
        return int(usual) if usual in self.stop_ids else min(self.stop_ids, default=None)

    def thinks(self, ids: list[int]) -> bool:
        """Whether a thought that begins in these ids, which some templates begin at a prompt's end, is still open."""
        begun, ended = map("".join(self.pieces[token] for token in ids).rfind, THOUGHT)
        return begun > ended

    def encode(self, prompt: Prompt) -> list[int]:
        """A prompt as the ids the model sees: its chat template, or raw text where the model has none."""
        if self.tokenizer.chat_template:
            try:
                text = self.tokenizer.apply_chat_template(
                    prompt.as_messages(), tokenize=False, add_generation_prompt=True, **self.template
                )
            except Exception as error:  # templates refuse roles and orders in errors of their own making
                raise UserError(
                    f"prompt '{prompt.id}': the model's chat template refuses it: {first_line(error)}"
                ) from error
            return list(self.tokenizer.encode(text, add_special_tokens=False))
        return list(self.tokenizer.encode(prompt.as_text()))

    def encode_text(self, text: str, *, goes_on: bool = False) -> list[int]:
        """Plain text as ids. Special tokens written out in it stay text: nobody sampled them.

        With `goes_on` the text stands right behind another one. SentencePiece writes a space before every text, which
        is wrong there: the text is then read behind a line's end, whose ids are left out again.
        """
        encode = partial(self.tokenizer.encode, add_special_tokens=False, split_special_tokens=True)
        ids = list(encode(text))
        if goes_on and joined("".join(self.pieces[token] for token in ids)) != text:
            head, both = list(encode("\n")), list(encode("\n" + text))
            ids = both[len(head) :] if both[: len(head)] == head else ids
        return ids

    def decode(self, ids: list[int]) -> str:
        """Ids as text, without special tokens and without touching spaces."""
        return str(self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))

    @cached_property
    def pieces(self) -> list[str]:
        """The text of every token id within an output (see `pieces`); ids beyond the tokenizer are empty."""
        known = pieces(self.tokenizer)
        return [*known, *[""] * (self.size - len(known))]


def pieces(tokenizer: Any) -> list[str]:
    """The text of every id of a tokenizer of transformers, as it stands within an output: what `detect` asks for.

    Each is decoded behind a letter, which is then cut off: decoders of SentencePiece drop the space before the
    first token that they see.

    A token that holds part of a character stands as its bytes in Python's `surrogateescape` form, from which the
    detector puts the character together again.
    """
    decode = partial(tokenizer.batch_decode, clean_up_tokenization_spaces=False)
    anchor = list(tokenizer.encode("a", add_special_tokens=False, split_special_tokens=True))[-1:]
    before, every = str(decode([anchor])[0]), decode([[*anchor, index] for index in range(len(tokenizer))])
    known = [str(text).removeprefix(before) for text in every]
    for index, text in enumerate(known):
        if _BROKEN in text:
            raw = _bytes_of(str(tokenizer.convert_ids_to_tokens(index)))
            known[index] = raw.decode("utf-8", "surrogateescape") if raw is not None else text
    return known


def _as_ids(ids: int | list[int] | None) -> set[int]:
    return set() if ids is None else {ids} if isinstance(ids, int) else set(ids)
