#!/usr/bin/env python3
"""check.py BIN_DIR [WORD] - input that wants to exhaust the machine.

Each case has its way to end, at most 256 MB of memory (the whole address space
is held to 512 MB) and a time that a slow machine, too, keeps; a reader that is
not linear in its input does not.  WORD runs the cases whose name holds it.
"""
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time

MEMORY = 256 << 10  # kB
ADDRESSES = 512 << 20
MIB = 1 << 20
CASES = []


def case(function):
    CASES.append(function)
    return function


class Wrong(Exception):
    pass


class Bench:
    def __init__(self, programs, folder):
        self.programs = programs
        self.folder = folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, pieces):
        with open(self.path(name), 'wb') as file:
            for piece in pieces:
                file.write(piece)
        return self.path(name)

    def run(self, words, statuses, seconds, feed=None, meanwhile=None,
            says=None):
        """Run it within its bounds; feed() yields the bytes of its input."""
        out = self.path('stdout')

        def bounds():
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        words = [os.path.join(self.programs, words[0])] + words[1:]
        with open(out, 'wb') as stdout, open(self.path('said'), 'w+b') as said:
            start = time.monotonic()
            child = subprocess.Popen(
                words, stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                stdout=stdout, stderr=said, preexec_fn=bounds)
            late = threading.Timer(seconds, child.kill)
            late.start()
            if meanwhile:
                meanwhile()
            if feed:
                try:
                    for piece in feed():
                        child.stdin.write(piece)
                    child.stdin.close()
                except BrokenPipeError:
                    pass
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            took = time.monotonic() - start
            late.cancel()
            said.seek(0)
            text = said.read().decode('utf-8', 'replace').strip()
        self.last = '%.1f s, %d MB' % (took, usage.ru_maxrss // 1024)
        if took >= seconds:
            raise Wrong('took more than %d s' % seconds)
        if child.returncode not in statuses:
            raise Wrong('exit %d, expected %s: %s' % (
                child.returncode, ' or '.join(map(str, statuses)), text[:300]))
        if usage.ru_maxrss > MEMORY:
            raise Wrong('took ' + self.last)
        if child.returncode != 0 and not text:
            raise Wrong('exit %d without a word' % child.returncode)
        if says and not re.search(says, text):
            raise Wrong('it says %r, expected %r' % (text[:300], says))
        return out

    def ingest(self, source, statuses=(0,), seconds=120, options=(), **more):
        return self.run(['ingest', '--schema', 'none', '--tolerance', '1',
                         *options, source], statuses, seconds, **more)

    def sniff(self, source, statuses=(0,), seconds=120, **more):
        return self.run(['sniff', '--json', source], statuses, seconds, **more)

    def rows(self, table):
        out = subprocess.run([os.path.join(self.programs, 'cat'), '--format',
                              'csv', table], capture_output=True, check=True)
        return out.stdout.count(b'\n')


def line(i):
    return b'%d;college %d;%d.5;2022-02-24\n' % (i, i % 97, i % 1000)


def table(size, start=0):
    """A block of some 64 kB of rows, again and again."""
    yield b'id;name;share;date\n'
    done = 0
    while done < size:
        block = b''.join(line(start + i) for i in range(2000))
        start += 2000
        done += len(block)
        yield block


@case
def a_million_columns(b):
    """More than the limit: it says so, and how to go on."""
    path = b.file('wide', [b';'.join(b'c%d' % i for i in range(10 ** 6)), b'\n',
                           b';'.join([b'1'] * 10 ** 6), b'\n'])
    b.ingest(path, (0, 1))
    b.sniff(path, (0, 1))


@case
def a_million_columns_in_one_row(b):
    """One bad row among good ones: these are read."""
    path = b.file('wide-row', [b'a;b\n8;2\n3;4\n', b';' * 10 ** 6,
                               b'\n5;6\n'])
    out = b.ingest(path, (0,), says='')
    if b.rows(out) != 4:
        raise Wrong('%d lines, expected a header and 3 rows' % b.rows(out))


def gigabyte(quote):
    def feed():
        yield b'a;b\n8;2\n3;' + quote
        for _ in range(1024):
            yield b'x' * MIB
        yield quote + b'\n5;6\n'
    return feed


@case
def a_gigabyte_in_a_field(b):
    out = b.ingest('-', (0,), 300, feed=gigabyte(b''))
    if b.rows(out) != 3:
        raise Wrong('%d lines, expected a header and 2 rows' % b.rows(out))


@case
def a_gigabyte_in_a_quoted_field(b):
    out = b.ingest('-', (0,), 300, feed=gigabyte(b'"'))
    if b.rows(out) < 3:
        raise Wrong('%d lines, expected a header and 2 rows' % b.rows(out))


@case
def a_gigabyte_of_one_line(b):
    """No line end and no delimiter at all."""
    def feed():
        for _ in range(1024):
            yield b'x' * MIB
    b.ingest('-', (0, 1), 300, feed=feed)


@case
def a_quote_never_closed(b):
    """It stands for itself; all rows are there."""
    rows = list(table(100 * MIB))
    path = b.file('unclosed', rows[:1] + [b'0;"x;1.5;2022-02-24\n'] + rows[1:])
    out = b.ingest(path, (0,), 240)
    expected = sum(r.count(b'\n') for r in rows) + 1
    found = b.rows(out)
    if found != expected:
        raise Wrong('%d lines, expected %d' % (found, expected))
    b.sniff(path, (0,), 240)


@case
def quotes_never_closed(b):
    """One in every line: linear, not quadratic."""
    path = b.file('all-unclosed', [b'id;name;share\n'] + [
        b''.join(b'%d;"college %d;1.5\n' % (n, i) for i in range(2000))
        for n in range(1000)])
    b.ingest(path, (0,), 240)


@case
def quotes_of_many_lines(b):
    """Every second line opens a quote that the next closes."""
    path = b.file('crossing', [b'id;name;share\n'] + [
        b''.join(b'%d;"college\n%d";1.5\n' % (n, i) for i in range(2000))
        for n in range(1000)])
    b.ingest(path, (0,), 240)


@case
def nothing_but_quotes(b):
    b.ingest(b.file('quotes', [b'"' * MIB] * 50), (0, 1), 240)


@case
def nothing_but_delimiters(b):
    b.ingest(b.file('delimiters', [b';' * MIB] * 50), (0, 1), 240)


@case
def nothing_but_line_ends(b):
    b.ingest(b.file('lines', [b'\n' * MIB] * 50), (0, 1), 240)


@case
def nothing_but_short_lines(b):
    b.ingest(b.file('digits', [b'1\n' * MIB] * 25), (0,), 240)
    b.ingest(b.file('pairs', [b'1;2\n' * MIB] * 12), (0,), 240)
    b.ingest(b.file('empty', [b';\n' * MIB] * 25), (0, 1), 240)


@case
def random_bytes(b):
    rng = random.Random(4)
    path = b.file('random', [rng.randbytes(MIB) for _ in range(50)])
    b.ingest(path, (1,))
    b.sniff(path, (0, 1))


@case
def random_letters(b):
    """Random bytes that are text in some encoding, with line ends."""
    rng = random.Random(5)
    letters = bytes(range(0xC0, 0x100)) + b' ;,\t"\'\n\r0123456789'
    path = b.file('letters', [bytes(rng.choices(letters, k=MIB))] * 20)
    b.ingest(path, (0, 1), 240)
    b.sniff(path, (0, 1), 240)


@case
def devices(b):
    for device in ('/dev/zero', '/dev/urandom', '/dev/full', '/dev/random'):
        b.ingest(device, (1, 2), 20)
        b.sniff(device, (1, 2), 20)


@case
def a_device_as_input(b):
    b.run(['ingest', '--schema', 'none', '-'], (0, 1), 20)  # /dev/null: empty


@case
def a_directory(b):
    b.ingest(b.folder, (1, 2), 20, says='directory')
    b.sniff(b.folder, (1, 2), 20, says='directory')


@case
def a_file_that_shrinks(b):
    """It is cut while it is read: a failure that says so, or no word is lost."""
    path = b.file('shrinks', table(200 * MIB))

    def cut():
        time.sleep(0.3)
        os.truncate(path, 10 * MIB)
    b.ingest(path, (1, 3), meanwhile=cut, says='shrank|changed|shorter|while')


@case
def a_file_that_grows(b):
    path = b.file('grows', table(200 * MIB))

    def more():
        time.sleep(0.3)
        with open(path, 'ab') as file:
            file.write(b'9;more;1;2022-01-01\n' * 1000)
    b.ingest(path, (1, 3), meanwhile=more, says='grew|changed|longer|while')


@case
def a_pipe_closed_early(b):
    """The writer ends in the middle of a quoted field, or before a byte."""
    b.ingest('-', (0, 1), 20, feed=lambda: iter([b'a;b\n1;2\n3;"x']))
    b.ingest('-', (0, 1), 20, feed=lambda: iter([]))


@case
def a_fifo_closed_early(b):
    path = b.path('fifo')
    os.mkfifo(path)

    def write():
        with open(path, 'wb') as fifo:
            fifo.write(b'a;b\n1;2\n3;4')
    thread = threading.Thread(target=write)
    thread.start()
    b.ingest(path, (0, 1), 20)
    thread.join()


@case
def a_large_clean_file(b):
    """Memory does not follow the length: 600 MB in the same bounds."""
    path = b.file('large', table(600 * MIB))
    b.ingest(path, (0,), 300)


def main():
    programs = sys.argv[1] if len(sys.argv) > 1 else 'build/bin'
    word = sys.argv[2] if len(sys.argv) > 2 else ''
    good = bad = 0
    for function in CASES:
        name = function.__name__.replace('_', ' ')
        if word not in name:
            continue
        with tempfile.TemporaryDirectory(prefix='hostile', dir=os.environ.get(
                'TMPDIR', '/var/tmp')) as folder:
            bench = Bench(programs, folder)
            bench.last = ''
            try:
                function(bench)
                good += 1
                print('ok   %s (%s)' % (name, bench.last))
            except Wrong as wrong:
                bad += 1
                print('FAIL %s: %s' % (name, wrong))
    print('%d passed, %d failed' % (good, bad))
    return 1 if bad or not good else 0


if __name__ == '__main__':
    sys.exit(main())
