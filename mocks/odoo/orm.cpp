#include "mocks/odoo/orm.hpp"

#include <algorithm>
#include <numeric>

#include "mocks/odoo/domain.hpp"

namespace drydock::mocks::odoo {

namespace {

struct OrderTerm {
    const Field* field = nullptr;
    bool descending = false;
};

struct Page {
    std::size_t offset = 0;
    std::size_t limit = SIZE_MAX;
};

Page page_of(Value offset, Value limit) {
    const std::int64_t from = std::max<std::int64_t>(offset.integer_or(0), 0);
    const std::int64_t most = limit.integer_or(0);  // None, False and 0 mean all.
    return {static_cast<std::size_t>(from), most > 0 ? static_cast<std::size_t>(most) : SIZE_MAX};
}

std::string_view next_word(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    while (word.starts_with(' ')) {
        word.remove_prefix(1);
    }
    while (word.ends_with(' ')) {
        word.remove_suffix(1);
    }
    return word;
}

expected<std::vector<OrderTerm>, Error> parse_order(const Model& model, std::string_view text) {
    std::vector<OrderTerm> terms;
    while (!text.empty()) {
        std::string_view term = next_word(text, ',');
        const std::string_view name = next_word(term, ' ');
        const Field* const field = model.field(name);
        if (field == nullptr) {
            return unknown_field(name, model.name.text());
        }
        terms.push_back({field, term == "desc" || term == "DESC"});
    }
    return terms;
}

/// Below 0, 0 or above 0. What is empty comes last, as in PostgreSQL.
int compare(const FieldValue& left, const FieldValue& right) {
    const bool left_empty = left.kind == FieldValue::Kind::empty;
    const bool right_empty = right.kind == FieldValue::Kind::empty;
    if (left_empty || right_empty) {
        return (left_empty ? 1 : 0) - (right_empty ? 1 : 0);
    }
    if (left.kind == FieldValue::Kind::text || left.kind == FieldValue::Kind::reference) {
        return left.text.compare(right.text);
    }
    return left.number < right.number ? -1 : left.number > right.number ? 1 : 0;
}

void sort_records(
    const Database& database, const std::vector<OrderTerm>& order, std::vector<RecordId>& ids
) {
    if (ids.size() < 2) {
        return;
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    FieldValue left;
    FieldValue right;
    // The least significant term first; each sort keeps the order of those before it.
    for (auto term = order.rbegin(); term != order.rend(); ++term) {
        if (term->field->name.text() == "id") {
            if (term->descending) {
                std::reverse(ids.begin(), ids.end());
            }
            continue;
        }
        std::stable_sort(ids.begin(), ids.end(), [&](RecordId one, RecordId other) {
            term->field->read(database, one, left);
            term->field->read(database, other, right);
            const int difference = compare(left, right);
            return term->descending ? difference > 0 : difference < 0;
        });
    }
}

void cut(std::vector<RecordId>& ids, Page page) {
    const std::size_t first = std::min(page.offset, ids.size());
    const std::size_t count = std::min(page.limit, ids.size() - first);
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(first);
    ids.erase(begin + static_cast<std::ptrdiff_t>(count), ids.end());
    ids.erase(ids.begin(), begin);
}

/// A page of all records by ascending id, without listing the others.
std::vector<RecordId> page_of_all(RecordId count, Page page) {
    const std::size_t first = std::min<std::size_t>(page.offset, count);
    std::vector<RecordId> ids(std::min<std::size_t>(page.limit, count - first));
    std::iota(ids.begin(), ids.end(), static_cast<RecordId>(first + 1));
    return ids;
}

expected<std::vector<RecordId>, Error> find_records(
    const Call& call, Value domain_list, Value order_text, Page page
) {
    const auto domain = Domain::parse(call.model, domain_list);
    if (!domain) {
        return unexpected{domain.error()};
    }
    const std::string_view order_words =
        order_text.string().empty() ? call.model.order : order_text.string();
    const RecordId count = call.model.count(call.database);
    if (domain->empty() && (order_words == "id" || order_words == "id asc")) {
        return page_of_all(count, page);
    }
    const auto order = parse_order(call.model, order_words);
    if (!order) {
        return unexpected{order.error()};
    }
    std::vector<RecordId> ids;
    FieldValue scratch;
    if (domain->candidates(call.database, call.model, ids)) {
        if (!domain->single_leaf()) {
            std::erase_if(ids, [&](RecordId id) {
                return !domain->holds(call.database, id, scratch);
            });
        }
    } else {
        for (RecordId id = 1; id <= count; ++id) {
            if (domain->holds(call.database, id, scratch)) {
                ids.push_back(id);
            }
        }
    }
    sort_records(call.database, *order, ids);
    cut(ids, page);
    return ids;
}

/// Without the id, which is always written first. No names, or an empty list, mean all fields.
expected<std::vector<const Field*>, Error> fields_of(const Model& model, Value names) {
    std::vector<const Field*> fields;
    fields.reserve(names.size() == 0 ? model.fields.size() : names.size());
    if (names.size() == 0) {
        for (const Field& field : model.fields) {
            fields.push_back(&field);
        }
    }
    for (const Value name : names) {
        const Field* const field = model.field(name.string());
        if (field == nullptr) {
            return unknown_field(name.string(), model.name.text());
        }
        fields.push_back(field);
    }
    std::erase_if(fields, [](const Field* field) { return field->name.text() == "id"; });
    return fields;
}

void write_records(
    Call& call,
    const std::vector<RecordId>& ids,
    const std::vector<const Field*>& fields,
    ReferenceStyle style
) {
    FieldValue value;
    call.out.begin_array("result");
    for (const RecordId id : ids) {
        call.out.begin_object();
        call.out.field("id", id);
        for (const Field* const field : fields) {
            field->read(call.database, id, value);
            write_field(call.out, *field, value, call.database.settings.calendar, style);
        }
        call.out.end();
    }
    call.out.end();
}

ReferenceStyle style_of(Value load) {
    return load.is_string() && load.string().empty() ? ReferenceStyle::id_only
                                                     : ReferenceStyle::with_name;
}

}  // namespace

Result search(Call& call) {
    const Page page = page_of(call.argument(1, "offset"), call.argument(2, "limit"));
    const auto ids =
        find_records(call, call.argument(0, "domain"), call.argument(3, "order"), page);
    if (!ids) {
        return unexpected{ids.error()};
    }
    call.out.begin_array("result");
    for (const RecordId id : *ids) {
        call.out.add(id);
    }
    call.out.end();
    return {};
}

Result search_count(Call& call) {
    const auto ids = find_records(call, call.argument(0, "domain"), {}, {});
    if (!ids) {
        return unexpected{ids.error()};
    }
    call.out.field("result", ids->size());
    return {};
}

Result search_read(Call& call) {
    const Page page = page_of(call.argument(2, "offset"), call.argument(3, "limit"));
    const auto fields = fields_of(call.model, call.argument(1, "fields"));
    if (!fields) {
        return unexpected{fields.error()};
    }
    const auto ids =
        find_records(call, call.argument(0, "domain"), call.argument(4, "order"), page);
    if (!ids) {
        return unexpected{ids.error()};
    }
    write_records(call, *ids, *fields, style_of(call.keywords["load"]));
    return {};
}

Result read(Call& call) {
    const auto fields = fields_of(call.model, call.argument(1, "fields"));
    if (!fields) {
        return unexpected{fields.error()};
    }
    // Missing ids are dropped without an error. Source: Odoo 18.0 recordings, b013 and b014.
    const Value wanted = call.positional.at(0);
    const RecordId count = call.model.count(call.database);
    std::vector<RecordId> ids;
    const auto add = [&](Value value) {
        const std::int64_t id = value.integer_or(0);
        if (id >= 1 && id <= count) {
            ids.push_back(static_cast<RecordId>(id));
        }
    };
    if (wanted.is_array()) {
        std::for_each(wanted.begin(), wanted.end(), add);
    } else {
        add(wanted);
    }
    write_records(call, ids, *fields, style_of(call.argument(2, "load")));
    return {};
}

}  // namespace drydock::mocks::odoo
