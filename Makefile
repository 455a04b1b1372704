# Each command sets up what it needs by itself; `python3 -m publishing …` does the same without make.
PYTHON ?= python3
RUN = .venv/bin/python
# `KIND=story` as `--kind 'story'`, nothing when it was not given.
told = $(if $($(1)),--$(subst _,-,$(shell echo $(1) | tr A-Z a-z)) '$(subst ','\'',$($(1)))')

# What `make help` says of each stands in publishing/words/typed.json.
TARGETS = help site serve edit new check fix translations withdraw release links publish test bench hostile mutate measure lock clean
.PHONY: $(TARGETS)

help:
	@$(PYTHON) -m publishing.desk.command_line $(TARGETS)

site:
	@$(PYTHON) -m publishing site

serve:
	@$(PYTHON) -m publishing serve

edit:
	@$(PYTHON) -m publishing edit

new:
	@$(PYTHON) -m publishing new $(foreach option,KIND TITLE TITLE_EN NAME,$(call told,$(option)))

check:
	@$(PYTHON) -m publishing check

fix:
	@$(PYTHON) -m publishing check --fix

translations:
	@$(PYTHON) -m publishing translations

release:
	@$(PYTHON) -m publishing release $(REPORT)

links:
	@$(PYTHON) -m publishing links

publish:
	@$(PYTHON) -m publishing publish $(TO)

withdraw:
	@$(PYTHON) -m publishing withdraw $(STORY)

test:
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(PYTHON) -m publishing site
	@$(RUN) -m pytest

bench:
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.bench

hostile:
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.hostile_input
	@$(RUN) -m tests.right_text 100
	@$(RUN) -m tests.test_broken_off

mutate:
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.mutate

measure:
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.every_page
	@$(RUN) -m tests.many
	@$(RUN) -m tests.measure

lock:
	@$(PYTHON) -m publishing setup --tests
	@for name in requirements requirements-editor requirements-seal requirements-test; do \
		$(RUN) -m uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --no-header --no-emit-index-url \
			-o $$name.lock $$name.txt || exit 1; \
	done

clean:
	rm -rf build site
