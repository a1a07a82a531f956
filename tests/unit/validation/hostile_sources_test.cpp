// SPDX-License-Identifier: Apache-2.0
#include "embedded_python.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using analyser::checker;
using analyser::repeated;
using analyser::strict_policy;
using runner::py_ref;

namespace {

constexpr std::size_t longest = 1'500'000;

/// The kinds of what was found, each once.
std::string kinds(const validation::findings& found) {
  std::string text;
  for (const auto& each : found.violations)
    if (text.find(each.violation_type) == std::string::npos)
      text += (text.empty() ? "" : " ") + each.violation_type;
  return text;
}

/// Blocks of memory that the interpreter holds.
long allocated_blocks() {
  const py_ref count(PyObject_CallNoArgs(PySys_GetObject("getallocatedblocks")));
  return PyLong_AsLong(count.get());
}

struct nest {
  const char* open;
  const char* inner;
  const char* close;
};

} // namespace

TEST_CASE("nesting of every kind is answered, never a crash", "[validation][hostile]") {
  checker check;
  for (const auto& [open, inner, close] : {
           nest{"(", "1", ")"},
           {"[", "1", "]"},
           {"{", "1", "}"},
           {"f(", "1", ")"},
           {"a[", "1", "]"},
           {"{0:", "1", "}"},
           {"-", "1", ""},
           {"not ", "1", ""},
           {"~", "1", ""},
           {"lambda:", "1", ""},
           {"await ", "1", ""},
           {"1 if 1 else ", "1", ""},
           {"1 if ", "1", " else 1"},
           {"", "a", ".a"},
           {"", "a", "()"},
           {"", "a", "[0]"},
           {"1+", "1", ""},
           {"2**", "2", ""},
           {"a<", "a", ""},
           {"a or ", "a", ""},
           {"a=", "1", ""},
           {"(a:=", "1", ")"},
           {"(yield ", "1", ")"},
           {"[a for a in ", "b", "]"},
           {"*", "a", ""},
           {"f(a=", "1", ")"},
           {"a[b:", "1", "]"},
           {"'a' ", "'b'", ""},
           {"if 1:", "a", ""},
           {"f'{", "1", "}'"},
           {"a if a else b,", "1", ""},
           {"lambda a=", "1", ":1"},
           {"a;", "a", ""},
       })
    for (const std::size_t depth : {3u, 90u, 110u, 250u, 1500u, 3500u, 30000u}) {
      INFO(open << inner << close << " nested " << depth << " deep");
      const auto found = check.check(repeated(open, depth) + inner + repeated(close, depth));
      const std::string kind = kinds(found);
      CHECK((kind.empty() || kind == "syntax_error" || kind == "code_complexity"));
    }
}

TEST_CASE("deep blocks and long chains are answered", "[validation][hostile]") {
  checker check;
  std::string blocks;
  std::string functions;
  for (std::size_t depth = 0; depth < 99; ++depth) {
    blocks += std::string(depth, ' ') + "while 1:\n";
    functions += std::string(depth, ' ') + "def f():\n";
  }
  CHECK(check.verdict(blocks + std::string(99, ' ') + "a")
            .ends_with("too many statically nested blocks"));
  CHECK(check.verdict(functions + std::string(99, ' ') + "eval(1)")
        == "forbidden_function 100:99 Call of 'eval()' is not allowed");
  CHECK(
      kinds(check.check(functions + std::string(99, ' ') + "if 1:\n" + std::string(100, ' ') + "a"))
      == "syntax_error");
  // Newer interpreters bear more.
  const std::string chain = kinds(check.check("if a: b\n" + repeated("elif a: b\n", 5000)));
  CHECK((chain.empty() || chain == "code_complexity"));
  CHECK(check.verdict("x = [" + repeated("lambda: eval,", 2) + "]\neval = 1") == "");
}

TEST_CASE("the longest sources are answered", "[validation][hostile]") {
  checker check;
  CHECK(kinds(check.check(repeated("x=1\n", longest / 4))) == "code_complexity");
  CHECK(kinds(check.check(repeated("(", longest))) == "syntax_error");
  CHECK(kinds(check.check(repeated("-", longest))) == "code_complexity");
  CHECK(kinds(check.check(repeated("a.", longest / 2) + "a")) == "code_complexity");
  CHECK(kinds(check.check('"' + repeated("a", longest - 2) + '"')) == "");
  CHECK(kinds(check.check('"' + repeated("{", longest - 2) + '"')) == "");
  CHECK(kinds(check.check('"' + repeated("{.", longest / 2 - 2) + '"')) == "");
  CHECK(kinds(check.check(repeated("\n", longest) + "eval(1)")) == "forbidden_function");
  CHECK(kinds(check.check("attrgetter('" + repeated(".", longest - 20) + "')")) == "");
  CHECK(kinds(check.check("#" + repeated("\xE2\x80\xAE", longest / 3))) == "");
  CHECK(kinds(check.check(std::string(longest, '\0'))) == "syntax_error");
  CHECK(kinds(check.check(repeated("a;", longest / 2) + "\x80")) == "syntax_error");
}

