"""Matplotlib figures as SVG text that follows the page's colors.

Drawn without pyplot and with all of matplotlib's settings put back afterwards. Colors are drawn as stand-in hex
values and then replaced by CSS variables, so one picture reads on a light and on a dark page. The same data gives the
same bytes. Nothing here knows what is drawn, or the page that it ends up on.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from collections.abc import Callable

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


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart: `svg` carries `title` and `caption` for screen readers, the page shows them to everyone."""

    title: str
    caption: str
    svg: str


def chart(name: str, title: str, caption: str, paint: Callable[[Figure], None], height: float = 2.8) -> Chart:
    """Draw with `paint` on a figure of that height in inches; `name` keeps ids apart from those of other charts."""
    with rc_context():
        rcdefaults()  # a user's matplotlibrc must not change a report
        rcParams.update({**STYLE, "svg.hashsalt": name})
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        paint(figure)
        out = io.StringIO()
        metadata = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(out, format="svg", transparent=True, metadata=metadata)
    return Chart(title, caption, _embeddable(out.getvalue(), name, title, caption))


def _tag(tag: str, name: str) -> str:
    tag = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{name}-", tag)
    tag = re.sub(r"(font(?:-family)?: [^;\"]*?)'[^;\"]*", r"\1inherit", tag)
    return re.sub("|".join(PAINT), lambda match: PAINT[match[0]], tag)


def _embeddable(svg: str, name: str, title: str, caption: str) -> str:
    """Matplotlib's SVG file as an element for a page: named, own ids, the page's colors and font, no fixed size."""
    svg = svg[svg.index("<svg") :].strip()
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.DOTALL)
    # Its "*" rule would apply to the whole page.
    svg = re.sub(r"<style[^>]*>.*?</style>\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<[^<>]+>", lambda tag: _tag(tag[0], name), svg)  # labels are anything and stay as they are
    box = re.search(r'viewBox="[^"]*"', svg)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {box[0] if box else ""} '
        f'role="img" aria-labelledby="{name}-title {name}-desc" style="stroke-linejoin: round; stroke-linecap: butt">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(caption)}</desc>'
    )
    return head + svg[svg.index(">") + 1 :]
