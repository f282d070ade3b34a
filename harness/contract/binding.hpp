#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "harness/contract/recording.hpp"

namespace drydock::harness::contract {

/// Which record of the server that is asked stands for which recorded one, by model; likewise for
/// numbers out of sequences ("S00004", "WH/OUT/00001"). One recorded id has one partner and the
/// other way round: a second sight that disagrees is a difference.
class Binding {
public:
    /// Keep: ids of the fresh database that a recording started with are themselves.
    enum class Fresh : std::uint8_t { keep, unknown };

    Binding(Release release, Fresh fresh);

    /// Years from the recording to the server's clock: "INV/2026/00001" may be "INV/2028/00001".
    void set_years_later(int years) { years_later_ = years; }

    /// True when the two are, or now become, partners.
    [[nodiscard]] bool match(std::string_view model, std::int64_t recorded, std::int64_t own);
    /// The server's id for a recorded one; nullopt when it was never seen.
    [[nodiscard]] std::optional<std::int64_t> own_of(std::string_view model, std::int64_t recorded)
        const;
    /// The recorded id for one of the server's; nullopt when it stands for none.
    [[nodiscard]] std::optional<std::int64_t> recorded_of(std::string_view model, std::int64_t own)
        const;
    /// True when a recorded record stands for the server's.
    [[nodiscard]] bool is_taken(std::string_view model, std::int64_t own) const;
    /// Makes them partners without asking.
    void bind(std::string_view model, std::int64_t recorded, std::int64_t own);

    /// As above for numbers of sequences. Prefixes differ never: "S00004" is no "P00004".
    [[nodiscard]] bool match_name(std::string_view recorded, std::string_view own);
    [[nodiscard]] std::optional<std::string> own_name_of(std::string_view recorded) const;
    [[nodiscard]] bool is_name_taken(std::string_view own) const;

    /// The recorded text with every number that is bound replaced by the server's. What is not
    /// bound stays.
    [[nodiscard]] std::string own_text_of(std::string_view recorded) const;

private:
    struct Partners {
        std::map<std::int64_t, std::int64_t> own;       ///< By recorded id.
        std::map<std::int64_t, std::int64_t> recorded;  ///< By the server's id.
    };
    [[nodiscard]] bool is_fresh(std::string_view model, std::int64_t id) const;
    [[nodiscard]] bool same_sequence(std::string_view recorded, std::string_view own) const;

    Release release_;
    Fresh fresh_;
    int years_later_ = 0;
    std::map<std::string, Partners, std::less<>> ids_;
    std::map<std::string, std::string, std::less<>> own_names_;
    std::map<std::string, std::string, std::less<>> recorded_names_;
};

/// The highest id of that model in the fresh database of the recordings; 0 when none is known.
/// Source: recordings of 18.0 and 19.0, their first ids; Odoo 18.0, data files.
[[nodiscard]] std::int64_t fresh_id_max(Release release, std::string_view model);

}  // namespace drydock::harness::contract
