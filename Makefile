# Two commands matter: `make run` to see it, `make test` before a change goes out. The work is in scripts/.
MAKEFLAGS += --no-print-directory --no-builtin-rules
.DEFAULT_GOAL := help
.PHONY: help setup build run test bench fuzz soak format clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## bring what is missing: Debian packages, Node.js, the web app's packages
	@scripts/setup

build: setup ## release build, web app inside: build/jiati
	@scripts/build

run: build ## build, then serve the eight cases on http://localhost:8080 (LISTEN=, STORE= to change)
	@LISTEN='$(LISTEN)' STORE='$(STORE)' scripts/run

test: setup ## everything CI runs; one layer alone: LAYERS="checks web program replay browser fuzz tidy"
	@scripts/test $(LAYERS)

bench: build ## measure the figures of docs/performance.md
	@scripts/bench

fuzz: setup ## feed every reader with anything; FUZZ_SECONDS= for each (600), FUZZ_TARGETS= to choose
	@FUZZ_TARGETS='$(or $(FUZZ_TARGETS),all)' FUZZ_SECONDS='$(or $(FUZZ_SECONDS),600)' scripts/test fuzz

soak: setup ## long runs: whole-tree tidy, threads, fuzzing, kills
	@scripts/soak

format: ## put C++ and web code into the common form
	@scripts/format

clean: ## remove what was built; data/ and .toolchain/ stay
	rm -rf build web/dist web/test-results web/playwright-report
