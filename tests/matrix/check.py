#!/usr/bin/env python3
"""check.py BIN_DIR [AXIS=VALUE]... - one table in every form that an export may take.

The table's text exists in every encoding.  It is written in every encoding,
with and without a mark, with every delimiter, way of quoting, line end and
style of numbers, with and without title, total row and notes.  The schema says
nothing of any of these.  Every cell of the matrix must give the same bytes of
Arrow but for _row (_file and the source's SHA-256 are made the same), and the
values that stand below; `--schema none` must give the text as it stands.

Left out are only the cells where a value that is not quoted would hold the
delimiter.  All encodings, delimiters, quotings and line ends meet in every
run, styles and frames take turns; PROFSTAT_DEEP=1 runs the whole product.
AXIS=VALUE (encoding=koi8-r quoting=none) runs a part of it.
MATRIX_KEEP=DIR keeps the files of cells that fail.
"""
import collections
import csv
import hashlib
import io
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
ENCODINGS = {  # name: codec, mark
    'utf-8': ('utf-8', b''),
    'utf-8 with mark': ('utf-8', b'\xef\xbb\xbf'),
    'windows-1251': ('cp1251', b''),
    'koi8-r': ('koi8_r', b''),
    'cp866': ('cp866', b''),
    'iso-8859-5': ('iso8859_5', b''),
    'x-mac-cyrillic': ('mac_cyrillic', b''),
    'utf-16le': ('utf-16-le', b''),
    'utf-16le with mark': ('utf-16-le', b'\xff\xfe'),
    'utf-16be': ('utf-16-be', b''),
    'utf-16be with mark': ('utf-16-be', b'\xfe\xff'),
}
DELIMITERS = {'semicolon': ';', 'tab': '\t', 'comma': ',', 'pipe': '|',
              'colon': ':', 'caret': '^'}
QUOTINGS = ('none', 'minimal', 'all', 'single')
LINE_ENDS = {'lf': '\n', 'crlf': '\r\n', 'cr': '\r'}
STYLES = {  # decimal mark, group mark
    '1234,5': (',', ''), '1234.5': ('.', ''), '1 234,5': (',', ' '),
    '1_234,5': (',', '\xa0'), '1.234,5': (',', '.'), '1,234.5': ('.', ','),
}
FRAMES = ('bare', 'title', 'total', 'notes', 'title+total', 'title+notes',
          'total+notes', 'title+total+notes')
AXES = ('encoding', 'delimiter', 'quoting', 'line_end', 'style', 'frame')

HEADER = ['Образовательная организация', 'Код профессии', 'Дата отчета',
          'Выпускников', 'Доля занятых', 'Очная форма', 'Комментарий']
# Whole numbers as such, others as thousandths: no float stands between.
ROWS = [
    ('ГБПОУ "Колледж связи"', '15.01.05', '2022-02-24', 1234, 62500, True, ''),
    ('Ёлкинский техникум', '09.02.07', '2022-03-01', 12, 12250, True,
     'подъезд со двора'),
    ('Лицей 5 города Омска', '38.02.01', '2021-12-31', 0, 0, False, ''),
    ('Колледж имени А.С. Попова', '11.02.01', '2022-06-30', 25678, 1234500,
     True, 'филиал - Щёкино'),
    ('Объединённый колледж "Заря"', '23.01.17', '2022-01-10', 345, 99900,
     False, 'экзамен в июне'),
    ('Техникум сервиса', '43.02.15', '2022-02-28', 1000, 100000, True, ''),
    ('Северо-Западный колледж', '15.01.05', '2020-02-29', 87, 3140, True,
     'IT-кластер'),
    ('Лесной колледж', '35.02.01', '2022-04-15', None, 70, False,
     'данные уточняются'),
    ('Морской техникум', '26.02.03', '2022-05-05', 1234567, 25678125, True,
     ''),
    ('Колледж культуры', '51.02.02', '2022-09-01', 99, None, True, 'цифры'),
    ('Цех учебный', '15.01.32', '2022-10-11', 2, 45600, False, ''),
]
TITLE = [['Сведения о выпускниках колледжей'], ['за 2022 год'], []]
NOTES = [[], ['* По данным образовательных организаций']]


def number(thousandths, style):
    """The number in this style, without superfluous zeros."""
    decimal, group = STYLES[style]
    whole, rest = divmod(thousandths, 1000)
    text = f'{whole:,}'.replace(',', group)
    fraction = f'{rest:03d}'.rstrip('0')
    return text + (decimal + fraction if fraction else '')


