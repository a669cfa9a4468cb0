"""Find a language model's repetition loops and train them away: what users import.

Nothing heavy loads until it is used: a name is imported from its home on first access (PEP 562).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dpo_degen.detection import Detection, detect, detect_batch

    __version__: str

__all__ = ["Detection", "__version__", "detect", "detect_batch"]

_HOMES = dict.fromkeys(("Detection", "detect", "detect_batch"), "dpo_degen.detection")


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return _version()
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("dpo-degen")
    except PackageNotFoundError:  # run from a source tree that is not installed
        return "0+unknown"
