#!/usr/bin/env bash
# valgrind.sh - the whole chain on the small tree, every program under
# valgrind: no error, no leak.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

rm "$scratch/build/bin"
mkdir "$scratch/build/bin"
for program in "$root/$BUILD"/bin/*; do
    cat >"$scratch/build/bin/${program##*/}" <<EOF
#!/bin/sh
exec valgrind --quiet --error-exitcode=9 --leak-check=full \\
    --errors-for-leak-kinds=definite,indirect,possible \\
    --show-leak-kinds=definite,indirect,possible '$program' "\$@"
EOF
    chmod +x "$scratch/build/bin/${program##*/}"
done
a=$scratch/a
tree "$a"
printf 'region,sex,people\nRU-TVE,M,x\nЛето,F,5\n' \
    >"$a/datasets/graduates/raw/bad.csv"
config '"tolerance": 1' >"$a/config.json"
ok "the chain under valgrind" run "$a"
ok "nothing was found" is 0 "$(grep -c '^==' "$a.log")"
summary
