#include <algorithm>

#include "mocks/wms/answers.hpp"
#include "mocks/wms/timers.hpp"
#include "mocks/wms/wms.hpp"

namespace drydock::mocks {

using wms::answer_with;
using wms::error_answer;
using wms::no_index;
using wms::OrderLine;
using wms::Pick;

Response Wms::create_return(const Moment& moment, const Request& request, Step& step) {
    const std::string_view reference = request.body["reference"].string();
    if (reference.empty()) {
        return error_answer(422, "invalid", "reference is missing");
    }
    const auto index = static_cast<std::uint32_t>(returns_.size());
    const auto known = returns_by_reference_.find(std::string{reference});
    if (known != returns_by_reference_.end()) {
        return wms::duplicate_reference(known->second + 1);
    }
    const auto order = orders_.find(request.body["order_reference"].string());
    if (!order) {
        return error_answer(422, "unknown_order", request.body["order_reference"].string());
    }
    if (auto refused = read_return(*order, request.body["lines"])) {
        return *std::move(refused);
    }
    for (const Pick goods : picks_read_) {
        orders_.authorise_return(goods.line, goods.units);
    }
    returns_by_reference_.emplace(reference, index);
    returns_.push_back(
        {.reference = std::string{reference},
         .order = *order,
         .received = false,
         .goods = picks_read_}
    );
    const TimerId arrival = wms::timer_of(wms::TimerKind::goods_back, index);
    step.set_timer(arrival, moment.now + settings_.return_transit);
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", index + 1);
    writer.field("status", "authorised");
    writer.end();
    return answer_with(201, writer.finish());
}

/// Fills picks_read_ with what comes back, each line once. Only what has shipped can.
std::optional<Response> Wms::read_return(std::uint32_t order, Value lines) {
    picks_read_.clear();
    for (const Value wanted : lines) {
        const std::uint32_t line = orders_.find_line(order, wanted["line"].integer_or(-1));
        const auto units = wms::units_of(wanted["quantity"]);
        if (line == no_index || !units ||
            wanted["sku"].string() != stock_.code_of(orders_.line(line).sku)) {
            return error_answer(422, "invalid", "a line is unknown or has no whole units");
        }
        auto named = std::ranges::find(picks_read_, line, &Pick::line);
        if (named == picks_read_.end()) {
            picks_read_.push_back({line, 0});
            named = picks_read_.end() - 1;
        }
        const OrderLine& sent = orders_.line(line);
        if (*units > sent.shipped - sent.returned - named->units) {
            return error_answer(422, "not_shipped", "more than was shipped and not yet returned");
        }
        named->units += *units;
    }
    if (picks_read_.empty()) {
        return error_answer(422, "invalid", "lines are missing");
    }
    return std::nullopt;
}

Response Wms::list_returns(const Request& request) const {
    const std::string_view reference = query_parameter(request.path, "reference");
    const auto found = returns_by_reference_.find(std::string{reference});
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("returns");
    if (found != returns_by_reference_.end()) {
        const Return& goods_back = returns_[found->second];
        writer.begin_object();
        writer.field("id", found->second + 1);
        writer.field("reference", goods_back.reference);
        writer.field("order_reference", orders_.order(goods_back.order).reference);
        writer.field("status", goods_back.received ? "received" : "authorised");
        write_goods(writer, goods_back.goods);
        writer.end();
    }
    writer.end();
    writer.end();
    return answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
