# Tries: to end, stop or upset the namespace's init, which shares its memory with the runner, by
#        every signal and every call that sends one.
# Stopped by: the kernel, which lets nobody kill the init from within, landlock's scope for signals,
#        and an init that blocks them all.
# Expect: {"status": "succeeded", "stdout": "alive\n"}
import ctypes
import os
import signal

SYS_TKILL, SYS_TGKILL, SYS_RT_SIGQUEUEINFO, SYS_RT_TGSIGQUEUEINFO = 200, 234, 129, 297
SYS_PIDFD_OPEN, SYS_PIDFD_SEND_SIGNAL = 434, 424
libc = ctypes.CDLL(None, use_errno=True)
information = (ctypes.c_int * 32)()
information[2] = -1
handle = libc.syscall(SYS_PIDFD_OPEN, 1, 0)
for number in range(1, 65):
    information[0] = number
    for call in ((SYS_TKILL, 1, number), (SYS_TGKILL, 1, 1, number),
                 (SYS_RT_SIGQUEUEINFO, 1, number, information),
                 (SYS_RT_TGSIGQUEUEINFO, 1, 1, number, information),
                 (SYS_PIDFD_SEND_SIGNAL, handle, number, None, 0)):
        libc.syscall(*call)
    libc.kill(1, number)
if os.getppid() == 0 and libc.kill(1, 0) == -1 and ctypes.get_errno() == 3:
    print("BREACH: the init has ended")
print("alive")
