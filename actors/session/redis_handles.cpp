// SPDX-License-Identifier: Apache-2.0
#include "session/redis_handles.hpp"

#include <new>
#include <utility>
#include <vector>

namespace cordon::session {

namespace {

constexpr size_t max_levels = 8;
constexpr size_t max_elements = 1'024;

size_t levels_above(const redisReadTask& task) {
  size_t count = 0;
  for (const auto* each = task.parent; each; each = each->parent)
    ++count;
  return count;
}

using array_maker = decltype(redisReplyObjectFunctions::createArray);

array_maker unbounded_array = nullptr;

/// hiredis counts elements as int or as size_t, by its version. It takes null for a lack of memory.
template <class Count>
void* bounded_array(const redisReadTask* task, Count elements) {
  if (levels_above(*task) >= max_levels || static_cast<size_t>(elements) > max_elements)
    return nullptr;
  return unbounded_array(task, elements);
}

/// hiredis's own functions, which `reader` has, with our bounds.
redisReplyObjectFunctions* bounded_functions(const redisReader& reader) {
  static redisReplyObjectFunctions ours = [&] {
    auto functions = *reader.fn;
    unbounded_array = std::exchange(functions.createArray, bounded_array);
    return functions;
  }();
  return &ours;
}

} // namespace

reader_handle make_reader() {
  reader_handle made(redisReaderCreate());
  if (made)
    made->fn = bounded_functions(*made);
  return made;
}

void bound_replies(redisContext& context) {
  context.reader->fn = bounded_functions(*context.reader);
}

std::string_view fault_of(int code, const char* words) {
  if (code == REDIS_ERR_OOM)
    return "arrays nested too deeply or too long, or no memory left";
  return words;
}

command_ptr format_command(std::span<const std::string_view> arguments) {
  std::vector<const char*> starts;
  std::vector<size_t> sizes;
  for (const auto& argument : arguments) {
    starts.push_back(argument.data());
    sizes.push_back(argument.size());
  }
  char* bytes = nullptr;
  const auto size = redisFormatCommandArgv(&bytes, static_cast<int>(arguments.size()),
                                           starts.data(), sizes.data());
  if (size < 0)
    throw std::bad_alloc();
  command_bytes made;
  made.bytes.reset(bytes);
  made.size = static_cast<size_t>(size);
  return std::make_shared<const command_bytes>(std::move(made));
}

} // namespace cordon::session
