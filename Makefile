# make demo   builds the graph of data/documents and shows what can be done with it
# make test   lint, types, tests
#
# Both set up what they need in .venv, on a machine with Python 3.11 or newer, git and make. Another Python: make demo PYTHON=python3.13

PYTHON ?= python3
VENV ?= .venv
BIN ?= $(VENV)/bin
DEMO ?= .demo
PIP = $(VENV)/bin/python -m pip --disable-pip-version-check

.PHONY: demo test clean help
help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

demo: $(VENV)/.ready
	@$(BIN)/comity build data/documents -o $(DEMO)/graph
	@printf '\n=== Which pairs do the documents speak of most? ===\n$$ comity query dyads -p limit=8\n\n'
	@$(BIN)/comity query dyads -p limit=8 -g $(DEMO)/graph
	@printf '\n=== In what do Russia and North Korea cooperate? ===\n$$ comity query cooperation -p a=Russia -p b="North Korea"\n\n'
	@$(BIN)/comity query cooperation -p a=Russia -p b="North Korea" -g $(DEMO)/graph
	@printf '\n=== What is only proposed or possible, and nowhere stated as so? ===\n$$ comity query unrealized -p limit=8\n\n'
	@$(BIN)/comity query unrealized -p limit=8 -g $(DEMO)/graph
	@$(BIN)/comity view -g $(DEMO)/graph -o $(DEMO)/network.html
	@$(BIN)/comity export -g $(DEMO)/graph -o $(DEMO)/network.graphml
	@printf '\nThe graph:                 %s\n' '$(DEMO)/graph'
	@printf 'The network, for a browser: %s\n' '$(DEMO)/network.html'
	@printf 'The network, for Gephi, yEd, Cytoscape, igraph: %s\n' '$(DEMO)/network.graphml'
	@printf 'Go on with:                . %s/bin/activate && export COMITY_GRAPH=%s/graph && comity queries\n' '$(VENV)' '$(DEMO)'

test: $(VENV)/.ready-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "comity needs Python 3.11 or newer; name one: make PYTHON=python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || \
	  { echo "the Python module venv is missing or incomplete; on Debian: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.ready: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -q -e .
	@touch $@

$(VENV)/.ready-test: pyproject.toml | $(VENV)/bin/python
	$(PIP) install -q -e '.[test]'
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(DEMO) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
