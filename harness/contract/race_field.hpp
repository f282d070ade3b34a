#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "harness/contract/console.hpp"
#include "harness/contract/contest.hpp"

namespace drydock::harness::contract {

/// Makes what clients at once need, by ordinary calls: a customer, products in stock, orders
/// brought to where the first client's deed starts from.
class RaceField {
public:
    /// `console` lives as long as this.
    explicit RaceField(Console& console);

    /// The calls of each client in one round.
    [[nodiscard]] std::vector<std::vector<RecordedRequest>> requests_of(const Contest& contest);

    /// How many invoices each of the orders has that clients made invoices of.
    [[nodiscard]] std::vector<std::size_t> invoice_counts();

private:
    [[nodiscard]] std::int64_t make(const std::string& model, const Json& values);
    [[nodiscard]] std::int64_t product_in_stock();
    [[nodiscard]] std::int64_t order_for(Deed first, std::int64_t product);
    [[nodiscard]] std::int64_t invoice_wizard(std::int64_t order);
    [[nodiscard]] std::int64_t only_id_in(std::int64_t order, const std::string& field);
    [[nodiscard]] RecordedRequest request_for(Deed deed, std::int64_t order, std::size_t call);

    Console& console_;
    std::int64_t customer_ = 0;
    std::vector<std::int64_t> invoiced_;
    std::size_t references_ = 0;
};

}  // namespace drydock::harness::contract
