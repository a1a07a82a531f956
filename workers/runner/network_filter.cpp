// SPDX-License-Identifier: Apache-2.0
#include "network_filter.hpp"

#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <vector>

namespace cordon::runner {

namespace {

/// The kernel reads an int from each of these arguments: the low half, which comes first.
constexpr uint32_t argument(size_t index) {
  return static_cast<uint32_t>(offsetof(seccomp_data, args) + index * sizeof(uint64_t));
}

constexpr uint32_t flags_of_type = SOCK_CLOEXEC | SOCK_NONBLOCK;

/// No filters (SO_ATTACH_FILTER), which would be code in the kernel.
constexpr auto socket_options = {SO_SNDBUF,   SO_RCVBUF,    SO_SNDTIMEO,  SO_RCVTIMEO,
                                 SO_RCVLOWAT, SO_LINGER,    SO_KEEPALIVE, SO_REUSEADDR,
                                 SO_PASSCRED, SO_TIMESTAMP, SO_PRIORITY};

/// TCP_ULP, TCP_REPAIR and their like are doors to parts of the kernel that no client needs.
constexpr auto tcp_options = {TCP_NODELAY,   TCP_MAXSEG,  TCP_CORK,     TCP_KEEPIDLE,
                              TCP_KEEPINTVL, TCP_KEEPCNT, TCP_QUICKACK, TCP_USER_TIMEOUT};

/// Code for the filter's machine, in order.
class filter_code {
public:
  void load(uint32_t offset) { put(BPF_LD | BPF_W | BPF_ABS, offset); }
  void mask(uint32_t bits) { put(BPF_ALU | BPF_AND | BPF_K, bits); }
  void answer(uint32_t action) { put(BPF_RET | BPF_K, action); }
  void refuse(int errno_value) { answer(SECCOMP_RET_ERRNO | static_cast<uint32_t>(errno_value)); }

  /// Goes on below unless the loaded value is one of these; then `answer` allows.
  void allow_any_of(std::initializer_list<int> values) {
    for (const int value : values)
      allow_if(static_cast<uint32_t>(value));
  }

  void allow_if(uint32_t value) {
    put(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1);
    answer(SECCOMP_RET_ALLOW);
  }

  void refuse_unless(uint32_t value, int errno_value) {
    put(BPF_JMP | BPF_JEQ | BPF_K, value, 1, 0);
    refuse(errno_value);
  }

  /// Begins code for one value alone; the place that `end_if` closes.
  size_t begin_if(uint32_t value) {
    put(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 0);
    return code_.size();
  }
  void end_if(size_t begun) { code_[begun - 1].jf = static_cast<uint8_t>(code_.size() - begun); }

  std::vector<sock_filter>& code() { return code_; }

private:
  void put(int op, uint32_t k, uint8_t yes = 0, uint8_t no = 0) {
    code_.push_back({static_cast<uint16_t>(op), yes, no, k});
  }

  std::vector<sock_filter> code_;
};

/// socket(family, type, protocol). An IPPROTO_MPTCP or IPPROTO_SCTP stream is none of TCP's.
void add_socket_rule(filter_code& filter) {
  const auto call = filter.begin_if(SYS_socket);
  filter.load(argument(0));
  filter.refuse_unless(AF_INET, EACCES);
  filter.load(argument(1));
  filter.mask(~flags_of_type);
  filter.refuse_unless(SOCK_STREAM, EACCES);
  filter.load(argument(2));
  filter.allow_any_of({0, IPPROTO_TCP});
  filter.refuse(EACCES);
  filter.end_if(call);
}

/// setsockopt(socket, level, name, …)
void add_option_rule(filter_code& filter) {
  const auto call = filter.begin_if(SYS_setsockopt);
  filter.load(argument(1));
  const auto sockets = filter.begin_if(SOL_SOCKET);
  filter.load(argument(2));
  filter.allow_any_of(socket_options);
  filter.refuse(ENOPROTOOPT);
  filter.end_if(sockets);
  filter.refuse_unless(IPPROTO_TCP, ENOPROTOOPT);
  filter.load(argument(2));
  filter.allow_any_of(tcp_options);
  filter.refuse(ENOPROTOOPT);
  filter.end_if(call);
}

} // namespace

expected<void> install_network_filter() {
  // The architecture is checked by the runner's filter, which runs as well.
  filter_code filter;
  filter.load(offsetof(seccomp_data, nr));
  add_socket_rule(filter);
  add_option_rule(filter);
  filter.answer(SECCOMP_RET_ALLOW);
  auto& code = filter.code();
  const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
    return system_failure("cannot load the filter of sockets", "seccomp", errno);
  return {};
}

} // namespace cordon::runner
