#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "harness/contract/call.hpp"

namespace drydock::harness::contract {

/// What to do with each id and each text of a request. The value may be changed in place.
struct ReferenceVisitor {
    std::function<void(std::string_view model, Json& id)> on_id;
    std::function<void(std::string_view model, std::string_view field, Json& text)> on_text;
};

/// Visits what a call says of records: the ids argument, many2one and x2many values and commands in
/// values to create or write, domain leaves on ids and on fields with ids, contexts (active_ids,
/// button_validate_picking_ids, default_*), and the uid. Ids below 1 are no records.
void visit_references(Call& call, const ReferenceVisitor& visitor);

/// One condition of a domain, `field` as written ("picking_id.sale_id").
struct Leaf {
    std::string field;
    std::string operation;
    Json value;
};

/// The leaves that every record found must meet: those of a domain without | and !; none otherwise.
[[nodiscard]] std::vector<Leaf> leaves_of(const Json& domain);

/// The domain of a search, search_read, search_count or read_group; null for other methods.
[[nodiscard]] Json domain_of(const Call& call);

/// The ids that a method of records is called on, whatever the form in which they are given.
[[nodiscard]] std::vector<std::int64_t> ids_of(const Call& call);

}  // namespace drydock::harness::contract