TEST_CASE("module names without end are stopped before the parser", "[validation][hostile]") {
  checker check;
  for (const char* unit : {"a.", "a . ", "a.\\\n", "a\t.\\\r\n", "\xC3\xA9."}) {
    INFO(unit);
    const std::string module = repeated(unit, 700'000 / std::string_view(unit).size()) + "a";
    for (const std::string& code : {"import " + module, "from\\\n" + module + " import b"})
      CHECK(check.verdict(code)
            == "code_complexity 0:0 The program names a module with more than 250 dots");
  }
  CHECK(kinds(check.check("import " + repeated("a.", 250) + "a")) == "forbidden_import");
  CHECK(check.verdict("x = a" + repeated(".a", 251)) == "");
  CHECK(check.verdict("'import" + repeated(".", 1000) + "'") == "");
  CHECK(check.verdict("'" + repeated("from a.\\n", 1000) + "'") == "");
}

TEST_CASE("a hundred thousand violations cost a hundred", "[validation][hostile]") {
  checker check;
  const auto found = check.check("[" + repeated("eval,", 100'000) + "]");
  CHECK(found.violations.size() == 100);
  CHECK(found.truncated);
  // A scope for each name, deep inside others, where the name is bound somewhere else.
  const auto scopes = check.check("def f(eval): pass\nx = " + repeated("lambda:", 80) + "["
                                  + repeated("lambda:eval,", 30'000) + "]");
  CHECK(scopes.violations.size() == 100);
}

TEST_CASE("finally blocks that multiply are stopped before the compiler", "[validation][hostile]") {
  std::string nested;
  for (std::size_t depth = 0; depth < 19; ++depth)
    nested += std::string(depth, ' ') + "try: a\n" + std::string(depth, ' ') + "finally:\n";
  nested += std::string(19, ' ') + repeated("f(a,b,c);", 100) + "a\n";
  const std::string jumps = "def f():\n try:\n" + repeated("  return\n", 20'000) + " finally:\n"
                            + repeated("  f(a)\n", 20'000);
  const std::string answer =
      "code_complexity 0:0 The program has finally blocks that the compiler would copy too often";
  checker check;
  checker open([] {
    job::source_policy policy;
    policy.enabled = false;
    return policy;
  }());
  for (const std::string& bomb : {nested, jumps}) {
    CHECK(check.verdict(bomb) == answer);
    CHECK(open.verdict(bomb) == answer);
  }
  // Returns of functions inside leave no block around those functions.
  CHECK(open.verdict("try:\n" + repeated(" def f(): return\n", 2'000) + "finally:\n"
                     + repeated(" f(a)\n", 2'000))
        == "");
}

TEST_CASE("text of odd characters is taken as the interpreter takes it", "[validation][hostile]") {
  checker check;
  CHECK(check.verdict("x = '\\ud800\\udfff'; x.f_globals")
        == "forbidden_attribute 1:20 Access to attribute 'f_globals' is not allowed");
  CHECK(check.verdict("x = '\xE2\x80\xAE \xE2\x80\x8B'  # \xE2\x80\xAE") == "");
  CHECK(check.verdict("x.__ｇlobals__")
        == "forbidden_attribute 1:0 Access to attribute '__globals__' is not allowed");
  CHECK(check.verdict("x = 1\x0c\n\x0cif x:\n\x0c  eval(1)")
        == "forbidden_function 3:3 Call of 'eval()' is not allowed");
  CHECK(check.verdict("") == "");
  CHECK(check.verdict("'\\q' '\\9'; 1 is 1; (1, 2)(); assert (1, 2)") == ""); // warnings
}

TEST_CASE("analysing leaves nothing behind", "[validation][hostile]") {
  checker check;
  auto tight = strict_policy();
  tight.max_operations = 5;
  checker stops(tight);
  const std::string sources[] = {
      "import os, json\nfrom collections import secret, deque as eval\neval(1); exec(2)",
      "def f(eval): return [eval for x in y]\nclass a(f.__globals__): eval = 1\nx.y.f_globals",
      "try:\n  import numpy.x\nexcept (A, ImportError) as open:\n  open\nfinally:\n  return",
      "x = (1,\n2]",
      "'{0.__globals__} \\ud800'.format(getattr(x, '__globals__'), f'{x!r:>{y}}')",
      "match x:\n  case A(f_globals=1, **y): pass",
      "match x:\n  case A(f_globals=1) | {'a': _}: pass",
      repeated("(", 300),
      repeated("not ", 7000) + "1",
      repeated("a.", 4000) + "a",
      "x = 'a\0b'",
      "# \xff",
      "x = " + repeated("9", 5000),
      "nonlocal x",
      "import os.path.a\nfrom . import b\n__import__('\\ud800')",
  };
  const auto round = [&] {
    for (const std::string& source : sources) {
      check.check(source);
      stops.check(source);
      check.check({.code = source, .check_policy = false});
    }
  };
  for (int i = 0; i < 10; ++i)
    round();
  const long before = allocated_blocks();
  constexpr int rounds = 450; // 20,250 analyses
  for (int i = 0; i < rounds; ++i)
    round();
  // Python 3.13 keeps up to 80 freed lists, dicts and tables of dicts each for the next ones, and
  // counts them. A collection would free them, but hide cycles, too, which the analyser leaves.
  constexpr int kept_for_reuse = 3 * 80;
  CHECK(allocated_blocks() - before < kept_for_reuse + rounds / 3);
  CHECK(PyErr_Occurred() == nullptr);
}
