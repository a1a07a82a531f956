# Tries: to reach the kernel's crypto by an AF_ALG socket, and to splice file pages into it.
# Stopped by: the seccomp filter (socket answers EACCES).
import os
import socket

AF_ALG = 38
for kind, name in (("hash", "sha256"), ("skcipher", "ecb(aes)"), ("rng", "stdrng"),
                   ("aead", "authencesn(hmac(sha256),cbc(aes))")):
    try:
        with socket.socket(AF_ALG, socket.SOCK_SEQPACKET) as one:
            print("BREACH an AF_ALG socket")
            one.bind((kind, name))
            operation, _ = one.accept()
            with open(os.__file__, "rb") as file:
                print(os.sendfile(operation.fileno(), file.fileno(), 0, 4096))
    except OSError as error:
        print(kind, error)
