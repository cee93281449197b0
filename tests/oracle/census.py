#!/usr/bin/env python3
"""census.py - recompute the employment rates of the census of 2002

usage: census.py [--population FILE] [--employed FILE] OBSERVATIONS
       census.py [--population FILE] [--employed FILE] --self-check

An independent oracle: it reads the two raw tables of Rosstat with a parser of
its own, adds up what the tables do not print (Russia; the whole population of
Moscow, Saint Petersburg and Ust-Orda), computes every rate and its Wilson
limits in 40-digit decimal arithmetic, and compares them with the observations
that profstat has published: a CSV file, or the JSON-stat collection (.json).  Nothing here is shared with profstat: neither
code, nor the schemas, nor the code lists.  It needs python3 only.

Prints what it compared and "N passed, N failed"; exit 0 if nothing failed,
1 if something did, 2 if it was called wrongly, 3 if a file cannot be read.
"""
import argparse
import csv
import decimal
import glob
import itertools
import json
import math
import os
import statistics
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DATASETS = os.path.join(HERE, "..", "..", "datasets")

# The blocks of the tables in their order, with ISO 3166-2 codes of 2002.
TERRITORIES = """\
RU-CFD Центральный федеральный округ
RU-BEL Белгородская область
RU-BRY Брянская область
RU-VLA Владимирская область
RU-VOR Воронежская область
RU-IVA Ивановская область
RU-KLU Калужская область
RU-KOS Костромская область
RU-KRS Курская область
RU-LIP Липецкая область
RU-MOS Московская область
RU-ORL Орловская область
RU-RYA Рязанская область
RU-SMO Смоленская область
RU-TAM Тамбовская область
RU-TVE Тверская область
RU-TUL Тульская область
RU-YAR Ярославская область
RU-MOW г. Москва
RU-NWFD Северо-Западный федеральный округ
RU-KR Республика Карелия
RU-KO Республика Коми
RU-ARK Архангельская область
RU-NEN Ненецкий автономный округ
RU-VLG Вологодская область
RU-KGD Калининградская область
RU-LEN Ленинградская область
RU-MUR Мурманская область
RU-NGR Новгородская область
RU-PSK Псковская область
RU-SPE г. Санкт-Петербург
RU-SFD Южный федеральный округ
RU-AD Республика Адыгея
RU-DA Республика Дагестан
RU-IN Республика Ингушетия
RU-KB Кабардино-Балкарская Республика
RU-KL Республика Калмыкия
RU-KC Карачаево-Черкесская Республика
RU-SE Республика Северная Осетия - Алания
RU-CE Чеченская Республика
RU-KDA Краснодарский край
RU-STA Ставропольский край
RU-AST Астраханская область
RU-VGG Волгоградская область
RU-ROS Ростовская область
RU-VFD Приволжский федеральный округ
RU-BA Республика Башкортостан
RU-ME Республика Марий Эл
RU-MO Республика Мордовия
RU-TA Республика Татарстан
RU-UD Удмуртская Республика
RU-CU Чувашская Республика
RU-KIR Кировская область
RU-NIZ Нижегородская область
RU-ORE Оренбургская область
RU-PNZ Пензенская область
RU-PER Пермская область
RU-KOP Коми-Пермяцкий автономный округ
RU-SAM Самарская область
RU-SAR Саратовская область
RU-ULY Ульяновская область
RU-UFD Уральский федеральный округ
RU-KGN Курганская область
RU-SVE Свердловская область
RU-TYU Тюменская область
RU-KHM Ханты-Мансийский автономный округ – Югра
RU-YAN Ямало-Ненецкий автономный округ
RU-CHE Челябинская область
RU-SIFD Сибирский федеральный округ
RU-AL Республика Алтай
RU-BU Республика Бурятия
RU-TY Республика Тыва
RU-KK Республика Хакасия
RU-ALT Алтайский край
RU-KYA Красноярский край
RU-TAY Таймырский (Долгано-Ненецкий) автономный округ
RU-EVE Эвенкийский автономный округ
RU-IRK Иркутская область
RU-UOB Усть-Ордынский Бурятский автономный округ
RU-KEM Кемеровская область
RU-NVS Новосибирская область
RU-OMS Омская область
RU-TOM Томская область
RU-CHI Читинская область
RU-AGB Агинский Бурятский автономный округ
RU-FEFD Дальневосточный федеральный округ
RU-SA Республика Саха (Якутия)
RU-PRI Приморский край
RU-KHA Хабаровский край
RU-AMU Амурская область
RU-KAM Камчатская область
RU-KOR Корякский автономный округ
RU-MAG Магаданская область
RU-SAK Сахалинская область
RU-YEV Еврейская автономная область
RU-CHU Чукотский автономный округ
"""
DISTRICTS = "RU-CFD RU-NWFD RU-SFD RU-VFD RU-UFD RU-SIFD RU-FEFD".split()
NO_RURAL = ("RU-MOW", "RU-SPE")
NO_URBAN = ("RU-UOB",)

