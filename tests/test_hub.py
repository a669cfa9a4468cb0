"""--push-to against a hub in this process: what is uploaded, and that nothing is unless asked."""

from __future__ import annotations

import base64
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from dpo_degen import hub
from dpo_degen.errors import UserError
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import write_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Hub(BaseHTTPRequestHandler):
    """As much of the hub's interface as an upload of small files needs."""

    made: dict[str, dict[str, Any]]
    files: dict[str, dict[str, bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        if self.path == "/api/repos/create":
            asked = json.loads(body)
            name = f"{asked['organization']}/{asked['name']}"
            self.made[name] = asked
            kind = "datasets/" if asked["type"] == "dataset" else ""
            self.answer({"url": f"https://huggingface.co/{kind}{name}"})
        elif "/preupload/" in self.path:
            files = [
                {"path": f["path"], "uploadMode": "regular", "shouldIgnore": False} for f in json.loads(body)["files"]
            ]
            self.answer({"files": files})
        elif self.path == "/api/validate-yaml":
            self.answer({"errors": [], "warnings": []})
        else:
            name = "/".join(self.path.split("/")[3:5])
            for row in map(json.loads, body.splitlines()):
                if row["key"] == "file":
                    content = base64.b64decode(row["value"]["content"])
                    self.files.setdefault(name, {})[row["value"]["path"]] = content
            self.answer({"commitUrl": f"https://huggingface.co/{name}/commit/1", "commitOid": "1", "success": True})

    def do_GET(self) -> None:
        self.answer({})

    def answer(self, found: dict[str, Any]) -> None:
        body = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Hub]]:
    import huggingface_hub.constants
    import huggingface_hub.hf_api

    handler = type("Fresh", (Hub,), {"made": {}, "files": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("HF_TOKEN", "hf_test")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", address)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_DISABLE_XET", True)
    yield handler
    server.shutdown()


@pytest.fixture
def reported(tmp_path: Path) -> RunFolder:
    folder = RunFolder(tmp_path)
    for path, text in {
        "models/dpo/README.md": "model card",
        "models/dpo/config.json": "{}",
        "models/sft/config.json": "{}",
        "pairs/README.md": "dataset card",
        "pairs/pairs.jsonl": "{}\n",
        "pairs/continuations.jsonl": "{}\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    write_json(folder.summary, {"verdict": {"arm": "dpo"}})
    return folder


def test_the_repaired_model_and_its_pairs_go_to_private_repositories(served: type[Hub], reported: RunFolder) -> None:
    assert len(hub.push(reported, "me/mended")) == 2
    assert set(served.files) == {"me/mended", "me/mended-pairs"}
    assert served.files["me/mended"] == {"README.md": b"model card", "config.json": b"{}"}
    assert set(served.files["me/mended-pairs"]) == {"README.md", "pairs.jsonl"}
    assert all(
        "private" in (each.get("visibility"), *(key for key in each if each[key] is True))
        for each in served.made.values()
    )
    assert served.made["me/mended-pairs"]["type"] == "dataset"


def test_a_hub_out_of_reach_is_one_line(reported: RunFolder) -> None:
    with pytest.raises(UserError, match=r"^--push-to me/mended: .*; expected OWNER/NAME, a hub within reach, a token$"):
        hub.push(reported, "me/mended")
    with pytest.raises(UserError, match="--push-to me/men/ded"):
        hub.push(reported, "me/men/ded")


def test_a_run_without_a_trained_model_has_nothing_to_push(reported: RunFolder) -> None:
    write_json(reported.summary, {"verdict": {"arm": None}})
    with pytest.raises(UserError, match="no trained model to push"):
        hub.push(reported, "me/mended")
