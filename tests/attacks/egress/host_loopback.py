# Tries: to reach what listens on the host's loopback: on another port than the allowed one, and at
#     another address on the allowed one.
# Stopped by: a net namespace, whose loopback is not the host's.
# With: reaching
# Network: yes
# Expect: {"status": "succeeded"}
# Bare: yes
(name, _), (address, _) = context["egress"]
for where in ([(host, context["tcp_port"]) for host in
               (name, address, "127.0.0.1", "127.0.0.2", "0.0.0.0")]
              + [tuple(context["no_egress"])]):
    if connects(where):
        print("BREACH: connected to", where)
