#include "reports/traces/trace_writer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace drydock::reports {

using namespace std::string_view_literals;

namespace {

std::string_view verb(Method method) {
    constexpr std::array<std::string_view, 5> verbs{"GET", "POST", "PUT", "PATCH", "DELETE"};
    return verbs.at(static_cast<std::size_t>(method));
}

/// What a job is there for, told by the call that only such a job makes. Source: docs/wire.md.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> job_names{{
    {"sale.order/create", "process order"},
    {"shipments/buy", "process packed parcel"},
    {"sale.advance.payment.inv/create_invoices", "process shipment"},
    {"fulfillments/event", "process milestone"},
    {"returns/create", "process return request"},
    {"stock.return.picking/create", "process returned goods"},
    {"cancellation/accept", "process cancellation"},
    {"cancellation/reject", "process cancellation"},
    {"orders/cancel", "process cancellation"},
}};

/// Source: semantic conventions 1.27, attribute error.type: short, and few different ones.
std::string error_type(const Attempt& attempt) {
    if (attempt.ended == never) {
        return "caller_crashed";
    }
    switch (attempt.delivery) {
        case Delivery::answered:
            return attempt.error_in_body ? "rpc_error" : fmt::format("{}", attempt.status);
        case Delivery::refused:
            return "connection_refused";
        case Delivery::reset_before_sent:
        case Delivery::reset_after_sent:
            return "connection_reset";
        case Delivery::timed_out:
            return "timeout";
    }
    return "_OTHER";
}

Instant last_known(const Attempt& attempt) {
    Instant last = attempt.sent;
    for (const Instant at : {attempt.arrived, attempt.begun, attempt.handled, attempt.replied}) {
        last = at == never ? last : std::max(last, at);
    }
    return attempt.ended == never ? last : attempt.ended;
}

void set_name(Span& span, const Attempt& attempt) {
    span.name.assign(verb(attempt.method));
    span.name.push_back(' ');
    span.name.append(attempt.operation);
}

std::string url_of(std::string_view host, std::string_view path) {
    constexpr std::string_view scheme = "https://";
    std::string url;
    url.reserve(scheme.size() + host.size() + path.size());
    return url.append(scheme).append(host).append(path);
}

/// Of the span of a try that failed, the longest there is. Source: docs/traces.md.
constexpr std::size_t attributes_usual = 8;

}  // namespace

TraceWriter::TraceWriter(const OrderTracer& tracer, const TraceSubject& subject)
    : tracer_{tracer},
      subject_{subject},
      numbers_{subject.process},
      epoch_ns_{subject.epoch_unix_ns.value_or(0)} {
    if (subject.epoch_unix_ns) {
        return;
    }
    const DateTime start = subject.calendar.date_time_of(Instant{});
    epoch_ns_ = days_of_civil(start.year, start.month, start.day) * one_day.count() +
                subject.calendar.time_of_day(Instant{}).count();
}

std::int64_t TraceWriter::unix_ns(Instant instant) const {
    return epoch_ns_ + instant.time_since_epoch().count();
}

Span& TraceWriter::add(SpanKind kind, std::uint64_t number, SystemId service, SpanId parent) {
    if (span_count_ == spans_.size()) {
        spans_.emplace_back().attributes.reserve(attributes_usual);
    }
    Span& span = spans_[span_count_++];
    span.trace = trace_;
    span.id = span_of(trace_, number);
    span.parent = parent;
    span.kind = kind;
    span.service = service.value;
    span.status = SpanStatus::unset;
    span.has_remote_parent = false;
    span.attributes.clear();
    span.events.clear();
    span.links.clear();
    return span;
}

void TraceWriter::write_root(const DemandOrder& order) {
    const SystemId channel = subject_.channels.at(order.channel);
    Span& root = add(SpanKind::producer, SpanNumbers::root, channel, {});
    root.name = "create order";
    root.start_unix_ns = unix_ns(order.at);
    root.end_unix_ns = root.start_unix_ns;
    root.attributes.push_back({"drydock.order.number", order.number});
    root.attributes.push_back({"drydock.seed", static_cast<std::int64_t>(subject_.seed)});
    root.attributes.push_back({"drydock.order.lines", std::int64_t{order.lines.count}});
}

