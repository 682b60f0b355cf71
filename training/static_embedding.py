"""Train the static embedding model that the project ships: one command, paths as arguments, seeded.

    python -m training.static_embedding DATA OUT --leave-out QUERIES.jsonl

A text's vector is the mean of its tokens' vectors, so that no neural network runs when one searches.
The tokens' vectors are trained so that the two texts of a pair lie closer than texts of other pairs.
"""

from __future__ import annotations

import argparse
import json
import random
import time
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.pairs import Pair, read_pairs

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer, models

# How often each source is seen; synonyms are single words and would drown the rest.
SHARES = {"cases": 1.0, "motions": 2.0, "articles": 0.5, "everyday": 3.0, "plain": 1.0, "synonyms": 0.5}
LONGEST = 96  # tokens of a text that count in training


def train_tokenizer(texts: Iterable[str], size: int) -> Tokenizer:
    """Words and parts of words: lower case, without accents, cut into at most `size` kinds of token."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKD(), normalizers.StripAccents(), normalizers.Lowercase()]
    )
    # without a mark of where a word begins: "rekening" in "energierekening" is the same token as alone
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\p{L}\p{N}]+"), "removed")
    tokenizer.train_from_iterator(
        texts, trainers.UnigramTrainer(vocab_size=size, unk_token="[UNK]", special_tokens=["[UNK]"])
    )
    tokenizer.model = in_fixed_order(tokenizer)
    return tokenizer


def in_fixed_order(tokenizer: Tokenizer) -> models.Unigram:
    """The trained tokens by likelihood and spelling: the trainer numbers equals in another order each run."""
    from tokenizers import models

    tokens = json.loads(tokenizer.to_str())["model"]["vocab"]
    ordered = sorted(tokens[1:], key=lambda token: (-round(token[1], 6), token[0]))
    return models.Unigram(
        [tuple(tokens[0]), *((piece, round(score, 6)) for piece, score in ordered)], 0, False
    )


def texts_of(pairs: dict[str, list[Pair]]) -> Iterable[str]:
    """The texts from which the tokens are learnt: each text once."""
    texts = (text for source in pairs.values() for pair in source for text in (pair.left, pair.right))
    return dict.fromkeys(texts)


class Texts:
    """Texts as token numbers, one after the other in one long array, with where each begins."""

    def __init__(self, tokenizer: Tokenizer, texts: Sequence[str]) -> None:
        lengths: list[int] = []
        pieces: list[np.ndarray] = []
        for at in range(0, len(texts), 20_000):
            encodings = tokenizer.encode_batch(list(texts[at : at + 20_000]), add_special_tokens=False)
            rows = [encoding.ids[:LONGEST] or [0] for encoding in encodings]
            lengths += map(len, rows)
            pieces.append(np.concatenate([np.asarray(row, np.int32) for row in rows]))
        self.starts = np.cumsum([0, *lengths])
        self.tokens = np.concatenate(pieces)

    def batch(self, rows: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
        """The tokens of some texts and where each text begins, as an embedding bag wants them."""
        import torch

        starts = self.starts[rows]
        lengths = self.starts[rows + 1] - starts
        begins = np.cumsum(lengths) - lengths
        places = np.arange(lengths.sum()) + np.repeat(starts - begins, lengths)
        return torch.from_numpy(self.tokens[places].astype(np.int64)), torch.from_numpy(begins)


def choose_batches(
    sources: Sequence[str], rounds: int, batch: int, chance: random.Random
) -> list[np.ndarray]:
    """The batches in which pairs are seen: in each round, each source as often as its share says.

    All pairs of a batch are of one source: texts of one kind must be told apart by what they are about, as
    their kind does not tell. What does not fill a batch is left out of that round.
    """
    by_source = {name: [row for row, source in enumerate(sources) if source == name] for name in SHARES}
    batches: list[np.ndarray] = []
    for _ in range(rounds):
        fresh: list[np.ndarray] = []
        for name, rows in by_source.items():
            whole, rest = divmod(SHARES[name], 1)
            chosen = rows * int(whole) + chance.sample(rows, int(len(rows) * rest))
            chance.shuffle(chosen)
            fresh += [np.asarray(chosen[at : at + batch]) for at in range(0, len(chosen) - batch + 1, batch)]
        chance.shuffle(fresh)
        batches += fresh
    return batches


def contrast(left: torch.Tensor, right: torch.Tensor, groups: torch.Tensor, sharpness: float) -> torch.Tensor:
    """How badly each text finds its partner among all partners of the batch (InfoNCE, both ways)."""
    import torch
    from torch.nn import functional

    scores = functional.normalize(left) @ functional.normalize(right).T * sharpness
    alike = (groups[:, None] == groups[None, :]) & ~torch.eye(len(groups), dtype=torch.bool)
    scores = scores.masked_fill(alike, -1e4)
    own = torch.arange(len(groups))
    return (functional.cross_entropy(scores, own) + functional.cross_entropy(scores.T, own)) / 2


def train(
    tokenizer: Tokenizer, pairs: dict[str, list[Pair]], *, dimension: int, rounds: int, batch: int, seed: int,
    sharpness: float, rate: float = 0.02,
) -> np.ndarray:  # fmt: skip
    """The tokens' vectors, one row a token."""
    import torch

    torch.manual_seed(seed)
    chance = random.Random(seed)
    bag = torch.nn.EmbeddingBag(tokenizer.get_vocab_size(), dimension, mode="mean")
    torch.nn.init.normal_(bag.weight, std=0.1)
    optimizer = torch.optim.Adam(bag.parameters(), lr=rate, fused=True)
    flat = [(name, pair) for name, found in pairs.items() for pair in found]
    lefts = Texts(tokenizer, [pair.left for _, pair in flat])
    rights = Texts(tokenizer, [pair.right for _, pair in flat])
    groups = torch.tensor([hash_of(pair.group) for _, pair in flat])
    batches = choose_batches([name for name, _ in flat], rounds, batch, chance)
    steps = len(batches)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, rate, total_steps=steps, pct_start=0.1)
    began = time.monotonic()
    for step, rows in enumerate(batches):
        loss = contrast(bag(*lefts.batch(rows)), bag(*rights.batch(rows)), groups[rows], sharpness)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        schedule.step()
        if step % 50 == 0:
            print(f"step {step}/{steps} loss {loss.item():.3f} {time.monotonic() - began:.0f} s", flush=True)
    return bag.weight.detach().numpy()


