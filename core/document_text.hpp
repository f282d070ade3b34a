#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/document.hpp"
#include "core/expected.hpp"

namespace drydock {

/// Why text is no document. `offset_bytes` is where it stopped being one.
struct DocumentTextError {
    std::size_t offset_bytes = 0;
    std::string reason;
};

/// Deepest nesting of containers that is read; more is an error, not a full stack.
inline constexpr std::size_t document_depth_max = 128;

/// Reads JSON (RFC 8259). Numbers of up to 18 digits keep their decimal form exactly; others
/// become doubles.
[[nodiscard]] expected<Document, DocumentTextError> parse_document(std::string_view text);

/// Writes JSON without white space. The inverse of parse_document.
[[nodiscard]] std::string to_text(Value value);

}  // namespace drydock
