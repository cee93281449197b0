# shellcheck shell=bash
# people.sh - what the tests about persons share: a tree of ten graduates of
# two colleges, their spells, the clusters of the colleges and the days of a
# calendar.  Source it after tree.sh.
#
# Ten persons; college C1 (Moscow) has p1-p6, C2 (Tver) p7-p10; all have their
# diploma of 2024-06-30, so six months later is 2024-12-30, twelve 2025-06-30:
#
#	     spells                                     at 6    at 12
#	p1   W 2024-08-01 -                             W       W
#	p2   W 2025-02-01 -                             none    W
#	p3   W 2024-07-01 -, A 2024-11-01 - 2025-11-01  A       A
#	p4   no spell at all                            none    none
#	p5   W 2024-07-01 - 2024-10-01                  none    none
#	p6   W 2024-07-01 - (in Tver)                   W       W
#	p7   W 2024-07-15 -                             W       W
#	p8   no spell at all                            none    none
#	p9   A 2024-12-01 -                             A       A
#	p10  W 2024-12-30 -                             W       W
#
# Worked at any time within 6 months: p1 p3 p5 p6 p7 p10; within 12: p2, too.
#
# C1 is in cluster K1 since 2022; C2 was in K2 from 2023-09-01 to 2024-06-01.

# snils N: the N-th person's number, with its check digits (METHODS 3.4).
snils() {
    local base=$((200000000 + $1 * 7919)) sum=0 i
    for ((i = 0; i < 9; i++)); do
        sum=$((sum + ${base:i:1} * (9 - i)))
    done
    printf '%s-%s-%s %02d' "${base:0:3}" "${base:3:3}" "${base:6:3}" \
        $((sum % 101 % 100))
}

# people_field NAME TYPE [MEMBERS]
people_field() {
    printf '{"name": "%s", "type": "%s", "title": {"ru": "%s", "en": "%s"}%s}' \
        "$1" "$2" "$1" "$1" "${3:+, $3}"
}

# people_schema NAME MEMBERS FIELD...: files are SENDER_VERSION_RECEIVED.csv
people_schema() {
    local name=$1 members=$2
    shift 2
    cat <<EOT
{"name": "$name", "title": {"ru": "$name", "en": "$name"},
 "source": {"ru": "тест", "en": "test"}, "licence": "CC0",
 "submission": {"sender": {"filename": "^([^_]*)"},
  "form": {"value": "$name"}, "period": {"value": "2024"},
  "version": {"filename": "^[^_]*_([0-9]+)_"},
  "received": {"filename": "_([0-9-]+)[.]csv"}}, $members
 "fields": [$(printf '%s' "$1"; shift; printf ',\n  %s' "$@")]}
EOT
}

people_schemas() {
    local person='"format": "snils", "role": "person", "constraints": {"required": true}'
    people_schema graduates '"primaryKey": ["person", "cohort"],' \
        "$(people_field person string "$person")" \
        "$(people_field birth date '"personal": true')" \
        "$(people_field sex string '"registry": "sexes"')" \
        "$(people_field college string '"registry": "colleges"')" \
        "$(people_field region string '"registry": "regions"')" \
        "$(people_field graduated date)" \
        "$(people_field cohort year '"role": "period"')" \
        >"$1/graduates/schema.json"
    people_schema spells '' \
        "$(people_field person string "$person")" \
        "$(people_field status string '"registry": "statuses"')" \
        "$(people_field started date)" "$(people_field ended date)" \
        "$(people_field employer string)" \
        "$(people_field region string '"registry": "regions"')" \
        >"$1/spells/schema.json"
    people_schema members '' \
        "$(people_field college string '"registry": "colleges"')" \
        "$(people_field cluster string '"registry": "clusters"')" \
        "$(people_field joined date)" "$(people_field left date)" \
        >"$1/members/schema.json"
    people_schema calendar '' \
        "$(people_field year year '"role": "period"')" \
        "$(people_field day date)" >"$1/calendar/schema.json"
}

# graduate N COLLEGE REGION SEX
graduate() {
    printf '%s;Фамилия%s Имя Отчество;%s.03.2005;%s;%s;%s;30.06.2024;2024\n' \
        "$(snils "$1")" "$1" "$((10 + $1))" "$4" "$2" "$3"
}

graduates_of_c1() {
    local n
    echo 'person;ФИО;birth;sex;college;region;graduated;cohort'
    for n in 1 2 3 4 5 6; do
        graduate $n C1 RU-MOS "$([ $n -le 3 ] && echo M || echo F)"
    done
}

