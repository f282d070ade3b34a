#include "harness/oracles/order_keys.hpp"

#include <array>
#include <bit>

#include "core/hash.hpp"

namespace drydock::harness {

namespace {

/// Where partners put the order's number, or a parcel's, in a body. Source: docs/wire.md.
constexpr std::array<Key, 4> body_keys{
    Key{"order_reference"}, Key{"reference"}, Key{"name"}, Key{"number"}};

}  // namespace

OrderKeys::OrderKeys(const Demand& demand) {
    // The order's number, and those of its parcel, its label and its record.
    constexpr std::size_t keys_of_order = 4;
    slots_.resize(std::bit_ceil(demand.orders.size() * keys_of_order * 2 + 2));
    entries_.reserve(demand.orders.size() * keys_of_order);
    for (std::uint32_t index = 0; index < demand.orders.size(); ++index) {
        learn(demand.orders[index].number, index);
    }
}

std::size_t OrderKeys::slot_of(std::string_view key, std::uint64_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    const auto upper = static_cast<std::uint32_t>(hash >> 32U);
    std::size_t place = hash & mask;
    for (; slots_[place].entry != 0; place = (place + 1) & mask) {
        if (slots_[place].hash == upper) {
            const Entry& entry = entries_[slots_[place].entry - 1];
            if (std::string_view{texts_}.substr(entry.begin, entry.size) == key) {
                break;
            }
        }
    }
    return place;
}

std::optional<std::uint32_t> OrderKeys::find(std::string_view key) const {
    if (key.empty()) {
        return std::nullopt;
    }
    const Slot& slot = slots_[slot_of(key, hash_text(0, key))];
    return slot.entry == 0 ? std::nullopt : std::optional{entries_[slot.entry - 1].order};
}

void OrderKeys::learn(std::string_view key, std::uint32_t order) {
    const std::uint64_t hash = hash_text(0, key);
    Slot& slot = slots_[slot_of(key, hash)];
    if (slot.entry != 0) {
        return;  // The first meaning stays.
    }
    entries_.push_back(
        {static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(key.size()), order}
    );
    texts_.append(key);
    slot = {static_cast<std::uint32_t>(hash >> 32U), static_cast<std::uint32_t>(entries_.size())};
    if (entries_.size() * 2 > slots_.size()) {
        widen();
    }
}

void OrderKeys::widen() {
    slots_.assign(slots_.size() * 2, {});
    for (std::uint32_t number = 0; number < entries_.size(); ++number) {
        const Entry& entry = entries_[number];
        const std::string_view key = std::string_view{texts_}.substr(entry.begin, entry.size);
        const std::uint64_t hash = hash_text(0, key);
        slots_[slot_of(key, hash)] = {static_cast<std::uint32_t>(hash >> 32U), number + 1};
    }
}

/// Of `[values]` or `[[[field, "=", value]]]`; ids of records say nothing.
std::optional<std::uint32_t> OrderKeys::find_in_odoo_call(Value arguments) const {
    const Value first = arguments.at(5).at(0);
    if (first.is_object()) {
        return find(first["client_order_ref"].string());
    }
    const Value leaf = first.at(0);
    return leaf.at(0).string() == "client_order_ref" ? find(leaf.at(2).string()) : std::nullopt;
}

std::optional<std::uint32_t> OrderKeys::find_in_path(std::string_view path) const {
    if (const auto order = find(query_parameter(path, "reference"))) {
        return order;
    }
    path = path_of(path);
    while (!path.empty()) {
        path.remove_prefix(1);
        const std::size_t end = std::min(path.find('/'), path.size());
        std::string_view segment = path.substr(0, end);
        if (segment.ends_with(".json")) {
            segment.remove_suffix(5);
        }
        if (const auto order = find(segment)) {
            return order;
        }
        path.remove_prefix(end);
    }
    return std::nullopt;
}

std::optional<std::uint32_t> OrderKeys::find(const Request& request) const {
    const Value body = request.body.root();
    if (const Value arguments = body["params"]["args"]; arguments.is_array()) {
        return find_in_odoo_call(arguments);
    }
    for (const Key key : body_keys) {
        if (const auto order = find(body[key].string())) {
            return order;
        }
    }
    if (const auto order = find(body["result"]["reference"].string())) {
        return order;
    }
    const Value notice = body["payload"]["OrderChangeNotification"];
    if (const auto order = find(notice["AmazonOrderId"].string())) {
        return order;
    }
    for (const Key key : {Key{"id"}, Key{"order_id"}}) {
        if (const Value id = body[key]; id.is_number()) {
            if (const auto order = find(std::to_string(id.integer_or(0)))) {
                return order;
            }
        }
    }
    return find_in_path(request.path);
}

void OrderKeys::learn(const Request& request, std::uint32_t order) {
    const Value body = request.body.root();
    for (const Key key : {Key{"parcel"}, Key{"tracking_number"}}) {
        if (const std::string_view text = body[key].string(); !text.empty()) {
            learn(text, order);
        }
    }
    // The channel's own id of an order: its webhooks name it with the number.
    const bool is_order = body["name"].is_string() || body["number"].is_string();
    if (const Value id = body["id"]; is_order && id.is_number()) {
        learn(std::to_string(id.integer_or(0)), order);
    }
}

}  // namespace drydock::harness
