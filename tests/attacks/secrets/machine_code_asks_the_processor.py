# Tries: to learn kernel addresses and serial numbers from the processor by machine code of its own:
#     sidt, sgdt, sldt, str, rdmsr, rdpmc, in, cpuid's leaf of the serial number.
# Stopped by: the processor in user mode (UMIP faults or the kernel answers with fixed values);
#     cpuid's model is no secret.
import ctypes
import mmap
import os

KERNEL_HALF = 0xFFFF800000000000
FIXED_BY_KERNEL = (0xFFFFFFFFFFFE0000, 0xFFFFFFFFFFFF0000, 0xFFFFFE0000000000, 0xFFFFFE0000001000)
RETURN = b"\xc3"
codes = {"sidt": b"\x0f\x01\x0f", "sgdt": b"\x0f\x01\x07", "sldt": b"\x0f\x00\x07",
         "str": b"\x0f\x00\x0f", "rdmsr": b"\xb9\x82\x00\x00\xc0\x0f\x32\x89\x07\x89\x57\x04",
         "rdpmc": b"\x31\xc9\x0f\x33\x89\x07", "in": b"\xba\x70\x00\x00\x00\xec\x88\x07",
         "serial": b"\x53\xb8\x03\x00\x00\x00\x0f\xa2\x89\x0f\x89\x57\x04\x5b"}
memory = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
answer = mmap.mmap(-1, 4096)
into = ctypes.addressof(ctypes.c_char.from_buffer(answer))
run = ctypes.CFUNCTYPE(None, ctypes.c_void_p)(
    ctypes.addressof(ctypes.c_char.from_buffer(memory)))
for name, code in codes.items():
    answer[:16] = bytes(16)
    memory[:len(code) + 1] = code + RETURN
    child = os.fork()
    if child == 0:
        run(into)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    print(name, status, answer[:16].hex())
    if status == 0 and name in ("rdmsr", "rdpmc", "in"):
        print("BREACH the processor allowed", name)
    base = int.from_bytes(answer[2:10], "little")
    if name in ("sidt", "sgdt") and base >= KERNEL_HALF and base not in FIXED_BY_KERNEL:
        print("BREACH an address of the kernel", name, hex(base))
    if name == "serial" and any(answer[:8]):
        print("BREACH the serial number", answer[:8].hex())
