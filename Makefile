# solgen: everything a newcomer types. Needs Python >= 3.11 and make; each target installs what it needs into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXAM ?= ftdl-take-home-1
INPUTS := pyproject.toml constraints.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help pdf test lint bench fuzz mutation languages clean

help: ## say what can be made
	@echo "solgen: questions in, checked exam and solution sheets out"
	@echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
	@echo
	@echo "another exam: make pdf EXAM=name-or-path"

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "solgen needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12" >&2; exit 3; }
	@echo "making $(VENV)"
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "python -m venv failed; on Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 3; }

$(VENV)/installed: $(INPUTS) | $(BIN)/python
	@echo "installing solgen into $(VENV)"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/installed-test: $(INPUTS) | $(BIN)/python
	@echo "installing solgen and its tests' tools into $(VENV)"
	@$(PIP) install --constraint constraints.txt --editable '.[test]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-lint: $(INPUTS) | $(VENV)/installed-test
	@$(PIP) install --constraint constraints.txt --editable '.[test,lint]'
	@touch $@

pdf: $(VENV)/installed ## compile the take-home exam to build/: sheets, key, claims
	@$(BIN)/solgen build $(EXAM)

test: $(VENV)/installed-test ## run the tests
	@$(BIN)/python -m pytest -q --numprocesses 2

lint: $(VENV)/installed-lint ## ruff and mypy, warnings are errors
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

bench: $(VENV)/installed-test ## measure: mutants missed, false alarms, times; prints its conditions
	@$(BIN)/python -m tests.bench

fuzz: $(VENV)/installed-test ## ten minutes of formulas nobody wrote, through reader, writers and kernel
	@$(BIN)/python -m tests.fuzz

mutation: $(VENV)/installed-test ## change kernel and reader in 400 places, and see whether the tests notice
	@$(BIN)/python -m tests.mutation

languages: $(VENV)/installed-test ## gather the sheets' words into solgen/languages/*.po and compile them
	@$(BIN)/python -m tests.languages.catalogue

clean: ## remove what was built (build/ and caches), keep .venv
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	@find solgen tests -name __pycache__ -type d -prune -exec rm -rf {} +
