# profstat: statistics of vocational education.  Targets: make help

CONFIG ?= config.json
BUILD ?= build
CC = gcc
# SAN=1 builds with AddressSanitizer and UBSan under build/san,
# COVERAGE=1 with gcov under build/coverage.
ifdef SAN
BUILD := $(BUILD)/san
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all
endif
ifdef COVERAGE
BUILD := $(BUILD)/coverage
SANITIZE = --coverage -O0
endif

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wvla -Werror
CFLAGS ?= -O2 -g
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-ffp-contract=off -Iinclude $(WARNINGS) $(CFLAGS) $(SANITIZE)
LIBS = -lcsv -ljansson -lgsl -lgslcblas -lunistring -lcrypto -lm

LIB_SOURCES := $(sort $(wildcard pipeline/lib/*/*.c))
FILTERS := $(sort $(basename $(notdir $(wildcard pipeline/*.c))))
UNIT_TESTS := $(sort $(basename $(notdir $(wildcard tests/unit/test_*.c))))

LIB := $(BUILD)/libprofstat.a
LIB_OBJECTS := $(LIB_SOURCES:%.c=$(BUILD)/%.o)
BINARIES := $(FILTERS:%=$(BUILD)/bin/%)
UNIT_BINARIES := $(UNIT_TESTS:%=$(BUILD)/unit/%)

.DELETE_ON_ERROR:
.PHONY: build unit
.SECONDARY:

build: $(BINARIES)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(LIB): $(LIB_OBJECTS)
	@rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/bin/%: $(BUILD)/pipeline/%.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

# chaos.c lets allocations fail
$(BUILD)/unit/%: $(BUILD)/tests/unit/%.o $(BUILD)/tests/unit/chaos.o $(LIB)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(LDFLAGS) -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc \
		-o $@ $^ $(LIBS) -lcmocka

unit: $(UNIT_BINARIES)
	@for test in $(UNIT_BINARIES); do ./$$test || exit 1; done

-include $(LIB_OBJECTS:.o=.d) $(FILTERS:%=$(BUILD)/pipeline/%.d) \
	$(UNIT_TESTS:%=$(BUILD)/tests/unit/%.d)
