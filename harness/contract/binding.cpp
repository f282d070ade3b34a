#include "harness/contract/binding.hpp"

#include <array>
#include <charconv>

#include "harness/contract/texts.hpp"

namespace drydock::harness::contract {

namespace {

constexpr std::int64_t all = INT64_MAX;

struct FreshModel {
    std::string_view model;
    std::int64_t max_18;
    std::int64_t max_19;
};

constexpr auto fresh_models = std::to_array<FreshModel>({
    {"account.account", all, all},
    {"account.journal", all, all},
    {"account.payment.method", all, all},
    {"account.payment.method.line", all, all},
    {"account.payment.term", all, all},
    {"account.tax", 2, 2},
    {"crm.team", 1, 1},
    {"product.category", 3, 3},
    {"product.pricelist", 1, 1},
    {"res.company", 1, 1},
    {"res.country", all, all},
    {"res.country.state", all, all},
    {"res.currency", all, all},
    {"res.groups", all, all},
    {"res.lang", 1, 1},
    {"res.partner", 6, 5},
    {"res.users", 6, 5},
    {"stock.location", 17, 0},
    {"stock.picking.type", 8, 0},
    {"stock.warehouse", 1, 1},
    {"uom.uom", all, all},
});

}  // namespace

std::int64_t fresh_id_max(Release release, std::string_view model) {
    for (const FreshModel& fresh : fresh_models) {
        if (fresh.model == model) {
            return release == Release::odoo_18 ? fresh.max_18 : fresh.max_19;
        }
    }
    return 0;
}

Binding::Binding(Release release, Fresh fresh) : release_{release}, fresh_{fresh} {}

bool Binding::is_fresh(std::string_view model, std::int64_t id) const {
    return fresh_ == Fresh::keep && id > 0 && id <= fresh_id_max(release_, model);
}

bool Binding::match(std::string_view model, std::int64_t recorded, std::int64_t own) {
    if (const auto known = own_of(model, recorded)) {
        return *known == own;
    }
    if (is_taken(model, own)) {
        return false;
    }
    bind(model, recorded, own);
    return true;
}

std::optional<std::int64_t> Binding::own_of(std::string_view model, std::int64_t recorded) const {
    if (const auto partners = ids_.find(model); partners != ids_.end()) {
        const auto found = partners->second.own.find(recorded);
        if (found != partners->second.own.end()) {
            return found->second;
        }
    }
    return is_fresh(model, recorded) && !is_taken(model, recorded) ? std::optional{recorded}
                                                                   : std::nullopt;
}

std::optional<std::int64_t> Binding::recorded_of(std::string_view model, std::int64_t own) const {
    const auto partners = ids_.find(model);
    if (partners == ids_.end()) {
        return std::nullopt;
    }
    const auto found = partners->second.recorded.find(own);
    return found == partners->second.recorded.end() ? std::nullopt : std::optional{found->second};
}

bool Binding::is_taken(std::string_view model, std::int64_t own) const {
    const auto partners = ids_.find(model);
    return partners != ids_.end() && partners->second.recorded.contains(own);
}

void Binding::bind(std::string_view model, std::int64_t recorded, std::int64_t own) {
    Partners& partners = ids_[std::string{model}];
    partners.own[recorded] = own;
    partners.recorded[own] = recorded;
}

bool Binding::same_sequence(std::string_view recorded, std::string_view own) const {
    const std::string prefix{sequence_prefix(recorded)};
    if (prefix == sequence_prefix(own)) {
        return true;
    }
    // The year is the part between the last two slashes.
    const std::size_t year_at = prefix.size() < 6 ? 0 : prefix.size() - 5;
    int year = 0;
    const auto read = std::from_chars(prefix.data() + year_at, prefix.data() + prefix.size(), year);
    return year_at > 0 && read.ptr == prefix.data() + prefix.size() - 1 && year > 1900 &&
           prefix.substr(0, year_at) + std::to_string(year + years_later_) + "/" ==
               sequence_prefix(own);
}

bool Binding::match_name(std::string_view recorded, std::string_view own) {
    if (const auto known = own_names_.find(recorded); known != own_names_.end()) {
        return known->second == own;
    }
    if (!same_sequence(recorded, own) || is_name_taken(own)) {
        return false;
    }
    own_names_.emplace(recorded, own);
    recorded_names_.emplace(own, recorded);
    return true;
}

std::optional<std::string> Binding::own_name_of(std::string_view recorded) const {
    const auto known = own_names_.find(recorded);
    return known == own_names_.end() ? std::nullopt : std::optional{known->second};
}

bool Binding::is_name_taken(std::string_view own) const {
    return recorded_names_.contains(own);
}

std::string Binding::own_text_of(std::string_view recorded) const {
    std::string out;
    for (const Piece& piece : pieces_of(recorded)) {
        switch (piece.kind) {
            case PieceKind::literal:
                out += piece.text;
                break;
            case PieceKind::name:
                out += own_name_of(piece.text).value_or(piece.text);
                break;
            case PieceKind::id: {
                std::int64_t id = 0;
                std::from_chars(piece.text.data(), piece.text.data() + piece.text.size(), id);
                out += std::to_string(own_of(piece.model, id).value_or(id));
                break;
            }
        }
    }
    return out;
}

}  // namespace drydock::harness::contract
