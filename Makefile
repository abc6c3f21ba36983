# The portal's commands. `make` alone lists them. Paths are relative throughout, so the tree may lie in a folder with
# any name.
PYTHON ?=
BENCH ?=
FILE ?=
FORCE ?=
export PYTHON BENCH FILE FORCE

# Compiled modules are kept beside their sources, also where the machine says otherwise: the demo starts six
# processes, and each would compile everything again.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPYCACHEPREFIX
# The tree's own modules and settings, whatever the caller's shell has set.
unexport PYTHONPATH
unexport PYTHONHOME
unexport VIRTUAL_ENV
unexport DJANGO_SETTINGS_MODULE
export PYTHONUNBUFFERED = 1
export PYTHONUTF8 = 1

PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help install demo demo-reset test bench backup restore lock format messages clean
.NOTPARALLEL:

help:
	@echo 'make demo         the portal on this machine, with invented associations (Ctrl-C ends it)'
	@echo 'make demo-reset   the same, but the demo starts afresh'
	@echo 'make test         all checks and tests'
	@echo 'make bench        measurements; BENCH=name runs one'
	@echo 'make backup       database and files into one archive; FILE=name.tar'
	@echo 'make restore      puts an archive back; FILE=name.tar, FORCE=1 replaces what is there'
	@echo 'make format       formats code and templates'
	@echo 'make messages     gathers the texts to translate into locale/'
	@echo 'make lock         writes the lock anew from pyproject.toml'
	@echo 'make clean        removes what the commands made, but keeps the demo'\''s data'

install:
	@sh requirements/install.sh

demo: install
	@$(PY) -m portal.ops.demo

demo-reset: install
	@$(PY) -m portal.ops.demo --reset

test: install
	@$(PY) -m portal.ops.check

bench: install
	@$(PY) -m bench $(BENCH)

backup: install
	@$(PY) -m portal.ops.backup

restore: install
	@$(PY) -m portal.ops.restore

format: install
	@$(PY) -m portal.ops.check --format

messages: install
	@$(PY) -m portal.ops.messages update

lock: install
	@sh requirements/lock.sh

clean:
	@find . -path ./.run -prune -o -path ./.venv -prune -o -type d -name __pycache__ -prune -exec rm -rf {} +
	@find locale -name '*.mo' -exec rm -f {} +
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache staticfiles
