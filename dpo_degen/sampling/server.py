"""Sampling from an OpenAI-compatible server (vLLM, llama.cpp, ...): prompts go out as token ids.

A server that returns token ids (vLLM) gives exact samples; the text of any other is tokenised again and the record
says so. Per-request seeds are sent along, but whether the same seed gives the same output is the server's affair.
"""

from __future__ import annotations

import os
import threading
from collections import deque
from dataclasses import replace
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from dpo_degen.detection import detect
from dpo_degen.errors import UserError, first_line
from dpo_degen.models import locate
from dpo_degen.sampling.engine import Completion, Request
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from openai import OpenAI

    from dpo_degen.config import ModelConfig
    from dpo_degen.records import Finish

T = TypeVar("T")

_FINISHES: dict[str, Finish] = {"stop": "stop", "length": "length", "repetition": "loop"}
# vLLM's loop stop compares the last patterns of these sizes. With sizes from 9 on, three equal ones are about as long
# as a loop has to be, and shorter units are found by their multiples.
LOOP_STOP = {"min_pattern_size": 9, "max_pattern_size": 512, "min_count": 3}
_PLAIN = {"top_k": 0, "min_p": 0.0, "repetition_penalty": 1.0}  # servers apply the model's own settings else
_MORE = 16  # tokens after which an output that the server's rule ended too soon is looked at again
_TRIES, _PAUSE = 4, 0.5  # attempts at a request, and seconds before the second, doubled each time


