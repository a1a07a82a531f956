"""Exception groups: validation that reports everything, except*, split, subgroup and notes."""
from dataclasses import dataclass


class FieldError(ValueError):
    def __init__(self, name, reason):
        super().__init__(f"{name}: {reason}")
        self.name = name


class ValidationError(ExceptionGroup):
    def derive(self, excs):
        return ValidationError(self.message, excs)


@dataclass
class Rule:
    name: str
    kind: type
    low: float | None = None
    high: float | None = None

    def check(self, record):
        if self.name not in record:
            raise KeyError(self.name)
        value = record[self.name]
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} should be {self.kind.__name__}")
        if self.low is not None and value < self.low:
            raise FieldError(self.name, f"{value} < {self.low}")
        if self.high is not None and value > self.high:
            raise FieldError(self.name, f"{value} > {self.high}")


RULES = [Rule("name", str), Rule("age", int, 0, 130), Rule("height", float, 0.3, 2.8), Rule("score", int, 1, 10)]


def validate(record):
    errors = []
    for rule in RULES:
        try:
            rule.check(record)
        except (KeyError, TypeError, FieldError) as e:
            e.add_note(f"while checking {rule.name}")
            errors.append(e)
    if errors:
        raise ValidationError(f"{len(errors)} problems", errors)
    return "valid"


def report(record):
    out = []
    try:
        out.append(validate(record))
    except* FieldError as group:
        out.append(("range", [e.name for e in group.exceptions]))
    except* (KeyError, TypeError) as group:
        out.append(("shape", [str(e) for e in group.exceptions]))
    return out


for record in ({"name": "Al", "age": 30, "height": 1.8, "score": 3}, {"name": 7, "age": -1, "height": 9.9}, {"age": 200, "name": "Bo", "height": 2, "score": 0}):
    print(report(record))
try:
    validate({})
except ValidationError as g:
    print(repr(g), g.message, len(g.exceptions))

nested = ExceptionGroup("outer", [ValueError(1), ExceptionGroup("inner", [KeyError("k"), ValueError(2), OSError(5, "io")]), TypeError("t")])
match, rest = nested.split(ValueError)
print(match, "|", rest)
print(nested.subgroup(lambda e: isinstance(e, OSError)), nested.subgroup(IndexError))


def leaves(e):
    return [x for sub in e.exceptions for x in leaves(sub)] if isinstance(e, BaseExceptionGroup) else [e]


print([type(e).__name__ for e in leaves(nested)])
try:
    try:
        raise nested
    except* ValueError as g:
        print("values:", [e.args for e in leaves(g)])
except ExceptionGroup as left:
    print("left over:", [type(e).__name__ for e in leaves(left)], left.message)
try:
    try:
        raise ExceptionGroup("both", [ValueError("v"), TypeError("t")])
    except* ValueError:
        raise RuntimeError("handler failed")
except ExceptionGroup as g:
    print(g, [repr(e) for e in g.exceptions])
try:
    raise KeyError("plain")
except* KeyError as g:
    print("wrapped:", type(g).__name__, g.exceptions)
for bad in (lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m", [1])):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [SystemExit()])).__name__)
