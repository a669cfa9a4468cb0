"""The report page: one self-contained HTML file that loads nothing and runs nothing.

Model text is untrusted. It is cut to a length here and escaped by the template, and control characters are made
visible on the finished page; the only markup let through unescaped is our own charts.
Nothing here computes a rate, and nothing here reads a file but the template.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from dpo_degen.reporting import plots
from dpo_degen.reporting.examples import CATEGORIES
from dpo_degen.reporting.tables import ROUNDS, decoding_rows, guard_columns, guard_rows, round_rows
from dpo_degen.reporting.terminal import COLUMNS, NONE, TONES, duration, interval, number, percent, split, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Kind = Literal["plain", "first", "repeat", "note"]
FINISHES = {"stop": "ended", "length": "cut at the limit", "loop": "stopped as a loop"}
# The longest shown text is TEXT characters; a marked output is LEAD + FIRST + REPEAT + AFTER, which is less.
TEXT, LEAD, FIRST, REPEAT, AFTER, PROMPT = 6000, 2400, 1500, 300, 1200, 1500
SLACK = 60  # hiding fewer characters than the note itself takes would be silly
MAX_EXAMPLES, MAX_VALUE, TITLE = 6, 400, 140
# Control characters as their pictures, direction overrides as their names: seen, and without effect on the page.
VISIBLE = {
    **{code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"},
    127: "\u2421",
    **{code: f"[U+{code:04X}]" for code in (*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of shown text: plain, the loop's first copy, its repeats, or a note of ours about what is left out."""

    kind: Kind
    text: str


def render_html(summary: Mapping[str, Any]) -> str:
    """The whole report as one HTML document, always encodable as UTF-8."""
    page = _template().render(
        summary=summary,
        tone=TONES.get(summary["verdict"]["outcome"], "flat"),
        columns=COLUMNS,
        rows=_cells(table_rows(summary)),
        guard_columns=guard_columns(summary),
        guards=_cells(guard_rows(summary)),
        decodings=_cells(decoding_rows(summary)),
        round_columns=ROUNDS,
        rounds=_cells(round_rows(summary)),
        details=[_arm_details(arm) for arm in summary["arms"]],
        domains=_domains(summary["arms"]),
        charts=[(chart, Markup(chart.svg)) for chart in plots.charts(summary)],
        funnel=_funnel(summary["funnel"]),
        skipped=sorted(summary["funnel"]["skipped"].items(), key=lambda item: (-item[1], item[0])),
        examples=_examples(summary["examples"]),
        pairs=[_pair(pair) for pair in summary["pairs_preview"]],
        stages=[(name, duration(stage.get("seconds"))) for name, stage in summary["stages"].items()],
        settings=list(flat(summary["settings"])),
    )
    return visible(page)


