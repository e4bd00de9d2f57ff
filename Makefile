# Everything runs in .venv, which `make setup` builds from requirements.lock.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup report test check validate format lab lock clean

help: ## Show the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Set up .venv from requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

report: $(READY) ## Make the reports of the shipped example into output/
	$(BIN)/python pipeline.py run

test: $(READY) ## Pass the tests
	$(BIN)/python -m pytest -n auto

check: $(READY) ## Formatting, lint, types and the import contract
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

validate: $(READY) ## Check PDFs with veraPDF and pages with axe, where these are installed
	$(BIN)/python -m pytest -rs tests/publishing/test_validators.py

format: $(READY) ## Format the code and mend what lint can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lab: $(READY) ## Open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

lock: $(READY) ## Pin the dependencies of pyproject.toml anew
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --extra lab --extra dev --extra cluster \
		--upgrade --quiet pyproject.toml -o requirements.lock

clean: ## Remove what can be made again: processed tables and reports
	rm -rf data/processed output
