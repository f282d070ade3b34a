#include "mocks/carrier/quota_book.hpp"

#include <algorithm>

namespace drydock::mocks::carrier {

QuotaBook::QuotaBook(const CarrierSettings& settings, std::span<const std::string_view> operations)
    : calendar_{settings.calendar} {
    for (const DailyQuota& quota : settings.daily_quotas) {
        const auto found = std::ranges::find(operations, quota.operation);
        if (found != operations.end()) {
            const auto operation = static_cast<std::uint16_t>(found - operations.begin());
            quotas_.push_back({operation, quota.calls, 0});
        }
    }
}

std::optional<Duration> QuotaBook::take(std::uint16_t operation, Instant now) {
    if (quotas_.empty()) {
        return std::nullopt;
    }
    if (now >= midnight_) {
        midnight_ = calendar_.midnight_before(now) + one_day;
        for (Quota& quota : quotas_) {
            quota.calls = 0;
        }
    }
    const auto quota = std::ranges::find(quotas_, operation, &Quota::operation);
    if (quota == quotas_.end()) {
        return std::nullopt;
    }
    if (quota->calls >= quota->calls_max) {
        return midnight_ - now;
    }
    ++quota->calls;
    return std::nullopt;
}

}  // namespace drydock::mocks::carrier
