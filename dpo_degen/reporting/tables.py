"""The tables beside the arms table: what a repair cost, how its rounds did. Cells only; nothing is computed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dpo_degen.evaluation.bounds import told
from dpo_degen.reporting.terminal import NONE, interval, number, p_value, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS = ("model", "loops", "perplexity", "kept")


def guard_columns(summary: Mapping[str, Any]) -> list[str]:
    """The header of the guards' table: a column an arm."""
    return ["guard", "bound", *(arm["arm"] for arm in summary["arms"])]


def guard_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the guards' table: a row each, then figures that have no bound; none where nothing was measured."""
    arms = summary["arms"]
    if not any(arm["guards"] for arm in arms):
        return []
    found: dict[str, list[str]] = {}
    for place, arm in enumerate(arms, 2):
        for guard in arm["guards"]:
            row = found.setdefault(guard["name"], [guard["label"], _bound(guard), *[NONE] * len(arms)])
            row[place] = guarded(guard)
    return [*found.values(), *([label, NONE, *map(tell, arms)] for label, tell in _FIGURES)]


def guarded(guard: Mapping[str, Any]) -> str:
    """A guard's value with its interval, marked where it is broken: "\u2717 +5.5 % [+4.9 to +6.1]", or may be: "?"."""
    mark = {"broken": "\u2717 ", "beyond": "? "}.get(guard["state"], "")
    return f"{mark}{told(guard)} [{told(guard, 'low', unit=False)} to {told(guard, 'high', unit=False)}]"


def _bound(guard: Mapping[str, Any]) -> str:
    return NONE if guard["bound"] is None else told({**guard, "value": guard["bound"]}).lstrip("+")


def _figure(name: str, form: Callable[[Any], str]) -> Callable[[Mapping[str, Any]], str]:
    return lambda arm: form(arm["costs"][name]) if arm["costs"] else NONE


_FIGURES = (
    ("short questions: right", _figure("right", interval)),
    (
        "where base looped: length over that before the loop",
        _figure("room", lambda value: f"x{value:.1f}" if value else NONE),
    ),
    ("distinct words in a hundred tokens", _figure("distinct_words", lambda value: number(value, 1))),
    ("bytes over zlib's", _figure("compression", lambda value: number(value, 2))),
)


def decoding_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """Loops by way of decoding, a column an arm; none where there is but one way."""
    arms = [arm["arm"] for arm in summary["arms"]]
    rows = [(each["decoding"], {arm["arm"]: _loops(arm) for arm in each["arms"]}) for each in summary["decodings"]]
    return [[way, *(cells.get(arm, NONE) for arm in arms)] for way, cells in rows] if len(rows) > 1 else []


def _loops(arm: Mapping[str, Any]) -> str:
    test = f" p {p_value(arm['versus_base']['p'])}" if arm["versus_base"] else ""
    return f"{interval(arm['loops'])}{test}"


def round_rows(summary: Mapping[str, Any]) -> list[list[str]]:
    """The cells of the rounds table in the order of `ROUNDS`."""
    return [
        [
            each["arm"],
            f"{each['loops']} of {each['n']} ({percent(each['loops'] / max(each['n'], 1))})",
            number(each["perplexity"], 2),
            "yes" if each["kept"] else "",
        ]
        for each in summary["rounds"]
    ]
