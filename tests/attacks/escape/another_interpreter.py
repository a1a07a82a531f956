# Tries: to run code in a second interpreter of the same process, which has builtins, an import
# function and audit hooks of its own.
# Stopped by: the source check; whatever runs in the process has the process's jail.
# Bare: yes
import _xxsubinterpreters as interpreters

inner = interpreters.create()
interpreters.run_string(inner, f"""
import os, sys
print(sys.addaudithook, dict(os.environ))
try:
    print(open({context['host_file']!r}).read())
finally:
    sys.stdout.flush()
""")
