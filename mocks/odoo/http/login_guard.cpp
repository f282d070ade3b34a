#include "mocks/odoo/http/login_guard.hpp"

namespace drydock::mocks::odoo::http {

bool LoginGuard::refuses(SystemId from, Instant now) const {
    const auto found = failures_.find(from);
    return found != failures_.end() && found->second.count >= failures_max &&
           now - found->second.last < pause;
}

void LoginGuard::failed(SystemId from, Instant now) {
    Failures& failures = failures_[from];
    ++failures.count;
    failures.last = now;
}

void LoginGuard::succeeded(SystemId from) {
    if (!failures_.empty()) {
        failures_.erase(from);
    }
}

}  // namespace drydock::mocks::odoo::http
