"""Learns weights of the features by logistic regression."""

import json
import math
import pickle
import random
import sys

from params import params

wanted = params("train")
with open(f"{sys.argv[1]}/train.json", encoding="utf-8") as file:
    rows = json.load(file)
chance = random.Random(wanted["seed"])
weights = [0.0] * (len(rows[0][1]) + 1)
for _ in range(wanted["epochs"]):
    chance.shuffle(rows)
    for label, counts in rows:
        values = [1, *counts]
        guess = 1 / (1 + math.exp(-sum(w * v for w, v in zip(weights, values))))
        step = wanted["rate"] * (label - guess)
        weights = [w + step * v for w, v in zip(weights, values)]
with open(sys.argv[2], "wb") as file:
    pickle.dump(weights, file, protocol=4)
