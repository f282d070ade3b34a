#include "mocks/odoo/concurrency/row_versions.hpp"

namespace drydock::mocks::odoo {

namespace {

std::uint64_t key_of(const Row& row) {
    return (std::uint64_t{row.model} << 32U) | row.id;
}

}  // namespace

Instant RowVersions::last_commit(const Row& row) const {
    if (row.kind == RowKind::other) {
        const auto found = others_.find(key_of(row));
        return found == others_.end() ? never : found->second;
    }
    const std::vector<Instant>& table = by_place_[static_cast<std::size_t>(row.kind)];
    return row.id < table.size() ? table[row.id] : never;
}

void RowVersions::commit(const Row& row, Instant now) {
    if (row.kind == RowKind::other) {
        others_.insert_or_assign(key_of(row), now);
        return;
    }
    std::vector<Instant>& table = by_place_[static_cast<std::size_t>(row.kind)];
    if (row.id >= table.size()) {
        table.resize(std::size_t{row.id} + 1, never);
    }
    table[row.id] = now;
}

void Births::commit(RecordId last, Instant now) {
    if (last == last_) {
        return;
    }
    /// Assumption: no transaction runs longer; Odoo kills a worker after limit_time_real, 120 s.
    constexpr Duration transaction_max = std::chrono::minutes{5};
    while (!recent_.empty() && recent_.front().at < now - transaction_max) {
        recent_.pop_front();
    }
    recent_.push_back({now, last_});
    last_ = last;
}

RecordId Births::last_seen_by(Instant begun) const {
    RecordId last = last_;
    for (auto commit = recent_.rbegin(); commit != recent_.rend() && commit->at > begun; ++commit) {
        last = commit->last_before;
    }
    return last;
}

}  // namespace drydock::mocks::odoo
