# Tries: to reach the host's loopback by spellings of it that a list of names may not know: numbers
#     of one, two and three parts, octal, hexadecimal, wide digits, dots at the end, names cut by a
#     zero.
# Stopped by: a net namespace: what a host is called does not matter where nobody is.
# With: reaching
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
import socket

name, allowed = context["egress"][0]
hosts = ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "127.0.1", "0x7f.1", "017700000001",
         "127.0.0.1.", "0", "0.0.0.0", "127.000.000.001", "\uff11\uff12\uff17.0.0.1",
         "127\u30020\u30020\u30021", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1%lo", "127.0.0.1\0.x",
         "LOCALHOST.", "localhost.localdomain", "localhost\0.example.org", "\u24db\u24deCALHOST",
         "ip6-localhost", "runsc", "vm", socket.gethostname(), "*", "", "127.0.0.2"]
for host in hosts:
    if connects((host, context["tcp_port"])):
        print("BREACH: connected to", repr(host), context["tcp_port"])
for host in hosts:
    try:
        if socket.gethostbyname(host) not in ("127.77.0.1",) and connects((host, allowed)):
            print("BREACH: connected to", repr(host), allowed)
    except (OSError, TypeError, ValueError) as error:
        print(repr(host), error)
