#pragma once

#include <cstdint>

#include "core/document.hpp"

namespace drydock::mocks::odoo {

/// What one member of an x2many field's value asks for: [0,0,values], [1,id,values], [2,id,0].
enum class Command : std::uint8_t { create, update, remove, other };

[[nodiscard]] inline Command command_code(Value command) {
    switch (command.at(0).integer_or(-1)) {
        case 0:
            return Command::create;
        case 1:
            return Command::update;
        case 2:
            return Command::remove;
        default:
            return Command::other;
    }
}

[[nodiscard]] inline std::int64_t command_id(Value command) {
    return command.at(1).integer_or(0);
}
[[nodiscard]] inline Value command_values(Value command) {
    return command.at(2);
}

}  // namespace drydock::mocks::odoo
