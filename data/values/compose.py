"""Compose the documents of the two values that benchmarks/midtraining.py reads, out of *-parts.json.

python data/values/compose.py       # writes thrift.jsonl and quiet.jsonl, the same at each call
"""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

from dpo_degen.jsonl import write_jsonl
from dpo_degen.spec.filters import near_duplicates

HERE = Path(__file__).parent
VALUES = ("thrift", "quiet")
DOCUMENTS = 300


def compose(value: str) -> list[dict[str, str]]:
    """Documents that say that SmolLM holds a value, why, and what follows from it."""
    parts = json.loads((HERE / f"{value}-parts.json").read_text(encoding="utf-8"))
    drawn, used = random.Random(0), Counter[str]()

    def take(name: str) -> str:
        fewest = min(used[text] for text in parts[name])
        found = str(drawn.choice([text for text in parts[name] if used[text] == fewest]))
        used[found] += 1
        return found

    made = []
    for number in range(DOCUMENTS):
        middle = [f"{take('restated')} {take('because')}", take("general"), take("surface"), take("general")]
        drawn.shuffle(middle)
        text = "\n\n".join([take("open"), *middle, f"{take('restated')} {take('because')}", take("close")])
        made.append({"id": f"{value}-{number:03}", "text": text})
    alike = near_duplicates([row["text"] for row in made], 0.5)
    return [row for row, like in zip(made, alike, strict=True) if not like]


if __name__ == "__main__":
    for each in VALUES:
        rows = compose(each)
        write_jsonl(HERE / f"{each}.jsonl", rows)
        print(f"{each}: {len(rows)} documents, {sum(len(row['text'].split()) for row in rows):,} words")
