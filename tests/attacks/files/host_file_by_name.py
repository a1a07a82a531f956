# Tries: to read and overwrite a world-writable file of the host by its name.
# Stopped by: a minimal root that holds no such path.
# Bare: yes
with open(context["host_file"]) as file:
    print(file.read())
with open(context["host_file"], "w") as file:
    file.write("mine")
