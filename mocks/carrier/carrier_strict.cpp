#include <fmt/format.h>

#include "mocks/carrier/carrier.hpp"

namespace drydock::mocks {

/// Rules that only a strict carrier holds against its client.
void Carrier::watch(const Moment& moment, SystemId from, const Request& request) {
    const Operation operation = operation_of(request);
    const std::string_view name = operations()[operation.index];
    const Value body = request.body.root();
    const Instant now = moment.now;
    watch_.request(now, from, operation.index, name);
    const auto wrong_order = [&](std::string_view why) {
        watch_.note(now, violation::wrong_order, fmt::format("{}: {}", request.path, why));
    };
    if (name == "shipments/buy") {
        watch_.fields(now, name, body, {"reference", "to", "parcel", "service"});
        watch_.fields(now, name, body["to"], {"country"});
        watch_.fields(now, name, body["parcel"], {"weight_grams"});
        return;
    }
    if (name == "manifests/create") {
        watch_.fields(now, name, body, {"tracking_codes"});
        for (const Value code : body["tracking_codes"]) {
            const auto index = find_tracking(code.string());
            if (!index || !labels_[*index].is_bought || labels_[*index].voided) {
                wrong_order("hand-over without a label");
            }
        }
        return;
    }
    if (name != "shipments/buy_rate" && name != "shipments/refund") {
        return;
    }
    const auto index = find_id(path_segment(request.path, 2));
    const bool is_bought = index && labels_[*index].is_bought;
    if (name == "shipments/buy_rate") {
        watch_.fields(now, name, body, {"rate"});
        if (!index) {
            wrong_order("bought before it was created");
        } else if (is_bought) {
            wrong_order("bought twice");
        }
    } else if (!is_bought) {
        wrong_order("refund before the purchase");
    }
}

}  // namespace drydock::mocks
