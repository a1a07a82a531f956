"""A line protocol between asyncio stream client and server over a socket pair, with binary frames."""
import asyncio
import json
import socket
import struct


async def server(sock):
    reader, writer = await asyncio.open_connection(sock=sock)
    store, served = {}, 0
    while line := await reader.readline():
        words = line.decode().split()
        served += 1
        match words:
            case ["set", key, value]:
                store[key] = value
                reply = "stored"
            case ["get", key]:
                reply = store.get(key, "missing")
            case ["blob", size]:
                data = await reader.readexactly(int(size))
                reply = f"{len(data)} bytes, sum {sum(data)}"
            case ["frames", n]:
                for i in range(int(n)):
                    body = json.dumps({"frame": i, "text": "é" * i}).encode()
                    writer.write(struct.pack(">H", len(body)) + body)
                await writer.drain()
                continue
            case ["bye"]:
                break
            case _:
                reply = "? " + line.decode().strip()
        writer.write(reply.encode() + b"\n")
        await writer.drain()
    writer.write(b"served %d\n" % served)
    writer.close()
    await writer.wait_closed()
    return store


async def client(sock):
    reader, writer = await asyncio.open_connection(sock=sock)

    async def ask(text, extra=b""):
        writer.write(text.encode() + b"\n" + extra)
        await writer.drain()
        return (await reader.readline()).decode().strip()

    for command in ("set colour blue", "get colour", "get size", "dance now please", "set ü naïve", "get ü"):
        print(f"{command:20} -> {await ask(command)}")
    print("blob:", await ask("blob 70000", bytes(i % 256 for i in range(70000))))
    writer.write(b"frames 3\n")
    for _ in range(3):
        (size,) = struct.unpack(">H", await reader.readexactly(2))
        print("frame:", json.loads(await reader.readexactly(size)))
    writer.write(b"bye\n")
    print("rest:", await reader.read(), reader.at_eof())
    try:
        await reader.readexactly(4)
    except asyncio.IncompleteReadError as e:
        print("IncompleteReadError:", e.partial, e.expected)
    writer.close()


async def main():
    a, b = socket.socketpair()
    store, _ = await asyncio.gather(server(a), client(b))
    print("server kept", store)
    reader = asyncio.StreamReader(limit=10)
    reader.feed_data(b"this line is too long\nok\n")
    try:
        await reader.readline()
    except ValueError as e:
        print("ValueError:", str(e)[:40])


asyncio.run(main())
