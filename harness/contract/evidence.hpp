#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "harness/contract/knowledge.hpp"

namespace drydock::harness::contract {

/// What a set of recordings proves: which order a record belongs to, which cases changed what
/// belongs to it, and what a field's value was just before a case.
class Evidence {
public:
    /// `knowledge` lives as long as this.
    explicit Evidence(const Knowledge& knowledge);

    /// The sales or purchase order that the record belongs to; the record itself for none.
    [[nodiscard]] RecordKey root_of(const RecordKey& record) const;
    /// The records of a model that belong to that root, by id.
    [[nodiscard]] std::vector<RecordKey> members(const RecordKey& root, std::string_view model)
        const;

    /// The cases that name or show the root or what belongs to it, in their order.
    [[nodiscard]] const std::vector<std::size_t>& cases_of(const RecordKey& root) const;

    /// True when a recorded call in [from, to) succeeded that may have changed that field of the
    /// record. Looking, and opening a wizard, changes nothing; nor does what is booked change what
    /// is shipped, or the other way round an order's own state.
    [[nodiscard]] bool changed(
        const RecordKey& record, std::string_view field, std::size_t from, std::size_t to
    ) const;

    /// The field's value just before case `at`, where some case shows it and no recorded call
    /// between the two may have changed it; nullopt where nothing is proved.
    [[nodiscard]] std::optional<Json> exact(
        const RecordKey& record, std::string_view field, std::size_t at
    ) const;
    /// True when the record is seen or named before case `at`, or from it on with nothing done in
    /// between that could have brought it about.
    [[nodiscard]] bool existed(const RecordKey& record, std::size_t at) const;
    /// The last case before `at` that shows the field. One that writes it proves nothing: what was
    /// written must be seen.
    [[nodiscard]] std::optional<std::size_t> last_sight(
        const RecordKey& record, std::string_view field, std::size_t at
    ) const;

private:
    [[nodiscard]] RecordKey owner_of(const RecordKey& record) const;
    [[nodiscard]] RecordKey owner_of_picking(const RecordKey& picking) const;
    [[nodiscard]] RecordKey owner_of_move(const RecordKey& move) const;
    [[nodiscard]] RecordKey named_in_text(const RecordKey& record, const char* field) const;
    void find_roots();
    void guess_owners();
    void guess_picking_of(const RecordKey& move);
    void guess_orders_of(const std::vector<RecordKey>& records);
    [[nodiscard]] bool is_delivery_of(const RecordKey& picking, const RecordKey& order) const;
    [[nodiscard]] bool is_confirmed_after(const RecordKey& order, const RecordKey& record) const;
    [[nodiscard]] bool made_between(const RecordKey& record, std::size_t from, std::size_t to)
        const;
    [[nodiscard]] std::vector<std::size_t> cases_of_record(const RecordKey& record) const;
    void note_cases();
    void note_changes(std::size_t at);

    const Knowledge& knowledge_;
    std::map<RecordKey, RecordKey> guessed_;  ///< Owners that no case tells, by what stands near.
    std::map<RecordKey, RecordKey> roots_;
    std::map<RecordKey, std::set<RecordKey>> members_;
    std::map<RecordKey, std::vector<std::size_t>> cases_;
    std::vector<std::set<RecordKey>> changes_;  ///< The roots that each case may have changed.
};

/// True for methods that change nothing: they read, search, or describe.
[[nodiscard]] bool only_looks(std::string_view method);

/// True for models whose records live for one action only.
[[nodiscard]] bool is_wizard(std::string_view model);

}  // namespace drydock::harness::contract
