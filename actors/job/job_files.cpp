// SPDX-License-Identifier: Apache-2.0
#include "job/job_files.hpp"

#include "job/base64.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cordon::job {

namespace {

constexpr std::array<std::string_view, 3> file_fields{"path", "content", "data_base64"};

/// Linux's own bounds (NAME_MAX), and a quarter of PATH_MAX so that the work folder has room.
constexpr size_t max_component_bytes = 255;
constexpr size_t max_path_bytes = 1024;

/// Why a path is refused; nothing where it may be used.
std::optional<std::string> path_fault(std::string_view path) {
  if (path.empty())
    return "is empty";
  if (path.size() > max_path_bytes)
    return in_quotes(path) + " is longer than 1024 bytes";
  if (path.front() == '/')
    return in_quotes(path) + " is absolute; a path is relative to the program's working directory";
  if (path.find('\0') != std::string_view::npos)
    return in_quotes(path) + " holds a NUL byte";
  for (size_t start = 0; start <= path.size();) {
    const size_t end = std::min(path.find('/', start), path.size());
    const std::string_view component = path.substr(start, end - start);
    if (component.empty() || component == "." || component == "..")
      return in_quotes(path) + " has an empty, '.' or '..' part";
    if (component.size() > max_component_bytes)
      return in_quotes(path) + " has a part longer than 255 bytes";
    start = end + 1;
  }
  return std::nullopt;
}

checked<std::string> read_path(const std::string& field, std::string_view json) {
  auto path = read_string(field, json);
  if (path)
    if (auto fault = path_fault(*path))
      return refuse(field, std::move(*fault));
  return path;
}

checked<std::string> read_base64(const std::string& field, std::string_view json) {
  const auto text = read_string(field, json);
  if (!text)
    return text;
  auto bytes = decode_base64(*text);
  if (!bytes)
    return refuse(field, "is not base64: standard alphabet, '=' padding and no line breaks");
  return std::move(*bytes);
}

checked<job_file> read_file(const std::string& field, std::string_view json) {
  if (type_of(json) != json_type::object)
    return refuse_type(field, "an object", json);
  const auto members = known_members::read(field + ".", json, file_fields);
  if (!members)
    return tl::unexpected(members.error());
  if (!members->has("path"))
    return refuse(field + ".path", "is missing");
  if (members->has("content") == members->has("data_base64"))
    return refuse(field, "must have exactly one of 'content' and 'data_base64'");
  auto path = read_path(field + ".path", (*members)["path"]);
  if (!path)
    return tl::unexpected(path.error());
  auto content = members->has("content")
                     ? read_string(field + ".content", (*members)["content"])
                     : read_base64(field + ".data_base64", (*members)["data_base64"]);
  if (!content)
    return tl::unexpected(content.error());
  return job_file{std::move(*path), std::move(*content)};
}

/// Orders paths so that whatever lies in a folder comes directly behind that folder's own path:
/// no path holds a NUL, so '/' can take its place before all other characters.
bool folder_order(std::string_view a, std::string_view b) {
  const auto rank = [](char c) { return c == '/' ? 0 : int{static_cast<unsigned char>(c)}; };
  return std::ranges::lexicographical_compare(a, b, {}, rank, rank);
}

/// Why the paths can't lie in one folder together.
std::optional<std::string> conflict(const std::vector<job_file>& files) {
  std::vector<std::string_view> paths;
  paths.reserve(files.size());
  for (const auto& file : files)
    paths.push_back(file.path);
  std::ranges::sort(paths, folder_order);
  for (size_t i = 1; i < paths.size(); ++i) {
    const auto before = paths[i - 1];
    if (paths[i] == before)
      return "the path " + in_quotes(before) + " is there more than once";
    if (paths[i].starts_with(before) && paths[i][before.size()] == '/')
      return in_quotes(before) + " can't be a file and the folder of " + in_quotes(paths[i]);
  }
  return std::nullopt;
}

} // namespace

checked<std::vector<job_file>> read_files(std::string_view json, uint64_t max_file_bytes) {
  std::vector<job_file> files;
  if (json.empty())
    return files;
  if (type_of(json) != json_type::array)
    return refuse_type("files", "an array", json);
  uint64_t total_bytes = 0;
  element_cursor cursor(json);
  while (const auto element = cursor.next()) {
    auto file = read_file("files[" + std::to_string(files.size()) + "]", *element);
    if (!file)
      return tl::unexpected(file.error());
    total_bytes += file->content.size();
    files.push_back(std::move(*file));
  }
  if (total_bytes > max_file_bytes)
    return refuse("files", "hold " + std::to_string(total_bytes)
                               + " bytes together; limits.max_file_bytes is "
                               + std::to_string(max_file_bytes));
  if (auto fault = conflict(files))
    return refuse("files", std::move(*fault));
  return files;
}

} // namespace cordon::job
