#pragma once

#include <cstdint>

#include "core/exchange.hpp"

namespace drydock::mocks {

/// In which header a partner says how long to stay away.
enum class RetryHeader : std::uint8_t {
    retry_after,    ///< Retry-After. Source: RFC 9110, section 10.2.3.
    x_retry_after,  ///< x-retry-after and x-remaining-calls. Source: developer.shipbob.com.
    none,
};

/// Whether a program can tell from it; a text for people is none that a client could be blamed for.
[[nodiscard]] constexpr bool says_how_long(RetryHeader header) {
    return header != RetryHeader::none;
}

/// Moves `retry_after` of a refusal into the header that the partner uses.
void say_retry_after(RetryHeader header, Response& response);

}  // namespace drydock::mocks
