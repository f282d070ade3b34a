#include "core/landscape/door.hpp"

#include <algorithm>

#include "core/check.hpp"

namespace drydock {

namespace {

constexpr std::uint16_t status_maintenance = 503;
constexpr std::uint16_t status_unauthorised = 401;
constexpr std::uint16_t status_throttled = 429;

/// Retry-After is told in whole seconds. Source: RFC 9110, section 10.2.3, delay-seconds.
Duration whole_seconds(Duration delay) {
    constexpr Duration second{1'000'000'000};
    return std::max((delay + second - Duration{1}) / second * second, second);
}

}  // namespace

Door::Door(const DoorSettings& settings, std::span<const std::string_view> operations)
    : workers_{settings.workers}, queue_max_{settings.accept_queue_max} {
    DRYDOCK_CHECK(workers_ > 0);
    DRYDOCK_CHECK(!operations.empty() && operations.size() < any_operation);
    const ServiceTime* fallback = nullptr;
    for (const ServiceTime& time : settings.service_times) {
        fallback = time.operation == "*" ? &time : fallback;
    }
    for (const std::string_view operation : operations) {
        const ServiceTime* found = fallback;
        for (const ServiceTime& time : settings.service_times) {
            found = time.operation == operation ? &time : found;
        }
        times_.push_back(found == nullptr ? Time{} : Time{found->base, found->per_line});
    }
    for (const RateLimit& limit : settings.rate_limits) {
        DRYDOCK_CHECK(limit.burst > 0 && limit.interval > Duration::zero());
        const auto found = std::find(operations.begin(), operations.end(), limit.operation);
        if (found == operations.end() && limit.operation != "*") {
            continue;
        }
        const auto operation = limit.operation == "*"
                                   ? any_operation
                                   : static_cast<std::uint16_t>(found - operations.begin());
        const Duration tolerance = (limit.burst - 1) * limit.interval;
        buckets_.push_back({operation, limit.status, limit.interval, tolerance, Instant{}});
    }
}

void Door::begin(const ActiveFault& fault) {
    faults_.begin(fault);
    if (fault.kind == FaultKind::rate_limit) {
        limits_.emplace_back(fault.index, Instant{});
    }
}

void Door::end(std::uint32_t fault_index) {
    faults_.end(fault_index);
    std::erase_if(limits_, [&](const auto& limit) { return limit.first == fault_index; });
}

std::optional<Door::Entry> Door::turned_away(const Visit& visit, Instant now, const Draws& draws) {
    const auto answer = [](std::uint16_t status, std::optional<Duration> retry_after = {}) {
        return Entry{
            .admission = Admission::answered, .status = status, .retry_after = retry_after};
    };
    for (const ActiveFault& fault : faults_) {
        if (fault.kind == FaultKind::outage &&
            fault.strikes(draws, visit.entity, visit.operation.index)) {
            return Entry{.admission = Admission::refused};
        }
    }
    for (const ActiveFault& fault : faults_) {
        const auto strikes = [&] {
            return fault.strikes(draws, visit.entity, visit.operation.index);
        };
        if (fault.kind == FaultKind::maintenance && strikes()) {
            return answer(status_maintenance, whole_seconds(fault.to - now));
        }
        if (fault.kind == FaultKind::expired_credentials && strikes()) {
            return answer(status_unauthorised);
        }
        if (fault.kind == FaultKind::throttle && strikes()) {
            const bool says_when = fault.delay > Duration::zero();
            return answer(
                status_throttled,
                says_when ? std::optional{whole_seconds(fault.delay)} : std::nullopt
            );
        }
        if (fault.kind == FaultKind::rate_limit &&
            fault.strikes_too(draws, visit.entity, visit.operation.index)) {
            const auto limit = std::find_if(limits_.begin(), limits_.end(), [&](const auto& one) {
                return one.first == fault.index;
            });
            if (limit->second > now) {
                fault.hits->count(fault.index);
                return answer(status_throttled, whole_seconds(limit->second - now));
            }
            limit->second = now + fault.delay;
        }
    }
    return std::nullopt;
}

std::uint32_t Door::workers_now() const {
    std::uint32_t workers = workers_;
    for (const ActiveFault& fault : faults_) {
        if (fault.kind == FaultKind::worker_exhaustion) {
            const auto taken = (std::uint64_t{workers_} * fault.share_ppm + 999'999) / 1'000'000;
            workers -= std::min(workers, static_cast<std::uint32_t>(taken));
        }
    }
    return workers;
}

std::optional<Door::Entry> Door::limited(const Visit& visit, Instant now) {
    // A token bucket, told by the one instant at which it would be full again.
    // Source: ITU-T I.371, generic cell rate algorithm, virtual scheduling.
    const auto applies = [&visit](const Bucket& bucket) {
        return bucket.operation == any_operation || bucket.operation == visit.operation.index;
    };
    for (const Bucket& bucket : buckets_) {
        if (applies(bucket) && bucket.full_at > now + bucket.tolerance) {
            return Entry{
                .admission = Admission::answered,
                .status = bucket.status,
                .retry_after = whole_seconds(bucket.full_at - bucket.tolerance - now)};
        }
    }
    // Tokens are taken only when every bucket has one: a refused request costs none.
    for (Bucket& bucket : buckets_) {
        if (applies(bucket)) {
            bucket.full_at = std::max(bucket.full_at, now) + bucket.interval;
        }
    }
    return std::nullopt;
}

Door::Service Door::serve(const Visit& visit, const Draws& draws) const {
    DRYDOCK_CHECK(visit.operation.index < times_.size());
    const Time& time = times_[visit.operation.index];
    Service service{.ticket = visit.ticket};
    if (time.base.maximum > Duration::zero()) {
        service.time = time.base.at(draws.word(Stream{"door.service"}, visit.entity, 0));
    }
    service.time += time.per_line * static_cast<Duration::rep>(visit.operation.lines);
    for (const ActiveFault& fault : faults_) {
        if (fault.kind == FaultKind::slow_down &&
            fault.strikes(draws, visit.entity, visit.operation.index)) {
            service.time = service.time * fault.factor_permille / 1'000;
        } else if ((fault.kind == FaultKind::error_rate ||
                    fault.kind == FaultKind::error_in_body) &&
                   !service.status && fault.strikes(draws, visit.entity, visit.operation.index)) {
            service.status = fault.status;
            service.status_in_body = fault.kind == FaultKind::error_in_body;
        }
    }
    return service;
}

Door::Entry Door::arrive(const Visit& visit, Instant now, const Draws& draws) {
    if (!faults_.empty()) {
        if (const auto entry = turned_away(visit, now, draws)) {
            return *entry;
        }
    }
    const bool exhausted = !faults_.empty() && busy_ >= workers_now();
    const bool served = busy_ < workers_ && !exhausted;
    if (exhausted && busy_ < workers_) {
        for (const ActiveFault& fault : faults_) {
            if (fault.kind == FaultKind::worker_exhaustion) {
                fault.hits->count(fault.index);
            }
        }
    }
    if (!served && queue_.size() >= queue_max_) {
        ++overflow_count_;
        return {.admission = Admission::refused};
    }
    if (!buckets_.empty()) {
        if (const auto entry = limited(visit, now)) {
            return *entry;
        }
    }
    if (served) {
        ++busy_;
        return {.admission = Admission::served, .service = serve(visit, draws)};
    }
    queue_.push_back(visit);
    waiting_max_ = std::max(waiting_max_, queue_.size());
    return {.admission = Admission::waits};
}

std::optional<Door::Service> Door::leave(const Draws& draws) {
    DRYDOCK_CHECK(busy_ > 0);
    --busy_;
    return next(draws);
}

std::optional<Door::Service> Door::next(const Draws& draws) {
    if (queue_.empty() || busy_ >= (faults_.empty() ? workers_ : workers_now())) {
        return std::nullopt;
    }
    ++busy_;
    const Service service = serve(queue_.front(), draws);
    queue_.pop_front();
    return service;
}

void Door::clear() {
    queue_.clear();
    busy_ = 0;
}

}  // namespace drydock
