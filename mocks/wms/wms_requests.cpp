#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "mocks/wms/answers.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

using wms::answer_with;
using wms::error_answer;
using wms::no_index;
using wms::OrderLine;

namespace {

enum class Ask : std::uint16_t {
    order_create,
    order_list,
    order_cancel,
    parcel_label,
    return_create,
    return_list,
    inventory_list,
    message_list,
    webhook_list,
    webhook_enable,
    unknown,
};

// In the order of Ask.
constexpr std::array<std::string_view, 11> operation_names{
    "orders/create",
    "orders/list",
    "orders/cancel",
    "parcels/label",
    "returns/create",
    "returns/list",
    "inventory/list",
    "messages/list",
    "webhooks/list",
    "webhooks/enable",
    "other"};

/// Messages in an answer to a request that does not say.
constexpr std::int64_t messages_limit_default = 100;
constexpr std::uint32_t inventory_page_size = 1'000;

Ask ask_of(const Request& request) {
    const std::string_view path = path_of(request.path);
    const std::string_view room = path_segment(path, 0);
    const bool bare = path.size() == room.size() + 1;
    if (request.method == Method::get && bare) {
        if (room == "orders") {
            return Ask::order_list;
        }
        if (room == "returns") {
            return Ask::return_list;
        }
        if (room == "inventory") {
            return Ask::inventory_list;
        }
        if (room == "webhooks") {
            return Ask::webhook_list;
        }
        return room == "messages" ? Ask::message_list : Ask::unknown;
    }
    if (request.method == Method::post && bare) {
        if (room == "orders") {
            return Ask::order_create;
        }
        return room == "returns" ? Ask::return_create : Ask::unknown;
    }
    if (request.method == Method::post && room == "orders" && path_segment(path, 2) == "cancel") {
        return Ask::order_cancel;
    }
    if (request.method == Method::post && room == "webhooks" && path_segment(path, 2) == "enable") {
        return Ask::webhook_enable;
    }
    if (request.method == Method::put && room == "parcels" && path_segment(path, 2) == "label") {
        return Ask::parcel_label;
    }
    return Ask::unknown;
}

/// Two lines of one number would be one line to every later message.
bool numbers_unique(const std::vector<OrderLine>& lines) {
    const auto by_number = [](const OrderLine& left, const OrderLine& right) {
        return left.number < right.number;
    };
    if (std::ranges::is_sorted(lines, by_number)) {
        return std::ranges::adjacent_find(lines, {}, &OrderLine::number) == lines.end();
    }
    std::vector<OrderLine> sorted = lines;
    std::ranges::sort(sorted, by_number);
    return std::ranges::adjacent_find(sorted, {}, &OrderLine::number) == sorted.end();
}

}  // namespace

std::span<const std::string_view> Wms::operations() const {
    return operation_names;
}

Operation Wms::operation_of(const Request& request) const {
    const Ask ask = ask_of(request);
    const auto lines = static_cast<std::uint32_t>(request.body["lines"].size());
    return {static_cast<std::uint16_t>(ask), lines};
}

Response Wms::refusal(std::uint16_t status) const {
    if (status == 429) {
        return error_answer(status, "too_many_requests", "Request rate exceeded");
    }
    if (status == 503) {
        return error_answer(status, "unavailable", "The service is unavailable, try again later");
    }
    return error_answer(status, "internal_error", "An unexpected error occurred");
}

Response Wms::answer(const Moment& moment, const Request& request, Step& step) {
    switch (ask_of(request)) {
        case Ask::order_create:
            return create_order(moment, request, step);
        case Ask::order_list:
            return list_orders(request);
        case Ask::order_cancel:
            return cancel_order(moment, request, step);
        case Ask::parcel_label:
            return attach_label(moment, request);
        case Ask::return_create:
            return create_return(moment, request, step);
        case Ask::return_list:
            return list_returns(request);
        case Ask::inventory_list:
            return list_inventory(request);
        case Ask::message_list:
            return outbox_.read(
                wms::number_of(query_parameter(request.path, "after")).value_or(0),
                wms::number_of(query_parameter(request.path, "limit"))
                    .value_or(messages_limit_default)
            );
        case Ask::webhook_list:
            return list_webhooks();
        case Ask::webhook_enable:
            return enable_webhook(request);
        case Ask::unknown:
            break;
    }
    return error_answer(404, "not_found", "No such resource");
}

void Wms::on_turned_away(
    const Moment& moment, SystemId from, const Request& request, Response& response
) {
    const Operation operation = operation_of(request);
    watch_.request(moment.now, from, operation.index, operation_names[operation.index]);
    if (says_how_long(settings_.retry_header)) {
        watch_.turned_away(
            moment.now, from, operation.index, response.retry_after.value_or(Duration::zero())
        );
    }
    say_retry_after(settings_.retry_header, response);
}

std::string Wms::etag_of(std::uint32_t order) const {
    return fmt::format("\"{}-{}\"", order + 1, orders_.order(order).version);
}

/// Source: RFC 9110, section 13.1.1, If-Match; RFC 6585, section 3, 428.
std::optional<Response> Wms::precondition(
    const Moment& moment, std::uint32_t order, const Request& request
) {
    const std::string_view known = request.header("If-Match");
    if (known.empty() && settings_.if_match_required) {
        watch_.note(
            moment.now,
            violation::precondition_missing,
            fmt::format("{} without If-Match", request.path)
        );
        return error_answer(428, "precondition_required", "If-Match is missing");
    }
    if (known.empty() || known == "*" || known == etag_of(order)) {
        return std::nullopt;
    }
    return error_answer(412, "precondition_failed", "The order has changed; read it again");
}

