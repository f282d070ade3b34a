#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/calendar.hpp"
#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock::mocks {

/// The releases that recordings exist of: 18.0-20250506 and 19.0, both Community.
enum class OdooVersion : std::uint8_t { v18, v19 };

/// A key that its user may give wherever a password is asked for, but on a login page.
struct OdooApiKey {
    std::string login;
    std::string key;
};

/// People change the list prices of products, once.
struct PriceChanges {
    std::uint32_t share_ppm = 0;  ///< Of products.
    std::uint32_t factor_permille = 1'100;
    Duration after{};  ///< From the start of the run.
};

struct OdooSettings {
    Calendar calendar;
    std::string database = "twin";
    std::string login = "integration";
    std::string password = "integration";
    OdooVersion version = OdooVersion::v18;
    std::vector<OdooApiKey> api_keys{};
    PriceChanges price_changes{};
    SystemId self{};  ///< Under which its stock levels stand in the books.
};

}  // namespace drydock::mocks
