#pragma once

#include <string>

#include "core/calendar.hpp"
#include "core/ids.hpp"

namespace drydock::mocks {

struct OdooSettings {
    Calendar calendar;
    std::string database = "twin";
    std::string login = "integration";
    std::string password = "integration";
    SystemId self{};  ///< Under which its stock levels stand in the books.
};

}  // namespace drydock::mocks
