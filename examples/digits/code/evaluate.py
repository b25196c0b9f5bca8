"""Asks the model for the digits of the hold-out, which it has never seen, and writes how well it did."""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import json
from pathlib import Path

import joblib
import numpy as np

from lib.digits import PIXELS, read_rows, scale


def report(labels, answers):
    return {
        "accuracy": float(np.mean(answers == labels)),
        "rows": len(labels),
    }


def main():
    parser = argparse.ArgumentParser(description="Measure the model on the hold-out.")
    parser.add_argument("--model", type=Path, default=Path("models/model.pkl"))
    parser.add_argument("--holdout", type=Path, default=Path("data/holdout.csv"))
    parser.add_argument("--out", type=Path, default=Path("metrics.json"))
    args = parser.parse_args()

    model = joblib.load(args.model)
    rows = np.array(read_rows(args.holdout))
    metrics = report(rows[:, PIXELS], model.predict(scale(rows[:, :PIXELS])))

    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    print(f"accuracy {metrics['accuracy']:.4f} on {metrics['rows']} rows")


if __name__ == "__main__":
    main()
