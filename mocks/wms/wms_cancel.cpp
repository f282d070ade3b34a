#include <algorithm>

#include "mocks/wms/answers.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

using wms::answer_with;
using wms::error_answer;
using wms::no_index;
using wms::OrderLine;
using wms::Pick;

Response Wms::cancel_order(const Moment& moment, const Request& request, Step& step) {
    const auto id = wms::number_of(path_segment(request.path, 1));
    if (!id || *id < 1 || *id > orders_.order_count()) {
        return error_answer(404, "not_found", "No such order");
    }
    const auto order = static_cast<std::uint32_t>(*id - 1);
    const std::string_view name = request.body["request"].string();
    if (name.empty()) {
        return error_answer(422, "invalid", "request is missing");
    }
    auto key = std::pair{order, std::string{name}};
    if (const auto known = cancels_.find(key); known != cancels_.end()) {
        return answer_with(known->second.status, known->second.body);
    }
    if (auto refused = precondition(moment, order, request)) {
        return *std::move(refused);
    }
    if (auto refused = read_cancel(order, request.body["lines"])) {
        if (refused->status == 409) {
            cancels_.emplace(std::move(key), CancelAnswer{refused->status, refused->body});
        }
        return *std::move(refused);
    }
    for (const Pick wanted : picks_read_) {
        cancel_units(wanted.line, wanted.units, moment.now);
    }
    ++orders_.order(order).version;
    arm_wave(moment, step);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("status", orders_.order(order).cancelled ? "cancelled" : "reduced");
    writer.end();
    const CancelAnswer& given =
        cancels_.emplace(std::move(key), CancelAnswer{200, writer.finish()}).first->second;
    return answer_with(given.status, given.body);
}

/// Fills picks_read_ with what is to be cancelled, each line once. An error when the request makes
/// no sense or comes too late.
std::optional<Response> Wms::read_cancel(std::uint32_t order, Value lines) {
    const wms::Order& asked = orders_.order(order);
    picks_read_.clear();
    if (lines.size() == 0) {
        for (std::uint32_t line = 0; line < asked.line_count; ++line) {
            const OrderLine& all = orders_.line(asked.line_first + line);
            const std::int32_t open = all.waiting() + all.allocated + all.processing;
            picks_read_.push_back({asked.line_first + line, open});
        }
    }
    for (const Value wanted : lines) {
        const std::uint32_t line = orders_.find_line(order, wanted["line"].integer_or(-1));
        const auto units = wms::units_of(wanted["quantity"]);
        if (line == no_index || !units) {
            return error_answer(422, "invalid", "a line is unknown or has no whole units");
        }
        const auto named = std::ranges::find(picks_read_, line, &Pick::line);
        if (named != picks_read_.end()) {
            named->units = std::min(named->units + *units, orders_.line(line).ordered);
        } else {
            picks_read_.push_back({line, *units});
        }
    }
    bool too_late = lines.size() == 0 && asked.units_open == 0 && asked.units_shipped > 0;
    for (Pick& wanted : picks_read_) {
        const OrderLine& line = orders_.line(wanted.line);
        // What was cancelled or closed before need not be cancelled again.
        wanted.units = std::min(wanted.units, line.ordered - line.cancelled - line.closed);
        too_late = too_late || wanted.units > line.waiting() + line.allocated;
    }
    if (too_late) {
        DocumentWriter writer;
        writer.begin_object();
        writer.field("code", "too_late");
        writer.field("status", orders_.status_of(order));
        writer.end();
        return answer_with(409, writer.finish());
    }
    return std::nullopt;
}

void Wms::cancel_units(std::uint32_t index, std::int32_t units, Instant now) {
    const OrderLine& line = orders_.line(index);
    const std::int32_t from_waiting = std::min(units, line.waiting());
    if (from_waiting > 0) {
        orders_.cancel_waiting(index, from_waiting, now);
    }
    const std::int32_t from_allocated = units - from_waiting;
    if (from_allocated > 0) {
        wms::Order& order = orders_.order(orders_.order_of_line(index));
        floor_.remove(order.job_queued, {index, from_allocated});
        if (floor_.job(order.job_queued).picks.empty()) {
            order.job_queued = no_index;
        }
        orders_.cancel_allocated(index, from_allocated, now);
        stock_.release(line.sku, from_allocated);
    }
}

}  // namespace drydock::mocks
