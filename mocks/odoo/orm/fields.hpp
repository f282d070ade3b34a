#pragma once

#include "mocks/odoo/field.hpp"

namespace drydock::mocks::odoo::fields {

// One function a type. An empty label is made of the name: "partner_id" reads "Partner".

[[nodiscard]] constexpr Field plain(Key name, FieldType type, const char* label) {
    Field field{.name = name};
    field.type = type;
    field.label = label;
    return field;
}
[[nodiscard]] constexpr Field boolean(Key name, const char* label = "") {
    return plain(name, FieldType::boolean, label);
}
[[nodiscard]] constexpr Field integer(Key name, const char* label = "") {
    return plain(name, FieldType::integer, label);
}
/// Keeps two decimals unless with_digits says otherwise.
[[nodiscard]] constexpr Field floating(Key name, const char* label = "") {
    return plain(name, FieldType::floating, label);
}
[[nodiscard]] constexpr Field monetary(Key name, const char* label = "") {
    return plain(name, FieldType::monetary, label);
}
[[nodiscard]] constexpr Field character(Key name, const char* label = "") {
    return plain(name, FieldType::character, label);
}
[[nodiscard]] constexpr Field text(Key name, const char* label = "") {
    return plain(name, FieldType::text, label);
}
[[nodiscard]] constexpr Field html(Key name, const char* label = "") {
    return plain(name, FieldType::html, label);
}
[[nodiscard]] constexpr Field date(Key name, const char* label = "") {
    return plain(name, FieldType::date, label);
}
[[nodiscard]] constexpr Field datetime(Key name, const char* label = "") {
    return plain(name, FieldType::datetime, label);
}
[[nodiscard]] constexpr Field binary(Key name, const char* label = "") {
    return plain(name, FieldType::binary, label);
}
[[nodiscard]] constexpr Field selection(
    Key name, const char* label, std::span<const SelectionItem> items
) {
    Field field = plain(name, FieldType::selection, label);
    field.selection = items;
    return field;
}
[[nodiscard]] constexpr Field many2one(Key name, const char* label, const char* relation) {
    Field field = plain(name, FieldType::many2one, label);
    field.relation = relation;
    return field;
}
/// Without a read function: the records whose `inverse` is this one.
[[nodiscard]] constexpr Field one2many(
    Key name, const char* label, const char* relation, const char* inverse
) {
    Field field = plain(name, FieldType::one2many, label);
    field.relation = relation;
    field.inverse = inverse;
    field.copied = false;
    return field;
}
[[nodiscard]] constexpr Field many2many(Key name, const char* label, const char* relation) {
    Field field = plain(name, FieldType::many2many, label);
    field.relation = relation;
    return field;
}

}  // namespace drydock::mocks::odoo::fields
