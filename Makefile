# What one does with a checkout. Each target does its own set-up: an environment in .venv, made once and made again
# when setup.cfg changes, and the system libraries for PDF where they may be installed (CXGOV_INSTALL=no: never).

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

BIN := .venv/bin
# Stamps carry the place of the checkout: a copy of the folder makes its own environment.
PLACE := $(shell pwd -P | cksum | cut -d' ' -f1)
ready = .venv/ready-$(1)-$(PLACE)
NEED := scripts/system-libraries.sh
# How many processes run the tests.
JOBS ?= auto
# Further arguments for pytest: make test ARGS='-k wheel'
ARGS ?=
# Python reads Homebrew's libraries only when told where they are.
ifeq ($(shell uname -s),Darwin)
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib
endif

.venv/ready-%-$(PLACE): setup.cfg pyproject.toml scripts/environment.sh
	@scripts/environment.sh $*
	@touch $@
.PRECIOUS: .venv/ready-%-$(PLACE)

.PHONY: demo
demo: $(call ready,core) ## write the full report of an example organisation and say where it is
	@$(NEED) pdf || true
	@$(BIN)/cxgov demo
	@echo "(cxgov is $(BIN)/cxgov here)"

.PHONY: test
test: $(call ready,test) ## run the tests, all but those in a browser, with a server or of printed handouts
	@$(NEED) pdf || true
	@$(NEED) tools || true
	@$(BIN)/python -m pytest -n $(JOBS) -m 'not browser and not engine and not handout' $(ARGS)

.PHONY: browser-test
browser-test: $(call ready,browser) ## look at the HTML report in a real browser
	@$(NEED) browser || true
	@$(BIN)/python -m pytest -n 0 -m browser $(ARGS)

.PHONY: handout-test
handout-test: $(call ready,test) ## print every piece of the workshop set and measure it; exercises over a thousand seeds
	@$(NEED) pdf || true
	@$(NEED) tools || true
	@$(BIN)/python -m pytest -n $(JOBS) -m handout $(ARGS)

.PHONY: test-engines
test-engines: $(call ready,engines) ## measure tables in a PostgreSQL and a Spark of the tests' own
	@$(NEED) postgresql || true
	@$(NEED) java || true
	@$(BIN)/python -m pytest -n 0 -m engine $(ARGS)

.PHONY: wheel-test
wheel-test: $(call ready,dev) ## build the wheel, install it into a clean environment, run the tests against it
	@$(NEED) pdf || true
	@$(NEED) tools || true
	@JOBS=$(JOBS) $(BIN)/python scripts/wheel_test.py $(ARGS)

.PHONY: lint
lint: $(call ready,dev) ## style, banned calls, catalogues up to date
	@$(BIN)/ruff check .
	@$(BIN)/python scripts/messages.py --check

.PHONY: types
types: $(call ready,dev) ## mypy, strict
	@$(BIN)/mypy

.PHONY: contracts
contracts: $(call ready,dev) ## who may import whom
	@$(BIN)/lint-imports --no-logo

.PHONY: coverage
coverage: $(call ready,dev) ## the tests, and the lines that none of them reaches
	@$(BIN)/coverage run -m pytest -n 0 -m 'not browser and not engine and not handout' $(ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

.PHONY: bench
bench: $(call ready,bench) ## speed, as ratios to the libraries underneath
	@$(NEED) pdf || true
	@$(BIN)/python benchmarks/run.py $(ARGS)

.PHONY: messages
messages: $(call ready,dev) ## collect the texts of the program into cxgov/locale/*.po and compile them
	@$(BIN)/python scripts/messages.py

.PHONY: pictures docs
pictures docs: $(call ready,core) ## draw the pictures of the README again
	@$(NEED) pdf || true
	@$(NEED) tools || true
	@$(BIN)/python scripts/pictures.py

.PHONY: clean
clean: ## remove the environment and everything generated
	@rm -rf .venv build dist *.egg-info cxgov-demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage*

.PHONY: help
help: ## this list
	@grep -hE '^[a-z][a-z -]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+)[^#]*## /\1\t/' | expand -t 16
