// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analyser/compiled_policy.hpp"

namespace cordon::analyser {

/// The first forbidden attribute that a str would reach as a format string, as in
/// `"{0.__globals__}".format(f)`, or null. Linear in the length of the text.
const name_rule* forbidden_format_field(PyObject* text, const compiled_policy& policy);

/// The first forbidden attribute on a dotted path such as attrgetter takes, or null.
const name_rule* forbidden_on_path(PyObject* text, const compiled_policy& policy);

} // namespace cordon::analyser
