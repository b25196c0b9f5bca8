"""Writes the CSV files of data/ and new-batches/ from the digits that scikit-learn ships, as they are committed here.

    python make_data.py [--out DIR]      (needs code/requirements.txt)

The rows stay in the order of the UCI file, in which one writer's digits follow another's. Rows 1-1400 become ten
batches of 140, rows 1401-1797 the hold-out. So every batch brings handwriting that was not there before, and the
hold-out asks for handwriting that no batch has: more rows help, as they do in life. (Shuffled, the task is easier.)
"""

import argparse
from pathlib import Path

from sklearn.datasets import load_digits

HEADER = [f"p{i}" for i in range(64)] + ["label"]
BATCH_ROWS = 140
BATCHES = 10
INITIAL_BATCHES = 1


def write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [",".join(HEADER)] + [",".join(str(value) for value in row) for row in rows]
    path.write_bytes(("\n".join(lines) + "\n").encode("ascii"))
    print(f"{path}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description="Write the digits as batches and a hold-out.")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    out = parser.parse_args().out

    digits = load_digits()
    rows = [[int(p) for p in pixels] + [int(label)] for pixels, label in zip(digits.data, digits.target)]
    for number in range(1, BATCHES + 1):
        folder = out / "data" / "batches" if number <= INITIAL_BATCHES else out / "new-batches"
        write(folder / f"batch-{number:02}.csv", rows[(number - 1) * BATCH_ROWS : number * BATCH_ROWS])
    write(out / "data" / "holdout.csv", rows[BATCHES * BATCH_ROWS :])


if __name__ == "__main__":
    main()
