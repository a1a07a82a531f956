"""What the program can see of its interpreter and start-up: flags, streams, names, signals and limits."""
import os
import platform
import signal
import site
import sys
import sysconfig
import threading

print(sys.argv[1:], os.path.basename(sys.argv[0]), sys.version_info[:2], sys.implementation.name, sys.platform, os.name, sys.byteorder)
print(sys.flags.isolated, sys.flags.ignore_environment, sys.flags.no_user_site, sys.flags.safe_path, sys.flags.optimize, sys.flags.dont_write_bytecode, sys.flags.utf8_mode, sys.flags.dev_mode, sys.flags.interactive, sys.flags.hash_randomization)
print(sys.stdin.encoding, sys.stdout.encoding, sys.stderr.encoding, sys.getfilesystemencoding(), sys.getdefaultencoding(), sys.stdin.errors, sys.stdout.errors, sys.stderr.errors)
print([s.isatty() for s in (sys.stdin, sys.stdout, sys.stderr)], [s.fileno() for s in (sys.stdin, sys.stdout, sys.stderr)], [s.line_buffering for s in (sys.stdout, sys.stderr)], sys.stdin.name, sys.stdout.mode)
print(sys.stdout is sys.__stdout__, sys.stderr is sys.__stderr__, sys.displayhook is sys.__displayhook__, sys.excepthook is sys.__excepthook__, sys.gettrace(), sys.getprofile(), sys.breakpointhook is sys.__breakpointhook__)
print("" in sys.path, os.getcwd() in sys.path, os.path.dirname(os.path.abspath(__file__)) in sys.path, [os.path.basename(p) for p in sys.path if "/local" not in p], sys.meta_path != [], len(sys.path_hooks))
print(threading.current_thread().name, threading.active_count(), threading.main_thread() is threading.current_thread(), threading.get_ident() == threading.main_thread().ident)
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.getsignal(signal.SIGPIPE).name, [signal.getsignal(s) == signal.SIG_DFL for s in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGALRM, signal.SIGUSR1)], signal.pthread_sigmask(signal.SIG_BLOCK, []), signal.getitimer(signal.ITIMER_REAL))
print(sys.getrecursionlimit(), sys.getswitchinterval(), sys.maxsize.bit_length(), sys.maxunicode, sys.float_info.dig, sys.int_info.bits_per_digit, sys.get_int_max_str_digits(), sys.hash_info.width, threading.stack_size(), sep=", ")
print(site.ENABLE_USER_SITE, repr(exit)[:20], "site" in sys.modules, "sitecustomize" in sys.modules, "usercustomize" in sys.modules)
print(platform.python_implementation(), platform.python_version_tuple()[:2], platform.system(), sysconfig.get_python_version(), sys.executable.rpartition("/")[2], sys.prefix == sys.base_prefix)
print(os.listdir("."), os.path.isabs(os.getcwd()), os.environ.get("PYTHONPATH"), os.environ.get("PYTHONHASHSEED"), os.environ.get("LANG"), os.path.expanduser("~"), os.umask(0o22) in (0o22, 0o02, 0o77))
