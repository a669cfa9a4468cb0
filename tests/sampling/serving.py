"""A local server that speaks the completions API, in this process or as one of its own that stands in for vLLM's."""

from __future__ import annotations

import argparse
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from dpo_degen.config import ModelConfig
from dpo_degen.records import Decoding
from dpo_degen.sampling import Request

if TYPE_CHECKING:
    from dpo_degen.sampling.hf import HFEngine


class Server(ThreadingHTTPServer):
    """A real local server that speaks the completions API; the tiny model answers, one request at a time.

    `faults` holds what the next answers are instead: a status, raw bytes, or None for silence. `lives` is how many
    completions it makes before it dies.
    """

    daemon_threads = True

    def __init__(self, engine: HFEngine, owner: str, model: str = "tiny", port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.engine, self.owner, self.model = engine, owner, model
        self.turn, self.counting = threading.Lock(), threading.Lock()
        self.faults: list[int | bytes | None] = []
        self.lives: int | None = None
        self.asked: list[dict[str, Any]] = []
        self.at_once = self.most_at_once = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        self.answer(
            json.dumps({"object": "list", "data": [{"id": self.server.model, "owned_by": self.server.owner}]}).encode()
        )

    def do_POST(self) -> None:
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with server.counting:
            server.asked.append(body)
            if server.lives == 0:
                self.close_connection = True
                self.connection.close()
                return
            fault = server.faults.pop(0) if server.faults else 200
            if fault == 200:
                server.lives = None if server.lives is None else server.lives - 1
        if isinstance(fault, bytes) or fault is None:
            self.answer(fault or b"")
        elif fault != 200:
            self.answer(json.dumps({"error": {"message": "told to fail"}}).encode(), fault)
        else:
            with server.counting:
                server.at_once += 1
                server.most_at_once = max(server.most_at_once, server.at_once)
            with server.turn:
                made = self.complete(body)
            with server.counting:
                server.at_once -= 1
            self.answer(made)

    def complete(self, body: dict[str, Any]) -> bytes:
        engine = self.server.engine
        decoding = Decoding(body["max_tokens"], body["temperature"], body["top_p"])
        banned = tuple(int(token) for token in body.get("logit_bias") or {})
        loops = "repetition_detection" in body
        asked = Request("x", body["prompt"], decoding, body["seed"], banned, stop_loops=loops)
        ((made,),) = engine.complete([asked])
        finish = {"loop": "repetition"}.get(made.finish, made.finish)
        choice = {"index": 0, "text": engine.vocabulary.decode(made.output_ids), "finish_reason": finish}
        if body.get("return_token_ids"):
            choice["token_ids"] = made.output_ids
        return json.dumps(
            {"id": "c", "object": "text_completion", "created": 0, "model": "tiny", "choices": [choice]}
        ).encode()

    def answer(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve a model as `python -m vllm.entrypoints.openai.api_server` does, or end as it does on a bad argument."""
    parser = argparse.ArgumentParser()
    for name in ("--model", "--served-model-name", "--host", "--dtype", "--generation-config"):
        parser.add_argument(name)
    parser.add_argument("--port", type=int)
    parser.add_argument("--gpu-memory-utilization", type=float)
    parser.add_argument("--no-enable-chunked-prefill", action="store_true")
    options, unknown = parser.parse_known_args(sys.argv[1:])
    if unknown:
        print("WARNING this can end in an OSError: too many files")
        print("ValueError: unrecognised arguments " + " ".join(unknown), "bye", sep="\n")
        raise SystemExit(1)
    from dpo_degen.sampling.hf import HFEngine

    engine = HFEngine(ModelConfig(name=options.model, device="cpu", dtype="float32"), batch_size=4)
    Server(engine, "vllm", options.served_model_name, options.port).serve_forever()


if __name__ == "__main__":
    main()
