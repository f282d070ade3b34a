#include "mocks/wms/wms.hpp"

#include <algorithm>

#include "core/check.hpp"
#include "core/hash.hpp"
#include "mocks/wms/timers.hpp"

namespace drydock::mocks {

using wms::Job;
using wms::no_index;
using wms::Order;
using wms::Pick;

using wms::timer_of;
using wms::TimerKind;

namespace {

TimerId manifest_timer(std::uint64_t manifest) {
    return timer_of(TimerKind::manifest, manifest);
}

}  // namespace

Wms::Wms(WmsSettings settings, std::shared_ptr<const Demand> demand)
    : settings_{std::move(settings)},
      demand_{std::move(demand)},
      hours_{settings_},
      orders_{demand_->lines.size()},
      stock_{demand_},
      floor_{settings_.pickers},
      dock_{settings_, hours_},
      outbox_{settings_},
      lots_{settings_.lot_tracked_ppm},
      packs_{settings_.case_pack},
      watch_{settings_.self, settings_.strict} {
    for (std::uint32_t sku = 0; sku < stock_.sku_count(); ++sku) {
        lots_.add(stock_.code_of(sku));
        packs_.add(stock_.code_of(sku));
        lots_.receive(sku, static_cast<std::int32_t>(stock_.item(sku).on_hand));
    }
}

void Wms::on_start(const Moment& moment, Step& step) {
    arm_receipt(moment, step);
}

void Wms::on_request(const Moment& moment, const Incoming& incoming, Step& step) {
    if (watch_.on()) {
        watch(moment, incoming.from, incoming.request);
    }
    step.reply(incoming.exchange, answer(moment, incoming.request, step));
}

void Wms::on_outcome(const Moment& moment, const Outcome& outcome, Step& step) {
    if (WebhookSender::owns(outcome.call)) {
        outbox_.on_outcome(moment, outcome, step);
        return;
    }
    const wms::HandOver result = dock_.on_outcome(moment, outcome, manifest_timer, step);
    for (const std::uint32_t parcel : result.shipped) {
        ship(moment, parcel, step);
    }
    for (const std::uint32_t parcel : result.refused) {
        tell_packed(moment, parcel, step);
    }
    for (const std::uint32_t parcel : result.put_back) {
        tell_rolled(moment, parcel, step);
    }
}

void Wms::on_timer(const Moment& moment, TimerId id, Step& step) {
    if (WebhookSender::owns(id)) {
        outbox_.sender().on_timer(moment, id, step);
        return;
    }
    const std::uint64_t number = id.value & wms::timer_number_mask;
    switch (static_cast<TimerKind>(id.value >> wms::timer_kind_shift)) {
        case TimerKind::wave:
            run_wave(moment, step);
            break;
        case TimerKind::opening:
            opening_armed_ = false;
            begin_jobs(moment, step);
            break;
        case TimerKind::cut_off:
            cut_off_armed_ = false;
            dock_.collect(step);
            arm_cut_off(moment, step);
            break;
        case TimerKind::manifest:
            dock_.try_again(number, step);
            break;
        case TimerKind::job:
            finish_job(moment, static_cast<std::uint32_t>(number), step);
            break;
        case TimerKind::goods_back:
            receive_return(moment, static_cast<std::uint32_t>(number), step);
            break;
        case TimerKind::receipt:
            receive_goods(moment, static_cast<std::uint32_t>(number), step);
            break;
        case TimerKind::expiry:
            expire_orders(moment, step);
            break;
    }
}

// Each of these timers runs only while it has something to do, so that a warehouse without work is
// silent and a run can end.

void Wms::arm_wave(const Moment& moment, Step& step) {
    if (!wave_armed_ && stock_.can_allocate()) {
        wave_armed_ = true;
        step.set_timer(timer_of(TimerKind::wave), hours_.next_wave(moment.now));
    }
}

void Wms::arm_cut_off(const Moment& moment, Step& step) {
    if (!cut_off_armed_ && dock_.waiting_count() > 0) {
        cut_off_armed_ = true;
        step.set_timer(timer_of(TimerKind::cut_off), hours_.next_collection(moment.now));
    }
}

void Wms::arm_expiry(Step& step) {
    // Orders expire in the order of arrival, and one that has ended stays so.
    while (expiry_next_ < orders_.order_count() && orders_.order(expiry_next_).units_open == 0) {
        ++expiry_next_;
    }
    if (!expiry_armed_ && expiry_next_ < orders_.order_count()) {
        expiry_armed_ = true;
        const Instant at = orders_.order(expiry_next_).received + settings_.backorder_keep;
        step.set_timer(timer_of(TimerKind::expiry), at);
    }
}

void Wms::arm_receipt(const Moment& moment, Step& step) {
    if (receipt_next_ < demand_->receipts.size()) {
        const Instant at = std::max(demand_->receipts[receipt_next_].at, moment.now);
        step.set_timer(timer_of(TimerKind::receipt, receipt_next_), at);
    }
}

void Wms::run_wave(const Moment& moment, Step& step) {
    wave_armed_ = false;
    begin_day(moment, step);
    const std::vector<Pick> picks = stock_.allocate(orders_);
    std::uint32_t order = no_index;
    std::uint32_t line_end = 0;
    for (const Pick pick : picks) {
        if (pick.line >= line_end) {
            order = orders_.order_of_line(pick.line);
            line_end = orders_.order(order).line_first + orders_.order(order).line_count;
        }
        std::uint32_t& job = orders_.order(order).job_queued;
        if (job == no_index) {
            job = floor_.queue(order);
        }
        floor_.add(job, pick);
    }
    begin_jobs(moment, step);
}

void Wms::begin_jobs(const Moment& moment, Step& step) {
    if (!hours_.open_at(moment.now)) {
        if (floor_.jobs_wait() && !opening_armed_) {
            opening_armed_ = true;
            step.set_timer(timer_of(TimerKind::opening), hours_.next_opening(moment.now));
        }
        return;
    }
    while (const auto begun = floor_.begin_next()) {
        const Job& job = floor_.job(*begun);
        Order& order = orders_.order(job.order);
        order.job_queued = no_index;
        ++order.jobs_in_picking;
        ++order.version;
        for (const Pick pick : job.picks) {
            orders_.begin_picking(pick.line, pick.units);
        }
        const auto lines = static_cast<Duration::rep>(job.picks.size());
        const Duration work = lines * settings_.pick_time_per_line + settings_.pack_time;
        step.set_timer(timer_of(TimerKind::job, *begun), moment.now + work);
    }
}

void Wms::finish_job(const Moment& moment, std::uint32_t index, Step& step) {
    Job job = floor_.finish(index);
    --orders_.order(job.order).jobs_in_picking;
    ++orders_.order(job.order).version;
    pick_short(moment, job, step);
    if (!job.picks.empty()) {
        ++orders_.order(job.order).parcels_packed;
        tell_packed(moment, dock_.pack(job.order, std::move(job.picks), moment.now), step);
        arm_cut_off(moment, step);
    }
    arm_wave(moment, step);
    begin_jobs(moment, step);
}

void Wms::pick_short(const Moment& moment, Job& job, Step& step) {
    const Order& order = orders_.order(job.order);
    const std::uint64_t order_hash = hash_text(hash_salt_a, order.reference);
    std::vector<Pick> closed;
    std::vector<Pick> substitutes;
    for (Pick& pick : job.picks) {
        const std::uint32_t sku = orders_.line(pick.line).sku;
        std::int32_t missed = 0;
        for (const wms::Mishap& mishap : wms::mishaps_of(settings_)) {
            const std::int32_t units = units_missed(moment, order_hash, pick, mishap);
            if (units > 0) {
                pick.units -= units;
                stock_.take_out(sku, units);
                lots_.take(sku, units);
                tell_adjusted(moment, sku, -units, mishap.reason, step);
                missed += units;
            }
        }
        if (missed == 0) {
            continue;
        }
        if (const auto other = substitute(moment, order_hash, {pick.line, missed})) {
            substitutes.push_back(*other);
            continue;
        }
        orders_.miss(pick.line, missed);
        if (expired(order, moment.now)) {
            closed.push_back({pick.line, orders_.close_waiting(pick.line)});
        } else {
            stock_.await(sku, pick.line);
        }
    }
    std::erase_if(job.picks, [](Pick pick) { return pick.units == 0; });
    job.picks.insert(job.picks.end(), substitutes.begin(), substitutes.end());
    if (!closed.empty()) {
        tell_closed_short(moment, job.order, closed, step);
    }
}

std::int32_t Wms::units_missed(
    const Moment& moment, std::uint64_t order_hash, Pick pick, const wms::Mishap& mishap
) const {
    const wms::OrderLine& line = orders_.line(pick.line);
    const std::uint64_t entity = hash_combine(order_hash, line.number);
    // By the count of picks, so that a backorder meets its own luck and not the first pick's again.
    if (pick.units == 0 ||
        !moment.draws.happens(mishap.share_ppm, mishap.happens, entity, line.picks)) {
        return 0;
    }
    const auto others_max = static_cast<std::uint64_t>(pick.units - 1);
    const std::uint64_t others =
        moment.draws.at_most(others_max, mishap.how_many, entity, line.picks);
    return 1 + static_cast<std::int32_t>(others);
}

std::optional<Pick> Wms::substitute(const Moment& moment, std::uint64_t order_hash, Pick missed) {
    const wms::OrderLine& line = orders_.line(missed.line);
    const std::uint64_t entity = hash_combine(order_hash, line.number);
    if (!line.may_substitute ||
        !moment.draws.happens(
            settings_.substitution_ppm, Stream{"wms.substitution"}, entity, line.picks
        )) {
        return std::nullopt;
    }
    const auto other = stock_.find_substitute(line.sku, missed.units);
    if (!other) {
        return std::nullopt;
    }
    stock_.reserve(*other, missed.units);
    return Pick{missed.line, missed.units, *other};
}

void Wms::begin_day(const Moment& moment, Step& step) {
    const Instant midnight = settings_.calendar.midnight_before(moment.now);
    const std::int64_t day = midnight.time_since_epoch() / one_day;
    if (day == day_begun_ || (settings_.cycle_counts == 0 && !settings_.snapshots)) {
        return;
    }
    day_begun_ = day;
    count_stock(moment, day, step);
    if (settings_.snapshots) {
        tell_snapshot(moment, step);
    }
}

void Wms::count_stock(const Moment& moment, std::int64_t day, Step& step) {
    const auto entity = static_cast<std::uint64_t>(day);
    for (std::uint32_t count = 0; count < settings_.cycle_counts; ++count) {
        const auto sku = static_cast<std::uint32_t>(moment.draws.at_most(
            stock_.sku_count() - 1, Stream{"wms.cycle_count.sku"}, entity, count
        ));
        const std::uint64_t most = std::uint64_t{2} * settings_.cycle_count_units_max - 1;
        const auto drawn = static_cast<std::int32_t>(
            moment.draws.at_most(most, Stream{"wms.cycle_count.units"}, entity, count)
        );
        const auto half = static_cast<std::int32_t>(settings_.cycle_count_units_max);
        const std::int32_t units = drawn < half ? drawn - half : drawn - half + 1;
        if (!stock_.keeps(sku) || !stock_.item(sku).moved || stock_.free_units(sku) + units < 0) {
            continue;
        }
        if (units > 0) {
            stock_.receive(sku, units);
            lots_.receive(sku, units);
        } else {
            stock_.lose(sku, -units);
            lots_.take(sku, -units);
        }
        tell_adjusted(moment, sku, units, "cycle_count", step);
    }
}

void Wms::ship(const Moment& moment, std::uint32_t parcel, Step& step) {
    const std::vector<Pick>& contents = dock_.parcel(parcel).contents;
    for (const Pick pick : contents) {
        const bool is_other = pick.instead != no_index;
        orders_.ship(pick.line, pick.units);
        stock_.take_out(is_other ? pick.instead : orders_.line(pick.line).sku, pick.units);
    }
    Order& order = orders_.order(dock_.parcel(parcel).order);
    --order.parcels_packed;
    ++order.version;
    tell_shipped(moment, parcel, contents, step);
}

void Wms::receive_goods(const Moment& moment, std::uint32_t index, Step& step) {
    DRYDOCK_CHECK(index == receipt_next_);
    const DemandReceipt& receipt = demand_->receipts[index];
    for (std::uint32_t line = 0; line < receipt.lines.count; ++line) {
        const StockLine& goods = demand_->stock_lines[receipt.lines.first + line];
        DRYDOCK_CHECK(stock_.keeps(goods.sku.value));
        stock_.receive(goods.sku.value, goods.units);
        lots_.receive(goods.sku.value, goods.units, receipt.number);
    }
    tell_receipt(moment, receipt, step);
    ++receipt_next_;
    arm_receipt(moment, step);
    arm_wave(moment, step);
}

void Wms::receive_return(const Moment& moment, std::uint32_t index, Step& step) {
    Return& goods_back = returns_[index];
    goods_back.received = true;
    for (const Pick goods : goods_back.goods) {
        stock_.receive(orders_.line(goods.line).sku, goods.units);
        lots_.receive(orders_.line(goods.line).sku, goods.units);
    }
    tell_return(moment, goods_back, step);
    arm_wave(moment, step);
}

bool Wms::expired(const Order& order, Instant now) const {
    return order.received + settings_.backorder_keep <= now;
}

void Wms::expire_orders(const Moment& moment, Step& step) {
    expiry_armed_ = false;
    for (; expiry_next_ < orders_.order_count(); ++expiry_next_) {
        Order& order = orders_.order(expiry_next_);
        if (!expired(order, moment.now)) {
            break;
        }
        std::vector<Pick> closed;
        for (std::uint32_t line = 0; order.units_open > 0 && line < order.line_count; ++line) {
            const std::int32_t units = orders_.close_waiting(order.line_first + line);
            if (units > 0) {
                closed.push_back({order.line_first + line, units});
            }
        }
        if (!closed.empty()) {
            ++order.version;
            tell_closed_short(moment, expiry_next_, closed, step);
        }
    }
    arm_expiry(step);
}

}  // namespace drydock::mocks
