// SPDX-License-Identifier: Apache-2.0
#include "session/redis_address.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sys/un.h>

namespace cordon::session {

namespace {

constexpr std::string_view tcp_scheme = "redis://";
constexpr std::string_view unix_scheme = "unix://";

/// The address with all that could be a password hidden.
std::string hidden(std::string_view text) {
  const auto scheme = text.find("://");
  const auto start = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto at = text.rfind('@');
  if (at == std::string_view::npos || at < start)
    return std::string(text);
  return std::string(text.substr(0, start)) + "…" + std::string(text.substr(at));
}

tl::unexpected<error> wrong(std::string_view text, const std::string& what) {
  return fail(errc::bad_input,
              what
                  + "; a Redis address is redis://[user[:password]@]host[:port][/db] or "
                    "unix:///path[?db=n]",
              hidden(text));
}

template <class T>
std::optional<T> whole_number(std::string_view text) {
  T value{};
  const auto* end = text.data() + text.size();
  const auto [stop, problem] = std::from_chars(text.data(), end, value);
  if (problem != std::errc() || stop != end)
    return std::nullopt;
  return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    unsigned byte = 0;
    if (i + 2 >= text.size()
        || std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16).ptr
               != text.data() + i + 3)
      return std::nullopt;
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

std::optional<uint32_t> database_number(std::string_view text) {
  const auto number = whole_number<uint32_t>(text);
  return number && *number <= INT32_MAX ? number : std::nullopt;
}

bool is_printable(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return c > ' ' && c != 0x7f; });
}

expected<redis_address> parse_unix(std::string_view text) {
  redis_address address;
  auto rest = text.substr(unix_scheme.size());
  const auto query = rest.find('?');
  if (query != std::string_view::npos) {
    const auto wanted = rest.substr(query + 1);
    const auto number =
        wanted.starts_with("db=") ? database_number(wanted.substr(3)) : std::nullopt;
    if (!number)
      return wrong(text, "after '?' only db=<number> is understood");
    address.database = *number;
    rest = rest.substr(0, query);
  }
  if (!rest.starts_with('/') || rest.size() == 1)
    return wrong(text, "the path of the unix socket is not absolute");
  if (rest.size() >= sizeof(sockaddr_un::sun_path) || rest.find('\0') != std::string_view::npos)
    return wrong(text, "the path of a unix socket has at most 107 bytes, none of them zero");
  address.path = rest;
  return address;
}

expected<void> read_login(std::string_view text, std::string_view login, redis_address& address) {
  const auto colon = login.find(':');
  const auto user = percent_decoded(login.substr(0, colon));
  const auto password = percent_decoded(colon == std::string_view::npos ? std::string_view()
                                                                        : login.substr(colon + 1));
  if (!user || !password)
    return wrong(text, "user or password has a '%' that is not followed by two hex digits");
  address.user = *user;
  address.password = *password;
  return {};
}

expected<void> read_host(std::string_view text, std::string_view rest, redis_address& address) {
  const bool bracketed = rest.starts_with('[');
  const auto close = rest.find(']');
  if (bracketed && close == std::string_view::npos)
    return wrong(text, "the '[' of an IPv6 address is not closed");
  const auto colon = rest.find(':', bracketed ? close : 0);
  address.host = bracketed ? rest.substr(1, close - 1) : rest.substr(0, colon);
  if (address.host.empty() || !is_printable(address.host))
    return wrong(text, "the host is missing or is no host name");
  if (bracketed && rest.size() > close + 1 && colon != close + 1)
    return wrong(text, "only a port can follow the ']' of an IPv6 address");
  if (colon == std::string_view::npos)
    return {};
  const auto port = whole_number<uint16_t>(rest.substr(colon + 1));
  if (!port || *port == 0)
    return wrong(text, "the port is no number from 1 to 65535");
  address.port = *port;
  return {};
}

expected<redis_address> parse_tcp(std::string_view text) {
  redis_address address;
  auto rest = text.substr(tcp_scheme.size());
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) {
    if (auto read = read_login(text, rest.substr(0, at), address); !read)
      return tl::unexpected(read.error());
    rest = rest.substr(at + 1);
  }
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    const auto database = rest.substr(slash + 1);
    const auto number = database.empty() ? 0 : database_number(database);
    if (!number)
      return wrong(text, "the database after '/' is no number");
    address.database = *number;
    rest = rest.substr(0, slash);
  }
  if (auto read = read_host(text, rest, address); !read)
    return tl::unexpected(read.error());
  return address;
}

expected<redis_address> parse(std::string_view text) {
  if (text.starts_with(unix_scheme))
    return parse_unix(text);
  if (text.starts_with(tcp_scheme))
    return parse_tcp(text);
  if (text.starts_with("rediss://"))
    return fail(errc::unsupported,
                "Redis over TLS is not supported yet: use redis:// in a network of its own, or a "
                "TLS tunnel",
                hidden(text));
  return wrong(text, "the address starts with neither redis:// nor unix://");
}

} // namespace

std::string redis_address::text() const {
  if (!path.empty())
    return std::string(unix_scheme) + path + (database ? "?db=" + std::to_string(database) : "");
  const bool v6 = host.find(':') != std::string::npos;
  return std::string(tcp_scheme) + (v6 ? '[' + host + ']' : host) + ':' + std::to_string(port) + '/'
         + std::to_string(database);
}

expected<redis_address> parse_redis_address(std::string_view text, std::string_view password) {
  auto address = parse(text);
  if (!address)
    return address;
  if (!password.empty())
    address->password = password;
  if (!address->user.empty() && address->password.empty())
    return wrong(text, "there is a user but no password");
  return address;
}

} // namespace cordon::session
