#include "harness/rehearsal/twins.hpp"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace drydock::harness {

std::uint64_t sale_orders_taken_back(const Evidence& evidence, std::uint32_t order) {
    const auto sales = evidence.index.sale_orders(order);
    const auto cancelled = std::ranges::count_if(sales, [&](std::uint32_t position) {
        return evidence.books.sale_orders[position].state == SaleState::cancel;
    });
    const bool one_lives = static_cast<std::size_t>(cancelled) < sales.size();
    return one_lives ? static_cast<std::uint64_t>(cancelled) : 0;
}

std::vector<std::string_view> labels_taken_back(const Evidence& evidence) {
    std::unordered_set<std::string_view> labelled;
    for (const Label& label : evidence.books.labels) {
        if (!label.voided) {
            labelled.insert(label.parcel);
        }
    }
    std::vector<std::string_view> parcels;
    for (const Label& label : evidence.books.labels) {
        if (label.voided && labelled.contains(label.parcel)) {
            parcels.push_back(label.parcel);
        }
    }
    return parcels;
}

}  // namespace drydock::harness
