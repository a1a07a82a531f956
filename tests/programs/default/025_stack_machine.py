"""Assembler and interpreter for a stack machine; runs factorial, primes and a buggy program."""
from dataclasses import dataclass, field

PROGRAMS = {
    "factorial": """
        push 1
        push 10
    loop:
        dup
        jz done
        dup
        rot
        mul
        swap
        push 1
        sub
        jmp loop
    done:
        pop
        print
        halt
    """,
    "primes": """
        push 2
        store n
    next:
        load n
        push 40
        lt
        jz end
        push 2
        store d
    try:
        load d
        dup
        mul
        load n
        gt
        jnz prime
        load n
        load d
        mod
        jz composite
        load d
        push 1
        add
        store d
        jmp try
    prime:
        load n
        print
    composite:
        load n
        push 1
        add
        store n
        jmp next
    end:
        halt
    """,
    "underflow": "push 1\nadd\nhalt",
    "runaway": "top:\njmp top",
    "badlabel": "jmp nowhere",
    "badop": "frobnicate 3",
    "divzero": "push 4\npush 0\nmod\nhalt",
}


class MachineError(Exception):
    pass


BINARY = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
          "mod": lambda a, b: a % b, "lt": lambda a, b: int(a < b), "gt": lambda a, b: int(a > b)}
PLAIN = {"dup", "pop", "swap", "rot", "print", "halt", *BINARY}
WITH_ARG = {"push", "jmp", "jz", "jnz", "load", "store"}


def assemble(source):
    labels, code = {}, []
    for line in source.split("\n"):
        line = line.strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
        elif line:
            op, *args = line.split()
            if op not in PLAIN | WITH_ARG or len(args) != (op in WITH_ARG):
                raise MachineError(f"cannot assemble {line!r}")
            code.append((op, *args))
    for i, (op, *args) in enumerate(code):
        if op[0] == "j":
            if args[0] not in labels:
                raise MachineError(f"no label {args[0]!r}")
            code[i] = (op, labels[args[0]])
    return code


@dataclass
class Machine:
    code: list
    stack: list = field(default_factory=list)
    memory: dict = field(default_factory=dict)
    output: list = field(default_factory=list)
    steps: int = 0

    def run(self, limit=20_000):
        pc = 0
        while True:
            if self.steps >= limit:
                raise MachineError(f"step limit {limit} reached at {pc}")
            self.steps += 1
            op, *args = self.code[pc]
            pc += 1
            try:
                match op:
                    case "push": self.stack.append(int(args[0]))
                    case "pop": self.stack.pop()
                    case "dup": self.stack.append(self.stack[-1])
                    case "swap": self.stack[-2:] = self.stack[:-3:-1]
                    case "rot": self.stack.append(self.stack.pop(-3))
                    case "load": self.stack.append(self.memory[args[0]])
                    case "store": self.memory[args[0]] = self.stack.pop()
                    case "print": self.output.append(self.stack.pop())
                    case "jmp": pc = args[0]
                    case "jz" | "jnz":
                        if (self.stack.pop() == 0) == (op == "jz"):
                            pc = args[0]
                    case "halt": return self
                    case _:
                        b, a = self.stack.pop(), self.stack.pop()
                        self.stack.append(BINARY[op](a, b))
            except (IndexError, ZeroDivisionError) as e:
                raise MachineError(f"{op} at {pc - 1}: {e}") from e


for name, source in PROGRAMS.items():
    try:
        m = Machine(assemble(source)).run()
        print(f"{name}: output {m.output} in {m.steps} steps, stack {m.stack}, memory {m.memory}")
    except MachineError as e:
        print(f"{name}: failed: {e}")
