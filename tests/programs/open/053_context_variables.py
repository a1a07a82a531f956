"""contextvars across functions, tokens, copied contexts, threads, tasks and generators."""
import asyncio
import contextvars
import decimal
import threading
from concurrent.futures import ThreadPoolExecutor

user = contextvars.ContextVar("user", default="nobody")
trail = contextvars.ContextVar("trail")


def note(text):
    trail.set((*trail.get(()), f"{user.get()}:{text}"))


def request(name):
    token = user.set(name)
    try:
        note("start")
        note("end")
        return trail.get()
    finally:
        user.reset(token)


print(user.get(), trail.get("unset"), user.name)
ctx = contextvars.copy_context()
print(ctx.run(request, "ann"), trail.get("still unset"), ctx[trail], user in ctx, len(ctx))
print(request("bob"), user.get())
t1 = user.set("one")
t2 = user.set("two")
print(t2.old_value, t1.old_value is contextvars.Token.MISSING or t1.old_value, user.get())
user.reset(t2)
user.reset(t1)
for bad in (lambda: user.reset(t1), lambda: ctx.run(user.reset, user.set("x")), lambda: trail.reset(user.set("y")), lambda: contextvars.ContextVar("fresh").get(), lambda: ctx[contextvars.ContextVar("other")]):
    try:
        print(contextvars.copy_context().run(bad))
    except (RuntimeError, ValueError, LookupError) as e:
        print(type(e).__name__, str(e)[:36].split(" 0x")[0].split("<")[0])
user.set("main")
seen = []
t = threading.Thread(target=lambda: seen.append(user.get()))
t.start()
t.join()
copied = contextvars.copy_context()
t = threading.Thread(target=copied.run, args=(lambda: seen.append(user.get()),))
t.start()
t.join()
with ThreadPoolExecutor(1) as pool:
    seen.append(pool.submit(user.get).result())
    seen.append(pool.submit(contextvars.copy_context().run, user.get).result())
print(seen)


async def job(name, delay):
    user.set(name)
    await asyncio.sleep(delay)
    return user.get(), await asyncio.to_thread(user.get)


async def main():
    print(await asyncio.gather(job("a", 0.005), job("b", 0.001), job("c", 0)), user.get())
    ctx = contextvars.copy_context()
    task = asyncio.create_task(job("own", 0), context=ctx)
    await task
    print(user.get(), ctx[user])
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_soon(lambda: done.set_result(user.get()), context=ctx)
    print(await done)


asyncio.run(main())
with decimal.localcontext() as c:
    c.prec = 5
    inside = contextvars.copy_context()
    print(decimal.Decimal(1) / 3)
print(decimal.Decimal(1) / 4, inside.run(lambda: decimal.Decimal(2) / 3).quantize(decimal.Decimal("0.001")))


def gen():
    user.set("set in generator")
    yield user.get()


print(next(gen()), user.get())
