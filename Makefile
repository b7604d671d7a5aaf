# A thin front on CMake (CMakePresets.json) and the programs of tools, tests
# and bench. The public corpora that some tests and benchmarks read stand in
# CLEW_DATA (docs/data.md); without them those tests are skipped.
CLEW_DATA ?= ../shared
PREFIX ?= /usr/local
DESTDIR ?=
FUZZ_SECONDS ?= 10

export CLEW_DATA := $(abspath $(CLEW_DATA))
PYTHON := /usr/bin/python3

# Set-up comes before building, and two builds never share the cores.
.NOTPARALLEL:
.PHONY: help demo build test test-all bench bench-peers train corpus-check install format clean \
    setup-build setup-test setup-test-all setup-bench \
    preset-release preset-debug preset-clang preset-coverage preset-fuzz

help:
	@echo 'make demo      set up, build, and tell the story of examples/'
	@echo 'make build     set up and build build/clew'
	@echo 'make test      set up, build, and run the tests'
	@echo 'make test-all  the same, and clang, coverage, a browser, fuzzing'
	@echo 'make bench     speed and quality, as tables'
	@echo 'make bench-peers  beside other programs, which it installs'
	@echo 'make train     count and train what stands in model/'
	@echo 'make train-folds  models for measuring on GUM news'
	@echo 'make corpus-check  check and count train/corpus'
	@echo 'make install   into $$DESTDIR$$PREFIX (PREFIX=$(PREFIX))'
	@echo 'make format    lay out the C as .clang-format says'
	@echo 'make clean     remove what was built'
	@echo 'CLEW_DATA=DIR  the public corpora (now $(CLEW_DATA))'

demo: build
	@sh tools/demo.sh build/clew

build: preset-release

test: setup-test preset-release preset-debug
	@$(PYTHON) tests/run

test-all: setup-test-all preset-release preset-debug preset-clang \
    preset-coverage preset-fuzz
	@$(PYTHON) tests/run --all --fuzz-seconds $(FUZZ_SECONDS)

bench: setup-bench preset-release
	@$(PYTHON) bench/run

# Peers are installed below bench/peers/.installed (bench/peers/README.md).
bench-peers: setup-bench preset-release
	@$(PYTHON) bench/peers/run.py build

# What stands in model/ is made again, the same bytes each time; the data are
# not part of the project. Each program puts its sections into the model.
OPEN_TEXT = $(CLEW_DATA)/data/open-text
PAGES = $(CLEW_DATA)/data/pages/dev
TREEBANKS = $(CLEW_DATA)/data/treebanks
PLAIN_TEXT = $(addprefix $(OPEN_TEXT)/,current-events-1.jsonl.gz \
    current-events-2.jsonl.gz digitalgov.jsonl.gz slate-1.jsonl.gz \
    slate-2.jsonl.gz state-union.jsonl.gz)
SENATE = $(addprefix $(OPEN_TEXT)/,senate-1.jsonl.gz senate-2.jsonl.gz \
    senate-3.jsonl.gz)
