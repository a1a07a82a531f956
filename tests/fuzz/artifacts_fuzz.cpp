// SPDX-License-Identifier: Apache-2.0
// The list of a program's files, as a runner sends it.
#include "execution/artifact_reader.hpp"
#include "fuzz_input.hpp"
#include "jail/codec.hpp"
#include "job/utf8.hpp"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace cordon;
  using fuzz::require;
  const std::string_view list(reinterpret_cast<const char*>(bytes), size);
  const auto read = execution::decode_artifacts(list);
  std::string again;
  jail::encoder out(again);
  out.u32(static_cast<uint32_t>(read.found.size()));
  for (const auto& one : read.found) {
    require(!one.name.empty() && one.name.front() != '/', "a name is a relative path");
    require(("/" + one.name + "/").find("/../") == std::string::npos, "no name leads upwards");
    require(!job::invalid_utf8_at(one.name), "a name is UTF-8");
    out.text(one.name);
    out.text(one.content);
  }
  require(!read.problem.empty() || again == list, "what is read without complaint is all");
  require(again.size() <= std::max(list.size(), sizeof(uint32_t)), "nothing is read twice");
  return 0;
}
