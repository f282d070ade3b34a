#include "mocks/odoo/orm/generic.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "core/hash.hpp"

namespace drydock::mocks::odoo {

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
constexpr std::array name_search_parameters{"name"sv, "args"sv, "operator"sv, "limit"sv};
constexpr std::array name_create_parameters{"name"sv};
constexpr std::array fields_get_parameters{"allfields"sv, "attributes"sv};
constexpr std::array default_get_parameters{"fields_list"sv};
constexpr std::array read_group_parameters{
    "domain"sv, "fields"sv, "groupby"sv, "offset"sv, "limit"sv, "orderby"sv, "lazy"sv};
constexpr std::array formatted_read_group_parameters{
    "domain"sv, "groupby"sv, "aggregates"sv, "having"sv, "offset"sv, "limit"sv, "order"sv};
constexpr std::array web_read_parameters{"specification"sv};
constexpr std::array web_search_read_parameters{
    "domain"sv, "specification"sv, "offset"sv, "limit"sv, "order"sv, "count_limit"sv};
constexpr std::array web_save_parameters{"vals"sv, "specification"sv, "next_id"sv};
constexpr std::array operation_parameters{"operation"sv};

constexpr std::array generic_methods = std::to_array<GenericMethod>({
    {"search", search, search_parameters, 1, Access::read, true},
    {"search_read", search_read, search_read_parameters, 0, Access::read, true},
    {"search_count", search_count, search_count_parameters, 1, Access::read, true},
    {"read", read, read_parameters, 0, Access::read, false},
    {"create", generic_create, create_parameters, 1, Access::create, true},
    {"write", generic_write, write_parameters, 1, Access::write, false},
    {"unlink", generic_unlink, {}, 0, Access::unlink, false},
    {"copy", generic_copy, copy_parameters, 0, Access::create, false},
    {"name_search", name_search, name_search_parameters, 0, Access::read, true},
    {"name_create", name_create, name_create_parameters, 1, Access::create, true},
    {"fields_get", fields_get, fields_get_parameters, 0, Access::none, true},
    {"default_get", default_get, default_get_parameters, 1, Access::none, true},
    {"exists", exists_of, {}, 0, Access::none, false},
    {"action_archive", archive, {}, 0, Access::write, false},
    {"action_unarchive", unarchive, {}, 0, Access::write, false},
    {"toggle_active", toggle_active, {}, 0, Access::write, false},
    {"get_external_id", get_external_id, {}, 0, Access::none, false},
    {"get_metadata", get_metadata, {}, 0, Access::read, false},
    {"context_get", context_get, {}, 0, Access::none, true},
    // Takes names beyond these, which are passed on.
    {"message_post", message_post, {}, 0, Access::read, false},
    {"read_group", read_group, read_group_parameters, 3, Access::read, true},
    {"formatted_read_group",
     formatted_read_group,
     formatted_read_group_parameters,
     1,
     Access::read,
     true},
    {"web_read", web_read, web_read_parameters, 1, Access::read, false},
    {"web_search_read", web_search_read, web_search_read_parameters, 2, Access::read, true},
    {"web_save", web_save, web_save_parameters, 2, Access::write, false},
    {"has_access", has_access, operation_parameters, 1, Access::none, false},
    {"check_access_rights", has_access, operation_parameters, 1, Access::none, true},
});

std::string_view plural(std::size_t count) {
    return count == 1 ? "" : "s";
}

Result missing_arguments(const GenericMethod& method, std::size_t given) {
    std::string names;
    std::size_t count = 0;
    for (std::size_t place = given; place < method.required; ++place) {
        const bool last = place + 1 == method.required;
        names += count == 0 ? "" : !last ? ", " : count == 1 ? " and " : ", and ";
        names += fmt::format("'{}'", method.parameters[place]);
        ++count;
    }
    return type_error(fmt::format(
        "BaseModel.{}() missing {} required positional argument{}: {}",
        method.name,
        count,
        plural(count),
        names
    ));
}

}  // namespace

const GenericMethod* generic_method(std::string_view name) {
    for (const GenericMethod& method : generic_methods) {
        if (method.name == name) {
            return &method;
        }
    }
    return nullptr;
}

Result check_arguments(const Call& call, const GenericMethod& method) {
    const std::size_t positional = call.positional.size();
    if (!method.of_model && positional == 0) {
        return unexpected<Error>{Error{"builtins.IndexError", "tuple index out of range"}};
    }
    if (method.run == message_post) {
        return {};
    }
    const std::size_t given = positional - (method.of_model ? 0 : 1);
    const std::size_t most = method.parameters.size();
    if (given > most) {
        const std::size_t least = std::size_t{method.required} + 1;
        const std::string range = least == most + 1 ? fmt::format("{}", least)
                                                    : fmt::format("from {} to {}", least, most + 1);
        return type_error(fmt::format(
            "BaseModel.{}() takes {} positional argument{} but {} were given",
            method.name,
            range,
            plural(most + 1),
            given + 1
        ));
    }
    std::size_t named = 0;
    for (const Value member : call.keywords) {
        const std::string_view key = member.key();
        if (key == "context" || (key == "load" && method.name == "search_read")) {
            continue;
        }
        const auto found = std::find(method.parameters.begin(), method.parameters.end(), key);
        // Both names were in use: args until 18.0, domain in 19.0.
        const bool renamed = method.run == name_search && key == "domain";
        if (found == method.parameters.end() && !renamed) {
            return type_error(fmt::format(
                "BaseModel.{}() got an unexpected keyword argument '{}'", method.name, key
            ));
        }
        const auto place = static_cast<std::size_t>(found - method.parameters.begin());
        if (!renamed && place < given) {
            return type_error(fmt::format(
                "BaseModel.{}() got multiple values for argument '{}'", method.name, key
            ));
        }
        named += place < method.required ? 1 : 0;
    }
    return given + named < method.required ? missing_arguments(method, given) : Result{};
}

}  // namespace drydock::mocks::odoo
