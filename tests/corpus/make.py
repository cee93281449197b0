#!/usr/bin/env python3
"""make.py DIR - write the corpus: some 340 small exports of every look.

Each file follows from its family and number alone, so that the corpus is
these lines and no bytes.  The first word of a name says what is promised:
	rfc-	RFC 4180 in UTF-8: an independent reader must agree
	refuse-	no text at all: it is refused, exit status 1
	any other: it is read, exit status 0
"""
import csv
import io
import os
import random
import sys

NAMES = ['Колледж связи', 'Ёлкинский техникум', 'Лицей № 5', 'ГБПОУ «Заря»',
         'Техникум имени А. С. Попова', 'Лесной колледж', 'Школа-интернат',
         'Объединённый центр', 'Училище олимпийского резерва', 'Цех 7',
         'Щёлковский филиал', 'Морской техникум', 'IT-кластер «Юг»']
PLACES = ['г. Омск, ул. Ленина, 5', 'пос. Лесной', 'г. Казань', 'с. Верхнее',
          'г. Орёл; пер. Новый, 2', 'Москва', 'д. Малая: дом 1', '']
LATIN = ['North College', 'O\'Connor School', 'Ward 7', 'Lab "A"', 'Unit 12',
         'St. Mary, York', 'x', 'IT']
HEADS = [('Организация', 'name'), ('Адрес', 'place'), ('Выпускников', 'int'),
         ('Доля занятых', 'share'), ('Дата', 'date'), ('Код', 'code'),
         ('Очная форма', 'bool'), ('Принято', 'int'), ('Год', 'year')]
ONE_BYTE = ['cp1251', 'koi8_r', 'cp866', 'iso8859_5', 'mac_cyrillic']
PLAIN = {'«': '"', '»': '"', '№': 'N'}  # signs that old encodings lack


def value(rng, kind, decimal=',', group=' '):
    if kind == 'name':
        return rng.choice(NAMES) + rng.choice(['', '', ' %d' % rng.randint(2, 9)])
    if kind == 'place':
        return rng.choice(PLACES)
    if kind == 'int':
        return f'{rng.choice([0, 3, 17, 250, 1234, 20500])}'
    if kind == 'share':
        return '%d%s%d' % (rng.randint(0, 99), decimal, rng.randint(1, 9))
    if kind == 'date':
        return '%02d.%02d.20%02d' % (rng.randint(1, 28), rng.randint(1, 12),
                                     rng.randint(10, 24))
    if kind == 'code':
        return '%02d.%02d.%02d' % (rng.randint(5, 54), rng.randint(1, 2),
                                   rng.randint(1, 35))
    if kind == 'bool':
        return rng.choice(['да', 'нет'])
    return str(rng.randint(2010, 2024))


def table(rng, rows=None, columns=None, **how):
    """A header and rows of text."""
    heads = HEADS[:1] + rng.sample(HEADS[1:], (columns or rng.randint(3, 8)) - 1)
    out = [[h for h, _ in heads]]
    for _ in range(rows or rng.randint(3, 40)):
        out.append([value(rng, kind, **how) for _, kind in heads])
    return out


def written(rows, delimiter=';', end='\r\n', quoting=csv.QUOTE_MINIMAL, **more):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting,
               **more).writerows(rows)
    return out.getvalue()


def encoded(text, codec):
    try:
        return text.encode(codec)
    except UnicodeEncodeError:
        return ''.join(PLAIN.get(c, c) for c in text).encode(codec)


def rfc(rng, n):
    rows = table(rng)
    if n % 3 == 0:  # cells that need their quotes
        for row in rows[1:]:
            at = rng.randrange(len(row))
            row[0] = row[0] + rng.choice([', филиал', ' "Юг"', '\nкорпус 2',
                                          ', "А", Б', ' ""'])
            row[at] = row[at].strip()
    if n % 5 == 0:
        for row in rows[1:]:
            row[rng.randrange(1, len(row))] = ''
    if n % 7 == 0:
        rows = [[rng.choice(LATIN) if i == 0 else c for i, c in enumerate(row)]
                if r else row for r, row in enumerate(rows)]
    if n % 11 == 0:  # columns that are all text
        rows = [['ФИО', 'Город', 'Должность']] + [
            [rng.choice(NAMES), rng.choice(PLACES[2:]), rng.choice(
                ['мастер', 'директор', 'методист'])] for _ in range(12)]
    quoting = csv.QUOTE_ALL if n % 4 == 1 else csv.QUOTE_MINIMAL
    text = written(rows, ',', '\r\n' if n % 2 else '\n', quoting)
    if n % 6 == 5:  # the last line need not end
        text = text.rstrip('\r\n')
    return text.encode()


