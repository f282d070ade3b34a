#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/connectors/wms/wms_calls.hpp"
#include "integration/flows/flow.hpp"
#include "integration/gateway/line_units.hpp"
#include "integration/gateway/translate.hpp"

namespace drydock::integration {

namespace {

/// Pieces of what a line counts; 0, and the event has a problem, when the size of its unit is not
/// known. Source: X12, element 355, as in W12 and W07: EA is each, CA is a case.
std::int64_t pieces_of(Value line, const Vocabulary& vocabulary, Event& event) {
    const std::int64_t count = line["quantity"].thousandths().value_or(0) / 1'000;
    const std::string_view unit = line["unit"].string();
    if (unit.empty() || unit == "EA" || vocabulary.units == Units::as_they_are) {
        return count;
    }
    const std::string_view sku = line["sku"].string();
    const auto product = vocabulary.catalogue.find(sku);
    const std::int32_t case_units = product ? vocabulary.catalogue.at(*product).case_units : 0;
    if (unit != "CA" || case_units <= 0) {
        event.problem =
            fmt::format("the warehouse counts {} {} of SKU {}: of unknown size", count, unit, sku);
        event.owner = owner_catalogue;
        return 0;
    }
    constexpr std::int64_t largest = std::numeric_limits<std::int32_t>::max();
    return count > largest || count < -largest ? 0 : count * case_units;
}

/// Lines of the warehouse's order, which are numbered as the order's own.
std::vector<LineUnits> read_pieces(Value lines, const Vocabulary& vocabulary, Event& event) {
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const std::int64_t number = line["line"].integer_or(0);
        const std::int32_t count = units_of(pieces_of(line, vocabulary, event));
        if (number >= 1 && count > 0) {
            units.push_back({static_cast<std::uint32_t>(number - 1), count});
        }
    }
    return units;
}

/// Lines that name products instead of order lines.
std::vector<LineUnits> read_products(Value lines, const Vocabulary& vocabulary, Event& event) {
    std::vector<LineUnits> units;
    units.reserve(lines.size());
    for (const Value line : lines) {
        const auto product = vocabulary.catalogue.find(line["sku"].string());
        const std::int32_t count = units_of(pieces_of(line, vocabulary, event));
        if (!product) {
            event.problem = fmt::format("SKU {} is not in Odoo's catalogue", line["sku"].string());
            event.owner = owner_catalogue;
        } else if (count > 0) {
            units.push_back({*product, count});
        }
    }
    return units;
}

/// One entry a line: a line may leave in several lots, or partly as another product.
void merge_lines(std::vector<LineUnits>& lines) {
    const auto earlier = [](const LineUnits& left, const LineUnits& right) {
        return left.line >= right.line;
    };
    if (std::ranges::adjacent_find(lines, earlier) == lines.end()) {
        return;  // As nearly always.
    }
    std::ranges::stable_sort(lines, {}, &LineUnits::line);
    std::size_t kept = 0;
    for (std::size_t next = 1; next < lines.size(); ++next) {
        if (lines[next].line == lines[kept].line) {
            lines[kept].units += lines[next].units;
        } else {
            lines[++kept] = lines[next];
        }
    }
    lines.resize(std::min(lines.size(), kept + 1));
}

Event warehouse_event(JobKind kind, Value body, std::string_view order, std::string_view key) {
    Event event;
    event.number = order;
    event.key = EventKey::of("wms", to_text(kind), key);
    event.job.kind = kind;
    event.job.key = key;
    event.sequence = body["sequence"].integer_or(0);
    return event;
}

/// What left as another product is booked as delivered all the same, so its stock becomes the
/// ordered product's first. Source: X12 945, W12-01 CS, shipment complete with substitution.
void add_swaps(Value body, const Vocabulary& vocabulary, Event& event) {
    for (const Value line : body["lines"]) {
        const std::string_view ordered = line["substitute_for"].string();
        if (ordered.empty()) {
            continue;
        }
        const auto sent = vocabulary.catalogue.find(line["sku"].string());
        const auto wanted = vocabulary.catalogue.find(ordered);
        const std::int32_t units = units_of(pieces_of(line, vocabulary, event));
        if (!sent || !wanted || units <= 0) {
            continue;
        }
        const std::string key = fmt::format(
            "{}-{}-{}",
            body["parcel"].string(),
            line["line"].integer_or(0),
            event.more.size() / 2 + 1
        );
        const auto post = [&](std::string_view what, odoo::StockPostingKind kind, auto product) {
            Event swap;
            swap.job.kind = JobKind::post_stock;
            swap.job.key = fmt::format("{}-{}", what, key);
            swap.key = EventKey::of("wms", to_text(JobKind::post_stock), swap.job.key);
            swap.job.number = static_cast<std::int64_t>(kind);
            swap.job.lines.push_back({product, units});
            event.more.push_back(std::move(swap));
        };
        post("swap-in", odoo::StockPostingKind::found, *wanted);
        post("swap-out", odoo::StockPostingKind::loss, *sent);
    }
}

Event adjustment_event(Value body, const Vocabulary& vocabulary) {
    Event event = warehouse_event(JobKind::post_stock, body, {}, body["adjustment"].string());
    const std::int64_t units = pieces_of(body, vocabulary, event);
    const auto product = vocabulary.catalogue.find(body["sku"].string());
    if (!product) {
        event.problem = fmt::format("SKU {} is not in Odoo's catalogue", body["sku"].string());
        event.owner = owner_catalogue;
    }
    if (!event.problem.empty()) {
        return event;
    }
    event.job.number = static_cast<std::int64_t>(
        units < 0 ? odoo::StockPostingKind::loss : odoo::StockPostingKind::found
    );
    event.job.lines.push_back({*product, units_of(units < 0 ? -units : units)});
    return event;
}

}  // namespace

