"""Loop rates for other people's harnesses: a metric of Hugging Face `evaluate`, a task of lm-evaluation-harness."""

from pathlib import Path

DEGENERATION = str(Path(__file__).with_name("degeneration"))
"""For `evaluate.load(DEGENERATION)`."""
TASKS = str(Path(__file__).with_name("lm_eval"))
"""For `lm_eval --include_path` (or `TaskManager(include_path=TASKS)`): the folder of the task `loop_rate`."""
