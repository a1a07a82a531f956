// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "configuration.hpp"
#include "supervision/assembly.hpp"
#include "supervision/worker.hpp"

namespace cordon::workers {

/// What the configuration means for the pipeline of this process.
supervision::assembly_settings make_pipeline_settings(const configuration& configuration);

/// What it means for a worker between Kafka's topics.
supervision::worker_settings make_worker_settings(const configuration& configuration);

} // namespace cordon::workers
