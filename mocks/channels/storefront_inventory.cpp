#include <utility>

#include <fmt/format.h>

#include "mocks/channels/storefront.hpp"
#include "mocks/channels/wire.hpp"

/// How a seller sets the stock that a storefront sells from.
namespace drydock::mocks {

using channels::LevelUpdate;

namespace {

/// Assumption: answers of one shop that are kept for their key; the oldest is forgotten.
constexpr std::size_t inventory_keys_max = 10'000;

/// The level that the seller expects, under its older or its newer name; absent when it says none.
/// Source: Shopify InventorySetQuantities, compareQuantity, later changeFromQuantity.
Value expected_level(Value quantity) {
    const Value newer = quantity["changeFromQuantity"];
    return newer.present() ? newer : quantity["compareQuantity"];
}

}  // namespace

/// Absolute levels, all or none. Shopify: with compare-and-set, a mismatch is an error of the user.
/// WooCommerce: POST products/batch, each overwritten.
Response Storefront::set_inventory(const Moment& moment, const Request& request) {
    if (auto replayed = replay_inventory(request)) {
        return *std::move(replayed);
    }
    const Value list = shopify() ? request.body["quantities"] : request.body["update"];
    const Key field = shopify() ? Key{"quantities"} : Key{"update"};
    const auto levels =
        channels::read_levels(list, shopify() ? Key{"available"} : Key{"stock_quantity"});
    if (!levels || levels->empty() || levels->size() > settings_.quantities_max) {
        return unprocessable(
            field, fmt::format("must be 1 to {} whole quantities", settings_.quantities_max)
        );
    }
    for (const LevelUpdate& level : *levels) {
        if (!shelf_.find(level.sku)) {
            return unprocessable(field, "The inventory item does not exist");
        }
    }
    const bool ignores = request.body["ignoreCompareQuantity"].is_true();
    for (const Value quantity : list) {
        const Value expected = expected_level(quantity);
        if (!shopify() || ignores || expected.kind() == ValueKind::null) {
            continue;
        }
        if (!expected.present() && settings_.compare_required) {
            return unprocessable(
                field,
                "COMPARE_QUANTITY_REQUIRED: compareQuantity is required unless "
                "ignoreCompareQuantity is true"
            );
        }
        const SkuId sku = *shelf_.find(quantity["sku"].string());
        if (expected.present() && expected.integer() != shelf_.level(sku)) {
            return unprocessable(
                field,
                "COMPARE_QUANTITY_STALE: the compareQuantity does not match the current quantity"
            );
        }
    }
    for (const LevelUpdate& level : *levels) {
        shelf_.set(*shelf_.find(level.sku), level.units);
    }
    shelf_.note_publication(moment.now, static_cast<std::uint32_t>(levels->size()));
    DocumentWriter writer;
    writer.begin_object();
    writer.end();
    return keep_inventory(request, channels::answer_with(200, writer.finish()));
}

/// Deltas, all or none.
Response Storefront::adjust_inventory(const Moment& moment, const Request& request) {
    if (auto replayed = replay_inventory(request)) {
        return *std::move(replayed);
    }
    const auto changes = channels::read_levels(request.body["quantities"], "available_adjustment");
    if (!changes || changes->empty() || changes->size() > settings_.quantities_max) {
        return unprocessable(
            "quantities", fmt::format("must be 1 to {} whole quantities", settings_.quantities_max)
        );
    }
    for (const LevelUpdate& change : *changes) {
        if (!shelf_.find(change.sku)) {
            return unprocessable("quantities", "The inventory item does not exist");
        }
    }
    DocumentWriter writer;
    writer.begin_object();
    writer.begin_array("inventory_levels");
    for (const LevelUpdate& change : *changes) {
        const SkuId sku = *shelf_.find(change.sku);
        shelf_.set(sku, shelf_.level(sku) + change.units);
        writer.begin_object();
        writer.field("sku", change.sku);
        writer.field("available", shelf_.level(sku));
        writer.end();
    }
    writer.end();
    writer.end();
    shelf_.note_publication(moment.now, static_cast<std::uint32_t>(changes->size()));
    return keep_inventory(request, channels::answer_with(200, writer.finish()));
}

/// The levels of the SKUs that "skus" names, with commas between.
Response Storefront::list_inventory(const Request& request) const {
    std::string_view skus = query_parameter(request.path, shopify() ? "skus" : "sku");
    DocumentWriter writer;
    if (shopify()) {
        writer.begin_object();
        writer.begin_array("inventory_levels");
    } else {
        writer.begin_array();
    }
    for (std::uint32_t count = 0; !skus.empty() && count < settings_.quantities_max; ++count) {
        const std::size_t comma = std::min(skus.find(','), skus.size());
        const std::string_view name = skus.substr(0, comma);
        if (const auto sku = shelf_.find(name)) {
            writer.begin_object();
            writer.field("sku", name);
            writer.field(shopify() ? Key{"available"} : Key{"stock_quantity"}, shelf_.level(*sku));
            writer.end();
        }
        skus.remove_prefix(std::min(comma + 1, skus.size()));
    }
    writer.end();
    if (shopify()) {
        writer.end();
    }
    return channels::answer_with(200, writer.finish());
}

/// The first answer to that key; or, where a key is needed and missing, the refusal.
/// Source: Shopify @idempotent, replay returns the first result.
std::optional<Response> Storefront::replay_inventory(const Request& request) const {
    const std::string_view key = shopify() ? request.header("Idempotency-Key") : "";
    if (key.empty()) {
        return shopify() && settings_.inventory_key_required
                   ? std::optional{unprocessable("base", "Idempotency-Key is missing")}
                   : std::nullopt;
    }
    const auto known = inventory_answers_.find(key);
    return known == inventory_answers_.end() ? std::nullopt : std::optional{known->second};
}

Response Storefront::keep_inventory(const Request& request, Response response) {
    const std::string_view key = shopify() ? request.header("Idempotency-Key") : "";
    if (key.empty()) {
        return response;
    }
    inventory_answers_.emplace(key, response);
    if (inventory_keys_.size() < inventory_keys_max) {
        inventory_keys_.emplace_back(key);
        return response;
    }
    std::string& oldest = inventory_keys_[inventory_keys_next_];
    inventory_answers_.erase(oldest);
    oldest = key;
    inventory_keys_next_ = (inventory_keys_next_ + 1) % inventory_keys_max;
    return response;
}

}  // namespace drydock::mocks
