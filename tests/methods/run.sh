#!/usr/bin/env bash
# run.sh BUILD - the examples of methods in measure(1), section "Cases": each
# is a definition, a table (none: that of the example before) and what is
# printed, with blank lines between.  The printed numbers are those of others'
# programs, of published tables, or of arithmetic that the page names; every
# digit of them has to be met.  The last line counts.
set -u
export LC_ALL=C
cd "$(dirname "$0")/../.." || exit 3
bin=$PWD/$1/bin
page=$PWD/pipeline/measure.1
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 3

# N/definition.json, N/cases.csv, N/expected.csv of example N
awk '/^\.Ss Cases/ { inside = 1 }
    /^\.S[sh] / && !/Cases/ { inside = 0 }
    inside && /^\.Bd -literal/ { n++; part = 0; literal = 1; next }
    /^\.Ed/ { if (literal) print n, part; literal = 0 }
    literal && $0 == "" { part++; next }
    literal { print > (n "." part) }' "$page" >examples

# A field of the schema for each column: case and group are texts.
schema() {
    head -n 1 "$1" | tr ',' '\n' | awk '
        BEGIN { printf "{\"name\": \"cases\", \"fields\": [" }
        { printf "%s{\"name\": \"%s\", \"type\": \"%s\"}", NR == 1 ? "" : ", ",
            $0, $0 ~ /^(case|group)$/ ? "string" : "number" }
        END { print "]}" }'
}

# Numbers agree if they do when rounded to the digits that the page prints; a
# whole number is one, not rounded.
compare() {
    awk -F , '
        function places(text,   part) {
            split(text, part, /e/)
            return (part[1] ~ /\./ ? length(part[1]) - index(part[1], ".") : 0) - part[2]
        }
        NR == FNR { expected[FNR] = $0; count = FNR; next }
        FNR > count { print "more lines: " $0; bad = 1; exit }
        {
            wrong = split(expected[FNR], cell, ",") != NF
            for (i = 1; i <= NF && !wrong; i++) {
                if (cell[i] !~ /^-?[0-9]/ || $i !~ /^-?[0-9]/)
                    wrong = cell[i] != $i
                else {
                    off = cell[i] - $i
                    most = cell[i] ~ /[.e]/ ? 0.50001 * 10 ^ -places(cell[i]) : 1e-9
                    wrong = (off < 0 ? -off : off) > most
                }
            }
            if (wrong) { print "expected " expected[FNR] "\nfound    " $0; bad = 1 }
        }
        END { if (!bad && FNR != count) { print "too few lines"; bad = 1 }; exit bad }' "$1" "$2"
}

passed=0 failed=0 table=
while read -r n last; do
    [ "$last" -eq 1 ] || { table=$n.1 && schema "$table" >cases.json; }
    if "$bin/ingest" --schema cases.json "$table" 2>errors |
        "$bin/measure" --definition "$n.0" 2>>errors |
        "$bin/cat" --format csv >found 2>>errors && compare "$n.$last" found >wrong; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL example $n: $(head -n 1 "$n.0")"
        cat errors wrong
    fi
done <examples
# Every method has an example.
for name in $("$bin/measure" --definition <(echo '{"kind": "cases", "id": "x", "method": "?"}') \
    </dev/null 2>&1 | sed 's/.*expected one of//' | tr -d '",'); do
    grep -q "\"method\": \"$name\"" ./*.0 || {
        failed=$((failed + 1))
        echo "FAIL no example of the method $name"
    }
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