RESIDENCES = {"Все население": "_T", "Городское население": "U",
              "Сельское население": "R"}
SEXES = {"Мужчины": "M", "Женщины": "F"}
AGES = {"15–17": "Y15T17", "18–19": "Y18T19", "20–24": "Y20T24",
        "25–29": "Y25T29", "30–34": "Y30T34", "35–39": "Y35T39",
        "40–44": "Y40T44", "45–49": "Y45T49", "50–54": "Y50T54",
        "55–59": "Y55T59", "60–64": "Y60T64", "65–69": "Y65T69",
        "70 и более": "Y_GE70", "Возраст не указан": "_U",
        "трудоспособном": "Y_WORKING",
        "старше трудоспособного": "Y_ABOVE_WORKING", "16-29 лет": "Y16T29"}
ALL_AGES = ["Y_GE15", *AGES.values()]
# Column codes, each with the lowest text of its merged header.
COLUMNS = [
    ("_T", "Всего"),
    ("postgraduate", "послевузовское"),
    ("higher", "высшее"),
    ("incomplete_higher", "неполное высшее"),
    ("secondary_vocational", "среднее"),
    ("primary_vocational", "начальное"),
    ("secondary_general", "среднее (полное)"),
    ("basic_general", "основное"),
    ("primary_general", "начальное"),
    ("none", "Не имеющие начального общего образования"),
    ("illiterate", "из них неграмотные"),
    ("not_stated", "Не указавшие уровень образования")]
EDUCATIONS = [code for code, _ in COLUMNS]
DIMENSIONS = ["territory", "residence", "sex", "age", "education"]

decimal.getcontext().prec = 40
# Per cent are shown with one decimal: below this a rate rounds to zero.
ROUNDS_TO_ZERO = decimal.Decimal("0.05")
Z = decimal.Decimal(statistics.NormalDist().inv_cdf(0.975))


class Unreadable(Exception):
    """The raw file is not the table that this program knows."""


def words(text):
    return " ".join(text.split())


def logical_rows(path):
    """Rows of 13 cells; a header cell may run over several physical lines."""
    with open(path, encoding="utf-8", newline="\n") as file:
        row = None
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if row is None:
                row = cells
            else:
                row[-1] += " " + cells[0]
                row += cells[1:]
            if len(row) < 13:
                continue
            if len(row) > 13:
                raise Unreadable(f"{path}: a row of {len(row)} cells")
            yield [words(cell) for cell in row]
            row = None
        if row is not None:
            raise Unreadable(f"{path}: the last row is cut")


def check_header(path, header):
    """The words over each column must be those of its education level."""
    if len(header) != 3:
        raise Unreadable(f"{path}: {len(header)} header rows, expected 3")
    for i, (code, expected) in enumerate(COLUMNS, 1):
        # the lowest text is the column's own, those above are its groups'
        found = [row[i] for row in header if row[i]]
        if not found or found[-1] != expected:
            raise Unreadable(f"{path}: column {code}: found {found}")


