#include "harness/live/external_odoo.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

/// The stock location of the first warehouse, which the runtime works with.
/// Source: docs/wire.md, Odoo: ids of every fresh database with the stock module.
constexpr std::int64_t location_stock = 8;

/// Ids that one question names. Assumption: orders have 30 lines each, which makes 3 pages.
constexpr std::size_t ids_a_question = 100;

OdooAccess::Write leaf(std::string_view field, std::string_view comparison, std::string value) {
    return [field, comparison, value = std::move(value)](DocumentWriter& out) {
        out.begin_array();
        out.add(field);
        out.add(comparison);
        out.add(value);
        out.end();
    };
}

std::string text_of_value(Value value) {
    return std::string{value.string()};  // Odoo's false is an empty text.
}

std::optional<Instant> instant_at(Value value, const ClockOffset& clock) {
    const auto seconds = odoo_seconds(value.string());
    return seconds ? std::optional{clock.run_time(*seconds)} : std::nullopt;
}

SaleState sale_state_of(std::string_view state) {
    if (state == "draft") {
        return SaleState::draft;
    }
    if (state == "sent") {
        return SaleState::sent;
    }
    return state == "cancel" ? SaleState::cancel : SaleState::sale;
}

/// Reads one model after the other; each needs what the ones before have left here.
class BooksReader {
public:
    BooksReader(OdooAccess& odoo, const OdooReading& reading, Books& books)
        : odoo_{odoo},
          reading_{reading},
          books_{books},
          since_{odoo_text(reading.clock.server_time(reading.since))} {}

    [[nodiscard]] OdooAccess::Answer<void> read() {
        auto products = read_odoo_products(odoo_, reading_.demand);
        if (!products) {
            return unexpected{products.error()};
        }
        products_ = std::move(*products);
        for (const auto step :
             {&BooksReader::read_orders,
              &BooksReader::read_lines,
              &BooksReader::read_invoices,
              &BooksReader::read_transfers,
              &BooksReader::read_stock}) {
            if (auto done = (this->*step)(); !done) {
                return done;
            }
        }
        return {};
    }

private:
    [[nodiscard]] OdooAccess::Answer<void> read_orders();
    [[nodiscard]] OdooAccess::Answer<void> read_lines();
    [[nodiscard]] OdooAccess::Answer<void> read_invoices();
    [[nodiscard]] OdooAccess::Answer<void> read_transfers();
    [[nodiscard]] OdooAccess::Answer<void> read_stock();
    [[nodiscard]] SkuId sku_of(Value product) const {
        const auto found = products_.find(product.integer_or(0));
        return found == products_.end() ? unknown_sku : found->second;
    }
    /// By Odoo's id: where it, or its order, stands in the books.
    using Places = std::map<std::int64_t, std::size_t>;
    /// Tells `add` all records whose `field` is one of the ids.
    [[nodiscard]] OdooAccess::Answer<void> read_by_ids(
        std::string_view model,
        std::string_view field,
        const Places& places,
        const std::vector<std::string_view>& fields,
        void (BooksReader::*add)(Value)
    );
    void add_line(Value line);
    void add_invoice(Value entry);
    void add_move(Value move);

    OdooAccess& odoo_;
    const OdooReading& reading_;
    Books& books_;
    const std::string since_;
    std::map<std::int64_t, SkuId> products_;
    Places orders_;
    Places order_of_invoice_;
    Places transfers_;
};

OdooAccess::Answer<void> BooksReader::read_orders() {
    const auto list = odoo_.list(
        "sale.order",
        leaf("create_date", ">=", since_),
        {"id", "name", "client_order_ref", "state", "create_date", "date_order", "invoice_ids"}
    );
    if (!list) {
        return unexpected{list.error()};
    }
    for (const Value record : list->records) {
        const std::size_t place = books_.sale_orders.size();
        SaleOrder& order = books_.sale_orders.emplace_back();
        order.name = text_of_value(record["name"]);
        order.client_order_ref = text_of_value(record["client_order_ref"]);
        order.state = sale_state_of(record["state"].string());
        order.created = instant_at(record["create_date"], reading_.clock).value_or(Instant{});
        if (order.state == SaleState::sale) {
            // Confirming an order sets its date. Source: Odoo 18.0, _prepare_confirmation_values.
            order.confirmed = instant_at(record["date_order"], reading_.clock);
        }
        orders_[record["id"].integer_or(0)] = place;
        for (const Value invoice : record["invoice_ids"]) {
            order_of_invoice_[invoice.integer_or(0)] = place;
        }
    }
    return {};
}

