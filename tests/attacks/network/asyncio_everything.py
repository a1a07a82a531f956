# Tries: to serve and connect by asyncio: TCP, UDP, unix sockets, and a socket it was handed.
# Stopped by: the seccomp filter (socket answers EACCES); asyncio's own pair of sockets is allowed.
# Bare: yes
import asyncio


class Nothing(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        transport.sendto(b"hello")


async def everything():
    loop = asyncio.get_running_loop()
    tried = (asyncio.open_connection("127.0.0.1", context["tcp_port"]),
             asyncio.open_unix_connection("\0" + context["abstract"]),
             asyncio.open_unix_connection(context["socket_path"]),
             asyncio.start_server(lambda *_: None, "127.0.0.1", 0),
             asyncio.start_unix_server(lambda *_: None, "\0" + context["marker"]),
             loop.create_datagram_endpoint(Nothing, remote_addr=("127.0.0.1",
                                                                 context["udp_port"])))
    for one in tried:
        try:
            got = await asyncio.wait_for(one, 2)
            if getattr(got, "sockets", True):  # a server may stand without any
                print("BREACH", got)
        except (OSError, asyncio.TimeoutError) as error:
            print(error)


asyncio.run(everything())
