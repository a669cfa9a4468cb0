"""`dpo-degen spec`: a spec file in, a file of documents out, and what it would take."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from dpo_degen.errors import UserError, at, writing
from dpo_degen.folder import RunFolder
from dpo_degen.jsonl import write_jsonl
from dpo_degen.models import check_device, fingerprint, locate
from dpo_degen.progress import say
from dpo_degen.run import Run
from dpo_degen.spec.answers import Answers
from dpo_degen.spec.documents import read_text
from dpo_degen.spec.generate import Generator
from dpo_degen.spec.tree import sections, written
from dpo_degen.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from dpo_degen.config import Config

_LINE = 30  # tokens of a line of a list, about
_WORD = 1.35  # tokens of a word, about


def make_documents(spec: Path, out: Path, config: Config) -> dict[str, int]:
    """Write the documents of a spec to `out`, those dropped and all answers of the model to the folder `out`.parts.

    What has been answered is not asked again, so a killed call goes on.

    Returns:
        Counts: `documents`, `dropped`, and what was lost at each level by reason.

    Raises:
        UserError: no spec, a model that gives no ideas, or an engine that gave up.
    """
    text = read_text(spec, "a spec as Markdown or plain text")
    if out.is_dir():
        raise UserError(f"{at(out)}: a folder; expected the name of a file")
    check_device(config.model.device, several=config.sample.engine in ("server", "vllm"))
    home = out.with_name(f"{out.name}.parts")
    folder = RunFolder(home)
    folder.lock()
    run = Run(config, folder)
    drawn = config.spec
    engine = config.sample.engine
    if engine == "server":
        asked = f"{config.sample.url} {config.sample.served_model or ''}"
    else:
        asked = fingerprint(locate(config.model.name))
    asked += json.dumps(config.model.chat_template_kwargs) if config.model.chat_template_kwargs else ""
    answers = Answers(
        run.engine,
        home / "answers.jsonl",
        seed=config.seed,
        temperature=drawn.temperature,
        top_p=drawn.top_p,
        model=asked,
    )
    generator = Generator(text, drawn, answers)
    try:
        kept, dropped = generator.documents()
    finally:
        run.free()
    with writing(out):
        write_jsonl(home / "dropped.jsonl", [{"reason": reason, **asdict(each)} for each, reason in dropped])
        if kept:
            write_jsonl(out, kept)
    for reason, count in generator.counts.most_common():
        say(f"  {reason}: {count}")
    if not kept:
        raise UserError(f"none of {len(dropped)} documents is kept; {home / 'dropped.jsonl'} says why")
    say(f"{len(kept)} documents in {out}, {len(dropped)} dropped ({home / 'dropped.jsonl'})")
    return {"documents": len(kept), "dropped": len(dropped), **generator.counts}


def preview(spec: Path, config: Config) -> str:
    """The tree of the levels with the questions, tokens and cost that they would take; nothing is asked."""
    text, s = read_text(spec, "a spec as Markdown or plain text"), config.spec
    vocabulary = Vocabulary.load(locate(config.model.name, weights=False), config.model)
    parts = sections(text)
    longest = max((part.text for part in parts), key=len)
    places = s.domains * s.subdomains
    kinds, documents = places * s.types, places * s.types * s.ideas
    somewhere = {"domain": "some domain of work", "subdomain": "a situation in it"}
    few = {"count": 9, "earlier": ""}
    told = "\n".join(["1. A statement about what the assistant does."] * s.assertions)
    whole = {"section": longest, "words": s.words, "idea": "one sentence", "assertion": "it does so."}
    rows = [
        ("domains", 1, s.domains * _LINE, written("domains", spec=text, **few)),
        (
            "situations",
            s.domains,
            s.subdomains * _LINE,
            written("subdomains", spec=text, sections="", domain="x", **few),
        ),
        ("assertions", places, 2 * s.assertions * _LINE, written("assertions", section=longest, **somewhere, **few)),
        ("document types", places, s.types * _LINE, written("types", **somewhere, **few)),
        ("ideas", kinds, s.ideas * _LINE, written("ideas", type="x", assertions=told, **somewhere, **few)),
        ("documents", documents, round(s.words * _WORD), written("document", type="x", **somewhere, **whole)),
    ]
    if s.judge == "model":
        rows.append(("judge", documents, 2, written("judge", text="word " * s.words, assertion="It does so.")))
    lines = [f"{spec}: {len(parts)} sections", *(f"  {p.heading}: {len(p.sentences())} sentences" for p in parts)]
    read = said = 0
    for name, count, tokens, question in rows:
        size = len(vocabulary.encode_text(question))
        lines.append(f"{name:15} {count:7,} questions of about {size:,} tokens, answers of about {tokens:,}")
        read, said = read + count * size, said + count * tokens
    lines.append(f"{'in all':15} {documents:7,} documents of {s.words} words, before any is dropped")
    lines.append(f"{'tokens':15} {read:,} read, {said:,} written")
    if s.price:
        lines.append(
            f"{'cost':15} about {(read * s.price[0] + said * s.price[1]) / 1e6:,.2f} at the prices of spec.price"
        )
    return "\n".join(lines)
