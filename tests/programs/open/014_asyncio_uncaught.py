"""An exception escapes from a nested coroutine through asyncio.run and ends the program."""
import asyncio


class SensorError(Exception):
    pass


async def read(n):
    await asyncio.sleep(0.001)
    if n == 3:
        raise SensorError(f"sensor {n} does not answer")
    return n * 1.5


async def sweep():
    values = []
    try:
        for n in range(5):
            values.append(await read(n))
            print("read", values[-1])
    finally:
        await asyncio.sleep(0)
        print("sweep closing with", len(values), "values")
    return values


async def main():
    task = asyncio.create_task(sweep())
    try:
        return await task
    except SensorError as e:
        raise RuntimeError("survey incomplete") from e


print(asyncio.run(main()))
