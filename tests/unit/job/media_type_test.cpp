// SPDX-License-Identifier: Apache-2.0
#include "job/media_type.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cordon::job;

TEST_CASE("a file name's extension tells the media type", "[job][media_type]") {
  CHECK(media_type_of("plot.png") == "image/png");
  CHECK(media_type_of("out/table.csv") == "text/csv");
  CHECK(media_type_of("REPORT.PDF") == "application/pdf");
  CHECK(media_type_of("a.tar.gz") == "application/gzip");
  CHECK(media_type_of("x.bmp") == "image/bmp");
  CHECK(media_type_of("x.zip") == "application/zip");
  CHECK(media_type_of("x.parquet") == "application/vnd.apache.parquet");
}

TEST_CASE("other names are bytes", "[job][media_type]") {
  for (const char* path :
       {"", "noextension", ".png", "dir.png/file", "a.", "a.unknown", "a.pn", "a.pngx", "/", "."})
    CHECK(media_type_of(path) == "application/octet-stream");
  CHECK(media_type_of("a." + std::string(100'000, 'x')) == "application/octet-stream");
}
