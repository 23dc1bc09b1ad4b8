"""Reads one file with python-calamine, looks at every cell, and prints what that took as JSON: read_once.py FILE."""

import json
import resource
import sys
import time

from python_calamine import CalamineWorkbook

start = time.perf_counter()
used = time.process_time()
cells = 0
total = 0.0
characters = 0
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
        for value in row:
            if value == "":
                continue
            cells += 1
            if isinstance(value, (int, float)):
                total += value
            elif isinstance(value, str):
                characters += len(value)
seconds = time.perf_counter() - start
processor_seconds = time.process_time() - used


def read_peak_mb():
    """Linux counts the memory of the parent at the start into ru_maxrss, but not into VmHWM."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024
    except (OSError, StopIteration):
        # Elsewhere it is bytes (macOS) or kilobytes.
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


peak_mb = read_peak_mb()
seen = {"cells": cells, "sum": total, "characters": characters}
print(json.dumps({"seconds": seconds, "processorSeconds": processor_seconds, "peakMb": peak_mb, "seen": seen}))
