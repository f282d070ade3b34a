#include "mocks/carrier/transit.hpp"

namespace drydock::mocks::carrier {

namespace {

/// Assumption: parcels reach the first sorting centre in the night after collection, and tours end
/// before the evening. Other hours would move events within their days, not the days.
constexpr Duration first_scan_min = 2 * one_hour;
constexpr Duration first_scan_max = 10 * one_hour;
constexpr Duration tour_start_min = 6 * one_hour;  // Time of day.
constexpr Duration tour_start_max = 9 * one_hour;
constexpr Duration tour_length_min = 1 * one_hour;
constexpr Duration tour_length_max = 10 * one_hour;

/// When the collected parcel leaves: at once, or with the next day's collection.
Instant departure(const CarrierSettings& settings, Instant handed_over) {
    const Instant cut_off = settings.calendar.midnight_before(handed_over) + settings.cut_off;
    return handed_over <= cut_off + settings.collection_window ? handed_over : cut_off + one_day;
}

}  // namespace

TransitPlan plan_transit(
    const CarrierSettings& settings, const Moment& moment, std::uint64_t label_number
) {
    const auto between = [&](Duration min, Duration max, Stream stream) {
        return min + moment.draws.delay_at_most(max - min, stream, label_number, 0);
    };
    const Instant left = departure(settings, moment.now);
    const Instant scanned =
        left + between(first_scan_min, first_scan_max, Stream{"carrier.first_scan"});
    const Duration transit =
        between(settings.transit_min, settings.transit_max, Stream{"carrier.transit"});
    const Duration tour_start =
        between(tour_start_min, tour_start_max, Stream{"carrier.tour_start"});
    Instant day = settings.calendar.midnight_before(left + transit);
    // Three rounds at most: a first scan is within two days of leaving, and one day may be a
    // Sunday.
    while (day + tour_start <= scanned || settings.calendar.weekday_of(day) == Weekday::sunday) {
        day += one_day;
    }
    const Instant on_tour = day + tour_start;
    const Instant delivered =
        on_tour + between(tour_length_min, tour_length_max, Stream{"carrier.tour_length"});
    return {scanned, on_tour, delivered};
}

}  // namespace drydock::mocks::carrier
