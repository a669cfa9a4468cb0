from __future__ import annotations

import doctest

import pytest

from dpo_degen.detection import detector, guard


@pytest.mark.parametrize("module", [detector, guard])
def test_the_examples_in_the_docstrings_run(module: object) -> None:
    found = doctest.testmod(module)  # type: ignore[arg-type]
    assert found.attempted
    assert not found.failed
