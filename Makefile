# Everything starts here; what the commands do is in tools/bootstrap.py. `make run` needs Python 3.11 or newer.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
DEMO ?=
ARGS ?=

.DEFAULT_GOAL := run
.PHONY: run setup test lint format bench check

run:  ## install what is missing, start everything, print the address (DEMO=1, PORT=, HOST=)
	@$(PYTHON) tools/bootstrap.py run --host=$(HOST) --port=$(PORT) $(if $(DEMO),--demo)

setup:  ## install only: the command is .venv/bin/jingjin afterwards
	@$(PYTHON) tools/bootstrap.py setup

test:  ## all tests (ARGS="path -k word" for some)
	@$(PYTHON) tools/bootstrap.py test $(ARGS)

lint:  ## format, lint, types, import contracts; changes nothing
	@$(PYTHON) tools/bootstrap.py lint

format:  ## format the code
	@$(PYTHON) tools/bootstrap.py format

bench:  ## measure pages and print the figures
	@$(PYTHON) tools/bootstrap.py bench

check:  ## what CI runs
	@.ci/run
