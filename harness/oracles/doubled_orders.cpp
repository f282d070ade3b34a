#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "harness/oracles/oracles.hpp"
#include "harness/oracles/sku_rows.hpp"

namespace drydock::harness {

namespace {

/// Without a bound, a landscape that doubles without end would fill the verdict with names.
constexpr std::size_t names_max = 5;

std::string names_of(const Evidence& evidence, std::uint32_t order) {
    std::string names;
    std::size_t count = 0;
    for (const std::uint32_t position : evidence.index.sale_orders(order)) {
        const SaleOrder& sale = evidence.books.sale_orders[position];
        if (sale.state == SaleState::cancel) {
            continue;
        }
        if (++count > names_max) {
            return names + ", ...";
        }
        names += names.empty() ? sale.name : ", " + sale.name;
    }
    return names;
}

}  // namespace

Finding doubled_orders(const Evidence& evidence) {
    std::vector<Offender> offenders;
    SkuRows rows{evidence};
    for (std::uint32_t order = 0; order < evidence.index.order_count(); ++order) {
        if (evidence.index.number(order).empty()) {
            continue;  // Stock postings carry no order number.
        }
        const std::string number{evidence.index.number(order)};
        const auto sales = static_cast<std::uint64_t>(std::ranges::count_if(
            evidence.index.sale_orders(order),
            [&](std::uint32_t position) {
                return evidence.books.sale_orders[position].state != SaleState::cancel;
            }
        ));
        const std::size_t releases = evidence.index.warehouse_orders(order).size();
        if (sales > 1) {
            offenders.push_back(
                {number, sales, fmt::format("{} sale orders: {}", sales, names_of(evidence, order))}
            );
        } else if (releases > 1) {
            offenders.push_back(
                {number, releases, fmt::format("{} warehouse orders of one reference", releases)}
            );
        } else if (evidence.index.channel_order(order) != nullptr) {
            const auto& products = rows.of(order);
            const auto doubled = std::ranges::find_if(products, [](const SkuRow& row) {
                return row.fulfilled > row.ordered;
            });
            if (doubled != products.end()) {
                offenders.push_back(
                    {number,
                     1,
                     fmt::format(
                         "{}: {} ordered, the channel was told that {} were shipped",
                         evidence.sku_text(doubled->sku),
                         thousandths_text(doubled->ordered),
                         thousandths_text(doubled->fulfilled)
                     )}
                );
            }
        }
    }
    return make_finding("doubled_orders", std::move(offenders));
}

}  // namespace drydock::harness
