# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy on loopback whose link a test slows down and cuts."""

import asyncio
import contextlib
import threading

from worker import free_port

CHUNK = 1 << 16


class Proxy:
    """Passes on what comes to `port`, `delay` seconds late in each direction. While it is cut,
    connections stay and nothing passes, as where a cable is pulled: no end is told. What was sent
    meanwhile goes on afterwards. A context manager."""

    def __init__(self):
        self.port, self.delay, self.target = free_port(), 0.0, None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._whole = None  # an asyncio.Event: set while nothing is cut
        self._tasks = set()

    def lead_to(self, address):
        """From now on connections go to this HOST:PORT."""
        host, port = address.rsplit(":", 1)
        self.target = host, int(port)

    @contextlib.contextmanager
    def slowed(self, seconds):
        self.delay = seconds
        try:
            yield
        finally:
            self.delay = 0.0

    @contextlib.contextmanager
    def cut(self):
        self._call(self._whole.clear)
        try:
            yield
        finally:
            self._call(self._whole.set)

    def __enter__(self):
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(), self._loop).result(10)
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(10)
        self._call(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    # -- the loop's thread ---------------------------------------------------

    def _call(self, function):
        self._loop.call_soon_threadsafe(function)

    async def _serve(self):
        self._whole = asyncio.Event()
        self._whole.set()
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", self.port)

    async def _end(self):
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connected(self, reader, writer):
        task = asyncio.current_task()
        self._tasks.add(task)
        ends = [writer]
        try:
            await self._whole.wait()
            far_reader, far_writer = await asyncio.open_connection(*self.target)
            ends.append(far_writer)
            await asyncio.gather(self._carry(reader, far_writer),
                                 self._carry(far_reader, writer))
        except OSError:
            pass  # either end is gone: so is the other, then
        finally:
            for end in ends:
                end.close()
            self._tasks.discard(task)

    async def _carry(self, reader, writer):
        """One direction: what is read at a time is written `delay` later, all in order."""
        line = asyncio.Queue(maxsize=256)
        passing = asyncio.ensure_future(self._pass_on(line, writer))
        try:
            while data := await reader.read(CHUNK):
                await line.put((self._loop.time() + self.delay, data))
            await line.put((self._loop.time() + self.delay, b""))
            await passing
        finally:
            passing.cancel()

    async def _pass_on(self, line, writer):
        while True:
            due, data = await line.get()
            await asyncio.sleep(max(due - self._loop.time(), 0))
            await self._whole.wait()
            if not data:
                writer.write_eof()
                return
            # Where nobody is there any more the line is emptied all the same.
            with contextlib.suppress(ConnectionError):
                writer.write(data)
                await writer.drain()
