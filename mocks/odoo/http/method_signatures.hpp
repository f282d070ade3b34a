#pragma once

#include <span>
#include <string_view>

namespace drydock::mocks::odoo::http {

/// One public method as Python's inspect sees it, without self.
struct MethodSignature {
    std::string_view method;
    std::span<const std::string_view> parameters;
    std::size_t required = 0;  ///< The first ones; the others have defaults.
    /// Not for records: the method is of the model (@api.model), and takes no ids.
    bool of_model = false;
};

/// Null for a method whose arguments are not checked by name: all that take only records.
/// Source: Odoo 19.0, odoo/orm/models.py, and the modules named in the table.
[[nodiscard]] const MethodSignature* signature_of(std::string_view method);

}  // namespace drydock::mocks::odoo::http
