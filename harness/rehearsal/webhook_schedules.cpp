#include "harness/rehearsal/webhook_schedules.hpp"

#include "core/calendar.hpp"

namespace drydock::harness {

namespace {

/// first, 2 first, 4 first, ...: `count` of them.
std::vector<Duration> doubling(Duration first, int count) {
    std::vector<Duration> delays;
    for (int index = 0; index < count; ++index) {
        delays.push_back(first);
        first *= 2;
    }
    return delays;
}

}  // namespace

std::vector<Duration> storefront_retry_delays() {
    // 255 times the first is 4 h less 40 s.
    return doubling(56 * one_second, 8);
}

std::vector<Duration> wms_retry_delays() {
    std::vector<Duration> delays = doubling(one_minute, 5);
    delays.insert(delays.end(), 24, one_hour);
    return delays;
}

std::vector<Duration> carrier_retry_delays() {
    std::vector<Duration> delays = doubling(one_minute, 10);
    // 1,023 minutes until now; the last one ends the day.
    delays.push_back(one_day - 1'023 * one_minute);
    return delays;
}

std::vector<Duration> marketplace_retry_delays() {
    return std::vector<Duration>(9, 30 * one_second);
}

}  // namespace drydock::harness
