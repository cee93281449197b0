#!/usr/bin/env python3
"""check.py BIN_DIR [DIR] - what must hold for every file, whatever it is.

For each file of the corpus (make.py), or of DIR and its folders:
	lines	  the classes of its lines add up to its physical lines
	pieces	  the same output and record for reads of 1, 2, 3, 7, 4095, 4096 and
		  65536 bytes, and for a pipe written in such pieces
	again	  reading its clean form again changes nothing
	reader	  if it is well-formed (RFC 4180), Python's csv reads the same cells
Without PROFSTAT_DEEP every eighth file of the corpus is taken.
"""
import collections
import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

HERE = os.path.dirname(os.path.abspath(__file__))
SIZES = (1, 2, 3, 7, 4095, 4096, 65536)
FIELD = rb'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
RFC = re.compile(rb'(?:%s(?:,%s)*(?:\r?\n|$))+' % (FIELD, FIELD))
csv.field_size_limit(1 << 30)


class Wrong(Exception):
    pass


def run(command, data=None, env=None):
    try:
        done = subprocess.run(command, input=data, capture_output=True,
                              timeout=300, env=env)
    except subprocess.TimeoutExpired:
        raise Wrong('took more than 300 s: ' + ' '.join(command))
    if done.returncode not in (0, 1):
        raise Wrong('exit %d: %s: %s' % (
            done.returncode, ' '.join(command),
            done.stderr.decode('utf-8', 'replace')[:300]))
    return done


