#include "harness/contract/moments.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <string>

#include "core/calendar.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::int64_t day_seconds = 86'400;

/// A moment counts as "now" up to so long before its response: a slow answer of the recordings
/// (i042) took 13 s, and a date written at its beginning is read in the next call.
constexpr std::int64_t recorded_now_seconds = 2;
/// Assumption: a server asked over the network, and its clock, are not more than this away.
constexpr std::int64_t own_now_seconds = 120;

UnixSeconds seconds_of(const DateTime& when) {
    return days_of_civil(when.year, when.month, when.day) * day_seconds + when.hour * 3'600 +
           when.minute * 60 + when.second;
}

}  // namespace

std::optional<UnixSeconds> parse_http_date(std::string_view text) {
    constexpr std::array<std::string_view, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != 29 || !text.ends_with(" GMT")) {
        return std::nullopt;
    }
    for (std::size_t month = 0; month < months.size(); ++month) {
        if (text.substr(8, 3) == months[month]) {
            const std::string number = std::to_string(month + 1);
            const std::string when =
                std::string{text.substr(12, 4)} + "-" + (number.size() == 1 ? "0" : "") + number +
                "-" + std::string{text.substr(5, 2)} + " " + std::string{text.substr(17, 8)};
            return parse_odoo_datetime(when);
        }
    }
    return std::nullopt;
}

std::optional<UnixSeconds> parse_odoo_datetime(std::string_view text) {
    if (text.size() != 19 || text[10] != ' ') {
        return std::nullopt;
    }
    std::string iso{text};
    iso[10] = 'T';
    const auto when = parse_date_time(iso);
    return when ? std::optional{seconds_of(*when)} : std::nullopt;
}

std::optional<std::int64_t> parse_odoo_date(std::string_view text) {
    const auto when = text.size() == 10 ? parse_date_time(text) : std::nullopt;
    return when ? std::optional{days_of_civil(when->year, when->month, when->day)} : std::nullopt;
}

bool same_day(std::string_view recorded, std::string_view own, const ExchangeTimes& times) {
    if (recorded == own) {
        return true;
    }
    const auto recorded_day = parse_odoo_date(recorded);
    const auto own_day = parse_odoo_date(own);
    return recorded_day && own_day &&
           *recorded_day - times.recorded / day_seconds == *own_day - times.own / day_seconds;
}

bool same_moment(UnixSeconds recorded, UnixSeconds own, const ExchangeTimes& times) {
    const bool was_now = std::abs(times.recorded - recorded) <= recorded_now_seconds;
    return !was_now || std::abs(times.own - own) <= own_now_seconds;
}

}  // namespace drydock::harness::contract
