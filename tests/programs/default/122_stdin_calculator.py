"""A prompt-driven calculator: commands come from input() with prompts, ending with quit."""
import operator

OPS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow, "%": operator.mod}
memory, history = {}, []


def value(word):
    if word in memory:
        return memory[word]
    try:
        return int(word)
    except ValueError:
        return float(word)


def handle(line):
    match line.split():
        case []:
            return None
        case ["help"]:
            return "a op b | let name = a op b | vars | history | quit"
        case ["vars"]:
            return ", ".join(f"{k}={v:g}" for k, v in sorted(memory.items())) or "(none)"
        case ["history"]:
            return "\n".join(f"{i}: {h}" for i, h in enumerate(history, 1))
        case ["let", name, "=", *rest] if name.isidentifier():
            memory[name] = calculate(rest)
            return f"{name} = {memory[name]:g}"
        case words:
            return f"{calculate(words):g}"


def calculate(words):
    match words:
        case [a]:
            return value(a)
        case [a, op, b] if op in OPS:
            return OPS[op](value(a), value(b))
        case [a, op, b, *rest] if op in OPS:
            return calculate([str(OPS[op](value(a), value(b))), *rest])
    raise SyntaxError(f"cannot understand {' '.join(words)!r}")


name = input("name? ").strip() or "stranger"
print(f"\nhello {name}")
while True:
    line = input(f"[{len(history)}] > ")
    if line.strip() == "quit":
        break
    try:
        answer = handle(line)
    except (ValueError, ZeroDivisionError, SyntaxError, OverflowError) as e:
        answer = f"error: {e}"
    if answer is not None:
        print(answer)
        history.append(line.strip())
print("bye after", len(history), "commands;", repr(input("last words: ")))
