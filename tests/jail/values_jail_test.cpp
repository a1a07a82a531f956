// SPDX-License-Identifier: Apache-2.0
#include "pipeline.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

namespace cordon::test {

namespace {

using json = nlohmann::json;

void check_value(const std::string& code, const json& value) {
  const auto result = run_default(code);
  INFO(code << '\n' << shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == value);
  CHECK(result["return_value_kind"] == "json");
  CHECK(!result["details"].contains("return_value"));
}

void check_repr(const std::string& code, const std::string& repr) {
  const auto result = run_default(code);
  INFO(code << '\n' << shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == repr);
  CHECK(result["return_value_kind"] == "repr");
}

void check_missing(const std::string& code, const std::string& why, json more = json::object()) {
  const auto result = run_default(code, std::move(more));
  INFO(code << '\n' << shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == nullptr);
  CHECK(result["details"].value("return_value", "").find(why) != std::string::npos);
}

} // namespace

TEST_CASE("values that JSON has come back as they are", "[values]") {
  check_value("None", nullptr);
  check_value("True", true);
  check_value("[False, 1, 'x', 1.5, None]", {false, 1, "x", 1.5, nullptr});
  check_value("{'a': {'b': []}, 'é': {}}", json::parse(R"({"a":{"b":[]},"é":{}})"));
  check_value("'a\"\\\\\\n\\x00\\x7fé𝄞'", std::string("a\"\\\n\0\x7fé𝄞", 12));
  check_value("0.1", 0.1);
  check_value("1e300 * 10", 1e301);
  check_value("-0.0", -0.0);
  check_value("''", "");
}

TEST_CASE("integers of at most 64 bits are JSON", "[values]") {
  check_value("2 ** 63 - 1", std::numeric_limits<int64_t>::max());
  check_value("-(2 ** 63)", std::numeric_limits<int64_t>::min());
  check_value("2 ** 64 - 1", std::numeric_limits<uint64_t>::max());
  check_repr("2 ** 64", "18446744073709551616");
  check_repr("-(2 ** 63) - 1", "-9223372036854775809");
}

TEST_CASE("what JSON lacks comes back as its repr", "[values]") {
  check_repr("(1, 2)", "(1, 2)");
  check_repr("[1, (2,)]", "[1, (2,)]");
  check_repr("{1: 2}", "{1: 2}");
  check_repr("{3}", "{3}");
  check_repr("b'x'", "b'x'");
  check_repr("1j", "1j");
  check_repr("...", "Ellipsis");
  check_repr("float('nan')", "nan");
  check_repr("[float('inf')]", "[inf]");
  // Not as the first statement: Python 3.13 refuses a doc string that has no UTF-8.
  check_repr("0\n'\\ud800'", "'\\ud800'");
  check_repr("{'\\udfff': 1}", "{'\\udfff': 1}");
  check_repr("import datetime\ndatetime.date(2026, 1, 2)", "datetime.date(2026, 1, 2)");
  check_repr("len", "<built-in function len>");
}

TEST_CASE("a subclass of what JSON has is told from it", "[values]") {
  check_repr("class N(int): pass\nN(5)", "5");
  check_repr("class S(str):\n  def __repr__(self): return 'lie'\n[S('x')]", "[lie]");
  check_repr("import collections\ncollections.Counter(a=1)", "Counter({'a': 1})");
}

TEST_CASE("a hundred levels are JSON and one more are not", "[values]") {
  const auto nested = [](int levels) {
    return "x = 1\nfor _ in range(" + std::to_string(levels) + "): x = [x]\nx";
  };
  const auto deep = run_default(nested(100));
  CHECK(deep["return_value_kind"] == "json");
  CHECK(deep["return_value"].dump() == std::string(100, '[') + "1" + std::string(100, ']'));
  check_repr(nested(101), std::string(101, '[') + "1" + std::string(101, ']'));
}

TEST_CASE("a cycle comes back as its repr", "[values]") {
  check_repr("x = [1]\nx.append(x)\nx", "[1, [...]]");
  check_repr("d = {}\nd['d'] = d\nd", "{'d': {...}}");
}

TEST_CASE("a value that cannot be told is missing with the reason", "[values]") {
  const json small = {{"limits", {{"max_output_bytes", 1'000}}}};
  check_missing("'x' * 999", "longer than max_output_bytes", small);
  check_missing("['x'] * 1000", "longer than max_output_bytes", small);
  check_missing("b'x' * 999", "longer than max_output_bytes", small);
  check_missing("class C:\n  def __repr__(self): raise ValueError('no')\nC()", "ValueError");
  check_missing("class C:\n  def __repr__(self): return 5\nC()", "TypeError");
  check_missing("class C:\n  def __repr__(self): raise SystemExit(3)\nC()", "SystemExit");
  check_missing("x = 1\nfor _ in range(100_000): x = [x]\nx", "RecursionError");
}

TEST_CASE("a repr of just the limit fits", "[values]") {
  const auto result = run_default("'x' * 998", {{"limits", {{"max_output_bytes", 1'000}}}});
  CHECK(result["return_value"] == std::string(998, 'x'));
}

TEST_CASE("the value is that of the last statement where that is an expression", "[values]") {
  check_value("x = 3\nx", 3);
  check_value("x = 3", nullptr);
  check_value("1\nx = 3", nullptr);
  check_value("def f(): return 4\nf()", 4);
  check_value("def f(): 5\n", nullptr);
  check_value("if True:\n  5", nullptr);
  check_value("for x in [1]: x", nullptr);
  check_value("try:\n  5\nfinally:\n  6", nullptr);
  check_value("x = 1; x + 1", 2);
  check_value("x = 1; x + 1;", 2);
  check_value("1; x = 2", nullptr);
  check_value("5 ;", 5);
  check_value("x = 1\ny = x + \\\n  1\ny", 2);
  check_value("max(\n  1,\n  2,\n)", 2);
  check_value("[\n1,\n2\n]", {1, 2});
  check_value("x = [\n1,\n2\n]", nullptr);
  check_value("'''a\nb'''", "a\nb");
  check_value("x = '''\n5\n'''", nullptr);
  check_value("\"\"\"\n5\n\"\"\"\n7", 7);
  check_value("7 # why", 7);
  check_value("x = 7\nx # why\n# and\n\n  # more\n", 7);
  check_value("7\n# 8", 7);
  check_value("7\n\n\n\t\n", 7);
  check_value("x = 9\r\nx\r\n", 9);
  check_value("(y := 5)", 5);
  check_value("lambda: 0\n8", 8);
  check_value("1 if [] else 2", 2);
  check_value("[] or 'b'", "b");
  check_value("f'{1 + 1}'", "2");
  check_value("not 1", false);
  check_repr("*[1], 2", "(1, 2)");
}

TEST_CASE("a constant at the end is the value, whatever stands before it", "[values]") {
  for (const char* before : {"print('a')", "len('ab')", "x = [1]; x.append(2)", "'doc'", "3"}) {
    check_value(std::string(before) + "\n7", 7);
    check_value(std::string(before) + "\n'text'\n", "text");
    check_value(std::string(before) + "\nNone\n", nullptr);
    check_value(std::string(before) + "\n3 + 4", 7);
  }
  check_value("'only a doc string'", "only a doc string");
  check_value("import random\nlen('abc') if random else 7", 3);
  check_value("print\nTrue if print else False", true);
}

TEST_CASE("what a program raises or leaves with has no value", "[values]") {
  for (const char* code : {"5\nraise SystemExit(0)", "5\nraise ValueError", "5\n1 / 0"})
    CHECK(run_default(code)["return_value"] == nullptr);
}

TEST_CASE("a repr that leaves the process is no success", "[values]") {
  const auto result = run_open("import os\nclass C:\n  def __repr__(self): os._exit(0)\nC()");
  CHECK(result["status"] == "failed");
  CHECK(result["error_type"] == "CodeExecutionError");
}

TEST_CASE("the value of a program in a forked child is not the program's", "[values]") {
  const auto result = run_open("import os\npid = os.fork()\nif pid: os.waitpid(pid, 0)\n"
                               "'parent' if pid else 'child'");
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == "parent");
}

TEST_CASE("a text that is too long for a result is not escaped first", "[values]") {
  const auto result = run_open("'\\x01' * 20_000_000", {{"limits", {{"max_memory_mb", 64}}}});
  INFO(shown(result));
  CHECK(result["status"] == "succeeded");
  CHECK(result["return_value"] == nullptr);
  CHECK(result["details"].contains("return_value"));
}

} // namespace cordon::test