TraceWriter::Job* TraceWriter::job_of(std::uint32_t work) {
    // An order has some ten jobs, and the last one is the likeliest.
    const auto found = std::ranges::find(jobs_.rbegin(), jobs_.rend(), work, &Job::work);
    return found == jobs_.rend() ? nullptr : &*found;
}

bool TraceWriter::has_written_job_of(const Attempt& attempt) const {
    return already_.is_begun && attempt.previous != nothing &&
           attempt.previous < already_.first_kept;
}

SpanId TraceWriter::parent_of(std::uint32_t work, const Attempt& first) {
    const bool is_event = first.to == subject_.runtime || first.is_copy || first.is_foreign;
    if (is_event) {
        return root_;
    }
    if (job_of(work) != nullptr) {
        return span_of(trace_, numbers_.job(work));
    }
    if (has_written_job_of(first)) {
        jobs_.push_back({work, std::nullopt});
        return span_of(trace_, numbers_.job(work));
    }
    jobs_.push_back({work, span_count_});
    Span& job = add(SpanKind::consumer, numbers_.job(work), first.from, root_);
    job.name = "process event";
    job.start_unix_ns = unix_ns(first.sent);
    job.end_unix_ns = job.start_unix_ns;
    job.attributes.push_back({"messaging.system", "drydock"sv});
    job.attributes.push_back({"messaging.operation.type", "process"sv});
    job.attributes.push_back({"messaging.destination.name", "order lane"sv});
    if (event_taken_.word != 0) {
        job.links.push_back({event_taken_, "queued_by"});
    }
    return job.id;
}

void TraceWriter::add_faults(std::uint32_t index, Span& span) const {
    const std::vector<MetFault>& faults = tracer_.attempts().faults_of(index);
    for (std::uint32_t met = tracer_.attempts()[index].fault; met != nothing;) {
        const MetFault& fault = faults[met];
        // One that a person has injected since is in no plan.
        static const TracedFault injected{"injected", "injected"};
        const TracedFault& planned =
            fault.fault < subject_.faults.size() ? subject_.faults[fault.fault] : injected;
        span.events.push_back(
            {unix_ns(fault.at),
             "fault.injected",
             {{"fault.id", std::string_view{planned.id}},
              {"fault.type", std::string_view{planned.kind}}}}
        );
        met = fault.previous;
    }
    std::ranges::reverse(span.events);
}

void TraceWriter::link_to_same_content(
    std::span<const std::uint32_t> before,
    const Attempt& attempt,
    Span& span,
    std::string_view reason
) const {
    for (std::size_t place = before.size(); place > 0; --place) {
        const Attempt& earlier = tracer_.attempts()[before[place - 1]];
        if (earlier.content == attempt.content && !earlier.is_copy && !earlier.is_foreign) {
            const std::uint64_t number = numbers_.client(before[place - 1]);
            span.links.push_back({span_of(trace_, number), reason});
            return;
        }
    }
}

void TraceWriter::write_client(
    std::span<const std::uint32_t> before, std::uint32_t index, SpanId parent
) {
    const Attempt& attempt = tracer_.attempts()[index];
    Span& span = add(SpanKind::client, numbers_.client(index), attempt.from, parent);
    const std::string& peer = subject_.systems.at(attempt.to.value);
    set_name(span, attempt);
    span.start_unix_ns = unix_ns(attempt.sent);
    span.end_unix_ns = unix_ns(last_known(attempt));
    span.attributes.push_back({"http.request.method", verb(attempt.method)});
    span.attributes.push_back({"server.address", std::string_view{peer}});
    span.attributes.push_back({"server.port", std::int64_t{443}});
    span.attributes.push_back({"url.full", url_of(peer, attempt.path)});
    if (attempt.status != 0) {
        span.attributes.push_back({"http.response.status_code", std::int64_t{attempt.status}});
    }
    if (attempt.resends > 0) {
        span.attributes.push_back({"http.request.resend_count", std::int64_t{attempt.resends}});
        link_to_same_content(before, attempt, span, "retry_of");
    }
    if (!attempt.succeeded()) {
        span.status = SpanStatus::error;
        span.attributes.push_back({"error.type", error_type(attempt)});
    }
    add_faults(index, span);
    end_ns_ = std::max(end_ns_, span.end_unix_ns);
    if (const Job* const job = job_of(attempt.work); job != nullptr && job->place) {
        Span& its_job = spans_[*job->place];
        its_job.end_unix_ns = std::max(its_job.end_unix_ns, span.end_unix_ns);
        const auto* const known = std::ranges::find(
            job_names, attempt.operation, &std::pair<std::string_view, std::string_view>::first
        );
        if (known != job_names.end()) {
            its_job.name = known->second;
        }
    }
    write_server(before, index, span.id);
}

