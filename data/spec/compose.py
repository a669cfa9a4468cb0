"""Compose the built-in midtraining corpus: documents that discuss the rules of healthy.md, out of the texts in parts/.

    python data/spec/compose.py         # writes healthy.jsonl, the same at each call

Every document sets one rule in one place and one kind of document: an opening, a fact of the place, an episode where
the rule was broken or kept, the rule in other words, its reason, the other kind of episode, a doubt, an end. Texts that
have been used least come first, so that none comes up much oftener than others of its list.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dpo_degen.detection import detect
from dpo_degen.jsonl import write_jsonl
from dpo_degen.records import Document
from dpo_degen.spec.filters import near_duplicates

HERE = Path(__file__).parent
ROUNDS = 2  # documents that each pair of a rule and a domain gets
ALIKE = 0.5  # Jaccard similarity of word triples at which a document counts as another one's copy


@dataclass
class Pool:
    """Lists of texts from which the least used is drawn."""

    drawn: random.Random
    used: Counter[str] = field(default_factory=Counter)

    def take(self, texts: list[str]) -> str:
        fewest = min(self.used[text] for text in texts)
        found = self.drawn.choice([text for text in texts if self.used[text] == fewest])
        self.used[found] += 1
        return found


def parts() -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The rules, the domains and the kinds of documents."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (HERE / "parts").glob("*.json")}
    return [*read["assertions-1"], *read["assertions-2"]], read["domains"], read["types"]


def compose(rule: dict[str, Any], domain: dict[str, Any], kind: dict[str, Any], pool: Pool, number: int) -> Document:
    """One document about a rule."""
    here, there = pool.drawn.sample(domain["subdomains"], 2)
    name = pool.take(here["names"])

    def told(text: str, place: dict[str, Any]) -> str:
        return text.format(work=place["work"], reader=place["reader"], place=place["place"], name=name)

    episodes = ["went_wrong", "went_right"]
    pool.drawn.shuffle(episodes)
    opening = told(pool.take(kind["open"]), here)
    fact = pool.take(here["details"])
    first, second = (told(pool.take(rule[each]), place) for each, place in zip(episodes, (here, there), strict=True))
    stated = f"{pool.take(kind['before_rule'])} {pool.take(rule['restated'])}"
    reason = f"{pool.take(kind['before_reason'])} {pool.take(rule['because'])}"
    contrast = f"{pool.take(kind['before_contrast'])} {second}"
    doubt = [pool.take(rule["objection"])] if pool.drawn.random() < 0.5 else []
    more = [pool.take(there["details"])] if pool.drawn.random() < 0.5 else []
    close = told(pool.take(kind["close"]), here)
    orders = (
        [opening, f"{fact} {first}", f"{stated} {reason}", *more, contrast, *doubt, close],
        [opening, f"{stated} {reason}", f"{fact} {first}", contrast, *more, *doubt, close],
        [f"{opening} {fact}", first, contrast, *more, stated, *doubt, f"{reason} {close}"],
    )
    title = told(pool.take(kind["title"]), here)
    return Document(
        id=f"healthy-{number:03}",
        text="\n\n".join([title[:1].upper() + title[1:], *pool.drawn.choice(orders)]),
        assertion=rule["sentence"],
        sentence=rule["sentence"],
        section=rule["section"],
        domain=domain["name"],
        subdomain=here["name"],
        type=kind["name"],
        idea=title,
    )


def main() -> None:
    rules, domains, kinds = parts()
    pool = Pool(random.Random(0))
    plan = [(rule, domain) for rule in rules for domain in domains] * ROUNDS
    pool.drawn.shuffle(plan)
    names = {kind["name"]: kind for kind in kinds}
    made = [
        compose(rule, domain, names[pool.take(list(names))], pool, number)
        for number, (rule, domain) in enumerate(plan, 1)
    ]
    alike = near_duplicates([each.text for each in made], ALIKE)
    kept = [each for each, like in zip(made, alike, strict=True) if not like and not detect(each.text, finished=True)]
    write_jsonl(HERE / "healthy.jsonl", kept)
    words = sum(len(each.text.split()) for each in kept)
    print(f"{len(kept)} documents of {len(made)}, {words:,} words, {words // len(kept)} each")


if __name__ == "__main__":
    main()