class ServerEngine:
    """A model behind a server. Only its tokenizer is loaded here.

    Args:
        config: the model section; the server is expected to serve this model.
        url: the base address, such as `http://localhost:8000/v1`.
        served: the model's name on the server; None takes the only one there.
        concurrency: requests under way at once.
        timeout: seconds after which a request counts as failed.
        model: what records say the model is; None takes the name in `config`.

    Raises:
        UserError: the server does not answer, or does not serve the model.
    """

    name = "server"
    local = False

    def __init__(
        self,
        config: ModelConfig,
        url: str,
        *,
        served: str | None = None,
        concurrency: int = 32,
        timeout: float = 600.0,
        model: str | None = None,
    ) -> None:
        self.url, self.concurrency, self.model = url, concurrency, model or config.name
        self.vocabulary = Vocabulary.load(locate(self.model, weights=False), config)
        self._stop = threading.Event()
        self._client = self._connect(timeout)
        models = {found.id: found for found in self._ask(lambda: list(self._client.models.list()))}
        if served is None and len(models) != 1:
            raise UserError(f"{url}: serves {sorted(models)}; name one of them in sample.served_model")
        self.served = served or next(iter(models))
        if self.served not in models:
            raise UserError(f"{url}: does not serve '{self.served}'; expected one of {sorted(models)}")
        self._owner = str(getattr(models[self.served], "owned_by", ""))

    def complete(
        self,
        requests: Sequence[Request],
        done: Collection[str] = (),
        tick: Callable[[int], None] | None = None,
    ) -> Iterator[list[Completion]]:
        """See `Engine.complete`. Completions are yielded as the server finishes them.

        Raises:
            UserError: the server went away or answers with something else.
        """
        waiting = deque(request for request in requests if request.id not in done)
        expected, answers = len(waiting), SimpleQueue[Completion | BaseException]()
        self._stop = threading.Event()
        work = (waiting, answers, self._stop)
        # Daemons: a request under way must not keep a program alive that was interrupted.
        threads = [
            threading.Thread(target=self._work, args=work, daemon=True) for _ in range(min(self.concurrency, expected))
        ]
        for thread in threads:
            thread.start()
        try:
            while expected:
                some = [answers.get(), *_there(answers)]
                failed = next((answer for answer in some if isinstance(answer, BaseException)), None)
                if failed:  # what is under way is an answer soon, or another failure
                    self._stop.set()
                    for thread in threads:
                        thread.join()
                    some += _there(answers)
                made = [answer for answer in some if isinstance(answer, Completion)]
                expected -= len(some)
                if tick:
                    tick(sum(len(completion.output_ids) for completion in made))
                if made:
                    yield made
                if failed:
                    raise failed  # after what went right has been kept
        finally:
            self._stop.set()

    def _work(
        self, waiting: deque[Request], answers: SimpleQueue[Completion | BaseException], stop: threading.Event
    ) -> None:
        """Ask for one request after the other until none is left, one fails, or all are told to stop."""
        while not stop.is_set():
            try:
                request = waiting.popleft()
            except IndexError:
                return
            try:
                answers.put(self._complete(request))
            except BaseException as error:  # it is raised where the answers are read
                answers.put(error)
                return

    def _connect(self, timeout: float) -> OpenAI:
        from openai import DefaultHttpxClient, OpenAI

        key = self._key()
        if not (key.isascii() and key.isprintable()):
            raise UserError("OPENAI_API_KEY: holds characters that no key has; expected printable ASCII")
        try:  # a server of our own is not behind the proxy of the environment
            http = DefaultHttpxClient(trust_env=not self.local, timeout=timeout)
            return OpenAI(base_url=self.url, api_key=key, timeout=timeout, max_retries=0, http_client=http)
        except Exception as error:  # the client has errors of its own for addresses
            raise UserError(
                f"{self.url}: {first_line(error)}; expected an address such as http://host:8000/v1"
            ) from error

    def _key(self) -> str:
        return os.environ.get("OPENAI_API_KEY", "").strip() or "none"

    def close(self) -> None:
        """End the connections."""
        self._client.close()

    def _complete(self, request: Request) -> Completion:
        if request.banned_first:
            return self._with_another_first(request)
        made = self._draw(request)
        stopped = made.finish == "loop"
        # The server's rule also stops rules of dashes, requested repetition and copies that are not yet certain: such
        # an output goes on, and is looked at again soon, since the server counts its copies anew.
        while stopped and not self._loops(request, made.output_ids):
            left = _after(request, made.output_ids)
            cap = left.decoding.max_new_tokens
            if cap == 0:
                return replace(made, finish="length")
            rest = self._draw(replace(left, decoding=replace(left.decoding, max_new_tokens=min(cap, _MORE))))
            made = replace(rest, request=request, output_ids=made.output_ids + rest.output_ids)
            stopped = made.finish != "stop"
        return replace(made, finish="loop") if stopped else made

    def _with_another_first(self, request: Request) -> Completion:
        """A bias holds for a whole request, so the first token is drawn by a request of its own."""
        alone = replace(request, decoding=replace(request.decoding, max_new_tokens=1))
        first = self._draw(alone, logit_bias={str(token): -100 for token in request.banned_first})
        if first.finish == "stop" or request.decoding.max_new_tokens <= len(first.output_ids):
            return replace(first, request=request)
        rest = self._complete(_after(replace(request, banned_first=()), first.output_ids))
        return replace(
            rest,
            request=request,
            output_ids=first.output_ids + rest.output_ids,
            retokenized=first.retokenized or rest.retokenized,
        )

    def _loops(self, request: Request, ids: list[int]) -> bool:
        prompt = self.vocabulary.decode(request.input_ids)
        return bool(detect(ids, finished=False, prompt=prompt, pieces=self.vocabulary.pieces))

    def _draw(self, request: Request, **options: Any) -> Completion:
        d, extra = request.decoding, self._extra(request)
        call = self._client.completions.create
        return self._ask(
            lambda: self._read(
                call(
                    model=self.served,
                    prompt=request.input_ids,
                    max_tokens=d.max_new_tokens,
                    temperature=d.temperature,
                    top_p=d.top_p,
                    seed=request.seed & 0x7FFFFFFF,
                    extra_body=extra,
                    **options,
                ),
                request,
            )
        )

    def _extra(self, request: Request) -> dict[str, Any] | None:
        if self._owner == "llamacpp":
            return {"top_k": 0, "min_p": 0.0, "repeat_penalty": 1.0}
        if self._owner != "vllm":
            return None  # others may refuse what they do not know
        extra = {**_PLAIN, "return_token_ids": True, "stop_token_ids": sorted(self.vocabulary.stop_ids)}
        return extra | ({"repetition_detection": LOOP_STOP} if request.stop_loops else {})

    def _read(self, answer: Any, request: Request) -> Completion:
        """A completion out of an answer. ValueError if it is something else."""
        choices = getattr(answer, "choices", None)
        if not isinstance(choices, list) or len(choices) != 1:
            raise ValueError(f"expected one choice, got {str(answer)[:80]!r}")
        text, finish = choices[0].text, _FINISHES.get(str(choices[0].finish_reason))
        if not isinstance(text, str) or finish is None:
            raise ValueError(f"text {str(text)[:40]!r} with finish_reason {choices[0].finish_reason!r}")
        ids = getattr(choices[0], "token_ids", None)
        if ids is None:
            return Completion(request, self.vocabulary.encode_text(text, goes_on=True), finish, retokenized=True)
        if not all(isinstance(i, int) and 0 <= i < self.vocabulary.size for i in ids):
            raise ValueError(f"token ids outside the vocabulary of {self.vocabulary.size:,}")
        return Completion(request, list(ids), finish)

    def _ask(self, call: Callable[[], T]) -> T:
        """The answer to a request, tried again after a pause where that can help."""
        from openai import APIConnectionError, APIStatusError, OpenAIError

        cause: Exception
        for attempt in range(_TRIES):
            try:
                return call()
            except APIStatusError as error:
                if error.status_code < 500 and error.status_code not in (408, 409, 429):
                    raise UserError(f"{self.url}: refuses the request: {first_line(error)}") from error
                wrong, cause = f"answers with status {error.status_code}", error
            except APIConnectionError as error:
                wrong, cause = f"does not answer ({first_line(error.__cause__ or error)})", error
            except (OpenAIError, ValueError, AttributeError, TypeError) as error:
                wrong, cause = f"answers with no valid completion ({first_line(error)})", error
            if attempt < _TRIES - 1 and self._stop.wait(_PAUSE * 2**attempt):
                break  # another request has failed for good
        raise UserError(
            f"{self.url}: {wrong}, {_TRIES} times in a row; check the server, then run the same command again: "
            "it continues where it stopped"
        ) from cause


def _there(answers: SimpleQueue[T]) -> list[T]:
    """What a queue holds."""
    found = []
    while not answers.empty():
        found.append(answers.get())
    return found


def _after(request: Request, ids: list[int]) -> Request:
    """What is left of a request once `ids` have been drawn."""
    left = replace(request.decoding, max_new_tokens=request.decoding.max_new_tokens - len(ids))
    return replace(request, input_ids=request.input_ids + ids, decoding=left, seed=request.seed + len(ids))
