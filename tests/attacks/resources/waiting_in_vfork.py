# Tries: to be beyond the reach of signals: the main process waits in vfork for a child that never
#        ends, which is not an interruptible sleep.
# Stopped by: the time limit; SIGKILL ends this wait too.
# Job: {"limits": {"timeout_seconds": 1}}
# Expect: {"status": "timed_out", "exit_code": 137}
import ctypes
import signal

SYS_CLONE = 56
CLONE_VFORK = 0x4000
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
ctypes.CDLL(None).syscall(SYS_CLONE, CLONE_VFORK | signal.SIGCHLD, 0, 0, 0, 0)
while True:
    signal.pause()
