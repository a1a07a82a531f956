"""asyncio: gather, task groups, cancellation, timeouts, shields, queues, locks and exception groups."""
import asyncio
from contextlib import suppress

log = []


async def step(name, delay, result=None, error=None):
    log.append(f"start {name}")
    try:
        await asyncio.sleep(delay)
        if error:
            raise error
        log.append(f"end {name}")
        return result if result is not None else name
    except asyncio.CancelledError:
        log.append(f"cancel {name}")
        raise


async def groups():
    try:
        async with asyncio.TaskGroup() as tg:
            a = tg.create_task(step("fast", 0.001, 1))
            tg.create_task(step("slow", 1))
            tg.create_task(step("bad", 0.01, error=ValueError("broken")))
    except* ValueError as g:
        print("group:", [str(e) for e in g.exceptions], "fast:", a.result())
    async with asyncio.TaskGroup() as tg:
        tasks = [tg.create_task(step(f"t{i}", 0.001 * i, i * i)) for i in range(4)]
    print("all done:", [t.result() for t in tasks])


async def timeouts():
    try:
        async with asyncio.timeout(0.01):
            await step("long", 5)
    except TimeoutError as e:
        print("timeout:", type(e).__name__)
    try:
        await asyncio.wait_for(step("longer", 5), 0.01)
    except asyncio.TimeoutError:
        print("wait_for timed out")
    inner = asyncio.create_task(step("shielded", 0.2))
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.shield(inner), 0.005)
    print("shielded still running:", not inner.done(), "->", await inner)
    t = asyncio.create_task(step("victim", 5), name="victim")
    await asyncio.sleep(0)
    t.cancel("no longer needed")
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled:", e.args, t.cancelled(), t.get_name())


async def workers():
    queue, out = asyncio.Queue(maxsize=2), []

    async def work(n):
        while True:
            item = await queue.get()
            await asyncio.sleep(0.001)
            out.append(item * 10)
            queue.task_done()

    pool = [asyncio.create_task(work(i)) for i in range(3)]
    for i in range(7):
        await queue.put(i)
    await queue.join()
    for p in pool:
        p.cancel()
    results = await asyncio.gather(*pool, return_exceptions=True)
    print(sorted(out), [type(r).__name__ for r in results])


async def primitives():
    lock, event, order = asyncio.Lock(), asyncio.Event(), []

    async def critical(n):
        async with lock:
            order.append(f"in{n}")
            await asyncio.sleep(0.001)
            order.append(f"out{n}")

    async def waiter():
        await event.wait()
        return "released"

    w = asyncio.create_task(waiter())
    await asyncio.gather(*(critical(i) for i in range(3)))
    event.set()
    print(order, await w)
    mixed = await asyncio.gather(step("ok", 0), step("no", 0, error=KeyError("k")), return_exceptions=True)
    print(mixed)
    done, pending = await asyncio.wait([asyncio.create_task(step("first", 0)), asyncio.create_task(step("second", 3))], return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), [p.cancel() for p in pending])
    for f in asyncio.as_completed([step("only", 0.002)]):
        print(await f, end=" ")
    print()


async def main():
    await asyncio.create_task(groups())
    await timeouts()
    await workers()
    await primitives()
    return "finished"


print(asyncio.run(main()))
print(log)
