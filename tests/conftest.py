from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dpo_degen.detection import Detection
    from dpo_degen.records import Prompt, Sample
    from dpo_degen.sampling.hf import HFEngine

TEMPLATE = (
    "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}<|end|>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
SPECIAL = ["<|pad|>", "<|end|>", "<|stop|>", "<|user|>", "<|assistant|>", "<|system|>"]
CONTEXT = 2048


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small Llama that loops, with a byte-level tokenizer, a chat template and two stop ids.

    Its head is set so that greedy decoding walks around cycles of six tokens; some tokens lead to a stop id instead.
    Which cycle it enters depends on the prompt. At temperature 1 it leaves a cycle within a few tokens.
    """
    import torch
    from transformers import GenerationConfig, LlamaConfig, LlamaForCausalLM

    folder = tmp_path_factory.mktemp("model") / "tiny"
    tokenizer = make_tokenizer()
    size = len(tokenizer)
    torch.manual_seed(0)
    config = LlamaConfig(
        vocab_size=size,
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        max_position_embeddings=CONTEXT,
        initializer_range=0.02,
        eos_token_id=1,
        pad_token_id=0,
        bos_token_id=None,
    )
    model = LlamaForCausalLM(config)
    embedding, head = model.model.embed_tokens.weight.data, model.lm_head.weight.data
    embedding.normal_()
    embedding[len(SPECIAL) - 2] = 0  # <|assistant|>: the first token comes from the prompt alone
    head.zero_()
    words = torch.randperm(size - len(SPECIAL)) + len(SPECIAL)
    for place, token in enumerate(words.tolist()):
        group, step = divmod(place, 6)
        after = (
            1 + group % 2 if group % 5 == 0 and step == 5 else words[min(group * 6 + (step + 1) % 6, len(words) - 1)]
        )
        head[after] += 0.1 * embedding[token]
    # Its own repetition penalty must not leak into what we sample.
    model.generation_config = GenerationConfig(eos_token_id=[1, 2], pad_token_id=0, repetition_penalty=1.7)
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def make_tokenizer() -> Any:
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    raw = Tokenizer(models.BPE())
    raw.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    raw.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=300, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet()
    )
    raw.train_from_iterator(["the cat sat on the mat and the dog ran after the cat in the rain"] * 4, trainer)
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="<|end|>", pad_token="<|pad|>")
    tokenizer.chat_template = TEMPLATE
    return tokenizer


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Write objects (or raw text lines) to a JSONL file and return its path."""

    def write(*rows: dict[str, Any] | str, name: str = "prompts.jsonl") -> Path:
        path = tmp_path / name
        path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in rows), encoding="utf-8")
        return path

    return write


@pytest.fixture
def tiny_config(tiny_model: Path, tmp_path: Path) -> Callable[..., Path]:
    """Write a config for the tiny model: twelve prompts of two seen domains and one unseen."""

    def write(name: str = "tiny.yaml", **changes: dict[str, Any]) -> Path:
        prompts = tmp_path / "asked.jsonl"
        rows = [
            {"id": f"{domain}-{i}", "domain": domain, "split": split, "prompt": f"the {domain} cat {i} {'sat ' * i}"}
            for domain, split, count in (
                ("mat", "train", 6),
                ("rain", "train", 6),
                ("mat", "eval", 3),
                ("dog", "eval", 4),
            )
            for i in range(100 if split == "eval" else 0, (100 if split == "eval" else 0) + count)
        ]
        for row in rows:
            row["prompt"] = str(row["prompt"])[:60]
        prompts.write_text("".join(json.dumps(row) + "\n" for row in rows))
        config: dict[str, dict[str, Any]] = {
            "model": {"name": str(tiny_model), "device": "cpu", "dtype": "float32"},
            "prompts": {"source": str(prompts)},
            "sample": {"max_new_tokens": 110, "batch_size": 2},
            "pair": {
                "chosen_tokens": 16,
                "rejected_tokens": 16,
                "min_chosen_tokens": 4,
                "tries": 3,
                "temperature": 1.0,
                "forks": ["prevent"],
                "endings": 0,
            },
            "train": {
                "arms": ["sft", "dpo"],
                "max_steps": 3,
                "pairs_per_device": 2,
                "rounds": 1,
                "anchor": 0,
                "max_perplexity": 1.03,
            },
            "evaluate": {"perplexity_tokens": 64},
        }
        for section, values in changes.items():
            config.setdefault(section, {}).update(values)
        path = tmp_path / name
        path.write_text(json.dumps(config))
        return path

    return write


@pytest.fixture(scope="session")
def engine(tiny_model: Path) -> HFEngine:
    from dpo_degen.config import ModelConfig
    from dpo_degen.sampling.hf import HFEngine

    return HFEngine(ModelConfig(name=str(tiny_model), device="cpu", dtype="float32"), batch_size=4)


@pytest.fixture(scope="session")
def prompts() -> list[Prompt]:
    from dpo_degen.records import Prompt

    return [
        Prompt(f"p{i}", "train", domain="ab"[i % 2], prompt=f"the cat {i} " + "sat " * i, reference="the dog ran")
        for i in range(12)
    ]


@pytest.fixture(scope="session")
def detector(engine: HFEngine) -> Callable[[Sample], Detection]:
    from dpo_degen.detection.samples import repetition

    return repetition(engine.vocabulary)


@pytest.fixture(scope="session")
def looping(
    engine: HFEngine, prompts: list[Prompt], detector: Callable[[Sample], Detection]
) -> tuple[list[Sample], list[Detection]]:
    """Greedy samples of the tiny model and what was found in them; some end, most loop."""
    from dpo_degen.records import Decoding
    from dpo_degen.sampling import sample

    samples = sample(prompts, engine, Decoding(110))
    detections = [detector(s) for s in samples]
    assert sum(map(bool, detections)) >= 6
    return samples, detections
