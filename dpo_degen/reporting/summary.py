"""Run folder -> summary.json: the one source of the terminal table, the page and the cards.

A pure function of the files in the folder. It loads no model, and works on a run that has not come far.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from dpo_degen import evaluation
from dpo_degen.config import BASE
from dpo_degen.errors import UserError, at
from dpo_degen.evaluation.bounds import judged
from dpo_degen.evaluation.costs import costs
from dpo_degen.jsonl import read_json, read_jsonl, read_objects
from dpo_degen.records import EvalRow, Pair, Sample, Skip
from dpo_degen.reporting.examples import examples
from dpo_degen.reporting.verdict import verdict
from dpo_degen.rounds import kept, lineage, marked, used
from dpo_degen.settings import load

if TYPE_CHECKING:
    from dpo_degen.config import Config, GuardsConfig, TrainConfig
    from dpo_degen.folder import RunFolder

_PREVIEWED = 8
_LIMITS = [
    "One seed and one decoding: another seed, temperature or token cap can give other rates.",
    "Intervals are 95 % Wilson intervals over prompts; they say nothing about prompts of another kind.",
    "The detector finds near loops by evidence, not proof; the frozen exact rule beside it uses no threshold of it.",
    "Perplexity guards against general damage, not against every loss of ability.",
]


def build(folder: RunFolder) -> dict[str, Any]:
    """Everything that the report shows, as plain JSON values.

    Raises:
        UserError: the folder holds no samples, or a file in it is damaged.
    """
    if not (folder.findings().samples.is_file() or folder.evaluation.is_dir()):
        raise UserError(f"{at(folder.path)}: no samples yet; run: dpo-degen sample {folder.path}")
    config = load(folder.config)
    manifest = folder.manifest()
    found = _detections(folder)
    every = _rows(folder, [BASE, *config.train.chains(), *config.evaluate.models])
    rows = {arm: next(iter(ways.values())) for arm, ways in every.items()}
    arms = [_arm(folder, name, rows, config.guards) for name in rows]
    sampled = evaluation.rate([row["verdict"] == "loop" for row in found])
    last = kept(folder, config.train)
    told = verdict(_judged(folder, arms, config.train, last), sampled)
    shown = told["arm"] or (arms[-1]["arm"] if arms else BASE)
    return {
        "schema": 1,
        "model": config.model.name,
        "created": manifest["created"],
        "seconds": sum(entry["seconds"] for entry in manifest["stages"].values()),
        "verdict": told,
        "arms": arms,
        "decodings": _decodings(every),
        "rounds": _rounds(folder, config.train, last),
        "funnel": _funnel(folder, found),
        "audit": read_json(folder.audit) if folder.audit.is_file() else None,
        "training": {name: _history(folder, name) for name in config.train.chains() if _log(folder, name)},
        "onsets": {name: [r.onset for r in part if r.loops and r.onset is not None] for name, part in rows.items()},
        "lengths": {name: [row.tokens for row in part] for name, part in rows.items()},
        "examples": examples(rows, config.report.examples, shown, _scores(folder, shown)["on_topic"]),
        "pairs_preview": _preview(folder),
        "stages": {
            stage: {name: value for name, value in entry.items() if name != "basis"}
            for stage, entry in manifest["stages"].items()
        },
        "settings": config.to_dict(),
        "versions": manifest["versions"],
        "hashes": manifest["inputs"],
        "commands": _again(folder, config),
        "limits": _LIMITS,
    }


def _again(folder: RunFolder, config: Config) -> list[str]:
    """What does all of it anew; where no prompt was left to sample, models were only compared."""
    again = f"{folder.path.name}-again"
    if config.prompts.eval_share == 1:
        return [f"dpo-degen evaluate {again} --config {folder.config}", f"dpo-degen report {again}"]
    return [f"dpo-degen run {folder.config} --out {again}"]


def _judged(
    folder: RunFolder, arms: list[dict[str, Any]], settings: TrainConfig, last: dict[str, str]
) -> list[dict[str, Any]]:
    """The arms without the rounds that were not kept: which round is used is not chosen on the evaluation's prompts.

    Where anything was to be trained, models from elsewhere only stand beside it.
    """
    stands = {BASE, *used(last, settings, [arm for arm in settings.chains() if _log(folder, arm)])}
    return [arm for arm in arms if arm["arm"] in stands] if settings.arms else arms


def _rounds(folder: RunFolder, settings: TrainConfig, last: dict[str, str]) -> list[dict[str, Any]]:
    """How each arm did on the prompts that rounds are judged by; `kept` marks the one to use."""
    checks = {arm: read_json(folder.check(arm)) for arm in (BASE, *settings.chains()) if folder.check(arm).is_file()}
    stars = marked(last)
    return [
        {
            "arm": arm,
            **{n: check[n] for n in ("loops", "n", "perplexity")},
            "kept": arm in stars,
        }
        for arm, check in checks.items()
    ]


def _detections(folder: RunFolder) -> list[dict[str, Any]]:
    file = folder.findings().detections
    return [row for _, row in read_objects(file)] if file.is_file() else []


def _rows(folder: RunFolder, arms: list[str]) -> dict[str, dict[str, list[EvalRow]]]:
    """The judged outputs of each arm that has been evaluated, base first, by way of decoding."""
    files = {arm: folder.evaluation / arm / "rows.jsonl" for arm in arms}
    found = {arm: evaluation.by_decoding(read_jsonl(path, EvalRow)) for arm, path in files.items() if path.is_file()}
    return {arm: ways for arm, ways in found.items() if ways}


def _decodings(every: dict[str, dict[str, list[EvalRow]]]) -> list[dict[str, Any]]:
    """Loops of each arm in each way of decoding, with the test against base in the same way."""
    base = every.get(BASE, {})
    return [
        {
            "decoding": way,
            "arms": [
                {
                    "arm": arm,
                    "loops": evaluation.rate([row.loops for row in ways[way]]),
                    "versus_base": None if arm == BASE else evaluation.compare(rows, ways[way]),
                }
                for arm, ways in every.items()
                if way in ways
            ],
        }
        for way, rows in base.items()
    ]


def _arm(folder: RunFolder, name: str, rows: dict[str, list[EvalRow]], bounds: GuardsConfig) -> dict[str, Any]:
    measured = evaluation.measure(rows[name])
    log = _log(folder, name)
    scores, of_base = _scores(folder, name), _scores(folder, BASE)
    text, base_text = scores.get("perplexity"), of_base.get("perplexity")
    cost = costs(rows[BASE], rows[name], of_base, scores) if BASE in rows else None
    return {
        "arm": name,
        **measured,
        **_seconds(folder, name, rows[name]),
        "perplexity": text,
        "perplexity_ratio": text / base_text if text and base_text else None,
        "costs": cost,
        "guards": judged(cost, bounds) if cost and name != BASE else [],
        "versus_base": None if name == BASE or BASE not in rows else evaluation.compare(rows[BASE], rows[name]),
        "train_seconds": log.get("seconds"),
        "train_steps": log.get("steps"),
        "loss": log.get("loss"),
        "pairs": log.get("pairs"),
        "links": [_link(folder, each) for each in ([*lineage(name), name] if log else ()) if each != BASE],
    }


def _link(folder: RunFolder, arm: str) -> dict[str, Any]:
    log = _log(folder, arm)
    return {"arm": arm, **{name: log.get(name) for name in ("loss", "pairs", "documents", "steps", "share")}}


def _seconds(folder: RunFolder, arm: str, rows: list[EvalRow]) -> dict[str, float | None]:
    """What the arm's answers took to decode, and the loops in them, at the speed that was measured over all tokens."""
    speed = read_json(folder.speed(arm)) if folder.speed(arm).is_file() else {}
    each = speed["seconds"] / speed["tokens"] if speed.get("tokens") else None
    counts = {"decode_seconds": sum(row.tokens for row in rows), "wasted_seconds": sum(row.wasted for row in rows)}
    return {name: None if each is None else each * count for name, count in counts.items()}