void BooksReader::add_line(Value line) {
    const auto order = orders_.find(line["order_id"].integer_or(0));
    if (order == orders_.end() || !line["product_id"].is_number()) {
        return;  // A section, a note or a down payment.
    }
    const SkuId sku = sku_of(line["product_id"]);
    const auto& products = reading_.demand.products;
    books_.sale_orders[order->second].lines.push_back(
        {.sku = sku,
         .ordered = line["product_uom_qty"].quantity(),
         .delivered = line["qty_delivered"].quantity(),
         .invoiced = line["qty_invoiced"].quantity(),
         .price = line["price_unit"].money(),
         .storable =
             sku.value >= products.size() || products[sku.value].kind == ProductKind::storable}
    );
}

OdooAccess::Answer<void> BooksReader::read_lines() {
    return read_by_ids(
        "sale.order.line",
        "order_id",
        orders_,
        {"order_id",
         "product_id",
         "product_uom_qty",
         "qty_delivered",
         "qty_invoiced",
         "price_unit"},
        &BooksReader::add_line
    );
}

OdooAccess::Answer<void> BooksReader::read_by_ids(
    std::string_view model,
    std::string_view field,
    const Places& places,
    const std::vector<std::string_view>& fields,
    void (BooksReader::*add)(Value)
) {
    std::vector<std::int64_t> ids;
    for (const auto& [id, place] : places) {
        ids.push_back(id);
    }
    for (std::size_t begin = 0; begin < ids.size(); begin += ids_a_question) {
        const std::size_t end = std::min(begin + ids_a_question, ids.size());
        const auto list = odoo_.list(
            model,
            [&](DocumentWriter& out) {
                out.begin_array();
                out.add(field);
                out.add("in");
                out.begin_array();
                for (std::size_t index = begin; index < end; ++index) {
                    out.add(ids[index]);
                }
                out.end();
                out.end();
            },
            fields
        );
        if (!list) {
            return unexpected{list.error()};
        }
        for (const Value record : list->records) {
            (this->*add)(record);
        }
    }
    return {};
}

void BooksReader::add_invoice(Value entry) {
    const auto order = order_of_invoice_.find(entry["id"].integer_or(0));
    if (order == order_of_invoice_.end()) {
        return;  // Of nobody's order.
    }
    Invoice& invoice = books_.invoices.emplace_back();
    const std::string name = text_of_value(entry["name"]);
    invoice.name = name == "/" ? "" : name;  // Odoo's name of a draft.
    invoice.kind = entry["move_type"].string() == "out_refund" ? InvoiceKind::credit_note
                                                               : InvoiceKind::invoice;
    invoice.posted = entry["state"].string() == "posted";
    invoice.cancelled = entry["state"].string() == "cancel";
    invoice.order = books_.sale_orders[order->second].client_order_ref;
    invoice.total = entry["amount_total"].money();
    if (invoice.posted) {
        // Odoo keeps no time of posting; our invoices are not touched after it.
        const auto written = instant_at(entry["write_date"], reading_.clock);
        if (written && *written >= reading_.since) {
            invoice.posted_at = written;
        }
    }
}

OdooAccess::Answer<void> BooksReader::read_invoices() {
    return read_by_ids(
        "account.move",
        "id",
        order_of_invoice_,
        {"id", "name", "move_type", "state", "amount_total", "write_date"},
        &BooksReader::add_invoice
    );
}

OdooAccess::Answer<void> BooksReader::read_transfers() {
    const auto list = odoo_.list(
        "stock.picking",
        [&](DocumentWriter& out) {
            leaf("state", "=", "done")(out);
            leaf("date_done", ">=", since_)(out);
        },
        {"id", "name", "sale_id", "picking_type_code", "return_id", "date_done"}
    );
    if (!list) {
        return unexpected{list.error()};
    }
    for (const Value record : list->records) {
        const std::string_view code = record["picking_type_code"].string();
        if (code != "outgoing" && !record["return_id"].is_number()) {
            continue;
        }
        const auto order = orders_.find(record["sale_id"].integer_or(0));
        transfers_[record["id"].integer_or(0)] = books_.pickings.size();
        Picking& picking = books_.pickings.emplace_back();
        picking.name = text_of_value(record["name"]);
        if (order != orders_.end()) {
            picking.order = books_.sale_orders[order->second].client_order_ref;
        }
        picking.incoming = code == "incoming";
        picking.done = instant_at(record["date_done"], reading_.clock).value_or(Instant{});
    }
    return read_by_ids(
        "stock.move",
        "picking_id",
        transfers_,
        {"picking_id", "product_id", "quantity", "state"},
        &BooksReader::add_move
    );
}

