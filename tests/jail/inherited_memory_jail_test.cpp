// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <catch2/catch_test_macros.hpp>

namespace cordon::test {

namespace {

/// Looks through the memory that a program inherited from its runner, heap, object memory and
/// mapped buffers, for a mark that it never spells; prints how many pages it could read and what
/// stands behind the mark. write(2) tells an unmapped page without a fault.
constexpr const char* memory_reader = R"py(
import ctypes, os, re
mark = b"CANARY" + b"MARK"
libc = ctypes.CDLL(None)
r, w = os.pipe()
libc.write.argtypes = [ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t]
libc.sbrk.restype = ctypes.c_void_p
top, objects = libc.sbrk(0), id(object()) >> 26 << 26
libraries = ctypes.cast(libc.malloc, ctypes.c_void_p).value
found, pages = set(), 0
for low, high in ((top - (16 << 20), top), (objects - (64 << 20), objects + (128 << 20)),
                  (libraries - (64 << 20), libraries + (32 << 20))):
    for page in range(low & ~4095, high, 4096):
        if libc.write(w, page, 4096) > 0:
            pages += 1
            found |= set(re.findall(mark + rb"\d(\w+)", os.read(r, 4096)))
print(pages > 1000, sorted(found))
)py";

std::string canary(const std::string& where) {
  return "CANARYMARK7" + where;
}

} // namespace

TEST_CASE("a program finds nothing of an earlier job in the memory it inherits",
          "[isolation][memory]") {
  const auto own = make_pipeline({.profiles = job::builtin_profiles(), .slots = 1});
  const std::string padding(3'000, '#');
  own->run({{"profile", "open"},
            {"code", "open('" + canary("name") + "', 'w').write('" + canary("artifact") + "')\n"
                         + padding + canary("code")},
            {"stdin", canary("stdin")},
            {"context", {{"a", canary("context")}}},
            {"files", {{{"path", canary("path") + "/f"}, {"content", canary("file")}}}}});
  const auto result = own->run(
      {{"profile", "open"}, {"code", memory_reader}, {"limits", {{"timeout_seconds", 60}}}});
  INFO(result.dump(1));
  CHECK(result["stdout"] == "True []\n");
}

} // namespace cordon::test
