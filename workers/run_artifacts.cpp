// SPDX-License-Identifier: Apache-2.0
#include "run_artifacts.hpp"

#include "client_configuration.hpp"
#include "job/sha256.hpp"

namespace cordon::workers {

namespace {

/// Far below NAME_MAX, so that a hash fits behind it.
constexpr size_t max_name_bytes = 150;

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-'
         || c == '_';
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += {'%', digits[byte >> 4], digits[byte & 15]};
}

} // namespace

std::string folder_name_of(std::string_view id) {
  std::string name;
  for (const char c : id)
    if (is_plain(c) || (c == '.' && !name.empty()))
      name += c;
    else
      append_encoded(name, c);
  if (name.size() <= max_name_bytes)
    return name;
  // "%-" encodes nothing, so no other id's name ends like this.
  return name.substr(0, max_name_bytes) + "%-" + job::sha256_hex(id);
}

expected<run_artifacts> run_artifacts::open(const std::string& path) {
  auto folder = artifact_folder::open(path);
  if (!folder)
    return tl::unexpected(folder.error());
  return run_artifacts(*std::move(folder));
}

void run_artifacts::write(const job::result& result) {
  write_into(folder_, "", result);
}

void run_artifacts::write_of(std::string_view id, const job::result& result) {
  if (result.artifacts.empty())
    return;
  const auto name = folder_name_of(id);
  const auto inner = folder_.inner(name);
  if (!inner)
    return fail_for("", inner.error());
  write_into(*inner, name + '/', result);
}

void run_artifacts::write_into(const artifact_folder& folder, const std::string& place,
                               const job::result& result) {
  for (const auto& artifact : result.artifacts)
    if (const auto written = folder.write(artifact.name, artifact.content); !written)
      fail_for(place, written.error());
}

void run_artifacts::fail_for(const std::string& place, error problem) {
  is_complete_ = false;
  problem.where.insert(0, place);
  complain(problem, exit_code::not_succeeded);
}

} // namespace cordon::workers
