#include "mocks/odoo/text_index.hpp"

#include "core/hash.hpp"

namespace drydock::mocks::odoo {

std::size_t TextIndex::Hash::operator()(std::string_view text) const {
    return hash_text(hash_salt_a, text);
}

void TextIndex::add(std::string_view text, RecordId id) {
    const auto found = ids_.find(text);
    if (found == ids_.end()) {
        ids_.emplace(text, std::vector<RecordId>{id});
    } else {
        found->second.push_back(id);
    }
}

void TextIndex::remove(std::string_view text, RecordId id) {
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
