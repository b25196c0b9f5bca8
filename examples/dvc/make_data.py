"""Writes data/data.csv: made-up tickets, always the same of a seed."""

import csv
import os
import random
import sys

seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
chance = random.Random(seed)
things = "server disk invoice login report mail backup printer network page".split()
urgent = "is down|is full|lost data|fails for everybody|stopped again|burns".split("|")
calm = "could be nicer|has a typo|needs a new name|is slow on mondays|stopped again|asks for a colour".split("|")
os.makedirs("data", exist_ok=True)
with open("data/data.csv", "w", encoding="utf-8", newline="") as file:
    table = csv.writer(file, lineterminator="\n")
    table.writerow(["text", "urgent"])
    for _ in range(400):
        label = chance.randrange(2)
        words = f"the {chance.choice(things)} of the {chance.choice(things)} {chance.choice(urgent if label else calm)}"
        table.writerow([words, label])