def hash_of(text: str) -> int:
    """A number for a text that is the same in every run."""
    return zlib.crc32(text.encode("utf-8"))


def save_model(folder: Path, tokenizer: Tokenizer, weights: np.ndarray) -> None:
    """Write the model: vectors as 8-bit numbers with one scale a token, in the layout of model2vec.

    sentence-transformers reads that layout too (`modules.json` names its StaticEmbedding).
    """
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / 127
    small = np.round(weights / scale[:, None]).astype(np.int8)
    save_file({"embeddings": small, "weights": scale.astype(np.float32)}, folder / "model.safetensors")
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    for file in folder.iterdir():
        file.chmod(0o644)
    module = "sentence_transformers.sentence_transformer.modules.StaticEmbedding"
    layout = [{"idx": 0, "name": "0", "path": "", "type": module}]
    (folder / "modules.json").write_text(json.dumps(layout, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Read the data, learn tokens, train, save."""
    options = read_options()
    import torch

    torch.set_num_threads(options.threads)
    pairs = read_pairs(options.data, options.leave_out, random.Random(options.seed))
    print({source: len(found) for source, found in pairs.items()}, flush=True)
    tokenizer = train_tokenizer(texts_of(pairs), options.size)
    weights = train(
        tokenizer, pairs,
        dimension=options.dimension, rounds=options.rounds, batch=options.batch, seed=options.seed,
        sharpness=options.sharpness,
    )  # fmt: skip
    save_model(options.out, tokenizer, weights)


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Train the static embedding model")
    parser.add_argument("data", type=Path, help="folder with cases/, motions/, law/ and lexicon/")
    parser.add_argument("out", type=Path, help="folder to write the model to")
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[], help="evaluation queries")
    parser.add_argument("--size", type=int, default=40_000, help="kinds of token")
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--sharpness", type=float, default=12.0, help="what cosines are multiplied by")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
