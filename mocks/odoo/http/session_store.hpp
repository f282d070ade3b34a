#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/step.hpp"

namespace drydock::mocks::odoo::http {

/// A browser's or client's login at /web.
struct Session {
    std::int64_t user = 0;
    /// What the login rested on: the session ends when the user's is another one.
    std::uint64_t token = 0;
    Instant used{};
    /// Its first call after the login was seen: Odoo notes the device then, and saves the session.
    bool traced = false;
};

/// The sessions that somebody logged in to. An id that is not in here is as good as none: Odoo
/// gives such a visitor a new id with every answer.
class SessionStore {
public:
    /// Source: Odoo 18.0, http.py, SESSION_LIFETIME; Max-Age of the recorded cookies.
    static constexpr Duration lifetime = std::chrono::seconds{604'800};
    /// Assumption: far more than a landscape has clients. Beyond it the one unused longest goes.
    static constexpr std::size_t sessions_max = 10'000;

    /// 84 characters of URL-safe base64, as recorded. No two are alike.
    [[nodiscard]] std::string new_id(const Moment& moment);

    const std::string& open(const Moment& moment, std::int64_t user, std::uint64_t token);
    /// Null when there is none of that id, or it was not used for `lifetime`.
    [[nodiscard]] Session* find(std::string_view id, Instant now);
    void close(std::string_view id);

private:
    void drop_oldest();

    std::map<std::string, Session, std::less<>> sessions_;
    std::uint64_t ids_given_ = 0;
};

}  // namespace drydock::mocks::odoo::http
