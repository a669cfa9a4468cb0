"""The command line: one verb a stage. Nothing heavy loads before it is needed, so `detect FILE` works without torch."""

from __future__ import annotations

import argparse
import io
import logging
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from dpo_degen import __version__, commands
from dpo_degen.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

STAGES = {
    "sample": "sample the model on the training prompts",
    "detect": "find loops in the samples of a run, or in FILEs of your own",
    "pair": "make preference pairs of the loops",
    "train": "train all arms on the pairs",
    "evaluate": "compare all arms with base on prompts they never saw",
    "report": "write summary.json and report.html",
}


class _TerminatedError(KeyboardInterrupt):
    """SIGTERM, as batch systems and containers send it: ends like Ctrl-C, so that a server we started ends too.

    A launcher's processes end at once as before: they may be waiting for one another.
    """


_LOG = logging.getLogger("dpo_degen")  # a run folder's log, once one is open
_LOG.addHandler(logging.NullHandler())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit code (0 done, 1 a check failed, 2 bad input, 130 interrupted, 143 terminated)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if "WORLD_SIZE" not in os.environ and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminate)
    if isinstance(sys.stdout, io.TextIOWrapper):  # model text has characters that not every terminal's encoding has
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        options, overrides = _parser().parse_known_args(given)
        if options.verb == "detect" and not _is_folder(options.target[0]) and not options.config:
            return commands.detect_files(options, overrides)
        if options.verb == "compare":
            return commands.compare_runs(options, overrides)
        if options.verb == "spec":
            return commands.make_spec(options, overrides)
        if options.verb == "midtrain":
            return commands.midtrain_alone(options, overrides)
        return commands.run_all(options, overrides) if options.verb == "run" else commands.run_stage(options, overrides)
    except UserError as error:
        print(f"dpo-degen: {error}", file=sys.stderr)
        _LOG.error(str(error))
        return 2
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dpo_degen"):
            raise
        told = "comes with the full install: pip install '.[train]' in a clone of the repository"
        print(f"dpo-degen: needs '{error.name}', which {told}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # `| head` has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt as end:
        print("dpo-degen: interrupted; the same command continues where it stopped", file=sys.stderr)
        _LOG.info("interrupted")
        return 143 if isinstance(end, _TerminatedError) else 130
    except Exception:
        _LOG.exception("failed")
        raise


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError:  # a text instead of a name, too long for one
        return False


def _terminate(*_: object) -> None:
    raise _TerminatedError


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
        description="Run all stages of CONFIG. Any setting can follow as train.beta=0.2 or --train.beta 0.2, and "
        "--config FILE.yaml changes what that file names; "
        "--print-config shows all of them with their values, --settings-help says what each means.",
        epilog="Exit codes: 0 done, whatever the verdict (it stands in the report and in summary.json); 1 the program "
        "failed; 2 bad input; 130 interrupted; 143 terminated.",
        allow_abbrev=False,
    )
    run.add_argument(
        "config",
        metavar="CONFIG",
        nargs="?",
        help=f"a recipe ({', '.join(RECIPES)}) or a YAML file; what it does not say is as in `default`",
    )
    run.add_argument("--out", type=Path, help="run folder (default: runs/NAME of the config)")
    run.add_argument("--dry-run", action="store_true", help="say what would be done and what it needs, and stop")
    run.add_argument("--print-config", action="store_true", help="print the resolved settings as YAML, and stop")
    run.add_argument("--settings-help", action="store_true", help="print every setting with its meaning, and stop")
    text = f"make this stage and all after it again: {', '.join(STAGES)}"
    run.add_argument("--redo", choices=STAGES, metavar="STAGE", help=text)
    text = "two evaluated runs side by side, on the prompts that both asked"
    compare = verbs.add_parser("compare", help=text, description=text.capitalize() + ".", allow_abbrev=False)
    compare.add_argument("runs", nargs=2, type=Path, metavar="RUN", help="a run folder")
    text = "the documents of a behaviour spec, for arms that begin with midtrain"
    spec = verbs.add_parser("spec", help=text, description=text.capitalize() + ".", allow_abbrev=False)
    spec.add_argument("spec", type=Path, metavar="SPEC", help="a Markdown file; its `## ` headings are its sections")
    spec.add_argument("--out", type=Path, required=True, help="the documents, as JSONL")
    spec.add_argument("--config", default="default", help="a YAML file or recipe with model, sample and spec sections")
    spec.add_argument("--preview", action="store_true", help="say what would be asked and what it takes, and stop")
    text = "a model that has read documents, without a run"
    midtrain = verbs.add_parser("midtrain", help=text, description=text.capitalize() + ".", allow_abbrev=False)
    midtrain.add_argument("out", type=Path, metavar="OUT", help="the model folder to write")
    midtrain.add_argument("--docs", metavar="SOURCE", help="what to read, as midtrain.docs (default: articles)")
    midtrain.add_argument("--config", default="default", help="a YAML file or recipe with model and midtrain sections")
    for verb, text in STAGES.items():
        _add_stage(verbs.add_parser(verb, help=text, description=text.capitalize() + ".", allow_abbrev=False), verb)
    return parser


def _add_stage(parser: argparse.ArgumentParser, verb: str) -> None:
    if verb == "detect":
        text = "a run folder, or files: .jsonl and .parquet, and JSONL from stdin ('-'), hold one output per row"
        parser.add_argument("target", nargs="+", metavar="RUN|FILE", help=f"{text}; any other text file is one output")
        text = "FILE: the field that holds the output (default: text, output, completion or response)"
        parser.add_argument("--field", help=text)
        parser.add_argument("--json", action="store_true", dest="as_json", help="FILE: one JSON object per output")
        parser.add_argument("--fail-above", type=float, metavar="RATE", help="FILE: exit with 1 above this loop rate")
    else:
        parser.add_argument("target", nargs=1, metavar="RUN", help="a run folder")
    text = "a YAML file or recipe: begins the run folder" if verb == "sample" else "with --redo: take these settings"
    parser.add_argument("--config", help=text)
    parser.set_defaults(redo=False)
    if verb != "report":  # which is made anew each time
        parser.add_argument("--redo", action="store_true", help="make this stage again and forget all after it")
    if verb == "evaluate":
        parser.add_argument(
            "--model",
            action="append",
            metavar="MODEL",
            help="a hub id or folder, given for each model: compare with the first, without any training",
        )
        parser.add_argument("--prompts", metavar="SOURCE", help="with --model: what to ask, as prompts.source")
    if verb == "report":
        text = "upload the repaired model there, and its pairs to OWNER/NAME-pairs (new ones are private)"
        parser.add_argument("--push-to", metavar="OWNER/NAME", help=text)
    if verb == "pair":
        parser.add_argument("--preview", type=int, metavar="N", help="show N pairs as the loss sees them, and stop")


if __name__ == "__main__":
    sys.exit(main())
