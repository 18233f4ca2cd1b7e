# The one runner. `make` alone lists what it does.
PYTHON3 ?= python3
PYTHON := .venv/bin/python
.DEFAULT_GOAL := list
.PHONY: list run demo test fast check deep coverage bench screens lock package clean

list: ## this list
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## sets up; opens the window on a sample company with the intake listening, or does the tour without a display
	@$(PYTHON3) tools/set_up.py window
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" != Linux ]; then $(PYTHON) app.py --demo; else \
	  echo "there is no display: doing the same main job offscreen, into out/tour"; \
	  $(PYTHON) app.py tour --out out/tour; fi

demo: ## the window on a fresh sample company
	@$(PYTHON3) tools/set_up.py window
	@$(PYTHON) app.py --demo

test: ## sets up; every test but the deep ones, on SQLite and PostgreSQL, with a real browser and printers
	@$(PYTHON3) tools/set_up.py tests
	@$(PYTHON) -m pytest

fast: ## the quick tests on SQLite alone, under a minute
	@$(PYTHON3) tools/set_up.py tests
	@$(PYTHON) -m pytest -m "not deep and not slow and not journey" -k "not postgres"

check: ## ruff, mypy, bandit, the arrows between floors, `db check` on both databases, translations complete
	@$(PYTHON3) tools/set_up.py tests
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports
	@$(PYTHON) -m bandit --quiet --configfile pyproject.toml --severity-level medium --recursive crm_desktop db ui app.py
	@$(PYTHON) -m tools.translations check
	@$(PYTHON) -m tests.check_databases

deep: ## long properties, fuzz and soak
	@$(PYTHON3) tools/set_up.py tests
	@$(PYTHON) -m pytest -m deep --timeout 1800

coverage: export COVERAGE_FILE = $(CURDIR)/out/coverage/data
coverage: ## the same tests as `make test`, and how much of crm_desktop and db they run; line by line in out/coverage
	@$(PYTHON3) tools/set_up.py tests
	@rm -rf out/coverage && mkdir -p out/coverage
	@$(PYTHON) -m coverage run -m pytest
	@$(PYTHON) -m coverage combine --quiet
	@$(PYTHON) -m coverage html --quiet
	@$(PYTHON) -m coverage report

bench: ## speed beside floors measured in the same run, into docs/bench.md
	@$(PYTHON3) tools/set_up.py tests
	@$(PYTHON) -m bench

screens: ## pictures of every page in both languages and themes, at both sizes and scales, into docs/screens
	@$(PYTHON3) tools/set_up.py window
	@$(PYTHON) -m tools.screens

lock: ## requirements.lock anew from pyproject.toml, with hashes and without the name of an index
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	@$(PYTHON) -m uv pip compile pyproject.toml --group dev --universal --generate-hashes \
	  --no-emit-index-url --no-header --quiet --output-file requirements.lock

package: ## the one-folder program, into dist/; started there as a stranger would, through the main job
	@$(PYTHON3) tools/set_up.py window
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check "pyinstaller>=6.16,<7"
	@$(PYTHON) -m tools.package

clean: ## what was made and can be made again
	rm -rf .venv out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -name __pycache__ -prune -exec rm -rf {} +
