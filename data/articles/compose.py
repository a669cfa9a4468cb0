"""Compose the documents of `midtrain.docs=medley` out of the paragraphs of twenty of the articles.

python data/articles/compose.py       # writes medley.jsonl, the same at each call
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from dpo_degen.jsonl import read_objects, write_jsonl

HERE = Path(__file__).parent
ARTICLES, DOCUMENTS, PARAGRAPHS = 20, 600, 6


def compose() -> list[dict[str, str]]:
    """Documents of six paragraphs, each paragraph in as many of them as any other."""
    drawn = random.Random(0)
    paragraphs = [each for row in chosen(drawn) for each in row["text"].split("\n\n")]
    used = Counter[str]()
    made = []
    for number in range(DOCUMENTS):
        taken: list[str] = []
        for _ in range(PARAGRAPHS):
            free = [each for each in paragraphs if each not in taken]
            fewest = min(used[each] for each in free)
            taken.append(drawn.choice([each for each in free if used[each] == fewest]))
            used[taken[-1]] += 1
        made.append({"id": f"medley-{number:03}", "text": "\n\n".join(taken)})
    return made


def chosen(drawn: random.Random) -> list[dict[str, Any]]:
    """Articles of twenty kinds."""
    kinds = defaultdict(list)
    for _, row in read_objects(HERE / "articles.jsonl"):
        kinds[row["kind"]].append(row)
    shuffled = [drawn.sample(rows, len(rows)) for rows in kinds.values()]
    return [rows[-1] for rows in shuffled][:ARTICLES]


if __name__ == "__main__":
    documents = compose()
    write_jsonl(HERE / "medley.jsonl", documents)
    print(f"{len(documents)} documents, {sum(len(row['text'].split()) for row in documents):,} words")
