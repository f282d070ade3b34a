#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mocks/odoo/table.hpp"

namespace drydock::mocks::odoo {

/// Finds records by a text that several of them may share. Looked up only, never walked, so the
/// order of the hash table is not seen.
class TextIndex {
public:
    explicit TextIndex(UndoLog& undo) : undo_{&undo} {}

    void add(std::string_view text, RecordId id);
    /// Without effect when `id` is not listed under `text`.
    void remove(std::string_view text, RecordId id);
    /// In the order added. Valid until the next add or remove.
    [[nodiscard]] std::span<const RecordId> find(std::string_view text) const;

private:
    void insert(std::string_view text, RecordId id);
    void erase(std::string_view text, RecordId id);

    struct Hash {
        using is_transparent = void;
        [[nodiscard]] std::size_t operator()(std::string_view text) const;
    };
    std::unordered_map<std::string, std::vector<RecordId>, Hash, std::equal_to<>> ids_;
    UndoLog* undo_;
};

}  // namespace drydock::mocks::odoo
