#pragma once

#include <string_view>

#include "mocks/odoo/records.hpp"

namespace drydock::mocks::odoo {

[[nodiscard]] constexpr std::string_view stock_state_name(StockState state) {
    switch (state) {
        case StockState::draft:
            return "draft";
        case StockState::waiting:
            return "waiting";
        case StockState::confirmed:
            return "confirmed";
        case StockState::partially_available:
            return "partially_available";
        case StockState::assigned:
            return "assigned";
        case StockState::done:
            return "done";
        case StockState::cancel:
            return "cancel";
    }
    return {};
}

}  // namespace drydock::mocks::odoo
