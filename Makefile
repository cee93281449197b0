# profstat: statistics of vocational education.  `make help` lists the targets.
#
#	make				compile everything
#	make report CONFIG=x/config.json	the reports of another tree
#	make -j1 ...			one job at a time [one per core]
#	make SAN=1 ...			with AddressSanitizer and UBSan, in build/san
#	make COVERAGE=1 ...		with gcov, in build/coverage
#	make CORPUS=dir deep		the properties of the corpus also for these files
#	make LAUNCH="srun -n1" report	start every recipe of the chain on a cluster
#	make KEY=file ...		another key of the pseudonyms
#	make dataset NAME=x FILE=y.csv	a new dataset, its schema drafted
#	make BENCH="100000 1" bench	so many graduates, so many runs
#	make V=1 ...			show the commands of the compilers

CONFIG ?= config.json
BUILD ?= build
PREFIX ?= /usr/local
KEY ?= $(HOME)/.config/profstat/key
ROOT = $(DESTDIR)$(PREFIX)
CC = gcc
LAUNCH =
CORPUS =
Q := $(if $(V),,@)

ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc)
endif
ifdef SAN
override BUILD := $(BUILD)/san
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
endif
ifdef COVERAGE
override BUILD := $(BUILD)/coverage
SANITIZE = --coverage -O0
endif

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wvla -Werror
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c11 -D_XOPEN_SOURCE=700 -D_FILE_OFFSET_BITS=64 \
	-ffp-contract=off -Iinclude $(WARNINGS) $(CFLAGS) $(SANITIZE)
# statistics/quad.h: long double where the architecture has no __float128
QUADMATH := $(if $(filter x86_64 i386 i686 ppc64le,$(shell uname -m)),-lquadmath)
LIBS = -ljansson -lgsl -lgslcblas -lunistring -lcrypto -lsodium $(QUADMATH) -lm

