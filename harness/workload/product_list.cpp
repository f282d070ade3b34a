#include "harness/workload/product_list.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/workload/csv.hpp"
#include "harness/workload/line_source.hpp"

namespace drydock::harness {

namespace {

/// What is sold but never picked. Source: the trace's provenance, "non-product codes".
constexpr std::array<std::string_view, 14> service_codes{
    "POST",
    "DOT",
    "M",
    "m",
    "C2",
    "C3",
    "D",
    "S",
    "B",
    "CRUK",
    "PADS",
    "BANK CHARGES",
    "AMAZONFEE",
    "GIFT"};

ProductKind kind_of(std::string_view sku) {
    if (sku.starts_with("TEST")) {
        return ProductKind::test;
    }
    const bool service = std::ranges::find(service_codes, sku) != service_codes.end() ||
                         sku.starts_with("gift_") || sku.starts_with("ADJUST");
    return service ? ProductKind::service : ProductKind::storable;
}

}  // namespace

SkuId ProductList::add(std::string_view sku) {
    if (const auto known = by_sku_.find(sku)) {
        return SkuId{*known};
    }
    const auto index = static_cast<std::uint32_t>(products_.size());
    products_.push_back({std::string{sku}, std::string{sku}, {}, kind_of(sku)});
    by_sku_.add(sku, index);
    return SkuId{index};
}

void ProductList::describe(SkuId id, std::string_view name, Money price) {
    Product& product = products_[id.value];
    if (!name.empty()) {
        product.name = name;
    }
    product.price = price;
}

expected<void, WorkloadError> read_products(const std::string& path, ProductList& products) {
    auto source = LineSource::open(path);
    if (!source) {
        return unexpected{WorkloadError{source.error()}};
    }
    constexpr std::array<std::string_view, 3> names{"stock_code", "description", "median_price"};
    std::vector<std::string_view> fields;
    std::string unquoted;
    const auto header = source->next();
    if (!header || !split_csv(*header, fields, unquoted)) {
        const std::string why =
            source->error().empty() ? "there is no header line" : source->error();
        return unexpected{WorkloadError{fmt::format("{}: {}", path, why)}};
    }
    const auto columns = find_columns(fields, names);
    if (!columns) {
        return unexpected{WorkloadError{
            fmt::format("{}:1: the header has no column \"{}\"", path, columns.error())}};
    }
    while (const auto line = source->next()) {
        if (line->empty()) {
            continue;
        }
        const bool whole = split_csv(*line, fields, unquoted) &&
                           fields.size() > *std::ranges::max_element(*columns);
        const std::string_view price_text = whole ? fields[(*columns)[2]] : std::string_view{};
        const auto list_price = price_text.empty() ? 0 : parse_thousandths(price_text);
        if (!whole || fields[(*columns)[0]].empty() || !list_price) {
            return unexpected{WorkloadError{fmt::format(
                "{}:{}: expected stock_code,description,median_price", path, source->line_number()
            )}};
        }
        products.describe(
            products.add(fields[(*columns)[0]]), fields[(*columns)[1]], Money{*list_price}
        );
    }
    if (!source->error().empty()) {
        return unexpected{
            WorkloadError{fmt::format("{}:{}: {}", path, source->line_number(), source->error())}};
    }
    return {};
}

}  // namespace drydock::harness
