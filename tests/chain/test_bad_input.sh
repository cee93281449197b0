#!/usr/bin/env bash
# test_bad_input.sh - bad input about persons: everything is found in one pass,
# with file, line and reason, and the run goes on; what would mislead is refused.
# shellcheck source=tests/chain/tree.sh
. "$(dirname "$0")/tree.sh"
# shellcheck source=tests/chain/people.sh
. "$(dirname "$0")/people.sh"
# shellcheck source=tests/chain/bundled.sh
. "$(dirname "$0")/bundled.sh"
# shellcheck disable=SC2154 # root and scratch are set by tree.sh

a=$scratch/a
latest=$a/reports/latest
graduates=$a/datasets/graduates/raw
members=$a/datasets/cluster_colleges/raw/Реестр_colleges_2025_v1_2025-01-15.csv
spells=$a/datasets/spells/raw/Омская\ область_spells_2025_v1_2025-02-10.csv

# person N [COLLEGE [REGION]]: a graduate of 2023.
person() {
    printf 'Фамилия%s Имя Отчество;%s;%s.05.2004;Ж;нет;%s;23.02.07;%s;30.06.2023;2023\n' \
        "$1" "$(snils "$1")" "$((10 + $1))" "${2-Омский колледж отраслевых технологий}" \
        "${3-Омская область}"
}

# wrong N: the number of person N, its last digit another one.
wrong() {
    local number last
    number=$(snils "$1")
    last=${number: -1}
    printf '%s%s' "${number%?}" "$(((last + 1) % 10))"
}

# college NAME COHORT: the standard input as its file.
college() {
    {
        echo 'ФИО;СНИЛС;Дата рождения;Пол;ОВЗ;Колледж;Программа;Регион;Дата выпуска;Год выпуска'
        cat
    } | written "$graduates/$1_graduates_$2_v1_2025-02-03.csv"
}

bad_graduates() {
    {
        person 1                                      # line 2
        person 2 | sed "s/$(snils 2)/$(wrong 2)/"     # 3: wrong digits
        person 3 'Омский колледж отраслевых технологий' 'Атлантида' # 4
        person 4 'Неведомый колледж'                  # 5
        person 5                                      # 6: C2 reports it, too
        person 6                                      # 7 to 9: bad spells
        person 7
        person 8
    } | college 'Омский колледж отраслевых технологий' 2023
    {
        person 9 'Тарский техникум'                   # 2: in two clusters
        person 5 'Тарский техникум'                   # 3
    } | college 'Тарский техникум' 2023
    person 10 'Исилькульский лицей' | sed 's/2023/2022/g' |
        college 'Исилькульский лицей' 2022            # and none of 2023
    person 11 'Тарский техникум' | college 'Неведомый лицей' 2023
}

bad_spells() {
    echo 'СНИЛС;Статус;Начало;Конец;Работодатель;Регион работы'
    printf '%s;работает;%s;%s;ООО «Завод»;%s\n' \
        "$(snils 1)" 01.08.2023 '' 'Омская область' \
        "$(snils 6)" 01.05.2004 '' 'Омская область' \
        "$(snils 7)" 01.02.2025 '' 'Омская область' \
        "$(snils 8)" 01.09.2023 31.08.2023 'Омская область' \
        "$(snils 9)" 01.09.2023 '' 'Атлантида' \
        "$(wrong 1)" 01.09.2023 '' 'Омская область'
    printf '%s;летает;01.09.2023;;;\n' "$(snils 9)"
}

bad_members() {
    echo 'Кластер;Колледж;Дата включения;Дата исключения'
    printf '%s;%s;%s;\n' ОПК-001 'Омский колледж отраслевых технологий' 01.09.2022 \
        ОПК-001 'Омский колледж отраслевых технологий' 01.01.2023 \
        ОПК-001 'Тарский техникум' 01.09.2022 ОПК-002 'Тарский техникум' 01.10.2022
}

# found: every finding of the quality report, beside columns that no schema
# names: FILE:LINE, level, reason, rule or column, what was expected.
found() {
    python3 - "$latest/quality.json" <<'PY'
import json, sys
data = json.load(open(sys.argv[1], encoding="utf-8"))
for one in data["inputs"] + data.get("tables", []):
    assert one.get("adds_up", True)
    name = one.get("table") or one["file"].split("/")[1] + "/" + one["file"].split("/")[-1].split("_")[0]
    for finding in one["findings"]:
        if finding["reason"] == "extra-label":
            continue
        assert finding["count"] == len(finding["first"])
        for place in finding["first"]:
            print("%s:%d %s %s %s: %s" % (
                name, place.get("line", 0), finding["level"], finding["reason"],
                place.get("column", "-"), place["expected"]["en"]))
PY
}

