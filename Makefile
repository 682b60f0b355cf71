# Two commands on a fresh machine: `make demo` and `make test`. Python 3.11 or later is all that is needed.

PYTHON ?= python3
BIN := .venv/bin
DEMO_ARGS ?=

export HF_HUB_OFFLINE ?= 1
export ANONYMIZED_TELEMETRY ?= False
export TOKENIZERS_PARALLELISM ?= false

.PHONY: demo test install browser lint types contracts tests clean

demo: .venv/installed
	$(BIN)/nakoming demo $(DEMO_ARGS)

test: .venv/installed-dev browser lint types contracts tests

install: .venv/installed

# The constraints pin the whole tree. torch is pinned too, so that its small build is taken where it is at hand.
.venv/installed: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# The browser tests drive Debian's chromium; without it they skip and say so.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || tests/install-browser || true

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

tests:
	$(BIN)/pytest -n 2 --dist loadscope

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
