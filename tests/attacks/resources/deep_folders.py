# Tries: to break or to hold up whoever walks or removes its files with folders nested two thousand
#        deep, far longer than any path.
# Stopped by: a walk that ends at 16 folders; the tmpfs goes as a whole, with its inodes counted.
# Expect: {"status": "succeeded", "artifacts": [],
#          "details.artifacts": "folders nested deeper than 16"}
import os

for depth in range(2_000):
    os.mkdir("d" * 200)
    os.chdir("d" * 200)
with open("deep", "w") as file:
    file.write("deep")
