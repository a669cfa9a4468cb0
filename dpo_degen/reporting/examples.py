"""Which outputs are shown side by side: of every kind of outcome some, failures next to successes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.config import BASE
from dpo_degen.evaluation.texts import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dpo_degen.records import EvalRow

_LESS, _MORE = 0.5, 2.0  # of the length that base's healthy answer has
CATEGORIES = ("fixed", "still looping", "newly looping", "guard failure", "healthy")


def examples(
    rows: Mapping[str, list[EvalRow]], count: int, shown: str, on_topic: Mapping[str, bool]
) -> list[dict[str, Any]]:
    """Prompts with the outputs of all arms.

    Args:
        rows: each arm's judged outputs, base first.
        count: at most so many prompts; kinds take turns.
        shown: the arm whose outcomes are looked at.
        on_topic: whether an output of that arm is about its prompt, by prompt (see `guards.on_topic`).

    Returns:
        Entries with `prompt_id`, `domain`, `prompt`, `category`, `why` (a guard failure's reason, else None) and
        `outputs`.
    """
    base = {row.prompt_id: row for row in rows.get(BASE, [])}
    after = {row.prompt_id: row for row in rows.get(shown, [])}
    groups: dict[str, list[tuple[str, str | None]]] = {name: [] for name in CATEGORIES}
    for name, row in base.items():
        category, why = _outcome(row, after.get(name, row), on_topic.get(name, True))
        groups[category].append((name, why))
    chosen: list[tuple[str, str, str | None]] = []
    while len(chosen) < count and any(groups.values()):
        chosen += [(kind, *names.pop(0)) for kind, names in groups.items() if names]
    by_prompt = {arm: {row.prompt_id: row for row in part} for arm, part in rows.items()}
    return [
        {
            "prompt_id": name,
            "domain": base[name].domain,
            "prompt": base[name].prompt,
            "category": kind,
            "why": why,
            "outputs": [_output(by_prompt[arm][name]) for arm in rows if name in by_prompt[arm]],
        }
        for kind, name, why in chosen[:count]
    ]


def _outcome(before: EvalRow, after: EvalRow, on_topic: bool) -> tuple[str, str | None]:
    """The category of a prompt, and why it fails a guard if it does."""
    if after.loops:
        return ("still looping" if before.loops else "newly looping"), None
    if after.arm == BASE:
        return "healthy", None
    if not on_topic:
        return "guard failure", "off topic: base finds other prompts likelier, given this answer"
    # Another draw of the same model would differ from base's words as much.
    why = None if before.drawn else _against_base(before, after)
    return ("guard failure", why) if why else ("fixed" if before.loops else "healthy", None)


def _against_base(before: EvalRow, after: EvalRow) -> str | None:
    """What an answer lacks of base's, before that looped."""
    said = before.text[: before.onset] if before.loops else before.text
    times = after.tokens / max(before.tokens, 1)
    if lines(after.text) < 2 <= lines(said):
        return "one line or none, where base said several"
    if before.loops and len(after.text) < len(said):
        return "ends before the place where base began to loop"
    if not before.loops and not _LESS <= times <= _MORE:
        return f"{times:.1f} times as long as base's healthy answer"
    return None


def _output(row: EvalRow) -> dict[str, Any]:
    names = ("arm", "text", "verdict", "reason", "tokens", "finish", "onset", "branch", "end")
    return {name: getattr(row, name) for name in names}
