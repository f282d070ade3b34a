#pragma once

#include <string>
#include <string_view>

namespace drydock::harness::contract {

/// The model whose ids stand in that field of that model; empty for a field that holds no ids, or
/// that is not known. Source: the models of Odoo 18.0, their Many2one, One2many and Many2many.
[[nodiscard]] std::string relation_of(std::string_view model, std::string_view field);

/// Like relation_of, but a field that is named like one with ids ("x_id", "x_ids") and is not known
/// gets a name of its own ("res.partner/x_id"), so that its ids are bound all the same.
[[nodiscard]] std::string relation_or_own(std::string_view model, std::string_view field);

/// True for methods that belong to the model, not to records: their first argument is no ids.
/// Source: @api.model in Odoo 18.0.
[[nodiscard]] bool is_model_method(std::string_view method);

}  // namespace drydock::harness::contract
