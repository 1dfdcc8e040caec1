# Everything a developer types. Needs make and Python 3.11 or later; the rest is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help install demo test lint types check check-pack server browser gate bench docs clean
.DEFAULT_GOAL := help

help:
	@echo "make demo    read the sample articles: tables here, an HTML page, a ledger"
	@echo "make test    all tests          make check   lint, types, tests, packs, gate"
	@echo "make gate    score the gold     make bench   speed and memory"
	@echo "make docs    write the generated pages of docs/ anew"

install: $(STAMP)

$(STAMP): pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(STAMP)
	@mkdir -p demo
	$(BIN)/musnad read --format table samples
	@$(BIN)/musnad read --format html --output demo/index.html samples
	@rm -f demo/press.db demo/press.db-*
	$(BIN)/musnad add samples --ledger demo/press.db
	$(BIN)/musnad claims --ledger demo/press.db --format table --limit 5
	@echo
	@echo "The articles with their statements highlighted: file://$(CURDIR)/demo/index.html"
	@echo "The ledger as a page: $(BIN)/musnad serve --ledger demo/press.db   then http://127.0.0.1:8000/"

# Two processes: the slowest tests wait for a browser, a database or Spark.
test: $(STAMP)
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

lint: $(STAMP)
	$(BIN)/ruff check src tests evaluation docs
	$(BIN)/ruff format --check src tests evaluation docs

types: $(STAMP)
	$(BIN)/mypy

check-pack: $(STAMP)
	$(BIN)/python -m musnad.lang.check

check: lint types check-pack server browser test gate

# What tests need from Debian, installed where it is missing and can be; else those tests are skipped with a reason.
DEBIAN = { timeout 120 apt-get update -qq && timeout 300 apt-get install -y -qq --no-install-recommends

# The ledger's tests start a PostgreSQL of their own; one test of batches runs Apache Spark, which needs Java.
server:
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null \
	  || $(DEBIAN) postgresql; } >/dev/null 2>&1 || echo "no PostgreSQL here: the tests that need one are skipped"
	@command -v java >/dev/null \
	  || $(DEBIAN) default-jre-headless; } >/dev/null 2>&1 || echo "no Java here: the test of Apache Spark is skipped"

# The page's tests open it in Debian's Chromium.
browser:
	@command -v chromium >/dev/null \
	  || $(DEBIAN) chromium; } >/dev/null 2>&1 || echo "no Chromium here: the tests that need one are skipped"

gate: $(STAMP)
	$(BIN)/python -m evaluation.gate

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[bench]' || echo "bench: without other tools"
	$(BIN)/python -m evaluation.bench

# Some pages of docs/ are generated; the tests say when they are stale.
docs: $(STAMP)
	$(BIN)/python docs/generate.py

clean:
	rm -rf demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
