// SPDX-License-Identifier: Apache-2.0
#include "jail/messages.hpp"

#include "jail/message_form.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cordon::jail {

namespace {

void put(encoder& e, const job::limits& l) {
  e.u64(static_cast<uint64_t>(l.timeout.count()));
  e.u64(l.max_memory_bytes);
  e.u64(l.max_output_bytes);
  e.u32(l.max_processes);
  e.u64(l.max_file_bytes);
}

job::limits get_limits(decoder& d) {
  job::limits l;
  l.timeout = std::chrono::milliseconds(static_cast<int64_t>(d.u64()));
  l.max_memory_bytes = d.u64();
  l.max_output_bytes = d.u64();
  l.max_processes = d.u32();
  l.max_file_bytes = d.u64();
  return l;
}

void put(encoder& e, const job::source_policy& p) {
  e.u8(p.enabled);
  e.texts(p.forbidden_imports);
  e.texts(p.forbidden_functions);
  e.texts(p.forbidden_attributes);
  e.u32(p.max_operations);
  e.u8(p.allow_getattr);
  e.u8(p.allow_setattr);
}

void put(encoder& e, const std::vector<listener>& listeners) {
  e.u32(static_cast<uint32_t>(listeners.size()));
  for (const auto& one : listeners) {
    e.text(one.host);
    e.u32(one.address);
    e.u32(one.port);
  }
}

std::vector<listener> get_listeners(decoder& d) {
  std::vector<listener> listeners;
  for (auto count = d.u32(); d.good() && count > 0; --count) {
    const std::string host(d.text());
    const auto address = d.u32();
    listeners.push_back({host, address, static_cast<uint16_t>(d.u32())});
  }
  return listeners;
}

job::source_policy get_policy(decoder& d) {
  job::source_policy p;
  p.enabled = d.u8() != 0;
  p.forbidden_imports = d.texts();
  p.forbidden_functions = d.texts();
  p.forbidden_attributes = d.texts();
  p.max_operations = d.u32();
  p.allow_getattr = d.u8() != 0;
  p.allow_setattr = d.u8() != 0;
  return p;
}

void put(encoder& e, const std::vector<cgroup_file>& files) {
  std::string bytes;
  for (const auto file : files)
    bytes.push_back(static_cast<char>(file));
  e.text(bytes);
}

/// False for what is no file, or there twice.
bool get_cgroup_files(decoder& d, std::vector<cgroup_file>& files) {
  std::array<bool, cgroup_file_count> seen{};
  for (const char c : d.text()) {
    const auto number = static_cast<unsigned char>(c);
    if (number >= cgroup_file_count || std::exchange(seen[number], true))
      return false;
    files.push_back(static_cast<cgroup_file>(number));
  }
  return true;
}

} // namespace

std::optional<message_kind> kind_of(std::string_view body) {
  if (body.empty())
    return std::nullopt;
  return static_cast<message_kind>(body.front());
}

std::string encode(const setup& s) {
  std::string out;
  auto e = begin(out, message_kind::setup);
  e.u8(static_cast<uint8_t>(s.role));
  e.u32(s.host_uid);
  put(e, s.cgroup_files);
  e.u8(s.any_import);
  e.u8(s.programs_fork);
  e.texts(s.allowed_imports);
  e.texts(s.preload);
  e.text(s.packages);
  put(e, s.listeners);
  e.u32(static_cast<uint32_t>(s.policies.size()));
  for (const auto& p : s.policies)
    put(e, p);
  return out;
}

expected<setup> decode_setup(std::string_view body) {
  auto d = open(body, message_kind::setup);
  setup s;
  const auto role_byte = d.u8();
  s.role = static_cast<role>(role_byte);
  s.host_uid = d.u32();
  const bool good_files = get_cgroup_files(d, s.cgroup_files);
  s.any_import = d.u8() != 0;
  s.programs_fork = d.u8() != 0;
  s.allowed_imports = d.texts();
  s.preload = d.texts();
  s.packages = d.text();
  s.listeners = get_listeners(d);
  for (auto count = d.u32(); d.good() && count > 0; --count)
    s.policies.push_back(get_policy(d));
  return finish(d, good_files && (role_byte == 1 || role_byte == 2), std::move(s), "setup");
}

std::string encode(const ready& r) {
  std::string out;
  auto e = begin(out, message_kind::ready);
  e.texts(r.layers);
  e.text(r.problem);
  return out;
}

expected<ready> decode_ready(std::string_view body) {
  auto d = open(body, message_kind::ready);
  ready r;
  r.layers = d.texts();
  r.problem = d.text();
  return finish(d, true, std::move(r), "ready");
}

std::string encode(const job_order& o) {
  std::string out;
  out.reserve(o.code.size() + o.context_json.size() + o.stdin_text.size() + 256);
  auto e = begin(out, message_kind::job);
  e.u64(o.run);
  put(e, o.limits);
  e.text(o.code);
  e.text(o.context_json);
  e.text(o.stdin_text);
  e.u32(static_cast<uint32_t>(o.files.size()));
  for (const auto& [path, content] : o.files) {
    e.text(path);
    e.text(content);
  }
  e.u8(o.allowed_imports.has_value());
  if (o.allowed_imports)
    e.texts(*o.allowed_imports);
  return out;
}

