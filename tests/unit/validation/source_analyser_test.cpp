// SPDX-License-Identifier: Apache-2.0
#include "embedded_python.hpp"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

// CPython keeps its objects in memory that LeakSanitizer does not search, and never frees some;
// what an analysis leaks of them shows in its own count ("analysing leaves nothing behind").
extern "C" const char* __lsan_default_suppressions() { // NOLINT: the name is the sanitizer's
  return "leak:libpython";
}

using namespace cordon;
using analyser::check_all;
using analyser::checker;
using analyser::repeated;
using analyser::strict_policy;

TEST_CASE("forbidden functions may be neither called nor referred to", "[validation][functions]") {
  checker check;
  check_all(
      check,
      {
          {"eval('1')", "forbidden_function 1:0 Call of 'eval()' is not allowed"},
          {"x = [eval]", "forbidden_function 1:5 Use of 'eval' is not allowed"},
          {"@eval\ndef f(): pass", "forbidden_function 1:1 Use of 'eval' is not allowed"},
          {"map(exec, [])", "forbidden_function 1:4 Use of 'exec' is not allowed"},
          {"ｅval('1')", "forbidden_function 1:0 Call of 'eval()' is not allowed"},
          {"re.compile('a'); x.open(); x.eval", ""},
          {"f(open=1)", ""},
          {"__import__('math')", "forbidden_function 1:0 Call of '__import__()' is not allowed"},
          {"setattr(a, 'b', 1)", "forbidden_function 1:0 Call of 'setattr()' is not allowed"},
          {"delattr(a, 'b')", "forbidden_function 1:0 Call of 'delattr()' is not allowed"},
          {"getattr(a, 'b'), hasattr(a, 'b')", ""},
          {"f'{eval(1)}'", "forbidden_function 1:3 Call of 'eval()' is not allowed"},
          {"eval(eval)", "forbidden_function 1:0 Call of 'eval()' is not allowed\n"
                         "forbidden_function 1:5 Use of 'eval' is not allowed"},
      });
  auto policy = strict_policy();
  policy.allow_getattr = false;
  policy.allow_setattr = true;
  checker other(policy);
  CHECK(other.verdict("setattr(a, 'b', 1)") == "");
  CHECK(other.verdict("hasattr(a, 'b')")
        == "forbidden_function 1:0 Call of 'hasattr()' is not allowed");
  CHECK(other.verdict("getattr") == "forbidden_function 1:0 Use of 'getattr' is not allowed");
}

TEST_CASE("a name that the program itself binds is its own", "[validation][functions]") {
  checker check;
  for (const char* code : {
           "def compile(x): return x\ncompile(1)",
           "def main():\n  return open(1)\ndef open(x): return x\nmain()",
           "class compile: pass\ncompile()",
           "for vars in []: print(vars)",
           "vars = 1\nprint(vars)",
           "vars: int = 1\nprint(vars)",
           "def f(): vars: int; vars",
           "def f(vars, *open, eval=1, **exec): return vars, open, eval, exec",
           "lambda vars: vars",
           "[vars for vars in []], {vars: vars for vars in []}, (vars for (vars, a) in [])",
           "def f():\n  vars = 1\n  def g():\n    nonlocal vars\n    vars = 2\n    return vars",
           "def f():\n  vars = 1\n  return [vars for a in b for c in vars], lambda: vars",
           "with a as open: open",
           "from json import loads as eval\neval(1)",
           "import json.decoder as open\nopen",
           "if (vars := f()): vars",
           "[(vars := a) for a in b]\nvars",
           "def f():\n  try: pass\n  except KeyError as open: open",
           "match a:\n  case {'k': vars, **open}: vars, open\n  case [*eval]: eval\n  case exec: "
           "exec",
           "class a:\n  open = 1\n  b = open",
           "class a:\n  def open(self): return 1\n  def f(self): return self.open()",
       }) {
    INFO(code);
    CHECK(check.verdict(code) == "");
  }
}

