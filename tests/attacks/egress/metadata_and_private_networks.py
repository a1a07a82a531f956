# Tries: to reach what a machine in a cloud or an office reaches: the metadata service by each of
#     its addresses and names, the gateway, name servers, private networks, the public net.
# Stopped by: a net namespace without a route, and a root that knows no name but the targets'.
# With: reaching
# Network: yes
# Job: {"limits": {"timeout_seconds": 20}}
# Expect: {"status": "succeeded"}
port = context["egress"][0][1]
hosts = ["169.254.169.254", "169.254.169.253", "169.254.170.2", "100.100.100.200", "192.0.0.192",
         "168.63.129.16", "10.0.0.1", "10.0.2.2", "172.17.0.1", "192.168.0.1", "192.168.1.1",
         "8.8.8.8", "1.1.1.1", "metadata", "metadata.google.internal", "instance-data",
         "kubernetes.default.svc", "host.docker.internal", "example.org", "gateway"]
for host in hosts:
    for one in (80, 443, 53, port):
        if connects((host, one), seconds=0.2):
            print("BREACH: connected to", host, one)
