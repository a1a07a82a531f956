"""A regular expression engine: parser, Thompson NFA, lazy DFA and a comparison with the re module."""
from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product


@dataclass(eq=False)
class State:
    on: str | None = None
    out: tuple = ()


class PatternError(ValueError):
    pass


class Pattern:
    """Supports literals . | * + ? () [a-z] [^a] and backslash escapes."""

    def __init__(self, pattern):
        self.pattern, self.at = pattern, 0
        self.accept = State()
        fragment = self.alternation()
        if self.at < len(pattern):
            raise PatternError(f"unexpected {pattern[self.at]!r} at {self.at}")
        self.start = fragment(self.accept)
        self.cache = {}

    def peek(self):
        return self.pattern[self.at] if self.at < len(self.pattern) else ""

    def take(self):
        ch = self.peek()
        if not ch:
            raise PatternError("pattern ends too soon")
        self.at += 1
        return ch

    def alternation(self):
        left = self.sequence()
        while self.peek() == "|":
            self.take()
            left = (lambda a, b: lambda nxt: State(out=(a(nxt), b(nxt))))(left, self.sequence())
        return left

    def sequence(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeat())

        def build(nxt):
            for p in reversed(parts):
                nxt = p(nxt)
            return nxt
        return build

    def repeat(self):
        item = self.atom()
        while self.peek() in ("*", "+", "?") and self.peek():
            op = self.take()

            def build(nxt, item=item, op=op):
                if op == "?":
                    return State(out=(item(nxt), nxt))
                loop = State()
                body = item(loop)
                loop.out = (body, nxt)
                return loop if op == "*" else body
            item = build
        return item

    def atom(self):
        ch = self.take()
        if ch == "(":
            inner = self.alternation()
            if self.peek() != ")":
                raise PatternError("missing )")
            self.take()
            return inner
        if ch == "[":
            negate = self.peek() == "^" and bool(self.take())
            members = set()
            while self.peek() != "]":
                a = self.take()
                if self.peek() == "-" and self.pattern[self.at + 1:self.at + 2] not in ("]", ""):
                    self.take()
                    members |= {chr(c) for c in range(ord(a), ord(self.take()) + 1)}
                else:
                    members.add(a)
            self.take()
            return lambda nxt: State(on=("^" if negate else "") + "[" + "".join(sorted(members)), out=(nxt,))
        if ch in "*+?":
            raise PatternError(f"nothing to repeat at {self.at - 1}")
        label = "any" if ch == "." else "=" + (self.take() if ch == "\\" else ch)
        return lambda nxt: State(on=label, out=(nxt,))

    @staticmethod
    def accepts(label, ch):
        if label == "any":
            return True
        if label[0] == "=":
            return label[1] == ch
        return (ch in label[1:]) != (label[0] == "^") if label[0] == "[" else ch not in label[2:]

    def closure(self, states):
        seen, stack = [], list(states)
        while stack:
            s = stack.pop()
            if s not in seen:
                seen.append(s)
                if s.on is None:
                    stack.extend(s.out)
        return frozenset(seen)

    def step(self, states, ch):
        key = states, ch
        if key not in self.cache:
            self.cache[key] = self.closure(o for s in states if s.on and self.accepts(s.on, ch) for o in s.out)
        return self.cache[key]

    def fullmatch(self, text):
        states = self.closure([self.start])
        for ch in text:
            states = self.step(states, ch)
        return self.accept in states

    def search(self, text):
        for start in range(len(text) + 1):
            states, end = self.closure([self.start]), None
            for i in range(start, len(text) + 1):
                if self.accept in states:
                    end = i
                if i < len(text):
                    states = self.step(states, text[i])
            if end is not None:
                return start, end
        return None


CASES = {"a(b|c)*d": ["ad", "abcbd", "abx", "abcd"], "(ab|a)(bc|c)?": ["abc", "ac", "ab", "abcc"], "[a-c]+[^a-c]?": ["abcabc", "cabz", "z", "abca "], "x?y+z*": ["y", "xyyzz", "xz", "yzzx"],
         r"\(.\)": ["(a)", "()", "(ab)"], "": ["", "a"], "(a*)*b": ["aaab", "b", "aaa"], "colou?r|gr[ae]y": ["color", "colour", "grey", "gruy"]}
for pattern, texts in CASES.items():
    p = Pattern(pattern)
    print(f"{pattern!r:22}", " ".join(f"{t!r}:{'yes' if p.fullmatch(t) else 'no'}" for t in texts))
wrong = 0
for pattern in ("(a|b)*abb", "a*b*", "(ab)+|b?", "((a|b)(a|b))*", "a?a?a?aaa", "[^b]*b[ab]"):
    p, q = Pattern(pattern), re.compile(pattern)
    wrong += sum(p.fullmatch(t) != bool(q.fullmatch(t)) for n in range(7) for t in map("".join, product("ab", repeat=n)))
print("disagreements with re:", wrong)
print("search:", Pattern("an+").search("a banner"), Pattern("q").search("nothing"), Pattern("x*").search("aaa"), Pattern("na(na)*").search("bananana!"))
slow = Pattern("(a?)" * 25 + "a" * 25)
print("pathological pattern matched:", slow.fullmatch("a" * 25), "cached steps:", len(slow.cache))
for bad in ("(a", "a)", "*a", "[ab", "a|*", "\\"):
    try:
        Pattern(bad)
    except PatternError as e:
        print(f"{bad!r}: {e}")