TEST_CASE("a binding that leaves the builtin in reach does not count", "[validation][functions]") {
  checker check;
  check_all(
      check,
      {
          {"eval = eval", "forbidden_function 1:7 Use of 'eval' is not allowed"},
          {"def f(eval=eval): pass", "forbidden_function 1:11 Use of 'eval' is not allowed"},
          {"lambda eval=eval: 1", "forbidden_function 1:12 Use of 'eval' is not allowed"},
          {"@eval\ndef eval(): pass", "forbidden_function 1:1 Use of 'eval' is not allowed"},
          {"for eval in eval(1): pass", "forbidden_function 1:12 Call of 'eval()' is not allowed"},
          {"(eval := eval)", "forbidden_function 1:9 Use of 'eval' is not allowed"},
          {"[eval for eval in eval]", "forbidden_function 1:18 Use of 'eval' is not allowed"},
          {"eval += 1", "forbidden_function 1:0 Use of 'eval' is not allowed"},
          {"eval(1)\neval = 1", "forbidden_function 1:0 Call of 'eval()' is not allowed"},
          {"[eval(1) for a in b]\neval = 1",
           "forbidden_function 1:1 Call of 'eval()' is not allowed"},
          {"eval: str\neval(1)", "forbidden_function 2:0 Call of 'eval()' is not allowed"},
          {"eval = 1\ndel eval\neval(1)", "forbidden_function 3:0 Call of 'eval()' is not allowed"},
          {"try: pass\nexcept A as eval: pass\neval(1)",
           "forbidden_function 3:0 Call of 'eval()' is not allowed"},
          {"def f():\n  global eval\n  eval = 1\n  eval(1)",
           "forbidden_function 4:2 Call of 'eval()' is not allowed"},
          {"def f():\n  eval = 1\ndef g():\n  eval(1)",
           "forbidden_function 4:2 Call of 'eval()' is not allowed"},
          {"class a:\n  eval = 1\n  def f(self): eval(1)",
           "forbidden_function 3:15 Call of 'eval()' is not allowed"},
          {"class a:\n  eval = 1\n  b = [eval for x in y]",
           "forbidden_function 3:7 Use of 'eval' is not allowed"},
          {"class a:\n  b = eval\n  eval = 1",
           "forbidden_function 2:6 Use of 'eval' is not allowed"},
          {"[eval for a in b if (lambda eval: 1)]",
           "forbidden_function 1:1 Use of 'eval' is not allowed"},
          {"__import__ = 1", "forbidden_function 1:0 Use of '__import__' is not allowed"},
      });
}

TEST_CASE("forbidden attributes are refused wherever they are named", "[validation][attributes]") {
  checker check;
  const std::string globals = " Access to attribute '__globals__' is not allowed";
  for (const auto& [code, at] : {
           std::pair{"f.__globals__", "1:0"},
           {"f.__globals__ = 1", "1:0"},
           {"del f.__globals__", "1:4"},
           {"x = f.a.__globals__.b", "1:4"},
           {"getattr(f, '__globals__')", "1:0"},
           {"hasattr(f, '__glo' 'bals__')", "1:0"},
           {"operator.attrgetter('a', 'b.__globals__.c')", "1:0"},
           {"methodcaller('__globals__')", "1:0"},
           {"object.__getattribute__(f, '__globals__')", "1:0"},
           {"'{0.__globals__}'.format(f)", "1:0"},
           {"'é{:{0[__globals__]}}'.format(f)", "1:0"},
           {"'{a.b[c].__globals__!r:>10}'", "1:0"},
           {"f'{{0.__globals__}}'.format(f)", PY_VERSION_HEX >= 0x030C0000 ? "1:2" : "1:0"},
           {"'\\ud800{0.__globals__}'", "1:0"},
           {"from json import __globals__", "1:17"},
           {"match f:\n  case f(__globals__=g): pass", "2:7"},
           {"class a: __match_args__ = ('__globals__',)", "1:9"},
       }) {
    INFO(code);
    CHECK(check.verdict(code) == "forbidden_attribute " + std::string(at) + globals);
  }
  CHECK(check.verdict("x = __builtins__")
        == "forbidden_attribute 1:4 Use of '__builtins__' is not allowed");
  CHECK(check.verdict("a.__subclasses__().f_globals")
        == "forbidden_attribute 1:0 Access to attribute '__subclasses__' is not allowed\n"
           "forbidden_attribute 1:0 Access to attribute 'f_globals' is not allowed");
}

TEST_CASE("what only looks like a forbidden attribute is let through", "[validation][attributes]") {
  checker check;
  for (const char* code : {
           "f.__class__, f.__globals, f._globals__",
           "print('__globals__')",
           "print('x.__globals__')",
           "print('{} __globals__ .__globals__ {x}')",
           "print('{a:.__globals__}')",
           "getattr(f, 'x', '__globals__')",
           "f_globals = 1\nprint(f_globals)",
           "class a:\n  __reduce__ = None\n  def __reduce__(self): return 1",
           "b'{0.__globals__}'",
           "x['__globals__']",
           "getattr()\ngetattr(*a)\ngetattr(f, 1)",
       }) {
    INFO(code);
    CHECK(check.verdict(code) == "");
  }
}

