"""Builds a Huffman code for a sentence, encodes it, decodes it and reports the saving."""
import heapq
import math
from collections import Counter
from itertools import count

TEXT = "she sells sea shells by the sea shore; the shells she sells are sea shells for sure"


def build(freqs):
    order = count()
    heap = [(n, next(order), ch) for ch, n in sorted(freqs.items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        n1, _, a = heapq.heappop(heap)
        n2, _, b = heapq.heappop(heap)
        heapq.heappush(heap, (n1 + n2, next(order), (a, b)))
    return heap[0][2]


def codes(tree, prefix=""):
    if isinstance(tree, str):
        return {tree: prefix or "0"}
    left, right = tree
    return codes(left, prefix + "0") | codes(right, prefix + "1")


def decode(bits, tree):
    out, node = [], tree
    for bit in bits:
        node = node[int(bit)]
        if isinstance(node, str):
            out.append(node)
            node = tree
    return "".join(out)


freqs = Counter(TEXT)
tree = build(freqs)
table = codes(tree)
bits = "".join(table[ch] for ch in TEXT)
for ch, code in sorted(table.items(), key=lambda kv: (len(kv[1]), kv[1])):
    print(f"{ch!r:>4} x{freqs[ch]:<3} {code}")

entropy = -sum(n / len(TEXT) * math.log2(n / len(TEXT)) for n in freqs.values())
print(f"entropy {entropy:.4f} bits/char, huffman {len(bits) / len(TEXT):.4f} bits/char")
print(f"{8 * len(TEXT)} bits -> {len(bits)} bits ({len(bits) / (8 * len(TEXT)):.1%})")
print("round trip:", decode(bits, tree) == TEXT)
print("prefix free:", not any(a != b and b.startswith(a) for a in table.values() for b in table.values()))
print("Kraft sum:", sum(2.0 ** -len(c) for c in table.values()))
