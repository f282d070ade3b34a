#pragma once

#include <string_view>

#include "integration/delivery/answer.hpp"

namespace drydock::integration {

/// A response that is no success: a client error is rejected with what the partner said.
[[nodiscard]] Reading read_failure(std::string_view partner, const Response&);

/// Done for any 2xx.
[[nodiscard]] Reading read_success(std::string_view partner, const Response&);

}  // namespace drydock::integration
