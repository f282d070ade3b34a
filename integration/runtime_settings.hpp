#pragma once

#include <string>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "integration/strategy.hpp"

namespace drydock::integration {

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

    std::string storefront_secret;
    std::string wms_secret;
    std::string carrier_secret;
};

}  // namespace drydock::integration