TEST_CASE("columns count characters and lines end as in CPython", "[validation][positions]") {
  checker check;
  check_all(check, {
                       {"'äöü'; x.__globals__",
                        "forbidden_attribute 1:7 Access to attribute '__globals__' is not "
                        "allowed"},
                       {"'𝔘'; eval(1)", "forbidden_function 1:5 Call of 'eval()' is not allowed"},
                       {"a = 1\r'é'; eval(1)\r\nexec(1)\n",
                        "forbidden_function 2:5 Call of 'eval()' is not allowed\n"
                        "forbidden_function 3:0 Call of 'exec()' is not allowed"},
                       {"x = '''\n\n'''\n\x0c\neval(1)",
                        "forbidden_function 5:0 Call of 'eval()' is not allowed"},
                       {"x = 'a\xE2\x80\xA8'; eval(1)",
                        "forbidden_function 1:10 Call of 'eval()' is not allowed"},
                   });
}

TEST_CASE("a source with more nodes than allowed is refused", "[validation][complexity]") {
  auto policy = strict_policy();
  policy.max_operations = 100;
  checker check(policy);
  // A module, and an expression and a name a line.
  const auto enough = check.check("a\n" + repeated("b\n", 48));
  CHECK(enough.violations.empty());
  CHECK(enough.operations == 99);
  CHECK(check.verdict(repeated("a\n", 50))
        == "code_complexity 0:0 The program has more than 100 operations");
  CHECK(check.verdict("eval(1)\n" + repeated("a\n", 50))
        == "code_complexity 0:0 The program has more than 100 operations\n"
           "forbidden_function 1:0 Call of 'eval()' is not allowed");
}

TEST_CASE("at most a hundred violations are reported, the first ones", "[validation][report]") {
  checker check;
  const auto exact = check.check(repeated("x.f_globals\n", 100));
  CHECK(exact.violations.size() == 100);
  CHECK_FALSE(exact.truncated);
  const auto more = check.check(repeated("eval\nx.f_globals\n", 60));
  REQUIRE(more.violations.size() == 100);
  CHECK(more.truncated);
  CHECK(more.violations[98].message == "Use of 'eval' is not allowed");
  CHECK(more.violations[98].line_number == 99);
  CHECK(more.violations[99].line_number == 100);
}

TEST_CASE("long names are cut in messages", "[validation][report]") {
  checker check;
  const auto found = check.check("import " + repeated("ä", 5000));
  REQUIRE(found.violations.size() == 1);
  CHECK(found.violations[0].message == "Import of '" + repeated("ä", 100) + "…' is not allowed");
}

TEST_CASE("each check can be left out", "[validation][request]") {
  checker check;
  const auto verdict = [&](validation::request request) {
    return checker::text_of(check.check(request));
  };
  CHECK(verdict({.code = "import os", .check_policy = false}) == "");
  CHECK(verdict({.code = "return", .check_policy = false})
        == "syntax_error 1:0 'return' outside function");
  CHECK(verdict({.code = "return", .check_syntax = false}) == "");
  CHECK(verdict({.code = "(", .check_syntax = false}) == "syntax_error 1:0 '(' was never closed");
  CHECK(verdict({.code = "(\0", .check_syntax = false, .check_policy = false}) == "");
  auto policy = strict_policy();
  policy.enabled = false;
  CHECK(checker(policy).verdict("import os; eval(1)") == "");
  CHECK(checker(policy).verdict("try: return\nfinally: pass")
        == "syntax_error 1:5 'return' outside function");
}

TEST_CASE("the honest programs of the default profile pass its policy", "[validation][programs]") {
  const auto profile = job::builtin_profiles().at("default");
  checker check(profile->source, *profile->allowed_imports);
  const auto folder = std::filesystem::path(CORDON_SOURCE_DIR) / "tests/programs/default";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".py")
      continue;
    std::ifstream file(entry.path());
    const std::string code(std::istreambuf_iterator<char>(file), {});
    INFO(entry.path());
    CHECK(check.verdict(code) == "");
  }
}
