#pragma once

#include <cstdint>
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
    /// Answers from 200 up to this one are a success. Source: Shopify, any 2xx, a 3xx is a failure
    /// (hookrescue.com); WooCommerce, 200 to 302 (class-wc-webhook.php, process_response).
    std::uint16_t success_status_max = 299;
    /// False: never again, whatever the delays say. Source: WooCommerce counts a failed delivery
    /// and does not repeat it (class-wc-webhook.php).
    bool retries = true;
};

}  // namespace drydock::mocks
