"""The guards at work in a run: which model scores which outputs, kept beside each arm's judged rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from safetensors.torch import load_file, save_file

from dpo_degen.config import BASE
from dpo_degen.evaluation import by_decoding
from dpo_degen.evaluation.perplexity import guard_text, perplexity
from dpo_degen.jsonl import read_jsonl, write_json
from dpo_degen.progress import Bar
from dpo_degen.records import EvalRow, Sample

if TYPE_CHECKING:
    from dpo_degen.run import Run
    from dpo_degen.sampling.hf import HFEngine


def windows_of(run: Run, arm: str) -> list[float]:
    """An arm's nats a token in each window of human text, none where that guard is off."""
    return windows_under(run, _loaded(run, arm).network, arm) if run.config.evaluate.perplexity_tokens else []


def windows_under(run: Run, network: Any, name: str) -> list[float]:
    """A network's nats a token in each window of the text of that guard; `name` is what the display calls it."""
    from dpo_degen.evaluation.perplexity import windows

    tokens = run.config.evaluate.perplexity_tokens
    text = guard_text(run.config.evaluate.perplexity_text, tokens)
    with Bar(f"perplexity {name}", 1) as bar:
        window = min(512, run.vocabulary.context)
        found = windows(network, run.vocabulary.tokenizer, text, tokens, window, bar.tick)
        bar.advance()
    return found


def score_arm(run: Run, arm: str) -> None:
    """What an arm says of human text, of base's healthy outputs and of the questions; kept in `scores.json`.

    Base comes first: what it says at each place of its healthy outputs is kept for the others to be compared with.
    """
    from dpo_degen.evaluation.guards import capability, divergence, likelihood, reference

    file = run.folder.scores(arm)
    if file.is_file():
        return
    nats = windows_of(run, arm)
    made: dict[str, Any] = {"perplexity": perplexity(nats), "windows": nats}
    if run.config.evaluate.guards:
        healthy, _ = _outputs(run, BASE)
        engine = _loaded(run, arm)
        known = (engine.network, engine.vocabulary)
        with Bar(f"guards {arm}", 3) as bar:
            made["healthy"] = likelihood(*known, healthy, bar.tick)
            bar.advance()
            if arm == BASE:
                save_file(reference(*known, healthy, bar.tick), run.folder.reference)
            elif run.folder.reference.is_file():
                made["divergence"] = divergence(*known, healthy, load_file(run.folder.reference), bar.tick)
            bar.advance()
            made["capability"] = capability(*known, bar.tick)
            bar.advance()
    write_json(file, made)


def score_by_base(run: Run, arm: str) -> None:
    """What base says of outputs that no longer loop where base did, of base's healthy ones; in `by_base.json`."""
    from dpo_degen.evaluation.guards import likelihood, on_topic

    file = run.folder.by_base(arm)
    if file.is_file() or not run.config.evaluate.guards:
        return
    healthy, looped = _outputs(run, arm)
    loops = _loops(run, arm)
    judged = healthy if arm == BASE else [made for made in looped if not loops[made.prompt_id]]
    pool = {made.prompt_id: made.prompt_ids for made in (*healthy, *looped)}
    engine = _loaded(run, BASE)
    with Bar(f"base on {arm}", 2) as bar:
        fluency = likelihood(engine.network, engine.vocabulary, judged, bar.tick)
        bar.advance()
        topics = on_topic(engine.network, engine.vocabulary, judged, pool, bar.tick)
        bar.advance()
    write_json(file, {"fluency": fluency, "on_topic": topics})


def _outputs(run: Run, arm: str) -> tuple[list[Sample], list[Sample]]:
    """An arm's outputs to prompts that base answers healthily, and to those where base loops."""
    loops = _loops(run, BASE)
    first, file = run.config.evaluations()[0], run.folder.evaluation / arm / "samples.jsonl"
    made = [s for s in read_jsonl(file, Sample) if s.output_ids and s.decoding == first]
    return [s for s in made if not loops[s.prompt_id]], [s for s in made if loops[s.prompt_id]]


def _loops(run: Run, arm: str) -> dict[str, bool]:
    """Whether an arm loops on each prompt, decoded in the first way."""
    rows = read_jsonl(run.folder.evaluation / arm / "rows.jsonl", EvalRow)
    return {row.prompt_id: row.loops for row in next(iter(by_decoding(rows).values()))}


def _loaded(run: Run, arm: str) -> HFEngine:
    return cast("HFEngine", run.engine(arm, here=True))