@cache
def _template() -> Template:
    loader = PackageLoader("dpo_degen.reporting", "templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(percent=percent, number=number, duration=duration)
    return environment.get_template("report.html.j2")


def visible(page: str) -> str:
    """The page with control characters and direction overrides made visible, and encodable as UTF-8.

    Done once and last, so that no text can come in around it; the template itself has none of these.
    """
    # A lone surrogate is what broken byte sequences decode to; it would make the file unwritable.
    return page.replace("\r\n", "\n").translate(VISIBLE).encode("utf-8", "backslashreplace").decode("utf-8")


def clip(text: str, limit: int, kind: Kind = "plain") -> list[Segment]:
    """Text cut to about `limit` characters: its head and its tail, with a note of what is missing between them."""
    if len(text) <= limit + SLACK:
        return [Segment(kind, text)] if text else []
    head = limit * 2 // 3
    tail = limit - head
    note = f"… {len(text) - limit:,} characters not shown …"
    return [Segment(kind, text[:head]), Segment("note", note), Segment(kind, text[-tail:])]


def segments(text: str, onset: int | None, branch: int | None, end: int | None) -> list[Segment]:
    """An output with its loop marked: first copy `[onset, branch)`, repeats `[branch, end)`; long parts are cut.

    Indices outside the text are moved to its edge, so that a broken row shows as odd instead of failing.
    """
    if onset is None or end is None:
        return clip(text, TEXT)
    start = min(max(onset, 0), len(text))
    stop = min(max(end, start), len(text))
    turn = stop if branch is None else min(max(branch, start), stop)
    return [
        *clip(text[:start], LEAD),
        *clip(text[start:turn], FIRST, "first"),
        *_repeats(text[turn:stop]),
        *clip(text[stop:], AFTER),
    ]


def _repeats(text: str) -> list[Segment]:
    if len(text) <= REPEAT + SLACK:
        return clip(text, REPEAT, "repeat")
    note = f"… {len(text) - REPEAT:,} more characters of the same loop"
    return [Segment("repeat", text[:REPEAT]), Segment("note", note)]


def _cells(rows: Sequence[Sequence[str]]) -> list[list[tuple[str, str]]]:
    return [[(name, ""), *map(split, cells)] for name, *cells in rows]


def _arm_details(arm: Mapping[str, Any]) -> list[tuple[str, str]]:
    reduction = (arm.get("versus_base") or {}).get("reduction") or {}
    around = (
        f"{percent(reduction['mean'])} [{percent(reduction['low'])} to {percent(reduction['high'])}]"
        if reduction
        else NONE
    )
    return [
        (str(arm["arm"]), ""),
        (number(arm["n"]), ""),
        split(interval(arm.get("seen"))),
        split(interval(arm.get("unseen"))),
        split(around),
        (arm.get("loss") or NONE, ""),
        (number(arm.get("train_steps")), _kept(arm)),
        (duration(arm.get("train_seconds")), ""),
    ]


def _kept(arm: Mapping[str, Any]) -> str:
    """How much of its way an arm was left, where it was drawn back."""
    share = arm["links"][-1]["share"] if arm.get("links") else None
    return "" if share in (None, 1) else f"{share:.0%} of the way kept"


def _domains(arms: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row a domain, seen ones first, with the loop rate of each arm."""
    seen = {name: bool(cell["seen"]) for arm in arms for name, cell in arm["domains"].items()}
    names = sorted(seen, key=lambda name: (not seen[name], name))
    return [
        {
            "name": name,
            "seen": seen[name],
            "cells": [split(interval(arm["domains"].get(name, {}).get("loops"))) for arm in arms],
        }
        for name in names
    ]


def _funnel(funnel: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The four counts, each with a bar relative to the largest and, where it is one, its share of the step before."""
    counts = [(name, int(funnel[name])) for name in ("prompts", "samples", "loops", "pairs")]
    largest = max(count for _, count in counts) or 1
    before = {"loops": "samples", "pairs": "loops"}
    return [
        {
            "name": name,
            "count": count,
            "width": round(100 * count / largest, 1),
            "share": f"{percent(count / funnel[before[name]])} of {before[name]}"
            if name in before and funnel[before[name]]
            else "",
        }
        for name, count in counts
    ]


def _examples(examples: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The examples by category, the telling categories first, up to `MAX_EXAMPLES` shown of each."""
    groups = {name: [example for example in examples if example["category"] == name] for name in CATEGORIES}
    return [
        {"name": name, "examples": [_example(e) for e in group[:MAX_EXAMPLES]], "hidden": len(group[MAX_EXAMPLES:])}
        for name, group in groups.items()
        if group
    ]


def _example(example: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **{key: str(example[key])[:80] for key in ("prompt_id", "domain")},
        "title": _title(example["prompt"]),
        "why": (example["why"] or "")[:MAX_VALUE],
        "prompt": clip(example["prompt"], PROMPT),
        "outputs": [_output(output) for output in example["outputs"]],
    }


def _title(prompt: str) -> str:
    line = " ".join(prompt[:PROMPT].split())
    return line if len(line) <= TITLE else f"{line[:TITLE].rstrip()} …"


def _output(output: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "arm": output["arm"],
        "verdict": output["verdict"],
        "reason": output["reason"][:MAX_VALUE],
        "tokens": number(output["tokens"]),
        "finish": FINISHES.get(output["finish"], output["finish"]),
        "segments": segments(output["text"], output.get("onset"), output.get("branch"), output.get("end")),
    }


def _pair(pair: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": str(pair["id"])[:80],
        "prompt": clip(pair["prompt"], PROMPT),
        "context": clip(pair["context"], LEAD),
        "sides": [(side, pair[f"{side}_ended"], clip(pair[side], FIRST)) for side in ("chosen", "rejected")],
    }


def flat(settings: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Nested settings as `section.key` and value rows."""
    for key, value in settings.items():
        if isinstance(value, Mapping) and value:
            yield from flat(value, f"{prefix}{key}.")
        else:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            yield f"{prefix}{key}", text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]} …"
