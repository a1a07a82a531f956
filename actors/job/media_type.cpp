// SPDX-License-Identifier: Apache-2.0
#include "job/media_type.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace cordon::job {

namespace {

using entry = std::pair<std::string_view, std::string_view>;

/// Sorted by extension.
constexpr auto media_types = std::to_array<entry>({
    {"bmp", "image/bmp"},
    {"bz2", "application/x-bzip2"},
    {"css", "text/css"},
    {"csv", "text/csv"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"gif", "image/gif"},
    {"gz", "application/gzip"},
    {"htm", "text/html"},
    {"html", "text/html"},
    {"ico", "image/vnd.microsoft.icon"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"js", "text/javascript"},
    {"json", "application/json"},
    {"jsonl", "application/jsonl"},
    {"log", "text/plain"},
    {"md", "text/markdown"},
    {"mp3", "audio/mpeg"},
    {"mp4", "video/mp4"},
    {"npy", "application/x-npy"},
    {"npz", "application/zip"},
    {"parquet", "application/vnd.apache.parquet"},
    {"pdf", "application/pdf"},
    {"png", "image/png"},
    {"py", "text/x-python"},
    {"sqlite", "application/vnd.sqlite3"},
    {"svg", "image/svg+xml"},
    {"tar", "application/x-tar"},
    {"tiff", "image/tiff"},
    {"toml", "application/toml"},
    {"tsv", "text/tab-separated-values"},
    {"txt", "text/plain"},
    {"wav", "audio/wav"},
    {"webp", "image/webp"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"xml", "application/xml"},
    {"yaml", "application/yaml"},
    {"yml", "application/yaml"},
    {"zip", "application/zip"},
});

constexpr size_t longest_extension = 8;

static_assert(std::ranges::is_sorted(media_types, {}, &entry::first));
static_assert(std::ranges::all_of(media_types, [](const entry& known) {
  return known.first.size() <= longest_extension;
}));

std::string_view extension_of(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const size_t dot = name.rfind('.');
  // A name that begins with its only dot is hidden; it has no extension.
  if (dot == std::string_view::npos || dot == 0)
    return {};
  return name.substr(dot + 1);
}

} // namespace

std::string_view media_type_of(std::string_view path) {
  constexpr std::string_view unknown = "application/octet-stream";
  const std::string_view extension = extension_of(path);
  if (extension.empty() || extension.size() > longest_extension)
    return unknown;
  std::string lower(extension);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c - 'A' + 'a');
  const auto found = std::ranges::lower_bound(media_types, lower, {}, &entry::first);
  return found != media_types.end() && found->first == lower ? found->second : unknown;
}

} // namespace cordon::job
