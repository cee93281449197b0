#!/usr/bin/env python3
"""Look for identities of persons in files.

search.py [--save FILE] [--saved FILE]... [--sources FOLDER]...
          [--apart FOLDER]... [--foreign FOLDER]... FOLDER... -- PLACE...

Reads who stands in the raw exports below the FOLDERs: each SNILS, full name and
date of birth.  Then looks for them in all files below the PLACEs but those in
folders that are --apart, and says where they stand:

- a SNILS, as it was sent, as 11 digits, and in groups with hyphens or blanks;
- a full name, in UTF-8 and Windows-1251;
- a date of birth, as DD.MM.YYYY and YYYY-MM-DD, in a file that others than its
  owner can read.  A day that is in another column of an export (a diploma, a
  job), too, or in a file of --sources (exports apart), says nothing and is
  not looked for; nor is any in folders that are --foreign (packages of others).

--save keeps the identities for a later call, which reads them with --saved.
Exit status 1: something was found; 2: there is nobody to look for.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

SNILS = re.compile(r"^(снилс|страховой номер|person$)", re.I)
NAME = re.compile(r"^фио$", re.I)
BIRTH = re.compile(r"^(дата рожд|birth$)", re.I)
DAY = re.compile(rb"(?<!\d)(\d\d)\.(\d\d)\.(\d{4})(?!\d)|(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
DIGIT = re.compile(rb"\d")


class Identities:
    """Three sets of text: numbers, names, births (YYYY-MM-DD)."""

    KINDS = ("number", "name", "birth")

    def __init__(self):
        self.sets = {kind: set() for kind in self.KINDS}
        self.other_days = set()

    def save(self, path):
        with open(path, "a", encoding="utf-8", opener=private) as file:
            for kind, texts in self.sets.items():
                for text in sorted(texts):
                    print(kind, text, sep="\t", file=file)
            for text in sorted(self.other_days):
                print("day", text, sep="\t", file=file)

    def read(self, path):
        with open(path, encoding="utf-8") as file:
            for line in file:
                kind, text = line.rstrip("\n").split("\t")
                (self.other_days if kind == "day" else self.sets[kind]).add(text)


def private(path, flags):
    return os.open(path, flags, 0o600)


def files_below(folder, skip=()):
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders
                            if os.path.realpath(os.path.join(path, one)) not in skip)
        for name in sorted(names):
            name = os.path.join(path, name)
            if os.path.isfile(name) and not os.path.islink(name):
                yield name


def days(data):
    """All days in these bytes, as YYYY-MM-DD."""
    for match in DAY.finditer(data):
        d, m, y, *iso = match.groups()
        yield b"-".join(iso if d is None else (y, m, d)).decode()


def decoded(data):
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251", "replace")


def read_export(path, found):
    """The persons of one raw export; a file without a SNILS has none."""
    with open(path, "rb") as file:
        data = file.read()
    columns = {}
    for line in decoded(data).splitlines():
        cells = [cell.strip(' \t"\u00a0') for cell in re.split("[;\t]", line)]
        titles = {"number": SNILS, "name": NAME, "birth": BIRTH}
        head = {kind: k for kind, title in titles.items()
                for k, cell in enumerate(cells) if title.match(cell)}
        if "number" in head:
            columns = head
            continue
        row = {kind: cells[k] for kind, k in columns.items() if k < len(cells)}
        if len(re.sub(r"\D", "", row.get("number", ""))) < 9:
            continue
        found.sets["number"].add(row["number"])
        if " " in row.get("name", ""):
            found.sets["name"].add(row["name"])
        if "birth" in row:
            found.sets["birth"].update(days(row["birth"].encode()))
        for k, cell in enumerate(cells):
            if k != columns.get("birth"):
                found.other_days.update(days(cell.encode()))
    found.other_days.update(days(os.path.basename(path).encode()))


def spellings(number):
    digits = re.sub(r"\D", "", number)
    if len(digits) != 11:
        return {number}
    a, b, c, check = digits[:3], digits[3:6], digits[6:9], digits[9:]
    return {number, digits, f"{a}-{b}-{c} {check}", f"{a}-{b}-{c}-{check}",
            f"{a} {b} {c} {check}", f"{a}-{b}-{c}\u00a0{check}"}


def patterns(found):
    """{bytes: kind}: what is looked for."""
    wanted = {}
    for number in found.sets["number"]:
        wanted.update((text.encode(), "SNILS") for text in spellings(number))
    for name in found.sets["name"]:
        wanted[name.encode()] = "name"
        wanted[name.encode("cp1251", "replace")] = "name"
    for day in found.sets["birth"] - found.other_days:
        y, m, d = day.split("-")
        wanted[day.encode()] = wanted[f"{d}.{m}.{y}".encode()] = "birth"
    return wanted


def grep(options, wanted, files):
    """What grep finds of these texts in these files, NULs between them."""
    with tempfile.NamedTemporaryFile() as texts:
        texts.write(b"\n".join(wanted) + b"\n")
        texts.flush()
        return subprocess.run(
            ["xargs", "-0", "-r", "-P", str(os.cpu_count()), "-n", "500",
             "grep", options, texts.name, "--"],
            input=b"\0".join(os.fsencode(name) for name in files),
            stdout=subprocess.PIPE, env={**os.environ, "LC_ALL": "C"}, check=False).stdout


def alone(data, start, end):
    """Not a part of a longer number."""
    return not (start > 0 and DIGIT.match(data, start - 1) and DIGIT.match(data, start)) and \
        not (DIGIT.match(data, end - 1) and end < len(data) and DIGIT.match(data, end))


def hits(path, wanted):
    """Kinds that stand in this file."""
    try:
        with open(path, "rb") as file:
            data = file.read()
            secret = os.fstat(file.fileno()).st_mode & 0o77 == 0
    except FileNotFoundError: # another run goes on beside this one
        return
    for text in set(grep("-aohFf", wanted, [path]).split(b"\n")) & wanted.keys():
        if wanted[text] == "birth" and secret:
            continue
        start = data.find(text)
        while start != -1 and not alone(data, start, start + len(text)):
            start = data.find(text, start + 1)
        if start != -1:
            yield wanted[text]


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__)
    for option in ("--saved", "--sources", "--apart", "--foreign"):
        parser.add_argument(option, action="append", default=[])
    parser.add_argument("--save")
    words = sys.argv[1:]
    at = words.index("--")
    options, folders = parser.parse_known_args(words[:at])
    return options, folders, words[at + 1:]


def main():
    options, exports, places = arguments()
    found = Identities()
    for folder in exports:
        for path in files_below(folder):
            if path.endswith(".csv"):
                read_export(path, found)
    for path in options.saved:
        found.read(path)
    for folder in options.sources:
        for path in files_below(folder, {os.path.realpath(one) for one in exports}):
            with open(path, "rb") as file:
                found.other_days.update(days(file.read()))
    if options.save is not None:
        found.save(options.save)
    wanted = patterns(found)
    if not found.sets["number"]:
        return 2
    apart = {os.path.realpath(folder) for folder in options.apart}
    foreign = tuple(os.path.realpath(folder) + os.sep for folder in options.foreign)
    files = [name for place in places for name in
             ([place] if os.path.isfile(place) else files_below(place, apart))]
    status = 0
    for name in sorted(filter(None, grep("-laFsZf", wanted, files).split(b"\0"))):
        name = os.fsdecode(name)
        kinds = set(hits(name, wanted))
        if os.path.realpath(name).startswith(foreign):
            kinds.discard("birth")
        for kind in sorted(kinds):
            print(f"{name}: {kind}")
            status = 1
    kinds = list(wanted.values())
    print(f"{len(files)} files, {len(found.sets['number'])} SNILS, "
          f"{len(found.sets['name'])} names, {kinds.count('birth') // 2} dates of birth")
    return status


sys.exit(main())
