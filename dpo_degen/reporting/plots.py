"""The report's charts. What each shows is here; how one is drawn for the page is in `svg`."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

from dpo_degen.reporting.svg import INK, MUTED, SERIES, Chart, chart

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.figure import Figure

SUBSETS = (("loops", "all prompts", "o"), ("seen", "seen domains", "s"), ("unseen", "unseen domains", "^"))
CURVES = (
    ("loss", "loss"),
    ("rewards/margins", "reward margin"),
    ("chosen", "chosen, nats a token"),
    ("rejected", "rejected, nats a token"),
)
GRID_POINTS = 200
_LONGEST = 34  # characters of a row's label


def charts(summary: Mapping[str, Any]) -> list[Chart]:
    """All charts that this summary has data for."""
    drawn = (
        loop_rates(summary),
        by_domain(summary),
        by_decoding(summary),
        lengths(summary),
        onsets(summary),
        training(summary),
    )
    return [each for each in drawn if each]


def loop_rates(summary: Mapping[str, Any]) -> Chart | None:
    """Loop rate of each arm with its Wilson interval, for all prompts and for seen and unseen domains."""
    arms = summary["arms"]
    if not arms:
        return None
    colors = _colors(summary)
    shown = [subset for subset in SUBSETS if any(_counted(arm.get(subset[0])) for arm in arms)]
    rows = {
        arm["arm"]: [(marker, colors[arm["arm"]], _counted(arm.get(key))) for key, _, marker in shown] for arm in arms
    }
    key = [Line2D([], [], linestyle="", label=label, **_look(marker, INK)) for _, label, marker in shown]
    caption = "Share of outputs judged a loop, by arm; bars are 95 % Wilson intervals."
    return _rates("rates", "Loop rate", caption, rows, key)


def by_domain(summary: Mapping[str, Any]) -> Chart | None:
    """Loop rate in each domain, of base and of the arm that the verdict speaks of."""
    names = {"base", summary["verdict"]["arm"] or "base"}
    arms = [arm for arm in summary["arms"] if arm["arm"] in names and arm["domains"]]
    if not arms:
        return None
    seen = {name: cell["seen"] for arm in arms for name, cell in arm["domains"].items()}
    rows = {
        name + ("" if seen[name] else " (unseen)"): [
            (arm["arm"], arm["domains"].get(name, {}).get("loops")) for arm in arms
        ]
        for name in sorted(seen, key=lambda name: (not seen[name], name))
    }
    caption = "Share of outputs judged a loop, by domain; bars are 95 % Wilson intervals."
    return _by_arm(summary, "domains", "Loop rate by domain", caption, rows)


def by_decoding(summary: Mapping[str, Any]) -> Chart | None:
    """Loop rate of each arm in each way of decoding, where there are several."""
    ways = summary["decodings"]
    if len(ways) < 2:
        return None
    rows = {way["decoding"]: [(arm["arm"], arm["loops"]) for arm in way["arms"]] for way in ways}
    caption = "Share of outputs judged a loop, by way of decoding; bars are 95 % Wilson intervals."
    return _by_arm(summary, "decodings", "Loop rate by decoding", caption, rows)


def _by_arm(summary: Mapping[str, Any], name: str, title: str, caption: str, rows: Mapping[str, Any]) -> Chart:
    colors = _colors(summary)
    arms = dict.fromkeys(arm for marks in rows.values() for arm, _ in marks)
    key = [Line2D([], [], linestyle="", label=arm, **_look("o", colors[arm])) for arm in arms]
    marks = {label: [("o", colors[arm], _counted(value)) for arm, value in found] for label, found in rows.items()}
    return _rates(name, title, caption, marks, key)


def _counted(value: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return value if value and value["n"] else None


def _rates(name: str, title: str, caption: str, rows: Mapping[str, Sequence[Any]], key: Sequence[Line2D]) -> Chart:
    """A row a label; its marks are (marker, color, rate or None), each a little below the one before."""

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        for place, marks in enumerate(rows.values()):
            for number, (marker, color, value) in enumerate(marks):
                if value:
                    height = place + min(0.22, 0.7 / len(marks)) * (number - (len(marks) - 1) / 2)
                    # Rounding may put a bound on the wrong side of a rate of exactly 0 or 1.
                    bars = [[max(0.0, value["rate"] - value["low"])], [max(0.0, value["high"] - value["rate"])]]
                    look = _look(marker, color)
                    axes.errorbar(value["rate"], height, xerr=bars, capsize=2, clip_on=False, **look)
        axes.set_yticks(range(len(rows)), [_short(label) for label in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.grid(visible=False, axis="y")
        axes.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=None))
        axes.set_xlabel("outputs that loop")
        figure.legend(handles=key, loc="outside upper left", ncols=4)

    most = max(map(len, rows.values()))
    return chart(name, title, caption, paint, 1.3 + max(0.17 * most, 0.3) * len(rows))


def _short(label: str) -> str:
    """A label that leaves room for the chart; what cannot be printed is left out."""
    shown = "".join(letter for letter in label if letter.isprintable())
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"


def _look(marker: str, color: str) -> dict[str, Any]:
    """Only the circle is filled: it stands for all prompts where other marks stand for some."""
    return {"marker": marker, "markersize": 5, "color": color, "markerfacecolor": color if marker == "o" else "none"}


def lengths(summary: Mapping[str, Any]) -> Chart | None:
    """Share of outputs still running at each token: loops show as a shelf that only the token limit ends."""
    by_arm = {arm: np.sort(np.asarray(v)) for arm, v in summary["lengths"].items() if len(v)}
    if not by_arm:
        return None
    colors = _colors(summary)

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        # A little past the longest output, so that the last drop is seen.
        at = np.linspace(0, 1.03 * max(int(v[-1]) for v in by_arm.values()), GRID_POINTS)
        for arm, ordered in by_arm.items():
            running = 1 - np.searchsorted(ordered, at, side="left") / len(ordered)
            axes.step(at, running, where="post", color=colors[arm], label=arm, linewidth=1.5)
        axes.set_ylim(0, 1.02)
        axes.set_xlim(left=0)
        axes.yaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=0))
        axes.set_xlabel("tokens")
        axes.set_ylabel("outputs still running")
        figure.legend(loc="outside upper left", ncols=4)

    caption = "Share of outputs at least this long; a shelf that drops at the right edge is outputs that never ended."
    return chart("lengths", "Output length", caption, paint)


def onsets(summary: Mapping[str, Any]) -> Chart | None:
    """Where in an output the loops of each arm begin."""
    by_arm = {arm: np.asarray(found, dtype=float) for arm, found in summary["onsets"].items() if found}
    if not by_arm:
        return None
    colors = _colors(summary)

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        bins = np.linspace(0, max(1.0, *(found.max() for found in by_arm.values())), 25).tolist()
        for arm, found in by_arm.items():
            axes.hist(found, bins=bins, color=colors[arm], label=arm, histtype="step", linewidth=1.5)
        axes.set_xlim(left=0)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.grid(visible=False, axis="x")
        axes.set_xlabel("onset, in characters of output")
        axes.set_ylabel("loops")
        figure.legend(loc="outside upper left", ncols=4)

    half = ", ".join(f"{arm} by character {np.median(found):,.0f}" for arm, found in by_arm.items())
    return chart("onsets", "Loop onset", f"Where loops begin in held-out outputs; half of them: {half}.", paint)


def training(summary: Mapping[str, Any]) -> Chart | None:
    """Loss and what else the trainers tell over the steps of each arm; nats are above the reference."""
    logs = summary["training"]
    shown = [(key, label) for key, label in CURVES if any(_curve(rows, key)[0] for rows in logs.values())]
    if not shown:
        return None
    colors = _colors(summary)

    def paint(figure: Figure) -> None:
        panels = figure.subplots(len(shown), 1, sharex=True, squeeze=False)[:, 0]
        for axes, (key, label) in zip(panels, shown, strict=True):
            for arm, rows in logs.items():
                steps, values = _curve(rows, key)
                if steps:
                    name = arm if key == shown[0][0] else None
                    marker = "o" if len(steps) == 1 else None
                    axes.plot(steps, values, color=colors[arm], label=name, linewidth=1.3, marker=marker)
            axes.set_ylabel(label)
            axes.yaxis.set_major_locator(MaxNLocator(nbins=4))
        panels[-1].xaxis.set_major_locator(MaxNLocator(integer=True))
        panels[-1].set_xlabel("step")
        figure.legend(loc="outside upper left", ncols=4)

    named = " and ".join(label for _, label in shown)
    return chart("training", "Training", f"{named.capitalize()} by step.", paint, 1.4 + 1.3 * len(shown))


def _curve(rows: Sequence[Mapping[str, Any]], key: str) -> tuple[list[int], list[float]]:
    points = [(row["step"], row[key]) for row in rows if row.get(key) is not None]
    return [step for step, _ in points], [value for _, value in points]


def _colors(summary: Mapping[str, Any]) -> dict[str, str]:
    """One color an arm, the same in every chart; the base is grey because it is what the others are measured by."""
    names = [arm["arm"] for arm in summary["arms"]]
    names += [arm for key in ("lengths", "training") for arm in summary[key]]
    trained = [name for name in dict.fromkeys(names) if name != "base"]
    return {"base": MUTED, **dict(zip(trained, cycle(SERIES), strict=False))}
