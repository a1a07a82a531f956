// SPDX-License-Identifier: Apache-2.0
#include "analyser/analyser_loop.hpp"

#include "analyser/source_analyser.hpp"

#include <sys/resource.h>
#include <vector>

namespace cordon::runner {

namespace {

/// A source of 1.5 MB can take 1.3 GB to parse; beyond this it is answered as too complex.
constexpr rlim_t max_address_space = rlim_t{2} << 30;

/// The runner drops it too, as the interpreter does for a file.
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

jail::analysis analyse(analyser::source_analyser& analyser, const jail::analysis_request& asked,
                       const analyser::compiled_policy& policy) {
  validation::request request;
  request.code = asked.code;
  if (request.code.starts_with(byte_order_mark))
    request.code.remove_prefix(byte_order_mark.size());
  request.check_syntax = asked.check_syntax;
  request.check_policy = asked.check_policy;
  request.allowed_imports = &asked.allowed_imports;
  request.any_import = asked.any_import;
  return {asked.run, analyser.analyse(request, policy).violations};
}

} // namespace

int analyse_sources(control_channel& channel, const jail::setup& setup,
                    std::vector<std::string> layers) {
  const rlimit memory{max_address_space, max_address_space};
  setrlimit(RLIMIT_AS, &memory);
  analyser::source_analyser analyser;
  std::vector<analyser::compiled_policy> policies;
  policies.reserve(setup.policies.size());
  for (const auto& policy : setup.policies)
    policies.emplace_back(policy);
  if (!channel.write(jail::encode(jail::ready{std::move(layers), ""})))
    return 0;
  for (control_channel::frame frame; channel.read(frame);) {
    const auto asked = jail::decode_analysis_request(frame.body);
    if (!asked || asked->policy >= policies.size())
      return 1;
    if (!channel.write(jail::encode(analyse(analyser, *asked, policies[asked->policy]))))
      return 0;
  }
  return 0;
}

} // namespace cordon::runner
