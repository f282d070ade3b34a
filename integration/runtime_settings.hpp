#pragma once

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

/// Who the runtime talks to, and how it proves who it is.
struct RuntimeSettings {
    Calendar calendar;
    Strategy strategy;

    SystemId odoo;
    SystemId wms;
    SystemId carrier;
    SystemId storefront;
    SystemId marketplace;

    std::string odoo_database = "twin";
    std::string odoo_login = "integration";
    std::string odoo_password = "integration";

    HookSecret storefront_hook;
    HookSecret wms_hook;
    HookSecret carrier_hook;
};

}  // namespace drydock::integration
