# truyvet: everything a newcomer needs; `make help` explains itself.
UV_VERSION := 0.13.9
UV := .uv/bin/uv
RUN := $(UV) run --frozen --no-sync

.DEFAULT_GOAL := help

EXAMPLES := 100
WORKERS := 7000
COMPANIES := 5

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-13s %s\n", $$1, $$2}'

demo: .venv/ready ## Sample workbooks, imported, and one case traced (WORKERS=7000 COMPANIES=5)
	$(RUN) truyvet demo --workers $(WORKERS) --companies $(COMPANIES); status=$$?; $(RUN) truyvet graph stop >/dev/null; exit $$status

test: .venv/ready ## Run all tests (a Neo4j is started for them)
	$(RUN) pytest -n auto --dist loadfile

FAULTS := 50

faults: .venv/ready ## Kill service, loaders and graph at random moments (FAULTS=50)
	TRUYVET_FAULTS=$(FAULTS) $(RUN) pytest tests/faults

check: .venv/ready ## Format, lint, types, layers, Dockerfile and compose file
	$(RUN) ruff format --check .
	$(RUN) ruff check .
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) hadolint Dockerfile
	$(RUN) check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(RUN) check-jsonschema --check-metaschema graph/exports/schemas/opengraph.schema.json

audit-deps: .venv/ready ## Ask whether a locked dependency has a known vulnerability; needs PyPI's JSON or OSV
	$(UV) export --frozen --no-emit-project --quiet | $(RUN) python .ci/audit_dependencies.py $(AUDIT)

format: .venv/ready ## Format the code and mend what can be mended
	$(RUN) ruff format .
	$(RUN) ruff check --fix .

.uv/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "truyvet needs Python 3.11 or newer."; exit 1; }
	python3 -m venv .uv
	.uv/bin/pip install --quiet uv==$(UV_VERSION)

.venv/ready: .uv/bin/uv pyproject.toml uv.lock
	$(UV) sync --frozen --quiet
	@touch $@

fuzz: .venv/ready ## Try every route as every role, and hostile texts everywhere (EXAMPLES=100 a route)
	TRUYVET_FUZZ=$(EXAMPLES) $(RUN) pytest tests/service/hostile

docs: .venv/ready ## Write the pages of docs that are tables of the code, and the pictures
	$(RUN) python -m docs.generate
	$(RUN) python -m docs.pictures
	$(RUN) python -m docs.tutorial

docs-pages: .venv/ready ## Take the pictures of the page in docs/pages anew: its tests do
	TRUYVET_SCREENSHOTS=docs/pages $(RUN) pytest tests/service/pages

bench: .venv/ready ## Measure import, search and traces into docs/benchmarks.md (BENCH=7000, workbooks, 269000)
	$(RUN) python -m bench $(BENCH)

bench-ranking: .venv/ready ## Compare orders of the list on simulated outbreaks, into docs/benchmarks.md
	$(RUN) python -m bench.ranking

bench-peers: .venv/ready ## The same questions to PostgreSQL, SQLite, networkx and a pairwise model (SIZES="7000 269000")
	$(RUN) python -m bench.peers $(SIZES)

bench-analyses: .venv/ready ## Measure the analyses on 500 cases among 269,000 workers, into docs/benchmarks.md
	$(RUN) python -m bench.analyses

bench-backup: .venv/ready ## Measure backup and restore of 269,000 workers, into docs/benchmarks.md
	$(RUN) python -m bench.backup

bench-scope: .venv/ready ## Measure what it costs that a firm sees its own alone, into docs/benchmarks.md
	$(RUN) python -m bench.scope

bench-serving: .venv/ready ## Measure what the log costs, and fifty analysts at once, into docs/benchmarks.md
	$(RUN) python -m bench.serving

bench-pages: .venv/ready ## Measure the page in a headless browser at 269,000 workers, into docs/benchmarks.md
	$(RUN) python -m bench.pages

.PHONY: help demo bench-pages fuzz audit-deps bench bench-backup bench-scope bench-serving bench-peers bench-ranking bench-analyses docs docs-pages test faults check format
