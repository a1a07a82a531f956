"""Async generators, comprehensions, context managers and a rate-limited merge of streams."""
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

trail = []


class Countdown:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await asyncio.sleep(0)
        return self.n


async def ticks(name, n, gap):
    try:
        for i in range(n):
            await asyncio.sleep(gap)
            got = yield f"{name}{i}"
            if got:
                trail.append(f"sent {got}")
    finally:
        trail.append(f"closed {name}")


async def merge(*sources):
    queue, done = asyncio.Queue(), object()

    async def pump(s):
        async for x in s:
            await queue.put(x)
        await queue.put(done)

    async with asyncio.TaskGroup() as tg:
        for s in sources:
            tg.create_task(pump(s))
        left = len(sources)
        while left:
            x = await queue.get()
            if x is done:
                left -= 1
            else:
                yield x


@asynccontextmanager
async def resource(name):
    trail.append(f"open {name}")
    try:
        yield name.upper()
    except KeyError as e:
        trail.append(f"{name} swallowed {e}")
    finally:
        trail.append(f"shut {name}")


async def main():
    print([x async for x in Countdown(5) if x % 2 == 0], {x: x * x async for x in Countdown(3)}, [await asyncio.sleep(0, i) for i in range(3)])
    print(sorted([x async for x in merge(ticks("a", 3, 0.001), ticks("b", 2, 0.15))]))
    gen = ticks("c", 5, 0)
    print(await anext(gen), await gen.asend("hello"), await anext(gen))
    await gen.aclose()
    print(await anext(gen, "exhausted"))
    async with aclosing(ticks("d", 9, 0)) as stream:
        async for x in stream:
            if x == "d1":
                break
    async with resource("x") as x, resource("y") as y:
        print(x, y)
        raise KeyError("inside")
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(resource(n)) for n in "pq"]
        stack.push_async_callback(asyncio.sleep, 0)
        print(names)
    gen = ticks("e", 3, 0)
    await anext(gen)
    try:
        await gen.athrow(ValueError("thrown in"))
    except ValueError as e:
        print("ValueError", e)


asyncio.run(main())
print(*trail, sep=", ")
