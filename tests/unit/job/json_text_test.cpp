// SPDX-License-Identifier: Apache-2.0
#include "job/json_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace cordon::job;

namespace {

/// "name=value;" for each member.
std::string members_of(std::string_view object) {
  std::string all;
  member_cursor cursor(object);
  while (const auto member = cursor.next())
    all += member->name + "=" + std::string(member->value) + ";";
  return all;
}

std::string elements_of(std::string_view array) {
  std::string all;
  element_cursor cursor(array);
  while (const auto element = cursor.next())
    all += std::string(*element) + ";";
  return all;
}

} // namespace

TEST_CASE("an object's members are found with their exact text", "[job][json_text]") {
  CHECK(members_of("{}") == "");
  CHECK(members_of(" { \"a\" : 1 , \"b\":[ 1, {\"]\":\"}\\\"\"} ] } ")
        == "a=1;b=[ 1, {\"]\":\"}\\\"\"} ];");
  CHECK(members_of(R"({"\u0061\n":"x","a":null,"a":-1.50e+00})")
        == "a\n=\"x\";a=null;a=-1.50e+00;");
  CHECK(members_of("{\"s\":\"\\\\\",\"t\":true}") == "s=\"\\\\\";t=true;");
}

TEST_CASE("an array's elements are found with their exact text", "[job][json_text]") {
  CHECK(elements_of("[]") == "");
  CHECK(elements_of("[ 1 ,\"a,b\",[2,3] , {\"c\":[]}]") == "1;\"a,b\";[2,3];{\"c\":[]};");
}

TEST_CASE("of an unfinished object only the finished members are found", "[job][json_text]") {
  CHECK(members_of(R"({"id":"a","n":12)") == "id=\"a\";");
  CHECK(members_of(R"({"id":"a","n":12,)") == "id=\"a\";n=12;");
  CHECK(members_of(R"({"id":"a)") == "");
  CHECK(members_of(R"({"id":"a")") == "");
  CHECK(members_of(R"({"id":)") == "");
  CHECK(members_of(R"({"id)") == "");
  CHECK(members_of(R"({"o":{"a":[1,)") == "");
  CHECK(members_of("{") == "");
  CHECK(members_of("") == "");
  CHECK(members_of("[1]") == "");
  CHECK(elements_of("[1,2") == "1;");
  CHECK(elements_of("") == "");
}

TEST_CASE("strings are decoded", "[job][json_text]") {
  CHECK(decode_string("\"\"") == "");
  CHECK(decode_string("\"plain\"") == "plain");
  CHECK(decode_string(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(decode_string(R"("a\u00fcb\u20ACc\ud83D\uDe00d")")
        == "a\xC3\xBC"
           "b\xE2\x82\xAC"
           "c\xF0\x9F\x98\x80"
           "d");
  CHECK(decode_string(R"("\u0000")") == std::string(1, '\0'));
}

TEST_CASE("a value's type shows in its first byte", "[job][json_text]") {
  CHECK(type_of("null") == json_type::null);
  CHECK(type_of("true") == json_type::boolean);
  CHECK(type_of("false") == json_type::boolean);
  CHECK(type_of("-1") == json_type::number);
  CHECK(type_of("\"\"") == json_type::string);
  CHECK(type_of("[]") == json_type::array);
  CHECK(type_of("{}") == json_type::object);
  CHECK(to_string(json_type::object) == "an object");
}
