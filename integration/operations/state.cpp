#include "integration/operations/state.hpp"

#include <algorithm>
#include <utility>

#include "core/bytes.hpp"
#include "core/check.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/flows/flow.hpp"
#include "integration/operations/natural_keys.hpp"

namespace drydock::integration {

namespace {

Instant instant_of(std::int64_t count) {
    return Instant{Duration{count}};
}

std::vector<LineUnits> read_units(ByteReader& in) {
    std::vector<LineUnits> units(in.count());
    for (LineUnits& part : units) {
        part.line = in.number_as<std::uint32_t>();
        part.units = in.number_as<std::int32_t>();
    }
    return units;
}

std::optional<Job> read_job(ByteReader& in) {
    const std::int64_t kind = in.number();
    if (kind < 0 || kind >= static_cast<std::int64_t>(job_kind_count)) {
        return std::nullopt;
    }
    Job job;
    job.kind = static_cast<JobKind>(kind);
    const std::int64_t order = in.number();
    job.order = order < 0 ? Job::no_order : static_cast<std::uint32_t>(order);
    job.key = in.text();
    job.text = in.text();
    job.number = in.number();
    job.lines = read_units(in);
    job.decision = job.kind == JobKind::close_short ? CancelStage::taken_off : CancelStage::agreed;
    return in.intact() ? std::optional{std::move(job)} : std::nullopt;
}

Order read_order(ByteReader& in) {
    Order order;
    order.number = in.text();
    order.channel = in.number() == 0 ? Channel::storefront : Channel::marketplace;
    order.channel_id = in.number();
    order.customer = in.number_as<std::uint64_t>();
    order.country = in.text();
    order.placed = instant_of(in.number());
    order.status = in.number() == 0 ? OrderStatus::accepted : OrderStatus::held;
    order.lines.resize(in.count());
    for (OrderLine& line : order.lines) {
        line.product = in.number_as<std::uint32_t>();
        line.units = in.number_as<std::int32_t>();
        line.price_thousandths = in.number_as<std::int32_t>();
    }
    return order;
}

}  // namespace

State::State(const Strategy& strategy)
    : dedup_{strategy.dedup.horizon}, gaps_allowed_{strategy.ingest.inline_work} {}

bool State::apply(const Record& record) {
    ByteReader in{record.payload};
    switch (static_cast<RecordKind>(record.kind)) {
        case RecordKind::products:
            while (in.intact() && !in.at_end()) {
                const std::string_view sku = in.text();
                const std::int64_t odoo_id = in.number();
                catalogue_.add(sku, odoo_id, in.number() != 0);
            }
            return in.intact();
        case RecordKind::stock_snapshot:
            for (const LineUnits& part : read_units(in)) {
                stock_.add_on_hand(part.line, part.units);
            }
            return in.intact();
        case RecordKind::case_packs:
            for (const LineUnits& pack : read_units(in)) {
                if (pack.line >= catalogue_.size()) {
                    return false;
                }
                catalogue_.set_case_units(pack.line, pack.units);
            }
            return in.intact();
        case RecordKind::order_accepted: {
            const auto index = in.number_as<std::uint32_t>();
            const EventKey key{in.number_as<std::uint64_t>()};
            const Instant now = instant_of(in.number());
            Order order = read_order(in);
            if (!in.intact()) {
                return false;
            }
            dedup_.remember(key, now);
            take_order(index, std::move(order));
            return true;
        }
        case RecordKind::job_added: {
            const auto id = in.number_as<std::uint32_t>();
            const EventKey key{in.number_as<std::uint64_t>()};
            const Instant now = instant_of(in.number());
            auto job = read_job(in);
            if (!job) {
                return false;
            }
            const bool of_known_order = job->order == Job::no_order ||
                                        (job->order < cases_.size() && cases_[job->order].kept);
            if (!of_known_order) {
                return gaps_allowed_;
            }
            if (key.word != 0) {  // 0: work that no event asked for.
                dedup_.remember(key, now);
            }
            take_job(id, std::move(*job));
            return true;
        }
        case RecordKind::step_done: {
            const auto id = in.number_as<std::uint32_t>();
            const auto step = in.number_as<std::uint8_t>();
            Facts facts;
            facts.first = in.number();
            if (!in.at_end()) {
                facts.second = in.number();
                facts.text = in.text();
                facts.numbers.resize(in.count());
                for (std::int64_t& number : facts.numbers) {
                    number = in.number();
                }
            }
            return in.intact() && take_step(id, step, facts);
        }
        case RecordKind::job_done:
            end_job(in.number_as<std::uint32_t>());
            return in.intact();
        case RecordKind::exception_opened: {
            OwnedException exception;
            exception.order = in.text();
            exception.stage = in.text();
            exception.reason = in.text();
            exception.owner = in.text();
            exception.opened = instant_of(in.number());
            open_exceptions_[exception.order] = static_cast<std::uint32_t>(exceptions_.size());
            if (const auto order = find_order(exception.order)) {
                OrderCase& order_case = cases_[*order];
                order_case.parked = order_case.order.status != OrderStatus::held;
                recount_waiting(order_case);
            }
            exceptions_.push_back(std::move(exception));
            return in.intact();
        }
        case RecordKind::exception_closed: {
            const auto open = open_exceptions_.find(std::string{in.text()});
            if (open != open_exceptions_.end()) {
                exceptions_[open->second].closed = instant_of(in.number());
                open_exceptions_.erase(open);
            }
            return in.intact();
        }
        case RecordKind::cursor: {
            const auto which = in.number_as<std::size_t>();
            const std::int64_t value = in.number();
            if (which >= cursor_count) {
                return false;
            }
            cursors_[which] = value;
            return in.intact();
        }
        case RecordKind::message_seen: {
            messages_ahead_[in.number()] = true;
            while (!messages_ahead_.empty() &&
                   messages_ahead_.begin()->first <= messages_seen_to_ + 1) {
                messages_seen_to_ = std::max(messages_seen_to_, messages_ahead_.begin()->first);
                messages_ahead_.erase(messages_ahead_.begin());
            }
            return in.intact();
        }
        case RecordKind::orphan_added: {
            Orphan orphan;
            orphan.number = in.text();
            const EventKey key{in.number_as<std::uint64_t>()};
            orphan.since = instant_of(in.number());
            auto job = read_job(in);
            if (!job) {
                return false;
            }
            dedup_.remember(key, orphan.since);
            orphan.job = std::move(*job);
            orphans_.push_back(std::move(orphan));
            return true;
        }
        case RecordKind::orphan_dropped: {
            const std::string_view number = in.text();
            std::erase_if(orphans_, [&](const Orphan& orphan) { return orphan.number == number; });
            return in.intact();
        }
    }
    return false;
}

void State::take_order(std::uint32_t index, Order order) {
    if (index >= cases_.size()) {
        cases_.resize(index + std::size_t{1});
    }
    by_number_[order.number] = index;
    for (const OrderLine& line : order.lines) {
        if (catalogue_.at(line.product).storable) {
            stock_.add_reserved(line.product, line.units);
        }
    }
    OrderCase& order_case = cases_[index];
    order_case.kept = true;
    const auto customer_next = static_cast<std::uint32_t>(partner_ids_.size());
    const auto [customer, is_new] = customers_.try_emplace(partner_reference(order), customer_next);
    if (is_new) {
        partner_ids_.push_back(0);
    }
    order_case.customer = customer->second;
    order_case.order = std::move(order);
    recount_waiting(order_case);
}

void State::take_job(std::uint32_t id, Job job) {
    next_job_ = std::max(next_job_, id + 1);
    take_event(job);
    if (job.order != Job::no_order) {
        cases_[job.order].lane.push_back(id);
    }
    jobs_.insert_or_assign(id, std::move(job));
}

void State::take_event(const Job& job) {
    if (job.kind == JobKind::post_stock) {
        const auto sign =
            static_cast<odoo::StockPostingKind>(job.number) == odoo::StockPostingKind::loss ? -1
                                                                                            : 1;
        for (const LineUnits& part : job.lines) {
            stock_.add_on_hand(part.line, std::int64_t{sign} * part.units);
        }
        return;
    }
    if (job.order == Job::no_order) {
        return;
    }
    Order& order = cases_[job.order].order;
    if (job.kind == JobKind::label_parcel && order.find_parcel(job.key) == nullptr) {
        order.parcels.push_back(
            {.number = job.key, .tracking = {}, .picking = 0, .status = {}, .lines = job.lines}
        );
        by_parcel_[job.key] = job.order;
    }
    if (job.kind == JobKind::report_milestone) {
        if (Parcel* parcel = order.find_parcel(job.key)) {
            parcel->status = std::max(parcel->status, static_cast<ParcelStatus>(job.number));
        }
    }
    if (job.kind == JobKind::book_return) {
        for (const LineUnits& part : job.lines) {
            stock_.add_on_hand(order.lines.at(part.line).product, part.units);
        }
    }
    if (job.kind == JobKind::book_shipment) {
        Parcel* parcel = order.find_parcel(job.key);
        if (parcel == nullptr) {
            parcel = &order.parcels.emplace_back();
            parcel->number = job.key;
            by_parcel_[job.key] = job.order;
        }
        parcel->lines = job.lines;
        parcel->tracking = job.text;
        parcel->status = std::max(parcel->status, ParcelStatus::shipped);
        for (const LineUnits& part : job.lines) {
            OrderLine& line = order.lines.at(part.line);
            line.shipped += part.units;
            stock_.add_on_hand(line.product, -part.units);
            stock_.add_reserved(line.product, -part.units);
        }
    }
    if (job.kind == JobKind::close_short) {
        for (const LineUnits& part : job.lines) {
            OrderLine& line = order.lines.at(part.line);
            line.cancelled += part.units;
            stock_.add_reserved(line.product, -part.units);
        }
    }
    if (job.kind == JobKind::book_shipment || job.kind == JobKind::close_short) {
        const bool all_gone = std::ranges::all_of(order.lines, [&](const OrderLine& line) {
            return line.open() <= 0 || !catalogue_.at(line.product).storable;
        });
        const OrderStatus status = all_gone ? OrderStatus::shipped : OrderStatus::part_shipped;
        if (order_status_follows(order.status, status)) {
            order.status = status;
        }
    }
}

bool State::take_step(std::uint32_t id, std::uint8_t step, const Facts& facts) {
    Job* const job = find_job(id);
    if (job == nullptr) {
        return gaps_allowed_;
    }
    const auto flow = flow_of(job->kind);
    if (step >= flow.size()) {
        return false;
    }
    job->step = static_cast<std::uint8_t>(step + 1);
    if (flow[step].apply != nullptr) {
        Order none;
        const bool has_order = job->order != Job::no_order;
        Order& order = has_order ? cases_[job->order].order : none;
        std::int64_t& partner_id = partner_ids_[has_order ? cases_[job->order].customer : 0];
        flow[step].apply({order, *job, stock_, catalogue_, partner_id}, facts);
        if (has_order) {
            recount_waiting(cases_[job->order]);
        }
    }
    return true;
}

void State::end_job(std::uint32_t id) {
    const auto found = jobs_.find(id);
    if (found == jobs_.end()) {
        return;
    }
    if (found->second.order != Job::no_order) {
        std::erase(cases_[found->second.order].lane, id);
    }
    jobs_.erase(found);
}

void State::forget_job(std::uint32_t id) {
    end_job(id);
}

void State::forget_order(std::uint32_t index) {
    OrderCase& order_case = cases_.at(index);
    const auto known = by_number_.find(order_case.order.number);
    if (known != by_number_.end() && known->second == index) {
        by_number_.erase(known);
    }
    for (const OrderLine& line : order_case.order.lines) {
        if (catalogue_.at(line.product).storable) {
            stock_.add_reserved(line.product, -line.open());
        }
    }
    order_case.order.status = OrderStatus::cancelled;
    recount_waiting(order_case);
}

void State::recount_waiting(OrderCase& order_case) {
    const bool waits = order_case.order.status == OrderStatus::accepted && !order_case.parked;
    if (waits != order_case.waiting) {
        order_case.waiting = waits;
        orders_waiting_ += waits ? 1U : ~0U;
    }
}

std::optional<std::uint32_t> State::find_order(std::string_view number) const {
    const auto found = by_number_.find(std::string{number});
    return found == by_number_.end() ? std::nullopt : std::optional{found->second};
}

std::optional<std::uint32_t> State::order_of_parcel(std::string_view parcel) const {
    const auto found = by_parcel_.find(std::string{parcel});
    return found == by_parcel_.end() ? std::nullopt : std::optional{found->second};
}

Job* State::find_job(std::uint32_t id) {
    const auto found = jobs_.find(id);
    return found == jobs_.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> State::job_ids() const {
    std::vector<std::uint32_t> ids;
    ids.reserve(jobs_.size());
    for (const auto& [id, job] : jobs_) {
        ids.push_back(id);
    }
    // The map's order is not seen: the ids are sorted before anyone looks.
    std::ranges::sort(ids);
    return ids;
}

bool State::message_seen(std::int64_t sequence) const {
    return sequence <= messages_seen_to_ || messages_ahead_.contains(sequence);
}

bool State::has_open_exception(std::string_view order) const {
    return open_exceptions_.contains(std::string{order});
}

}  // namespace drydock::integration
