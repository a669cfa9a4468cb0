"""Is this output a loop, where does it begin, and why do we say so? Numpy and the standard library only.

An output is read into numbers (`reading`), searched for repetitions (`runs`), and the repetitions are judged
(`judging`); `detector` puts the three together and `result` is what comes out. `frozen` is the independent exact
rule that every table of loop rates shows beside ours, and `files` is behind `dpo-degen detect`.

What this package does not know yet: near loops (counters, paraphrases, growing and shuffled units), and how often
it is wrong, since its thresholds are chosen by reasoning and not calibrated.
"""

from dpo_degen.detection.detector import detect, detect_batch
from dpo_degen.detection.guard import LoopGuard
from dpo_degen.detection.result import Detection

__all__ = ["Detection", "LoopGuard", "detect", "detect_batch"]
