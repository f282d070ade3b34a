#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <unordered_map>
#include <vector>

#include "core/time.hpp"
#include "mocks/odoo/table.hpp"

namespace drydock::mocks::odoo {

/// Tables whose rows are written often enough to be kept by place.
enum class RowKind : std::uint8_t {
    partner,
    order,             ///< With its lines: their totals are kept in the order.
    customer_follows,  ///< The mail.followers row that the first confirmation of an order adds.
    picking,
    move,
    quant,
    invoice,  ///< With its lines, likewise.
    other,    ///< Any other model; Row::model says which.
};

/// A row that two transactions may both write.
struct Row {
    RowKind kind = RowKind::other;
    RecordId id = 0;
    std::uint32_t model = 0;  ///< Hash of the model's name; of RowKind::other alone.
};

/// When each row was last written by a transaction that was committed. Rows never written are as
/// old as the database.
///
/// Costs one look-up in an array a row of the kinds that are named, 8 bytes a row.
class RowVersions {
public:
    static constexpr Instant never = Instant::min();

    [[nodiscard]] Instant last_commit(const Row& row) const;
    void commit(const Row& row, Instant now);

private:
    std::array<std::vector<Instant>, static_cast<std::size_t>(RowKind::other)> by_place_;
    /// By model and id. Only looked up, never walked.
    std::unordered_map<std::uint64_t, Instant> others_;
};

/// Up to which id the rows of one table had been committed at an instant of the last minutes.
class Births {
public:
    /// `last` is the last id given out, now that a transaction is committed.
    void commit(RecordId last, Instant now);
    /// The last id that a transaction sees which began then.
    [[nodiscard]] RecordId last_seen_by(Instant begun) const;

private:
    /// A commit that added rows, and the last id before it.
    struct Commit {
        Instant at;
        RecordId last_before = 0;
    };
    std::deque<Commit> recent_;
    RecordId last_ = 0;
};

/// What the transaction that runs has to know of those beside it. Isolation is PostgreSQL's
/// REPEATABLE READ, as Odoo sets it.
///
/// All that a request does, it does in one instant, the end of its service. So transactions commit
/// in the order in which they are told, and what one that began earlier would not have seen is what
/// others committed after it began.
struct Concurrency {
    Instant begun{};  ///< When the transaction that runs took its snapshot.
    /// It ended in an error that Odoo does not answer with before it has tried again.
    bool lost_race = false;
    RowVersions versions;
    std::vector<Row> rows;  ///< That it writes, as far as others may write them too.
    /// Of the kinds up to RowKind::invoice.
    std::array<Births, static_cast<std::size_t>(RowKind::other)> births;
};

}  // namespace drydock::mocks::odoo
