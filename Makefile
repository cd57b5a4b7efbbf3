# Two commands do everything on a fresh Debian-like machine: `make demo` and `make test`.
PORT ?= 8080
SOAK_MINUTES ?= 30
PYTHON ?= python3
VENV := .venv/bin
LOCALE := saleor_personal_shopper/locale
STATIC := saleor_personal_shopper/dashboard/static
WIDGET := $(STATIC)/personal_shopper/widget

.PHONY: demo test wheel setup check lint bench performance soak screenshots features schema saleor-client browsers clean

demo: setup  ## run the whole product on embedded parts until Ctrl-C
	@exec $(VENV)/personal-shopper demo --port $(PORT)

test: setup browsers check  ## every check and every test
	$(VENV)/python -m pytest

setup: .venv/installed $(WIDGET)/.vite/manifest.json .venv/catalogues .venv/compiled

check: .venv/installed storefront_widget/node_modules/.installed  ## all static checks
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	cd storefront_widget && npm run --silent verify

lint: .venv/installed  ## mend the style
	$(VENV)/ruff check --fix .
	$(VENV)/ruff format .

bench: setup  ## what it costs on this machine, beside a baseline, as JSON lines
	@$(VENV)/personal-shopper bench --json

performance: setup  ## the figures in docs/performance.md anew, in some ten minutes
	$(VENV)/personal-shopper bench --seconds 4 --write docs/performance.md

soak: setup  ## rehearsed calls, 15 minutes to warm up and SOAK_MINUTES in which growth is measured
	@exec $(VENV)/python -m saleor_personal_shopper.bench.soak --minutes $(SOAK_MINUTES)

wheel: setup  ## a wheel with everything built, in dist/
	@trap 'find $(STATIC)/dashboard -name "*.gz" -delete' EXIT; \
	$(VENV)/python -m whitenoise.compress --quiet $(STATIC)/dashboard && \
	$(VENV)/python -m hatchling build -t wheel

screenshots: setup browsers  ## pictures of every page for the docs
	$(VENV)/python -m tests.e2e.screenshots

features: .venv/installed  ## docs/features.md anew, from the markers in the tests
	$(VENV)/python -m tests.features

schema: .venv/installed  ## the printed GraphQL schema anew
	DJANGO_SETTINGS_MODULE=tests.mypy_settings $(VENV)/python -m saleor_personal_shopper.graphql.print_schema

saleor-client: .venv/installed  ## the typed client anew, from SCHEMA=path/to/a/full/saleor.graphql
	$(VENV)/python -m saleor_personal_shopper.saleor.codegen.trim_schema $(SCHEMA)
	$(VENV)/python -m saleor_personal_shopper.saleor.codegen.generate

# Chromium on PATH, else playwright's own, else Debian's.
browsers: .venv/installed
	@tools/browser.sh

.venv/installed: requirements-dev.lock pyproject.toml
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	$(VENV)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(VENV)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

storefront_widget/node_modules/.installed: storefront_widget/package-lock.json
	cd storefront_widget && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

WIDGET_SOURCES := $(shell find storefront_widget/src -type f 2>/dev/null) storefront_widget/package.json
$(WIDGET)/.vite/manifest.json: storefront_widget/node_modules/.installed $(WIDGET_SOURCES)
	cd storefront_widget && npm run --silent build

.venv/catalogues: .venv/installed $(shell find saleor_personal_shopper -name '*.po' 2>/dev/null)
	test ! -d $(LOCALE) || $(VENV)/pybabel --quiet compile --domain django --directory $(LOCALE)
	@touch $@

# Where there is no C compiler, it says so, and all works without.
.venv/compiled: .venv/installed $(wildcard saleor_personal_shopper/media/*.py)
	$(VENV)/personal-shopper compile
	@touch $@

clean:
	rm -rf .venv .demo saleor_personal_shopper/media/_compiled storefront_widget/node_modules $(WIDGET)