expected<job_order> decode_job_order(std::string_view body) {
  auto d = open(body, message_kind::job);
  job_order o;
  o.run = d.u64();
  o.limits = get_limits(d);
  o.code = d.text();
  o.context_json = d.text();
  o.stdin_text = d.text();
  for (auto count = d.u32(); d.good() && count > 0; --count) {
    auto path = d.text();
    o.files.emplace_back(path, d.text());
  }
  if (d.u8() != 0)
    o.allowed_imports = d.texts();
  return finish(d, true, std::move(o), "job");
}

std::string encode_birth() {
  std::string out;
  begin(out, message_kind::birth);
  return out;
}

std::string encode_born(int32_t pid) {
  std::string out;
  begin(out, message_kind::born).u32(static_cast<uint32_t>(pid));
  return out;
}

expected<int32_t> decode_born(std::string_view body) {
  auto d = open(body, message_kind::born);
  auto pid = static_cast<int32_t>(d.u32());
  return finish(d, pid > 0, std::move(pid), "born");
}

std::string encode_cancel(uint64_t run) {
  std::string out;
  begin(out, message_kind::cancel).u64(run);
  return out;
}

expected<uint64_t> decode_cancel(std::string_view body) {
  auto d = open(body, message_kind::cancel);
  auto run = d.u64();
  return finish(d, true, std::move(run), "cancel");
}

std::string encode(const report& r) {
  std::string out;
  auto e = begin(out, message_kind::report);
  e.u64(r.run);
  e.u8(static_cast<uint8_t>(r.ending));
  e.u32(static_cast<uint32_t>(r.status));
  e.text(r.forbidden_syscall);
  e.u64(static_cast<uint64_t>(r.wall.count()));
  e.u64(r.memory_peak_bytes);
  e.u32(r.oom_kills);
  e.u8(r.has_artifacts);
  e.text(r.artifacts_problem);
  e.text(r.problem);
  const auto& t = r.phases;
  for (const auto phase : {t.prepare, t.confine, t.program, t.reap, t.collect})
    e.u64(static_cast<uint64_t>(phase.count()));
  return out;
}

namespace {

/// What a kernel tells of a process and a clock of a job, even where the report is a lie.
bool can_be_measured(const report& r) {
  constexpr int32_t highest_status = 255;
  const auto& t = r.phases;
  const auto times = {r.wall, t.prepare, t.confine, t.program, t.reap, t.collect};
  return r.status >= 0 && r.status <= highest_status
         && std::all_of(times.begin(), times.end(), [](auto time) { return time.count() >= 0; });
}

} // namespace

expected<report> decode_report(std::string_view body) {
  auto d = open(body, message_kind::report);
  report r;
  r.run = d.u64();
  const auto ending_byte = d.u8();
  r.ending = static_cast<ending>(ending_byte);
  r.status = static_cast<int32_t>(d.u32());
  r.forbidden_syscall = d.text();
  r.wall = std::chrono::nanoseconds(static_cast<int64_t>(d.u64()));
  r.memory_peak_bytes = d.u64();
  r.oom_kills = d.u32();
  r.has_artifacts = d.u8() != 0;
  r.artifacts_problem = d.text();
  r.problem = d.text();
  auto& t = r.phases;
  for (auto* phase : {&t.prepare, &t.confine, &t.program, &t.reap, &t.collect})
    *phase = std::chrono::nanoseconds(static_cast<int64_t>(d.u64()));
  const bool known = ending_byte >= 1 && ending_byte <= static_cast<uint8_t>(ending::not_started);
  return finish(d, known && can_be_measured(r), std::move(r), "report");
}

std::string encode(const verdict& v) {
  std::string out;
  encoder e(out);
  e.u8(static_cast<uint8_t>(v.claim));
  e.u32(static_cast<uint32_t>(v.exit_code));
  e.u8(v.return_value_is_repr);
  for (auto text : {v.return_value, v.return_value_problem, v.exception, v.message, v.traceback,
                    v.refused_import})
    e.text(text);
  e.u32(v.os_error);
  return out;
}

expected<verdict> decode_verdict(std::string_view bytes) {
  decoder d(bytes);
  verdict v;
  const auto claim_byte = d.u8();
  v.claim = static_cast<claim>(claim_byte);
  v.exit_code = static_cast<int32_t>(d.u32());
  v.return_value_is_repr = d.u8() != 0;
  for (auto* text : {&v.return_value, &v.return_value_problem, &v.exception, &v.message,
                     &v.traceback, &v.refused_import})
    *text = d.text();
  v.os_error = d.u32();
  return finish(d, claim_byte <= static_cast<uint8_t>(claim::raised), std::move(v), "verdict");
}

} // namespace cordon::jail
