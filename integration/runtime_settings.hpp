#pragma once

#include <cstdint>
#include <string>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "core/signature.hpp"
#include "integration/strategy.hpp"

namespace drydock::integration {

/// How a partner proves that a webhook is its own.
struct HookSecret {
    std::string secret;
    SignatureScheme scheme{};
};

/// Whose paths, words and webhooks the own shop speaks.
enum class StorefrontDialect : std::uint8_t { shopify, woocommerce };

/// Who the runtime talks to, and how it proves who it is.
struct RuntimeSettings {
    Calendar calendar;
    Strategy strategy;

    SystemId odoo;
    SystemId wms;
    SystemId carrier;
    SystemId storefront;
    SystemId marketplace;

    StorefrontDialect storefront_dialect = StorefrontDialect::shopify;
    std::string storefront_api_version = "2024-10";

    std::string marketplace_id = "A1F83G8C2ARO7P";
    std::string marketplace_seller_id = "A1SELLER";

    /// The warehouse takes a change only with If-Match and the ETag of a read before it.
    bool wms_if_match = false;
    /// The carrier sells a label for a rate of a shipment that was created before.
    bool carrier_rates = false;

    std::string odoo_database = "twin";
    std::string odoo_login = "integration";
    std::string odoo_password = "integration";

    HookSecret storefront_hook;
    HookSecret marketplace_hook;
    HookSecret wms_hook;
    HookSecret carrier_hook;
};

}  // namespace drydock::integration
