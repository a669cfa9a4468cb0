"""Sampling with vLLM in an environment of its own: the server is started as a child, asked, and ended.

vLLM pins its own versions of torch and transformers, so it does not live in this process.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.request import ProxyHandler, build_opener

from dpo_degen.errors import UserError, at
from dpo_degen.models import free_share, locate, pick_device, pick_dtype
from dpo_degen.progress import say
from dpo_degen.sampling.server import ServerEngine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

    from dpo_degen.config import ModelConfig
    from dpo_degen.sampling.engine import Completion, Request

_FEW = 4  # cores
# On a CPU, vLLM keeps a core free for its own scheduling: with two, half of the machine. 1.5x faster here without.
OWN_CORES = {"VLLM_CPU_NUM_OF_RESERVED_CPU": "0"} if (os.cpu_count() or 1) <= _FEW else {}
_LOOK = 0.25  # seconds between looks at a starting server
_START = "--- dpo_degen starts: "
_ERROR = re.compile(r"^(?!.*\bWARNING\b).*?(\b\w*(?:Error|Exception): .*|\berror: .*)")
_GRACE = 20.0  # seconds that an ending server gets
# The child is ended when this process dies, however it dies (Linux); then it becomes the server.
_TIED = "import ctypes, os, sys; ctypes.CDLL(None).prctl(1, 15); os.execvp(sys.argv[1], sys.argv[1:])"


class VLLMEngine(ServerEngine):
    """A vLLM server that lives as long as this engine. Call `close` when done, or let the process end.

    Args:
        config: the model section.
        python: the Python of vLLM's own environment.
        arguments: further arguments of its server, such as `--tensor-parallel-size 2`.
        log: file that the server's output goes to.
        start_timeout: seconds that the server gets to load the model.
        concurrency: requests under way at once.
        timeout: seconds after which a request counts as failed.
        model: a model folder to serve instead of the one in `config`.

    Raises:
        UserError: the Python is missing, or the server ends or does not come up in time.
    """

    name = "vllm"
    local = True

    def __init__(
        self,
        config: ModelConfig,
        python: str,
        *,
        arguments: Sequence[str] = (),
        log: Path,
        start_timeout: float = 900.0,
        concurrency: int = 128,
        timeout: float = 600.0,
        model: str | None = None,
    ) -> None:
        found = shutil.which(python)
        if found is None:
            raise UserError(
                f"sample.vllm_python '{python}': no such executable; run `make vllm-env` for the CPU build, "
                "or name the Python of your own vLLM's environment"
            )
        name = model or config.name
        port = _free_port()
        # The module and not the `vllm` command, which the CPU build installs but cannot start.
        call = [found, "-m", "vllm.entrypoints.openai.api_server", "--model", locate(name)]
        call += ["--served-model-name", name, "--host", "127.0.0.1", "--port", str(port)]
        device = pick_device(config.device)
        call += ["--dtype", str(pick_dtype(config.dtype, device)).removeprefix("torch.")]
        if device == "cpu":  # vLLM would take nearly all memory, as on a GPU, and refuse to start where some is in use
            call += ["--gpu-memory-utilization", f"{free_share() / 2:.2f}"]
            # A prompt read in parts winds its generator back, which ends vLLM where the generator is a CPU's.
            call += ["--no-enable-chunked-prefill"]
        call += ["--generation-config", "vllm"]
        call += ["--trust-remote-code"] if config.trust_remote_code else []
        call += arguments
        self._secret = secrets.token_hex(16)  # else any program of this machine could ask our server
        self.log = log
        say(f"  starting vLLM; its output goes to {log}")
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as out:
            out.write(f"{_START}{shlex.join(call)}\n".encode())
            out.flush()
            self._child = subprocess.Popen(
                [sys.executable, "-c", _TIED, *call] if sys.platform == "linux" else call,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # it has children of its own, which end with it
                env={**OWN_CORES, **_clean_environment(), "VLLM_API_KEY": self._secret, "VLLM_NO_USAGE_STATS": "1"},
            )
        try:
            self._wait(f"http://127.0.0.1:{port}/health", start_timeout)
            super().__init__(
                config,
                f"http://127.0.0.1:{port}/v1",
                served=name,
                concurrency=concurrency,
                timeout=timeout,
                model=name,
            )
        except BaseException:
            self._end()
            raise

    def complete(
        self,
        requests: Sequence[Request],
        done: Collection[str] = (),
        tick: Callable[[int], None] | None = None,
    ) -> Iterator[list[Completion]]:
        """See `Engine.complete`.

        Raises:
            UserError: the server ended or answers with something else.
        """
        try:
            yield from super().complete(requests, done, tick)
        except UserError as error:
            if self._child.poll() is None:
                raise
            raise UserError(
                f"{at(self.log)}: vLLM ended with status {self._child.returncode}: {_cause(self.log)}; "
                "run the same command again: it continues where it stopped"
            ) from error

    def _key(self) -> str:
        return self._secret

    def close(self) -> None:
        """End the connections and the server."""
        super().close()
        self._end()

    def __del__(self) -> None:
        if hasattr(self, "_child"):
            self._end()

    def _wait(self, health: str, seconds: float) -> None:
        deadline, direct = time.monotonic() + seconds, build_opener(ProxyHandler({}))
        while time.monotonic() < deadline:
            if self._child.poll() is not None:
                raise UserError(f"{at(self.log)}: vLLM ended with status {self._child.returncode}: {_cause(self.log)}")
            with contextlib.suppress(OSError, HTTPException), direct.open(health, timeout=5) as answer:
                if answer.status == 200:
                    return
            time.sleep(_LOOK)
        raise UserError(f"{at(self.log)}: vLLM was not ready after {seconds:.0f} s: {_cause(self.log)}")

    def _end(self) -> None:
        """End the server and all that it started, whether or not it has ended by itself."""
        for sign in (signal.SIGTERM, signal.SIGKILL):
            deadline = time.monotonic() + _GRACE
            left = _signal_group(self._child.pid, sign)
            while left and time.monotonic() < deadline:
                time.sleep(_LOOK / 5)
                self._child.poll()  # an ended child stays in its group until it has been asked for
                left = _signal_group(self._child.pid, 0)
            if not left:
                return


def _signal_group(leader: int, sign: int) -> bool:
    """Signal a process group; whether any process of it was left."""
    try:
        os.killpg(leader, sign)
    except ProcessLookupError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _clean_environment() -> dict[str, str]:
    """The environment without what would lead another Python to our packages, and without keys of other services."""
    ours = ("PYTHONPATH", "PYTHONHOME", "OPENAI_API_KEY")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _cause(log: Path) -> str:
    """The first error that the log of the last start names, else its last line."""
    lines = [line.strip() for line in log.read_text("utf-8", "replace").split(_START)[-1].splitlines() if line.strip()]
    errors = [found[1] for found in map(_ERROR.search, lines) if found]
    return (errors or lines[-1:] or ["it said nothing"])[0][:300]
