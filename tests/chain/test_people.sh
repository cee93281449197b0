#!/usr/bin/env bash
# test_people.sh - from exports about persons to rates: join, follow, the key,
# corrections; every figure is counted by hand in people.sh.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/people.sh
. "$(dirname "$0")/people.sh"

a=$scratch/a
graduates=$a/datasets/graduates/raw
work=$(people "$a" && work_folder "$a")

# cell REPORT NAME=CODE... COLUMN: this column of the row with these codes, in
# the published CSV.
cell() {
    node tests/chain/cell.mjs "$a/reports/latest/$1.csv" "${@:2}"
}

# share NAME=CODE...: numerator/denominator of the row with these codes.
share() {
    local above below
    above=$(cell work "$@" numerator) && below=$(cell work "$@" denominator) &&
        echo "$above/$below"
}

# rate NAME=CODE...: that of the employed, other dimensions at their total.
rate() {
    share indicator=employed period=2024 region=RU college=_T cluster=_T \
        sex=_T "$@"
}

fails() {
    ! "$@"
}

# Whether anything of a person stands in a file below these folders.
raw_identifiers() {
    local n number
    for n in 1 2 3 4 5 6 7 8 9 10; do
        number=$(snils "$n")
        printf '%s\n' "$number" "${number//[- ]/}" "${number//-/ }" \
            "Фамилия$n" "$((10 + n)).03.2005" "2005-03-$((10 + n))"
    done >"$scratch/identifiers"
    grep -raFf "$scratch/identifiers" "$@"
}

ok "a run" run "$a" -j2
ok "creates the key" is "600 65" "$(stat -c '%a %s' "$KEY")"
ok "in a folder of its owner" is 700 "$(stat -c %a "${KEY%/*}")"
ok "and says so" grep -q "created the key of the pseudonyms, $KEY" "$a.log"
ok "says what it joins and follows" grep -qx tally-outcomes-1 "$a.log"
ok "tables are for their owner" is 600 "$(stat -c %a "$work"/tables/* | sort -u)"
ok "no person is named in what was made" fails raw_identifiers "$work" "$a/reports"
ok "nor in a message" fails raw_identifiers "$a.log"

ok "every table opens in another reader and comes back" \
    tests/node.sh tests/chain/tables.mjs "$root/$BUILD/bin" "$work"/tables/*.arrow
for filter in resolve join follow; do
    system_failures "$a" "$filter"
done

ok "after 6 months 4 of 10 work" is 4/10 "$(rate point=6)"
ok "after 12 months 5" is 5/10 "$(rate point=12)"
ok "in Moscow 2 of 6" is 2/6 "$(rate point=6 region=RU-MOS)"
ok "in Tver 2 of 4" is 2/4 "$(rate point=6 region=RU-TVE)"
ok "of college C1, 12 months" is 3/6 "$(rate point=12 college=C1)"
ok "of cluster K1, which C1 is in" is 2/6 "$(rate point=6 cluster=K1)"
ok "men of Moscow" is 2/3 "$(rate point=12 region=RU-MOS sex=M)"
ok "within 6 months 6 have worked" is 6/10 "$(share indicator=ever region=RU point=6)"
ok "within 12 months 7" is 7/10 "$(share indicator=ever region=RU point=12)"
ok "women of Tver" is 1/2 "$(rate point=6 region=RU-TVE sex=F)"

level() {
    cell growth "statistic=$1" "cluster=$2" "period=$3" value
}
ok "one college in clusters in 2022" is 1 "$(level level _T 2022)"
ok "two in 2023" is 2 "$(level level _T 2023)"
ok "one in 2024, for C2 has left" is 1 "$(level level _T 2024)"
ok "twice as many in 2023" is 200 "$(level growth_rate _T 2023)"
ok "half of them in 2024" is -50 "$(level increase _T 2024)"

ok "a second run" run "$a"
ok "does nothing" is "$a/reports/latest is up to date" "$(cat "$a.log")"

# C1 had reported p4 by mistake; a copy and a late original change nothing.
graduates_of_c1 | grep -vF "$(snils 4)" >"$graduates/C1_2_2026-04-01.csv"
cp "$graduates/C1_1_2026-02-01.csv" "$graduates/C1_1_2026-04-05.csv"
ok "a correction" run "$a"
ok "replaces the submission whole" is 4/9 "$(rate point=6)"
ok "in its region" is 2/5 "$(rate point=6 region=RU-MOS)"
ok "and not in the other" is 2/4 "$(rate point=6 region=RU-TVE)"
people_config '"cutoff": "2026-03-15"' >"$a/config.json"
ok "as it was in March" run "$a"
ok "the original counts" is 4/10 "$(rate point=6)"
rm "$graduates"/C1_*_2026-04-*.csv

# Nobody can be followed beyond what the spells tell.
people_config '"until": "2025-03-31"' >"$a/config.json"
ok "followed up to March 2025" run "$a"
ok "six months are known" is 4/10 "$(rate point=6)"
ok "twelve are not" fails rate point=12

# A wrong digit: the row is lost, and the cells that lack it say so.
people_config '"tolerance": 0.5' >"$a/config.json"
wrong=$(snils 11 | tr 0-9 1-90)
printf '%s;x;01.01.2005;M;C2;RU-TVE;30.06.2024;2024\n' "$wrong" \
    >>"$graduates/C2_1_2026-02-01.csv"
ok "a number with wrong digits" run "$a"
ok "is a finding" grep -q checksum-error "$a/reports/latest/quality.json"
ok "that does not show it" fails grep -raF "$wrong" "$work" "$a/reports" "$a.log"
ok "its row is not counted" is 2/4 "$(rate point=6 region=RU-TVE)"
flags() {
    cell work indicator=employed period=2024 point=6 college=_T cluster=_T sex=_T "$1" flags
}
ok "the cell is partial" is partial "$(flags region=RU-TVE)"
ok "and that of all" is partial "$(flags region=RU)"
ok "and no other" is "" "$(flags region=RU-MOS)"

chmod 644 "$KEY"
ok "a key that others can read" fails run "$a"
ok "is refused with advice" grep -q 'chmod 600' "$a.log"
chmod 600 "$KEY"
mv "$KEY" "$scratch/old"
ok "with another key" run "$a"
ok "all files are read again that name persons" is "3 0" "$(
    grep -cE '^datasets/(graduates|spells)' "$a.log") $(
    grep -cE '^datasets/(members|calendar)' "$a.log")"
ok "and the figures stay" is 4/10 "$(rate point=6)"
summary
