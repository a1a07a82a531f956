# Tries: to find a socket, an epoll, a device or a folder among the descriptors that it inherited,
#     and to talk to the worker by it.
# Stopped by: close_range before the program starts: streams and the verdict's memfd alone.
import os
import socket
import stat

modes = {}
for number in range(4096):
    try:
        modes[number] = os.fstat(number).st_mode
    except OSError:
        pass
for number, mode in modes.items():
    if number > 3 or stat.S_ISSOCK(mode) or stat.S_ISDIR(mode) or stat.S_ISBLK(mode):
        print("BREACH descriptor", number, oct(mode))
    try:
        with socket.socket(fileno=os.dup(number)) as one:
            print("BREACH", one.family, one.getsockname())
            one.send(b"hello")
    except OSError as error:
        print(number, error)
    for path in ("..", ".", "etc/passwd"):
        try:
            os.close(os.open(path, os.O_RDONLY, dir_fd=number))
            print("BREACH opened", path, "beside descriptor", number)
        except OSError:
            pass
