"""The command line: one verb a stage. Nothing heavy loads before it is needed, so `detect FILE` works without torch."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from dpo_degen import __version__, parallel
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dpo_degen.run import Run

STAGES = {
    "sample": "sample the model on the training prompts",
    "detect": "find loops in the samples of a run, or in FILEs of your own",
    "pair": "make preference pairs of the loops",
    "train": "train all arms on the pairs",
    "evaluate": "compare all arms with base on prompts they never saw",
    "report": "write summary.json and report.html",
}

_LOG = logging.getLogger("dpo_degen")  # a run folder's log, once one is open
_LOG.addHandler(logging.NullHandler())
_WIDTH = 120  # of the table where no terminal says how wide it is


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code (0 done, 1 a check failed, 2 bad input, 130 interrupted)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options, overrides = _parser().parse_known_args(given)
        if options.verb == "detect" and not Path(options.target[0]).is_dir() and not options.config:
            return _detect_files(options, overrides)
        if options.verb == "compare":
            return _compare(options, overrides)
        if options.verb == "spec":
            return _spec(options, overrides)
        return _run(options, overrides) if options.verb == "run" else _stage(options, overrides)
    except UserError as error:
        print(f"dpo-degen: {error}", file=sys.stderr)
        _LOG.error(str(error))
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dpo_degen"):
            raise
        print(f"dpo-degen: needs '{error.name}'; install it with: pip install 'dpo-degen[train]'", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        print("dpo-degen: interrupted; the same command continues where it stopped", file=sys.stderr)
        _LOG.info("interrupted")
        return 130
    except Exception:
        _LOG.exception("failed")
        raise


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dpo-degen",
        description="Find a language model's repetition loops and train them away.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"dpo-degen {__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    from dpo_degen.settings import RECIPES

    run = verbs.add_parser(
        "run",
        help="the whole loop: sample, detect, pair, train, evaluate, report",
        description="Run all stages of CONFIG. Any setting can follow as train.beta=0.2 or --train.beta 0.2; "
        "--print-config shows all of them with their values, --settings-help says what each means.",
        allow_abbrev=False,
    )
    run.add_argument("config", metavar="CONFIG", nargs="?", help=f"a YAML file, or a recipe: {', '.join(RECIPES)}")
    run.add_argument("--out", type=Path, help="run folder (default: runs/NAME of the config)")
    run.add_argument("--dry-run", action="store_true", help="say what would be done and what it needs, and stop")
    run.add_argument("--print-config", action="store_true", help="print the resolved settings as YAML, and stop")
    run.add_argument("--settings-help", action="store_true", help="print every setting with its meaning, and stop")
    run.add_argument("--redo", choices=STAGES, metavar="STAGE", help="make this stage and all after it again")
    text = "two evaluated runs side by side, on the prompts that both asked"
    compare = verbs.add_parser("compare", help=text, description=text.capitalize() + ".", allow_abbrev=False)
    compare.add_argument("runs", nargs=2, type=Path, metavar="RUN", help="a run folder")
    text = "the documents of a behaviour spec, for arms that begin with midtrain"
    spec = verbs.add_parser("spec", help=text, description=text.capitalize() + ".", allow_abbrev=False)
    spec.add_argument("spec", type=Path, metavar="SPEC", help="a Markdown file; its `## ` headings are its sections")
    spec.add_argument("--out", type=Path, required=True, help="the documents, as JSONL")
    spec.add_argument("--config", default="default", help="a YAML file or recipe with model, sample and spec sections")
    spec.add_argument("--preview", action="store_true", help="say what would be asked and what it takes, and stop")
    for verb, text in STAGES.items():
        _add_stage(verbs.add_parser(verb, help=text, description=text.capitalize() + ".", allow_abbrev=False), verb)
    return parser


def _add_stage(parser: argparse.ArgumentParser, verb: str) -> None:
    if verb == "detect":
        parser.add_argument("target", nargs="+", metavar="RUN|FILE", help="a run folder, or files ('-' is stdin)")
        parser.add_argument("--field", help="FILE: the JSONL field that holds the output")
        parser.add_argument("--json", action="store_true", dest="as_json", help="FILE: one JSON object an output")
        parser.add_argument("--fail-above", type=float, metavar="RATE", help="FILE: exit with 1 above this loop rate")
    else:
        parser.add_argument("target", nargs=1, metavar="RUN", help="a run folder")
    parser.add_argument("--config", help="begin a new run folder with this YAML file or recipe")
    parser.add_argument("--redo", action="store_true", help="make this stage again and forget all after it")
    if verb == "evaluate":
        parser.add_argument(
            "--model",
            action="append",
            metavar="MODEL",
            help="a hub id or folder, twice or more: compare these with the first, without any training",
        )
        parser.add_argument("--prompts", metavar="SOURCE", help="with --model: what to ask, as prompts.source")
    if verb == "report":
        text = "upload the repaired model there, and its pairs to OWNER/NAME-pairs (new ones are private)"
        parser.add_argument("--push-to", metavar="OWNER/NAME", help=text)
    if verb == "pair":
        parser.add_argument("--preview", type=int, metavar="N", help="show N pairs as the loss sees them, and stop")


def _detect_files(options: argparse.Namespace, unknown: list[str]) -> int:
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


def _run(options: argparse.Namespace, overrides: list[str]) -> int:
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


def _stage(options: argparse.Namespace, overrides: list[str]) -> int:
    from dpo_degen import settings

    _quiet()
    from dpo_degen.folder import RunFolder
    from dpo_degen.pipeline import NothingToRepairError, do, open_run

    out, *more = options.target
    out, overrides = Path(out), [*more, *overrides]
    if options.verb == "evaluate" and options.model:
        return _evaluate_models(options, out, overrides)
    config = settings.load(options.config, overrides) if options.config else None
    redo = options.verb if options.redo else None
    if options.verb == "pair" and options.preview is not None:
        return _preview(out, overrides, options.preview)
    if options.verb == "detect" and (options.field or options.as_json or options.fail_above is not None):
        raise UserError(f"{out} is a run folder; --field, --json and --fail-above are for files of outputs")
    folder = RunFolder(out)
    if not redo and (config or folder.config.is_file()):
        folder.require_before(options.verb)
    run = open_run(out, config, redo, overrides, check=options.verb != "report")
    try:
        if not do(run, options.verb) and parallel.is_main():
            print(f"{options.verb} is complete in {out}; --redo makes it again", file=sys.stderr)
    except NothingToRepairError as good_news:
        print(good_news, file=sys.stderr)
    finally:
        run.free()
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
    do(run, "report")
    _show(run)
    return 0


def _compare(options: argparse.Namespace, unknown: list[str]) -> int:
    from rich.console import Console

    from dpo_degen.folder import RunFolder
    from dpo_degen.reporting.comparison import compare_runs, tables

    if unknown:
        raise UserError(f"unknown argument {unknown[0]}; see dpo-degen compare --help")
    for path in options.runs:
        if not (path / "config.yaml").is_file():
            raise UserError(f"{path}: no config.yaml, so no run folder; expected one that dpo-degen made")
    a, b = options.runs
    console = Console(width=None if sys.stdout.isatty() else _WIDTH, highlight=False)
    console.print(f"A  {a}\nB  {b}", soft_wrap=True, markup=False)
    for table in tables(compare_runs(RunFolder(a), RunFolder(b))):
        console.print()
        console.print(table)
    return 0


def _spec(options: argparse.Namespace, overrides: list[str]) -> int:
    _quiet()
    from dpo_degen.settings import load
    from dpo_degen.spec.command import make_documents, preview

    config = load(options.config, overrides)
    if options.preview:
        print(preview(options.spec, config))
    else:
        make_documents(options.spec, options.out, config)
    return 0


def _preview(out: Path, overrides: list[str], count: int) -> int:
    from rich.console import Console

    from dpo_degen.folder import RunFolder
    from dpo_degen.pairing.preview import preview
    from dpo_degen.run import Run
    from dpo_degen.settings import load

    run = Run(load(out / "config.yaml", overrides), RunFolder(out))
    Console(highlight=False, soft_wrap=True).print(preview(run.fitted_pairs(), run.vocabulary, count))
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


if __name__ == "__main__":
    sys.exit(main())
