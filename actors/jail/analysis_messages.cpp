// SPDX-License-Identifier: Apache-2.0
#include "jail/message_form.hpp"
#include "jail/messages.hpp"

namespace cordon::jail {

std::string encode(const analysis_request& r) {
  std::string out;
  out.reserve(r.code.size() + 64);
  auto e = begin(out, message_kind::analyse);
  e.u64(r.run);
  e.u32(r.policy);
  e.u8(r.check_policy);
  e.u8(r.any_import);
  e.texts(r.allowed_imports);
  e.text(r.code);
  e.u8(r.check_syntax);
  return out;
}

expected<analysis_request> decode_analysis_request(std::string_view body) {
  auto d = open(body, message_kind::analyse);
  analysis_request r;
  r.run = d.u64();
  r.policy = d.u32();
  r.check_policy = d.u8() != 0;
  r.any_import = d.u8() != 0;
  r.allowed_imports = d.texts();
  r.code = d.text();
  r.check_syntax = d.u8() != 0;
  return finish(d, true, std::move(r), "analyse");
}

std::string encode(const analysis& a) {
  std::string out;
  auto e = begin(out, message_kind::findings);
  e.u64(a.run);
  e.u32(static_cast<uint32_t>(a.violations.size()));
  for (const auto& v : a.violations) {
    e.text(v.violation_type);
    e.u8(static_cast<uint8_t>(v.severity));
    e.text(v.message);
    e.u32(v.line_number);
    e.u32(v.column);
  }
  return out;
}

expected<analysis> decode_analysis(std::string_view body) {
  auto d = open(body, message_kind::findings);
  analysis a;
  bool known = true;
  a.run = d.u64();
  for (auto count = d.u32(); d.good() && count > 0; --count) {
    job::validation_violation v;
    v.violation_type = d.text();
    const auto severity_byte = d.u8();
    known = known && severity_byte <= static_cast<uint8_t>(job::severity::high);
    v.severity = static_cast<job::severity>(severity_byte);
    v.message = d.text();
    v.line_number = d.u32();
    v.column = d.u32();
    a.violations.push_back(std::move(v));
  }
  return finish(d, known, std::move(a), "findings");
}

} // namespace cordon::jail
