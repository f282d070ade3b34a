#pragma once

#include <cstdint>
#include <string_view>

namespace drydock::mocks {

/// What a partner thinks of the address that it sends events to. Each event that is given up in a
/// row makes it worse; at the bound the address is disabled: no event is sent any more until the
/// client enables it again. Source: ShipHero, HEALTHY -> WARNING -> UNHEALTHY = disabled (from
/// 2026-04-20); EasyPost, endpoints that keep failing may be disabled.
class EndpointHealth {
public:
    /// `given_up_max`: events given up in a row that disable the address; 0 is never.
    explicit EndpointHealth(std::uint32_t given_up_max) : given_up_max_{given_up_max} {}

    /// An event was accepted at last, or given up.
    void ended(bool accepted) {
        if (enabled()) {
            given_up_ = accepted ? 0 : given_up_ + 1;
        }
    }
    void enable() { given_up_ = 0; }

    [[nodiscard]] bool enabled() const { return given_up_max_ == 0 || given_up_ < given_up_max_; }
    [[nodiscard]] std::string_view text() const {
        if (!enabled()) {
            return "UNHEALTHY";
        }
        return given_up_ > 0 ? "WARNING" : "HEALTHY";
    }

private:
    std::uint32_t given_up_max_;
    std::uint32_t given_up_ = 0;
};

}  // namespace drydock::mocks
