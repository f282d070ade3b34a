#include "mocks/strict/strict_watch.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace drydock::mocks {

void StrictWatch::note(Instant at, std::string_view kind, std::string what) {
    if (!strict_) {
        return;
    }
    const auto found = counts_.try_emplace(std::string{kind}, 0).first;
    if (++found->second <= kept_max) {
        kept_.push_back({self_, at, std::string{kind}, std::move(what)});
    }
}

void StrictWatch::fields(
    Instant at, std::string_view where, Value object, std::initializer_list<std::string_view> known
) {
    if (!strict_ || !object.is_object()) {
        return;
    }
    for (const Value member : object) {
        if (std::ranges::find(known, member.key()) == known.end()) {
            note(
                at,
                violation::unknown_field,
                fmt::format("{}: there is no field \"{}\"", where, member.key())
            );
        }
    }
}

void StrictWatch::turned_away(Instant at, SystemId from, std::uint16_t operation, Duration wait) {
    if (strict_ && wait > Duration::zero()) {
        Wait& kept = waits_[{from.value, operation}];
        if (kept.until <= at) {
            kept.told = at;
        }
        kept.until = std::max(kept.until, at + wait);
    }
}

void StrictWatch::request(
    Instant at, SystemId from, std::uint16_t operation, std::string_view name
) {
    if (!strict_ || waits_.empty()) {
        return;
    }
    const auto found = waits_.find({from.value, operation});
    if (found == waits_.end()) {
        return;
    }
    const Wait& wait = found->second;
    if (at >= wait.until) {
        waits_.erase(found);
    } else if (at >= wait.told + grace) {
        constexpr Duration second{1'000'000'000};
        note(
            at,
            violation::retry_after_ignored,
            fmt::format(
                "{}: {} s before the told time",
                name,
                (wait.until - at + second - Duration{1}) / second
            )
        );
    }
}

void StrictWatch::key_used(Instant at, std::string_view key, std::uint64_t content_hash) {
    if (!strict_ || key.empty()) {
        return;
    }
    const auto [entry, is_new] = keys_.try_emplace(std::string{key}, content_hash);
    if (!is_new) {
        if (entry->second != content_hash) {
            note(at, violation::key_reused, fmt::format("\"{}\" came with another body", key));
        }
        return;
    }
    if (keys_by_age_.size() < keys_max) {
        keys_by_age_.emplace_back(key);
        return;
    }
    std::string& oldest = keys_by_age_[keys_next_];
    keys_.erase(oldest);
    oldest = key;
    keys_next_ = (keys_next_ + 1) % keys_max;
}

void StrictWatch::write_books(Books& books) const {
    books.violations.insert(books.violations.end(), kept_.begin(), kept_.end());
    for (const auto& [kind, number] : counts_) {
        books.violation_counts.push_back({self_, kind, number});
    }
}

std::uint64_t StrictWatch::count(std::string_view kind) const {
    const auto found = counts_.find(kind);
    return found == counts_.end() ? 0 : found->second;
}

}  // namespace drydock::mocks
