"""Recomputes every score of a release whose method is reassess, and compares it with the published one.

Requires Python 3.9 or later, NumPy, and load_release.py beside it. Run it on a folder with the files candidates.csv,
votes.csv, raters.csv, decisions.csv and class-parameters.json of one release:

    python recompute_scores.py FOLDER

The formula is in docs/release-files.md, under "Recompute a release".
"""

import json
import sys
from collections import Counter

import numpy

from load_release import csv_rows, file_of

ANSWERS = {"no": 0, "maybe": 1, "yes": 2}


def rows_of(folder, suffix):
    """Yields one dictionary per line of a CSV file of the release."""
    with open(file_of(folder, suffix), encoding="utf-8", newline="") as lines:
        yield from csv_rows(lines)


def pair_of(row):
    return row["image"], int(row["class_index"])


def recomputed(folder):
    """Returns the published and the recomputed score of each candidate in candidates.csv that has a score."""
    parameters = json.loads(file_of(folder, "class-parameters.json").read_text(encoding="utf-8"))
    if parameters["classes"] is None:
        raise SystemExit(parameters["note"])
    candidates = list(rows_of(folder, "candidates.csv"))
    position = {pair_of(row): at for at, row in enumerate(candidates)}
    class_position = {one["class_index"]: at for at, one in enumerate(parameters["classes"])}
    class_of = numpy.array([class_position[int(row["class_index"])] for row in candidates])

    # Logarithms of probabilities: one column if the candidate does not apply, one if it applies.
    share = numpy.array([[1 - one["share"], one["share"]] for one in parameters["classes"]])
    evidence = numpy.array([one["evidence"] for one in parameters["classes"]])
    counts = numpy.array(parameters["candidates_per_image"])
    said = numpy.array([int(row["evidence"] or 0) for row in candidates])
    per_image = Counter(row["image"] for row in candidates)
    count = numpy.array([min(per_image[row["image"]], counts.shape[1] - 1) for row in candidates])
    logs = numpy.log(share[class_of]) + numpy.log(evidence[class_of, :, said]) + numpy.log(counts[:, count].T)

    matrices = {}
    for row in rows_of(folder, "raters.csv"):
        if row["parameters"]:
            matrices[row["rater"]] = json.loads(row["parameters"])["probability"]
    rater_position = {rater: at for at, rater in enumerate(matrices)}
    votes = [
        (position[pair_of(row)], rater_position[row["rater"]], ANSWERS[row["answer"]])
        for row in rows_of(folder, "votes.csv")
    ]
    voted, rater, given = numpy.array(votes).T
    # For each vote, the matrix of its rater times the factors of its class: [votes, 2, answers].
    factors = numpy.array([one["factors"] for one in parameters["classes"]])
    likely = numpy.array(list(matrices.values()))[rater] * factors[class_of[voted]]
    likely /= likely.sum(axis=-1, keepdims=True)
    numpy.add.at(logs, voted, numpy.log(likely[numpy.arange(len(votes)), :, given]))
    with numpy.errstate(over="ignore"):
        score = 1 / (1 + numpy.exp(logs[:, 0] - logs[:, 1]))

    # What people established replaces what the method computes.
    for at, row in enumerate(candidates):
        if row["golden"]:
            score[at] = row["golden"] == "yes"
    for row in rows_of(folder, "decisions.csv"):
        if row["applies"]:
            score[position[pair_of(row)]] = row["applies"] == "yes"
    has_score = [at for at, row in enumerate(candidates) if row["score"]]
    return numpy.array([float(candidates[at]["score"]) for at in has_score]), score[has_score]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Give a folder of exported files.")
    published, again = recomputed(sys.argv[1])
    print(json.dumps({"scores": len(again), "largestDifference": float(abs(published - again).max())}))
