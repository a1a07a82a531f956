"""Signals the program sends itself: handlers, masks, pending, waiting, wake-up pipes and exceptions."""
import os
import signal
import socket
import threading

log = []


def handler(number, frame):
    log.append(signal.Signals(number).name)


for s in (signal.SIGUSR1, signal.SIGUSR2, signal.SIGHUP):
    print("before:", s.name, signal.signal(s, handler) == signal.SIG_DFL)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR2)
os.kill(os.getpid(), signal.SIGHUP)
print(log, signal.getsignal(signal.SIGUSR1) is handler)
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGUSR2})
os.kill(os.getpid(), signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print("pending:", sorted(s.name for s in signal.sigpending()), len(log))
print("waited for:", signal.sigwait({signal.SIGUSR1}).name, len(log), signal.sigtimedwait({signal.SIGUSR2}, 0.01))
os.kill(os.getpid(), signal.SIGUSR2)
info = signal.sigwaitinfo({signal.SIGUSR2})
print(info.si_signo == signal.SIGUSR2, info.si_pid == os.getpid())
os.kill(os.getpid(), signal.SIGUSR1)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGUSR1, signal.SIGUSR2})
print("delivered on unblock:", log)


class Interrupt(Exception):
    pass


def raiser(number, frame):
    raise Interrupt(signal.strsignal(number))


signal.signal(signal.SIGUSR1, raiser)
try:
    os.kill(os.getpid(), signal.SIGUSR1)
    for _ in range(1000):
        pass
except Interrupt as e:
    print("raised from the handler:", e)
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as e:
    print("KeyboardInterrupt", e.args)
print("default int handler:", signal.getsignal(signal.SIGINT) is signal.default_int_handler, "SIGPIPE ignored:", signal.getsignal(signal.SIGPIPE) is signal.SIG_IGN)
a, b = socket.socketpair()
a.setblocking(False)
signal.signal(signal.SIGUSR2, lambda *_: None)
old = signal.set_wakeup_fd(a.fileno())
signal.raise_signal(signal.SIGUSR2)
print("wake-up byte:", signal.Signals(b.recv(1)[0]).name, old, signal.set_wakeup_fd(-1) == a.fileno())
main, who = threading.main_thread(), []
signal.signal(signal.SIGUSR1, lambda *_: who.append(threading.current_thread() is main))
t = threading.Thread(target=lambda: os.kill(os.getpid(), signal.SIGUSR1))
t.start()
t.join()
while not who:
    pass
signal.pthread_kill(main.ident, signal.SIGUSR1)
print("handled in the main thread:", who)
errors = []
t = threading.Thread(target=lambda: errors.append(attempt()))


def attempt():
    try:
        signal.signal(signal.SIGUSR1, signal.SIG_DFL)
    except ValueError as e:
        return str(e)


t.start()
t.join()
print(errors)
for bad in (lambda: signal.signal(signal.SIGKILL, handler), lambda: signal.signal(999, handler), lambda: signal.signal(signal.SIGUSR1, 5.5)):
    try:
        bad()
    except (OSError, ValueError, TypeError) as e:
        print(type(e).__name__, e)
r, w = os.pipe()
os.close(r)
try:
    os.write(w, b"nobody reads")
except BrokenPipeError as e:
    print(e.strerror)
