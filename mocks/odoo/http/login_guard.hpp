#pragma once

#include <cstdint>
#include <map>

#include "core/ids.hpp"
#include "core/time.hpp"

namespace drydock::mocks::odoo::http {

/// Odoo's brake on guessing passwords: after `failures_max` wrong ones in a row from one address,
/// every login from there is denied until `pause` has passed since the last.
/// Source: Odoo 18.0, res_users.py, _assert_can_auth, and its defaults of base.login_cooldown_after
/// and base.login_cooldown_duration.
class LoginGuard {
public:
    static constexpr std::uint32_t failures_max = 5;
    static constexpr Duration pause = std::chrono::seconds{60};

    [[nodiscard]] bool refuses(SystemId from, Instant now) const;
    void failed(SystemId from, Instant now);
    void succeeded(SystemId from);

private:
    struct Failures {
        std::uint32_t count = 0;
        Instant last{};
    };
    std::map<SystemId, Failures> failures_;
};

}  // namespace drydock::mocks::odoo::http
