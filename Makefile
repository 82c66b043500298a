# Two commands: `make run` and `make test`. Everything else is for those who work on it.
PYTHON ?= $(firstword $(shell command -v python3 python3.13 python3.12 python3.11 2>/dev/null) python3)
BOOTSTRAP = $(PYTHON) tradetracker/launch/bootstrap.py
VENV = .venv/bin/python

# What production has, so that the deployment check sees what it would see there.
LINT_ENV = DATABASE_URL=postgres://lint@127.0.0.1:9/lint REDIS_URL=redis://127.0.0.1:9/0 \
	SECRET_KEY=only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEF \
	ALLOWED_HOSTS=tracker.example HTTPS=True DEBUG=False

.PHONY: run test setup lint format manage demo seed-scale bench bench-scale screenshots lock clean
.DEFAULT_GOAL := run

run: ## start everything on this machine; Ctrl-C stops it
	@$(BOOTSTRAP) run

test: ## the whole suite, or some of it: make test ARGS="tests/test_dates.py -k chinese"
	@$(BOOTSTRAP) test $(ARGS)

setup: ## only .venv and its packages
	@$(BOOTSTRAP) setup

lint: setup ## style, types, import contracts, migrations, deployment
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(LINT_ENV) $(VENV) -m mypy
	$(VENV) -c "from importlinter.cli import lint_imports_command; lint_imports_command()"
	$(LINT_ENV) $(VENV) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(LINT_ENV) $(VENV) manage.py check --deploy --fail-level WARNING

format: setup ## put the code into the one style
	$(VENV) -m ruff check --fix .
	$(VENV) -m ruff format .

manage: ## one command of Django: make manage ARGS="createeditor NAME"
	@$(BOOTSTRAP) manage $(ARGS)

demo: ## a folder of statements through the whole pipeline: make demo DOCS=folder
	@$(BOOTSTRAP) demo "$(DOCS)"

seed-scale: ## a synthetic tracker in a data folder of its own: make seed-scale DOCS=10000
	@TRADETRACKER_HOME=$${TRADETRACKER_HOME:-.tradetracker-scale} $(BOOTSTRAP) manage seedscale --documents $(or $(DOCS),1000000)

bench: setup ## measure ingestion and pages and write docs/performance.md: make bench SHARED=../shared/bench
	$(VENV) -m benchmarks.ingest --feeds 500 --rounds 2 $(if $(SHARED),--shared $(SHARED))
	$(VENV) -m benchmarks.ingest --pages --rounds 2 $(if $(SHARED),--shared $(SHARED))
	$(VENV) -m benchmarks.pages

bench-scale: setup ## the same questions asked of a million documents; make seed-scale comes first
	$(VENV) -m benchmarks.growth --large-home $${TRADETRACKER_HOME:-.tradetracker-scale}
	$(VENV) -m benchmarks.pages --documents 1000000 --part pages-scale \
		--large-home $${TRADETRACKER_HOME:-.tradetracker-scale}

screenshots: setup ## the pictures of the documentation, from the running site with the demo in it
	$(VENV) tests/screenshots.py --docs http://127.0.0.1:$${TRADETRACKER_WEB_PORT:-8000} docs/screenshots

lock: setup ## write the lock files anew from pyproject.toml
	@$(VENV) -c "import uv" 2>/dev/null || $(VENV) -m pip install --quiet uv
	$(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		--all-extras pyproject.toml --output-file requirements.lock
	$(VENV) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
		--constraints requirements.lock pyproject.toml --output-file requirements-prod.lock

clean: ## delete what can be made again; DATA=yes deletes the data too
	@$(BOOTSTRAP) clean $(if $(DATA),--data)
