#!/usr/bin/env bash
# check.sh BUILD - what a change must pass beside its tests: form, lint, man
# pages, translations, both compilers, sanitizers, valgrind, a clean tree.
set -u
cd "$(dirname "$0")/.." || exit 3
build=$1
failed=0
log=$(mktemp) || exit 3
trap 'rm -f "$log"' EXIT
trap 'exit 3' HUP INT TERM
unset MAKEFLAGS MFLAGS MAKELEVEL

# step TITLE COMMAND...: it must end well; what it says is shown if not.
step() {
    local title=$1 start=$SECONDS
    shift
    if "$@" >"$log" 2>&1 </dev/null; then
        echo "ok      $title ($((SECONDS - start)) s)"
    else
        failed=$((failed + 1))
        echo "FAILED  $title"
        sed 's/^/    /' "$log"
    fi
}

form() {
    git ls-files -z '*.c' '*.h' | xargs -0 clang-format --dry-run -Werror
}

lint() {
    cppcheck --quiet --std=c11 -j "$(nproc)" --error-exitcode=1 \
        --enable=warning,performance,portability --inline-suppr \
        --suppress=missingIncludeSystem -Iinclude pipeline
}

shell() {
    git ls-files -z '*.sh' .ci/run | xargs -0 shellcheck -x
}

# One man page a filter, and nothing that mandoc would warn of.
pages() {
    local filter lost=0
    for filter in pipeline/*.c; do
        [ -e "${filter%.c}.1" ] || { echo "$filter has no man page" && lost=1; }
    done
    mandoc -Tlint -Wwarning pipeline/*.1 && [ "$lost" -eq 0 ]
}

sizes() {
    wc -l pipeline/*.c | awk '$2 != "total" && $1 > 200 {
        print $2 " has " $1 " lines, a filter has at most 200"; bad = 1 }
        END { exit bad }'
}

# A header of another library is included by one file of ours.
headers() {
    grep -hoE '^#include <(jansson|csv|xxhash|sodium|gsl/|openssl/|uni(str|norm|case|width|ctype|conv|typ|gbrk|lbrk)|iconv)[^>]*>' \
        -r pipeline include | sort -u | sed -E 's/.*<([^>]*)>/\1/' |
        while read -r name; do
            files=$(grep -lF "#include <$name>" -r pipeline include | wc -l)
            [ "$files" -eq 1 ] || echo "<$name> is included by $files files"
        done | { ! grep .; }
}

# Every text of the programs has its translation, none is a guess.
messages() {
    local po out=$build/check
    mkdir -p "$out"
    make -s messages-template BUILD="$build" || return 1
    for po in pipeline/po/*.po; do
        msgfmt --check-format --check-domain -o /dev/null "$po" &&
            msgmerge -q -o "$out/merged.po" "$po" "$build/profstat.pot" ||
            return 1
        ! msgfmt --statistics -o /dev/null "$out/merged.po" 2>&1 |
            grep -E 'fuzzy|untranslated' || {
            msgattrib --untranslated --no-obsolete "$out/merged.po"
            msgattrib --only-fuzzy --no-obsolete "$out/merged.po"
            return 1
        }
    done
    return 0
}

sanitized() {
    make -s SAN=1 BUILD="$build" build tests &&
        tests/all.sh "$build/san" unit cases
}

clean_tree() {
    git ls-files --others --exclude-standard | { ! grep .; }
}

step "form (clang-format)" form
step "lint (cppcheck)" lint
step "shell scripts (shellcheck)" shell
step "man pages (mandoc)" pages
step "size of the filters" sizes
step "headers of other libraries" headers
step "translations (gettext)" messages
step "gcc" make -s BUILD="$build" build tests
step "clang" make -s BUILD="$build/clang" CC=clang build tests
step "ASan and UBSan" sanitized
step "valgrind on the chain" env BUILD="$build" tests/chain/valgrind.sh
step "no untracked files" clean_tree
[ "$failed" -eq 0 ]
