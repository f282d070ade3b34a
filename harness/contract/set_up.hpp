#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "harness/contract/binding.hpp"
#include "harness/contract/console.hpp"
#include "harness/contract/knowledge.hpp"

namespace drydock::harness::contract {

/// Brings about what a case needs and no recorded case made: the recordings have set-up calls
/// between them that are not among them.
///
/// Rules, none of which knows a case by name:
/// - A record that a request names, that is not bound and that the response does not call missing,
///   is made by ordinary calls out of all that any case shows of it: whose picking, whose lines,
///   which products, quantities and prices; what nobody shows gets a default.
/// - What belongs to another record is made by making that one: a line by its order, a picking by
///   confirming its order, an invoice by invoicing it.
/// - A record of which no case shows whom it belongs to goes to the last record that was made here
///   and has one to give; else a new order is made for it.
/// - Before a transfer is validated that is later seen with a backorder or with less than its
///   demand, so much is reported as picked.
/// - A record made here that a case shows further on than it is, with no recorded call between that
///   explains it, is brought there (confirmed, delivered, posted, paid, cancelled).
/// - What the success of a call needs of a record made here is brought about: an order that is
///   invoiced is confirmed, a transfer that is returned is done, an entry that is reversed posted.
/// - A figure of stock, or an order's state, that two cases show differently with no recorded call
///   between that could have changed it, is written as the later one shows it.
class SetUp {
public:
    SetUp(const Knowledge& knowledge, Binding& binding, Console& console);

    /// Before the case of that index is sent.
    void prepare(std::size_t at);

private:
    // set_up.cpp
    [[nodiscard]] std::vector<RecordKey> unbound_in(const Call& call) const;
    [[nodiscard]] bool is_missing(const RecordKey& record) const;
    std::optional<std::int64_t> ensure(const RecordKey& record);
    std::optional<std::int64_t> make(const RecordKey& record);
    std::optional<std::int64_t> bound(const RecordKey& record, std::int64_t own);
    std::optional<std::int64_t> make_wizard(const RecordKey& record);
    std::optional<std::int64_t> make_plain(const RecordKey& record);
    [[nodiscard]] Json value(const RecordKey& record, const char* field) const;
    [[nodiscard]] std::string text(const RecordKey& record, const char* field) const;
    std::int64_t related(const RecordKey& record, const char* field);

    [[nodiscard]] std::vector<RecordKey> named_in(const Call& call) const;

    // set_up_orders.cpp
    struct Line {
        std::int64_t product = 0;  ///< The server's id.
        double quantity = 0;
        Json price;  ///< Null for the product's own.
    };
    std::optional<std::int64_t> make_order(const RecordKey& record);
    std::optional<std::int64_t> make_purchase(const RecordKey& record);
    [[nodiscard]] std::vector<Line> lines_of(const RecordKey& order);
    [[nodiscard]] std::vector<RecordKey> moves_of(const RecordKey& order) const;
    [[nodiscard]] bool starts_confirmed(const RecordKey& order) const;
    [[nodiscard]] std::int64_t warehouse_of(const RecordKey& order);
    void stock_up(const std::vector<Line>& lines, std::int64_t warehouse);
    std::int64_t some_partner();
    std::int64_t some_product();

    // set_up_links.cpp
    std::optional<std::int64_t> take_of(
        const RecordKey& record, const RecordKey& owner, const char* field
    );
    std::optional<std::int64_t> make_picking(const RecordKey& record);
    std::optional<std::int64_t> make_move(const RecordKey& record);
    std::optional<std::int64_t> make_order_line(const RecordKey& record);
    std::optional<std::int64_t> make_invoice(const RecordKey& record);
    void deliver_if_invoiced_by_delivery(std::int64_t order);
    std::optional<std::int64_t> make_loose_order(std::vector<Line> lines, bool reserved);

    // set_up_states.cpp
    void report_picked(const Call& call);
    void catch_up(const Call& call);
    void catch_up_order(std::int64_t own, const Json& shown);
    void catch_up_picking(std::int64_t own, const Json& shown);
    void stock_up_picking(std::int64_t own, const Json& shown);
    void catch_up_invoice(std::int64_t own, const Json& shown);
    [[nodiscard]] bool is_explained(const RecordKey& record) const;

    // set_up_corrections.cpp
    void prepare_success(const Call& call);
    void prepare_stock(const Call& call);
    void prepare_lot(const Call& call);
    [[nodiscard]] std::int64_t product_of_lot(const RecordKey& lot);
    void restore_state(const RecordKey& record, std::int64_t own, const Json& shown);
    void catch_up_stock(const Call& call, const Json& shown);
    void count_stock(std::int64_t product, std::int64_t place, double change);

    const Knowledge& knowledge_;
    Binding& binding_;
    Console& console_;
    std::size_t at_ = 0;
    std::map<RecordKey, std::size_t> made_;  ///< And before which case.
    std::set<RecordKey> making_;
    std::vector<std::int64_t> loose_orders_;  ///< The server's ids of orders made for a picking.
};

}  // namespace drydock::harness::contract
