// SPDX-License-Identifier: Apache-2.0
#pragma once

// glibc 2.36 forgot to declare these as C for C++ (glibc bug 29596).
extern "C" {
#include <sys/pidfd.h>
}
