#!/bin/sh
# run.sh - the worked example of README.md, run as it is printed there
#
# usage: tests/example/run.sh [--write]
#
# Extracts the files, the commands and the result that README.md shows.  The
# files must be those of tests/example/colleges, byte for byte; the commands
# must end well; the text must be the one that README.md shows; and the figures
# must be those worked out by hand below.  With --write the folder is made anew
# from README.md instead, nothing is run.
# Prints "N passed, N failed"; exit 1 if something failed.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL CONFIG
cd "$(dirname "$0")/../.." || exit 3

kept=tests/example/colleges
made=build/colleges
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 3' HUP INT TERM
passed=0
failed=0

# The fenced block after a line "<!-- MARK -->" of README.md.
block() {
	awk -v mark="<!-- $1 -->" '
		$0 == mark { wanted = 1; next }
		wanted && /^```/ { if (inside) exit; inside = 1; next }
		inside { print }
	' README.md
}

# check TITLE COMMAND...: run the command, count how it ended.
check() {
	title=$1
	shift
	if "$@" >"$scratch/log" 2>&1; then
		passed=$((passed + 1))
	else
		failed=$((failed + 1))
		echo "tests/example: $title: failed"
		sed 's/^/    /' "$scratch/log"
	fi
}

# Every file that README.md shows, into the folder $1.
extract() {
	sed -n 's/^<!-- file: \(.*\) -->$/\1/p' README.md |
	while IFS= read -r mark; do
		path=${mark% (windows-1251)}
		mkdir -p "$1/$(dirname "$path")"
		if [ "$path" = "$mark" ]; then
			block "file: $mark" >"$1/$path"
		else
			block "file: $mark" | iconv -f UTF-8 -t CP1251 >"$1/$path"
		fi || exit 3
	done
}

# The published figures, city by city, against arithmetic: 279 of 385 work;
# Wilson's limits are computed here from their formula.  Lugovsk is hidden
# because 25 - 22 = 3 is below 5, Zarechny as the smallest of the others.
figures() {
	awk -F, '
	function near(a, b) { return a - b < 1e-9 && b - a < 1e-9 }
	function known(city, x, n,    z, root) {
		z = 1.959963984540054
		root = z * sqrt(z * z + 4 * x * (1 - x / n))
		return get(city, "status") == "ok" &&
		    get(city, "numerator") == x && get(city, "denominator") == n &&
		    near(get(city, "value"), 100 * x / n) &&
		    near(get(city, "lower"), 50 * (2 * x + z * z - root) / (n + z * z)) &&
		    near(get(city, "upper"), 50 * (2 * x + z * z + root) / (n + z * z))
	}
	function hidden(city, why) {
		return get(city, "status") == "confidential" &&
		    get(city, "reason") == why && get(city, "numerator") \
		    get(city, "denominator") get(city, "value") \
		    get(city, "lower") get(city, "upper") == ""
	}
	function get(city, column) { return cell[city, column] }
	function must(what, ok) { if (!ok) { print what; bad = 1 } }
	NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
	{
		for (i = 1; i <= NF; i++) if (name[i] == "city") city = $i
		for (i = 1; i <= NF; i++) cell[city, name[i]] = $i
	}
	END {
		must("5 rows", NR == 6)
		must("all cities", known("ALL", 279, 385))
		must("Beryozov", known("BER", 150, 200))
		must("Novoozyorsk", known("NOV", 65, 100))
		must("Lugovsk", hidden("LUG", "primary"))
		must("Zarechny", hidden("ZAR", "secondary"))
		exit bad
	}' "$made/reports/latest/graduates.csv"
}

if [ "${1:-}" = --write ]; then
	rm -rf "$kept"
	extract "$kept"
	exit
fi

extract "$scratch/shown"
check "the files are those that README.md shows" \
    diff -r "$scratch/shown" "$kept"

rm -rf "$made"
block run >"$scratch/commands"
check "README.md shows commands" test -s "$scratch/commands"
check "the commands" sh -e "$scratch/commands"

block result >"$scratch/result"
check "the text is the one that README.md shows" \
    diff "$scratch/result" "$made/reports/latest/graduates.en.txt"
check "the figures are those worked out by hand" figures

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
