# Each command sets up what it needs by itself; `python3 -m publishing …` does the same without make.
PYTHON ?= python3
RUN = .venv/bin/python
# `KIND=story` as `--kind 'story'`, nothing when it was not given.
told = $(if $($(1)),--$(subst _,-,$(shell echo $(1) | tr A-Z a-z)) '$(subst ','\'',$($(1)))')

.PHONY: help site serve edit new check fix translations withdraw release links publish test bench mutate measure lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

site: ## the whole website with the PDF reports in site/
	@$(PYTHON) -m publishing site

serve: ## live preview of both languages on this machine
	@$(PYTHON) -m publishing serve

edit: ## the texts in forms, in the browser on this machine
	@$(PYTHON) -m publishing edit

new: ## start a page: make new, or make new KIND=story TITLE="Een plek" TITLE_EN="A place"
	@$(PYTHON) -m publishing new $(foreach option,KIND TITLE TITLE_EN NAME,$(call told,$(option)))

check: ## check the sources: file, line, what and how to mend
	@$(PYTHON) -m publishing check

fix: ## mend what has one right mend (spaces, lists, names of headings), then check
	@$(PYTHON) -m publishing check --fix

translations: ## which translations are not in step with the Dutch
	@$(PYTHON) -m publishing translations

release: ## freeze an edition for ever: make release REPORT=samenwerken
	@$(PYTHON) -m publishing release $(REPORT)

links: ## ask other sites whether what we link to is still there
	@$(PYTHON) -m publishing links

publish: ## copy the site to a web server: make publish TO=user@host:/srv/site
	@$(PYTHON) -m publishing publish $(TO)

withdraw: ## take a story away everywhere: make withdraw STORY=verhalen/name
	@$(PYTHON) -m publishing withdraw $(STORY)

test: ## style, types and all tests, on the real outputs
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy
	@$(PYTHON) -m publishing site
	@$(RUN) -m pytest

bench: ## speed as ratios: reports against bare WeasyPrint, site against stock Material
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.bench

mutate: ## break the program on purpose in many places, and list what the tests do not notice
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.mutate

measure: ## the site that make site made: barriers on every page, Lighthouse on a page of each kind
	@$(PYTHON) -m publishing setup --tests
	@$(RUN) -m tests.every_page
	@$(RUN) -m tests.measure

lock: ## pin all packages with hashes again after a change of requirements*.txt
	@$(PYTHON) -m publishing setup --tests
	@for name in requirements requirements-editor requirements-test; do \
		$(RUN) -m uv pip compile --quiet --universal --python-version 3.11.2 --generate-hashes --no-header --no-emit-index-url \
			-o $$name.lock $$name.txt || exit 1; \
	done

clean: ## remove what was built (not what was installed)
	rm -rf build site
