// SPDX-License-Identifier: Apache-2.0
#include "job/egress_target.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <charconv>

namespace cordon::job {

namespace {

constexpr size_t longest_name = 253;
constexpr size_t longest_label = 63;
constexpr size_t longest_shown = 80;
constexpr uint32_t first_multicast = 0xe0000000;
constexpr uint32_t first_usable = 0x01000000; // 0.0.0.0/8 is "this network"

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_of_label(char c) {
  return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-' || c == '_';
}

bool is_label(std::string_view label) {
  return !label.empty() && label.size() <= longest_label && label.front() != '-'
         && label.back() != '-' && std::ranges::all_of(label, is_of_label);
}

/// Labels between dots, the last one not of digits alone: that would be an address.
bool is_name(std::string_view name) {
  if (name.size() > longest_name)
    return false;
  for (size_t dot = 0; (dot = name.find('.')) != std::string_view::npos;) {
    if (!is_label(name.substr(0, dot)))
      return false;
    name.remove_prefix(dot + 1);
  }
  return is_label(name) && !std::ranges::all_of(name, is_digit);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

tl::unexpected<error> refuse_target(std::string_view text, const std::string& why) {
  const bool is_long = text.size() > longest_shown;
  return fail(errc::bad_input, "'" + std::string(text.substr(0, longest_shown))
                                   + (is_long ? "…'" : "'") + ' ' + why);
}

expected<void> check_address(std::string_view text, uint32_t address) {
  if ((address & 0xffff0000) == egress_network)
    return refuse_target(text, "lies in 127.77.0.0/16, which cordon uses inside its jails; name "
                               "the host or use another of its addresses");
  if (address < first_usable || address >= first_multicast)
    return refuse_target(text, "is no address of a single host");
  return {};
}

} // namespace

uint32_t ipv4_address(const std::string& host) {
  in_addr address{};
  return inet_pton(AF_INET, host.c_str(), &address) == 1 ? ntohl(address.s_addr) : 0;
}

expected<egress_target> read_egress_target(std::string_view text) {
  constexpr auto form = "is not HOST:PORT, like 'api.example.org:443' or '192.0.2.7:5432'";
  if (text.find("://") != std::string_view::npos)
    return refuse_target(text, "is a URL; what is wanted is HOST:PORT, like 'api.example.org:443'");
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos)
    return refuse_target(text, std::string(form) + ": the port is missing");
  egress_target target{lower(text.substr(0, colon)), 0};
  const auto port = text.substr(colon + 1);
  const auto [end, problem] = std::from_chars(port.data(), port.data() + port.size(), target.port);
  if (problem != std::errc{} || end != port.data() + port.size() || target.port == 0)
    return refuse_target(text, std::string(form) + ": a port is a number from 1 to 65535");
  if (target.host.find_first_of("[]:") != std::string::npos)
    return refuse_target(text, "has an IPv6 address, which jails don't have; name the host or use "
                               "its IPv4 address");
  if (target.host.find('*') != std::string::npos)
    return refuse_target(text, "has a pattern; each host is named in full");
  if (const auto address = ipv4_address(target.host); address != 0 || target.host == "0.0.0.0") {
    if (auto good = check_address(text, address); !good)
      return tl::unexpected(good.error());
    return target;
  }
  if (!is_name(target.host))
    return refuse_target(text, std::string(form)
                                   + ": a host is a name of a-z, 0-9, '-', '_' and '.', or an "
                                     "IPv4 address of four numbers");
  return target;
}

} // namespace cordon::job