def count(cell):
    if cell == "-":
        return 0
    number = float(cell)
    if number != int(number) or number < 0:
        raise Unreadable(f"no count: {cell}")
    return int(number)


def by_prefix(stub, table):
    for prefix, code in table.items():
        if stub.startswith(prefix):
            return code
    return None


def read_table(path):
    """Counts as {(territory, residence, sex, age, education): number}."""
    names = {line.split(" ", 1)[1]: line.split(" ", 1)[0]
             for line in TERRITORIES.splitlines()}
    counts, seen, header, started = {}, [], [], False
    territory = residence = sex = None
    for stub, *cells in logical_rows(path):
        if not any(cells):
            if stub in names:
                territory, residence, sex = names[stub], None, None
                seen.append(territory)
                started = True
            elif started and not stub.startswith(("в том числе", "Из общей")):
                raise Unreadable(f"{path}: unknown heading {stub!r}")
            continue
        if not started:
            header.append([stub, *cells])
            continue
        age = "Y_GE15"
        if by_prefix(stub, RESIDENCES):
            residence, sex = by_prefix(stub, RESIDENCES), "_T"
        elif by_prefix(stub, SEXES):
            sex = by_prefix(stub, SEXES)
        elif stub in AGES:
            age = AGES[stub]
        else:
            raise Unreadable(f"{path}: unknown row {stub!r}")
        for education, cell in zip(EDUCATIONS, cells):
            key = (territory, residence, sex, age, education)
            if None in key or key in counts:
                raise Unreadable(f"{path}: row {stub!r} stands twice: {key}")
            counts[key] = count(cell)
    check_header(path, header)
    if seen != list(names.values()):
        raise Unreadable(f"{path}: the territories are not those of 2002")
    return counts


def lacking(territory, residence):
    """True where the territory has no such population."""
    return (residence == "R" and territory in NO_RURAL or
            residence == "U" and territory in NO_URBAN)


def lookup(counts, key):
    """A printed count, or the sum of the counts that make it up."""
    if key in counts:
        return counts[key]
    territory, residence, *rest = key
    if territory == "RU":
        return sum(counts[(district, residence, *rest)]
                   for district in DISTRICTS)
    if residence != "_T":
        raise Unreadable(f"no count for {key}")
    return sum(counts[(territory, part, *rest)] for part in ("U", "R")
               if not lacking(territory, part))


def wilson(x, n):
    """Score limits in per cent (Wilson 1927), 95 per cent."""
    x, n = decimal.Decimal(x), decimal.Decimal(n)
    middle = 2 * x + Z * Z
    half = Z * (Z * Z + 4 * x * (1 - x / n)).sqrt()
    below = 2 * (n + Z * Z)
    return 100 * (middle - half) / below, 100 * (middle + half) / below


def expected(population, employed):
    """Yield (key, row) for every observation; row holds texts and numbers."""
    territories = ["RU"] + [line.split(" ", 1)[0]
                            for line in TERRITORIES.splitlines()]
    for key in itertools.product(territories, ("_T", "U", "R"),
                                 ("_T", "M", "F"), ALL_AGES, EDUCATIONS):
        row = {"status": "not_applicable", "numerator": None,
               "denominator": None, "value": None, "lower": None,
               "upper": None}
        if not lacking(*key[:2]):
            x, n = lookup(employed, key), lookup(population, key)
            row["numerator"], row["denominator"] = x, n
            if x > n:
                raise Unreadable(f"more employed than people: {key}")
            if n > 0:
                tiny = 0 < decimal.Decimal(100 * x) / n < ROUNDS_TO_ZERO
                row["status"] = "negligible" if tiny else "ok"
                row["value"] = float(100 * decimal.Decimal(x) / n)
                row["lower"], row["upper"] = map(float, wilson(x, n))
        yield key, row


