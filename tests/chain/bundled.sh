# shellcheck shell=bash
# bundled.sh - a tree with the bundled schemas, code lists, derived table and
# definitions of graduates, for raw exports that a test brings itself: one
# college of Omsk in one cluster.  Source it after tree.sh.

# written FILE: the standard input as the sources write it, Windows-1251.
written() {
    iconv -f UTF-8 -t WINDOWS-1251 >"$1"
}

# listed FOLDER FILE...: these files as a list of the config, from FOLDER on.
listed() {
    local folder=$1 file between=''
    shift
    for file in "$@"; do
        printf '%s"%s"' "$between" "${file#"$folder/"}"
        between=', '
    done
}

# bundled_config DIR [MEMBERS]: employment and quality; nothing is protected.
bundled_config() {
    cat <<EOT
{"title": {"ru": "Выпускники", "en": "Graduates"}, "languages": ["en", "ru"],
 "datasets": ["datasets/graduates", "datasets/spells", "datasets/clusters",
  "datasets/cluster_colleges"],
 "tables": ["datasets/tables/graduate_outcomes.json"],
 "registries": [$(listed "$1" "$1"/datasets/reference/*.json)],
 "indicators": [$(listed "$1" "$1"/reports/definitions/employment_*.json)],
 "reports": ["reports/definitions/graduate_employment.json",
  "reports/definitions/quality.json"],
 "protection": {"threshold": 1}${2:+, $2}}
EOT
}

# bundled DIR [MEMBERS OF THE CONFIG]: the tree, its graduates and spells apart.
bundled() {
    local name
    for name in graduates spells clusters cluster_colleges; do
        mkdir -p "$1/datasets/$name/raw"
        cp "datasets/$name/schema.json" "$1/datasets/$name"
    done
    mkdir -p "$1"/datasets/{reference,tables} "$1/reports/definitions"
    for name in subjects industries programmes outcome_statuses within places \
        points disability sex statistics; do
        cp "datasets/reference/$name.json" "$1/datasets/reference"
    done
    cp datasets/tables/graduate_outcomes.json "$1/datasets/tables"
    for name in graduate_employment quality employment_{gross,net,within}{,_highest} \
        employment_{status,outflow,conscription,change,colleges,regions} \
        employment_gap_{disability,sex}; do
        cp "reports/definitions/$name.json" "$1/reports/definitions"
    done
    registry colleges '_T:Все колледжи' \
        'C1:БПОУ «Омский колледж отраслевых технологий»' \
        'C2:БПОУ «Тарский техникум»' 'C3:БПОУ «Исилькульский лицей»' |
        LC_ALL=C.UTF-8 sed -E \
            's/("id": "C[0-9]",)([^{]*\{"ru": "БПОУ «([^»]*)»")/\1 "aliases": ["\3"],\2/g' \
            >"$1/datasets/reference/colleges.json"
    registry clusters '_T:Все кластеры' 'K1:ОПК-001' 'K2:ОПК-002' \
        >"$1/datasets/reference/clusters.json"
    registry enterprises '_T:Все предприятия' 'E1:АО «Омский моторный завод»' \
        >"$1/datasets/reference/enterprises.json"
    printf '%s\n' 'Кластер;Субъект РФ;Отрасль;Дата создания;Опорное предприятие' \
        'ОПК-001;Омская область;Машиностроение;01.09.2022;АО «Омский моторный завод»' |
        written "$1/datasets/clusters/raw/Реестр_clusters_2025_v1_2025-01-15.csv"
    printf '%s\n' 'Кластер;Колледж;Дата включения;Дата исключения' \
        'ОПК-001;Омский колледж отраслевых технологий;01.09.2022;' |
        written "$1/datasets/cluster_colleges/raw/Реестр_colleges_2025_v1_2025-01-15.csv"
    bundled_config "$1" "${2-}" >"$1/config.json"
}