def day(text):
    return '.'.join(reversed(text.split('-')))


def cells(style, total):
    rows = [[name, code, day(date),
             '' if count is None else number(count * 1000, style),
             '' if share is None else number(share, style),
             'да' if full else 'нет', remark]
            for name, code, date, count, share, full, remark in ROWS]
    if total:
        everyone = sum(r[3] or 0 for r in ROWS)
        rows.append(['Итого', '', '', number(everyone * 1000, style)] +
                    [''] * 3)
    return rows


def quote(text, quoting, delimiter):
    """None: the cell cannot be written."""
    if quoting == 'single':
        return "'" + text.replace("'", "''") + "'"
    if quoting == 'all' or (quoting == 'minimal' and
                            (delimiter in text or '"' in text)):
        return '"' + text.replace('"', '""') + '"'
    return None if delimiter in text else text


def write(cell):
    """The bytes of the file, or None if it cannot be written."""
    delimiter = DELIMITERS[cell['delimiter']]
    frame = cell['frame'].split('+')
    lines = [HEADER] + cells(cell['style'], 'total' in frame)
    framed = (TITLE if 'title' in frame else []) + lines + \
        (NOTES if 'notes' in frame else [])
    text = []
    for line in framed:
        written = [quote(c, cell['quoting'], delimiter) for c in line]
        if None in written:
            return None
        text.append(delimiter.join(written))
    text = LINE_ENDS[cell['line_end']].join(text + [''])
    codec, mark = ENCODINGS[cell['encoding']]
    return mark + text.encode(codec)


def typed():
    """What `cat --format csv` shows of the typed table, but for _file, _row."""
    out = [['college', 'programme', 'date', 'graduates', 'graduates.status',
            'share', 'share.status', 'full_time', 'remark']]
    for name, code, date, count, share, full, remark in ROWS:
        out.append([name, code, date,
                    '' if count is None else str(count),
                    'missing' if count is None else '',
                    '' if share is None else number(share, '1234.5'),
                    'missing' if share is None else '',
                    'true' if full else 'false', remark])
    return out


def verbatim(cell):
    """What `ingest --schema none` gives: RFC 4180, lines ending in LF."""
    out = io.StringIO()
    csv.writer(out, lineterminator='\n').writerows(
        [HEADER] + cells(cell['style'], 'total' in cell['frame']))
    return out.getvalue().encode()


class Matrix:
    def __init__(self, programs, keep):
        self.ingest = os.path.join(programs, 'ingest')
        self.cat = os.path.join(programs, 'cat')
        self.keep = keep
        self.dir = tempfile.mkdtemp(prefix='matrix')
        self.schema = os.path.join(HERE, 'schema.json')
        self.outputs = {}  # digest: bytes of one

    def run(self, command, data=None):
        try:
            return subprocess.run(command, input=data, capture_output=True,
                                  timeout=60)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(command, 124, b'',
                                               b'took more than 60 s')

    def cell(self, number, cell, data, texts):
        """'' or what is wrong; and the digest of the typed table."""
        path = os.path.join(self.dir, '%d.csv' % number)
        with open(path, 'wb') as file:
            file.write(data)
        named = [self.ingest, '--name', 'table.csv']
        run = self.run(named + ['--schema', self.schema, path])
        # The table names its source by content, which is another each time.
        run.stdout = run.stdout.replace(
            hashlib.sha256(data).hexdigest().encode(), b'0' * 64)
        digest = hashlib.sha256(run.stdout).hexdigest()
        wrong = self.fault('typed', run, digest)
        if not wrong and texts:
            run = self.run(named + ['--schema', 'none', path])
            wrong = self.fault('none', run)
            if not wrong:
                run = self.run([self.cat, '--format', 'csv'], run.stdout)
                wrong = self.fault('cat', run)
            if not wrong and run.stdout != verbatim(cell):
                wrong = 'none: found %r, expected %r' % difference(
                    run.stdout, verbatim(cell))
        if wrong and self.keep:
            os.makedirs(self.keep, exist_ok=True)
            shutil.copy(path, os.path.join(
                self.keep, '-'.join(cell.values()).replace(' ', '_') + '.csv'))
        os.remove(path)
        return wrong, digest

    def fault(self, what, run, digest=None):
        if run.returncode != 0:
            return '%s: exit %d: %s' % (what, run.returncode, run.stderr.decode(
                'utf-8', 'replace').strip()[:300])
        if run.stderr:
            return '%s: %s' % (what, run.stderr.decode(
                'utf-8', 'replace').strip()[:300])
        if digest is not None:
            self.outputs.setdefault(digest, run.stdout)
        return ''

    def values(self, table):
        """The table as rows of text without _file and _row."""
        run = self.run([self.cat, '--format', 'csv'], table)
        rows = list(csv.reader(io.StringIO(run.stdout.decode())))
        out = [i for i, name in enumerate(rows[0] if rows else [])
               if name not in ('_file', '_row')]
        return [[row[i] for i in out] for row in rows]

    def without_place(self, digests):
        """The same Arrow without _file and _row, by apache-arrow: digests."""
        paths = []
        for digest in digests:
            paths.append(os.path.join(self.dir, digest))
            with open(paths[-1], 'wb') as file:
                file.write(self.outputs[digest])
        run = subprocess.run(
            [os.path.join(HERE, '..', 'node.sh'),
             os.path.join(HERE, 'place.mjs')] + paths,
            capture_output=True, check=True)
        return dict(zip(digests, run.stdout.decode().split()))


