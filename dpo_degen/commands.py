"""What each verb of the command line does. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from dpo_degen import parallel
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    import argparse

    from dpo_degen.run import Run

_WIDTH = 120  # of the table where no terminal says how wide it is


def detect_files(options: argparse.Namespace, unknown: list[str]) -> int:
    """Judge files of outputs."""
    from dpo_degen.detection.files import scan

    if options.redo:
        raise UserError("--redo is for run folders, not for files")
    if unknown:
        raise UserError(f"unknown argument {unknown[0]}; see dpo-degen detect --help")
    return scan(
        [Path(name) for name in options.target],
        field=options.field,
        as_json=options.as_json,
        fail_above=options.fail_above,
        out=sys.stdout,
    )


def run_all(options: argparse.Namespace, overrides: list[str]) -> int:
    """Run every stage, or only say what would be done."""
    from dpo_degen import settings

    if options.settings_help:
        settings.parser().print_help()
        return 0
    if options.config is None:
        raise UserError(f"no config; expected a YAML file or a recipe ({', '.join(settings.RECIPES)})")
    config = settings.load(options.config, overrides)
    if options.print_config:
        print(settings.dump(config), end="")
        return 0
    out = options.out or Path("runs") / Path(options.config).stem
    _quiet()
    if options.dry_run:
        from dpo_degen.plan import plan

        print(plan(config, out))
        return 0
    from dpo_degen.pipeline import do_all, open_run

    run = open_run(out, config, options.redo)
    do_all(run)
    _show(run)
    return 0


def run_stage(options: argparse.Namespace, overrides: list[str]) -> int:
    """Run one stage of a run folder, or compare models without one."""
    from dpo_degen import settings

    _quiet()
    from dpo_degen.folder import RunFolder
    from dpo_degen.pipeline import NothingToRepairError, do, open_run

    out, *more = options.target
    out, overrides = Path(out), [*more, *overrides]
    if options.verb == "evaluate" and options.model:
        return _evaluate_models(options, out, overrides)
    if options.verb == "evaluate" and options.prompts:
        raise UserError("--prompts goes with --model; a run folder has its own prompts (prompts.source)")
    config = settings.load(options.config, overrides) if options.config else None
    redo = options.verb if options.redo else None
    if options.verb == "pair" and options.preview is not None:
        return _preview(out, overrides, options.preview)
    if options.verb == "detect" and (options.field or options.as_json or options.fail_above is not None):
        raise UserError(f"{out} is a run folder; --field, --json and --fail-above are for files of outputs")
    folder = RunFolder(out)
    known = config or (settings.load(folder.config) if folder.config.is_file() else None)
    if known and (known.train.arms or options.verb != "evaluate"):  # models from elsewhere need no stage before
        folder.require_before(options.verb)
    run = open_run(out, config, redo, overrides, check=options.verb != "report")
    try:
        if not do(run, options.verb) and parallel.is_main():
            print(f"{options.verb} is complete in {out}; --redo makes it again", file=sys.stderr)
    except NothingToRepairError as good_news:
        print(good_news, file=sys.stderr)
    finally:
        run.free()
    folder.redone()
    if options.verb == "report":
        _show(run)
        if options.push_to and parallel.is_main():
            from dpo_degen.hub import push

            print(*push(folder, options.push_to), sep="\n")
    return 0


def _evaluate_models(options: argparse.Namespace, out: Path, overrides: list[str]) -> int:
    """Compare models with the first of them on the same prompts, in a run folder where nothing is trained."""
    from dpo_degen.pipeline import do, open_run
    from dpo_degen.settings import load

    base, *others = options.model
    names = [Path(where).name for where in others]
    if len({*names}) < len(names):
        names = [f"{name}-{number}" for number, name in enumerate(names, 2)]
    models = json.dumps(dict(zip(names, others, strict=True)))
    given = [f"model.name={base}", "prompts.eval_share=1", "train.arms=[]", f"evaluate.models={models}"]
    given += [f"prompts.source={options.prompts}"] if options.prompts else []
    config = load(options.config or "default", [*given, *overrides])
    run = open_run(out, config, options.verb if options.redo else None)
    try:
        do(run, "evaluate")
    finally:
        run.free()
    run.folder.redone()
    do(run, "report")
    _show(run)
    return 0


def compare_runs(options: argparse.Namespace, unknown: list[str]) -> int:
    """Print two runs side by side."""
    from rich.console import Console

    from dpo_degen.folder import RunFolder
    from dpo_degen.reporting.comparison import compare_runs as compared
    from dpo_degen.reporting.comparison import tables

    if unknown:
        raise UserError(f"unknown argument {unknown[0]}; see dpo-degen compare --help")
    for path in options.runs:
        if not (path / "config.yaml").is_file():
            raise UserError(f"{path}: no config.yaml, so no run folder; expected one that dpo-degen made")
    a, b = options.runs
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    console.print(f"A  {a}\nB  {b}", soft_wrap=True, markup=False)
    for table in tables(compared(RunFolder(a), RunFolder(b))):
        console.print()
        console.print(table)
    return 0


def make_spec(options: argparse.Namespace, overrides: list[str]) -> int:
    """Make a spec's documents, or only say what that takes."""
    _quiet()
    from dpo_degen.settings import load
    from dpo_degen.spec.command import make_documents, preview

    config = load(options.config, overrides)
    if options.preview:
        print(preview(options.spec, config))
    else:
        make_documents(options.spec, options.out, config)
    return 0


def midtrain_alone(options: argparse.Namespace, overrides: list[str]) -> int:
    """Train on documents and write a model folder."""
    _quiet()
    from dpo_degen.models import check_device
    from dpo_degen.settings import load
    from dpo_degen.spec.documents import read_all
    from dpo_degen.training.midtraining import midtrain

    given = [f"midtrain.docs={options.docs}"] if options.docs else []
    config = load(options.config, [*given, *overrides])
    check_device(config.model.device)
    documents, replay = read_all(config.midtrain)
    log = midtrain(config.model, documents, options.out, config.midtrain, replay=replay, seed=config.seed)
    if parallel.is_main():
        print(f"{options.out}: {log['documents']} documents, {log['steps']} steps, {log['seconds']:.0f} s")
    return 0


def _preview(out: Path, overrides: list[str], count: int) -> int:
    from rich.console import Console

    from dpo_degen.folder import RunFolder
    from dpo_degen.pairing.preview import preview
    from dpo_degen.run import Run
    from dpo_degen.settings import load

    run = Run(load(out / "config.yaml", overrides), RunFolder(out))
    page = preview(run.fitted_pairs(), run.vocabulary, count, run.config.train.side_tokens)
    Console(highlight=False, soft_wrap=True).print(page)
    return 0


def _show(run: Run) -> None:
    if not parallel.is_main():
        return
    from rich.console import Console

    from dpo_degen.jsonl import read_json
    from dpo_degen.reporting.terminal import print_summary

    console = Console(width=None if sys.stdout.isatty() else _WIDTH)
    print_summary(read_json(run.folder.summary), run.folder.report, console)


def _quiet() -> None:
    """Keep the frameworks' chatter off the screen; `DPO_DEGEN_VERBOSE=1` brings it back."""
    if os.environ.get("DPO_DEGEN_VERBOSE"):
        return
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    warnings.filterwarnings("ignore", module=r"(torch|transformers|trl|peft|accelerate|datasets)(\.|$)")
    for name in ("transformers", "trl", "accelerate", "datasets", "torch"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if not sys.stderr.isatty():
        os.environ.setdefault("TQDM_DISABLE", "1")
