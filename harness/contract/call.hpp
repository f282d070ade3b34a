#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/contract/recording.hpp"

namespace drydock::harness::contract {

/// How a call was sent.
enum class Transport : std::uint8_t {
    json_rpc,  ///< /jsonrpc
    xml_rpc,   ///< /xmlrpc/2/object, /xmlrpc/2/common and those of version 1
    web,       ///< /web/dataset/call_kw and call_button
    json2,     ///< /json/2 of Odoo 19
    other,     ///< Anything else, malformed bodies included.
};

/// One call of a model's method, or of a service's, taken out of its transport.
struct Call {
    Transport transport = Transport::other;
    std::string service;  ///< "object", "common", "db"; empty for other transports.
    std::string method;
    std::string model;  ///< Empty unless it is a model's method.
    Json user;          ///< The uid where the transport carries one, else null.
    Json password;      ///< Likewise.
    Json positional;    ///< An array: the arguments with the ids first.
    Json keywords;      ///< An object, or null for none.

    [[nodiscard]] bool of_model() const { return !model.empty(); }
    /// The context given with the call; null for none.
    [[nodiscard]] Json context() const;
    /// The argument at that position or of that name; null for none.
    [[nodiscard]] Json argument(std::size_t position, const char* name) const;
};

/// Reads the call out of a request. Anything that is no well-formed call has Transport::other.
[[nodiscard]] Call read_call(const RecordedRequest& request);

/// The request with that call in place of its own. The call comes from read_call of the same
/// request and was changed afterwards.
[[nodiscard]] RecordedRequest with_call(RecordedRequest request, const Call& call);

/// What a response says, whatever its transport was.
struct Outcome {
    bool success = false;
    bool has_result = false;  ///< False where the method returned None and there is no result.
    Json result;
    std::string error_name;  ///< "odoo.exceptions.UserError"; empty where it does not say.
    std::string error_message;
};

[[nodiscard]] Outcome read_outcome(const Call& call, int status, const Json& body);

/// A response body as a document: JSON where it is JSON, an XML-RPC response as
/// {"xml": {"result" or "fault"}}, any other text as it stands.
[[nodiscard]] Json read_body(const Headers& headers, const std::string& text);

}  // namespace drydock::harness::contract
