// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <librdkafka/rdkafka.h>
#include <string>
#include <string_view>

namespace cordon::kafka {

/// `text` with the values of the client's secret properties blotted out.
std::string without_secrets(std::string text, const rd_kafka_conf_t& conf);

/// librdkafka's log callback: writes its lines to our log, on its threads.
void log_client_line(const rd_kafka_t* client, int level, const char* facility, const char* text);

} // namespace cordon::kafka
