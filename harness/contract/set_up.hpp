#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/contract/binding.hpp"
#include "harness/contract/console.hpp"
#include "harness/contract/evidence.hpp"
#include "harness/contract/knowledge.hpp"

namespace drydock::harness::contract {

/// Brings about what a case needs and no recorded case made: the recordings have set-up calls
/// between them that are not among them.
///
/// Rules, none of which knows a case by name:
/// - A record that a request names, or that a response shows and the server does not have, is made
///   by ordinary calls out of all that any case shows of it; what nobody shows gets a default.
/// - What belongs to an order is made by making that order and bringing it to where it was just
///   before the case: confirmed, its transfers reserved, done or cancelled with the quantities that
///   later cases show, its invoices made, posted and paid.
/// - A record of which no case shows whom it belongs to gets an order of its own.
/// - What the outcome of a call says of the state before it is brought about: an order that is
///   invoiced was confirmed, a transfer that asks for a backorder was picked in part, what was
///   reserved lay there to be reserved.
/// - A state, or a figure of stock, is corrected only where no recorded call since its last sight,
///   or since the record was made here, could have changed it. What a recorded call should have
///   done is never done in its place.
class SetUp {
public:
    SetUp(const Knowledge& knowledge, Binding& binding, Console& console);

    /// Whether the server already answers the case as it was recorded; asked of queries only.
    using Agrees = std::function<bool()>;

    /// Before the case of that index is sent.
    void prepare(std::size_t at, const Agrees& agrees);

    /// The present case's response says that there is no such record, or does not show it.
    [[nodiscard]] bool is_missing(const RecordKey& record) const;

private:
    // set_up.cpp
    void prepare_query(const Call& call, const Agrees& agrees);
    void ensure_named(const Call& call);
    void ensure_shown(const Call& call);
    std::optional<std::int64_t> ensure(const RecordKey& record);
    [[nodiscard]] bool is_made_later(const RecordKey& record) const;
    std::optional<std::int64_t> make(const RecordKey& record);
    std::optional<std::int64_t> bound(const RecordKey& record, std::int64_t own);
    [[nodiscard]] Json value(const RecordKey& record, const char* field) const;
    [[nodiscard]] std::string text(const RecordKey& record, const char* field) const;
    std::int64_t related(const RecordKey& record, const char* field);
    /// True when no recorded call could have changed the record since it was made here or since
    /// the field was last shown.
    [[nodiscard]] bool is_free(const RecordKey& record, const char* field) const;

    // set_up_plain.cpp
    std::optional<std::int64_t> make_wizard(const RecordKey& record);
    std::optional<std::int64_t> make_plain(const RecordKey& record);
    [[nodiscard]] bool is_seen_invoiced_by_delivery(const RecordKey& product) const;
    std::optional<std::int64_t> make_quant(const RecordKey& record, Json values);
    std::optional<std::int64_t> make_user(const RecordKey& record, Json values);
    void correct_fields(const Call& call);
    void prepare_archived(const Call& call);
    void prepare_doubles(const Call& call);
    [[nodiscard]] std::int64_t product_of_lot(const RecordKey& lot);

    // set_up_orders.cpp
    struct Line {
        std::int64_t product = 0;  ///< The server's id.
        double quantity = 0;
        Json price;  ///< Null for the product's own.
    };
    std::optional<std::int64_t> make_order(const RecordKey& record);
    std::optional<std::int64_t> make_purchase(const RecordKey& record);
    std::optional<std::int64_t> make_loose_order(const RecordKey& record);
    [[nodiscard]] Json order_values(const RecordKey& record);
    [[nodiscard]] std::int64_t warehouse_of(const RecordKey& order);

    // set_up_lines.cpp
    [[nodiscard]] std::vector<Line> lines_of(const RecordKey& order);
    [[nodiscard]] std::vector<Line> lines_of_moves(const std::vector<RecordKey>& moves);
    [[nodiscard]] std::vector<Line> lines_of_invoices(const RecordKey& order);
    [[nodiscard]] double quantity_of(const RecordKey& line);
    [[nodiscard]] std::int64_t product_of(const RecordKey& record);
    [[nodiscard]] bool shows_product(const RecordKey& record) const;
    [[nodiscard]] std::int64_t another_product(
        std::int64_t first, const std::vector<std::int64_t>& used
    );
    [[nodiscard]] double demand_of(const RecordKey& move) const;
    void add_lines_later_commanded(const RecordKey& order, std::vector<RecordKey>& lines) const;
    std::int64_t some_partner();
    [[nodiscard]] std::int64_t partner_of(const RecordKey& order);
    [[nodiscard]] std::int64_t near_product();
    void set_missing_price(const RecordKey& order, std::vector<Line>& lines);
    std::int64_t some_product();
    std::int64_t product_invoiced_by_delivery();