void TraceWriter::write_server(
    std::span<const std::uint32_t> before, std::uint32_t index, SpanId parent
) {
    const Attempt& attempt = tracer_.attempts()[index];
    if (attempt.arrived == never || (attempt.handled == never && attempt.replied == never)) {
        return;  // No system has had it in hand.
    }
    Span& span = add(SpanKind::server, numbers_.server(index), attempt.to, parent);
    if (attempt.context != nothing) {
        const TraceContext& caller = tracer_.attempts().contexts_of(index)[attempt.context];
        span.trace = caller.trace;
        span.parent = caller.parent;
        span.has_remote_parent = true;
    }
    set_name(span, attempt);
    span.start_unix_ns = unix_ns(attempt.arrived);
    span.end_unix_ns = unix_ns(attempt.replied == never ? attempt.handled : attempt.replied);
    span.attributes.push_back({"http.request.method", verb(attempt.method)});
    span.attributes.push_back({"url.path", attempt.path});
    span.attributes.push_back({"url.scheme", "https"sv});
    span.attributes.push_back({"http.route", attempt.operation});
    span.attributes.push_back({"user_agent.synthetic.type", "test"sv});
    if (attempt.status_sent != 0) {
        const std::int64_t status = attempt.status_sent;
        span.attributes.push_back({"http.response.status_code", status});
        if (status >= 500) {
            span.status = SpanStatus::error;
            span.attributes.push_back({"error.type", fmt::format("{}", status)});
        }
    } else {
        span.status = SpanStatus::error;
        span.attributes.push_back({"error.type", "crashed"sv});
    }
    if (attempt.is_copy) {
        link_to_same_content(before, attempt, span, "copy_of");
    }
    if (attempt.is_copy || attempt.is_foreign) {
        add_faults(index, span);
    }
    if (attempt.begun != never && attempt.begun > attempt.arrived) {
        span.events.insert(span.events.begin(), {unix_ns(attempt.begun), "worker.taken_up", {}});
    }
    end_ns_ = std::max(end_ns_, span.end_unix_ns);
    if (attempt.to == subject_.runtime && span.trace == trace_) {
        event_taken_ = span.id;
    }
}

std::vector<Span> TraceWriter::take() {
    spans_.resize(span_count_);
    span_count_ = 0;
    return std::exchange(spans_, {});
}

std::uint64_t TraceWriter::write(
    const DemandOrder& order,
    std::span<const std::uint32_t> attempts,
    std::size_t spans_max,
    const AlreadyWritten& already
) {
    trace_ = trace_of(subject_.seed, order.number);
    root_ = span_of(trace_, SpanNumbers::root);
    end_ns_ = 0;
    event_taken_ = {};
    jobs_.clear();
    already_ = already;
    const std::size_t first = span_count_;
    if (subject_.has_channels) {
        write_root(order);
    }
    std::uint64_t left_out = 0;
    std::size_t first_new = first;
    for (std::size_t place = 0; place < attempts.size(); ++place) {
        if (place == already.attempts && already.is_begun) {
            first_new = span_count_;
        }
        if (span_count_ - first + 3 > spans_max) {
            left_out += place < already.attempts ? 0 : 2;
            continue;
        }
        const std::uint32_t index = attempts[place];
        const Attempt& attempt = tracer_.attempts()[index];
        const SpanId parent = parent_of(attempt.work, attempt);
        if (attempt.is_copy || attempt.is_foreign) {
            write_server(attempts.first(place), index, parent);
        } else {
            write_client(attempts.first(place), index, parent);
        }
    }
    if (subject_.has_channels) {
        spans_[first].end_unix_ns = std::max(end_ns_, spans_[first].start_unix_ns);
    }
    // Spans that went before were needed for what those now stand under and are linked to.
    const auto place_of = [this](std::size_t index) {
        return spans_.begin() + static_cast<std::ptrdiff_t>(index);
    };
    std::rotate(place_of(first), place_of(first_new), place_of(span_count_));
    span_count_ -= first_new - first;
    return left_out;
}

}  // namespace drydock::reports