std::optional<Event> translate_warehouse(Value body, const Vocabulary& vocabulary) {
    const std::string_view topic = wms::topic_of(body);
    const std::string_view reference = body["reference"].string();
    const std::string_view parcel = body["parcel"].string();
    if (topic == "order.packed") {
        Event event = warehouse_event(JobKind::label_parcel, body, reference, parcel);
        event.job.number = body["weight_grams"].integer_or(0);
        event.job.lines = read_pieces(body["lines"], vocabulary, event);
        merge_lines(event.job.lines);
        return event;
    }
    if (topic == "shipment.confirmed") {
        // Source: X12 945, W12-01, element 368: CN is the next carrier move, and no cancellation.
        if (body["status"].string() == "CN") {
            return std::nullopt;
        }
        Event event = warehouse_event(JobKind::book_shipment, body, reference, parcel);
        event.job.text = body["tracking_number"].string();
        // Source: X12 945, W12-01, element 368: BP, partial and a backorder follows.
        event.job.number = body["status"].string() == "BP" ? 1 : 0;
        event.job.lines = read_pieces(body["lines"], vocabulary, event);
        merge_lines(event.job.lines);
        if (event.problem.empty()) {
            add_swaps(body, vocabulary, event);
        }
        return event;
    }
    if (topic == "order.closed_short") {
        const std::string key =
            fmt::format("short-{}-{}", reference, body["sequence"].integer_or(0));
        Event event = warehouse_event(JobKind::close_short, body, reference, key);
        event.job.lines = read_pieces(body["lines"], vocabulary, event);
        return event;
    }
    if (topic == "return.received") {
        Event event = warehouse_event(
            JobKind::book_return, body, body["order_reference"].string(), reference
        );
        event.job.lines = read_pieces(body["lines"], vocabulary, event);
        return event;
    }
    if (topic == "inventory.received") {
        Event event = warehouse_event(JobKind::post_stock, body, {}, body["receipt"].string());
        event.job.number = static_cast<std::int64_t>(odoo::StockPostingKind::receipt);
        event.job.lines = read_products(body["lines"], vocabulary, event);
        return event;
    }
    if (topic == "inventory.adjusted") {
        return adjustment_event(body, vocabulary);
    }
    return std::nullopt;
}

}  // namespace drydock::integration
