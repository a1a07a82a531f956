"""ast and tokenize: rewriting trees, unparsing, safe literals, a tiny linter, compiling and running."""
import ast
import io
import keyword
import symtable
import token
import tokenize

SOURCE = '''\
import os, sys as system
from math import *

def area(r, unused, pi=3.14):
    """Area."""
    if r == None:
        return 0
    try:
        x = r ** 2 * pi
    except:
        pass
    return x * 1

class C(Base):
    y: int = 0
    async def m(self): return [i async for i in self if i > 2]

print(f"{area(2, 1)!r:>10}", {**{}}, lambda a, /, b, *, c: (a, b))
match area:
    case {"k": [1, *rest]} | None if rest: pass
'''
tree = ast.parse(SOURCE)
print([type(n).__name__ for n in tree.body], sum(1 for _ in ast.walk(tree)))
print(ast.unparse(tree))
print(ast.dump(tree.body[0]), ast.dump(ast.parse("-x[1:2]", mode="eval").body, indent=1), sep="\n")


class Lint(ast.NodeVisitor):
    def __init__(self):
        self.found = []

    def visit_Compare(self, node):
        if any(isinstance(c, ast.Constant) and c.value is None for c in node.comparators) and isinstance(node.ops[0], ast.Eq):
            self.found.append((node.lineno, node.col_offset, "use is None"))
        self.generic_visit(node)

    def visit_ExceptHandler(self, node):
        if node.type is None:
            self.found.append((node.lineno, node.col_offset, "bare except"))
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        used = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
        for a in node.args.args:
            if a.arg not in used:
                self.found.append((a.lineno, a.col_offset, f"unused {a.arg}"))
        self.generic_visit(node)

    def visit_ImportFrom(self, node):
        if node.names[0].name == "*":
            self.found.append((node.lineno, node.col_offset, f"star import of {node.module}"))


lint = Lint()
lint.visit(tree)
print(*sorted(lint.found), sep="\n")


class Fold(ast.NodeTransformer):
    def visit_BinOp(self, node):
        self.generic_visit(node)
        if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant):
            return ast.copy_location(ast.Constant(eval(compile(ast.Expression(node), "", "eval"))), node)
        if isinstance(node.op, ast.Mult) and isinstance(node.right, ast.Constant) and node.right.value == 1:
            return node.left
        return node


folded = Fold().visit(ast.parse("y = (2 + 3) * 4 - x * 1 + 2 ** 3"))
print(ast.unparse(folded))
space = {"x": 7}
exec(compile(ast.fix_missing_locations(folded), "<folded>", "exec"), space)
print(space["y"], ast.literal_eval("{'a': [1, -2.5, (None, True)], b'x': {1, 2}}"), ast.get_docstring(tree.body[2]), ast.get_source_segment(SOURCE, tree.body[2].body[1].test))
for bad in ("f()", "1 +", "a", "[1, 2", "x" * 3 + " y"):
    try:
        ast.literal_eval(bad)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, str(e).split(" at ")[0].split(": <")[0])
for t in list(tokenize.generate_tokens(io.StringIO('def f(é):\n    return 0x1F + "s" # c\n').readline)):
    print(f"{token.tok_name[t.type]:9} {token.tok_name[t.exact_type]:9} {t.string!r:10} {t.start}-{t.end}")
print(tokenize.untokenize(tokenize.generate_tokens(io.StringIO("x  =  [1,\n 2]\n").readline)), tokenize.detect_encoding(io.BytesIO(b"# -*- coding: latin-1 -*-\n").readline)[0])
try:
    list(tokenize.generate_tokens(io.StringIO("x = (1,\n").readline))
except tokenize.TokenError as e:
    print(e)
table = symtable.symtable("def f(a):\n global g\n def h(): return a + b\n return h", "<t>", "exec").get_children()[0]
print({s.get_name(): (s.is_parameter(), s.is_local(), s.is_global()) for s in table.get_symbols()}, table.get_children()[0].get_frees(), keyword.iskeyword("match"), keyword.issoftkeyword("match"))