def export(rng, n):
    """Windows-1251 from a spreadsheet, with what stands around a table."""
    rows = table(rng)
    width = len(rows[0])
    pad = [''] * (width - 1)
    top = [['Сведения о выпускниках'] + pad, ['за 2022/2023 учебный год'] + pad,
           [''] * width][:rng.randint(0, 3)]
    numbers = [[str(i + 1) for i in range(width)]] if n % 3 == 0 else []
    total = [['Итого'] + pad] if n % 4 == 0 else []
    notes = [[''] * width, ['* без учёта филиалов'] + pad] if n % 2 else []
    text = written(top + rows[:1] + numbers + rows[1:] + total + notes,
                   rng.choice(';;;\t'))
    return encoded(text, 'cp1251')


def encodings(rng, n):
    codec = (ONE_BYTE + ['utf-8-sig', 'utf-16-le', 'utf-16-be', 'utf-16'])[n % 9]
    return encoded(written(table(rng, rng.randint(8, 30)), rng.choice(';,\t|'),
                           rng.choice(['\n', '\r\n', '\r'])), codec)


def quotes(rng, n):
    rows = table(rng, 12)
    kind = n % 6
    if kind == 0:  # not doubled
        lines = [';'.join(rows[0])] + [
            ';'.join(['"ГБПОУ "%s""' % r[0]] + [
                c.replace(';', ',') for c in r[1:]])
            for r in rows[1:]]
        return '\n'.join(lines + ['']).encode()
    if kind == 1:  # never closed
        at = rng.randint(1, len(rows) - 1)
        rows[at][0] = '"' + rows[at][0]
        return '\n'.join([';'.join(c.replace(';', ',') for c in r)
                          for r in rows] + ['']).encode()
    if kind == 2:
        return written(rows, ';', '\n', csv.QUOTE_ALL, quotechar="'").encode()
    if kind == 3:
        for row in rows[1:]:
            row[0] += ' "А"'
        return written(rows, ',', '\n', csv.QUOTE_ALL, doublequote=False,
                       escapechar='\\').encode()
    if kind == 4:  # blanks after the delimiter
        return '\n'.join([', '.join('"%s"' % c.replace('"', '') for c in r)
                          for r in rows] + ['']).encode()
    rows[3][0] = 'строка 1\r\nстрока 2\rстрока 3\nстрока 4'
    return written(rows, ';', '\r\n').encode()


def ragged(rng, n):
    rows = table(rng, 20)
    for row in rows[1:]:
        if rng.random() < .2:
            del row[-1]
        elif n % 2 and rng.random() < .1:
            row.append(rng.choice(['', 'лишнее']))
    return encoded(written(rows, rng.choice(';\t')), rng.choice(
        ['utf-8', 'cp1251']))


def lines(rng, n):
    """Line ends, NUL, sep=, no last line end, blank lines."""
    text = written(table(rng, 15), ';', '\n')
    kind = n % 6
    if kind == 0:
        parts = text.split('\n')
        text = ''.join(p + rng.choice(['\n', '\r\n', '\r']) for p in parts[:-1])
    elif kind == 1:
        text = 'sep=;\r\n' + text.replace('\n', '\r\n')
    elif kind == 2:
        text = text.rstrip('\n')
    elif kind == 3:
        at = len(text) * 2 // 3
        text = text[:at] + '\0' + text[at:]
    elif kind == 4:
        text = '\n\n' + text.replace('\n', '\n\n', 3) + '\n\n\n'
    else:
        text = '\ufeff' + text.replace('\n', '\r\n') + '\x1a'
    return text.encode()


def several(rng, n):
    kind = n % 5
    a, b = table(rng, 8, 4), table(rng, 6, 6)
    if kind == 0:
        return (written(a, ';', '\n') + '\n' + written(b, ';', '\n')).encode()
    if kind == 1:  # the header again, as on a new page
        return written(a + a[:1] + a[1:], ';', '\n').encode()
    if kind == 2:  # two header rows
        top = [['', 'Численность', '', 'Сведения']]
        return written(top + a, ';', '\n').encode()
    if kind == 3:  # sections
        rows = a[:1]
        for name in ('Город', 'Село'):
            rows += [[name] + [''] * 3] + a[1:]
        return written(rows, '\t', '\n').encode()
    return written(a[1:], ',', '\n').encode()  # no header


