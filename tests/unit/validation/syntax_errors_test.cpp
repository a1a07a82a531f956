// SPDX-License-Identifier: Apache-2.0
#include "embedded_python.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using analyser::checker;
using analyser::repeated;
using runner::py_ref;

namespace {

std::string text(PyObject* object) {
  const py_ref as_text(PyObject_Str(object));
  return as_text ? PyUnicode_AsUTF8(as_text.get()) : "?";
}

/// What the interpreter's own compile() says: "line:column message", or "" where it is content.
std::string says_compile(const std::string& code) {
  analyser::shared_analyser();
  const py_ref globals(PyDict_New());
  PyDict_SetItemString(globals.get(), "__builtins__", PyEval_GetBuiltins());
  const py_ref source(
      PyUnicode_FromStringAndSize(code.data(), static_cast<Py_ssize_t>(code.size())));
  PyDict_SetItemString(globals.get(), "source", source.get());
  const py_ref done(PyRun_String("result = ''\n"
                                 "try: compile(source, '<none>', 'exec')\n"
                                 "except SyntaxError as e:\n"
                                 "  result = f'{e.lineno}:{max(e.offset - 1, 0)} {e.msg}'\n"
                                 "except (MemoryError, RecursionError): result = 'too deep'\n",
                                 Py_file_input, globals.get(), globals.get()));
  if (!done) {
    PyErr_Print();
    return "?";
  }
  return text(PyDict_GetItemString(globals.get(), "result"));
}

} // namespace

TEST_CASE("syntax errors are those that compile() reports", "[validation][syntax]") {
  checker check;
  for (const char* code : {
           "(",
           ")",
           "x = (1,\n2]",
           "print 'a'",
           "if x\n  pass",
           "if x:\npass",
           "if x:\n  a\n b",
           "if x:\n\ta\n        b",
           " x = 1",
           "x = 1 +",
           "f(a=1, a=2)",
           "f(a for a in b, c)",
           "f(**a, *b)",
           "def f(a, a): pass",
           "def f(a=1, b): pass",
           "1 = x",
           "f() = 1",
           "None = 1",
           "'abc",
           "'''abc\n\n",
           "f'{'",
           "f'{a b}'",
           "f'{}'",
           "b'é'",
           "'\\N{no such}'",
           "'\\x1'",
           "'é' 'ü' +",
           "é = 'ä'; )",
           "a $ b",
           "a ? b",
           "x = 0777",
           "x = 1_",
           "x = 0xg",
           "x = 1e",
           "\xE2\x80\x8B",
           "x = \xE2\x80\xAE 1",
           "x\xC2\xA0= 1",
           "\xEF\xBB\xBFx = 1",
           "x = “a”",
           "x = 1\\ 2",
           "x \\",
           "return",
           "yield 1",
           "await x",
           "break",
           "continue",
           "def f():\n  break",
           "nonlocal x",
           "def f():\n  x = 1\n  global x",
           "def f():\n  nonlocal y",
           "class a:\n  return 1",
           "def f():\n  from math import *",
           "from __future__ import braces",
           "x = 1\nfrom __future__ import division",
           "*a, *b = c",
           "*a",
           "try: pass\nexcept: pass\nexcept A: pass",
           "try: pass",
           "try: pass\nexcept A: pass\nexcept* B: pass",
           "[(a := b) for a in c]",
           "match x:\n  case a: pass\n  case b: pass",
           "match x:\n  case a | b: pass",
           "lambda: (yield)",
           "__debug__ = 1",
           "async def f():\n  yield 1\n  return 2",
           "with open(x) as 1: pass",
           "else: pass",
           "elif x: pass",
           "import a.b as c.d",
           "from a import",
           "x = 1 if 2",
           "a: int: str",
           "del f()",
           "for 1 in x: pass",
           "class = 1",
           "x++",
           "def f(:\n  pass",
           "\t",
           "",
           "\x0c",
           "# comment",
           "x = 1\r\ny = (\r\n",
           "x = 1\ry = )\r",
           "# -*- coding: latin-1 -*-\nx = 'é'",
           "# -*- coding: no-such -*-\nx = 1",
           "#!/usr/bin/python\n# vim: set fileencoding=utf-16 :\nx = 'ü'",
       }) {
    INFO(code);
    std::string expected = says_compile(code);
    if (!expected.empty())
      expected = "syntax_error " + expected;
    CHECK(check.verdict(code) == expected);
  }
}

TEST_CASE("numbers too long to convert are syntax errors", "[validation][syntax]") {
  checker check;
  const std::string code = "x = " + repeated("9", 5000);
  CHECK(check.verdict(code) == "syntax_error " + says_compile(code));
  CHECK(check.verdict("x = " + repeated("9", 4300)) == "");
  CHECK(check.verdict("x = 0x" + repeated("f", 100'000)) == "");
}

TEST_CASE("columns of the compiler's errors count characters too", "[validation][syntax]") {
  checker check;
  CHECK(check.verdict("'äöü'; return") == "syntax_error 1:7 'return' outside function");
  CHECK(check.verdict("'äöü'; x = )") == "syntax_error 1:11 unmatched ')'");
}

TEST_CASE("what is no text is a syntax error", "[validation][syntax]") {
  using namespace std::string_view_literals;
  checker check;
  CHECK(check.verdict("a = 1\n'ä' \0 b"sv)
        == "syntax_error 2:4 source code string cannot contain null bytes");
  CHECK(check.verdict("a\0"sv) == "syntax_error 1:1 source code string cannot contain null bytes");
  CHECK(check.verdict("a = 1\r\n# ä \xff") // in a comment, where the tokenizer does not look
        == "syntax_error 2:4 (unicode error) 'utf-8' codec can't decode byte 0xff in position 12: "
           "invalid start byte");
  for (const char* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "'\xE2\x82", "\x80"}) {
    const auto found = check.check(bad);
    REQUIRE(found.violations.size() == 1);
    CHECK(found.violations[0].violation_type == "syntax_error");
  }
}

TEST_CASE("an encoding cookie changes nothing", "[validation][syntax]") {
  checker check;
  CHECK(check.verdict("# coding: latin-1\n'é'; eval(1)")
        == "forbidden_function 2:5 Call of 'eval()' is not allowed");
  CHECK(check.verdict("# coding: utf-7\n# +AAo-eval(1)") == "");
}

TEST_CASE("long messages of the interpreter are cut", "[validation][syntax]") {
  checker check;
  const auto found = check.check("def f():\n  nonlocal " + repeated("x", 100'000));
  REQUIRE(found.violations.size() == 1);
  CHECK(found.violations[0].message.size() < 320);
}
