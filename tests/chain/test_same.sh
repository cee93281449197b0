#!/usr/bin/env bash
# test_same.sh - the same inputs give the same bytes, whatever the number of
# jobs, the locale, the time zone, the order of the inputs or the folder.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"

# Each run in a tree of its own at the same path, so nothing is taken over.
a=$scratch/a
fresh() {
    rm -rf "$a" "$(work_folder "$scratch")"
    rm -rf "$scratch/build/run"
    tree "$a"
}
keep() {
    cp -R "$a/reports/latest/." "$scratch/$1"
}

fresh
ok "one job" run "$a" -j1
keep one
fresh
ok "two jobs" run "$a" -j2
keep two
ok "give the same" same "$scratch/one" "$scratch/two"

mkdir "$scratch/locales"
localedef -i ru_RU -f UTF-8 "$scratch/locales/ru_RU.UTF-8" 2>/dev/null
ok "there is a Russian locale" \
    test -e "$scratch/locales/ru_RU.UTF-8/LC_NUMERIC"
fresh
export LOCPATH=$scratch/locales LC_ALL=ru_RU.UTF-8 TZ=Asia/Kamchatka
ok "another locale and time zone" run "$a"
unset LOCPATH TZ
export LC_ALL=C
keep locale
ok "give the same" same "$scratch/one" "$scratch/locale"

# The folder lists its files in the order of their creation or of hashes.
fresh
for name in moscow tver; do
    mv "$a/datasets/graduates/raw/$name.csv" "$scratch/$name.csv"
done
for name in tver moscow; do
    cp "$scratch/$name.csv" "$a/datasets/graduates/raw/$name.csv"
done
ok "files in another order" run "$a"
keep order
ok "give the same" same "$scratch/one" "$scratch/order"

tree "$scratch/deep/er"
ok "a tree elsewhere" run "$scratch/deep/er"
ok "gives the same" same "$scratch/one" "$scratch/deep/er/reports/latest"

fresh
ok "a config by another path" run "$scratch/deep/../a/."
keep path
ok "gives the same" same "$scratch/one" "$scratch/path"
ok "and needs no second run" run "$a"
ok "for it is the same config" \
    is "$a/reports/latest is up to date" "$(cat "$a.log")"
summary
