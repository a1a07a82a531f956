// SPDX-License-Identifier: Apache-2.0
#include "embedded_python.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace cordon;
using analyser::check_all;
using analyser::checker;
using analyser::strict_policy;

TEST_CASE("imports outside the list are refused where they stand", "[validation][imports]") {
  checker check;
  check_all(
      check,
      {
          {"import math, json\nimport json.decoder", ""},
          {"import os", "forbidden_import 1:0 Import of 'os' is not allowed"},
          {"if 1:\n  import os.path as p",
           "forbidden_import 2:2 Import of 'os.path' is not allowed"},
          {"import math, os", "forbidden_import 1:0 Import of 'os' is not allowed"},
          {"import oslo", "forbidden_import 1:0 Import of 'oslo' is not allowed"},
          {"import mathx", "forbidden_import 1:0 Import of 'mathx' is not allowed"},
          {"import xml", "forbidden_import 1:0 Import of 'xml' is not allowed"},
          {"import xml.etree.ElementTree", ""},
          {"from os import path", "forbidden_import 1:0 Import of 'os' is not allowed"},
          {"from os.path import *", "forbidden_import 1:0 Import of 'os.path' is not allowed"},
          {"from collections import deque", ""},
          {"from collections import secret",
           "forbidden_import 1:0 Import of 'collections.secret' is not allowed"},
          {"import collections.secret.x",
           "forbidden_import 1:0 Import of 'collections.secret.x' is not allowed"},
          {"from . import x", "forbidden_import 1:0 Import of '.' is not allowed"},
          {"from ..json import x", "forbidden_import 1:0 Import of '..json' is not allowed"},
          {"from __future__ import annotations", ""},
          {"import ｏｓ", "forbidden_import 1:0 Import of 'os' is not allowed"},
          {"def f():\n  async def g():\n    import os",
           "forbidden_import 3:4 Import of 'os' is not allowed"},
      });
}

TEST_CASE("an import that may fail is let through unless the module is forbidden",
          "[validation][imports]") {
  checker check;
  for (const char* handler : {"ImportError", "ModuleNotFoundError as e", "Exception",
                              "BaseException", "(KeyError, ImportError)", ""}) {
    INFO(handler);
    const auto with = [&](std::string body) {
      return check.verdict("try:\n  " + body + "\nexcept " + handler + ":\n  pass");
    };
    CHECK(with("import numpy") == "");
    CHECK(with("if 1:\n    import numpy.linalg") == "");
    CHECK(with("from numpy import array") == "");
    CHECK(with("class a:\n    import numpy") == "");
    CHECK(with("import os") == "forbidden_import 2:2 Import of 'os' is not allowed");
  }
  CHECK(check.verdict("try:\n  import numpy\nexcept* ImportError:\n  pass") == "");
  CHECK(check.verdict("try:\n  try:\n    import numpy\n  except KeyError: pass\nexcept: pass")
        == "");
}

TEST_CASE("an import is not let through beside the body of such a try", "[validation][imports]") {
  checker check;
  check_all(check, {
                       {"try:\n  import numpy\nexcept KeyError:\n  pass",
                        "forbidden_import 2:2 Import of 'numpy' is not allowed"},
                       {"try:\n  import numpy\nfinally:\n  pass",
                        "forbidden_import 2:2 Import of 'numpy' is not allowed"},
                       {"try:\n  pass\nexcept ImportError:\n  import numpy",
                        "forbidden_import 4:2 Import of 'numpy' is not allowed"},
                       {"try:\n  pass\nexcept: pass\nelse:\n  import numpy",
                        "forbidden_import 5:2 Import of 'numpy' is not allowed"},
                       {"try:\n  pass\nexcept: pass\nfinally:\n  import numpy",
                        "forbidden_import 5:2 Import of 'numpy' is not allowed"},
                       {"try:\n  def f():\n    import numpy\nexcept: pass",
                        "forbidden_import 3:4 Import of 'numpy' is not allowed"},
                       {"try:\n  import numpy\nexcept x.ImportError: pass",
                        "forbidden_import 2:2 Import of 'numpy' is not allowed"},
                       {"try:\n  from .numpy import a\nexcept ImportError: pass",
                        "forbidden_import 2:2 Import of '.numpy' is not allowed"},
                   });
}

TEST_CASE("a literal module name in a call counts as an import", "[validation][imports]") {
  auto policy = strict_policy();
  policy.forbidden_functions = {};
  checker check(policy);
  check_all(
      check,
      {
          {"__import__('os')", "forbidden_import 1:0 Import of 'os' is not allowed"},
          {"m.import_module('os.path')", "forbidden_import 1:0 Import of 'os.path' is not allowed"},
          {"__import__('math')", ""},
          {"__import__(name)", ""},
          {"__import__('\\ud800')", "forbidden_import 1:0 Import of '\\ud800' is not allowed"},
      });
}

TEST_CASE("where any import is allowed only the forbidden ones are refused",
          "[validation][imports]") {
  checker check;
  const auto verdict = [&](std::string_view code) {
    return checker::text_of(check.check({.code = code, .any_import = true}));
  };
  CHECK(verdict("import numpy, json") == "");
  CHECK(verdict("import os") == "forbidden_import 1:0 Import of 'os' is not allowed");
  CHECK(checker::text_of(check.check({.code = "import json"}))
        == "forbidden_import 1:0 Import of 'json' is not allowed");
}
