#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/contract/json.hpp"

namespace drydock::harness::contract {

/// A methodCall: {"method": text, "params": [...]}; nullopt when the text is none.
[[nodiscard]] std::optional<Json> read_xml_call(std::string_view text);

/// The inverse: XML as Python's xmlrpc.client writes it.
[[nodiscard]] std::string write_xml_call(const Json& call);

/// A methodResponse: {"result": value}, or {"fault": {"faultCode", "faultString"}}; nullopt when
/// the text is none. Kinds stay apart: <int> is a whole number, <double> one with a fraction.
[[nodiscard]] std::optional<Json> read_xml_response(std::string_view text);

/// The text with the contents of all scalars left out: what remains is how the XML is laid out.
[[nodiscard]] std::string xml_layout(std::string_view text);

}  // namespace drydock::harness::contract