# aside: line, reason, rule and what was found in the spells, of the set-aside
# lists of the work folder.
aside() {
    python3 - "$(work_folder "$a")"/aside/*.csv <<'PY' | sort -u
import csv, sys
for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if "/spells/" in row["file"] and "reason" in row:
                print(row["line"], row["reason"], row["rule"], row["found"], sep=",")
PY
}

# cell COLUMN: gross employment of C1's graduates after twelve months.
cell() {
    node tests/chain/cell.mjs "$latest/graduate_employment.csv" \
        indicator=employment_gross period=2023 point=12 college=C1 programme=_T \
        industry=_T region=RU sex=_T disability=_T "$1"
}

bundled "$a" '"until": "2025-01-31", "tolerance": 1'
printf '%s\n' 'Кластер;Субъект РФ;Отрасль;Дата создания;Опорное предприятие' \
    'ОПК-001;Омская область;Машиностроение;01.09.2022;АО «Омский моторный завод»' \
    'ОПК-002;Омская область;Металлургия;01.09.2022;АО «Омский моторный завод»' |
    written "$a/datasets/clusters/raw/Реестр_clusters_2025_v1_2025-01-15.csv"
bad_graduates
bad_spells | written "$spells"
bad_members | written "$members"
ok "bad rows about persons" run "$a"
[ "$failed" -eq 0 ] || { cat "$a.log"; summary; exit 1; }

o='graduates/Омский колледж отраслевых технологий'
t=graduates/'Тарский техникум'
g=datasets/graduates/raw
ok "finds all of it, and nothing else" diff - <(found | sort) <<END
cluster_colleges/Реестр:3 warning overlapping-interval joined: a day on which \
datasets/cluster_colleges/raw/${members##*/}:2, which says the same, is no longer valid
graduates/Исилькульский лицей:0 warning missing-submission -: a submission for 2023
graduates/Неведомый лицей:0 error foreign-key submission.sender: an id, a title or an alias of "colleges"
$o:3 error checksum-error person: a SNILS whose last two digits check the others
$o:4 error foreign-key region: an id, a title or an alias of "subjects"
$o:5 error foreign-key college: an id, a title or an alias of "colleges"
$o:6 error primary-key -: each key once; $g/Тарский техникум_graduates_2023_v1_2025-02-03.csv:3 has it, too, with other values
$t:2 warning ambiguous-match college: one match in cluster_colleges, where 2 are; the first, \
datasets/cluster_colleges/raw/${members##*/}:4, was taken
$t:3 error primary-key -: each key once; $g/${o#*/}_graduates_2023_v1_2025-02-03.csv:6 has it, too, with other values
spells/Омская область:3 error row-constraint started: no day before the person's birth
spells/Омская область:4 error row-constraint started: no day after …
spells/Омская область:5 error row-constraint ended: at least …
spells/Омская область:6 error foreign-key region: an id, a title or an alias of "subjects"
spells/Омская область:7 error checksum-error person: a SNILS whose last two digits check the others
spells/Омская область:8 error foreign-key status: an id, a title or an alias of "outcome_statuses"
END
ok "the console counts it" is "rows set aside: 5; rows under review: 7; see \
$latest/quality.en.txt" "$(tail -n 1 "$a.log")"
ok "the lists of the owner say what was found" diff - <(aside) <<'END'
3,row-constraint,spell_before_birth,2004-05-01
4,row-constraint,spell_in_future,2025-02-01
5,row-constraint,spell_dates,2023-08-31
6,foreign-key,,Атлантида
7,checksum-error,,…
8,foreign-key,,летает
END

# Of C1 one row is sure, 1, who works. Lost are 2 to 5; 6 to 8, for the days of
# their spells are not to be believed; and a spell of somebody unknown.
ok "what can be counted, is" is 1/1 "$(cell numerator)/$(cell denominator)"
ok "the cell is partial" is partial "$(cell flags)"
ok "one of nine" is 0.111 "$(cell coverage | cut -c1-5)"

# A register without rows: graduates are followed, in no industry.
sed -i '2,$d' "$members"
ok "an empty side of a join" run "$a"
ok "is told on the console" grep -q 'resolve-cluster_colleges.arrow: no rows to join' "$a.log"
ok "and in the report" is "resolve-cluster_colleges.arrow:0 warning empty-join -: \
rows of the dataset cluster_colleges, to put together with others" "$(found | grep empty-join)"
ok "the figures stay" is 1/1 "$(cell numerator)/$(cell denominator)"
bad_members | written "$members"

# Where going on would mislead.
before=$(readlink "$latest")
person 1 'Тарский техникум' | college 'Тарский техникум' 2023
mv "$graduates/Тарский техникум_graduates_2023_v1_2025-02-03.csv" \
    "$graduates/Тарский техникум_graduates_2023_v1_2025-02-03_б.csv"
bad_graduates
ok "rivals are refused" fails_with 1 nightly "$a"
ok "by both names" grep -qF "$g/Тарский техникум_graduates_2023_v1_2025-02-03.csv and \
$g/Тарский техникум_graduates_2023_v1_2025-02-03_б.csv are two submissions of the same \
sender, form and period (versions \"1\" and \"1\", received \"2025-02-03\" and \
\"2025-02-03\") and cannot be ordered" "$a.log"
rm "$graduates"/*_б.csv
no_spells() {
    fails_with 1 nightly "$a" && grep -qF 'resolve-spells-1.arrow: there is not one spell, so '\
'everybody would seem to have no outcome; check that the exports of "spells" have rows and '\
'that not all of them are set aside' "$a.log"
}
bad_spells | sed -n 1p | written "$spells"
ok "spells with nothing but a header are refused" no_spells
bad_spells | sed -n '1p;6,8p' | written "$spells"
ok "and those that were all set aside or are under review" no_spells
bad_spells | written "$spells"
chmod 640 "$KEY"
ok "a key that others can read is refused" fails_with 2 nightly "$a"
ok "with what to do" grep -qF "$KEY: others could read the key: found mode 0640, \
expected 0600; run: chmod 600 $KEY" "$a.log"
chmod 600 "$KEY"
ok "what was published stays" is "$before" "$(readlink "$latest")"
ok "and all is well again" fails_with 0 nightly "$a"
summary
