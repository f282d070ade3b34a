#include <algorithm>

#include "mocks/odoo/base/base_models.hpp"
#include "mocks/odoo/domain.hpp"
#include "mocks/odoo/models.hpp"
#include "mocks/odoo/orm/generic.hpp"
#include "mocks/odoo/orm/leaf.hpp"
#include "mocks/odoo/orm/records.hpp"
#include "mocks/odoo/orm/search.hpp"

namespace drydock::mocks::odoo {

namespace {

/// An operator as it is asked for, as a comparison that holds or must not.
struct NameTest {
    Comparison comparison = Comparison::ilike;
    bool holds = true;
};

NameTest test_of(std::string_view words) {
    return words == "="           ? NameTest{Comparison::equal, true}
           : words == "!="        ? NameTest{Comparison::equal, false}
           : words == "like"      ? NameTest{Comparison::like, true}
           : words == "not like"  ? NameTest{Comparison::like, false}
           : words == "=like"     ? NameTest{Comparison::like_whole, true}
           : words == "=ilike"    ? NameTest{Comparison::ilike_whole, true}
           : words == "not ilike" ? NameTest{Comparison::ilike, false}
                                  : NameTest{};
}

/// What stands between the first brackets: "SKU-A" of "[SKU-A] Widget".
std::string_view code_in_brackets(std::string_view text) {
    const std::size_t open = text.find('[');
    const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
    return close == std::string_view::npos ? std::string_view{}
                                           : text.substr(open + 1, close - open - 1);
}

bool is_product(const Model& model) {
    return &model == &product_product || &model == &product_template;
}

std::vector<RecordId> named(
    const Call& call, const std::vector<RecordId>& all, NameTest test, std::string_view text
) {
    const auto fits = [&](RecordId id) {
        return name_matches(call.database, call.model, id, test.comparison, text) == test.holds;
    };
    std::vector<RecordId> found;
    std::copy_if(all.begin(), all.end(), std::back_inserter(found), fits);
    if (found.empty() && test.holds && is_product(call.model)) {
        // Source: Odoo 18.0, product.product.name_search: the name as it is displayed.
        const std::string_view code = code_in_brackets(text);
        const auto has_code = [&](RecordId id) {
            return !code.empty() && text_of(call.database, call.model, id, "default_code") == code;
        };
        std::copy_if(all.begin(), all.end(), std::back_inserter(found), has_code);
    }
    if (test.holds && &call.model == &res_country) {
        // Source: Odoo 18.0, res.country.name_search: the country of that code comes first.
        FieldValue code;
        const auto has_code = [&](RecordId id) {
            read_field(call.database, res_country, *res_country.field("code"), id, code);
            return code.kind == FieldValue::Kind::text && is_like(code.text, text, true);
        };
        std::erase_if(found, has_code);
        std::vector<RecordId> first;
        std::copy_if(all.begin(), all.end(), std::back_inserter(first), has_code);
        found.insert(found.begin(), first.begin(), first.end());
    }
    return found;
}

}  // namespace

Result name_search(Call& call) {
    constexpr std::size_t limit_default = 100;
    const Value text = call.argument(0, "name");
    Value domain = call.argument(1, "args");
    domain = domain.present() ? domain : call.keywords["domain"];
    auto found = find_records(call, call.model, domain, {}, {});
    if (!found) {
        return unexpected{found.error()};
    }
    if (!text.string().empty()) {
        const NameTest test = test_of(call.argument(2, "operator").string());
        *found = named(call, *found, test, text.string());
    }
    const Value limit = call.argument(3, "limit");
    const std::size_t most = limit.present() ? page_of({}, limit).limit : limit_default;
    found->resize(std::min(most, found->size()));
    call.out.begin_array("result");
    FieldValue shown;
    for (const RecordId id : *found) {
        set_record(shown, call.database, call.model, id);
        call.out.begin_array();
        call.out.add(id);
        call.out.add(std::string_view{shown.text});
        call.out.end();
    }
    call.out.end();
    return {};
}

}  // namespace drydock::mocks::odoo
