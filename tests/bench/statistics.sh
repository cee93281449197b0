#!/usr/bin/env bash
# statistics.sh BUILD [CELLS] - limits of so many rates [100000] against R's,
# where there is an R: seconds, and how many times as long R takes.  The sums
# of all limits have to be the same.
set -euo pipefail
export LC_ALL=C
build=$1
cells=${2:-100000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$build/bench_statistics" "$cells" >"$work/ours"
if ! command -v Rscript >"$work/where"; then
    awk '{ print $1, $2 " s"; all += $2 } END { printf "all %.4f s\n", all }' \
        "$work/ours"
    exit
fi
Rscript "$(dirname "$0")/statistics.R" "$cells" >"$work/theirs"
join --nocheck-order "$work/ours" "$work/theirs" | awk '
    function line(name, ours, theirs) {
        printf "%-16s %.4f s  R %.4f s  ratio %.1f\n", name, ours, theirs,
            (ours > 0 ? theirs / ours : 0)
    }
    $3 != $5 { print $1 ": the limits add up to " $3 ", R: " $5; bad = 1 }
    { line($1, $2, $4); ours += $2; theirs += $4 }
    END { line("all", ours, theirs); exit bad }'
