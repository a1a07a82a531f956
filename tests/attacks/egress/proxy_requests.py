# Tries: to have the gate take it further: it asks in every way in which proxies are asked for
#     another host (CONNECT, SOCKS 4 and 5, the PROXY header, a request with a whole URL, a Host
#     header).
# Stopped by: the gate, which carries bytes and reads none of them.
# Network: yes
# Expect: {"status": "succeeded", "stdout": "asked\n"}
import socket
import struct

port = context["tcp_port"]
where = struct.pack(">H", port)
asking = [f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode(),
          f"GET http://127.0.0.1:{port}/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode(),
          f"PROXY TCP4 127.0.0.1 127.0.0.1 {port} {port}\r\n\r\n".encode(),
          b"\4\1" + where + b"\x7f\0\0\1\0", b"\4\1" + where + b"\0\0\0\1\0localhost\0",
          b"\5\1\0" + b"\5\1\0\1\x7f\0\0\1" + where, b"\5\1\0" + b"\5\1\0\3\tlocalhost" + where,
          b"\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\x7f\0\0\1\x7f\0\0\1" + where + where]
for one in asking:
    for target in context["egress"]:
        with socket.create_connection(target) as connection:
            connection.sendall(one)
            connection.shutdown(socket.SHUT_WR)
            got = connection.makefile("rb").read()
            if got != one.upper():
                print("BREACH: somebody has understood", one[:20], got[:40])
print("asked")
