// SPDX-License-Identifier: Apache-2.0
#include "io/read_file.hpp"

#include "sample_files.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon::io;
using cordon::test::memory_file;

TEST_CASE("a part of a file is read wherever the file's own position is", "[io][read_file]") {
  const auto file = memory_file("0123456789");
  REQUIRE(lseek(file.get(), 7, SEEK_SET) == 7);
  CHECK(read_at(file.get(), 2, 3) == "234");
  CHECK(read_at(file.get(), 0, 10) == "0123456789");
  CHECK(read_at(file.get(), 0, 0).empty());
  CHECK(lseek(file.get(), 0, SEEK_CUR) == 7);
}

TEST_CASE("a file that ends early gives what it has", "[io][read_file]") {
  const auto file = memory_file("0123456789");
  CHECK(read_at(file.get(), 8, 100) == "89");
  CHECK(read_at(file.get(), 10, 1).empty());
  CHECK(read_at(file.get(), 1'000'000, 1).empty());
}

TEST_CASE("what cannot be read gives nothing", "[io][read_file]") {
  CHECK(read_at(-1, 0, 4).empty());
  CHECK(read_at(cordon::test::make_pipe().read.get(), 0, 4).empty());
  CHECK(file_size(-1) == 0);
}

TEST_CASE("the size of a file is told in bytes", "[io][read_file]") {
  CHECK(file_size(memory_file("0123456789").get()) == 10);
  CHECK(file_size(memory_file().get()) == 0);
}
