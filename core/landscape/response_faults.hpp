#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/draws.hpp"
#include "core/exchange.hpp"
#include "core/landscape/fault_timeline.hpp"

namespace drydock {

/// The faults that last now in what one system answers: fields that changed without notice, and
/// reads that are older than the caller thinks. Pure: a World passes every response through it.
class ResponseFaults {
public:
    /// `field`: as in Fault.
    void begin(const ActiveFault& fault, std::string field);
    void end(std::uint32_t fault_index);
    [[nodiscard]] bool empty() const { return faults_.empty(); }

    /// What a response is about.
    struct Subject {
        std::uint64_t entity = 0;   ///< For draws.
        std::uint64_t content = 0;  ///< hash_request() of the request.
        std::uint16_t operation = 0;
        bool is_read = false;  ///< Of a GET.
    };
    /// The response as the caller gets it. Only successful ones change.
    void apply(const Subject& subject, Instant now, const Draws& draws, Response& response);

private:
    struct Entry {
        ActiveFault fault;
        std::string field;
    };
    struct Kept {
        Instant at;
        Response response;
    };
    void answer_stale(const Entry& entry, const Subject& subject, Instant now, Response& response);

    std::vector<Entry> faults_;
    /// Answers by the request's content, while a stale_reads lasts. At most kept_max.
    std::unordered_map<std::uint64_t, Kept> kept_;
};

/// `body` with every member named `field`, at any depth, changed as `kind` says: field_missing,
/// field_renamed, field_retyped; or with that member more in every object: field_added.
[[nodiscard]] Document with_field_changed(
    const Document& body, FaultKind kind, std::string_view field
);

}  // namespace drydock
