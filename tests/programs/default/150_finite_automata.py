"""Finite automata: subset construction, minimisation, products, emptiness and shortest witnesses."""
from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import product


@dataclass
class DFA:
    alphabet: str
    start: object
    step: dict
    accept: set

    def accepts(self, word):
        s = self.start
        for ch in word:
            s = self.step[s, ch]
        return s in self.accept

    @property
    def states(self):
        return list(dict.fromkeys([self.start, *(s for s, _ in self.step), *self.step.values()]))

    def reachable(self):
        order, queue = [self.start], deque([self.start])
        while queue:
            s = queue.popleft()
            for ch in self.alphabet:
                t = self.step[s, ch]
                if t not in order:
                    order.append(t)
                    queue.append(t)
        return order

    def renumber(self):
        names = {s: i for i, s in enumerate(self.reachable())}
        return DFA(self.alphabet, 0, {(names[s], c): names[t] for (s, c), t in self.step.items() if s in names}, {names[s] for s in self.accept if s in names})

    def minimise(self):
        d = self.renumber()
        block = {s: int(s in d.accept) for s in d.states}
        while True:
            signature = {s: (block[s], *(block[d.step[s, c]] for c in d.alphabet)) for s in d.states}
            numbers = {sig: i for i, sig in enumerate(dict.fromkeys(signature[s] for s in d.states))}
            new = {s: numbers[signature[s]] for s in d.states}
            if len(set(new.values())) == len(set(block.values())):
                return DFA(d.alphabet, new[0], {(new[s], c): new[t] for (s, c), t in d.step.items()}, {new[s] for s in d.accept}).renumber()
            block = new

    def combine(self, other, op):
        pairs = list(product(self.states, other.states))
        step = {((a, b), c): (self.step[a, c], other.step[b, c]) for a, b in pairs for c in self.alphabet}
        return DFA(self.alphabet, (self.start, other.start), step, {(a, b) for a, b in pairs if op(a in self.accept, b in other.accept)}).renumber()

    def shortest(self):
        seen, queue = {self.start}, deque([(self.start, "")])
        while queue:
            s, word = queue.popleft()
            if s in self.accept:
                return word
            for c in self.alphabet:
                t = self.step[s, c]
                if t not in seen:
                    seen.add(t)
                    queue.append((t, word + c))
        return None

    def words(self, n):
        counts = {self.start: 1}
        for _ in range(n):
            new = {}
            for s, k in counts.items():
                for c in self.alphabet:
                    new[self.step[s, c]] = new.get(self.step[s, c], 0) + k
            counts = new
        return sum(k for s, k in counts.items() if s in self.accept)


def from_nfa(alphabet, starts, moves, accept):
    start = frozenset(starts)
    step, queue, seen = {}, deque([start]), {start}
    while queue:
        s = queue.popleft()
        for c in alphabet:
            t = frozenset(q for p in s for q in moves.get((p, c), ()))
            step[s, c] = t
            if t not in seen:
                seen.add(t)
                queue.append(t)
    return DFA(alphabet, start, step, {s for s in seen if s & set(accept)}).renumber()


def divisible(n):
    return DFA("01", 0, {(r, c): (2 * r + int(c)) % n for r in range(n) for c in "01"}, {0})


def contains(word, alphabet="01"):
    moves = {}
    for c in alphabet:
        moves[0, c] = [0]
        moves[len(word), c] = [len(word)]
    for i, c in enumerate(word):
        moves.setdefault((i, c), []).append(i + 1)
    return from_nfa(alphabet, [0], moves, [len(word)])


third_last = from_nfa("01", ["s"], {("s", "0"): ["s"], ("s", "1"): ["s", "a"], ("a", "0"): ["b"], ("a", "1"): ["b"], ("b", "0"): ["c"], ("b", "1"): ["c"]}, ["c"])
for name, d in (("third from last is 1", third_last), ("divisible by 6", divisible(6)), ("divisible by 8", divisible(8)), ("contains 1011", contains("1011"))):
    m = d.minimise()
    same = all(d.accepts(w) == m.accepts(w) for n in range(8) for w in map("".join, product("01", repeat=n)))
    print(f"{name:22} {len(d.reachable()):>2} states, minimal {len(m.states)}, same language {same}, shortest {m.shortest()!r}, words of length 6: {m.words(6)}")
both = divisible(2).combine(divisible(3), lambda a, b: a and b)
differ = both.combine(divisible(6), lambda a, b: a != b)
print("2 and 3 is 6:", differ.shortest() is None, "states", len(both.states), "minimal", len(both.minimise().states))
gap = divisible(4).combine(divisible(6), lambda a, b: a and not b)
print("divisible by 4 but not 6:", gap.shortest(), int(gap.shortest(), 2))
m = contains("aba", "ab").minimise()
for s in m.states:
    print(f"  {'>' if s == m.start else ' '}{'*' if s in m.accept else ' '}{s}:", {c: m.step[s, c] for c in m.alphabet})
print("avoiding 'aba':", [2**n - m.words(n) for n in range(12)])
