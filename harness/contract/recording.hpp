#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/exchange.hpp"
#include "core/expected.hpp"
#include "harness/contract/json.hpp"

namespace drydock::harness::contract {

using Headers = std::vector<std::pair<std::string, std::string>>;

/// The value of the first header of that name, in any case; empty for none.
[[nodiscard]] std::string header_of(const Headers& headers, std::string_view name);

/// What the file says about one exchange.
enum class RecordingKind : std::uint8_t {
    exchange,     ///< One request and its response.
    concurrent,   ///< Several clients at once: their outcomes only.
    observation,  ///< What was seen in words or raw bytes.
};

/// The releases that recordings are known of.
enum class Release : std::uint8_t { odoo_18, odoo_19 };

struct RecordedRequest {
    std::string method;
    std::string path;
    Headers headers;
    Json body;  ///< Text when it is no JSON, null for none.
};

struct RecordedResponse {
    int status = 0;
    Headers headers;
    Json body;  ///< Text when it is no JSON, null for none.
};

struct Recording {
    std::string name;  ///< The file's name without ".json".
    RecordingKind kind = RecordingKind::exchange;
    Release release = Release::odoo_18;
    RecordedRequest request;    ///< Of an exchange.
    RecordedResponse response;  ///< Of an exchange.
    Json document;              ///< The whole file.
};

/// Reads every *.json of a folder, in the order of the file names. The error names the file and
/// says why it is no recording.
[[nodiscard]] expected<std::vector<Recording>, std::string> load_recordings(
    const std::string& folder
);

/// One recording out of the text of its file; the error says why it is none.
[[nodiscard]] expected<Recording, std::string> parse_recording(
    const std::string& name, const std::string& text
);

/// The bytes of a recorded body as they were on the wire, white space apart: text as it stands, a
/// document as JSON. What the recorder cut out of a string ("xxx... [3145728 bytes, trimmed by
/// recorder]") is put back.
[[nodiscard]] std::string wire_text(const Json& body);

/// A call of one of Odoo's services ("common", "object") over /jsonrpc.
[[nodiscard]] RecordedRequest json_rpc_request(
    const char* service, const char* method, Json arguments
);

/// "GET"; none for a word that is no method of ours.
[[nodiscard]] std::optional<Method> method_of(const std::string& name);

}  // namespace drydock::harness::contract