graduates_of_c2() {
    local n
    echo 'person;ФИО;birth;sex;college;region;graduated;cohort'
    for n in 7 8 9 10; do
        graduate $n C2 RU-TVE "$([ $n -le 8 ] && echo M || echo F)"
    done
}

# spell N STATUS STARTED ENDED REGION
spell() {
    printf '%s;%s;%s;%s;Завод;%s\n' "$(snils "$1")" "$2" "$3" "$4" "$5"
}

spells() {
    echo 'person;status;started;ended;employer;region'
    spell 1 W 2024-08-01 '' RU-MOS
    spell 2 W 2025-02-01 '' RU-MOS
    spell 3 W 2024-07-01 '' RU-MOS
    spell 3 A 2024-11-01 2025-11-01 ''
    spell 5 W 2024-07-01 2024-10-01 RU-MOS
    spell 6 W 2024-07-01 '' RU-TVE
    spell 7 W 2024-07-15 '' RU-TVE
    spell 9 A 2024-12-01 '' ''
    spell 10 W 2024-12-30 '' RU-TVE
}

people_raw() {
    graduates_of_c1 >"$1/graduates/raw/C1_1_2026-02-01.csv"
    graduates_of_c2 >"$1/graduates/raw/C2_1_2026-02-01.csv"
    spells >"$1/spells/raw/fund_1_2026-03-01.csv"
    printf 'college;cluster;joined;left\n%s\n%s\n' 'C1;K1;2022-09-01;' \
        'C2;K2;2023-09-01;2024-06-01' >"$1/members/raw/all_1_2026-02-01.csv"
    printf 'year;day\n%s\n%s\n%s\n' '2022;2022-10-01' '2023;2023-10-01' \
        '2024;2024-10-01' >"$1/calendar/raw/all_1_2026-02-01.csv"
}

people_tables() {
    cat >"$1/outcomes.json" <<'EOT'
{"id": "outcomes", "kind": "table", "title": {"ru": "Итоги", "en": "Outcomes"},
 "from": "graduates",
 "steps": [
  {"join": "members", "key": {"college": "college"}, "date": "graduated",
   "from": "joined", "to": "left", "several": "first",
   "add": {"cluster": "cluster"}},
  {"follow": "spells", "points": [6, 12], "priority": ["A", "W"],
   "employed": ["W"]}]}
EOT
    cat >"$1/colleges_by_year.json" <<'EOT'
{"id": "colleges_by_year", "kind": "table",
 "title": {"ru": "Колледжи", "en": "Colleges"}, "from": "calendar",
 "steps": [
  {"join": "members", "date": "day", "from": "joined", "to": "left",
   "several": "all", "inner": true,
   "add": {"college": "college", "cluster": "cluster"}}]}
EOT
}

people_registries() {
    registry regions RU:Russia RU-MOS:Moscow RU-TVE:Tver >"$1/regions.json"
    registry sexes _T:All M:Men F:Women >"$1/sexes.json"
    registry colleges _T:All C1:One C2:Two >"$1/colleges.json"
    registry clusters _T:All K1:Metal K2:Ships >"$1/clusters.json"
    registry statuses _T:All W:Working A:Army NL:Unlinked NR:None \
        >"$1/statuses.json"
    registry within _T:All yes:Yes no:No unknown:Unknown >"$1/within.json"
    registry statistics statistic:Statistic level:Level \
        growth_rate:Growth increase:Increase >"$1/statistics.json"
    cat >"$1/points.json" <<'EOT'
{"id": "points", "title": {"ru": "Месяцы", "en": "Months"}, "source": "test",
 "entries": [{"id": "6", "title": {"ru": "6", "en": "6"}},
  {"id": "12", "title": {"ru": "12", "en": "12"}}]}
EOT
}

# people_indicator ID UNIT MEMBERS
people_indicator() {
    cat <<EOT
{"id": "$1", "kind": "indicator", "version": "1", "unit": "$2",
 "title": {"ru": "$1", "en": "$1"}, "text": {"ru": "$1", "en": "$1"},
 "source": {"ru": "тест", "en": "test"},
 "valid": {"from": "2020-01-01", "to": null}, $3,
 "protection": {"rule": "none", "text": {"ru": "тест", "en": "test"}}}
EOT
}