LIB_SOURCES := $(sort $(wildcard pipeline/lib/*/*.c))
FILTERS := $(sort $(basename $(notdir $(wildcard pipeline/*.c))))
UNIT_TESTS := $(sort $(basename $(notdir $(wildcard tests/unit/test_*.c))))
MUTATED := ingest $(filter sniff,$(FILTERS))
FUZZERS := $(sort $(basename $(notdir $(wildcard tests/fuzz/fuzz_*.c))))
PAGES := $(sort $(wildcard pipeline/*.1))

LIB := $(BUILD)/libprofstat.a
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
BINARIES := $(FILTERS:%=$(BUILD)/bin/%)
UNIT_BINARIES := $(UNIT_TESTS:%=$(BUILD)/unit/%)
FUZZ_BINARIES := $(FUZZERS:%=$(BUILD)/fuzz/%)
MUTATE_BINARIES := $(MUTATED:%=$(BUILD)/mutate/%)
MUTATE_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/mutate/san/%.o)
MUTATE_CC = clang $(ALL_CFLAGS) -fsanitize=address,undefined -fno-sanitize-recover=all
CATALOGUES := $(patsubst pipeline/po/%.po,$(BUILD)/locale/%/LC_MESSAGES/profstat.mo,\
	$(wildcard pipeline/po/*.po))

# What is installed only where it is missing: Debian packages, and the
# packages of commands and files (THING:PACKAGE).
DEPS = libcsv-dev libjansson-dev libgsl-dev libcmocka-dev libunistring-dev \
	libssl-dev libxxhash-dev libsodium-dev gettext node:nodejs npm:npm \
	python3:python3 strace:strace /usr/share/i18n/locales/ru_RU:locales
DEPS_CHECK = clang:clang clang-format:clang-format cppcheck:cppcheck \
	shellcheck:shellcheck mandoc:mandoc valgrind:valgrind gcovr:gcovr \
	libclang-rt-14-dev

.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: build help deps deps-check key dataset report nightly tests test unit \
	deep check coverage messages messages-template install clean

build: $(BINARIES) $(CATALOGUES)	# compile the filters [the default]

help:	# list the targets
	@awk -F ':[^#]*#' '/^[a-z-]+:[^=]*#/ { printf "%-12s%s\n", $$1, $$2 }' Makefile

# Asked for together with others (make deps report), it runs before them.
deps:	# install the Debian packages that building and testing need
	@pipeline/deps.sh $(DEPS)

deps-check: $(filter deps,$(MAKECMDGOALS))	# the same for what `make check` needs
	@pipeline/deps.sh $(DEPS_CHECK)

FIRST := $(filter deps deps-check,$(MAKECMDGOALS))

$(BUILD)/%.o: %.c | $(FIRST)
	@mkdir -p $(@D) && echo "compile $<"
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(LIB_OBJECTS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/bin/%: $(BUILD)/pipeline/%.o $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/arrow/%: $(BUILD)/tests/arrow/%.o $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# chaos.c lets allocations fail
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/chaos.o $(LIB)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
		-o $@ $^ $(LIBS) -lcmocka -lcsv

# Exports with a known truth; it shares nothing with the library.
SIMULATE_OBJECTS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/simulate/*.c)))

$(BUILD)/bench_record: $(BUILD)/tests/bench/bench_record.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS) -lcsv

$(BUILD)/bench_libcsv: $(BUILD)/tests/bench/bench_libcsv.o
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lcsv

$(BUILD)/bench_statistics: $(BUILD)/tests/bench/bench_statistics.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/simulate: $(SIMULATE_OBJECTS)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ -lm

# A system on which reads are short and allocations fail.
$(BUILD)/shim.so: tests/faults/shim.c
	@mkdir -p $(@D)
	$(Q)$(CC) -std=c11 $(WARNINGS) -O2 -shared -fPIC -o $@ $< -ldl

# The filter in a program that runs it on damaged files; -san: with sanitizers.
$(BUILD)/mutate/%.o: pipeline/%.c | $(FIRST)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Dmain=filter_main -c -o $@ $<

$(MUTATE_BINARIES): $(BUILD)/mutate/%: $(BUILD)/mutate/%.o $(BUILD)/tests/mutate/mutate.o $(LIB)
	$(Q)$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/mutate/san/%.o: %.c | $(FIRST)
	@mkdir -p $(@D) && echo "compile $< with sanitizers"
	$(Q)$(MUTATE_CC) $(if $(filter $<,$(FILTERS:%=pipeline/%.c)),-Dmain=filter_main) \
		-MMD -MP -c -o $@ $<

$(MUTATE_BINARIES:%=%-san): $(BUILD)/mutate/%-san: $(BUILD)/mutate/san/pipeline/%.o \
		$(BUILD)/mutate/san/tests/mutate/mutate.o $(MUTATE_OBJECTS)
	$(Q)$(MUTATE_CC) -o $@ $^ $(LIBS)

# The whole library again: libFuzzer must see every branch of it.
$(BUILD)/fuzz/%: tests/fuzz/%.c $(LIB_SOURCES) | $(FIRST)
	@mkdir -p $(@D) && echo "compile $< with the library"
	$(Q)clang $(ALL_CFLAGS) -fsanitize=fuzzer,address,undefined \
		-fno-sanitize-recover=all -o $@ $< $(LIB_SOURCES) $(LIBS) -lcsv

$(BUILD)/locale/%/LC_MESSAGES/profstat.mo: pipeline/po/%.po | $(FIRST)
	@mkdir -p $(@D)
	$(Q)msgfmt --check-format -o $@ $<

key: $(BUILD)/bin/key	# create the key of the pseudonyms, if there is none
	@$(BUILD)/bin/key '$(subst ','\'',$(KEY))'

dataset: $(BUILD)/bin/sniff $(BUILD)/bin/ingest $(BUILD)/bin/cat $(CATALOGUES)	# of an export: NAME=x FILE=export.csv
	@KEY='$(subst ','\'',$(KEY))' pipeline/dataset.sh $(BUILD) '$(subst ','\'',$(CONFIG))' \
		'$(subst ','\'',$(NAME))' '$(subst ','\'',$(FILE))'

report: build	# make the reports of CONFIG that are not up to date
	@MAKE='$(MAKE)' LAUNCH='$(LAUNCH)' KEY='$(subst ','\'',$(KEY))' \
		pipeline/run.sh $(BUILD) \
		'$(subst ','\'',$(CONFIG))'

nightly: build	# the same for a timer: lock, log, worst status
	@MAKE='$(MAKE)' LAUNCH='$(LAUNCH)' KEY='$(subst ','\'',$(KEY))' \
		pipeline/run.sh --nightly $(BUILD) \
		'$(subst ','\'',$(CONFIG))'

tests: $(UNIT_BINARIES) $(BUILD)/arrow/make_table $(BUILD)/simulate $(BUILD)/shim.so \
	$(MUTATE_BINARIES)	# compile the tests

test: build tests	# every test; the last line counts them
	@tests/all.sh $(BUILD) unit cases methods reasons node oracle matrix corpus mutate faults chain privacy

unit: tests	# the unit tests alone
	@tests/all.sh $(BUILD) unit

deep: build tests $(FUZZ_BINARIES) $(MUTATE_BINARIES:%=%-san)	# long properties, 60 s of each fuzz target
	@PROFSTAT_DEEP=1 CORPUS='$(subst ','\'',$(CORPUS))' tests/all.sh $(BUILD) unit matrix corpus mutate faults hostile fuzz

check: | $(FIRST)	# form, lint, both compilers, sanitizers, valgrind
	@tests/check.sh $(BUILD)

bench: build $(BUILD)/simulate $(BUILD)/bench_record $(BUILD)/bench_libcsv $(BUILD)/bench_statistics	# ingest, limits, statistics and all against libcsv, R and DuckDB
	@$(BUILD)/bench_record
	@tests/bench/statistics.sh $(BUILD)
	@tests/bench/ingest.py $(BUILD)
	@tests/bench/limits.py $(BUILD)
	@tests/bench/bench.sh $(BUILD) $(BENCH)

coverage:	# lines of the library that unit tests and cases reach
	@$(MAKE) COVERAGE=1 BUILD=$(BUILD) build tests
	@find $(BUILD)/coverage -name '*.gcda' -delete
	@tests/all.sh $(BUILD)/coverage unit cases
	gcovr --root . --filter pipeline/lib --fail-under-line 90 $(BUILD)/coverage

messages: messages-template	# bring pipeline/po up to date with the source
	@for po in pipeline/po/*.po; do \
		msgmerge -q --update --backup=none "$$po" $(BUILD)/profstat.pot; \
	done

messages-template:
	@mkdir -p $(BUILD)
	@xgettext --no-location --from-code=UTF-8 --keyword=_ --keyword=N_ --add-comments=TRANSLATORS \
		--package-name=profstat --sort-by-file -o $(BUILD)/profstat.pot \
		$(wildcard pipeline/*.c include/*/*.h) $(LIB_SOURCES)

install: build	# into $(DESTDIR)$(PREFIX)
	install -d $(ROOT)/bin $(ROOT)/libexec/profstat/bin $(ROOT)/share/man/man1
	install $(BINARIES) $(ROOT)/libexec/profstat/bin
	install pipeline/profstat.sh $(ROOT)/bin/profstat
	for page in $(PAGES:pipeline/%=%); do \
		install -m 644 pipeline/$$page $(ROOT)/share/man/man1/profstat-$$page || exit; \
	done
	[ ! -d $(BUILD)/locale ] || cp -R $(BUILD)/locale $(ROOT)/libexec/profstat

clean:	# remove what was made; published reports stay
	rm -rf $(BUILD)

-include $(LIB_OBJECTS:.o=.d) $(MUTATE_OBJECTS:.o=.d) $(SIMULATE_OBJECTS:.o=.d) $(FILTERS:%=$(BUILD)/pipeline/%.d) \
	$(UNIT_TESTS:%=$(BUILD)/tests/unit/%.d)
