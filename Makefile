# The two commands are `make run` and `make test`; `make help` lists the others.
# Works with GNU make 3.81 (macOS) and newer.

PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
BIN := .venv/bin
PATHS := timeline tests migrations bench
CHECKS := style layout types layers
UV := $(shell command -v uv 2>/dev/null || echo $(BIN)/uv)
COMPILE := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --all-extras --group build

.PHONY: help run test lint $(CHECKS) format lock bench clean

help:
	@echo "make run [PORT=8000] [HOST=127.0.0.1]   set up, seed and serve the chronology"
	@echo "make test [WORKERS=2]                   every check and every test"
	@echo "make lint                               the checks alone: $(CHECKS)"
	@echo "make format                             lay out the code and mend what mends itself"
	@echo "make lock [UPGRADE=--upgrade]           write config/requirements/*.txt anew (needs uv)"
	@echo "make bench                              print the figures of every bench"
	@echo "make clean                              remove .venv, caches and builds"

run: .venv/installed-run
	@$(BIN)/timeline db upgrade
	@$(BIN)/timeline seed
	@echo "Serving the chronology at http://$(HOST):$(PORT)/ (stop with Ctrl-C)"
	@exec $(BIN)/timeline serve --host "$(HOST)" --port "$(PORT)"

# All are run whatever fails; pytest comes last, so that its summary closes the output.
test: .venv/installed-test
	@failed=; \
	for check in $(CHECKS); do $(MAKE) -s $$check || failed="$$failed $$check"; done; \
	if [ -n "$$failed" ]; then echo "NOT CLEAN:$$failed"; fi; \
	$(BIN)/pytest -n $(WORKERS) --dist loadfile && [ -z "$$failed" ]

lint: .venv/installed-test
	@failed=; \
	for check in $(CHECKS); do $(MAKE) -s $$check || failed="$$failed $$check"; done; \
	if [ -n "$$failed" ]; then echo "NOT CLEAN:$$failed"; exit 1; fi

style:
	$(BIN)/ruff check --output-format concise $(PATHS)

layout:
	$(BIN)/ruff format --check --output-format concise $(PATHS) || { echo "make format mends the layout"; exit 1; }

types:
	$(BIN)/mypy

layers:
	$(BIN)/lint-imports --no-logo

format: .venv/installed-test
	$(BIN)/ruff check --fix --exit-zero --quiet $(PATHS)
	$(BIN)/ruff format $(PATHS)

lock:
	@command -v $(UV) >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(COMPILE) $(UPGRADE) --output-file config/requirements/run.txt
	$(COMPILE) $(UPGRADE) --group test --constraint config/requirements/run.txt \
		--output-file config/requirements/test.txt

BENCHES := dates edtf names articles import_ exports documents
BENCH_FILE := build/bench-100000.sqlite

bench: .venv/installed-test
	@for name in $(BENCHES); do echo "== bench/$$name.py"; $(BIN)/python bench/$$name.py || exit 1; done
	@mkdir -p build && echo "== bench/scale.py" && $(BIN)/python bench/scale.py 100000 $(BENCH_FILE)
	@echo "== bench/exports_rate.py" && $(BIN)/python bench/exports_rate.py sqlite:///$(BENCH_FILE)
	@echo "== bench/serving.py" && $(BIN)/python bench/serving.py $(BENCH_FILE) --servers granian4 --rounds 5
	@echo "bench/pages.py measures a running site (docs/timeline.md), bench/postgresql.py a server (docs/postgresql.md)"

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache build dist
	find $(PATHS) -name __pycache__ -prune -exec rm -rf {} +

.venv/installed-%: config/requirements/%.txt pyproject.toml
	@sh config/environment.sh $*
