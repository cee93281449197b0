#!/usr/bin/env python3
"""files.py DIR - write the twenty files that tests/mutate damages."""
import os
import sys

TABLE = '''Организация;Выпускников;Доля занятых;Дата;Код;Очно;Год
ГБПОУ "Колледж связи";1 234;62,5;24.02.2022;15.01.05;да;2022
"Техникум ""Заря""";12;7,25;01.03.2022;09.02.07;нет;2021
Лицей;-;н/д;31.12.2021;38.02.01;да;2020
'''
FILES = {
    'utf-8': TABLE.encode(),
    'utf-8-mark': b'\xef\xbb\xbf' + TABLE.replace('\n', '\r\n').encode(),
    'windows-1251': TABLE.encode('cp1251'),
    'koi8-r': TABLE.encode('koi8_r'),
    'cp866': TABLE.encode('cp866'),
    'iso-8859-5': TABLE.encode('iso8859_5'),
    'mac-cyrillic': TABLE.replace('\n', '\r').encode('mac_cyrillic'),
    'utf-16le': b'\xff\xfe' + TABLE.encode('utf-16-le'),
    'utf-16be-no-mark': TABLE.encode('utf-16-be'),
    'title': ('Сведения о выпускниках;;;;;;\nза 2022 год;;;;;;\n;;;;;;\n' +
              TABLE + 'Итого;1 246;;;;;\n\n* без филиалов\n').encode('cp1251'),
    'sep': ('sep=|\r\n' + TABLE.replace(';', '|')).encode(),
    'tabs': TABLE.replace(';', '\t').encode(),
    'commas': 'a,b,"c, d",e\n1,"x\ny",2.5,\n2,"",-3.5,"""q"""\n'.encode(),
    'single-quotes': b"'a';'b'\n'it''s';1\n'x;y';2\n'z';3\n",
    'backslashes': b'"a","b"\n"x \\"y\\"","1"\n"z\\\\","2"\n',
    'blanks': b'id   name    value\n1    one     1.5\n2    two     2.5\n',
    'unclosed': ('Город;Число\n"Омск;5\nКазань;6\n"Тула";7\n"Орёл;8').encode(),
    'two-tables': ('А;Б\n1;2\n3;4\n\nВ;Г;Д\n5;6;7\n8;9;0\n').encode(),
    'sections': ('Возраст\tВсего\tМужчины\nГород\t\t\n15–17\t5\t2\n18–19\t7\t3\n'
                 'Село\t\t\n15–17\t1\t-\n18–19\t2\t1\n').encode(),
    'persons': ('ФИО;СНИЛС;Дата рождения\nИванов Иван Иванович;112-233-445 95;'
                '01.02.2003\nПетрова Анна;087-654-303 00;1999-12-31\n').encode(),
}


def main():
    os.makedirs(sys.argv[1], exist_ok=True)
    assert len(FILES) == 20
    for name, data in FILES.items():
        with open(os.path.join(sys.argv[1], name), 'wb') as file:
            file.write(data)


if __name__ == '__main__':
    main()
