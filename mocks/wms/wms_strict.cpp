#include <algorithm>

#include <fmt/format.h>

#include "mocks/wms/answers.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

namespace {

/// A page of GET /messages; more is cut off without a word.
constexpr std::int64_t messages_page_max = 500;

}  // namespace

void Wms::watch(const Moment& moment, SystemId from, const Request& request) {
    const Operation operation = operation_of(request);
    const std::string_view name = operations()[operation.index];
    const Value body = request.body.root();
    const Instant now = moment.now;
    watch_.request(now, from, operation.index, name);
    if (name == "orders/create") {
        watch_.fields(now, name, body, {"reference", "ship_to", "lines"});
        watch_.fields(now, name, body["ship_to"], {"country"});
        for (const Value line : body["lines"]) {
            watch_.fields(now, name, line, {"line", "sku", "quantity", "substitution"});
        }
        watch_.key_used(
            now, fmt::format("order {}", body["reference"].string()), request.body.content_hash()
        );
    } else if (name == "orders/cancel") {
        watch_.fields(now, name, body, {"request", "lines"});
        watch_.key_used(
            now,
            fmt::format("cancel {} {}", request.path, body["request"].string()),
            request.body.content_hash()
        );
    } else if (name == "parcels/label") {
        watch_.fields(now, name, body, {"tracking_number", "carrier"});
        const auto parcel = dock_.find(path_segment(request.path, 1));
        if (!parcel) {
            watch_.note(
                now, violation::wrong_order, fmt::format("{} before it is packed", request.path)
            );
        } else if (dock_.parcel(*parcel).state == wms::ParcelState::shipped &&
                   dock_.parcel(*parcel).tracking != body["tracking_number"].string()) {
            watch_.note(
                now, violation::wrong_order, fmt::format("{} after it has shipped", request.path)
            );
        }
    } else if (name == "returns/create") {
        watch_.fields(now, name, body, {"reference", "order_reference", "lines"});
        if (!orders_.find(body["order_reference"].string())) {
            watch_.note(
                now,
                violation::wrong_order,
                fmt::format("return of the unknown order {}", body["order_reference"].string())
            );
        }
    } else if (name == "messages/list") {
        const auto after = wms::number_of(query_parameter(request.path, "after")).value_or(0);
        const auto limit = wms::number_of(query_parameter(request.path, "limit")).value_or(1);
        if (after > outbox_.sequence() || limit > messages_page_max) {
            watch_.note(now, violation::broken_pagination, request.path);
        }
    } else if (name == "inventory/list") {
        const auto cursor = wms::number_of(query_parameter(request.path, "cursor")).value_or(0);
        if (cursor != 0 && std::ranges::find(cursors_given_, cursor) == cursors_given_.end()) {
            watch_.note(now, violation::broken_pagination, request.path);
        }
    }
}

}  // namespace drydock::mocks
