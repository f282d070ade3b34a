#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/contract/call.hpp"

namespace drydock::harness::contract {

/// One record of the recorded database.
struct RecordKey {
    std::string model;
    std::int64_t id = 0;

    friend auto operator<=>(const RecordKey&, const RecordKey&) = default;
};

/// What one case shows of a record.
struct Sight {
    std::size_t at = 0;    ///< Index of the case.
    Json fields;           ///< As read, a many2one as its id; or as written, when `written`.
    bool written = false;  ///< True: so from this case on. False: so before it and after it.
};

/// A case that names a record in its request.
struct Use {
    std::size_t at = 0;
    bool called = false;  ///< One of the ids that its method was called on.
};

/// All that a set of recordings tells of the records in it, before any of them is replayed: what
/// was read and written, who belongs to whom, which cases touch which record.
class Knowledge {
public:
    explicit Knowledge(const std::vector<Recording>& recordings);

    [[nodiscard]] const Call& call(std::size_t at) const { return calls_[at]; }
    [[nodiscard]] const Outcome& outcome(std::size_t at) const { return outcomes_[at]; }
    [[nodiscard]] std::size_t count() const { return calls_.size(); }

    [[nodiscard]] bool knows(const RecordKey& record) const { return sights_.contains(record); }
    /// All that are seen or named, by model and id.
    [[nodiscard]] std::vector<RecordKey> records() const;
    [[nodiscard]] const std::vector<Sight>& sights(const RecordKey& record) const;
    [[nodiscard]] const std::vector<Use>& uses(const RecordKey& record) const;

    /// The field's value as it was just before case `at`: of the nearest sight from there on, else
    /// of the last one before; null for never.
    [[nodiscard]] Json value(const RecordKey& record, std::string_view field, std::size_t at) const;
    /// The same as an id; 0 for none.
    [[nodiscard]] std::int64_t id_value(
        const RecordKey& record, std::string_view field, std::size_t at
    ) const;
    /// Those of a model of which some case shows that value, by id.
    [[nodiscard]] std::vector<std::int64_t> with_value(
        std::string_view model, std::string_view field, const Json& value
    ) const;
    /// The records of which some case shows that display name or name.
    [[nodiscard]] std::vector<RecordKey> named(std::string_view name) const;

private:
    void learn(std::size_t at, const Call& call, const Outcome& outcome);
    void learn_record(
        std::size_t at, const std::string& model, const Json& record, const Json& also
    );
    void learn_values(std::size_t at, const Call& call, const Outcome& outcome);
    void learn_action(std::size_t at, const Call& call, const Json& action);
    void add(std::size_t at, RecordKey record, Json fields, bool written);
    void note_uses(std::size_t at, Call call);

    std::vector<Call> calls_;
    std::vector<Outcome> outcomes_;
    std::map<RecordKey, std::vector<Sight>> sights_;
    std::map<RecordKey, std::vector<Use>> uses_;
};

/// The records that a request names, each once, in the order of the request.
[[nodiscard]] std::vector<RecordKey> named_in(const Call& call);

/// A many2one's id, whether written [7, "ACME"] or 7; 0 for none.
[[nodiscard]] std::int64_t id_in(const Json& value);

}  // namespace drydock::harness::contract
