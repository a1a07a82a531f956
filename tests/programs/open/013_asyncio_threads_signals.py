"""asyncio with worker threads, an executor, loop callbacks, a signal handler and a socket pair."""
import asyncio
import contextvars
import os
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

request = contextvars.ContextVar("request", default="none")


def blocking(n):
    return threading.current_thread() is threading.main_thread(), request.get(), sum(range(n))


async def handle(name):
    request.set(name)
    await asyncio.sleep(0)
    return await asyncio.to_thread(blocking, 1000)


async def signals():
    loop, got = asyncio.get_running_loop(), asyncio.Queue()
    loop.add_signal_handler(signal.SIGUSR1, got.put_nowait, "usr1")
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGUSR1)
    print("signal:", await asyncio.wait_for(got.get(), 5), loop.remove_signal_handler(signal.SIGUSR1))


async def callbacks():
    loop, out = asyncio.get_running_loop(), []
    loop.call_soon(out.append, "soon")
    loop.call_later(0.002, out.append, "later")
    handle = loop.call_later(0.001, out.append, "cancelled")
    handle.cancel()
    future = loop.create_future()
    loop.call_later(0.01, future.set_result, "from a callback")
    print(await future, out, handle.cancelled())
    threading.Thread(target=lambda: loop.call_soon_threadsafe(out.append, "from a thread")).start()
    while len(out) < 3:
        await asyncio.sleep(0.001)
    print(out)


async def raw_sockets():
    loop = asyncio.get_running_loop()
    a, b = socket.socketpair()
    a.setblocking(False)
    b.setblocking(False)
    with a, b:
        await loop.sock_sendall(a, b"ping" * 1000)
        data = b""
        while len(data) < 4000:
            data += await loop.sock_recv(b, 1024)
        print("received", len(data), set(data.decode()) == set("ping"))
        seen = loop.create_future()
        loop.add_reader(b, lambda: seen.set_result(b.recv(10)))
        a.send(b"readable")
        print(await seen, loop.remove_reader(b))


async def main():
    print(await asyncio.gather(*(handle(n) for n in ("a", "b"))), request.get())
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, pow, 2, k) for k in range(6))))
    await signals()
    await callbacks()
    await raw_sockets()
    problems = []
    loop.set_exception_handler(lambda loop, context: problems.append((context["message"], repr(context["exception"]))))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.005)
    print([(m.split(".")[0], e) for m, e in problems])


asyncio.run(main())
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
with asyncio.Runner() as runner:
    runner.run(asyncio.sleep(0))
    print("runner:", runner.run(asyncio.sleep(0, "reused")))
