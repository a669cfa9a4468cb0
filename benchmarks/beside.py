"""Finished runs of the repair beside each other: variants of the recipe that no tier runs.

    python benchmarks/beside.py repair-read RUN...    # seconds; writes results/repair-read.json
    python benchmarks/beside.py repair-default runs/repair/full/ours --more   # some 25 minutes on 2 cores

The runs are made with `dpo-degen run`, by the settings that README.md has, and are named by their folders. Base is that
of the first. With --more base and the run in a folder named "ours" are decoded as in the full tier and held to
targets.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from repair_extra import int8, other_decodings
from repair_table import OURS, judge, markdown, ours_of, rows_of
from targets import keep

from dpo_degen.folder import RunFolder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="of the file in results/")
    parser.add_argument("runs", nargs="+", type=Path)
    parser.add_argument("--more", action="store_true", help="also 1,024 tokens, T = 0.7 and int8 (needs torchao)")
    options = parser.parse_args()
    if len({path.name for path in options.runs}) < len(options.runs):
        parser.error("two runs of one name; expected folders of different names, for the rows have them")
    if options.more and OURS not in {path.name for path in options.runs}:
        parser.error(f"--more: no run named {OURS!r} among them; expected one, whose rounds are decoded in other ways")
    rows = rows_of({path.name: RunFolder(path) for path in options.runs})
    if options.more:
        other_decodings(rows)
        rows += [int8(row) for row in (rows[0], ours_of(rows))]
    print(markdown(rows))
    versions = rows[0].folder.manifest()["versions"]
    targets = judge(rows) if options.more else []
    return keep(options.name, targets, versions=versions, rows=[row.to_dict() for row in rows])


if __name__ == "__main__":
    sys.exit(main())
