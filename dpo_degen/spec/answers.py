"""Questions to a model, each asked once: every answer is kept, so a killed run asks nothing again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from dpo_degen.jsonl import JsonlAppender, drop_torn_line, read_jsonl
from dpo_degen.progress import Bar
from dpo_degen.records import Answer, Decoding, Prompt
from dpo_degen.sampling import Request, check_room, row_seed
from dpo_degen.vocabulary import THOUGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dpo_degen.sampling import Engine
    from dpo_degen.sampling.engine import Completion
    from dpo_degen.vocabulary import Vocabulary


class Answers:
    """Asks an engine, and keeps what it says in a file.

    A question is known by its own text, the model and the number of the try, so a change of the spec or of the settings
    asks again only what it touches.

    Args:
        engine: makes the engine when something has to be asked at all.
        path: where answers are kept.
        seed: of the drawing.
        temperature: of the drawing.
        top_p: nucleus of the drawing.
        model: whom the engine asks.
    """

    def __init__(
        self,
        engine: Callable[[], Engine],
        path: Path,
        *,
        seed: int = 0,
        temperature: float = 1.0,
        top_p: float = 1.0,
        model: str = "",
    ) -> None:
        self.engine, self.path, self.seed, self.model = engine, path, seed, model
        self.temperature, self.top_p = temperature, top_p
        path.parent.mkdir(parents=True, exist_ok=True)
        drop_torn_line(path)
        self.known = {answer.id: answer for answer in read_jsonl(path, Answer)} if path.is_file() else {}

    def ask(self, level: str, questions: Sequence[str], tokens: int, attempt: int = 0) -> list[Answer]:
        """The answers to all questions, in their order; only those that are not known yet are asked.

        Raises:
            UserError: a question leaves no room for `tokens` in the model's context, or the engine gave up.
        """
        names = [self._name(level, question, attempt) for question in questions]
        new = {name: text for name, text in zip(names, questions, strict=True) if name not in self.known}
        if new:
            engine, decoding = self.engine(), Decoding(tokens, self.temperature, self.top_p)
            requests = [
                Request(
                    name,
                    check_room(Prompt(name, "train", prompt=text), engine.vocabulary, tokens),
                    decoding,
                    row_seed(self.seed, name),
                )
                for name, text in new.items()
            ]
            with Bar(level, len(requests)) as bar, JsonlAppender(self.path) as out:
                for batch in engine.complete(requests, (), bar.tick):
                    made = [_answer(each, engine.vocabulary) for each in batch]
                    out.append(made)
                    self.known.update((answer.id, answer) for answer in made)
                    bar.advance(len(made))
        return [self.known[name] for name in names]

    def _name(self, level: str, question: str, attempt: int) -> str:
        drawn = "\x1f".join(map(str, (question, self.model, self.seed, self.temperature, self.top_p, attempt)))
        return f"{level}/{hashlib.sha256(drawn.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"


def _answer(made: Completion, vocabulary: Vocabulary) -> Answer:
    """What was said, without what a reasoning model thought before it; one that never stops thinking says nothing."""
    text = vocabulary.decode(made.output_ids)
    begun, ended = THOUGHT
    thinks = begun in text and ended not in text
    said = "" if thinks else text.rpartition(ended)[2].strip()
    return Answer(made.request.id, said, made.finish == "stop" and not thinks)