void BooksReader::add_move(Value move) {
    const auto transfer = transfers_.find(move["picking_id"].integer_or(0));
    if (transfer != transfers_.end() && move["state"].string() == "done") {
        books_.pickings[transfer->second].lines.push_back(
            {sku_of(move["product_id"]), move["quantity"].quantity()}
        );
    }
}

OdooAccess::Answer<void> BooksReader::read_stock() {
    const auto list = odoo_.list(
        "stock.quant",
        [](DocumentWriter& out) {
            out.begin_array();
            out.add("location_id");
            out.add("child_of");
            out.add(location_stock);
            out.end();
        },
        {"product_id", "quantity", "reserved_quantity"}
    );
    if (!list) {
        return unexpected{list.error()};
    }
    std::map<SkuId, StockLevel> levels;
    for (const Value quant : list->records) {
        const SkuId sku = sku_of(quant["product_id"]);
        if (sku == unknown_sku) {
            continue;  // Somebody else's goods.
        }
        StockLevel& level = levels[sku];
        level.system = reading_.self;
        level.sku = sku;
        level.on_hand += quant["quantity"].quantity();
        level.reserved += quant["reserved_quantity"].quantity();
    }
    for (const auto& [sku, level] : levels) {
        books_.stock.push_back(level);
    }
    return {};
}

}  // namespace

Instant ClockOffset::run_time(std::int64_t seconds) const {
    return run + (seconds - server_seconds) * one_second + one_second - Duration{1};
}

std::int64_t ClockOffset::server_time(Instant instant) const {
    const Duration away = instant - run;
    // Down to the whole second before.
    const std::int64_t whole = away / one_second;
    return server_seconds + (away < whole * one_second ? whole - 1 : whole);
}

OdooAccess::Answer<std::map<std::int64_t, SkuId>> read_odoo_products(
    OdooAccess& odoo, const Demand& demand
) {
    std::unordered_map<std::string_view, SkuId> skus;
    for (std::uint32_t index = 0; index < demand.products.size(); ++index) {
        skus.emplace(demand.products[index].sku, SkuId{index});
    }
    const auto list =
        odoo.list("product.product", leaf("default_code", "!=", ""), {"id", "default_code"});
    if (!list) {
        return unexpected{list.error()};
    }
    std::map<std::int64_t, SkuId> products;
    for (const Value product : list->records) {
        if (const auto found = skus.find(product["default_code"].string()); found != skus.end()) {
            products.emplace(product["id"].integer_or(0), found->second);
        }
    }
    return products;
}

OdooAccess::Answer<void> read_odoo_books(
    OdooAccess& odoo, const OdooReading& reading, Books& books
) {
    return BooksReader{odoo, reading, books}.read();
}

void append_odoo_books(const Books& from, Books& to) {
    const auto append = [](const auto& source, auto& target) {
        target.insert(target.end(), source.begin(), source.end());
    };
    append(from.sale_orders, to.sale_orders);
    append(from.invoices, to.invoices);
    append(from.pickings, to.pickings);
    append(from.stock, to.stock);
}

expected<void, std::string> read_external_books(
    const Externals& externals, OdooReading reading, const RunClock& clock, Books& books
) {
    const auto refuse = [&externals](const OdooRefusal& refusal) {
        return unexpected{fmt::format(
            "the books of {} cannot be read: {}", externals.odoo->url.text(), refusal.detail
        )};
    };
    auto odoo = OdooAccess::open(*externals.odoo, externals.trust);
    if (!odoo) {
        return refuse(odoo.error());
    }
    if (const auto in = odoo->log_in(); !in) {
        return refuse(in.error());
    }
    const auto now = odoo->clock();
    if (!now) {
        return refuse(now.error());
    }
    reading.clock = {*now, clock.run + (std::chrono::steady_clock::now() - clock.machine)};
    if (const auto read = read_odoo_books(*odoo, reading, books); !read) {
        return refuse(read.error());
    }
    return {};
}

}  // namespace drydock::harness
