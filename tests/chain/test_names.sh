#!/usr/bin/env bash
# test_names.sh - names of files are data: blanks, quotes, line ends, letters
# of any alphabet, what means something to make or the shell, other encodings.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

plain=$scratch/plain
tree "$plain"
ok "plain names" run "$plain"

# shellcheck disable=SC2016 # nothing is to be expanded
names=(
    'Тверь (2) копия.csv'
    "o'neil \"x\" \`id\`.csv"
    $'two\nlines.csv'
    '$(touch evil) #%;&|<>*?[a]{b}~!.csv'
    '-rf.csv'
    'a:b=c\d\\.csv'
    $'esc\e[31m\tred.csv'
    $'cp1251 \xd2\xe2\xe5\xf0\xfc.csv'
    ' .csv'
)
number=0
for name in "${names[@]}"; do
    number=$((number + 1))
    a=$scratch/$number
    tree "$a"
    mv "$a/datasets/graduates/raw/tver.csv" "$a/datasets/graduates/raw/$name"
    ok "name $(printf %q "$name")" run "$a"
    ok "and the same figures" \
        cmp "$plain/reports/latest/work.csv" "$a/reports/latest/work.csv"
done
ok "no name was run as a command" test ! -e evil
ok "no log steers a terminal" is 0 "$(cat "$scratch"/*.log | tr -cd '\033' | wc -c)"

odd="$scratch/мои данные \"2026\" \$x"
tree "$odd"
ok "a folder with such a name" run "$odd"
ok "and the same figures there" \
    cmp "$plain/reports/latest/work.csv" "$odd/reports/latest/work.csv"
ok "through make" make --no-print-directory BUILD="$BUILD" \
    CONFIG="${odd//\$/\$\$}/config.json" report
rm -rf "${BUILD:?}/run/$(basename "$(work_folder "$odd")")"
summary
