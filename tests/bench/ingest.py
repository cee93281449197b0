#!/usr/bin/env python3
"""ingest.py BUILD [MIB] [RUNS] - one large export, Windows-1251 with `;`, nine
columns, MIB [1000] MiB: ingest to an Arrow file with one and with two threads,
libcsv with empty callbacks, and DuckDB reading the same rows as UTF-8 into a
typed table.  All in turn, RUNS [3] times; prints the best seconds of each, MB/s
of the export, memory, and the ratios.  A file of which each tenth row is damaged
comes last."""
import json, os, shutil, subprocess, sys, time

build = os.path.realpath(sys.argv[1])
mib = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 3
here = os.path.dirname(os.path.realpath(__file__))
work = build + "/bench/ingest"
os.makedirs(work, exist_ok=True)
HEAD = "region;college;programme;year;students;graduates;share;day;dormitory"
REGIONS = ["Омская область", "Республика Татарстан", "Краснодарский край", "Москва",
           "Ханты-Мансийский автономный округ – Югра", "Ярославская область"]
KINDS = ["ГБПОУ «Колледж отраслевых технологий № %d»", "ГАПОУ «Техникум сервиса № %d»",
         "БПОУ «Медицинский колледж № %d»", "ОГБПОУ «Политехнический техникум № %d»"]


def row(i):
    students = 20 + i * 7919 % 480
    graduates = i * 104729 % (students + 1)
    return ";".join((REGIONS[i % 6], KINDS[i % 4] % (i % 1250), "%02d.%02d.%02d" % (
        8 + i % 40, 1 + i % 2, 1 + i % 20), str(2018 + i % 8), str(students), str(graduates),
        ("%.1f" % (100 * graduates / students)).replace(".", ","),
        "%02d.%02d.%d" % (1 + i % 28, 1 + i % 12, 2018 + i % 8), "да" if i % 3 else "нет"))


def damaged(i, line):
    return line if i % 10 else (line.replace(";20", ";год 20", 1), line + ";x;y", '"' + line,
                                line.rsplit(";", 4)[0])[i // 10 % 4]


def write(path, encoding, size, change=lambda i, line: line):
    if os.path.exists(path) and os.path.getsize(path) >= size:
        return
    block = [row(i) for i in range(120000)]
    lines = "".join(change(i, line) + "\r\n" for i, line in enumerate(block)).encode(encoding)
    with open(path, "wb") as file:
        file.write((HEAD + "\r\n").encode(encoding))
        while file.tell() < size:
            file.write(lines)


def timed(command, **how):
    start = time.monotonic()
    child = subprocess.Popen(command, **how)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("bench: %s ended with %d" % (command[0], child.returncode))
    return time.monotonic() - start, usage.ru_maxrss / 1024


node = build + "/bench/node"
os.makedirs(node, exist_ok=True)
for name in ("package.json", "package-lock.json", "duckdb.mjs"):
    shutil.copy(here + "/" + name, node)
subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=node, check=True,
               stdout=subprocess.DEVNULL)
names = {"file": work + "/export.csv", "bad": work + "/damaged.csv", "utf8": work + "/utf8.csv"}
if os.fork() == 0:  # so that the memory of this is not in that of the programs
    write(names["file"], "cp1251", mib << 20)
    write(names["bad"], "cp1251", mib << 20, damaged)
    with open(names["file"], encoding="cp1251", newline="") as source, \
            open(names["utf8"], "w", encoding="utf-8", newline="") as target:
        while text := source.read(1 << 24):
            target.write(text)
    os._exit(0)
if os.wait()[1] != 0:
    sys.exit("bench: the export could not be written")
with open(names["file"], "rb") as source:
    rows = sum(chunk.count(b"\n") for chunk in iter(lambda: source.read(1 << 20), b""))
schema = work + "/schema.json"
with open(schema, "w", encoding="utf-8") as file:
    json.dump({"name": "export", "fields": [
        {"name": "region", "type": "string"}, {"name": "college", "type": "string"},
        {"name": "programme", "type": "string"}, {"name": "year", "type": "year"},
        {"name": "students", "type": "integer", "role": "count"},
        {"name": "graduates", "type": "integer", "role": "count"},
        {"name": "share", "type": "number", "role": "measure"},
        {"name": "day", "type": "date"}, {"name": "dormitory", "type": "boolean"}]}, file)


def ours(name, jobs):
    return lambda: timed([build + "/bin/ingest", "--jobs", str(jobs), "--tolerance", "1", "-s", schema,
                          "-o", work + "/table.arrow", names[name]], stderr=subprocess.DEVNULL)


jobs = {
    "ingest, 1 thread": ours("file", 1),
    "ingest, 2 threads": ours("file", 2),
    "libcsv, empty callbacks": lambda: timed([build + "/bench_libcsv", ";"], stdin=open(names["file"], "rb")),
    "DuckDB, typed table": lambda: timed(["node", build + "/bench/node/duckdb.mjs", here + "/ingest.sql",
                                          "file=" + names["utf8"]], stdout=subprocess.DEVNULL),
    "ingest, damaged, 2 threads": ours("bad", 2),
}
best = {}
for _ in range(runs):
    for name, job in jobs.items():
        seconds, memory = job()
        best[name] = min(best.get(name, (seconds, memory)), (seconds, memory))
size = os.path.getsize(names["file"]) / 1e6
print("%d rows, %.0f MB in Windows-1251, %.0f MB in UTF-8" % (
    rows - 1, size, os.path.getsize(names["utf8"]) / 1e6))
print("%-28s %8s %8s %8s" % ("", "seconds", "MB/s", "MB"))
for name, (seconds, memory) in best.items():
    print("%-28s %8.2f %8.0f %8.0f" % (name, seconds, size / seconds, memory))
two = best["ingest, 2 threads"][0]
for name in list(best)[2:4]:
    print("%s / ingest, 2 threads: %.2f" % (name, best[name][0] / two))
print("damaged / clean: %.2f" % (best["ingest, damaged, 2 threads"][0] / two))
