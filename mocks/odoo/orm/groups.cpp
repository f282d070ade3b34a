#include "mocks/odoo/orm/groups.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"

namespace drydock::mocks::odoo {

namespace {

bool is_summed(const Field& field) {
    return field.type == FieldType::integer || field.type == FieldType::floating ||
           field.type == FieldType::monetary;
}

expected<Grouping, Error> parse_grouping(const Model& model, std::string_view spec) {
    const std::size_t colon = spec.find(':');
    const std::string_view name = spec.substr(0, colon);
    const Field* const field = model.field(name);
    if (field == nullptr) {
        return unknown_field(name, model.name.text());
    }
    const std::string_view granularity =
        colon == std::string_view::npos ? std::string_view{} : spec.substr(colon + 1);
    return Grouping{spec, field, granularity_of(granularity)};
}

int compare_keys(const Group& left, const Group& right) {
    for (std::size_t place = 0; place < left.keys.size(); ++place) {
        const FieldValue& one = left.keys[place];
        const FieldValue& other = right.keys[place];
        if (const int difference = compare_values(one, other); difference != 0) {
            return difference;
        }
        // Two records of one name are two groups.
        if (one.kind == FieldValue::Kind::reference && one.number != other.number) {
            return one.number < other.number ? -1 : 1;
        }
    }
    return 0;
}

void to_period_start(const Calendar& calendar, Granularity granularity, FieldValue& value) {
    if (value.kind == FieldValue::Kind::empty) {
        return;
    }
    const DateTime when = calendar.date_time_of(Instant{Duration{value.number}});
    value.number = calendar.instant_of(period_start(when, granularity)).time_since_epoch().count();
}

/// The keys of a record: more than one list of them when it is grouped by an x2many.
void add_keys(
    const Call& call,
    const std::vector<Grouping>& groupings,
    RecordId id,
    Group& started,
    std::vector<Group>& rows
) {
    const std::size_t place = started.keys.size();
    if (place == groupings.size()) {
        rows.push_back(started);
        rows.back().ids = {id};
        return;
    }
    const Grouping& grouping = groupings[place];
    FieldValue value;
    read_field(call.database, call.model, *grouping.field, id, value);
    if (grouping.is_time()) {
        to_period_start(call.database.settings.calendar, grouping.granularity, value);
    }
    const auto add = [&](FieldValue key) {
        started.keys.push_back(std::move(key));
        add_keys(call, groupings, id, started, rows);
        started.keys.pop_back();
    };
    if (value.kind != FieldValue::Kind::list) {
        return add(std::move(value));
    }
    if (value.ids.empty()) {
        return add({});
    }
    const Model* const relation = model_of(grouping.field->relation);
    for (const RecordId other : value.ids) {
        FieldValue key;
        if (relation != nullptr) {
            set_record(key, call.database, *relation, other);
        }
        add(std::move(key));
    }
}

/// Whether SQL would find a NULL in the column.
bool is_null(const Call& call, const Field& field, RecordId id) {
    return field.company_dependent && field.read == nullptr &&
           call.database.attributes.find(call.model, id, field) == nullptr;
}

}  // namespace

expected<std::vector<Grouping>, Error> parse_groupings(const Model& model, Value groupby) {
    std::vector<Grouping> groupings;
    const auto add = [&](Value one) -> Result {
        auto grouping = parse_grouping(model, one.string());
        if (!grouping) {
            return unexpected{std::move(grouping.error())};
        }
        groupings.push_back(*grouping);
        return {};
    };
    if (!groupby.is_array()) {
        if (groupby.string().empty()) {
            return groupings;
        }
        if (const Result added = add(groupby); !added) {
            return unexpected{added.error()};
        }
        return groupings;
    }
    for (const Value one : groupby) {
        if (const Result added = add(one); !added) {
            return unexpected{added.error()};
        }
    }
    return groupings;
}

expected<std::vector<Aggregate>, Error> parse_aggregates(
    const Model& model, Value fields, const std::vector<Grouping>& groupings
) {
    std::vector<Aggregate> aggregates;
    for (const Value one : fields) {
        const std::string_view spec = one.string();
        if (spec == "__count") {
            continue;
        }
        const std::size_t colon = spec.find(':');
        const std::string_view name = spec.substr(0, colon);
        std::string_view function =
            colon == std::string_view::npos ? std::string_view{} : spec.substr(colon + 1);
        std::string_view source = name;
        if (const std::size_t open = function.find('('); open != std::string_view::npos) {
            source = function.substr(open + 1, function.size() - open - 2);
            function = function.substr(0, open);
        }
        const Field* const field = model.field(source);
        if (field == nullptr) {
            return unknown_field(source, model.name.text());
        }
        const bool grouped = std::any_of(
            groupings.begin(), groupings.end(), [&](const Grouping& g) { return g.field == field; }
        );
        if (function.empty() && (grouped || !is_summed(*field) || name == "id")) {
            continue;
        }
        aggregates.push_back({spec, name, function.empty() ? "sum" : function, field});
    }
    return aggregates;
}

std::vector<Group> group_records(
    const Call& call, const std::vector<RecordId>& ids, const std::vector<Grouping>& groupings
) {
    std::vector<Group> rows;
    for (const RecordId id : ids) {
        Group started;
        add_keys(call, groupings, id, started, rows);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const Group& left, const Group& right) {
        return compare_keys(left, right) < 0;
    });
    std::vector<Group> groups;
    for (Group& row : rows) {
        if (groups.empty() || compare_keys(groups.back(), row) != 0) {
            groups.push_back(std::move(row));
        } else {
            groups.back().ids.push_back(row.ids.front());
        }
    }
    return groups;
}

FieldValue aggregate(const Call& call, const Aggregate& what, const Group& group) {
    FieldValue result;
    if (what.function == "array_agg" || what.function == "recordset") {
        result.set_list(group.ids);
        return result;
    }
    std::vector<FieldValue> values;
    for (const RecordId id : group.ids) {
        FieldValue value;
        read_field(call.database, call.model, *what.field, id, value);
        if (value.kind != FieldValue::Kind::empty && !is_null(call, *what.field, id)) {
            values.push_back(std::move(value));
        }
    }
    const auto before = [](const FieldValue& left, const FieldValue& right) {
        return compare_values(left, right) < 0;
    };
    if (what.function == "count") {
        result.set_integer(static_cast<std::int64_t>(values.size()));
        return result;
    }
    if (what.function == "count_distinct") {
        std::sort(values.begin(), values.end(), before);
        const auto same = [](const FieldValue& left, const FieldValue& right) {
            return compare_values(left, right) == 0;
        };
        const auto end = std::unique(values.begin(), values.end(), same);
        result.set_integer(end - values.begin());
        return result;
    }
    if (values.empty()) {
        return result;
    }
    if (what.function == "min" || what.function == "bool_and") {
        return *std::min_element(values.begin(), values.end(), before);
    }
    if (what.function == "max" || what.function == "bool_or") {
        return *std::max_element(values.begin(), values.end(), before);
    }
    result.kind = values.front().kind;
    for (const FieldValue& value : values) {
        result.number += value.number;
    }
    if (what.function == "avg") {
        const std::int64_t scale = result.kind == FieldValue::Kind::decimal ? 1 : 1'000;
        result.set_decimal(result.number * scale / static_cast<std::int64_t>(values.size()));
    }
    return result;
}

}  // namespace drydock::mocks::odoo
