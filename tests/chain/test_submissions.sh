#!/usr/bin/env bash
# test_submissions.sh - what a sender sends again: the original, a copy of it, a
# correction and a file after the cut-off; what was known earlier; rivals; what
# a sender owes.  Published figures and the quality report.
#
# College C1 on its graduates of 2023, twelve months after their diploma:
#
#	file                     received    graduates          employed
#	version 1, and copies    2025-02-03  1-10               1-4       4/10
#	version 2                2025-04-01  1-9, 11, 12        1-4, 11   5/11
#	version 3                2026-01-15  1-3                1-3       3/3
#
# C2 sends one graduate of 2022 and of 2023 each, C3 one of 2022 only.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/people.sh
. "$(dirname "$0")/people.sh"
# shellcheck source=tests/chain/bundled.sh
. "$(dirname "$0")/bundled.sh"
# shellcheck disable=SC2154 # root and scratch are set by tree.sh

a=$scratch/a
latest=$a/reports/latest
raw=$a/datasets/graduates/raw
c1='Омский колледж отраслевых технологий'
c2='Тарский техникум'
c3='Исилькульский лицей'

# export_of COLLEGE COHORT N...: these graduates, as a college writes them.
export_of() {
    local college=$1 cohort=$2 n
    shift 2
    echo "Выпускники $cohort года;;;;;;;;;"
    printf '%s\n' 'ФИО;СНИЛС;Дата рождения;Пол;ОВЗ;Колледж;Программа;Регион;Дата выпуска;Год выпуска'
    for n in "$@"; do
        printf 'Фамилия%s Имя Отчество;%s;%s.05.2004;%s;нет;БПОУ «%s»;23.02.07;Омская обл.;30.06.%s;%s\n' \
            "$n" "$(snils "$n")" "$((10 + n))" "$([ $((n % 2)) = 0 ] && echo Ж || echo М)" \
            "$college" "$cohort" "$cohort"
    done
    echo "Итого;;;;;;;;;$#"
}

# send COLLEGE COHORT VERSION RECEIVED N...
send() {
    export_of "$1" "$2" "${@:5}" | written "$raw/$1_graduates_$2_v$3_$4.csv"
}

# What is known of employment: 1-4 and 11 have a job since July 2023.
spells_of() {
    local n
    echo 'СНИЛС;Статус;Начало;Конец;Работодатель;Регион работы'
    for n in 1 2 3 4 11; do
        printf '%s;работает;01.08.2023;;ООО «Завод»;Омская область\n' "$(snils "$n")"
    done
}

# settings [MEMBERS]: another config of the same tree.
settings() {
    bundled_config "$a" "\"until\": \"2025-01-31\"${1:+, $1}" >"$a/config.json"
}

# rate: of C1's graduates of 2023 after twelve months.
rate() {
    local part parts=()
    for part in numerator denominator; do
        parts+=("$(node tests/chain/cell.mjs "$latest/graduate_employment.csv" \
            indicator=employment_gross period=2023 point=12 college=C1 programme=_T \
            industry=_T region=RU sex=_T disability=_T "$part")") || return
    done
    echo "${parts[0]}/${parts[1]}"
}

# told LIST: the files of this list of the quality report, their folder apart.
told() {
    python3 - "$latest/quality.json" "$1" <<'PY'
import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
entry = next(one for one in data["submissions"] if one["dataset"] == "graduates")
found = entry[sys.argv[2]]
print(found if isinstance(found, int) else
      " ".join(sorted(name.split("_graduates_")[1][:-4] for name in found)))
PY
}

# class FILE: the class of its rows.
class() {
    python3 - "$latest/quality.json" "$raw/$1" <<'PY'
import json, os, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
one = next(one for one in data["inputs"] if sys.argv[2].endswith("/" + one["file"]))
assert one["adds_up"]
print(" ".join(sorted(set(one["classes"]) - {"title", "header", "total"})))
PY
}

fails() {
    ! "$@"
}