def numbers(rng, n):
    decimal, delimiter = [(',', ';'), ('.', ','), (',', '\t'), (',', ',')][n % 4]
    rows = [['Колледж', 'Всего', 'Доля', 'Сумма']]
    for _ in range(25):
        amount = rng.randint(0, 10 ** rng.randint(1, 7))
        group = ['\xa0', ',', ' ', ' '][n % 4]
        rows.append([rng.choice(NAMES), f'{amount:,}'.replace(',', group),
                     value(rng, 'share', decimal) + rng.choice(['', '', ' %']),
                     rng.choice(['-', '…', 'х', '(%d)' % amount, '0', ''])])
    return written(rows, delimiter, '\n').encode()


def mixed(rng, n):
    """Two encodings in one file, and text that was encoded twice."""
    text = written(table(rng, 30), ';', '\n')
    half = text.index('\n', len(text) // 2) + 1
    if n % 2:
        return text[:half].encode() + encoded(text[half:], 'cp1251')
    return text[:half].encode() + text[half:].encode().decode(
        'cp1251', 'replace').encode()


def long(rng, n):
    """Longer than the blocks in which files are read."""
    rows = table(rng, [4000, 12000, 40000][n % 3])
    if n % 2:
        rows[len(rows) // 2][0] = 'очень длинная ячейка ' * 3000
    return encoded(written(rows, ';'), ['utf-8', 'cp1251', 'utf-16'][n % 3])


EDGES = {
    'empty': b'', 'newline': b'\n', 'blank-lines': b'\n\r\n\n',
    'one-cell': 'Колледж'.encode(), 'one-cell-line': 'Колледж\n'.encode(),
    'number': b'5\n', 'header': 'Колледж;Выпускников\n'.encode(),
    'delimiters': b';;;\n;;;\n', 'quotes': b'""\n""\n', 'quote': b'"',
    'one-column': 'Город\nОмск\nКазань\nТула\n'.encode(),
    'one-row': b'1;2;3\n', 'two-rows': b'a,b\n1,2\n',
    'sep-only': b'sep=;\n', 'carriage': b'a;b\r1;2\r3;4\r',
    'quoted-break-at-end': b'a,b\n1,"x\ny"',
    'blank-last-cells': b'a,b,c\n1,,\n2,,\n,,\n',
    'spaces': b'a   b   c\n1   2   3\n4   5   6\n7   8   9\n',
    'control': b'a\x1fb\n1\x1f2\n3\x1f4\n5\x1f6\n',
    'comment': b'# made by a program\na,b\n1,2\n3,4\n5,6\n',
    'times': b'time,value\n10:15,1\n10:30,2\n10:45,3\n',
    'addresses': b'url|n\nhttp://a.b/?x=1,2|1\nhttp://a.b/?x=3,4|2\n',
    'formula': b'a;b\n=1+1;2\n@x;3\n-5;4\n',
    'wide': b';'.join(b'c%d' % i for i in range(3000)) + b'\n' +
            b';'.join(b'%d' % i for i in range(3000)) + b'\n',
    'same-labels': 'Всего;Всего;Всего\n1;2;3\n4;5;6\n'.encode(),
    'trailing-delimiter': b'a;b;\n1;2;\n3;4;\n',
    'unclosed-first': b'"a;b\n1;2\n3;4\n5;6\n',
    'close-far': b'a;b\n"x;1\ny;2\nz";3\n',
    'bom-only-header': b'\xef\xbb\xbfa;b\r\n',
}
REFUSED = {
    'zeros': bytes(3000),
    'image': b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\1\xe0\x08\2' +
             bytes(range(256)) * 8,
    'archive': b'PK\3\4\x14\0\6\0\x08\0\0\0!\0' + bytes(range(255, -1, -1)) * 8,
}
FAMILIES = [('rfc', rfc, 90), ('export', export, 40), ('encoding', encodings, 45),
            ('quotes', quotes, 36), ('ragged', ragged, 20), ('lines', lines, 24),
            ('several', several, 25), ('numbers', numbers, 16),
            ('mixed', mixed, 10), ('long', long, 6)]


def main():
    to = sys.argv[1]
    os.makedirs(to, exist_ok=True)

    def put(name, data):
        with open(os.path.join(to, name + '.csv'), 'wb') as file:
            file.write(data)

    for family, make, count in FAMILIES:
        for n in range(count):
            put('%s-%02d' % (family, n),
                make(random.Random('%s %d' % (family, n)), n))
    for name, data in EDGES.items():
        put('edge-' + name, data)
    for name, data in REFUSED.items():
        put('refuse-' + name, data)


if __name__ == '__main__':
    main()
