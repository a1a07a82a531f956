// SPDX-License-Identifier: Apache-2.0
#include "execution/artifact_reader.hpp"

#include "io/read_file.hpp"
#include "jail/codec.hpp"
#include "job/media_type.hpp"
#include "job/utf8.hpp"

#include <algorithm>

namespace cordon::execution {

namespace {

/// For the names and lengths beside the contents.
constexpr uint64_t encoding_overhead = 8u << 20;

/// A path below the work folder, as job::artifact has it.
bool is_plain_path(std::string_view name) {
  for (size_t start = 0; start <= name.size();) {
    const auto end = std::min(name.find('/', start), name.size());
    const auto part = name.substr(start, end - start);
    if (part.empty() || part == "." || part == "..")
      return false;
    start = end + 1;
  }
  return name.find('\0') == name.npos && !job::invalid_utf8_at(name);
}

} // namespace

read_artifacts_result decode_artifacts(std::string_view bytes) {
  read_artifacts_result result;
  jail::decoder decoder(bytes);
  for (auto count = decoder.u32(); decoder.good() && count > 0; --count) {
    const auto name = decoder.text();
    const auto content = decoder.text();
    if (!decoder.good())
      break;
    if (!is_plain_path(name))
      result.problem = "a file whose name is no relative path in UTF-8 was left out";
    else
      result.found.push_back(
          {std::string(name), std::string(job::media_type_of(name)), std::string(content)});
  }
  if (!decoder.done())
    result.problem = "the runner's list of artifacts was cut short";
  return result;
}

read_artifacts_result read_artifacts(const io::unique_fd& memfd, uint64_t max_file_bytes) {
  const auto size = io::file_size(memfd.get());
  if (size > max_file_bytes + encoding_overhead)
    return {{}, "the runner sent more artifacts than max_file_bytes allows"};
  return decode_artifacts(io::read_at(memfd.get(), 0, size));
}

} // namespace cordon::execution
