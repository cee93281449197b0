#!/bin/sh
# run.sh - run the cases: tests/run.sh [BIN_DIR] [FILTER[/CASE]...]
#
# A case is a folder tests/cases/FILTER/CASE.  Its command is the file `cmd`
# (shell), else FILTER with the words of `args`; it runs in a copy of the
# folder with `in` (absent: nothing) as its input, programs from BIN_DIR first.
# Output, messages and exit status must be exactly `out`, `err` (absent: empty)
# and `status` (absent: 0), and each file expected/NAME the NAME it produced.
set -u
export LC_ALL=C
unset LANGUAGE LANG PROFSTAT_LOCALE SOURCE_DATE_EPOCH POSIXLY_CORRECT

run_case() {
	if [ ! -e "$1/args" ] && [ ! -e "$1/cmd" ]; then
		echo "there is neither args nor cmd" >&2
		return 1
	fi
	cp -R "$1/." case && mkdir run expected || return 1
	(
		cd case || exit 125
		[ -e cmd ] || printf '%s %s\n' \
			"$(basename "${1%/*}")" "$(cat args)" >cmd
		[ -e in ] || ln -s /dev/null in
		PATH=$BIN_DIR:$PATH exec sh ./cmd <in
	) >run/out 2>run/err
	echo $? >run/status
	for file in out err; do
		cp "$1/$file" expected 2>/dev/null || : >"expected/$file"
	done
	cp "$1/status" expected 2>/dev/null || echo 0 >expected/status
	[ ! -d "$1/expected" ] || (cd "$1/expected" && find . -type f) |
		while read -r file; do
			mkdir -p "expected/${file%/*}" "run/${file%/*}"
			cp "$1/expected/$file" "expected/$file"
			[ ! -e "case/$file" ] || cp "case/$file" "run/$file"
		done
	diff -ruN expected run
}

if [ "${1-}" = --one ]; then # CASE RESULT: the runner calls itself
	mkdir -p "$3" && cd "$3" && mkdir case || exit 1
	run_case "$2" >found 2>&1 || {
		echo "FAIL ${2#"${2%/*/*}/"}"
		cat found
	} >failed
	exit 0
fi
root=$(cd "$(dirname "$0")/.." && pwd)
BIN_DIR=$root/build/bin
if [ -d "${1-}" ] && [ ! -d "$root/tests/cases/$1" ]; then
	BIN_DIR=$(cd "$1" && pwd)
	shift
fi
export BIN_DIR
results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT
cd "$root/tests/cases" || exit 1
[ $# -gt 0 ] || set -- *
for case in "$@"; do
	case $case in */*) echo "${case%/}" ;; *) printf '%s\n' "$case"/*/ ;; esac
done | sed 's,/$,,' >"$results/cases"
xargs -P "$(nproc)" -I '{}' "$root/tests/run.sh" --one \
	"$PWD/{}" "$results/{}" <"$results/cases"
failed=$(find "$results" -path '*/failed' -type f | sort)
for file in $failed; do
	cat "$file"
done
count=$(printf '%s' "$failed" | grep -c .)
echo "$(($(grep -c . "$results/cases") - count)) passed, $count failed"
[ "$count" -eq 0 ]
