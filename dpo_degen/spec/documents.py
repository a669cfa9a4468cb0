"""The documents of midtraining: where they come from, and those that ship with the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dpo_degen.errors import UserError, at
from dpo_degen.jsonl import describe, read_objects
from dpo_degen.prompts import builtin

if TYPE_CHECKING:
    from dpo_degen.config import MidtrainConfig

_KINDS = {".jsonl", ".txt", ".md"}
_SHIPPED = {
    "medley": "articles/medley.jsonl",
    "articles": "articles/articles.jsonl",
    "healthy": "spec/healthy.jsonl",
}


def shipped(name: str) -> Path:
    """Documents that ship with the package, by their name in settings (in a source checkout, those of `data/`)."""
    return builtin().parent / _SHIPPED[name]


def read_texts(source: str) -> list[str]:
    """The texts of `medley`, `articles`, `healthy`, a JSONL file with `text` fields, a text file, a folder of these.

    Raises:
        UserError: nothing there, a file of another kind, a row without text, or no UTF-8.
    """
    path = shipped(source) if source in _SHIPPED else Path(source).expanduser()
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() in _KINDS and each.is_file())
        if not found:
            raise UserError(f"{at(path)}: no document in this folder; expected files that end in {_names()}")
        return [text for each in found for text in _texts(each)]
    if not path.exists():
        raise UserError(
            f"{at(path)}: no such file; expected {', '.join(_SHIPPED)}, a JSONL file, a text file or a folder of these"
        )
    return _texts(path)


def read_all(settings: MidtrainConfig) -> tuple[list[str], list[str]]:
    """The documents of `midtrain`, and the text that is replayed; see `read_texts`."""
    return read_texts(settings.docs), read_texts(settings.replay) if settings.replay else []


def _names() -> str:
    return ", ".join(sorted(_KINDS))


def _texts(path: Path) -> list[str]:
    kind = path.suffix.lower()
    if kind not in _KINDS:
        raise UserError(f"{at(path)}: not read as documents; expected a name that ends in {_names()}")
    if kind != ".jsonl":
        return [read_text(path, "some text")]
    texts = []
    for line, row in read_objects(path):
        text = row.get("text")
        if not isinstance(text, str) or not text.strip():
            raise UserError(f"{at(path, line, 'text')}: {describe(text)}; expected the document's text")
        texts.append(text)
    if not texts:
        raise UserError(f"{at(path)}: no documents; expected at least one row")
    return texts


def read_text(path: Path, expected: str) -> str:
    """A text file that says something; `expected` is what errors name.

    Raises:
        UserError: it cannot be read, is no UTF-8, or empty.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise UserError(f"{at(path)}: {error.strerror}; expected {expected}") from error
    except UnicodeDecodeError as error:
        raise UserError(f"{at(path)}: not UTF-8 text; save the file as UTF-8") from error
    if not text.strip():
        raise UserError(f"{at(path)}: empty; expected {expected}")
    return text
