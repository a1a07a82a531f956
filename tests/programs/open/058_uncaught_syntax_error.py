"""Compiles three little rules from text; the last one has a syntax error that escapes with its caret line."""
RULES = {
    "double": "def rule(x):\n    return 2 * x\n",
    "halve": "def rule(x):\n    return x / 2\n",
    "broken": "def rule(x):\n    if x > 3\n        return x\n",
}


def load(name, source):
    space = {}
    exec(compile(source, f"<rule {name}>", "exec"), space)
    return space["rule"]


for name, source in RULES.items():
    rule = load(name, source)
    print(name, [rule(x) for x in (1, 4, 10)])