def _scores(folder: RunFolder, arm: str) -> Any:
    """Everything that models say of an arm; nothing where it has not been scored."""
    files = (folder.scores(arm), folder.by_base(arm))
    found = {name: value for file in files if file.is_file() for name, value in read_json(file).items()}
    return {"healthy": {}, "capability": {}, "fluency": {}, "on_topic": {}, **found}


def _log(folder: RunFolder, arm: str) -> dict[str, Any]:
    path = folder.models / arm / "training.json"
    return read_json(path) if path.is_file() else {}


def _history(folder: RunFolder, arm: str) -> list[dict[str, Any]]:
    kept = ("step", "loss", "rewards/margins", "chosen", "rejected")
    entries = _log(folder, arm).get("history", [])
    return [{name: entry[name] for name in kept if name in entry} for entry in entries]


def _funnel(folder: RunFolder, found: list[dict[str, Any]]) -> dict[str, Any]:
    files = folder.findings()
    skips = list(read_jsonl(files.skipped, Skip)) if files.skipped.is_file() else []
    samples = list(read_jsonl(files.samples, Sample)) if files.samples.is_file() else []
    tried = list(read_jsonl(files.continuations, Sample)) if files.continuations.is_file() else []
    return {
        "prompts": len({sample.prompt_id for sample in samples}),
        "samples": len(samples),
        "loops": sum(row["verdict"] == "loop" for row in found),
        "pairs": len(_pairs(folder)),
        "sample_tokens": sum(len(sample.output_ids) for sample in samples),
        "stopped": sum(sample.finish == "loop" for sample in samples),
        "tries": len(tried),
        "tried_tokens": sum(len(sample.output_ids) for sample in tried),
        "skipped": dict(Counter(skip.reason for skip in skips).most_common()),
    }


def _pairs(folder: RunFolder) -> list[Pair]:
    file = folder.findings().pairs
    return list(read_jsonl(file, Pair)) if file.is_file() else []


def _preview(folder: RunFolder) -> list[dict[str, Any]]:
    """The first pairs as text: what both sides share, then each side."""
    shown = []
    for pair in _pairs(folder)[:_PREVIEWED]:
        chosen, rejected = pair.chosen[-1]["content"], pair.rejected[-1]["content"]
        shared = _common(chosen, rejected) if pair.method == "branch" else 0
        shown.append(
            {
                "id": pair.id,
                "prompt": pair.prompt[-1]["content"],
                "context": chosen[:shared],
                "chosen": chosen[shared:],
                "rejected": rejected[shared:],
                "chosen_ended": pair.chosen_ended,
                "rejected_ended": pair.rejected_ended,
            }
        )
    return shown


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
