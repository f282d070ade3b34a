#pragma once

#include <string>
#include <vector>

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/orm/period.hpp"

namespace drydock::mocks::odoo {

/// One of read_group's groupby: "state", "create_date:month".
struct Grouping {
    std::string_view spec;
    const Field* field = nullptr;
    Granularity granularity = Granularity::month;

    [[nodiscard]] bool is_time() const {
        return field->type == FieldType::date || field->type == FieldType::datetime;
    }
};

/// One of its fields: "amount_total:sum", "id:count".
struct Aggregate {
    std::string_view spec;
    std::string_view name;  ///< Under which it is answered.
    std::string_view function;
    const Field* field = nullptr;
};

struct Group {
    std::vector<FieldValue> keys;  ///< One a grouping; a time is its period's start.
    std::vector<RecordId> ids;
};

[[nodiscard]] expected<std::vector<Grouping>, Error> parse_groupings(
    const Model& model, Value groupby
);
/// Without those that are groupings too, and those whose type cannot be aggregated.
[[nodiscard]] expected<std::vector<Aggregate>, Error> parse_aggregates(
    const Model& model, Value fields, const std::vector<Grouping>& groupings
);

/// In the order of their keys, ascending; what is empty comes last.
[[nodiscard]] std::vector<Group> group_records(
    const Call& call, const std::vector<RecordId>& ids, const std::vector<Grouping>& groupings
);

/// Empty when there is nothing to aggregate: SQL's NULL.
[[nodiscard]] FieldValue aggregate(const Call& call, const Aggregate& what, const Group& group);

}  // namespace drydock::mocks::odoo
