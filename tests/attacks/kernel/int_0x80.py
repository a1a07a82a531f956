# Tries: to make 32-bit system calls from 64-bit code: int 0x80 with the numbers of the i386 table,
# among which 102 (socketcall), 21 (mount) and 310 (unshare) are others than the filter knows.
# Stopped by: the seccomp filter: another architecture is death.
# Bare: yes
import ctypes
import mmap
import os
import signal

NUMBERS = {"getpid": 20, "mount": 21, "ptrace": 26, "socketcall": 102, "unshare": 310,
           "open": 5, "bpf": 357}
code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
code.write(b"\x53\x89\xf8\x31\xdb\x31\xc9\x31\xd2\xcd\x80\x5b\xc3")  # eax = edi; int 0x80
call = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int)(
    ctypes.addressof(ctypes.c_char.from_buffer(code)))
for name, number in NUMBERS.items():
    child = os.fork()
    if child == 0:
        answer = call(number)
        os.write(1, f"BREACH: 32-bit {name} answered {answer}\n".encode())
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(name, signal.Signals(os.WTERMSIG(status)) if os.WIFSIGNALED(status) else status)
