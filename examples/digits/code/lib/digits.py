"""The format of a row, in one place: 64 pixels of an 8x8 image, 0 (white) to 16 (black), then the digit it shows."""

import csv

PIXELS = 64
DARKEST = 16
HEADER = [f"p{i}" for i in range(PIXELS)] + ["label"]


def read_rows(path):
    """The rows of one CSV file as tuples of 65 ints. Raises ValueError naming file and line of the first bad one."""
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        if next(reader, None) != HEADER:
            raise ValueError(f"{path}:1: the header must be p0,…,p{PIXELS - 1},label")
        return [parse(row, f"{path}:{reader.line_num}") for row in reader]


def parse(row, where):
    try:
        values = tuple(int(value) for value in row)
    except ValueError:
        raise ValueError(f"{where}: every value must be a whole number") from None
    if len(values) != len(HEADER):
        raise ValueError(f"{where}: found {len(values)} values, need {len(HEADER)}")
    if not all(0 <= value <= DARKEST for value in values[:PIXELS]):
        raise ValueError(f"{where}: pixels must be 0 to {DARKEST}")
    if not 0 <= values[PIXELS] <= 9:
        raise ValueError(f"{where}: the label must be 0 to 9, found {values[PIXELS]}")
    return values


def scale(pixels):
    """Pixels as the model wants them, 0.0 to 1.0. Training and serving must not disagree about this."""
    return pixels / DARKEST