TREES = $(addprefix $(TREEBANKS)/ewt/en_ewt-,train.conllu dev.conllu) \
    $(sort $(wildcard $(TREEBANKS)/gum/conllu/*.conllu))
NAME_SETS = $(CLEW_DATA)/data/names
NEWS = $(sort $(wildcard train/corpus/*.news))
NAMES = $(addprefix $(NAME_SETS)/,gum-open.conll=PLO meantime.conll=PLO \
    uner-ewt-dev.conll=PLO wikigold.conll btc.conll=PLO wnut17-train.conll) \
    $(NEWS)
ISO_CODES = /usr/share/iso-codes/json
ZONES = /usr/share/zoneinfo/zone1970.tab
train: preset-release
	@cmake --build --preset release --target train_programs
	@for variant in blocks joined wrapped; do \
	    $(PYTHON) $(CLEW_DATA)/tools/flatten_pages.py $(PAGES) \
	        build/flat-$$variant --variant $$variant; done
	{ printf '# Block scorer, see src/clean/score.h; made by %s\n%s\n' \
	    'train/train_body.c, sources and' '# licences in model/README.md.'; \
	build/train/train_body page $(PAGES)/gold.jsonl $(PAGES) && \
	build/train/train_body flat $(PAGES)/gold.jsonl build/flat-blocks \
	    build/flat-joined build/flat-wrapped; } > build/body.tsv
	@mv build/body.tsv model/body.tsv
	build/train/count_background $(PLAIN_TEXT) $(SENATE:=:3) \
	    > build/background.tsv
	build/train/count_clusters - build/train/clusters.bin \
	    $(PLAIN_TEXT) $(SENATE:=:4)
	build/train/count_gazette build/train/clusters.bin \
	    build/train/gazette.bin $(ISO_CODES) $(ZONES)
	build/train/train_ends build/train/gazette.bin build/train/ends.bin \
	    $(TREES) $(NEWS)
	build/train/train_tags build/train/ends.bin build/train/tags.bin $(TREES)
	build/train/train_names build/train/tags.bin build/train/names.bin \
	    --fold none $(NAMES) & names=$$!; \
	for part in 0 1 2 3; do build/train/train_tags build/train/gazette.bin \
	    build/train/without-$$part.bin --without $$part $(TREES) || exit; \
	done && \
	build/train/train_parse build/train/tags.bin build/train/parse.bin \
	    $(foreach part,0 1 2 3,build/train/without-$(part).bin) $(TREES) && \
	wait $$names
	build/train/join_model build/train/en.bin build/train/names.bin \
	    build/train/parse.bin
	@mv build/background.tsv model/background.tsv
	@cp build/train/en.bin model/en.bin

# For measuring on GUM news: five models, each trained without every fifth of
# its documents (bench/quality.py reads them); after `make train`.
train-folds: preset-release
	@cmake --build --preset release --target train_programs
	@mkdir -p build/folds
	for fold in 0 1 2 3 4; do \
	    trees=$$(printf '%s\n' $(TREES) | awk -v fold=$$fold \
	        '!/GUM_news_/ || n++ % 5 != fold'); \
	    build/train/train_ends build/train/gazette.bin build/folds/ends.bin \
	        $$trees $(NEWS) && \
	    build/train/train_tags build/folds/ends.bin build/folds/tags.bin \
	        $$trees && \
	    build/train/train_names build/folds/tags.bin \
	        build/folds/$$fold.bin --fold $$fold $(NAMES) || exit; \
	done

# The annotated reports are checked, and the tables of their README made.
CORPUS = train/corpus
corpus-check: preset-release
	@cmake --build --preset release --target corpus
	@build/train/corpus check $(CORPUS) $(CORPUS)/public-figures.txt \
	    > build/corpus-counts.md
	@$(PYTHON) train/corpus_readme.py $(CORPUS)/README.md counts \
	    build/corpus-counts.md
	@build/train/corpus agree $(CORPUS) $(CORPUS)/again \
	    > build/corpus-agreement.md
	@$(PYTHON) train/corpus_readme.py $(CORPUS)/README.md agreement \
	    build/corpus-agreement.md

install: preset-release
	@DESTDIR='$(DESTDIR)' cmake --install build --prefix '$(PREFIX)'

format:
	git ls-files -co --exclude-standard '*.c' '*.h' | \
	    xargs clang-format-14 -i

clean:
	rm -rf build build-debug build-clang build-coverage build-fuzz

setup-build setup-test setup-test-all setup-bench: setup-%:
	@sh tools/setup.sh $*

preset-release: setup-build
preset-debug: setup-test
preset-clang preset-coverage preset-fuzz: setup-test-all

# Ninja rebuilds what changed, and runs CMake again when it must.
preset-release preset-debug preset-clang preset-coverage preset-fuzz: preset-%:
	@test -f $(if $(filter release,$*),build,build-$*)/build.ninja || \
	    cmake --preset $*
	@cmake --build --preset $*
