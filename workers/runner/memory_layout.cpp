// SPDX-License-Identifier: Apache-2.0
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "memory_layout.hpp"

#include "privileged_call.hpp"
#include "seccomp_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

namespace cordon::runner {

namespace {

constexpr size_t huge_page = 2u << 20;
/// More than a warm runner takes; beyond it, arenas lie anywhere.
constexpr size_t region_bytes = 64u << 20;

char* region = nullptr;
size_t used = 0;

uint64_t round_up_to_huge_page(uint64_t value) {
  return (value + huge_page - 1) / huge_page * huge_page;
}

char* map_anywhere(size_t size) {
  void* memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? nullptr : static_cast<char*>(memory);
}

void* take_arena(void*, size_t size) {
  if (region == nullptr || used + size > region_bytes)
    return map_anywhere(size);
  used += size;
  return region + used - size;
}

void drop_arena(void*, void* memory, size_t size) {
  auto* bytes = static_cast<char*>(memory);
  const bool is_in_region = region != nullptr && bytes >= region && bytes < region + region_bytes;
  if (is_in_region && bytes + size == region + used)
    used -= size;
  // In the region the address range stays; its pages go back.
  if (is_in_region)
    madvise(memory, size, MADV_DONTNEED);
  else
    munmap(memory, size);
}

/// The heap that malloc grows, from the next huge page on. Larger objects of the interpreter lie
/// there.
char* heap = nullptr;

void align_heap() {
  const auto end = reinterpret_cast<uintptr_t>(sbrk(0));
  const auto aligned = round_up_to_huge_page(end);
  mallopt(M_TOP_PAD, huge_page);
  if (sbrk(static_cast<intptr_t>(aligned - end)) != reinterpret_cast<void*>(-1))
    heap = reinterpret_cast<char*>(aligned);
}

/// Best effort: a kernel that can't leaves everything as it was.
void collapse(char* begin, size_t bytes) {
  if (begin != nullptr && bytes > 0)
    privileged_call(SYS_madvise, begin, bytes, madvise_collapse);
}

/// obmalloc.c: objects of up to so many bytes come from pools, each of one size.
constexpr size_t largest_pooled = 512;
constexpr size_t pool_bytes = 16u << 10;
constexpr size_t pool_header_bytes = 48;
constexpr size_t most_gaps_of_a_size = 1u << 20;

/// Whether the object is the only one in its pool. Where pools are unlike this, some answer.
bool begins_a_pool(const void* object) {
  const auto address = reinterpret_cast<uintptr_t>(object);
  if (address % pool_bytes != pool_header_bytes)
    return false;
  return *reinterpret_cast<const unsigned*>(address - pool_header_bytes) == 1;
}

void use_up_gaps_of_pools() {
  for (size_t size = 16; size <= largest_pooled; size += 16)
    for (size_t taken = 0; taken < most_gaps_of_a_size; taken += size) {
      void* object = PyObject_Malloc(size);
      if (object == nullptr)
        break;
      if (begins_a_pool(object)) {
        PyObject_Free(object);
        break;
      }
    }
}

/// malloc puts together small neighbours that were freed, all over the heap, when it next gives out
/// much: once here, not in every fork. Every mallopt(3) of glibc does that first.
void consolidate_heap() {
  mallopt(M_TOP_PAD, huge_page);
}

/// From the largest to the smallest, as what is left of a split one is a gap, too.
void use_up_gaps_of_heap() {
  constexpr size_t largest = 64u << 10;
  consolidate_heap();
  const auto before = mallinfo2();
  if (before.fordblks == 0)
    return; // not glibc's
  const auto* top = static_cast<char*>(sbrk(0)) - before.keepcost;
  size_t left = before.fordblks;
  for (size_t size = largest; size >= 24; size -= size > 1024 ? 512 : 16)
    for (; left >= size; left -= size) {
      auto* memory = static_cast<char*>(malloc(size));
      if (memory == nullptr || memory >= top) {
        free(memory);
        break;
      }
    }
}

} // namespace

void use_up_gaps() {
  use_up_gaps_of_pools();
  use_up_gaps_of_heap();
}

void reserve_object_memory() {
  align_heap();
  char* reserved = map_anywhere(region_bytes + huge_page);
  if (reserved == nullptr)
    return;
  region = reinterpret_cast<char*>(round_up_to_huge_page(reinterpret_cast<uintptr_t>(reserved)));
  PyObjectArenaAllocator arenas{nullptr, take_arena, drop_arena};
  PyObject_SetArenaAllocator(&arenas);
}

void collapse_object_memory() {
  collapse(region, round_up_to_huge_page(used));
  const auto* heap_end = static_cast<char*>(sbrk(0));
  if (heap != nullptr && heap_end > heap)
    collapse(heap, static_cast<size_t>(heap_end - heap) / huge_page * huge_page);
}

} // namespace cordon::runner
