# Everything from a fresh clone: `make run` starts the tracker, `make test` tests it. Needs Python 3.11+ and make.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
STREAMLIT = $(BIN)/python -m streamlit run tracker_app.py --server.port $(PORT)
DEMO = TRACKER_TODAY=2024-07-31 TRACKER_DEMO=1 TRACKER_DATA_DIRECTORY=data/demo DATABASE_URL=sqlite:///data/demo/tracker.db

.PHONY: run demo seed test check bench texts clean

run: .venv/run.done ## the tracker with the real RAN OGI data
	$(BIN)/python -m seed
	$(STREAMLIT)

demo: .venv/run.done ## a full sample day: RAN VII on 31 July 2024
	$(DEMO) $(BIN)/python -m seed.demo
	$(DEMO) $(STREAMLIT)

seed: .venv/run.done
	$(BIN)/python -m seed

test: .venv/dev.done
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/dev.done ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/dev.done ## ratios against a floor measured in the same run
	$(BIN)/python -m tests.benchmarks

texts: .venv/dev.done ## bring the English catalogue up to date with the code
	$(BIN)/pybabel -q extract -k _ -k N_ -k plural:1,1 -k N_plural:1,1 --no-location --sort-output -o .venv/messages.pot models reports pages seed
	$(BIN)/pybabel -q update -i .venv/messages.pot -o models/locale/en/messages.po -l en --no-fuzzy-matching --ignore-obsolete --width 120

clean: ## everything that can be made again; data/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	$(PYTHON) -m venv .venv

.venv/run.done: requirements.lock | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	touch $@

.venv/dev.done: requirements-dev.lock | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@ .venv/run.done
