"""Splits the tickets into those to learn from and those to test with."""

import csv
import os
import random
import sys

from params import params

wanted = params("prepare")
chance = random.Random(wanted["seed"])
os.makedirs("data/prepared", exist_ok=True)
with (
    open(sys.argv[1], encoding="utf-8", newline="") as tickets,
    open("data/prepared/train.tsv", "w", encoding="utf-8") as train,
    open("data/prepared/test.tsv", "w", encoding="utf-8") as test,
):
    for row in csv.DictReader(tickets):
        to = test if chance.random() < wanted["split"] else train
        to.write(f"{row['urgent']}\t{row['text']}\n")
