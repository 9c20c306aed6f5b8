# Two commands do all set-up:  make demo  and  make test
PYTHON ?= python3
BIN := .venv/bin
NEEDED := --constraint constraints.txt --editable ".[models,corpus]" --requirement dev-requirements.txt

.PHONY: demo test lint clean

demo: .venv/demo
	$(BIN)/align pair corpora/meeting-readout/meeting-readout.zh.txt corpora/meeting-readout/meeting-readout.en.txt

# compiled once, as hundreds of commands are started; pytest keeps each worker on one core (tests/conftest.py)
test: .venv/test lint
	$(BIN)/python -m compileall -q align
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/demo: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet .
	touch $@

# torch first and pinned: its small CPU build; a plain one is several GB. The rest by uv, twice as fast as pip in all;
# it knows nothing of pip's settings (a mirror, certificates), so pip comes after it where it fails.
.venv/test: .venv/bin/python pyproject.toml constraints.txt dev-requirements.txt
	$(BIN)/python -m pip install --quiet --no-compile --constraint constraints.txt torch uv
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode $(NEEDED) || $(BIN)/python -m pip install --quiet $(NEEDED)
	touch $@

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
