"""Makes one training table of all batches: checks every row, drops duplicates, sorts.

Sorting makes the table a matter of which rows there are, not of how they were cut into files.
"""

import argparse
import csv
import sys
from pathlib import Path

from lib.digits import HEADER, read_rows


def main():
    parser = argparse.ArgumentParser(description="Make one training table of all batches.")
    parser.add_argument("--batches", type=Path, default=Path("data/batches"), help="folder of *.csv")
    parser.add_argument("--out", type=Path, default=Path("data/table.csv"))
    args = parser.parse_args()

    files = sorted(args.batches.glob("**/*.csv"))
    if not files:
        sys.exit(f"prepare: no *.csv in {args.batches}")
    rows = []
    for path in files:
        try:
            rows += read_rows(path)
        except ValueError as error:
            sys.exit(f"prepare: {error}")
    table = sorted(set(rows))
    if not table:
        sys.exit(f"prepare: no rows in the {len(files)} files of {args.batches}")

    args.out.parent.mkdir(parents=True, exist_ok=True)
    with open(args.out, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(table)
    print(f"{len(table)} rows from {len(files)} files, {len(rows) - len(table)} duplicates dropped")


if __name__ == "__main__":
    main()