    // set_up_links.cpp
    std::optional<std::int64_t> take(const RecordKey& record, const RecordKey& root);
    std::optional<std::int64_t> take_of(
        const RecordKey& record, const RecordKey& owner, const char* field
    );
    [[nodiscard]] bool fits(const RecordKey& record, std::int64_t own);
    std::optional<std::int64_t> take_move(const RecordKey& record, const RecordKey& root);
    std::optional<std::int64_t> make_return(const RecordKey& record);

    // set_up_states.cpp
    [[nodiscard]] std::string order_state_before(const RecordKey& order) const;
    [[nodiscard]] std::string order_state_said_by(const RecordKey& order, std::size_t at) const;
    [[nodiscard]] std::string picking_state_before(const RecordKey& picking) const;
    [[nodiscard]] std::string invoice_state_before(const RecordKey& invoice) const;

    // set_up_bring.cpp
    void bring(const RecordKey& root);
    void bring_order(const RecordKey& order);
    void bring_purchase(const RecordKey& order);
    void bring_picking(const RecordKey& picking);
    [[nodiscard]] bool is_split(const RecordKey& picking) const;
    void finish_picking(const RecordKey& picking, std::int64_t own);
    void set_done_quantities(const RecordKey& picking, std::int64_t own);

    // set_up_invoices.cpp
    std::optional<std::int64_t> make_invoice(const RecordKey& record);
    std::optional<std::int64_t> make_direct_invoice(const RecordKey& record);
    void invoice_order(std::int64_t order);
    void bring_invoice(const RecordKey& invoice);
    void pay(std::int64_t own, const Json& amount);
    void deliver_if_invoiced_by_delivery(std::int64_t order);

    // set_up_calls.cpp
    void prepare_call(const Call& call);
    void prepare_validation(const Call& call);
    void prepare_validation_of(const RecordKey& picking, std::int64_t own);
    void prepare_messages(const Outcome& outcome, std::int64_t own);
    void report_picked(const RecordKey& picking, std::int64_t own);
    void prepare_return(const Call& call);
    [[nodiscard]] double returned_quantity(const Call& call, const Json& shown);
    void prepare_invoicing(const Call& call);
    void prepare_accounting(const Call& call);

    // set_up_stock.cpp
    struct Need {
        double wanted = 0;
        bool exactly = false;  ///< No more than that: the rest is shown as not reserved.
    };
    using Needs = std::map<std::int64_t, Need>;  ///< By the server's product.
    void prepare_reservation(const Call& call);
    void make_reservable(const RecordKey& root, const RecordKey& picking);
    [[nodiscard]] Needs needs_of(const RecordKey& root, const RecordKey& picking);
    [[nodiscard]] Needs needs_unseen(const RecordKey& root, const RecordKey& picking);
    /// On a database that others use only what came with this replay is used.
    [[nodiscard]] bool is_ours(const std::string& model, std::int64_t own) const;
    std::optional<std::int64_t> find_by_name(const RecordKey& record);
    void apply_counts(std::int64_t product, std::int64_t place);
    [[nodiscard]] std::pair<double, double> stock_at(std::int64_t product, std::int64_t place);
    [[nodiscard]] bool is_seen_counted(std::int64_t product) const;
    void supply(const Needs& needs, std::int64_t warehouse, bool made_here);
    void correct_stock(const Call& call);
    void correct_figure(const Call& call, const Json& shown);
    [[nodiscard]] bool stock_is_free(const RecordKey& product) const;
    [[nodiscard]] bool moves_stock_of(std::size_t at, const RecordKey& product) const;
    [[nodiscard]] std::int64_t stock_of_warehouse(std::int64_t warehouse);
    void count_stock(std::int64_t product, std::int64_t place, double quantity);

    const Knowledge& knowledge_;
    Evidence evidence_;
    Binding& binding_;
    Console& console_;
    std::size_t at_ = 0;
    std::map<RecordKey, std::size_t> made_;  ///< And before which case.
    std::set<RecordKey> making_;
    std::set<RecordKey> bringing_;
};

/// [[id]], the arguments of a method of one record.
[[nodiscard]] Json one_id(std::int64_t id);

/// The number; otherwise what is given instead.
[[nodiscard]] double number_in(const Json& value, double otherwise = 0);

}  // namespace drydock::harness::contract
