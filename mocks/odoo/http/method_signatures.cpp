#include "mocks/odoo/http/method_signatures.hpp"

#include <array>

namespace drydock::mocks::odoo::http {

namespace {

using namespace std::string_view_literals;

constexpr std::array search_parameters{"domain"sv, "offset"sv, "limit"sv, "order"sv};
constexpr std::array search_read_parameters{
    "domain"sv, "fields"sv, "offset"sv, "limit"sv, "order"sv};
constexpr std::array search_count_parameters{"domain"sv, "limit"sv};
constexpr std::array create_parameters{"vals_list"sv};
constexpr std::array write_parameters{"vals"sv};
constexpr std::array read_parameters{"fields"sv, "load"sv};
constexpr std::array copy_parameters{"default"sv};
constexpr std::array name_search_parameters{"name"sv, "domain"sv, "operator"sv, "limit"sv};
constexpr std::array name_create_parameters{"name"sv};
constexpr std::array fields_get_parameters{"allfields"sv, "attributes"sv};
constexpr std::array default_get_parameters{"fields"sv};
constexpr std::array read_group_parameters{
    "domain"sv, "fields"sv, "groupby"sv, "offset"sv, "limit"sv, "orderby"sv, "lazy"sv};
constexpr std::array formatted_read_group_parameters{
    "domain"sv, "groupby"sv, "aggregates"sv, "having"sv, "offset"sv, "limit"sv, "order"sv};
constexpr std::array web_read_parameters{"specification"sv};
constexpr std::array web_search_read_parameters{
    "domain"sv, "specification"sv, "offset"sv, "limit"sv, "order"sv, "count_limit"sv};

constexpr std::array signatures = std::to_array<MethodSignature>({
    {"search", search_parameters, 1, true},
    {"search_read", search_read_parameters, 0, true},
    {"search_count", search_count_parameters, 1, true},
    {"create", create_parameters, 1, true},
    {"write", write_parameters, 1, false},
    {"read", read_parameters, 0, false},
    {"copy", copy_parameters, 0, false},
    {"name_search", name_search_parameters, 0, true},
    {"name_create", name_create_parameters, 1, true},
    {"fields_get", fields_get_parameters, 0, true},
    {"default_get", default_get_parameters, 1, true},
    {"read_group", read_group_parameters, 3, true},
    {"formatted_read_group", formatted_read_group_parameters, 1, true},
    {"web_read", web_read_parameters, 1, false},
    {"web_search_read", web_search_read_parameters, 2, true},
    {"context_get", {}, 0, true},
    {"unlink", {}, 0, false},
    {"exists", {}, 0, false},
    {"action_archive", {}, 0, false},
    {"action_unarchive", {}, 0, false},
    {"action_confirm", {}, 0, false},
    {"action_cancel", {}, 0, false},
    {"action_draft", {}, 0, false},
    {"action_assign", {}, 0, false},
    {"action_post", {}, 0, false},
    {"button_validate", {}, 0, false},
    {"button_draft", {}, 0, false},
    {"button_cancel", {}, 0, false},
    {"button_confirm", {}, 0, false},
    {"action_apply_inventory", {}, 0, false},
    {"create_invoices", {}, 0, false},
});

}  // namespace

const MethodSignature* signature_of(std::string_view method) {
    for (const MethodSignature& signature : signatures) {
        if (signature.method == method) {
            return &signature;
        }
    }
    return nullptr;
}

}  // namespace drydock::mocks::odoo::http