def difference(found, expected):
    """The first line in which two texts differ."""
    a, b = found.split(b'\n'), expected.split(b'\n')
    for i in range(max(len(a), len(b))):
        x, y = (s[i] if i < len(s) else b'(end)' for s in (a, b))
        if x != y:
            return tuple('line %d: %s' % (i + 1, s.decode('utf-8', 'replace'))
                         for s in (x, y))
    return '', ''


def chosen(deep, only):
    """The cells of this run, each with its bytes."""
    numbers = itertools.count()
    turns = [len(STYLES), len(FRAMES)]
    for core in itertools.product(ENCODINGS, DELIMITERS, QUOTINGS, LINE_ENDS):
        n = next(numbers)
        ends = itertools.product(STYLES, FRAMES) if deep or only else \
            [(list(STYLES)[(n * 5 + n // turns[0]) % turns[0]],
              FRAMES[(n * 3 + n // turns[1]) % turns[1]])]
        for end in ends:
            cell = dict(zip(AXES, core + end))
            if any(cell[k] != v for k, v in only.items()):
                continue
            data = write(cell)
            if data is not None:
                yield cell, data


def main():
    programs = sys.argv[1] if len(sys.argv) > 1 else 'build/bin'
    only = dict(x.split('=', 1) for x in sys.argv[2:])
    deep = bool(os.environ.get('PROFSTAT_DEEP'))
    matrix = Matrix(programs, os.environ.get('MATRIX_KEEP'))
    found = list(chosen(deep, only))
    wrong, digests = {}, collections.defaultdict(list)
    try:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(matrix.cell, n, c, d, not deep or n % 8 == 0)
                    for n, (c, d) in enumerate(found)]
            for n, job in enumerate(jobs):
                fault, digest = job.result()
                if fault:
                    wrong[n] = fault
                else:
                    digests[digest].append(n)
        same = matrix.without_place(list(digests)) if digests else {}
        right = {}  # digest without place: '' or what is wrong
        for digest, place in same.items():
            if place not in right:
                values = matrix.values(matrix.outputs[digest])
                right[place] = '' if values == typed() else \
                    'values: found %r, expected %r' % next(
                        ((a, b) for a, b in itertools.zip_longest(
                            values, typed()) if a != b), ('', ''))
        if right:
            # Cells of right values that are not the same bytes as most.
            count = collections.Counter()
            for digest, place in same.items():
                if not right[place]:
                    count[place] += len(digests[digest])
            most = count.most_common(1)[0][0] if count else None
            for digest, place in same.items():
                fault = right[place] or \
                    ('' if place == most else 'other bytes than most cells')
                for n in digests[digest] if fault else []:
                    wrong[n] = fault
    finally:
        shutil.rmtree(matrix.dir)
    for n in sorted(wrong)[:40]:
        print('FAIL', ' / '.join(found[n][0].values()) + ':', wrong[n])
    if len(wrong) > 40:
        print('... and', len(wrong) - 40, 'more')
    for axis in AXES if wrong else ():
        every = collections.Counter(c[axis] for c, _ in found)
        bad = collections.Counter(found[n][0][axis] for n in wrong)
        print(axis + ':', ', '.join('%s %d of %d' % (k, bad[k], every[k])
                                    for k in every if bad[k]))
    print('%d passed, %d failed' % (len(found) - len(wrong), len(wrong)))
    return 1 if wrong or not found else 0


if __name__ == '__main__':
    sys.exit(main())
