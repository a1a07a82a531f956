# Tries: to use the network of its profile in a job that did not ask for it, right after one that
#     did.
# Stopped by: runners and net namespaces that only jobs with a network use; socket answers EACCES.
# With: reaching
# Network: yes
# Job: {"enable_network": false}
# Expect: {"status": "succeeded"}
# Bare: yes
import socket

for where in (*map(tuple, context["egress"]), tuple(context["no_egress"]),
              ("127.77.0.1", context["egress"][0][1]), ("127.0.0.1", context["tcp_port"])):
    if connects(where):
        print("BREACH: connected to", where)
for family in (socket.AF_INET, socket.AF_UNIX):
    try:
        socket.socket(family).close()
        print("BREACH: a socket of", family)
    except OSError as error:
        print(error)
