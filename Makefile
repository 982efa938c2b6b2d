# `make` alone lists the verbs.

PYTHON ?= python3

BIN := .venv/bin
QUIET := --disable-pip-version-check --no-input -qq
PIP := $(BIN)/python -m pip $(QUIET)
PYTEST := $(BIN)/python -m pytest -q
# Two at a time; whoever has nothing left takes over from the other, who may be waiting for a browser.
PARALLEL := -n 2 --dist worksteal

# Stamps: what stands in .venv, made again only when the file it was made from changes.
RUN := .venv/.run
TRAVAUX := .venv/.travaux
DEV := .venv/.dev
BENCH := .venv/bench/.made

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo serve test check format golden pictures bench soak messages lock clean

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(TRAVAUX) ## compile the example negotiation into demo/, record it, and serve it here until interrupted
	@$(BIN)/travaux demo demo
	@echo
	@if [ -t 1 ]; then $(BIN)/travaux serve demo/meridian.travaux; \
	else $(BIN)/travaux serve demo/meridian.travaux --port 0 --once; fi

serve: $(TRAVAUX) ## serve the record RECORD=NAME.travaux here until interrupted
	@$(BIN)/travaux serve $(RECORD)

test: debian $(DEV) lint ## install what the tests need, then run every check and every test
	@$(PYTEST) $(PARALLEL)

check: $(DEV) lint ## lint, types and the order of the folders: the quick check before a commit
	@$(PYTEST) tests/test_layers.py

format: $(DEV) ## lay out the code as ruff does
	@$(BIN)/ruff format --quiet

pictures: $(DEV) ## draw the pictures of the documentation from the demo
	@$(BIN)/python tools/pictures.py >/dev/null

golden: $(DEV) ## rewrite the expected outputs; read their diff as you read code
	@$(PYTEST) $(PARALLEL) --golden
	@git --no-pager diff --stat -- '*/golden/*' docs

bench: $(BENCH) ## measure, one question after the other, peers beside
	@for question in $(sort $(patsubst bench/%.py,%,$(wildcard bench/*.py))); do .venv/bench/bin/python -m "bench.$$question" || exit; done

soak: debian $(DEV) ## what `make test` samples, in full: properties, seeds, durability, faults put into the verifier
	@HYPOTHESIS_PROFILE=soak $(PYTEST) $(PARALLEL) -m hypothesis
	@TRAVAUX_SOAK=1 $(PYTEST) $(PARALLEL) tests/record tests/store tests/simulation tests/web/test_authorisation.py \
		tests/web/browser/test_restored.py tests/web/browser/test_served_once.py tests/web/browser/test_accessibility.py
	@$(BIN)/python tools/mutants.py --least 95

messages: $(DEV) ## gather what the pages say into src/travaux/web/locale, and compile what is translated
	@cd src/travaux/web && $(CURDIR)/$(BIN)/python $(CURDIR)/tools/messages.py

lock: $(DEV) ## pin requirements/*.in into *.txt (UPGRADE=--upgrade takes the newest of everything)
	@for set in run build dev bench; do \
		CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe \
			--no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
			$(UPGRADE) --output-file requirements/$$set.txt requirements/$$set.in || exit; \
	done
	@if grep -nE '://|index-url|find-links' requirements/*.txt; then \
		echo 'make lock: the lines above name where packages were fetched from; a lock file must not' >&2; exit 1; \
	fi

clean: ## remove everything that make made
	@rm -rf .venv build demo src/travaux.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find src tests bench -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: debian lint

debian:
	@tools/debian-packages

lint: $(DEV)
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo 'make format lays out the files named above' >&2; exit 1; }
	@$(BIN)/mypy --no-error-summary

$(RUN): requirements/build.txt requirements/run.txt
	@$(PYTHON) -c 'import sys; v = sys.version_info; v >= (3, 11) or sys.exit("travaux needs Python 3.11 or newer; %s is %s.%s. Name a newer one: make PYTHON=/path/to/python3.11" % (sys.executable, v[0], v[1]))'
	@$(PYTHON) -c 'import ensurepip, venv' || { echo 'travaux needs the venv module of $(PYTHON); on Debian: apt-get install python3-venv' >&2; exit 1; }
	@echo 'making .venv'
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --require-hashes -r requirements/build.txt -r requirements/run.txt
	@touch $@

$(TRAVAUX): $(RUN) pyproject.toml requirements/run.in
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): $(TRAVAUX) requirements/dev.txt
	@echo 'installing what the tests need into .venv'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# In an environment of its own, so that no test runs beside the peers, nor the program by accident upon them.
$(BENCH): $(RUN) pyproject.toml requirements/bench.txt
	@echo 'installing what travaux is measured beside into .venv/bench'
	@$(PYTHON) -m venv --clear .venv/bench
	@.venv/bench/bin/python -m pip $(QUIET) install --require-hashes -r requirements/build.txt
	@.venv/bench/bin/python -m pip $(QUIET) install --no-build-isolation --require-hashes -r requirements/bench.txt
	@.venv/bench/bin/python -m pip $(QUIET) install --no-deps --no-build-isolation -e .
	@touch $@