Response Wms::list_webhooks() const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("webhooks");
    writer.begin_object();
    writer.field("id", 1);
    writer.field("health", outbox_.health().text());
    writer.field_bool("enabled", outbox_.health().enabled());
    writer.end();
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

Response Wms::enable_webhook(const Request& request) {
    if (path_segment(request.path, 1) != "1") {
        return error_answer(404, "not_found", "No such webhook");
    }
    outbox_.health().enable();
    return list_webhooks();
}

Response Wms::create_order(const Moment& moment, const Request& request, Step& step) {
    const std::string_view reference = request.body["reference"].string();
    if (reference.empty()) {
        return error_answer(422, "invalid", "reference is missing");
    }
    if (const auto known = orders_.find(reference)) {
        return wms::duplicate_reference(*known + 1);
    }
    if (auto refused = read_lines(request.body["lines"])) {
        return *std::move(refused);
    }
    const std::uint32_t order = orders_.add(reference, moment.now, lines_read_);
    const std::uint32_t line_first = orders_.order(order).line_first;
    for (std::uint32_t line = 0; line < lines_read_.size(); ++line) {
        stock_.await(lines_read_[line].sku, line_first + line);
    }
    arm_wave(moment, step);
    arm_expiry(step);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", order + 1);
    writer.field("status", "acknowledged");
    writer.end();
    return answer_with(201, writer.finish());
}

std::optional<Response> Wms::read_lines(Value lines) {
    lines_read_.clear();
    for (const Value line : lines) {
        const std::int64_t number = line["line"].integer_or(-1);
        const auto units = wms::units_of(line["quantity"]);
        if (number < 0 || number >= no_index || !units) {
            return error_answer(422, "invalid", "a line needs a number and whole units above zero");
        }
        const auto sku = stock_.find(line["sku"].string());
        if (!sku) {
            return error_answer(422, "unknown_sku", line["sku"].string());
        }
        OrderLine& read = lines_read_.emplace_back();
        read.number = static_cast<std::uint32_t>(number);
        read.sku = *sku;
        read.ordered = *units;
        read.may_substitute = line["substitution"].is_true();
    }
    if (lines_read_.empty() || !numbers_unique(lines_read_)) {
        return error_answer(422, "invalid", "lines are missing or share a number");
    }
    return std::nullopt;
}

Response Wms::list_orders(const Request& request) const {
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("orders");
    const auto order = orders_.find(query_parameter(request.path, "reference"));
    if (order) {
        writer.begin_object();
        writer.field("id", *order + 1);
        writer.field("reference", orders_.order(*order).reference);
        writer.field("status", orders_.status_of(*order));
        const bool summary = query_parameter(request.path, "detail") == "summary";
        writer.begin_array("lines");
        for (const OrderLine& line :
             summary ? std::span<const OrderLine>{} : orders_.lines_of(*order)) {
            writer.begin_object();
            writer.field("line", line.number);
            writer.field("sku", stock_.code_of(line.sku));
            writer.field("quantity", line.ordered);
            writer.field("shipped", line.shipped);
            writer.field("cancelled", line.cancelled);
            writer.field("closed_short", line.closed);
            writer.end();
        }
        writer.end();
        writer.end();
    }
    writer.end();
    writer.end();
    Response response = answer_with(200, writer.finish());
    if (order && settings_.if_match_required) {
        response.headers.push_back({"ETag", etag_of(*order)});
    }
    return response;
}

Response Wms::attach_label(const Moment& moment, const Request& request) {
    const auto parcel = dock_.find(path_segment(request.path, 1));
    if (!parcel) {
        return error_answer(404, "not_found", "No such parcel");
    }
    const std::uint32_t order = dock_.parcel(*parcel).order;
    if (auto refused = precondition(moment, order, request)) {
        return *std::move(refused);
    }
    const std::string_view tracking = request.body["tracking_number"].string();
    if (tracking.empty()) {
        return error_answer(422, "invalid", "tracking_number is missing");
    }
    switch (dock_.attach_label(path_segment(request.path, 1), tracking, moment.now)) {
        case wms::LabelAnswer::unknown_parcel:
            return error_answer(404, "not_found", "No such parcel");
        case wms::LabelAnswer::in_manifest:
            return error_answer(409, "in_manifest", "The parcel is being handed over");
        case wms::LabelAnswer::shipped:
            return error_answer(409, "shipped", "The parcel has left with another label");
        case wms::LabelAnswer::attached:
            ++orders_.order(order).version;
            break;
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("parcel", path_segment(request.path, 1));
    writer.field("tracking_number", tracking);
    writer.end();
    return answer_with(200, writer.finish());
}

Response Wms::list_inventory(const Request& request) {
    const std::int64_t cursor = wms::number_of(query_parameter(request.path, "cursor")).value_or(0);
    auto sku = static_cast<std::uint32_t>(std::min<std::int64_t>(cursor, stock_.sku_count()));
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("items");
    for (std::uint32_t count = 0; sku < stock_.sku_count() && count < inventory_page_size; ++sku) {
        if (!stock_.keeps(sku)) {
            continue;
        }
        writer.begin_object();
        writer.field("sku", stock_.code_of(sku));
        writer.field("on_hand", stock_.item(sku).on_hand);
        if (packs_.case_units(sku) > 0) {
            writer.field("case_units", packs_.case_units(sku));
        }
        writer.end();
        ++count;
    }
    writer.end();
    if (sku < stock_.sku_count()) {
        writer.field("next", sku);
        if (watch_.on()) {
            cursors_given_.push_back(sku);
        }
    } else {
        writer.field_null("next");
    }
    writer.end();
    return answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
