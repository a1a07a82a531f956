// SPDX-License-Identifier: Apache-2.0
#include "jail/program_image.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cordon::jail {

namespace {

// Debian 12's headers end before these two; from include/uapi.
constexpr unsigned memfd_executable = 0x10; ///< MFD_EXEC, since Linux 6.3
constexpr int madvise_collapse = 25;        ///< MADV_COLLAPSE, since Linux 6.1
constexpr int first_free_descriptor = 16;   ///< those below are a started program's own
constexpr size_t huge_page = 2u << 20;
constexpr int forever_as_it_is = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

io::unique_fd make_executable_memory() {
  constexpr unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  io::unique_fd memory(memfd_create("cordon-runner", flags | memfd_executable));
  if (!memory)
    memory.reset(memfd_create("cordon-runner", flags));
  return io::unique_fd(fcntl(memory.get(), F_DUPFD_CLOEXEC, first_free_descriptor));
}

/// Where what is loaded ends; names for a debugger come after it. 0: no such program.
size_t loaded_bytes(int file) {
  Elf64_Ehdr header{};
  if (pread(file, &header, sizeof header, 0) != sizeof header
      || std::memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
    return 0;
  size_t end = 0;
  for (size_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr part{};
    if (pread(file, &part, sizeof part, static_cast<off_t>(header.e_phoff + i * sizeof part))
        != sizeof part)
      return 0;
    if (part.p_type == PT_LOAD)
      end = std::max<size_t>(end, part.p_offset + part.p_filesz);
  }
  return end;
}

bool copy(int from, int to, size_t size) {
  for (size_t copied = 0; copied < size;) {
    const auto sent = sendfile(to, from, nullptr, size - copied);
    if (sent <= 0)
      return false;
    copied += static_cast<size_t>(sent);
  }
  return true;
}

/// The last part, where variables lie, is no whole huge page: each process has its own of those.
bool gather_in_huge_pages(int memory, size_t size) {
  const size_t whole = size / huge_page * huge_page;
  if (whole == 0)
    return false;
  // Room for a border of huge pages wherever it begins.
  void* room = mmap(nullptr, whole + huge_page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (room == MAP_FAILED)
    return false;
  auto* const begin = static_cast<char*>(room);
  auto* const aligned = begin + (huge_page - reinterpret_cast<uintptr_t>(begin) % huge_page);
  const bool gathered =
      mmap(aligned, whole, PROT_READ, MAP_SHARED | MAP_FIXED, memory, 0) != MAP_FAILED
      && madvise(aligned, whole, madvise_collapse) == 0;
  munmap(room, whole + huge_page);
  return gathered;
}

io::unique_fd make_image(const std::string& file) {
  const io::unique_fd source(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  const size_t size = source ? loaded_bytes(source.get()) : 0;
  auto memory = make_executable_memory();
  if (!memory || size == 0 || !copy(source.get(), memory.get(), size)
      || fchmod(memory.get(), 0500) != 0 || fcntl(memory.get(), F_ADD_SEALS, forever_as_it_is) != 0
      || !gather_in_huge_pages(memory.get(), size))
    return {};
  return memory;
}

} // namespace

program_image::program_image(std::string file) : memory_(make_image(file)), path_(std::move(file)) {
  if (!memory_)
    return;
  auto own = "/proc/self/fd/" + std::to_string(memory_.get());
  // Without /proc, or where the system runs no such memory, the file has to do.
  if (access(own.c_str(), X_OK) == 0)
    path_ = std::move(own);
}

} // namespace cordon::jail
