#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "mocks/odoo/call.hpp"

namespace drydock::mocks::odoo {

/// What a method does to records, as far as rights go.
enum class Access : std::uint8_t { none, read, write, create, unlink };

/// A method that every model has.
struct GenericMethod {
    std::string_view name;
    Result (*run)(Call&) = nullptr;
    /// After self, in the order of Python's signature.
    std::span<const std::string_view> parameters{};
    std::uint8_t required = 0;  ///< The first ones.
    Access access = Access::read;
    bool of_model = false;  ///< Takes no ids (@api.model).
};

/// Null when no method of that name is every model's.
[[nodiscard]] const GenericMethod* generic_method(std::string_view name);

/// Python's complaint about arguments that do not fit, if any.
[[nodiscard]] Result check_arguments(const Call& call, const GenericMethod& method);

// The methods themselves. Each checks its arguments' values, and adds "result".

Result search(Call& call);
Result search_read(Call& call);
Result search_count(Call& call);
Result read(Call& call);
Result generic_create(Call& call);
Result generic_write(Call& call);
Result generic_unlink(Call& call);
Result generic_copy(Call& call);
Result name_search(Call& call);
Result name_create(Call& call);
Result fields_get(Call& call);
Result default_get(Call& call);
Result exists_of(Call& call);
Result archive(Call& call);
Result unarchive(Call& call);
Result toggle_active(Call& call);
Result get_external_id(Call& call);
Result get_metadata(Call& call);
Result context_get(Call& call);
Result message_post(Call& call);
Result read_group(Call& call);
Result formatted_read_group(Call& call);
Result web_read(Call& call);
Result web_search_read(Call& call);
Result web_save(Call& call);
Result has_access(Call& call);

}  // namespace drydock::mocks::odoo
