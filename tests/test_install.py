from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import requires


def test_the_base_install_needs_numpy_and_nothing_else() -> None:
    base = [r for r in requires("dpo-degen") or [] if "extra ==" not in r]
    assert [re.match(r"[\w-]+", r)[0] for r in base] == ["numpy"]  # type: ignore[index]


def test_importing_the_detector_loads_nothing_heavy() -> None:
    code = (
        "import sys, dpo_degen; assert 'numpy' not in sys.modules; dpo_degen.detect; import dpo_degen.detection.files;"
        "print(*{m.partition('.')[0] for m in sys.modules})"
    )
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    heavy = {"torch", "transformers", "trl", "datasets", "peft", "accelerate", "scipy", "rich", "matplotlib", "yaml"}
    assert not heavy & loaded
