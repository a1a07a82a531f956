"""A small Lisp with closures, let, cond, quote, recursion and tail calls run in a loop."""
import math
import operator
import re


class Symbol(str):
    pass


class LispError(Exception):
    pass


def read_all(text):
    tokens = re.findall(r"""[()']|"[^"]*"|[^\s()']+""", re.sub(r";[^\n]*", "", text))
    pos = 0

    def read():
        nonlocal pos
        if pos >= len(tokens):
            raise LispError("unexpected end of input")
        tok = tokens[pos]
        pos += 1
        if tok == "(":
            out = []
            while pos < len(tokens) and tokens[pos] != ")":
                out.append(read())
            if pos >= len(tokens):
                raise LispError("missing )")
            pos += 1
            return out
        if tok == ")":
            raise LispError("unexpected )")
        if tok == "'":
            return [Symbol("quote"), read()]
        if tok[0] == '"':
            return tok[1:-1]
        for kind in (int, float):
            try:
                return kind(tok)
            except ValueError:
                pass
        return Symbol(tok)

    while pos < len(tokens):
        yield read()


class Env(dict):
    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        env = self
        while env is not None:
            if name in env:
                return env
            env = env.outer
        raise LispError(f"unbound: {name}")


class Closure:
    def __init__(self, params, body, env):
        self.params, self.body, self.env = params, body, env


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        match x:
            case []:
                return []
            case ["quote", value]:
                return value
            case ["if", test, yes, *no]:
                x = yes if evaluate(test, env) is not False else (no[0] if no else False)
            case ["cond", *clauses]:
                for test, result in clauses:
                    if test == "else" or evaluate(test, env) is not False:
                        x = result
                        break
                else:
                    return False
            case ["define", [name, *params], *body]:
                env[name] = Closure(params, body, env)
                return name
            case ["define", name, value]:
                env[name] = evaluate(value, env)
                return name
            case ["set!", name, value]:
                env.find(name)[name] = evaluate(value, env)
                return False
            case ["lambda", params, *body]:
                return Closure(params, body, env)
            case ["let", pairs, *body]:
                env = Env([n for n, _ in pairs], [evaluate(v, env) for _, v in pairs], env)
                x = [Symbol("begin"), *body]
            case ["begin", *body]:
                for part in body[:-1]:
                    evaluate(part, env)
                x = body[-1]
            case [head, *args]:
                f, args = evaluate(head, env), [evaluate(a, env) for a in args]
                if not isinstance(f, Closure):
                    if not callable(f):
                        raise LispError(f"not a function: {show(f)}")
                    return f(*args)
                if len(args) != len(f.params):
                    raise LispError(f"wants {len(f.params)} arguments, got {len(args)}")
                env, x = Env(f.params, args, f.env), [Symbol("begin"), *f.body]


def show(v):
    if isinstance(v, list):
        return "(" + " ".join(map(show, v)) + ")"
    if isinstance(v, bool):
        return "#t" if v else "#f"
    if isinstance(v, Closure):
        return f"<lambda/{len(v.params)}>"
    return str(v) if isinstance(v, Symbol) else f'"{v}"' if isinstance(v, str) else str(v)


world = Env()
world.update({"+": lambda *a: sum(a), "*": lambda *a: math.prod(a), "-": operator.sub, "/": operator.truediv, "<": operator.lt, "=": operator.eq,
              "mod": operator.mod, "car": lambda l: l[0], "cdr": lambda l: l[1:], "cons": lambda a, l: [a] + l, "list": lambda *a: list(a),
              "null?": lambda l: l == [], "not": lambda v: v is False, "#t": True, "#f": False, "length": len})
PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1))))) (fact 12)
(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (loop 5000 0)   ; tail call
(define (map f l) (if (null? l) '() (cons (f (car l)) (map f (cdr l)))))
(map (lambda (x) (* x x)) '(1 2 3 4 5))
(define (counter) (let ((n 0)) (lambda () (begin (set! n (+ n 1)) n))))
(define tick (counter)) (tick) (tick) (list (tick) "ticks")
(define (collatz n) (cond ((= n 1) '(1)) ((= (mod n 2) 0) (cons n (collatz (/ n 2)))) (else (cons n (collatz (+ 1 (* 3 n)))))))
(length (collatz 27)) '(a (b "c") #t) (not (< 1 2)) fact (undefined-thing) ((lambda (x) x)) (5 6) (car '()) (/ 1 0)
"""
for form in read_all(PROGRAM):
    try:
        print(f"{show(form)[:60]:60} => {show(evaluate(form, world))}")
    except (LispError, IndexError, ArithmeticError) as e:
        print(f"{show(form)[:60]:60} => {type(e).__name__}: {e}")
try:
    list(read_all("(1 (2 3)"))
except LispError as e:
    print(e)
