#pragma once

#include <span>
#include <string_view>

namespace drydock::mocks::odoo {

struct CountryFact {
    std::string_view code;  ///< ISO 3166-1 alpha-2.
    std::string_view name;
};

/// In the order of their ids in Odoo, from 1: Germany is 57, the United States 233.
/// Source: ISO 3166-1; Odoo 18.0 recordings, b001, b034 and b038, for the ids.
[[nodiscard]] std::span<const CountryFact> countries();

}  // namespace drydock::mocks::odoo
