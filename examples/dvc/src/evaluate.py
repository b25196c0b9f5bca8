"""Judges the model by tickets that it has not seen."""

import json
import os
import pickle
import sys

with open(sys.argv[1], "rb") as file:
    weights = pickle.load(file)
with open(f"{sys.argv[2]}/test.json", encoding="utf-8") as file:
    rows = json.load(file)

scored = sorted(
    ((sum(w * v for w, v in zip(weights, [1, *counts])), label) for label, counts in rows),
    key=lambda pair: -pair[0],
)
positive = sum(label for _, label in scored) or 1
os.makedirs("eval", exist_ok=True)
precision = found = 0
with open("eval/precision.csv", "w", encoding="utf-8") as file:
    file.write("recall,precision\n")
    for count, (_, label) in enumerate(scored, 1):
        found += label
        precision += label * found / count
        file.write(f"{found / positive},{found / count}\n")
correct = sum((score > 0) == (label == 1) for score, label in scored)
with open("eval/metrics.json", "w", encoding="utf-8") as file:
    json.dump({"accuracy": correct / len(scored), "avg_prec": precision / positive, "rows": len(scored)}, file)
