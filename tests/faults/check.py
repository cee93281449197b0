#!/usr/bin/env python3
"""check.py BUILD [PROGRAM]... - what a filter does when the system fails it.

Each program of RUNS works on a small file, and then again and again, each time
with another failure:
	alloc	the n-th allocation fails (shim.c)
	CALL	the n-th such system call ends with an I/O error (strace -e inject)
for every n, or without PROFSTAT_DEEP for some spread over all.

It must end with 3 and a message.  It may end with 1 where it was the input that
could not be opened or read, with 2 where it was the configuration, and with 0 where nothing depended on the call (a
library does without, a file that was only read is not closed) - then all
outputs must be what they are without the failure.  Whatever the end, a final
name holds the whole output or nothing, no other file is left, and nothing is
ended by a signal.  What the loader does before the program begins is skipped.
"""
import collections
import filecmp
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
CALLS = ('read', 'pread64', 'write', 'openat', 'fsync', 'rename', 'close')
INPUT = ('Выпуск колледжей\n'
         'Колледж;Код;Дата;Выпускников;СНИЛС\n'
         'ГБПОУ "Заря";15.01.05;24.02.2022;1 234;112-233-445 95\n'
         '"Техникум; связи";09.02.07;01.03.2022;12;087-654-303 00\n'
         'Лицей;x;31.12.2021;много;112-233-445 95\n'
         'Итого;;;1246;\n').encode('cp1251')
SCHEMA = {
    'name': 'faults',
    'fields': [
        {'name': 'college', 'aliases': ['Колледж'],
         'constraints': {'required': True}},
        {'name': 'programme', 'aliases': ['Код'],
         'constraints': {'pattern': '[0-9.]*'}},
        {'name': 'date', 'type': 'date', 'aliases': ['Дата']},
        {'name': 'graduates', 'type': 'integer', 'role': 'count',
         'aliases': ['Выпускников']},
        {'name': 'person', 'format': 'snils', 'role': 'person',
         'aliases': ['СНИЛС']}],
    'rules': [{'id': 'few', 'type': 'compare', 'left': 'graduates',
               'operator': '<', 'right': {'value': 1000}, 'level': 'warning',
               'text': {'ru': 'Меньше тысячи', 'en': 'Less than thousand'}}],
}
# Name: the arguments; what it reads and what it writes.
RUNS = {
    'ingest': ('ingest --schema schema.json --key key --tolerance 1 --record '
               'record --set-aside aside -o out in.csv', ['in.csv']),
    'ingest none': ('ingest --schema none --record record -o out in.csv',
                    ['in.csv']),
    'ingest utf-16': ('ingest --schema none --record record -o out wide.csv',
                      ['wide.csv']),
    'sniff': ('sniff --json -o out in.csv', ['in.csv']),
    'sniff draft': ('sniff --draft -o out in.csv', ['in.csv']),
    'clean': ('clean --schema schema.json --tolerance 1 --record record '
              '-o out table.arrow', ['table.arrow']),
    'link': ('link --schema link.json --registry registry.json --registry '
             'sex.json --record record -o out names.arrow', ['names.arrow']),
}
OUTPUTS = ('out', 'aside', 'record')


