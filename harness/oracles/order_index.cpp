#include "harness/oracles/order_index.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock::harness {

Grouping::Grouping(const std::vector<std::uint32_t>& keys, std::size_t key_count)
    : starts_(key_count + 1, 0), entries_(keys.size()) {
    for (const std::uint32_t key : keys) {
        ++starts_[key + 1];
    }
    for (std::size_t key = 0; key < key_count; ++key) {
        starts_[key + 1] += starts_[key];
    }
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for (std::uint32_t entry = 0; entry < keys.size(); ++entry) {
        entries_[next[keys[entry]]++] = entry;
    }
}

namespace {

std::string_view number_of_channel_order(const ChannelOrder& order) {
    return order.number;
}
std::string_view number_of_sale_order(const SaleOrder& order) {
    return order.client_order_ref;
}
std::string_view number_of_invoice(const Invoice& invoice) {
    return invoice.order;
}
std::string_view number_of_picking(const Picking& picking) {
    return picking.order;
}
std::string_view number_of_warehouse_order(const WarehouseOrder& order) {
    return order.reference;
}
std::string_view number_of_parcel(const Parcel& parcel) {
    return parcel.order;
}
std::string_view number_of_exception(const OwnedException& exception) {
    return exception.order;
}

}  // namespace

OrderIndex::OrderIndex(const Books& books) : books_{books} {
    places_.reserve(books.channel_orders.size() * 2);
    const auto intern_all = [&](const auto& entries, auto number_of) {
        for (const auto& entry : entries) {
            intern(number_of(entry));
        }
    };
    intern_all(books.channel_orders, number_of_channel_order);
    intern_all(books.sale_orders, number_of_sale_order);
    intern_all(books.invoices, number_of_invoice);
    intern_all(books.pickings, number_of_picking);
    intern_all(books.warehouse_orders, number_of_warehouse_order);
    intern_all(books.parcels, number_of_parcel);
    intern_all(books.exceptions, number_of_exception);

    channel_orders_ = group(books.channel_orders, number_of_channel_order);
    sale_orders_ = group(books.sale_orders, number_of_sale_order);
    invoices_ = group(books.invoices, number_of_invoice);
    pickings_ = group(books.pickings, number_of_picking);
    warehouse_orders_ = group(books.warehouse_orders, number_of_warehouse_order);
    parcels_ = group(books.parcels, number_of_parcel);
    exceptions_ = group(books.exceptions, number_of_exception);
}

void OrderIndex::intern(std::string_view number) {
    const auto place = static_cast<std::uint32_t>(numbers_.size());
    if (places_.try_emplace(number, place).second) {
        numbers_.push_back(number);
    }
}

template <class Entries, class NumberOf>
Grouping OrderIndex::group(const Entries& entries, NumberOf number_of) const {
    std::vector<std::uint32_t> keys;
    keys.reserve(entries.size());
    for (const auto& entry : entries) {
        keys.push_back(places_.at(number_of(entry)));
    }
    return Grouping{keys, numbers_.size()};
}

std::optional<std::uint32_t> OrderIndex::find(std::string_view number) const {
    const auto found = places_.find(number);
    return found == places_.end() ? std::nullopt : std::optional{found->second};
}

const ChannelOrder* OrderIndex::channel_order(std::uint32_t order) const {
    const auto found = channel_orders_.of(order);
    return found.empty() ? nullptr : &books_.channel_orders[found.front()];
}

bool OrderIndex::owned_open(std::uint32_t order) const {
    return std::ranges::any_of(exceptions(order), [&](std::uint32_t exception) {
        return !books_.exceptions[exception].closed;
    });
}

}  // namespace drydock::harness
