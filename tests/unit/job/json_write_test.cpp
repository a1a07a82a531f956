// SPDX-License-Identifier: Apache-2.0
#include "job/json_write.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <vector>

using namespace cordon::job;

namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

std::string written(double value) {
  std::string out;
  append_json_number(out, value);
  return out;
}

} // namespace

TEST_CASE("strings are escaped where JSON needs it", "[job][json_write]") {
  CHECK(written("a/b") == "\"a/b\"");
  CHECK(written("\"\\\n\r\t") == R"("\"\\\n\r\t")");
  CHECK(written(std::string_view("\0\x1F\x7F", 3)) == "\"\\u0000\\u001f\x7F\"");
  CHECK(written("\xC3\xBC\xFF") == "\"\xC3\xBC\xEF\xBF\xBD\"");
}

TEST_CASE("every character comes back from a string", "[job][json_write]") {
  std::string all;
  for (int c = 0; c < 128; ++c)
    all.push_back(static_cast<char>(c));
  all += "\xC3\xBC\xE2\x82\xAC\xF0\x9F\x98\x80";
  CHECK(nlohmann::json::parse(written(all)) == all);
}

TEST_CASE("numbers are finite and short", "[job][json_write]") {
  CHECK(written(0.0) == "0");
  CHECK(written(9.1) == "9.1");
  CHECK(written(0.004) == "0.004");
  CHECK(written(0.0041234567) == "0.004123");
  CHECK(written(1.0 / 3) == "0.333333");
  CHECK(written(60.0) == "60");
  CHECK(written(std::nan("")) == "0");
  CHECK(written(std::numeric_limits<double>::infinity()) == "0");
  CHECK(nlohmann::json::parse(written(1e300)) == 1e300);
  CHECK(nlohmann::json::parse(written(1e-6)) == 1e-6);
}

TEST_CASE("JSON text is put on one line without being changed", "[job][json_write]") {
  std::string out = "\n";
  append_json_on_one_line(out, "{\n\"a\":\r\n1e2}");
  CHECK(out == "\n{ \"a\":  1e2}");
}

TEST_CASE("an object is written in the order of the calls", "[job][json_write]") {
  std::string out;
  {
    object_writer object(out);
    object.text("t", "\"");
    object.boolean("b", false);
    object.integer("i", -5);
    object.number("n", 0.5);
    object.null("z");
    object.json("j", "[1]");
    object.array("a", std::vector<std::string>{"x", "y"}, append_json_string);
    object_writer(object.value_of("o"));
  }
  CHECK(out == R"({"t":"\"","b":false,"i":-5,"n":0.5,"z":null,"j":[1],"a":["x","y"],"o":{}})");
}
