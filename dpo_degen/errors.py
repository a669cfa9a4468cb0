"""The one error a user is meant to read: a single line, and exit code 2 from the command line."""

from __future__ import annotations

import errno
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class UserError(Exception):
    """Bad input or a refused action, told in one line: where it is, what is wrong, what would be right."""

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))


def first_line(error: BaseException) -> str:
    """What an error of a library says, cut to its first line; its type where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def at(path: str | Path, line: int | None = None, field: str | None = None) -> str:
    """The `FILE:LINE: field 'F'` prefix that every input error opens with."""
    where = str(path) if line is None else f"{path}:{line}"
    return f"{where}: field '{field}'" if field else where


_WRITE_ERRORS = {
    errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR,
    errno.EIO, errno.ENAMETOOLONG, errno.ENOTEMPTY,
}  # fmt: skip
# safetensors and torch.save report a failed write as errors of their own kinds.
_FAILED_WRITE = re.compile(r"I/O error|IoError|PytorchStreamWriter|unexpected pos|No space left")


@contextmanager
def writing(path: str | Path) -> Iterator[None]:
    """Turn a failed write (disk full, no permission) into a `UserError` that names the file."""
    try:
        yield
    except Exception as error:
        failed = isinstance(error, OSError) and error.errno in _WRITE_ERRORS
        if not failed and not _FAILED_WRITE.search(str(error)):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(
            f"{at(path)}: cannot write: {reason}; free some space or choose another folder, "
            "then run the same command again: it continues where it stopped"
        ) from error
