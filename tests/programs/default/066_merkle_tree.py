"""Merkle trees over text blocks with inclusion proofs, and a toy chained log with tamper detection."""
import hashlib
import json
from dataclasses import dataclass


def h(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


class Merkle:
    def __init__(self, blocks):
        self.levels = [[h(b"\0", b.encode()) for b in blocks]]
        while len(self.levels[-1]) > 1:
            row = self.levels[-1]
            if len(row) % 2:
                row = row + [row[-1]]
            self.levels.append([h(b"\1", a, b) for a, b in zip(row[::2], row[1::2])])

    @property
    def root(self):
        return self.levels[-1][0]

    def proof(self, i):
        out = []
        for row in self.levels[:-1]:
            j = i ^ 1
            out.append(("left" if j < i else "right", row[j] if j < len(row) else row[i]))
            i //= 2
        return out


def verify(block, proof, root):
    value = h(b"\0", block.encode())
    for side, other in proof:
        value = h(b"\1", other, value) if side == "left" else h(b"\1", value, other)
    return value == root


@dataclass
class Entry:
    index: int
    data: dict
    previous: str
    nonce: int = 0

    @property
    def digest(self):
        text = json.dumps([self.index, self.data, self.previous, self.nonce], sort_keys=True)
        return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()

    def mine(self, zeros=2):
        while not self.digest.startswith("0" * zeros):
            self.nonce += 1
        return self


def build(records):
    chain, previous = [], "genesis"
    for i, r in enumerate(records):
        chain.append(Entry(i, r, previous).mine())
        previous = chain[-1].digest
    return chain


def faults(chain):
    for a, b in zip(chain, chain[1:]):
        if b.previous != a.digest:
            yield f"link {a.index}->{b.index} broken"
    yield from (f"entry {e.index} lacks work" for e in chain if not e.digest.startswith("00"))


for n in (1, 2, 5, 8):
    blocks = [f"block {i}" for i in range(n)]
    tree = Merkle(blocks)
    good = all(verify(b, tree.proof(i), tree.root) for i, b in enumerate(blocks))
    print(n, "blocks:", len(tree.levels), "levels, root", tree.root.hex()[:10], "proofs ok", good, "length", len(tree.proof(0)))
print("forged:", verify("block X", tree.proof(3), tree.root), "wrong place:", verify("block 3", tree.proof(4), tree.root))
changed = Merkle(["block 0", "block 1!", *blocks[2:]])
print("nodes that differ:", sum(a != b for x, y in zip(tree.levels, changed.levels) for a, b in zip(x, y)))
chain = build([{"from": "ann", "to": "bob", "n": n} for n in (5, 7, 11, 13)])
for e in chain:
    print(e.index, e.data["n"], "nonce", e.nonce, "digest", e.digest[:6], "previous", e.previous[:7])
print("faults:", list(faults(chain)))
chain[1].data["n"] = 700
print("after tampering:", list(faults(chain)))
