#include "mocks/odoo/text_index.hpp"

#include <algorithm>

#include "core/hash.hpp"

namespace drydock::mocks::odoo {

std::size_t TextIndex::Hash::operator()(std::string_view text) const {
    return hash_text(hash_salt_a, text);
}

void TextIndex::add(std::string_view text, RecordId id) {
    insert(text, id);
    if (undo_->open()) {
        undo_->add([this, copy = std::string{text}, id] { erase(copy, id); });
    }
}

void TextIndex::remove(std::string_view text, RecordId id) {
    const auto listed = find(text);
    if (undo_->open() && std::find(listed.begin(), listed.end(), id) != listed.end()) {
        undo_->add([this, copy = std::string{text}, id] { insert(copy, id); });
    }
    erase(text, id);
}

void TextIndex::insert(std::string_view text, RecordId id) {
    const auto found = ids_.find(text);
    if (found == ids_.end()) {
        ids_.emplace(text, std::vector<RecordId>{id});
    } else {
        found->second.push_back(id);
    }
}

void TextIndex::erase(std::string_view text, RecordId id) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) {
        std::erase(found->second, id);
    }
}

std::span<const RecordId> TextIndex::find(std::string_view text) const {
    const auto found = ids_.find(text);
    return found == ids_.end() ? std::span<const RecordId>{} : found->second;
}

}  // namespace drydock::mocks::odoo
