#!/usr/bin/env bash
# reasons.sh - the reasons of findings: what the man pages of the filters list
# ("Reasons") has a case with that reason in what it expects, and a text for
# people (pipeline/lib/report/reasons.c); what the sources give as a reason is
# in one of the lists.  Prints a table: reason, filter, cases.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.." || exit 3
filters='ingest clean link resolve join follow'
# texts with a hyphen in these sources that are no reasons
others='one-to-one x-mac-cyrillic columns-max field-max line-max'
passed=0 failed=0

# The items of the list below "Reasons" in a man page, one a line.
listed() {
    awk 'toupper($2) == "REASONS" && /^\.S[hs] / { inside = 1; next }
        /^\.S[hs] / { inside = 0 }
        inside && /^\.It / { for (i = 2; i <= NF; i++) if ($i != ",") print $i }' \
        "pipeline/$1.1"
}

# The cases of a filter whose expected output holds this reason.
cases() {
    grep -rlE "(^|,)$2(,|\$)|\"reason\": \"$2\"" "tests/cases/$1" |
        grep -E '/(out|expected/.*)$' | cut -d / -f 4 | sort -u
}

# Constants of the sources that are reasons by their form, or by their use.
given() {
    cat pipeline/lib/{layout,reader,record,rules,sniff,value,join}/*.c | tr '\n' ' ' |
        grep -oE '"[a-z]+(-[a-z]+)+"|(reason =|FINDING_(ERROR|WARNING),) *"[a-z-]+"' |
        grep -oE '"[a-z-]+"' | tr -d '"' | sort -u |
        grep -vxF "$(tr ' ' '\n' <<<"$others")"
}

check() { # WHETHER MESSAGE
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2"
    fi
}

all=
for filter in $filters; do
    for reason in $(listed "$filter"); do
        all="$all $reason"
        found=$(cases "$filter" "$reason" | tr '\n' ' ')
        printf '%-22s%-9s%s\n' "$reason" "$filter" "$found"
        [ -n "$found" ]
        check $? "$filter.1 lists $reason, but no case of tests/cases/$filter expects it"
        grep -q "\"$reason\"" pipeline/lib/report/reasons.c
        check $? "$reason has no text in pipeline/lib/report/reasons.c"
    done
done
for reason in $(given); do
    grep -qwF -- "$reason" <<<"${all// /$'\n'}"
    check $? "$reason is given as a reason, but no man page lists it"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
