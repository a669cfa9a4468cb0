"""The page's charts as SVG text that follows the page's colors.

Drawn without pyplot and with all of matplotlib's settings put back afterwards. Colors are drawn as stand-in hex
values and then replaced by CSS variables, so one picture reads on a light and on a dark page. The same summary
gives the same bytes. Nothing here knows the page that the charts end up on.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape
from itertools import cycle
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator, PercentFormatter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

INK, MUTED, GRID = "#010101", "#020202", "#030303"
SERIES = ("#040401", "#040402", "#040403", "#040404", "#040405")
PAINT = {
    INK: "currentColor",
    MUTED: "var(--muted, #777777)",
    GRID: "var(--line, #cccccc)",
    SERIES[0]: "var(--series-1, #2a6fb0)",
    SERIES[1]: "var(--series-2, #c05a1c)",
    SERIES[2]: "var(--series-3, #2c8a5a)",
    SERIES[3]: "var(--series-4, #8a4fae)",
    SERIES[4]: "var(--series-5, #9a7a00)",
}
STYLE: dict[str, Any] = {
    "svg.fonttype": "none",
    "text.parse_math": False,  # a "$" in an arm's name is a dollar sign
    "font.size": 9,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "text.color": INK,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "legend.frameon": False,
    "legend.handlelength": 1.6,
}
WIDTH = 5.2  # inches; at this width nine points stay legible on a phone
SUBSETS = (("loops", "all prompts", "o"), ("seen", "seen domains", "s"), ("unseen", "unseen domains", "^"))
CURVES = (
    ("loss", "loss"),
    ("rewards/margins", "reward margin"),
    ("chosen", "chosen, nats a token"),
    ("rejected", "rejected, nats a token"),
)
GRID_POINTS = 200


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: `svg` carries `title` and `caption` for screen readers, the page shows them to everyone."""

    title: str
    caption: str
    svg: str


def charts(summary: Mapping[str, Any]) -> list[Chart]:
    """All charts that this summary has data for."""
    drawn = (loop_rates(summary), lengths(summary), onsets(summary), training(summary))
    return [chart for chart in drawn if chart]


def loop_rates(summary: Mapping[str, Any]) -> Chart | None:
    """Loop rate of each arm with its Wilson interval, for all prompts and for seen and unseen domains."""
    arms = summary["arms"]
    if not arms:
        return None
    colors = _colors(summary)

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        shown = [s for s in SUBSETS if any(_counted(arm.get(s[0])) for arm in arms)]
        for row, arm in enumerate(arms):
            for place, (key, _, marker) in enumerate(shown):
                if value := _counted(arm.get(key)):
                    offset = 0.22 * (place - (len(shown) - 1) / 2)
                    _rate(axes, value, row + offset, marker, colors[arm["arm"]])
        axes.set_yticks(range(len(arms)), [arm["arm"] for arm in arms])
        axes.set_ylim(len(arms) - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.grid(visible=False, axis="y")
        axes.xaxis.set_major_formatter(PercentFormatter(xmax=1, decimals=None))
        axes.set_xlabel("outputs that loop")
        figure.legend(handles=[_marker(*subset[1:]) for subset in shown], loc="outside upper left", ncols=3)

    caption = "Share of outputs judged a loop, by arm; bars are 95 % Wilson intervals."
    return _chart("rates", "Loop rate", caption, paint, 1.3 + 0.5 * len(arms))


def _counted(value: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    return value if value and value["n"] else None


def _rate(axes: Any, value: Mapping[str, Any], height: float, marker: str, color: str) -> None:
    rate = value["rate"]
    # Rounding may put a bound on the wrong side of a rate of exactly 0 or 1.
    bars = [[max(0.0, rate - value["low"])], [max(0.0, value["high"] - rate)]]
    axes.errorbar(rate, height, xerr=bars, color=color, capsize=2, clip_on=False, **_look(marker, color))


def _marker(label: str, marker: str) -> Line2D:
    return Line2D([], [], color=INK, linestyle="", label=label, **_look(marker, INK))


def _look(marker: str, color: str) -> dict[str, Any]:
    """Only the circle, which stands for all prompts, is filled."""
    return {"marker": marker, "markersize": 5, "markerfacecolor": color if marker == "o" else "none"}


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
    return _chart("lengths", "Output length", caption, paint)


def onsets(summary: Mapping[str, Any]) -> Chart | None:
    """Where in the output the training loops begin."""
    found = np.asarray(summary["onsets"], dtype=float)
    if not found.size:
        return None

    def paint(figure: Figure) -> None:
        axes = figure.add_subplot()
        axes.hist(found, bins=np.linspace(0, max(1.0, found.max()), 25).tolist(), color=SERIES[0])
        axes.set_xlim(left=0)
        axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
        axes.grid(visible=False, axis="x")
        axes.set_xlabel("onset, in tokens of output")
        axes.set_ylabel("loops")

    caption = f"Where the {found.size:,} training loops begin; half begin by token {np.median(found):,.0f}."
    return _chart("onsets", "Loop onset", caption, paint)


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
    return _chart("training", "Training", f"{named.capitalize()} by step.", paint, 1.4 + 1.3 * len(shown))


def _curve(rows: Sequence[Mapping[str, Any]], key: str) -> tuple[list[int], list[float]]:
    points = [(row["step"], row[key]) for row in rows if row.get(key) is not None]
    return [step for step, _ in points], [value for _, value in points]


def _colors(summary: Mapping[str, Any]) -> dict[str, str]:
    """One color an arm, the same in every chart; the base is grey because it is what the others are measured by."""
    names = [arm["arm"] for arm in summary["arms"]]
    names += [arm for key in ("lengths", "training") for arm in summary[key]]
    trained = [name for name in dict.fromkeys(names) if name != "base"]
    return {"base": MUTED, **dict(zip(trained, cycle(SERIES), strict=False))}


def _chart(name: str, title: str, caption: str, paint: Callable[[Figure], None], height: float = 2.8) -> Chart:
    with rc_context():
        rcdefaults()  # a user's matplotlibrc must not change a report
        rcParams.update({**STYLE, "svg.hashsalt": name})
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        paint(figure)
        out = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(out, format="svg", transparent=True, metadata=metadata)
    return Chart(title, caption, _embeddable(out.getvalue(), name, title, caption))


def _embeddable(svg: str, name: str, title: str, caption: str) -> str:
    """Matplotlib's SVG file as an element for a page: named, own ids, the page's colors and font, no fixed size."""
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    # Its "*" rule would apply to the whole page.
    svg = re.sub(r"<style[^>]*>.*?</style>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", svg)
    svg = re.sub(r"(font(?:-family)?: [^;\"]*?)'[^;\"]*", r"\1inherit", svg)
    svg = re.sub("|".join(PAINT), lambda match: PAINT[match[0]], svg)
    box = re.search(r'viewBox="[^"]*"', svg)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {box[0] if box else ""} '
        f'role="img" aria-labelledby="{name}-title {name}-desc" style="stroke-linejoin: round; stroke-linecap: butt">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(caption)}</desc>'
    )
    return head + svg[svg.index(">") + 1 :]
