#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/books.hpp"
#include "core/step.hpp"
#include "integration/delivery/dedup.hpp"
#include "integration/flows/flow.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/stock.hpp"
#include "integration/strategy.hpp"

namespace drydock::integration {

struct Facts;

/// The kinds of record that the runtime keeps. A number once given is never given again.
enum class RecordKind : std::uint16_t {
    products = 1,        ///< A page of Odoo's catalogue.
    stock_snapshot = 2,  ///< What the warehouse had before the first event.
    order_accepted = 3,
    job_added = 4,
    step_done = 5,
    job_done = 6,
    exception_opened = 7,
    exception_closed = 8,
    cursor = 9,
    message_seen = 10,  ///< A message of the warehouse, by its sequence.
    orphan_added = 11,  ///< An event whose order is not known yet.
    orphan_dropped = 12,
    case_packs = 13,  ///< Units in the warehouse's cases, of products that it keeps in such.
};

/// Positions from which lists are read on, and what else is one number.
enum class Cursor : std::uint8_t {
    storefront,
    marketplace,
    odoo_uid,
    snapshot_done,
    marketplace_feed,  ///< When the last feed was submitted.
};
inline constexpr std::size_t cursor_count = 5;

/// An order with its lane: the jobs that wait for one another, the first one running.
struct OrderCase {
    Order order;
    std::vector<std::uint32_t> lane;
    std::uint32_t customer = 0;  ///< The same for all orders of one customer; 0 is nobody's.
    bool kept = false;     ///< False in the gap that a forgotten order of an inline handler leaves.
    bool parked = false;   ///< Its first job failed for good; an exception is open.
    bool waiting = false;  ///< Accepted and not yet in Odoo: counts for admission.
};

struct Orphan {
    std::string number;
    Job job;
    Instant since;
};

/// Everything that the runtime knows for good. It changes by records and by nothing else, so that a
/// restarted runtime is the same as one that never stopped.
class State {
public:
    explicit State(const Strategy& strategy);

    /// Takes one fact. False when the record cannot be read (damaged, or of an unknown kind).
    [[nodiscard]] bool apply(const Record& record);

    // Records, ready to be kept and applied.
    [[nodiscard]] static Record products_record(const Catalogue& page);
    [[nodiscard]] static Record stock_record(const std::vector<LineUnits>& units_by_product);
    [[nodiscard]] static Record case_record(const std::vector<LineUnits>& case_units_by_product);
    [[nodiscard]] static Record order_record(
        std::uint32_t index, const Order& order, EventKey key, Instant now
    );
    [[nodiscard]] static Record job_record(
        std::uint32_t id, const Job& job, EventKey key, Instant now
    );
    [[nodiscard]] static Record step_record(
        std::uint32_t job, std::uint8_t step, const Facts& facts
    );
    [[nodiscard]] static Record done_record(std::uint32_t job);
    [[nodiscard]] static Record exception_record(const OwnedException& exception);
    [[nodiscard]] static Record exception_closed_record(std::string_view order, Instant now);
    [[nodiscard]] static Record cursor_record(Cursor cursor, std::int64_t value);
    [[nodiscard]] static Record message_record(std::int64_t sequence);
    [[nodiscard]] static Record orphan_record(
        std::string_view number, const Job& job, EventKey key, Instant now
    );
    [[nodiscard]] static Record orphan_dropped_record(std::string_view number);

    /// Forgets an order that was never kept: an inline handler failed.
    void forget_order(std::uint32_t index);
    void forget_job(std::uint32_t id);

    [[nodiscard]] std::uint32_t next_order() const {
        return static_cast<std::uint32_t>(cases_.size());
    }
    [[nodiscard]] std::uint32_t next_job() const { return next_job_; }
    [[nodiscard]] OrderCase& case_of(std::uint32_t order) { return cases_.at(order); }
    [[nodiscard]] const OrderCase& case_of(std::uint32_t order) const { return cases_.at(order); }
    [[nodiscard]] std::optional<std::uint32_t> find_order(std::string_view number) const;
    [[nodiscard]] std::optional<std::uint32_t> order_of_parcel(std::string_view parcel) const;
    [[nodiscard]] Job* find_job(std::uint32_t id);
    /// Ids of all jobs, ascending.
    [[nodiscard]] std::vector<std::uint32_t> job_ids() const;
    /// Odoo's id of the order's customer; 0 while it is not known.
    [[nodiscard]] std::int64_t partner_of(std::uint32_t order) const {
        return partner_ids_[cases_[order].customer];
    }
    [[nodiscard]] std::int64_t cursor(Cursor which) const {
        return cursors_[static_cast<std::size_t>(which)];
    }
    [[nodiscard]] std::int64_t messages_seen_to() const { return messages_seen_to_; }
    /// All messages before that one were seen, and none after.
    [[nodiscard]] bool is_next_message(std::int64_t sequence) const {
        return sequence == messages_seen_to_ + 1 && messages_ahead_.empty();
    }
    [[nodiscard]] bool message_seen(std::int64_t sequence) const;

    [[nodiscard]] const Catalogue& catalogue() const { return catalogue_; }
    [[nodiscard]] Stock& stock() { return stock_; }
    [[nodiscard]] const Dedup& dedup() const { return dedup_; }
    [[nodiscard]] const std::vector<OwnedException>& exceptions() const { return exceptions_; }
    [[nodiscard]] bool has_open_exception(std::string_view order) const;
    [[nodiscard]] const std::vector<Orphan>& orphans() const { return orphans_; }
    [[nodiscard]] std::uint32_t orders_waiting() const { return orders_waiting_; }
    [[nodiscard]] std::size_t job_count() const { return jobs_.size(); }

private:
    void take_order(std::uint32_t index, Order order);
    void take_job(std::uint32_t id, Job job);
    /// Effects of the event itself, before any step: parcels, shipped units, stock.
    void take_event(const Job& job);
    [[nodiscard]] bool take_step(std::uint32_t id, std::uint8_t step, const Facts& facts);
    void end_job(std::uint32_t id);
    void recount_waiting(OrderCase& order_case);

    std::vector<OrderCase> cases_;
    // Looked up only, never walked.
    std::unordered_map<std::string, std::uint32_t> by_number_;
    std::unordered_map<std::string, std::uint32_t> by_parcel_;
    std::unordered_map<std::string, std::uint32_t> customers_;  ///< By partner_reference.
    std::unordered_map<std::uint32_t, Job> jobs_;
    std::unordered_map<std::string, std::uint32_t> open_exceptions_;
    std::vector<std::int64_t> partner_ids_{0};  ///< By customer.
    std::uint32_t next_job_ = 1;
    Catalogue catalogue_;
    Stock stock_;
    Dedup dedup_;
    std::vector<OwnedException> exceptions_;
    std::vector<Orphan> orphans_;
    std::int64_t cursors_[cursor_count] = {};
    std::int64_t messages_seen_to_ = 0;
    std::map<std::int64_t, bool> messages_ahead_;
    std::uint32_t orders_waiting_ = 0;
    /// An inline handler keeps nothing of what failed, so later records may name what is not there.
    bool gaps_allowed_ = false;
};

}  // namespace drydock::integration
