#!/usr/bin/env python3
"""table.py RESULTS ROWS TIMING - medians of the runs, their ratio, and the
seconds that each stage of ours took (of all its processes, so their sum is
more than the time of the run)."""
import collections
import json
import statistics
import sys


def main():
    runs = collections.defaultdict(list)
    with open(sys.argv[1], encoding="ascii") as file:
        for line in file:
            who, seconds, memory = line.split()
            runs[who].append((float(seconds), float(memory)))
    rows = int(sys.argv[2])
    median = {}
    print(f"{'':10}{'runs':>6}{'seconds':>10}{'rows/s':>12}{'peak MB':>10}")
    for who, title in (("ours", "profstat"), ("theirs", "DuckDB")):
        seconds, memory = (statistics.median(column) for column in zip(*runs[who]))
        median[who] = seconds, memory
        print(f"{title:10}{len(runs[who]):6}{seconds:10.1f}{rows / seconds:12.0f}{memory:10.0f}")
    print(f"DuckDB / profstat: time {median['theirs'][0] / median['ours'][0]:.2f},"
          f" memory {median['theirs'][1] / median['ours'][1]:.2f}")
    stages = collections.defaultdict(lambda: [0, 0.0, 0.0])
    with open(sys.argv[3], encoding="utf-8") as file:
        timing = json.load(file)
    for entry in timing["filters"]:
        total = stages[entry["stage"]]
        total[0] += 1
        total[1] += entry["cpu_seconds"]
        total[2] = max(total[2], entry["peak_bytes"] / 1e6)
    print(f"\n{'stage':10}{'processes':>10}{'CPU s':>9}{'largest MB':>12}")
    for stage, (count, seconds, memory) in sorted(stages.items(), key=lambda item: -item[1][1]):
        print(f"{stage:10}{count:10}{seconds:9.1f}{memory:12.0f}")


main()
