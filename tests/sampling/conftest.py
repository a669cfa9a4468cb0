from __future__ import annotations

import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from serving import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from dpo_degen.sampling.hf import HFEngine


@pytest.fixture
def serve(engine: HFEngine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """Start a server; `owner` is who it says serves the model (vllm gives token ids)."""
    monkeypatch.setattr("dpo_degen.sampling.server._PAUSE", 0.01)
    started: list[Server] = []

    def start(owner: str = "vllm") -> Server:
        started.append(Server(engine, owner))
        threading.Thread(target=started[-1].serve_forever, daemon=True).start()
        return started[-1]

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture
def vllm_python(tmp_path: Path) -> str:
    """A program that takes what vLLM's Python is given and serves the model with ours."""
    program = tmp_path / "python"
    server = Path(__file__).with_name("serving.py")
    program.write_text(f'#!/bin/sh\nshift 2\nexec "{sys.executable}" "{server}" "$@"\n')
    program.chmod(0o755)
    return str(program)
