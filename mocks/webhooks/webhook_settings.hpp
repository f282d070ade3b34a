#pragma once

#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "core/signature.hpp"

namespace drydock::mocks {

/// When a sender of events tries again: after the failure of try n it waits delays[n - 1], then
/// gives up.
struct WebhookSettings {
    SystemId receiver;
    std::string path;  ///< "/webhooks/wms"
    std::string secret;
    SignatureScheme signature{};
    Duration timeout = 10 * one_second;
    std::vector<Duration> delays;
};

}  // namespace drydock::mocks