bundled "$a"
settings '"cutoff": "2025-12-01"'
spells_of | written "$a/datasets/spells/raw/Омская область_spells_2025_v1_2025-02-10.csv"
send "$c1" 2023 1 2025-02-03 1 2 3 4 5 6 7 8 9 10
send "$c2" 2022 1 2025-02-04 13
send "$c2" 2023 1 2025-02-04 14
send "$c3" 2022 1 2025-02-05 15
ok "an original" run "$a"
[ "$failed" -eq 0 ] || { cat "$a.log"; summary; exit 1; }
ok "counts" is 4/10 "$(rate)"
cp -R "$latest/." "$scratch/original"

original=${c1}_graduates_2023_v1_2025-02-03
cp "$raw/$original.csv" "$raw/${original}_копия.csv"
ok "and a copy of it" run "$a"
ok "which changes nothing" is 4/10 "$(rate)"
ok "and is told" is "2023_v1_2025-02-03_копия, 4 used" "$(told duplicate), $(told used) used"
ok "its rows, too" is duplicate "$(class "${original}_копия.csv")"
cp "$raw/$original.csv" "$raw/${c1}_graduates_2023_v1_2025-05-05.csv"
ok "and one that was sent again" run "$a"
ok "which changes nothing" is 4/10 "$(rate)"

send "$c1" 2023 2 2025-04-01 1 2 3 4 5 6 7 8 9 11 12
ok "and a correction" run "$a"
ok "which replaces it whole" is 5/11 "$(rate)"
send "$c1" 2023 3 2026-01-15 1 2 3
ok "and a file after the cut-off" run "$a"
ok "which does not count" is 5/11 "$(rate)"
ok "files" is 8 "$(told files)"
ok "that are used" is 4 "$(told used)"
ok "that were replaced" is \
    "2023_v1_2025-02-03 2023_v1_2025-02-03_копия 2023_v1_2025-05-05" "$(told superseded)"
ok "that came late" is 2023_v3_2026-01-15 "$(told late)"
ok "rows of the original" is superseded "$(class "$original.csv")"
ok "of the correction" is data "$(class "${c1}_graduates_2023_v2_2025-04-01.csv")"
ok "of the late file" is late "$(class "${c1}_graduates_2023_v3_2026-01-15.csv")"
ok "the text names it, too" is 1 "$(grep -A1 '^Received too late (graduates):$' \
    "$latest/quality.en.txt" | grep -c 'v3_2026-01-15\.csv$')"
ok "and counts them" is "graduates 8 4 3 1 – – 1" "$(sed 's/  */ /g' \
    "$latest/quality.en.txt" | grep -Em 1 '^graduates [0-9]')"
ok "and the console" grep -q '^rows replaced, late or repeated: 33; see ' "$a.log"

# C1 (2023) and C2 (2022, 2023): two of three senders sent 2023.
ok "a cohort that a sender owes" is 2022_v1_2025-02-05 "$(told missing)"
ok "is told with its period" grep -q "expected a submission for 2023" "$latest/quality.en.txt"

settings '"cutoff": "2025-03-01"'
ok "as it was in March" run "$a"
ok "the original counts" is 4/10 "$(rate)"
ok "later ones are late" is \
    "2023_v1_2025-05-05 2023_v2_2025-04-01 2023_v3_2026-01-15" "$(told late)"
ok "and all figures are those of then" cmp \
    "$latest/graduate_employment.csv" "$scratch/original/graduate_employment.csv"
settings
ok "without a cut-off" run "$a"
ok "the last version counts" is 3/3 "$(rate)"

# Two files of one sender, form, period, version and day that differ.
settings '"cutoff": "2025-12-01"'
before=$(readlink "$latest")
export_of "$c1" 2023 1 2 3 4 |
    written "$raw/${c1}_graduates_2023_v2_2025-04-01_исправлено.csv"
ok "rivals" fails run "$a"
ok "both are named" grep -q "${c1}_graduates_2023_v2_2025-04-01.csv and \
.*${c1}_graduates_2023_v2_2025-04-01_исправлено.csv are two submissions of the \
same sender, form and period" "$a.log"
ok "with status 1" fails_with 1 nightly "$a"
ok "and what is published stays" is "$before" "$(readlink "$latest")"
cp "$raw/${c1}_graduates_2023_v2_2025-04-01.csv" \
    "$raw/${c1}_graduates_2023_v2_2025-04-01_исправлено.csv"
ok "two that say the same are none" run "$a"
ok "and count once" is 5/11 "$(rate)"
summary
