"""A brainfuck interpreter with precomputed jumps and run-length folded instructions."""
import re

HELLO = ("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.>++.")
SQUARES = """++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]
<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]"""
CAT = ",[.,]"


def fold(source):
    code, starts = [], []
    for m in re.finditer(r"\++|-+|>+|<+|[.,\[\]]", re.sub(r"[^-+<>.,\[\]]", "", source)):
        op, n = m[0][0], len(m[0])
        if op == "[":
            starts.append(len(code))
            code.append(["[", None])
        elif op == "]":
            if not starts:
                raise ValueError("] without [")
            start = starts.pop()
            code[start][1] = len(code)
            code.append(["]", start])
        else:
            code.append([op, n])
    if starts:
        raise ValueError("[ without ]")
    return code


def run(source, data="", limit=200_000):
    code, tape, ptr, pc, steps = fold(source), [0] * 300, 0, 0, 0
    data, out = iter(data.encode("latin-1")), []
    while pc < len(code) and steps < limit:
        op, arg = code[pc]
        steps += 1
        if op == "+":
            tape[ptr] = (tape[ptr] + arg) % 256
        elif op == "-":
            tape[ptr] = (tape[ptr] - arg) % 256
        elif op == ">":
            ptr += arg
        elif op == "<":
            ptr -= arg
        elif op == ".":
            out.append(chr(tape[ptr]))
        elif op == ",":
            tape[ptr] = next(data, 0)
        elif op == "[" and not tape[ptr] or op == "]" and tape[ptr]:
            pc = arg
        pc += 1
    return "".join(out), steps


text, steps = run(HELLO)
print(repr(text), steps, "steps from", len(HELLO), "symbols folded to", len(fold(HELLO)))
text, steps = run(SQUARES)
print(text.split()[:20], steps)
print(run(CAT, "echo this")[0])
for n in (3, 7):
    print(n, "doubled:", ord(run(",[>++<-]>.", chr(n))[0]))
print("multiplied:", ord(run(">,>,<[>[>+>+<<-]>>[<<+>>-]<<<-]>>.", chr(6) + chr(7))[0]))
for bad in ("[[]", "+]"):
    try:
        run(bad)
    except ValueError as e:
        print(bad, e)
print("still spinning after", run("+[]", limit=1000)[1], "steps")
