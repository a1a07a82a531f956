// SPDX-License-Identifier: Apache-2.0
#include "artifact_folder.hpp"

#include "io/write_all.hpp"
#include "job/base64.hpp"
#include "job/json_check.hpp"
#include "job/json_text.hpp"
#include "job/utf8.hpp"

#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::workers {

namespace {

constexpr size_t max_depth = 120;
constexpr size_t max_parts = 100;

tl::unexpected<error> nonsense(const std::string& what) {
  return fail(errc::protocol, "the stored result makes no sense: " + what);
}

std::string string_in(std::string_view value) {
  return job::type_of(value) == job::json_type::string ? job::decode_string(value) : "";
}

expected<listed_artifact> read_artifact(std::string_view json) {
  if (job::type_of(json) != job::json_type::object)
    return nonsense("an artifact is no object");
  listed_artifact artifact;
  job::member_cursor members(json);
  while (const auto member = members.next()) {
    if (member->name == "name")
      artifact.name = string_in(member->value);
    else if (member->name == "ref")
      artifact.ref = string_in(member->value);
    else if (member->name == "data_base64")
      artifact.content = job::decode_base64(string_in(member->value));
  }
  return artifact;
}

/// The folder `name` in `parent`, made where it is missing; a link is none.
expected<io::unique_fd> enter(int parent, const std::string& name) {
  if (mkdirat(parent, name.c_str(), S_IRWXU | S_IRWXG | S_IRWXO) != 0 && errno != EEXIST)
    return system_failure("cannot make the folder", name, errno);
  io::unique_fd folder(
      openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!folder)
    return system_failure("cannot enter the folder", name, errno);
  return folder;
}

expected<void> write_file(int folder, const std::string& name, std::string_view content) {
  const io::unique_fd file(openat(folder, name.c_str(),
                                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                                  S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH));
  if (!file && errno == EEXIST)
    return fail(errc::system, "there is such a file already, which is not overwritten", name);
  if (!file)
    return system_failure("cannot make the file", name, errno);
  auto written = io::write_all(file.get(), content, "cannot write it", name);
  if (!written)
    unlinkat(folder, name.c_str(), 0);
  return written;
}

} // namespace

expected<std::vector<listed_artifact>> artifacts_of(std::string_view json) {
  if (job::invalid_utf8_at(json) || job::find_json_fault(json, max_depth)
      || job::type_of(json) != job::json_type::object)
    return nonsense("it is no JSON object");
  std::vector<listed_artifact> all;
  job::member_cursor members(json);
  while (const auto member = members.next()) {
    if (member->name != "artifacts")
      continue;
    if (job::type_of(member->value) != job::json_type::array)
      return nonsense("'artifacts' is no array");
    job::element_cursor elements(member->value);
    while (const auto element = elements.next()) {
      auto artifact = read_artifact(*element);
      if (!artifact)
        return tl::unexpected(artifact.error());
      all.push_back(*std::move(artifact));
    }
    return all;
  }
  return all;
}

expected<std::vector<std::string>> parts_of_name(std::string_view name) {
  std::vector<std::string> parts;
  for (std::string_view rest = name;;) {
    const auto part = rest.substr(0, rest.find('/'));
    if (part.empty() || part == "." || part == ".." || part.size() > NAME_MAX
        || part.find('\0') != std::string_view::npos || parts.size() == max_parts)
      return fail(errc::bad_input,
                  "the name is no path below a folder, so the artifact is not written",
                  std::string(name.substr(0, NAME_MAX)));
    parts.emplace_back(part);
    if (part.size() == rest.size())
      return parts;
    rest.remove_prefix(part.size() + 1);
  }
}

expected<artifact_folder> artifact_folder::open(const std::string& path) {
  if (mkdir(path.c_str(), S_IRWXU | S_IRWXG | S_IRWXO) != 0 && errno != EEXIST)
    return system_failure("cannot make the folder", path, errno);
  // The caller's own path: a link in it is the caller's wish.
  io::unique_fd folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder)
    return system_failure("cannot enter the folder", path, errno);
  return artifact_folder(std::move(folder));
}

expected<artifact_folder> artifact_folder::inner(const std::string& name) const {
  auto entered = enter(folder_.get(), name);
  if (!entered)
    return tl::unexpected(entered.error());
  return artifact_folder(*std::move(entered));
}

expected<void> artifact_folder::write(std::string_view name, std::string_view content) const {
  const auto parts = parts_of_name(name);
  if (!parts)
    return tl::unexpected(parts.error());
  io::unique_fd inner;
  for (size_t i = 0; i + 1 < parts->size(); ++i) {
    auto entered = enter(inner ? inner.get() : folder_.get(), (*parts)[i]);
    if (!entered)
      return tl::unexpected(entered.error());
    inner = *std::move(entered);
  }
  return write_file(inner ? inner.get() : folder_.get(), parts->back(), content);
}

} // namespace cordon::workers
