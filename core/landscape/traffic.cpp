#include "core/landscape/traffic.hpp"

namespace drydock {

void TrafficCount::count_outcome(Delivery delivery, std::uint16_t status) {
    switch (delivery) {
        case Delivery::answered:
            break;
        case Delivery::refused:
            ++refused;
            return;
        case Delivery::reset_before_sent:
        case Delivery::reset_after_sent:
            ++reset;
            return;
        case Delivery::timed_out:
            ++timed_out;
            return;
    }
    if (status == 429) {
        ++answered_429;
    } else if (status >= 200 && status < 300) {
        ++answered_2xx;
    } else if (status >= 400 && status < 500) {
        ++answered_4xx;
    } else if (status >= 500) {
        ++answered_5xx;
    } else {
        ++answered_other;
    }
}

}  // namespace drydock