def differs(want, text):
    """True if a published cell is not what it must be."""
    if want is None or isinstance(want, str):
        return text != (want or "")
    if isinstance(want, int):
        return text != str(want)
    try:
        return not math.isclose(float(text), want, rel_tol=1e-9, abs_tol=1e-9)
    except ValueError:
        return True


def constants(row):
    """Columns that are the same in every row of one status."""
    ok = row["status"] in ("ok", "negligible")
    return {"indicator": "employment_rate", "definition": "2002.1",
            "period": "2002", "unit": "percent", "flags": "",
            **({"reason": "", "method": "wilson", "coverage": 1.0}
               if ok else {})}


def csv_rows(path):
    """The published rows of a CSV file, as {column: text}."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def jsonstat_rows(path):
    """The same from the dataset of a collection that has all dimensions."""
    with open(path, encoding="utf-8") as file:
        items = json.load(file)["link"]["item"]
    item = next(one for one in items if set(DIMENSIONS) < set(one["id"]))
    codes = []
    for name, size in zip(item["id"], item["size"]):
        index = item["dimension"][name]["category"]["index"]
        if isinstance(index, dict):
            index = sorted(index, key=index.get)
        if len(index) != size:
            raise Unreadable(f"{path}: {name}: {len(index)} codes of {size}")
        codes.append(index)
    if len(item["value"]) != math.prod(item["size"]):
        raise Unreadable(f"{path}: {len(item['value'])} values")
    if item["id"][-1] != "metric":
        raise Unreadable(f"{path}: metric is not the last dimension")
    metrics, at = codes.pop(), 0
    for key in itertools.product(*codes):
        values = item["value"][at:at + len(metrics)]
        row = dict(zip(item["id"], key))
        row.update((name, "" if value is None else repr(value))
                   for name, value in zip(metrics, values))
        found = {item["status"].get(str(at + i), "ok")
                 for i in range(len(metrics))}
        row["status"] = " and ".join(sorted(found))
        at += len(metrics)
        yield row


def compare(path, population, employed):
    """Compare a published file with what it must be; count the rows."""
    want = dict(expected(population, employed))
    passed = failed = 0

    def fail(key, what):
        nonlocal failed
        failed += 1
        if failed <= 20:
            print(f"{path}: {' '.join(key)}: {what}")

    seen = set()
    rows = jsonstat_rows if path.endswith(".json") else csv_rows
    for published in rows(path):
        key = tuple(published[name] for name in DIMENSIONS)
        if key not in want or key in seen:
            fail(key, "stands twice" if key in seen else "not expected")
            continue
        seen.add(key)
        row = dict(want[key])
        if rows is csv_rows:
            row.update(constants(row))
        # of 0/0 the two zeros may be printed or left out
        if row["denominator"] == 0 and published["denominator"] == "":
            row["numerator"] = row["denominator"] = None
        wrong = [f"{name}: found {published[name]!r}, expected {value!r}"
                 for name, value in row.items()
                 if differs(value, published[name])]
        if wrong:
            fail(key, "; ".join(wrong))
        else:
            passed += 1
    for key in want.keys() - seen:
        fail(key, "is missing")
    print(f"compared {len(seen)} observations, expected {len(want)}")
    print(f"{passed} passed, {failed} failed")
    return failed == 0 and passed == len(want)


def identities(counts):
    """The sums that a table must keep, as (title, how many break it)."""
    groups = ALL_AGES[1:ALL_AGES.index("_U")]
    parts = [code for code in EDUCATIONS if code not in ("_T", "illiterate")]
    okrugs = [line.split(" ", 1)[0] for line in TERRITORIES.splitlines()
              if "автономный округ" in line and "Чукотский" not in line]
    subjects, district = {}, None
    for line in TERRITORIES.splitlines():
        code = line.split(" ", 1)[0]
        if code in DISTRICTS:
            district = code
            subjects[district] = []
        elif code not in okrugs:
            subjects[district].append(code)
    broken = dict.fromkeys(("ages", "education", "sex", "residence",
                            "district"), 0)
    for (territory, residence, sex, age, education), n in counts.items():
        if age == "Y_GE15":
            broken["ages"] += n != sum(
                counts[(territory, residence, sex, group, education)]
                for group in groups)
        if education == "_T":
            broken["education"] += n != sum(
                counts[(territory, residence, sex, age, part)]
                for part in parts)
        if sex == "_T":
            broken["sex"] += n != sum(
                counts[(territory, residence, part, age, education)]
                for part in ("M", "F"))
        if residence == "_T":
            broken["residence"] += n != sum(
                counts[(territory, part, sex, age, education)]
                for part in ("U", "R"))
        if territory in DISTRICTS:
            broken["district"] += n != sum(
                lookup(counts, (subject, residence, sex, age, education))
                for subject in subjects[territory]
                if not lacking(subject, residence))
    return broken.items()


def self_check(population, employed):
    """Three known figures, that their limits solve Wilson's equation, and
    the sums within each table."""
    known = [
        ("Russia, secondary vocational", "RU", "secondary_vocational",
         (21946935, 32929158), "66.6489", ("66.6328", "66.6650")),
        ("Russia, primary vocational", "RU", "primary_vocational",
         (9391054, 15366897), "61.1122", None),
        ("Kabardino-Balkaria, secondary vocational", "RU-KB",
         "secondary_vocational", None, "55.4085", None)]
    want = dict(expected(population, employed))
    passed = failed = 0
    for title, territory, education, pair, value, limits in known:
        row = want[(territory, "_T", "_T", "Y_GE15", education)]
        x, n = row["numerator"], row["denominator"]
        share = x / n
        good = f"{row['value']:.4f}" == value
        good = good and pair in (None, (x, n))
        for name, i in (("lower", 0), ("upper", 1)):
            p = row[name] / 100
            good = good and math.isclose(abs(p - share), float(Z) *
                                         math.sqrt(p * (1 - p) / n),
                                         rel_tol=1e-6)
            if limits is not None:
                good = good and f"{row[name]:.4f}" == limits[i]
        print(f"{'pass' if good else 'FAIL'} {title}: {x}/{n} = "
              f"{row['value']:.4f} [{row['lower']:.4f}; {row['upper']:.4f}]")
        passed, failed = passed + good, failed + (not good)
    for table, counts in (("population", population), ("employed", employed)):
        for title, broken in identities(counts):
            print(f"{'FAIL' if broken else 'pass'} {table}: the parts of "
                  f"{title} add up, {broken} exceptions")
            passed, failed = passed + (not broken), failed + (broken > 0)
    print(f"{passed} passed, {failed} failed")
    return failed == 0


def only_file(dataset):
    """The one raw file of a bundled dataset."""
    files = sorted(glob.glob(os.path.join(DATASETS, dataset, "raw", "*")))
    if len(files) != 1:
        raise Unreadable(f"datasets/{dataset}/raw: {len(files)} files")
    return files[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--population", help="raw table 3 of volume 3")
    parser.add_argument("--employed", help="raw table 7 of volume 3")
    parser.add_argument("--self-check", action="store_true")
    parser.add_argument("observations", nargs="?")
    args = parser.parse_args()
    if args.self_check == (args.observations is not None):
        parser.error("give either --self-check or one published file")
    try:
        population = read_table(args.population or
                                only_file("census_2002_population"))
        employed = read_table(args.employed or
                              only_file("census_2002_employed"))
        if args.self_check:
            good = self_check(population, employed)
        else:
            good = compare(args.observations, population, employed)
    except (OSError, Unreadable, ValueError, KeyError) as error:
        print(f"census.py: {error}", file=sys.stderr)
        return 3
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
