"""Works in the current folder: builds a tree, walks it, copies, moves, archives and cleans up."""
import filecmp
import fnmatch
import glob
import os
import shutil

FILES = {"tree/one.txt": "1" * 10, "tree/two.log": "2" * 200, "tree/sub/three.txt": "3" * 30, "tree/sub/deep/four.dat": "4" * 4000, "tree/empty/.keep": ""}
print("at the start:", os.listdir("."))
for path, text in FILES.items():
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)
for folder, folders, files in os.walk("tree"):
    folders.sort()
    print(folder, folders, sorted(files), sum(os.path.getsize(os.path.join(folder, f)) for f in files))
bottom_up = [os.path.basename(d) for d, _, _ in os.walk("tree", topdown=False)]
print("bottom up ends with", bottom_up[-1], sorted(bottom_up))
print(sorted(glob.glob("tree/**/*.txt", recursive=True)), sorted(e.name for e in os.scandir("tree") if e.is_file()), fnmatch.filter(["a.py", "b.txt", "c.PY"], "*.py"))
shutil.copytree("tree", "copy", ignore=shutil.ignore_patterns("*.log", "empty"))
comparison = filecmp.dircmp("tree", "copy")
print(sorted(comparison.left_only), comparison.right_only, comparison.same_files, filecmp.cmp("tree/one.txt", "copy/one.txt", shallow=False))
shutil.move("copy/sub", "copy/moved")
shutil.copy2("tree/two.log", "copy/moved")
print(sorted(os.path.join(d, f) for d, _, fs in os.walk("copy") for f in fs))
archive = shutil.make_archive("backup", "zip", "tree")
print(os.path.basename(archive), os.path.exists("backup.zip"))
shutil.unpack_archive("backup.zip", "restored")
print("restored:", sorted(os.listdir("restored")), filecmp.cmp("tree/sub/deep/four.dat", "restored/sub/deep/four.dat"))
os.chdir("tree/sub")
print("here:", sorted(os.listdir()), os.path.basename(os.getcwd()), os.path.relpath("../one.txt"), os.path.normpath("a/../b//c/."))
os.chdir("../..")
os.rename("copy/one.txt", "copy/uno.txt")
os.replace("copy/uno.txt", "tree/one.txt")
for action in (lambda: os.rmdir("tree"), lambda: os.remove("missing"), lambda: os.listdir("tree/one.txt"), lambda: shutil.copytree("tree", "copy"), lambda: os.mkdir("tree"), lambda: open("tree"), lambda: shutil.rmtree("nothing")):
    try:
        action()
    except OSError as e:
        print(f"{type(e).__name__}: {e}")
print(os.path.splitext("x.tar.gz"), os.path.split("a/b/"), os.path.commonpath(["a/b/c", "a/b/d"]), os.path.join("a", "/b"), os.path.isabs("c"), os.access("tree", os.W_OK))
for name in ("tree", "copy", "restored"):
    shutil.rmtree(name)
os.remove("backup.zip")
print("at the end:", os.listdir("."))
