// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace cordon::runner {

/// Lets the interpreter take its object memory from one region that is aligned to huge pages; comes
/// before the interpreter starts.
void reserve_object_memory();

/// Takes, and keeps, the small gaps between the objects that there are: what a program then
/// allocates lies together, in memory that nothing else uses, instead of in a gap on each of many
/// pages, all of which its process would have to copy. Comes before `collapse_object_memory`, and
/// again in whoever serves programs, which left new gaps on its way there.
void use_up_gaps();

/// Puts the object memory that is in use into huge pages where the kernel can (madvise(2),
/// MADV_COLLAPSE, Linux 6.1): a fork then copies one entry for two megabytes instead of 512, and
/// the child's end has as many fewer to drop. Memory taken later lies in ordinary pages.
void collapse_object_memory();

} // namespace cordon::runner
