"""Trains a small neural network on the table. The same table gives the same bytes: one seed, one thread."""

import os

# Before numpy is imported: sums split over threads differ in the last bits from machine to machine.
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

import argparse
import time
import warnings
from pathlib import Path

import joblib
import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from lib.digits import PIXELS, read_rows, scale

HIDDEN = 64
EPOCHS = 400
SEED = 0


def main():
    parser = argparse.ArgumentParser(description="Train the classifier.")
    parser.add_argument("--table", type=Path, default=Path("data/table.csv"))
    parser.add_argument("--alpha", type=float, default=0.03, help="L2 penalty")
    parser.add_argument("--out", type=Path, default=Path("models/model.pkl"))
    args = parser.parse_args()

    rows = np.array(read_rows(args.table))
    pixels, labels = scale(rows[:, :PIXELS]), rows[:, PIXELS]

    model = MLPClassifier(
        hidden_layer_sizes=(HIDDEN,),
        alpha=args.alpha,
        batch_size=min(32, len(rows)),
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS,  # a fixed number of epochs; there is no early stop
        random_state=SEED,
    )
    started = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(pixels, labels)

    args.out.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, args.out)
    print(f"{len(rows)} rows, {EPOCHS} epochs in {time.monotonic() - started:.1f} s, loss {model.loss_:.4f}")


if __name__ == "__main__":
    main()
