#include "mocks/odoo/orm/search.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "mocks/odoo/concurrency/races.hpp"
#include "mocks/odoo/domain.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/records.hpp"

namespace drydock::mocks::odoo {

namespace {

struct OrderTerm {
    const Field* field = nullptr;
    bool descending = false;
};

std::string_view without_spaces(std::string_view word) {
    while (word.starts_with(' ')) {
        word.remove_prefix(1);
    }
    while (word.ends_with(' ')) {
        word.remove_suffix(1);
    }
    return word;
}

std::string_view next_word(std::string_view& text, char separator) {
    const std::size_t end = text.find(separator);
    const std::string_view word = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return without_spaces(word);
}

expected<std::vector<OrderTerm>, Error> parse_order(const Model& model, std::string_view text) {
    std::vector<OrderTerm> terms;
    const std::string_view whole = text;
    while (!text.empty()) {
        std::string_view term = next_word(text, ',');
        const std::string_view name = next_word(term, ' ');
        const std::string_view direction = next_word(term, ' ');
        const bool descending = direction == "desc" || direction == "DESC";
        if (!descending && !direction.empty() && direction != "asc" && direction != "ASC" &&
            direction != "nulls") {
            // Source: Odoo 18.0, odoo/models.py, _check_qorder.
            return user_error(fmt::format(
                "Invalid \"order\" specified ({}). A valid \"order\" specification is a "
                "comma-separated list of valid field names (optionally followed by asc/desc for "
                "the direction)",
                whole
            ));
        }
        const Field* const field = model.field(name.substr(0, name.find('.')));
        if (field == nullptr) {
            return unknown_field(name, model.name.text());
        }
        terms.push_back({field, descending});
    }
    return terms;
}

void sort_records(
    const Database& database,
    const Model& model,
    const std::vector<OrderTerm>& order,
    std::vector<RecordId>& ids
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
        if (term->field->magic == Magic::id || term->field->name.text() == "id") {
            if (term->descending) {
                std::reverse(ids.begin(), ids.end());
            }
            continue;
        }
        std::stable_sort(ids.begin(), ids.end(), [&](RecordId one, RecordId other) {
            read_field(database, model, *term->field, one, left);
            read_field(database, model, *term->field, other, right);
            const int difference = compare_values(left, right);
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

/// The field "active" when archived records are to be left out, else null.
const Field* active_field(const Call& call, const Model& model, const Domain& domain) {
    if (call.context()["active_test"].is_false()) {
        return nullptr;
    }
    const Field* const active = model.field("active");
    return active != nullptr && !domain.mentions(*active) ? active : nullptr;
}

bool is_active(
    const Database& database,
    const Model& model,
    const Field& active,
    RecordId id,
    FieldValue& scratch
) {
    read_field(database, model, active, id, scratch);
    return scratch.kind != FieldValue::Kind::boolean || scratch.number != 0;
}

/// A page of all records by ascending id, without looking at those after it.
std::vector<RecordId> page_of_all(
    const Database& database, const Model& model, const Field* active, Page page
) {
    std::vector<RecordId> ids;
    FieldValue scratch;
    const RecordId last = last_visible(database, model);
    for (RecordId id = 1; id <= last && ids.size() < page.limit; ++id) {
        if (!exists(database, model, id) ||
            (active != nullptr && !is_active(database, model, *active, id, scratch))) {
            continue;
        }
        if (page.offset > 0) {
            --page.offset;
        } else {
            ids.push_back(id);
        }
    }
    return ids;
}

std::vector<RecordId> matching(
    const Database& database, const Model& model, const Domain& domain, const Field* active
) {
    std::vector<RecordId> ids;
    FieldValue scratch;
    const bool from_index = domain.candidates(database, model, ids);
    if (!from_index) {
        ids = all_records(database, model);
    }
    const bool checked = (from_index && domain.single_leaf()) || domain.empty();
    if (checked && active == nullptr) {
        return ids;
    }
    std::erase_if(ids, [&](RecordId id) {
        return (!checked && !domain.holds(database, id, scratch)) ||
               (active != nullptr && !is_active(database, model, *active, id, scratch));
    });
    return ids;
}

}  // namespace

Page page_of(Value offset, Value limit) {
    const std::int64_t from = std::max<std::int64_t>(offset.integer_or(0), 0);
    const std::int64_t most = limit.integer_or(0);
    return {static_cast<std::size_t>(from), most > 0 ? static_cast<std::size_t>(most) : SIZE_MAX};
}

int compare_values(const FieldValue& left, const FieldValue& right) {
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

expected<std::vector<RecordId>, Error> find_records(
    const Call& call, const Model& model, Value domain_list, std::string_view order_words, Page page
) {
    const auto domain = Domain::parse(call.database, model, domain_list);
    if (!domain) {
        return unexpected{domain.error()};
    }
    order_words = order_words.empty() ? model.order : order_words;
    const Field* const active = active_field(call, model, *domain);
    const bool by_id = order_words == "id" || order_words == "id asc";
    if (domain->empty() && by_id) {
        return page_of_all(call.database, model, active, page);
    }
    const auto order = parse_order(model, order_words);
    if (!order) {
        return unexpected{order.error()};
    }
    std::vector<RecordId> ids = matching(call.database, model, *domain, active);
    if (const RecordId last = last_visible(call.database, model);
        last < last_id(call.database, model)) {
        std::erase_if(ids, [&](RecordId id) { return id > last; });
    }
    sort_records(call.database, model, *order, ids);
    cut(ids, page);
    return ids;
}

}  // namespace drydock::mocks::odoo