class Runner:
    def __init__(self, build, folder):
        self.build = build
        self.shim = os.path.join(build, 'shim.so')
        self.inputs = os.path.join(folder, 'inputs')
        self.folder = folder
        os.mkdir(self.inputs)

    def prepare(self):
        names = os.path.join(HERE, '..', 'cases', 'link', 'names')
        for name, data in (('in.csv', INPUT), ('wide.csv', b'\xff\xfe' + INPUT
                           .decode('cp1251').encode('utf-16-le')),
                           ('schema.json', json.dumps(SCHEMA).encode())):
            with open(os.path.join(self.inputs, name), 'wb') as file:
                file.write(data)
        for name, copy in (('schema.json', 'link.json'), ('in.csv', 'names.csv'),
                           ('regions.json', 'registry.json'),
                           ('sex.json', 'sex.json')):
            shutil.copy(os.path.join(names, name),
                        os.path.join(self.inputs, copy))
        for command in ('key key',
                        'ingest --schema schema.json --key key --tolerance 1 '
                        '-o table.arrow in.csv',
                        'ingest --schema link.json --tolerance 1 -o names.arrow '
                        'names.csv'):
            subprocess.run(self.words(command), cwd=self.inputs, check=True,
                           stderr=subprocess.PIPE)

    def words(self, command):
        first, *rest = command.split()
        return [os.path.join(self.build, 'bin', first)] + rest

    def run(self, command, before=(), env=None):
        """The end of a run and its folder."""
        folder = tempfile.mkdtemp(dir=self.folder)
        for name in os.listdir(self.inputs):
            os.link(os.path.join(self.inputs, name), os.path.join(folder, name))
        try:
            done = subprocess.run(
                list(before) + self.words(command), cwd=folder,
                capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
                env=dict(os.environ, LC_ALL='C', LANGUAGE='', **(env or {})))
        except subprocess.TimeoutExpired:
            done = subprocess.CompletedProcess(command, 124, b'',
                                               b'took more than 120 s')
        return done, folder

    def left(self, folder):
        return sorted(set(os.listdir(folder)) - set(os.listdir(self.inputs)))

    def judge(self, done, folder, whole, hit='', reads=()):
        """'' or what is wrong."""
        said = done.stderr.decode('utf-8', 'replace').strip()
        if done.returncode == 127 and 'shared libraries' in said:
            return ''
        status = done.returncode
        ours = re.search(r'<%s/[^>]*>' % re.escape(folder), hit)
        written = ours and not any('/%s>' % name in ours.group(0)
                                   for name in os.listdir(self.inputs))
        unread = any('/%s>' % n in hit or '"%s"' % n in hit for n in reads)
        wrong = ''
        config = re.search('schema.json|link.json|registry.json|sex.json|key[>"]',
                           hit)
        if status not in (0, 3) and not (unread and status == 1) and \
                not (config and status == 2):
            wrong = 'exit %d' % status
        elif status != 0 and not said:
            wrong = 'exit %d without a word' % status
        elif status == 0 and written:
            wrong = 'exit 0, though an output was not written well'
        for name in self.left(folder):
            path = os.path.join(folder, name)
            if name not in OUTPUTS and name != 'record.timing':
                wrong = wrong or 'it leaves ' + name
            elif name == 'record' and status != 0:
                try:
                    with open(path) as file:
                        json.load(file)
                except ValueError:
                    wrong = wrong or 'a partial record'
            elif name == 'aside' and status == 1:
                pass  # it tells of the file that could not be read
            elif name in OUTPUTS and not filecmp.cmp(
                    path, os.path.join(whole, name), False):
                wrong = wrong or 'another ' + name
        if status == 0 and self.left(folder) != self.left(whole):
            wrong = wrong or 'exit 0, but %s' % ', '.join(
                self.left(folder) or ['no output'])
        return wrong and '%s: %s' % (wrong, said[:200])

    def allocations(self, command, whole, step):
        log = os.path.join(self.folder, 'log')
        self.run(command, env={'LD_PRELOAD': self.shim, 'SHIM_LOG': log})
        with open(log) as file:
            count = int(file.read())

        def one(n):
            done, folder = self.run(command, env={
                'LD_PRELOAD': self.shim, 'SHIM_ALLOC': str(n)})
            wrong = self.judge(done, folder, whole)
            shutil.rmtree(folder)
            return 'allocation %d' % n, wrong

        return [(one, n) for n in range(1, count + 1, step(count))]

    def calls(self, command, whole, reads, step):
        jobs = []
        for call in CALLS:
            log = os.path.join(self.folder, 'log')
            self.run(command, ['strace', '-f', '-qq', '-o', log,
                               '-e', 'trace=' + call])
            with open(log) as file:
                count = sum(call + '(' in line for line in file)

            def one(n, call=call):
                log = tempfile.mktemp(dir=self.folder)
                done, folder = self.run(command, [
                    'strace', '-f', '-qq', '-y', '-o', log, '-e',
                    'trace=' + call, '-e',
                    'inject=%s:error=EIO:when=%d' % (call, n)])
                with open(log, errors='replace') as file:
                    hit = [x for x in file if 'INJECTED' in x]
                os.remove(log)
                wrong = self.judge(done, folder, whole, ''.join(hit), reads)
                shutil.rmtree(folder)
                return '%s %d' % (call, n), wrong and wrong + '\n\t' + \
                    ''.join(hit).strip().replace(folder, '.')

            jobs += [(one, n) for n in range(1, count + 1, step(count))]
        return jobs


def main():
    build = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else 'build')
    deep = bool(os.environ.get('PROFSTAT_DEEP'))
    good = bad = 0
    with tempfile.TemporaryDirectory(prefix='faults') as folder, \
            ThreadPoolExecutor(os.cpu_count()) as pool:
        runner = Runner(build, folder)
        runner.prepare()
        for name, (command, reads) in RUNS.items():
            if len(sys.argv) > 2 and name not in sys.argv[2:]:
                continue
            done, whole = runner.run(command)
            if done.returncode != 0:
                bad += 1
                print('FAIL %s: exit %d: %s' % (name, done.returncode, done
                      .stderr.decode('utf-8', 'replace').strip()))
                continue
            jobs = runner.allocations(
                command, whole, lambda n: 1 if deep else n // 40 + 1)
            jobs += runner.calls(command, whole, reads,
                                 lambda n: 1 if deep else n // 6 + 1)
            shown = collections.Counter()  # by what is wrong
            for what, wrong in pool.map(lambda job: job[0](job[1]), jobs):
                good, bad = good + (not wrong), bad + bool(wrong)
                kind = re.sub(r'\d+|"[^"]*"|near .*', '#', wrong)
                shown[kind] += bool(wrong)
                if wrong and shown[kind] <= 4:
                    print('FAIL %s, %s: %s' % (name, what, wrong))
            print('%s: %d failures tried, %d bad' % (
                name, len(jobs), sum(shown.values())))
    print('%d passed, %d failed' % (good, bad))
    return 1 if bad or not good else 0


if __name__ == '__main__':
    sys.exit(main())
