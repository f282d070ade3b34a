#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/any_in.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/groups.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"

namespace drydock::mocks::odoo {

namespace {

Document text_document(std::string_view text) {
    DocumentWriter out;
    out.add(text);
    return out.finish();
}

/// A key as a domain's operand.
Document operand_of(const FieldValue& key) {
    DocumentWriter out;
    switch (key.kind) {
        case FieldValue::Kind::boolean:
            out.add_bool(key.number != 0);
            break;
        case FieldValue::Kind::integer:
        case FieldValue::Kind::reference:
            out.add(key.number);
            break;
        case FieldValue::Kind::decimal:
            out.add(python_float(key.number));
            break;
        case FieldValue::Kind::text:
            out.add(std::string_view{key.text});
            break;
        default:
            out.add_bool(false);
    }
    return out.finish();
}

struct Range {
    std::string from;
    std::string to;
    std::string label;
};

Range range_of(const Call& call, const Grouping& grouping, const FieldValue& key) {
    const DateTime start =
        call.database.settings.calendar.date_time_of(Instant{Duration{key.number}});
    Range range{
        to_odoo_text(start),
        to_odoo_text(period_end(start, grouping.granularity)),
        period_label(start, grouping.granularity)};
    if (grouping.field->type == FieldType::date) {
        constexpr std::size_t date_size = 10;
        range.from.resize(date_size);
        range.to.resize(date_size);
    }
    return range;
}

/// A domain that a client gave, with all its "&" written out.
void add_normalized(DocumentWriter& out, Value domain) {
    std::size_t terms = 0;  // Whole ones at the top.
    std::size_t wanted = 0;
    for (const Value member : domain) {
        const bool is_operator = member.is_string();
        if (wanted == 0) {
            ++terms;
            wanted = 1;
        }
        wanted = is_operator ? (member.string() == "!" ? wanted : wanted + 1) : wanted - 1;
    }
    for (std::size_t place = 1; place < terms; ++place) {
        out.add("&");
    }
    for (const Value member : domain) {
        out.add(member);
    }
}

/// Adds the domain of a group: what the client asked for and what its keys say.
void write_domain(
    const Call& call,
    DocumentWriter& out,
    Key name,
    Value domain,
    const std::vector<Grouping>& groupings,
    const Group& group
) {
    const std::size_t parts = groupings.size() + (domain.size() > 0 ? 1 : 0);
    out.begin_array(name);
    for (std::size_t place = 1; place < parts; ++place) {
        out.add("&");
    }
    add_normalized(out, domain);
    const auto leaf = [&](const Field& field, const char* comparison, Value operand) {
        out.begin_array();
        out.add(field.name.text());
        out.add(comparison);
        out.add(operand);
        out.end();
    };
    for (std::size_t place = 0; place < groupings.size(); ++place) {
        const Grouping& grouping = groupings[place];
        const FieldValue& key = group.keys[place];
        if (grouping.is_time() && key.kind != FieldValue::Kind::empty) {
            const Range range = range_of(call, grouping, key);
            out.add("&");
            leaf(*grouping.field, ">=", text_document(range.from).root());
            leaf(*grouping.field, "<", text_document(range.to).root());
        } else {
            leaf(*grouping.field, "=", operand_of(key).root());
        }
    }
    out.end();
}

void write_named(Call& call, std::string_view name, const FieldValue& value) {
    call.out.name(name);
    add_value(call.out, value, call.database.settings.calendar, ReferenceStyle::with_name);
}

/// Sorts groups by one term of orderby; a name that is neither a grouping nor an aggregate is
/// ignored.
void sort_groups(
    const Call& call,
    std::string_view order,
    const std::vector<Grouping>& groupings,
    const std::vector<Aggregate>& aggregates,
    std::vector<Group>& groups
) {
    std::string_view term = order.substr(0, order.find(','));
    const std::string_view name = term.substr(0, term.find(' '));
    const bool descending = term.ends_with("desc") || term.ends_with("DESC");
    const auto sort_by = [&](auto value_of_group) {
        std::stable_sort(groups.begin(), groups.end(), [&](const Group& left, const Group& right) {
            const int difference = compare_values(value_of_group(left), value_of_group(right));
            return descending ? difference > 0 : difference < 0;
        });
    };
    if (name == "__count" || name.ends_with("_count")) {
        return sort_by([](const Group& group) {
            FieldValue count;
            count.set_integer(static_cast<std::int64_t>(group.ids.size()));
            return count;
        });
    }
    for (std::size_t place = 0; place < groupings.size(); ++place) {
        if (groupings[place].spec == name || groupings[place].field->name.text() == name) {
            return sort_by([place](const Group& group) { return group.keys[place]; });
        }
    }
    for (const Aggregate& one : aggregates) {
        if (one.name == name || one.spec == name) {
            return sort_by([&](const Group& group) { return aggregate(call, one, group); });
        }
    }
}

/// The keys under the names of the groupings; times as their labels.
void write_keys(Call& call, const std::vector<Grouping>& groupings, const Group& group) {
    for (std::size_t place = 0; place < groupings.size(); ++place) {
        const Grouping& grouping = groupings[place];
        const FieldValue& key = group.keys[place];
        if (grouping.is_time() && key.kind != FieldValue::Kind::empty) {
            const Range range = range_of(call, grouping, key);
            call.out.name(grouping.spec);
            call.out.add(std::string_view{range.label});
        } else {
            write_named(call, grouping.spec, key);
        }
    }
}

void write_ranges(Call& call, const std::vector<Grouping>& groupings, const Group& group) {
    const bool any_time = std::any_of(groupings.begin(), groupings.end(), [](const Grouping& one) {
        return one.is_time();
    });
    if (!any_time) {
        return;
    }
    call.out.begin_object("__range");
    for (std::size_t place = 0; place < groupings.size(); ++place) {
        const Grouping& grouping = groupings[place];
        if (!grouping.is_time()) {
            continue;
        }
        call.out.name(grouping.spec);
        if (group.keys[place].kind == FieldValue::Kind::empty) {
            call.out.add_bool(false);
            continue;
        }
        const Range range = range_of(call, grouping, group.keys[place]);
        call.out.begin_object();
        call.out.field("from", std::string_view{range.from});
        call.out.field("to", std::string_view{range.to});
        call.out.end();
    }
    call.out.end();
}

struct Asked {
    Value domain;
    std::vector<Grouping> all;
    std::vector<Grouping> groupings;  ///< Those that are grouped by.
    std::vector<Aggregate> aggregates;
    std::vector<Group> groups;
};

expected<Asked, Error> find_groups(
    const Call& call,
    Value domain,
    Value groupby,
    Value fields,
    std::string_view order,
    Page page,
    bool lazy
) {
    Asked asked;
    asked.domain = domain;
    auto groupings = parse_groupings(call.model, groupby);
    if (!groupings) {
        return unexpected{std::move(groupings.error())};
    }
    asked.all = *groupings;
    if (lazy && groupings->size() > 1) {
        groupings->resize(1);
    }
    asked.groupings = std::move(*groupings);
    auto aggregates = parse_aggregates(call.model, fields, asked.groupings);
    if (!aggregates) {
        return unexpected{std::move(aggregates.error())};
    }
    asked.aggregates = std::move(*aggregates);
    const auto ids = find_records(call, call.model, domain, "id", {});
    if (!ids) {
        return unexpected{ids.error()};
    }
    asked.groups = group_records(call, *ids, asked.groupings);
    if (asked.groupings.empty() && asked.groups.empty()) {
        asked.groups.emplace_back();
    }
    if (!order.empty()) {
        sort_groups(call, order, asked.groupings, asked.aggregates, asked.groups);
    }
    const std::size_t first = std::min(page.offset, asked.groups.size());
    const std::size_t count = std::min(page.limit, asked.groups.size() - first);
    asked.groups.resize(first + count);
    asked.groups.erase(
        asked.groups.begin(), asked.groups.begin() + static_cast<std::ptrdiff_t>(first)
    );
    return asked;
}

}  // namespace

Result read_group(Call& call) {
    const bool lazy = !call.argument(6, "lazy").is_false();
    const auto asked = find_groups(
        call,
        call.argument(0, "domain"),
        call.argument(2, "groupby"),
        call.argument(1, "fields"),
        call.argument(5, "orderby").string(),
        page_of(call.argument(3, "offset"), call.argument(4, "limit")),
        lazy
    );
    if (!asked) {
        return unexpected{asked.error()};
    }
    const std::string count_name =
        lazy && !asked->groupings.empty()
            ? fmt::format("{}_count", asked->groupings.front().field->name.text())
            : std::string{"__count"};
    call.out.begin_array("result");
    for (const Group& group : asked->groups) {
        call.out.begin_object();
        write_keys(call, asked->groupings, group);
        call.out.name(count_name);
        call.out.add(group.ids.size());
        for (const Aggregate& one : asked->aggregates) {
            write_named(call, one.name, aggregate(call, one, group));
        }
        if (lazy && asked->all.size() > 1) {
            call.out.begin_object("__context");
            call.out.begin_array("group_by");
            for (std::size_t place = 1; place < asked->all.size(); ++place) {
                call.out.add(asked->all[place].spec);
            }
            call.out.end();
            call.out.end();
        }
        write_domain(call, call.out, "__domain", asked->domain, asked->groupings, group);
        write_ranges(call, asked->groupings, group);
        call.out.end();
    }
    call.out.end();
    return {};
}

Result formatted_read_group(Call& call) {
    const Value aggregates = call.argument(2, "aggregates");
    const auto asked = find_groups(
        call,
        call.argument(0, "domain"),
        call.argument(1, "groupby"),
        aggregates,
        call.argument(6, "order").string(),
        page_of(call.argument(4, "offset"), call.argument(5, "limit")),
        false
    );
    if (!asked) {
        return unexpected{asked.error()};
    }
    const bool counts = any_in(aggregates, [](Value one) { return one.string() == "__count"; });
    call.out.begin_array("result");
    for (const Group& group : asked->groups) {
        call.out.begin_object();
        for (std::size_t place = 0; place < asked->groupings.size(); ++place) {
            const Grouping& grouping = asked->groupings[place];
            const FieldValue& key = group.keys[place];
            if (grouping.is_time() && key.kind != FieldValue::Kind::empty) {
                const Range range = range_of(call, grouping, key);
                call.out.name(grouping.spec);
                call.out.begin_array();
                call.out.add(std::string_view{range.from});
                call.out.add(std::string_view{range.label});
                call.out.end();
            } else {
                write_named(call, grouping.spec, key);
            }
        }
        write_domain(call, call.out, "__extra_domain", {}, asked->groupings, group);
        if (counts) {
            call.out.field("__count", group.ids.size());
        }
        for (const Aggregate& one : asked->aggregates) {
            write_named(call, one.spec, aggregate(call, one, group));
        }
        call.out.end();
    }
    call.out.end();
    return {};
}

}  // namespace drydock::mocks::odoo
