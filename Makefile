# Balise. «make run» starts it, «make test» runs the tests; both install what they need in .venv.
VENV ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := $(VENV)/bin
PIN := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test test-full peers test-postgres quick lint format bench bench-web chaos killed evaluate train docs screenshots fuzz schemathesis requirements clean

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1	/' | expand -t 20

run: $(VENV)/.run ## start Balise in the browser (ARGS="--demo" for an invented organisation)
	@$(BIN)/balise up $(ARGS)

test: $(VENV)/.dev ## every test that needs nothing more installed
	@$(BIN)/python -m pytest $(ARGS) # -ra: what was skipped is listed with its reason

test-full: $(VENV)/.full ## every test, with the optional extras installed
	@$(BIN)/python -m pytest $(ARGS)

peers: ## servers of others that the tests of the networks talk to (needs Node 20 or newer)
	@npm ci --prefix tests/peers --no-audit --no-fund --loglevel=error

test-postgres: $(VENV)/.full ## what touches a database, on a PostgreSQL of its own
	@$(BIN)/python -m pytest --database=postgres tests/integration/web tests/journeys $(ARGS)

quick: $(VENV)/.dev ## the tests to run after each change
	@$(BIN)/python -m pytest -q -m "not slow" $(ARGS)

lint: $(VENV)/.dev ## style, types, who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@BALISE_DATA=$(CURDIR)/.mypy_cache/balise $(BIN)/mypy # reads the settings, which want a data folder
	@$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev ## put the code in its usual form
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

evaluate: $(VENV)/.full ## precision and recall on the evaluation set, then on the contrast sets
	@$(BIN)/python -m tests.evaluation.measure $(ARGS)
	@$(BIN)/python -m tests.evaluation.contrasts $(filter --write,$(ARGS))

bench: $(VENV)/.bench ## speed against peers, written to docs/benchmarks.md
	@$(BIN)/python benchmarks/screening.py

bench-web: $(VENV)/.full ## how long people wait, written to docs/benchmarks-web.md (ARGS=--postgres)
	@$(BIN)/python benchmarks/web.py $(ARGS)

chaos: $(VENV)/.full ## five minutes of processes killed at random under load, on a PostgreSQL of its own
	@$(BIN)/python -m tests.chaos $(ARGS)

killed: $(VENV)/.full ## a hundred processes killed while they publish to three networks: each post is there once, or a person is asked
	@BALISE_TESTS_KILLS=100 $(BIN)/pytest -q -s tests/integration/web/publishing/test_killed_sending.py

train: $(VENV)/.train ## learn the weights of the screener again from training/
	@$(BIN)/python training/train.py

docs: $(VENV)/.run ## pages made from the packs and the code
	@$(BIN)/python docs/generate.py

screenshots: $(VENV)/.dev ## pictures of the main pages from the demonstration, written to docs/images (needs chromium)
	@$(BIN)/python docs/screenshots.py $(ARGS)

fuzz: $(VENV)/.fuzz ## ten minutes of random texts
	@$(BIN)/python tests/fuzz/screening.py -max_total_time=$${SECONDS_OF_FUZZ:-600}

schemathesis: $(VENV)/.dev ## ten minutes of requests to the API with every role's token
	@SCHEMATHESIS_SECONDS=$${SCHEMATHESIS_SECONDS:-600} $(BIN)/python -m pytest -q tests/integration/web/api/test_description.py

requirements: ## pin again what pyproject.toml asks for (needs uv)
	$(PIN) pyproject.toml requirements/build.in -o requirements/run.txt
	$(PIN) -c requirements/run.txt pyproject.toml requirements/build.in --extra s3 -o requirements/s3.txt
	$(PIN) -c requirements/run.txt pyproject.toml requirements/build.in --group dev -o requirements/dev.txt
	$(PIN) -c requirements/dev.txt pyproject.toml requirements/build.in --group dev --group peers --extra semantic --extra s3 -o requirements/full.txt
	$(PIN) -c requirements/full.txt pyproject.toml requirements/build.in --group dev --group bench -o requirements/bench.txt
	$(PIN) -c requirements/full.txt pyproject.toml requirements/build.in --group dev --group fuzz -o requirements/fuzz.txt
	$(PIN) -c requirements/full.txt pyproject.toml requirements/build.in --group dev --group train --extra semantic --extra s3 -o requirements/train.txt

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Il faut Python 3.11 ou plus récent. / Python 3.11 or newer is needed. (PYTHON=/chemin/python3.11 make …)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Il manque le module venv : sudo apt install python3-venv"; \
	  echo "The venv module is missing: sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.%: requirements/%.txt pyproject.toml | $(VENV)/.venv
	@echo "Installation de $< / Installing $< …"
	@$(BIN)/python -m pip install -q --require-hashes -r $<
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