def piped(command, data, size):
    """Run with a pipe as input that is written in pieces of this size."""
    with subprocess.Popen(command, stdin=subprocess.PIPE, bufsize=0,
                          stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as child:
        with ThreadPoolExecutor(2) as pool:
            out = pool.submit(child.stdout.read)
            err = pool.submit(child.stderr.read)
            try:
                for i in range(0, len(data), size):
                    child.stdin.write(data[i:i + size])
                child.stdin.close()
            except BrokenPipeError:
                pass  # it knows enough
            out, err = out.result(), err.result()
    return subprocess.CompletedProcess(command, child.returncode, out, err)


def physical_lines(data):
    """The lines of a file by its own bytes, as an editor counts them."""
    for mark, codec in ((b'\xff\xfe', 'utf-16-le'), (b'\xfe\xff', 'utf-16-be')):
        if data.startswith(mark):
            data = data[2:].decode(codec, 'replace').encode()
    head = data[:2000]
    for codec, high in (('utf-16-le', head[1::2]), ('utf-16-be', head[::2])):
        if len(head) > 3 and high.count(0) > 0 and \
                (high.count(0) + high.count(4)) * 10 > len(high) * 9:
            data = data.decode(codec, 'replace').encode()
    ends = len(re.findall(rb'\r\n|\r|\n', data))
    return ends + (data != b'' and data[-1:] not in (b'\r', b'\n'))


def rows(data):
    return list(csv.reader(io.StringIO(data.decode('utf-8'), newline=''),
                           strict=True))


def cells(data):
    """The cells with line breaks as LF."""
    return [[re.sub('\r\n?', '\n', c) for c in row] for row in rows(data)]


def well_formed(data):
    if data.startswith(b'\xef\xbb\xbf'):
        data = data[3:]
    try:
        data.decode('utf-8')
    except UnicodeDecodeError:
        return None
    if b'\0' in data or not RFC.fullmatch(data):
        return None
    table = cells(data)
    if len(table) < 2 or len(table[0]) < 2 or \
            len({len(row) for row in table}) > 1:
        return None
    return table


class Corpus:
    def __init__(self, programs, ours):
        self.ingest = os.path.join(programs, 'ingest')
        self.cat = os.path.join(programs, 'cat')
        self.shim = os.path.join(programs, '..', 'shim.so')
        self.ours = ours

    def clean(self, path, dir):
        """Its clean form, its record, and how ingest ended."""
        record = os.path.join(dir, 'record')
        done = run([self.ingest, '--schema', 'none', '--tolerance', '1',
                    '--name', 'x', '--record', record, path])
        text = b''
        if done.returncode == 0:
            text = run([self.cat, '--format', 'csv'], done.stdout).stdout
        return done, text, record

    def same(self, what, done, other, record, expected):
        for name in ('returncode', 'stdout', 'stderr'):
            a, b = getattr(done, name), getattr(other, name)
            if a != b:
                raise Wrong('%s: another %s: %r, not %r' % (
                    what, name, b[:200] if name != 'returncode' else b,
                    a[:200] if name != 'returncode' else a))
        with open(record) as file:
            if file.read() != expected:
                raise Wrong(what + ': another record')

    def pieces(self, path, data, done, record, dir):
        with open(record) as file:
            expected = file.read()
        command = [self.ingest, '--schema', 'none', '--tolerance', '1',
                   '--name', 'x', '--record', record]
        for size in SIZES:
            if size < len(data) // 20000:
                continue
            env = dict(os.environ, LD_PRELOAD=self.shim, SHIM_PIECE=str(size))
            if os.path.exists(self.shim):
                self.same('reads of %d' % size, done,
                          run(command + [path], env=env), record, expected)
            self.same('pipe of %d' % size, done,
                      piped(command + ['-'], data, size), record, expected)

    def file(self, path):
        """The file's kind, or Wrong."""
        with open(path, 'rb') as file:
            data = file.read()
        name = os.path.basename(path)
        with tempfile.TemporaryDirectory(prefix='corpus') as dir:
            done, text, record = self.clean(path, dir)
            refused = done.returncode == 1
            if self.ours and refused != name.startswith('refuse-'):
                raise Wrong('exit %d: %s' % (done.returncode, done.stderr
                            .decode('utf-8', 'replace').strip()[:300]))
            if refused and not done.stderr:
                raise Wrong('refused without a word')
            self.pieces(path, data, done, record, dir)
            if refused:
                return 'refused'
            with open(record) as file:
                account = json.load(file)['files'][0]
            expected = physical_lines(data)
            if account['physical_lines'] != expected:
                raise Wrong('%d physical lines, expected %d' % (
                    account['physical_lines'], expected))
            if sum(account['lines'].values()) != expected:
                raise Wrong('the classes %s do not add up to %d lines' % (
                    account['lines'], expected))
            again = os.path.join(dir, 'clean.csv')
            with open(again, 'wb') as file:
                file.write(text)
            more, second, _ = self.clean(again, dir)
            if more.returncode != 0 or second != text:
                raise Wrong('again: exit %d, %s' % (
                    more.returncode, difference(text, second)))
        table = well_formed(data)
        if self.ours and name.startswith('rfc-') and table is None:
            raise Wrong('the test is wrong: this is no RFC 4180')
        if table is None:
            return 'read'
        lines = account['lines']
        if not self.ours and (set(lines) - {'data', 'header'} or
                              lines.get('header', 0) > 1 or
                              account.get('delimiter') != ','):
            return 'read otherwise'
        found = cells(text)
        if found != table:
            raise Wrong('reader: %s' % difference(
                '\n'.join(map(repr, table)).encode(),
                '\n'.join(map(repr, found)).encode()))
        return 'read as Python does'


def difference(expected, found):
    a, b = expected.split(b'\n'), found.split(b'\n')
    for i in range(max(len(a), len(b))):
        x, y = (s[i] if i < len(s) else b'(end)' for s in (a, b))
        if x != y:
            return 'line %d: found %r, expected %r' % (i + 1, y[:120].decode(
                'utf-8', 'replace'), x[:120].decode('utf-8', 'replace'))
    return 'the same'


def main():
    programs = sys.argv[1] if len(sys.argv) > 1 else 'build/bin'
    ours = len(sys.argv) < 3 or not sys.argv[2]
    corpus = Corpus(programs, ours)
    with tempfile.TemporaryDirectory(prefix='corpus') as made:
        folder = made if ours else sys.argv[2]
        if ours:
            subprocess.run([sys.executable, os.path.join(HERE, 'make.py'),
                            made], check=True)
        paths = sorted(os.path.join(root, name) for root, _, names in
                       os.walk(folder) for name in names)
        if ours and not os.environ.get('PROFSTAT_DEEP'):
            paths = paths[::8]
        kinds, bad = collections.Counter(), 0
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            jobs = [pool.submit(corpus.file, path) for path in paths]
            for path, job in zip(paths, jobs):
                try:
                    kinds[job.result()] += 1
                except Wrong as wrong:
                    bad += 1
                    print('FAIL %s: %s' % (os.path.relpath(path, folder), wrong))
    print(', '.join('%s %d' % k for k in sorted(kinds.items())))
    print('%d passed, %d failed' % (len(paths) - bad, bad))
    return 1 if bad or not paths else 0


if __name__ == '__main__':
    sys.exit(main())
