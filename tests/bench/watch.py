#!/usr/bin/env python3
"""watch.py RESULT COMMAND... - run a command, write "SECONDS MEGABYTES" to the
file RESULT: wall time, and the most resident memory that all its processes
together had, looked at every 20 ms.  Ends with the command's status."""
import os
import subprocess
import sys
import threading
import time

PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(session):
    """Resident bytes of all processes of a session."""
    total = 0
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                fields = file.read().rpartition(b")")[2].split()
            if int(fields[3]) == session:
                total += int(fields[21]) * PAGE
        except (OSError, IndexError):
            pass  # it has ended
    return total


def main():
    start = time.monotonic()
    child = subprocess.Popen(sys.argv[2:], start_new_session=True)
    peak = 0
    done = threading.Event()

    def look():
        nonlocal peak
        while not done.wait(0.02):
            peak = max(peak, resident(child.pid))

    watcher = threading.Thread(target=look)
    watcher.start()
    status = child.wait()
    seconds = time.monotonic() - start
    done.set()
    watcher.join()
    with open(sys.argv[1], "w", encoding="ascii") as file:
        file.write(f"{seconds:.2f} {peak / 1e6:.0f}\n")
    return status


sys.exit(main())
