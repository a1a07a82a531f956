# Tries: to reach hardware and odd protocols: Bluetooth, CAN, NFC, infrared, TIPC, RDS, XDP, KCM,
#     QIPCRTR, SMC, PPPoE, AX.25, SCTP, MPTCP, UDP-Lite, L2TP.
# Stopped by: the seccomp filter (socket answers EACCES).
import socket

families = {"bluetooth": 31, "can": 29, "nfc": 39, "irda": 23, "tipc": 30, "rds": 21, "xdp": 44,
            "kcm": 41, "qipcrtr": 42, "smc": 43, "pppox": 24, "ax25": 3, "caif": 37, "phonet": 35,
            "ieee802154": 36, "key": 15, "llc": 26, "mctp": 45}
internet = {"sctp": 132, "mptcp": 262, "udplite": 136, "l2tp": 115, "dccp": 33}
tried = [(name, family, kind, protocol) for name, family in families.items()
         for kind in (1, 2, 3, 5) for protocol in range(8)]
tried += [(name, family, kind, protocol) for name, protocol in internet.items()
          for family in (2, 10) for kind in (1, 2, 3, 5, 6)]
errors = set()
for name, family, kind, protocol in tried:
    try:
        socket.socket(family, kind, protocol).close()
        print("BREACH a socket of", name)
    except OSError as error:
        errors.add(str(error))
print(errors)
