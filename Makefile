# Every target sets up whatever this machine lacks first; a second run reuses it.
PYTHON ?= python3
# Another library than our own, and another place for the site.
FRAMEWORKS ?= frameworks
SITE ?= site

READY := @$(PYTHON) motionbook/bootstrap.py
RUN := .venv/bin/motionbook
export NO_MKDOCS_2_WARNING := 1

.PHONY: help serve test test-browsers build check bench new setup lock audit sbom backtest clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

serve: ## build the site and serve it at http://127.0.0.1:8000 with live reload
	$(READY)
	@$(RUN) serve --frameworks "$(FRAMEWORKS)"

build: ## static site in site/ (SITE=dir for another place, FRAMEWORKS=dir for another library)
	$(READY)
	@$(RUN) build --frameworks "$(FRAMEWORKS)" --site "$(SITE)" $(if $(STRICT),--strict)

check: ## lint the library without building the site
	$(READY)
	@$(RUN) check --frameworks "$(FRAMEWORKS)" $(if $(STRICT),--strict) $(if $(FORMAT),--format $(FORMAT))

test: ## every check: lint, types, unit, property, golden, site, browser
	@$(PYTHON) motionbook/bootstrap.py --tests
	@.venv/bin/python -m motionbook.checks

test-browsers: ## Firefox and WebKit on the built site, and what takes minutes in Chromium
	@$(PYTHON) motionbook/bootstrap.py --tests --engines
	@.venv/bin/python -m pytest -n0 -m engines $(PYTEST)

bench: ## the benchmarks, each a ratio measured in one run
	@$(PYTHON) motionbook/bootstrap.py --tests
	@.venv/bin/python -m bench

backtest: ## how often the selector is right on the labelled companies
	@$(PYTHON) motionbook/bootstrap.py --tests
	@.venv/bin/motionbook backtest $(if $(WRITE),--write)

new: ## scaffold a document: make new DOC=growth/my-framework
	$(READY)
	@$(RUN) new "$(DOC)" --frameworks "$(FRAMEWORKS)"

setup: ## what serve and test set up, alone
	@$(PYTHON) motionbook/bootstrap.py --tests

lock: ## lock the dependencies again, with hashes and without addresses
	@$(PYTHON) motionbook/bootstrap.py --tests
	@for name in requirements requirements-node requirements-dev requirements-audit bench/others; do \
	  .venv/bin/uv pip compile --quiet --upgrade --python-version 3.13 --universal --generate-hashes \
	    --no-emit-index-url --custom-compile-command "make lock" $$name.in \
	    $$([ $$name = requirements ] && echo requirements-build.in) --output-file $$name.txt; done
	@npm install --package-lock-only

audit: ## known faults of the locked packages
	@$(PYTHON) motionbook/bootstrap.py --audit
	@.venv/bin/python -m motionbook.audit

sbom: ## what the site and its build are made of, as CycloneDX in artefacts/
	@$(PYTHON) motionbook/bootstrap.py --audit
	@.venv/bin/python -m motionbook.audit --sbom artefacts

clean: ## remove everything that was set up or built
	rm -rf .venv .cache node_modules site artefacts