people_definitions() {
    people_indicator employed percent '
 "dimensions": [{"name": "point", "registry": "points"},
  {"name": "region", "registry": "regions"},
  {"name": "college", "registry": "colleges"},
  {"name": "cluster", "registry": "clusters"},
  {"name": "sex", "registry": "sexes"}],
 "breakdowns": [[], ["region"], ["college"], ["cluster"], ["region", "sex"]],
 "numerator": {"dataset": "outcomes", "measure": "rows",
  "where": {"outcome": ["W"]}},
 "denominator": {"dataset": "outcomes", "measure": "rows"},
 "interval": {"method": "wilson", "level": 0.95}' >"$1/employed.json"
    people_indicator ever percent '
 "dimensions": [{"name": "point", "registry": "points"},
  {"name": "region", "registry": "regions"}],
 "breakdowns": [[], ["region"]],
 "numerator": {"dataset": "outcomes", "measure": "rows",
  "where": {"within": ["yes"]}},
 "denominator": {"dataset": "outcomes", "measure": "rows"},
 "interval": {"method": "wilson", "level": 0.95}' >"$1/ever.json"
    people_indicator colleges college '
 "dimensions": [{"name": "statistic", "registry": "statistics"},
  {"name": "cluster", "registry": "clusters"}],
 "breakdowns": [[], ["cluster"]],
 "numerator": {"dataset": "colleges_by_year", "distinct": "college"},
 "series": {"statistics": ["level", "growth_rate", "increase"],
  "unit_field": "college"}' >"$1/colleges.json"
    cat >"$1/work.json" <<'EOT'
{"id": "work", "kind": "report", "title": {"ru": "Работа", "en": "Work"},
 "indicators": ["employed", "ever"], "breakdowns": [["point", "region"]],
 "totals": {"point": "6", "region": "RU", "college": "_T", "cluster": "_T",
  "sex": "_T"},
 "cells": {"all": {}},
 "summary": [{"ru": "Работают {all.value}.", "en": "Employed: {all.value}."}],
 "tables": [{"title": {"ru": "Регионы", "en": "Regions"}, "rows": "region",
  "columns": "point", "show": "value", "decimals": 1}],
 "notes": [], "sources": [{"ru": "тест", "en": "test"}]}
EOT
    cat >"$1/growth.json" <<'EOT'
{"id": "growth", "kind": "report", "title": {"ru": "Рост", "en": "Growth"},
 "indicators": ["colleges"], "breakdowns": [["statistic", "cluster"]],
 "totals": {"statistic": "level", "cluster": "_T"},
 "cells": {"all": {}},
 "summary": [{"ru": "Колледжей {all.value}.", "en": "Colleges: {all.value}."}],
 "tables": [{"title": {"ru": "Кластеры", "en": "Clusters"}, "rows": "cluster",
  "columns": "statistic", "show": "value", "decimals": 1}],
 "notes": [], "sources": [{"ru": "тест", "en": "test"}]}
EOT
}

# people_config [MEMBERS]
people_config() {
    cat <<EOT
{"title": {"ru": "Люди", "en": "People"}, "languages": ["en", "ru"],
 "datasets": ["datasets/graduates", "datasets/spells", "datasets/members",
  "datasets/calendar"],
 "tables": ["datasets/tables/outcomes.json",
  "datasets/tables/colleges_by_year.json"],
 "registries": ["datasets/reference/regions.json",
  "datasets/reference/sexes.json", "datasets/reference/colleges.json",
  "datasets/reference/statuses.json", "datasets/reference/within.json",
  "datasets/reference/clusters.json", "datasets/reference/points.json",
  "datasets/reference/statistics.json"],
 "indicators": ["reports/definitions/employed.json",
  "reports/definitions/ever.json", "reports/definitions/colleges.json"],
 "reports": ["reports/definitions/work.json",
  "reports/definitions/growth.json"]${1:+, $1}}
EOT
}

# people DIR [MEMBERS OF THE CONFIG]: the tree, whole.
people() {
    local name
    for name in graduates spells members calendar; do
        mkdir -p "$1/datasets/$name/raw"
    done
    mkdir -p "$1"/datasets/{reference,tables} "$1/reports/definitions"
    people_schemas "$1/datasets"
    people_raw "$1/datasets"
    people_tables "$1/datasets/tables"
    people_registries "$1/datasets/reference"
    people_definitions "$1/reports/definitions"
    people_config "${2-}" >"$1/config.json"
}
