"""Is this output a loop, where does it begin, and why do we say so? Numpy and the standard library only.

An output is read into numbers (`reading`), searched for repetitions (`runs`), and the repetitions are judged
(`judging`); `detector` puts the three together and `result` is what comes out. `frozen` is the independent exact
rule that every table of loop rates shows beside ours, and `files` is behind `dpo-degen detect`.

Exact repetitions are proved (`runs`); near ones (counters, changing words, growing copies, shuffled sentences) are
inferred from the evidence that `near` measures, in text or in ids whose `pieces` are given. `guard` watches an output
while it is made.

What this package does not know: meaning. A formulaic text that runs on to a cap can look like a near loop, and whether
a prompt asks for repetition is told by its words alone (`asked`). `rules` says which evidence makes a near loop.
"""

from dpo_degen.detection.detector import detect, detect_batch
from dpo_degen.detection.guard import LoopGuard
from dpo_degen.detection.result import Detection

__all__ = ["Detection", "LoopGuard", "detect", "detect_batch"]
