#include <algorithm>

#include <fmt/format.h>

#include "mocks/channels/storefront.hpp"
#include "mocks/channels/storefront_cursor.hpp"
#include "mocks/channels/wire.hpp"

/// How a storefront lists its orders: by cursor as Shopify, or by page number as WooCommerce.
namespace drydock::mocks {

using channels::Order;
using channels::Progress;

namespace {

/// A date as clients send it: with the shop's own time, or that marked as UTC.
std::optional<Instant> shop_date(std::string_view text, const Calendar& calendar) {
    for (const std::string_view zone : {"Z", "+00:00", "%2B00:00", "%2B00%3A00"}) {
        if (text.ends_with(zone)) {
            text.remove_suffix(zone.size());
            break;
        }
    }
    return channels::date_of(text, calendar);
}

bool names(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (list.substr(0, comma) == name) {
            return true;
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// Adds `order` with only those of its members that `fields` names; all for an empty text.
void add_fields(DocumentWriter& writer, Value order, std::string_view fields) {
    if (fields.empty()) {
        writer.add(order);
        return;
    }
    writer.begin_object();
    for (const Value member : order) {
        if (names(fields, member.key())) {
            writer.name(member.key());
            writer.add(member);
        }
    }
    writer.end();
}

}  // namespace

/// Shopify: open, closed (all shipped), cancelled or any. WooCommerce: processing, completed,
/// cancelled, refunded or any.
bool Storefront::is_listed(std::uint32_t index, std::string_view status) const {
    if (removed_.contains(index)) {
        return false;
    }
    if (status == "any") {
        return true;
    }
    const Order& order = book_.order(index);
    const bool cancelled = order.cancelled.has_value();
    const bool shipped = book_.progress_of(index) == Progress::shipped;
    if (status == "cancelled") {
        return cancelled;
    }
    if (status == "closed" || status == "completed") {
        return shipped && !cancelled;
    }
    if (status == "refunded") {
        return !cancelled && order.refunded == order.captured;
    }
    return !cancelled && !shipped;
}

Storefront::List Storefront::collect(
    std::size_t position, std::size_t size, std::string_view status
) const {
    List list{{}, position};
    while (list.next && list.orders.size() < size) {
        const auto page = book_.page(*list.next, size - list.orders.size(), Instant::max());
        std::ranges::copy_if(
            page.orders,
            std::back_inserter(list.orders),
            [&](std::uint32_t order) { return is_listed(order, status); }
        );
        list.next = page.next;
    }
    return list;
}

Response Storefront::list(const Request& request) const {
    return shopify() ? list_by_cursor(request) : list_by_page(request);
}

/// Source: Shopify REST pagination: limit up to 250; `Link` with an opaque page_info when there is
/// a next page; beside page_info no filter but limit and fields.
Response Storefront::list_by_cursor(const Request& request) const {
    const std::string_view page_info = query_parameter(request.path, "page_info");
    const std::string_view limit = query_parameter(request.path, "limit");
    const std::string_view fields = query_parameter(request.path, "fields");
    const auto size =
        limit.empty() ? settings_.page_size_default : channels::number_of(limit).value_or(0);
    if (size < 1 || size > settings_.page_size_max) {
        return bad_query("limit", fmt::format("Must be 1 to {}", settings_.page_size_max));
    }
    channels::ShopCursor cursor{0, "open"};
    if (!page_info.empty()) {
        for (const std::string_view name : channels::names_in_query(request.path)) {
            if (name != "page_info" && name != "limit" && name != "fields") {
                return bad_query(
                    Key::of_text(name), fmt::format("{} cannot be passed with page_info", name)
                );
            }
        }
        const auto given = channels::read_cursor(page_info);
        if (!given) {
            return bad_query("page_info", "Invalid value.");
        }
        cursor = *given;
    } else {
        const std::string_view from = query_parameter(request.path, "updated_at_min");
        const auto updated_from =
            from.empty() ? Instant::min() : shop_date(from, settings_.channel.calendar);
        if (!updated_from) {
            return bad_query("updated_at_min", "Invalid value.");
        }
        cursor.position = book_.position_at(*updated_from);
        const std::string_view status = query_parameter(request.path, "status");
        if (!status.empty()) {
            if (!names("any,open,closed,cancelled", status)) {
                return bad_query("status", "Invalid value.");
            }
            cursor.status = status;
        }
    }
    const List page = collect(cursor.position, size, cursor.status);
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("orders");
    for (const std::uint32_t order : page.orders) {
        if (fields.empty()) {
            writer.begin_object();
            write_listed_order(writer, order);
            writer.end();
            continue;
        }
        DocumentWriter whole;
        whole.begin_object();
        write_listed_order(whole, order);
        whole.end();
        add_fields(writer, whole.finish().root(), fields);
    }
    writer.end();
    writer.end();
    Response response = channels::answer_with(200, writer.finish());
    if (page.next) {
        response.headers.push_back(
            {"Link",
             fmt::format(
                 R"(<https://{}{}?limit={}&page_info={}>; rel="next")",
                 settings_.domain,
                 path_of(request.path),
                 size,
                 channels::write_cursor({*page.next, cursor.status})
             )}
        );
    }
    return response;
}

/// WooCommerce: page from 1 and per_page up to 100 of all that the filter finds at this moment, so
/// that pages shift while orders change. Source: common knowledge.
Response Storefront::list_by_page(const Request& request) const {
    const std::string_view page_text = query_parameter(request.path, "page");
    const std::string_view size_text = query_parameter(request.path, "per_page");
    const std::string_view after = query_parameter(request.path, "modified_after");
    const std::string_view status_text = query_parameter(request.path, "status");
    const auto number = page_text.empty() ? 1 : channels::number_of(page_text).value_or(0);
    const auto size = size_text.empty() ? settings_.page_size_default
                                        : channels::number_of(size_text).value_or(0);
    if (number < 1 || number > 1'000'000) {
        return bad_query("page", "page must be greater than or equal to 1");
    }
    if (size < 1 || size > settings_.page_size_max) {
        return bad_query(
            "per_page",
            fmt::format("per_page must be between 1 (inclusive) and {}", settings_.page_size_max)
        );
    }
    const auto from = after.empty() ? Instant{} : shop_date(after, settings_.channel.calendar);
    if (!from) {
        return bad_query("modified_after", "Invalid date.");
    }
    const std::string_view status = status_text.empty() ? "any" : status_text;
    if (!names("any,processing,completed,cancelled,refunded", status)) {
        return bad_query("status", "status is not one of any, processing, completed, ...");
    }
    // Dates are whole seconds there: later than 12:00:00 is 12:00:01 or later.
    const std::size_t first = after.empty() ? 0 : book_.position_at(*from + one_second);
    const List all = collect(first, book_.order_count() + std::size_t{1}, status);
    const std::size_t begin = std::min<std::size_t>((number - 1) * size, all.orders.size());
    const std::size_t end = std::min<std::size_t>(begin + size, all.orders.size());
    DocumentWriter writer;
    writer.begin_array();
    for (std::size_t index = begin; index < end; ++index) {
        writer.begin_object();
        write_listed_order(writer, all.orders[index]);
        writer.end();
    }
    writer.end();
    Response response = channels::answer_with(200, writer.finish());
    const std::size_t pages = (all.orders.size() + size - 1) / size;
    response.headers.push_back({"X-WP-Total", fmt::to_string(all.orders.size())});
    response.headers.push_back({"X-WP-TotalPages", fmt::to_string(pages)});
    return response;
}

Response Storefront::count(const Request& request) const {
    const std::string_view status = query_parameter(request.path, "status");
    const std::string_view wanted = status.empty() ? "open" : status;
    if (!names("any,open,closed,cancelled", wanted)) {
        return bad_query("status", "Invalid value.");
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.field("count", collect(0, book_.order_count() + std::size_t{1}, wanted).orders.size());
    writer.end();
    return channels::answer_with(200, writer.finish());
}

}  // namespace drydock::mocks
