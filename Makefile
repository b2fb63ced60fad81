# The commands anyone needs. `make help` lists them.
PYTHON := .venv/bin/python
SKIP := --ignore='.venv*' --ignore=node_modules --ignore='var/*' --ignore='tests/*'
COLLECT := $(PYTHON) manage.py makemessages -l de --no-location --no-wrap -v 0 $(SKIP)

.DEFAULT_GOAL := help
.PHONY: help run setup test test-browser lint messages lock bench

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: ## start the town: http://localhost:8000 (PORT=… for another port)
	@python3 scripts/dev.py run

setup: ## install all that development needs
	@python3 scripts/dev.py setup-dev

test: setup ## all tests that need no server and no browser
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q $(PYTEST)

test-browser: setup ## journeys in headless Chromium, and every kind of page with axe
	$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -q tests/browser -m browser

lint: setup ## style, catalogue, migrations, deployment check
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m djlint --check --lint home participation intranet knowledge training
	$(PYTHON) scripts/check_project.py

messages: ## collect texts into the German catalogue (needs gettext) and compile it
	$(COLLECT)
	$(COLLECT) -d djangojs
	for po in locale/de/LC_MESSAGES/*.po; do msgattrib --no-obsolete --no-wrap -o $$po $$po; done
	$(PYTHON) scripts/compile_messages.py

lock: ## write the lock files anew (needs uv)
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt
	uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt

bench: setup ## measure the pages beside a plain Django view
	$(PYTHON) scripts/bench.py
