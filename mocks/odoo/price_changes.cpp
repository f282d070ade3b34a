#include "mocks/odoo/price_changes.hpp"

#include "core/hash.hpp"

namespace drydock::mocks::odoo {

namespace {

constexpr std::int64_t cent_thousandths = 10;

Money changed(Money price, std::uint32_t factor_permille) {
    const std::int64_t exact_millionths = price.thousandths * factor_permille;
    constexpr std::int64_t cent_millionths = cent_thousandths * 1'000;
    const std::int64_t cents = (exact_millionths + cent_millionths / 2) / cent_millionths;
    return {cents * cent_thousandths};
}

}  // namespace

std::shared_ptr<const Demand> with_changed_prices(
    const Demand& demand, const PriceChanges& changes
) {
    auto copy = std::make_shared<Demand>(demand);
    for (Product& product : copy->products) {
        if (hash_text(hash_salt_a, product.sku) % 1'000'000 < changes.share_ppm) {
            product.price = changed(product.price, changes.factor_permille);
        }
    }
    return copy;
}

}  // namespace drydock::mocks::odoo
