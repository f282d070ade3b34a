#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reports/traces/span.hpp"
#include "reports/traces/text_buffer.hpp"

namespace drydock::reports {

/// An OTLP ExportTraceServiceRequest in JSON, on one line that ends with a newline, made in pieces
/// so that a file of any size takes the memory of one. Jaeger's upload takes it as a file.
/// Source: opentelemetry-proto 1.3, docs/specification.md, JSON Protobuf Encoding.
class OtlpDocument {
public:
    /// `services` outlives the document.
    explicit OtlpDocument(const std::vector<std::string>& services);

    /// One resource a service. Services without a span are left out.
    void add(std::span<const Span> spans);
    /// Once, and nothing after it.
    void end() { text_.put("]}\n"); }

    /// What has come since clear().
    [[nodiscard]] std::string_view text() const { return text_.text(); }
    void clear() { text_.clear(); }

private:
    const std::vector<std::string>& services_;
    std::vector<std::vector<const Span*>> by_service_;
    TextBuffer text_;
    bool is_empty_ = true;
};

/// All of it at once.
[[nodiscard]] std::string otlp_json(
    const std::vector<std::string>& services, std::span<const Span> spans
);

}  // namespace drydock::reports
