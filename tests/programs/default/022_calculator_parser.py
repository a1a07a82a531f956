"""A recursive-descent calculator with variables, functions and good error positions."""
import math
import re
from fractions import Fraction

TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(\*\*|[-+*/%(),=!]))")


class ParseError(Exception):
    def __init__(self, message, pos):
        super().__init__(f"{message} at column {pos + 1}")


class Calculator:
    FUNCTIONS = {"sqrt": math.sqrt, "max": max, "min": min, "abs": abs, "gcd": math.gcd, "floor": math.floor}

    def __init__(self):
        self.names = {"half": Fraction(1, 2)}

    def run(self, text):
        self.text, self.tokens, pos = text, [], 0
        while pos < len(text.rstrip()):
            m = TOKEN.match(text, pos)
            if not m:
                raise ParseError(f"unexpected {text[pos:].strip()[0]!r}", pos + text[pos:].index(text[pos:].strip()[0]))
            self.tokens.append((m.lastgroup or m.lastindex, m[m.lastindex], m.start(m.lastindex)))
            pos = m.end()
        self.tokens.append((0, "end", len(text)))
        self.i = 0
        if len(self.tokens) > 2 and self.tokens[0][0] == 2 and self.tokens[1][1] == "=":
            name = self.tokens[0][1]
            self.i = 2
            self.names[name] = value = self.sum()
        else:
            value = self.sum()
        if self.peek() != "end":
            raise ParseError(f"unexpected {self.peek()!r}", self.tokens[self.i][2])
        return value

    def peek(self):
        return self.tokens[self.i][1]

    def take(self, *wanted):
        if self.peek() in wanted and self.tokens[self.i][0] in (0, 3):
            self.i += 1
            return self.tokens[self.i - 1][1]
        return None

    def sum(self):
        value = self.product()
        while op := self.take("+", "-"):
            right = self.product()
            value = value + right if op == "+" else value - right
        return value

    def product(self):
        value = self.unary()
        while op := self.take("*", "/", "%"):
            at = self.tokens[self.i][2]
            right = self.unary()
            if op != "*" and right == 0:
                raise ParseError("division by zero", at)
            value = value * right if op == "*" else value / right if op == "/" else value % right
        return value

    def unary(self):
        if self.take("-"):
            return -self.unary()
        base = self.postfix()
        return base ** self.unary() if self.take("**") else base

    def postfix(self):
        value = self.atom()
        while self.take("!"):
            value = Fraction(math.factorial(int(value)))
        return value

    def atom(self):
        kind, text, pos = self.tokens[self.i]
        self.i += 1
        if kind == 1:
            return Fraction(text)
        if text == "(" and kind == 3:
            value = self.sum()
            if not self.take(")"):
                raise ParseError("missing )", self.tokens[self.i][2])
            return value
        if kind == 2 and self.take("("):
            if text not in self.FUNCTIONS:
                raise ParseError(f"no function {text!r}", pos)
            args = [self.sum()]
            while self.take(","):
                args.append(self.sum())
            if not self.take(")"):
                raise ParseError("missing )", self.tokens[self.i][2])
            args = [int(a) for a in args] if text == "gcd" else args
            return self.FUNCTIONS[text](*args)
        if kind == 2:
            if text not in self.names:
                raise ParseError(f"no name {text!r}", pos)
            return self.names[text]
        raise ParseError(f"unexpected {text!r}", pos)


calc = Calculator()
for line in ("1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "1/3 + 1/6", "x = 7 * half", "x * x - 0.25", "5! / 3!",
             "sqrt(2) * sqrt(8)", "max(1, x, 3) % 2", "gcd(84, 36) + abs(-4)", "1 / (2 - 2)", "2 * (3 + 4", "3 $ 4",
             "y + 1", "frob(2)", "1 2", "", "7 %", "floor(22/7)"):
    try:
        value = calc.run(line)
        print(f"{line:24} = {round(value, 9) if isinstance(value, float) else value}")
    except ParseError as e:
        print(f"{line:24} ! {e}")
