"""Infix to postfix by the shunting-yard method, postfix evaluation and tree drawing."""
import operator
import re

OPS = {"+": (1, "L", operator.add), "-": (1, "L", operator.sub), "*": (2, "L", operator.mul),
       "/": (2, "L", operator.truediv), "//": (2, "L", operator.floordiv), "^": (3, "R", operator.pow)}


def to_rpn(text):
    out, stack = [], []
    for tok in re.findall(r"\d+\.?\d*|//|[-+*/^()]", text):
        if tok in OPS:
            prec, assoc, _ = OPS[tok]
            while stack and stack[-1] != "(":
                top = OPS[stack[-1]][0]
                if top > prec or (top == prec and assoc == "L"):
                    out.append(stack.pop())
                else:
                    break
            stack.append(tok)
        elif tok == "(":
            stack.append(tok)
        elif tok == ")":
            while stack and stack[-1] != "(":
                out.append(stack.pop())
            if not stack:
                raise SyntaxError("unbalanced )")
            stack.pop()
        else:
            out.append(tok)
    if "(" in stack:
        raise SyntaxError("unbalanced (")
    return out + stack[::-1]


def run(rpn):
    stack = []
    for tok in rpn:
        if tok in OPS:
            try:
                b, a = stack.pop(), stack.pop()
            except IndexError:
                raise SyntaxError(f"operator {tok} lacks an operand") from None
            stack.append(OPS[tok][2](a, b))
        else:
            stack.append(float(tok) if "." in tok else int(tok))
    if len(stack) != 1:
        raise SyntaxError(f"{len(stack)} values left")
    return stack[0]


def tree(rpn):
    stack = []
    for tok in rpn:
        if tok in OPS:
            b, a = stack.pop(), stack.pop()
            stack.append((tok, a, b))
        else:
            stack.append(tok)
    return stack.pop()


def draw(node, prefix="", tail=True):
    head = node[0] if isinstance(node, tuple) else node
    yield prefix + ("└── " if tail else "├── ") + head
    if isinstance(node, tuple):
        for i, child in enumerate(node[1:]):
            yield from draw(child, prefix + ("    " if tail else "│   "), i == len(node) - 2)


for text in ("3 + 4 * 2 / (1 - 5) ^ 2 ^ 3", "10 // 3 * 3 + 10 - 9", "((2.5))", "1 + (2", "4 * * 2", "7 8", "2 ^ 10 - 1)", "1 / (3 - 3)"):
    try:
        rpn = to_rpn(text)
        print(f"{text:32} {' '.join(rpn):32} {run(rpn):.10g}")
    except (SyntaxError, ArithmeticError) as e:
        print(f"{text:32} {type(e).__name__}: {e}")
print(*draw(tree(to_rpn("(1 + 2) * 3 ^ (4 - 5)"))), sep="\n")
