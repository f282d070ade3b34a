#pragma once

#include <map>
#include <string>
#include <string_view>

#include "harness/contract/replayer.hpp"

namespace drydock::harness::contract {

/// The rows of the table "Not modelled" of docs/mocks.md: a case's name or a model's method, and
/// why. What stands in front of a "*" names all cases that begin with it.
[[nodiscard]] std::map<std::string, std::string> read_not_modelled(std::string_view document);

/// docs/mocks.md as it was when this was built.
[[nodiscard]] std::string_view mocks_document();

/// Answers out of the table.
[[nodiscard]] NotModelled not_modelled_of(std::map<std::string, std::string> table);

}  // namespace drydock::harness::contract
