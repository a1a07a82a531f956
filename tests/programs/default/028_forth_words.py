"""A Forth-like interpreter with user words, loops and conditionals, fed a short session."""


class ForthError(Exception):
    pass


class Forth:
    def __init__(self):
        self.stack, self.out, self.words = [], [], {}
        s = self.stack
        self.core = {
            "+": lambda: self.binary(lambda a, b: a + b), "-": lambda: self.binary(lambda a, b: a - b),
            "*": lambda: self.binary(lambda a, b: a * b), "/": lambda: self.binary(lambda a, b: a // b),
            "mod": lambda: self.binary(lambda a, b: a % b), "=": lambda: self.binary(lambda a, b: -(a == b)),
            "<": lambda: self.binary(lambda a, b: -(a < b)), "dup": lambda: s.append(s[-1]), "drop": lambda: s.pop(),
            "swap": lambda: s.insert(-1, s.pop()), "over": lambda: s.append(s[-2]), ".": lambda: self.out.append(str(s.pop())),
            "cr": lambda: self.out.append("\n"), "emit": lambda: self.out.append(chr(s.pop())), "depth": lambda: s.append(len(s)),
        }

    def binary(self, f):
        b, a = self.stack.pop(), self.stack.pop()
        self.stack.append(f(a, b))

    def run(self, line):
        tokens = line.lower().split()
        if tokens[:1] == [":"]:
            if tokens[-1] != ";":
                raise ForthError("definition without ;")
            self.words[tokens[1]] = tokens[2:-1]
        else:
            self.execute(tokens)

    def block(self, tokens, i, opener, closers):
        depth = 0
        for j in range(i + 1, len(tokens)):
            if tokens[j] == opener:
                depth += 1
            elif tokens[j] in closers and depth == 0:
                return j
            elif tokens[j] == closers[-1]:
                depth -= 1
        raise ForthError(f"{opener} without {closers[-1]}")

    def execute(self, tokens, index=None):
        i = 0
        while i < len(tokens):
            tok = tokens[i]
            try:
                if tok == "if":
                    end = self.block(tokens, i, "if", ("then",))
                    body = tokens[i + 1:end]
                    split = self.block(tokens, i, "if", ("else", "then")) - i - 1
                    yes, no = body[:split], body[split + 1:]
                    self.execute(yes if self.stack.pop() else no, index)
                    i = end
                elif tok == "do":
                    end = self.block(tokens, i, "do", ("loop",))
                    start, limit = self.stack.pop(), self.stack.pop()
                    for n in range(start, limit):
                        self.execute(tokens[i + 1:end], n)
                    i = end
                elif tok == "i" and index is not None:
                    self.stack.append(index)
                elif tok in self.words:
                    self.execute(self.words[tok], index)
                elif tok in self.core:
                    self.core[tok]()
                elif tok.lstrip("-").isdigit():
                    self.stack.append(int(tok))
                else:
                    raise ForthError(f"{tok} ?")
            except IndexError:
                self.stack.clear()
                raise ForthError(f"{tok}: stack underflow") from None
            i += 1


vm = Forth()
SESSION = """2 3 + 4 * .
: square dup * ;
: cube dup square * ;
3 square . 3 cube .
: stars 0 do 42 emit loop cr ;
5 stars 2 stars
: fizz dup 15 mod 0 = if drop -15 . else dup 5 mod 0 = if drop -5 . else dup 3 mod 0 = if drop -3 . else . then then then ;
16 1 do i fizz loop
: gcd dup 0 = if drop else swap over mod gcd then ;
1071 462 gcd .
: sum 0 swap 1 do i + loop ;
11 sum .
drop
1 2 frobnicate
: broken 1 2
depth .
7 0 <"""
for line in SESSION.splitlines():
    try:
        vm.run(line)
        status = "ok"
    except ForthError as e:
        status = f"error: {e}"
    text, vm.out = " ".join(vm.out), []
    print(f"{line[:46]:46} | {text.strip()!r:32} {status} {vm.stack}")
