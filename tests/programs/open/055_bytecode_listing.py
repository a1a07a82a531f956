"""dis listings of a few functions, with names, constants and instruction statistics."""
import dis
import io
from collections import Counter


def power(base, n):
    result = 1
    while n:
        if n & 1:
            result *= base
        base *= base
        n >>= 1
    return result


def guarded(items):
    total = 0
    for i, x in enumerate(items):
        try:
            total += 10 / x
        except ZeroDivisionError as e:
            print("skip", i, e)
        finally:
            total -= 1
    return total


def gen(n, *rest, key=None):
    with open(key) as f:
        yield from (f, n)
    return [*rest, f"{n!r:>{10}}"]


async def wait(x):
    async with x as y:
        return await y


dis.dis(power)
dis.dis(guarded)
print(dis.code_info(power).replace(power.__code__.co_filename, "FILE"))
for f in (gen, wait):
    print(f.__name__, Counter(i.opname for i in dis.get_instructions(f)).most_common(4), f.__code__.co_stacksize, f.__code__.co_flags)
dis.dis("a = b[0] + c.d(1, *e, k=2)")
out = io.StringIO()
dis.dis(compile("x if y else -z", "<expr>", "eval"), file=out)
print(out.getvalue().count("\n"), [i.argval for i in dis.get_instructions("x if y else -z") if i.opname == "LOAD_NAME"])
print([(i.opname, i.arg, i.argrepr) for i in dis.Bytecode("lambda: 1") if "CODE" not in i.opname and not i.argrepr.startswith("<code")])
print(list(dis.findlinestarts(power.__code__))[:4], sorted(dis.hasjrel)[:1] != [], dis.opname[dis.opmap["RETURN_VALUE"]], dis.stack_effect(dis.opmap["POP_TOP"]))
try:
    1 / 0
except ZeroDivisionError as e:
    dis.distb(e.__traceback__, file=out)
    print("-->" in out.getvalue())
try:
    dis.dis(5)
except TypeError as e:
    print(e)
print([p for p in power.__code__.co_positions()][:3], power.__code__.co_varnames, guarded.__code__.co_names, gen.__code__.co_argcount, gen.__code__.co_kwonlyargcount)
