#pragma once

#include "mocks/odoo/call.hpp"
#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo {

/// The values with those of the context's default_ members for fields that are not given.
[[nodiscard]] Value with_context_defaults(Call& call, const Model& model, Value values);

/// The values with the text that Python's str() makes of what is no text, for fields that are text:
/// a reference 4711 becomes "4711". Source: Odoo 18.0, odoo/fields.py, Char.convert_to_cache.
[[nodiscard]] Value with_python_texts(Call& call, const Model& model, Value values);

}  // namespace drydock::mocks::odoo
