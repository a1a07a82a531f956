"""Turing machines as tables: binary increment, palindromes, busy beavers and a two-tape style copy."""
from collections import defaultdict


class Machine:
    def __init__(self, table, start="A", blank="_"):
        self.rules, self.start, self.blank = {}, start, blank
        for line in table.strip().splitlines():
            left, right = line.split("->")
            state, read = left.split()
            write, move, nxt = right.split()
            for symbol in read.split(","):
                self.rules[state, symbol] = (symbol if write == "=" else write, {"L": -1, "R": 1, "S": 0}[move], nxt)

    def run(self, text, limit=5000, trace=0):
        tape = defaultdict(lambda: self.blank, enumerate(text))
        state, head, steps = self.start, 0, 0
        while state not in ("halt", "yes", "no"):
            if steps < trace:
                cells = range(min([*tape, head]), max([*tape, head]) + 1)
                print(f"   {state:>5} " + "".join(f"[{tape[i]}]" if i == head else f" {tape[i]} " for i in cells))
            if steps >= limit:
                return "limit", self.tape(tape), steps
            rule = self.rules.get((state, tape[head]))
            if rule is None:
                return f"stuck in {state} on {tape[head]}", self.tape(tape), steps
            tape[head], move, state = rule
            head += move
            steps += 1
        return state, self.tape(tape), steps

    def tape(self, tape):
        return "".join(tape[i] for i in range(min(tape), max(tape) + 1)).strip(self.blank)


INCREMENT = Machine("""
A 0,1 -> = R A
A _ -> _ L B
B 1 -> 0 L B
B 0,_ -> 1 S halt
""")
PALINDROME = Machine("""
A a -> _ R seek_a
A b -> _ R seek_b
A _ -> _ S yes
seek_a a,b -> = R seek_a
seek_a _ -> _ L test_a
seek_b a,b -> = R seek_b
seek_b _ -> _ L test_b
test_a a -> _ L back
test_a b -> = S no
test_a _ -> _ S yes
test_b b -> _ L back
test_b a -> = S no
test_b _ -> _ S yes
back a,b -> = L back
back _ -> _ R A
""")
BEAVER3 = Machine("A 0 -> 1 R B\nA 1 -> 1 R halt\nB 0 -> 0 R C\nB 1 -> 1 R B\nC 0 -> 1 L C\nC 1 -> 1 L A", blank="0")
BEAVER4 = Machine("A 0 -> 1 R B\nA 1 -> 1 L B\nB 0 -> 1 L A\nB 1 -> 0 L C\nC 0 -> 1 R halt\nC 1 -> 1 L D\nD 0 -> 1 R D\nD 1 -> 0 R A", blank="0")
UNARY_ADD = Machine("A 1 -> = R A\nA + -> 1 R B\nB 1 -> = R B\nB _ -> _ L C\nC 1 -> _ S halt")
LOOP = Machine("A _ -> _ R B\nB _ -> _ L A")

print("increments:", [INCREMENT.run(t)[1] for t in ("0", "1", "1011", "111", "")])
for word in ("", "a", "abba", "abab", "babab", "aab"):
    print(f"{word!r:8}", *PALINDROME.run(word))
for name, m in (("busy beaver 3", BEAVER3), ("busy beaver 4", BEAVER4)):
    state, tape, steps = m.run("")
    print(name, state, "ones:", tape.count("1"), "steps:", steps)
print("unary:", UNARY_ADD.run("111+11"), "stuck:", UNARY_ADD.run("11"), "forever:", LOOP.run("", 100))
INCREMENT.run("1011", trace=9)
n, text = 0, "0"
while n < 300:
    text, n = INCREMENT.run(text)[1], n + 1
print("counted to", int(text, 2))
