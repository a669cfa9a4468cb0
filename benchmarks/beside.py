"""Finished runs of the repair beside each other: variants of the recipe that no tier runs.

    python benchmarks/beside.py repair-read RUN...    # seconds; writes results/repair-read.json

The runs are made with `dpo-degen run`, by the settings that README.md has, and are named by their folders. Base is that
of the first.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from repair_table import markdown, rows_of
from targets import keep

from dpo_degen.folder import RunFolder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="of the file in results/")
    parser.add_argument("runs", nargs="+", type=Path)
    options = parser.parse_args()
    if len({path.name for path in options.runs}) < len(options.runs):
        parser.error("two runs of one name; expected folders of different names, for the rows have them")
    rows = rows_of({path.name: RunFolder(path) for path in options.runs})
    print(markdown(rows))
    versions = rows[0].folder.manifest()["versions"]
    return keep(options.name, [], versions=versions, rows=[row.to_dict() for row in rows])


if __name__ == "__main__":
    sys.exit(main())
