"""Reads the files of a release and evaluates a model's predictions against them.

Requires Python 3.9 or later and NumPy. Run it on a folder of exported files:

    python load_release.py FOLDER [PREDICTIONS]

PREDICTIONS is a JSON list of class indices in image order, or a CSV file with the columns file and label.
"""

import csv
import json
import re
import sys
from pathlib import Path

import numpy


def file_of(folder, suffix):
    """Returns the only file in the folder with this suffix."""
    found = sorted(Path(folder).glob(f"*-{suffix}"))
    if len(found) != 1:
        raise SystemExit(f"{folder} must hold one file that ends with -{suffix}; it has {len(found)}.")
    return found[0]


def read_labels(folder):
    """Returns the set of class indices of each image in real.json, in order."""
    return [set(labels) for labels in json.loads(file_of(folder, "real.json").read_text(encoding="utf-8"))]


def read_images(folder):
    """Yields name, original label, labels and candidates of each image in labels.jsonl, in order."""
    with open(file_of(folder, "labels.jsonl"), encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read_scores(folder):
    """Returns the score (0 to 1, not a probability) of each pair in scores.npz, by file name and class index."""
    with numpy.load(file_of(folder, "scores.npz")) as arrays:
        names, indices = arrays["info"].T
        return dict(zip(zip(names.tolist(), indices.astype(int).tolist()), arrays["tensor"].tolist()))


def csv_rows(rows):
    """Yields the rows of a CSV file, without the apostrophes that protect text from being read as a formula."""
    first, later = r"^'(?='*[=+\-@\t\r\n＝＋－＠])", r"(?<=[;\t\r\n])'(?=['\"]*[=+\-@＝＋－＠])"
    for row in csv.DictReader(rows):
        yield {name: re.sub(later, "", re.sub(first, "", text or "")) for name, text in row.items()}


def read_votes(folder):
    """Yields one dictionary per vote in votes.csv."""
    with open(file_of(folder, "votes.csv"), encoding="utf-8", newline="") as rows:
        yield from csv_rows(rows)


def read_predictions(path, names):
    """Returns the predicted class index of each image, None for images that are not in the file."""
    path = Path(path)
    if path.suffix == ".json":
        predictions = json.loads(path.read_text(encoding="utf-8"))
        if len(predictions) != len(names):
            raise SystemExit(f"{path} has {len(predictions)} predictions for {len(names)} images.")
        return predictions
    by_name = {}
    # Spreadsheets write a byte order mark.
    with open(path, encoding="utf-8-sig", newline="") as rows:
        for number, row in enumerate(csv_rows(rows), 1):
            if not {"file", "label"} <= row.keys():
                raise SystemExit(f"{path} must have the columns file and label; it has {', '.join(row)}.")
            if not row["label"].isascii() or not row["label"].isdigit():
                raise SystemExit(f"{path}, row {number}: label must be a class index; it is {row['label']!r}.")
            by_name[row["file"]] = int(row["label"])
    return [by_name.get(name) for name in names]


def accuracy(predictions, truths):
    """Returns the share of predictions that are among the labels, without images that have no prediction or no label."""
    judged = [p in labels for p, labels in zip(predictions, truths) if p is not None and labels]
    return sum(judged) / len(judged) if judged else None


def summary(folder, predictions_path=None):
    labels = read_labels(folder)
    scores = read_scores(folder)
    names, originals, unlike, unscored, outside_list = [], [], 0, 0, 0
    for image in read_images(folder):
        names.append(image["image"])
        originals.append(None if image["original"] is None else image["original"]["index"])
        unlike += labels[len(names) - 1] != {label["index"] for label in image["labels"]}
        outside_list += (image.get("outside_list") or 0) > 0
        for candidate in image["candidates"]:
            score = scores.get((image["image"], candidate["index"]))
            unscored += score != candidate["score"]
    votes = {"no": 0, "maybe": 0, "yes": 0}
    raters = set()
    for vote in read_votes(folder):
        votes[vote["answer"]] += 1
        raters.add(vote["rater"])
    facts = {
        "images": len(labels),
        "labels": sum(map(len, labels)),
        "imagesWithoutLabel": sum(not one for one in labels),
        # Images in which raters saw something that is not a class; unknown in older releases.
        "imagesOutsideList": outside_list,
        "scores": len(scores),
        "votes": votes,
        "raters": len(raters),
        # Both are 0 if the files agree.
        "imagesThatDiffer": unlike,
        "scoresThatDiffer": unscored,
        "originalLabelsAccuracy": accuracy(originals, labels),
    }
    if predictions_path is not None:
        predictions = read_predictions(predictions_path, names)
        facts["originalAccuracy"] = accuracy(predictions, [set() if o is None else {o} for o in originals])
        facts["reassessedAccuracy"] = accuracy(predictions, labels)
    return facts


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        raise SystemExit("Give a folder of exported files, and a file of predictions if there is one.")
    print(json.dumps(summary(*sys.argv[1:])))
