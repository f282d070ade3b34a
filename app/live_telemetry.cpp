#include "app/live_telemetry.hpp"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "app/telemetry.hpp"
#include "app/trace_sender.hpp"
#include "app/trace_subject.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "reports/metrics/business_metrics.hpp"
#include "reports/metrics/exchange_meter.hpp"
#include "reports/traces/trace_release.hpp"

namespace drydock::app {

namespace {

/// Ties a run's Instants to the machine's date: the smallest distance that was seen is the one with
/// the least delay, and that of a clock which was set forward last.
class ClockTie final : public ExchangeObserver {
public:
    void on_call(Instant now, const ExchangeView&) override {
        // Dates are shown to the millisecond, and a run has thousands of calls.
        constexpr std::uint32_t looks_each = 16;
        if (calls_++ % looks_each == 0) {
            look(now);
        }
    }
    void on_arrival(Instant, std::uint32_t) override {}
    void on_handled(Instant, std::uint32_t, Instant) override {}
    void on_reply(Instant, std::uint32_t, std::uint16_t) override {}
    void on_fault(Instant, std::uint32_t, std::uint32_t) override {}
    void on_end(Instant, std::uint32_t, const Outcome&) override {}

    /// In nanoseconds since 1970.
    [[nodiscard]] std::int64_t epoch_unix_ns() const { return epoch_unix_ns_; }

private:
    void look(Instant now) {
        const auto date = std::chrono::system_clock::now().time_since_epoch();
        const auto unix_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(date).count();
        epoch_unix_ns_ = std::min(epoch_unix_ns_, unix_ns - now.time_since_epoch().count());
    }

    std::uint32_t calls_ = 0;
    std::int64_t epoch_unix_ns_ = std::numeric_limits<std::int64_t>::max();
};

}  // namespace

/// One World with those who watch it.
struct LiveTelemetry::Watched {
    harness::OpenWorld open;  ///< Its references are good until it closes.
    std::shared_ptr<const Demand> demand;
    harness::Roles roles;
    reports::TraceSubject subject;
    reports::TraceNames names;
    ClockTie clock{};
    std::unique_ptr<reports::OrderTracer> tracer{};
    std::unique_ptr<reports::TraceParents> parents{};
    std::unique_ptr<reports::ExchangeMeter> meter{};
    std::unique_ptr<reports::TraceRelease> release{};
    std::unique_ptr<TraceSender> sender{};

    Watched(const harness::OpenWorld& world, std::uint32_t share_ppm)
        : open{world},
          demand{world.demand},
          roles{world.plan.roles},
          subject{trace_subject_of(world.scenario, world.plan)},
          names{*world.demand, world.scenario.seed, share_ppm} {}

    void trace(const TelemetryOptions& options);
    [[nodiscard]] reports::MetricsSnapshot metrics(LivePart part) const;
};

void LiveTelemetry::Watched::trace(const TelemetryOptions& options) {
    reports::OrderTracerSettings settings;
    settings.runtime = roles.runtime;
    settings.names = &names;
    settings.process = subject.process;
    tracer = std::make_unique<reports::OrderTracer>(*demand, settings);
    open.world.observe_exchanges(clock);
    open.world.observe_exchanges(*tracer);
    release = std::make_unique<reports::TraceRelease>(
        *tracer, *demand, subject, reports::TraceReleaseSettings{.sampling = options.sampling}
    );
    sender = std::make_unique<TraceSender>(
        open.world,
        [this](std::size_t spans_max) {
            subject.epoch_unix_ns = clock.epoch_unix_ns();
            return release->take(open.world.now(), spans_max);
        },
        options,
        subject.systems
    );
}

reports::MetricsSnapshot LiveTelemetry::Watched::metrics(LivePart part) const {
    reports::MetricsSnapshot snapshot;
    meter->add_to(snapshot);
    if (part != LivePart::partners) {
        std::vector<Gauge> gauges;
        open.world.node(roles.runtime).read_gauges(gauges);
        reports::add_runtime_metrics(snapshot, gauges);
    }
    const Books books = harness::gather_books(open.world, subject.systems.size());
    if (part == LivePart::runtime) {
        reports::add_exception_metrics(snapshot, books);
        return snapshot;
    }
    const harness::Evidence evidence{
        .books = books,
        .demand = *demand,
        .index = harness::OrderIndex{books},
        .odoo = roles.odoo,
        .wms = roles.wms,
        .settled = false};
    reports::add_business_metrics(snapshot, evidence, subject.systems, open.world.now());
    return snapshot;
}

LiveTelemetry::LiveTelemetry(const TelemetryOptions& options, LivePart part)
    : options_{options}, part_{part} {}

LiveTelemetry::~LiveTelemetry() = default;

expected<std::unique_ptr<LiveTelemetry>, std::string> LiveTelemetry::open(
    const TelemetryOptions& options, LivePart part
) {
    std::unique_ptr<LiveTelemetry> telemetry{new LiveTelemetry{options, part}};
    if (options.metrics_port) {
        auto server = MetricsServer::open(options.metrics_address, *options.metrics_port);
        if (!server) {
            return unexpected{server.error()};
        }
        telemetry->server_ = std::move(*server);
    }
    return telemetry;
}

harness::OpenWorldHooks LiveTelemetry::hooks() {
    return {
        .opened = [this](const harness::OpenWorld& world) { opened(world); },
        .closes = [this] { closes(); }};
}

void LiveTelemetry::opened(const harness::OpenWorld& open) {
    watched_ = std::make_unique<Watched>(open, options_.sampling.share_ppm);
    Watched& watched = *watched_;
    watched.subject.process = static_cast<std::uint8_t>(part_);
    watched.subject.has_channels = part_ != LivePart::runtime;
    if (options_.wants_traces()) {
        watched.trace(options_);
    } else if (part_ == LivePart::partners) {
        watched.parents = std::make_unique<reports::TraceParents>(*open.demand, watched.names);
        open.world.observe_exchanges(*watched.parents);
    }
    if (server_ || !options_.metrics_file.empty()) {
        watched.meter = std::make_unique<reports::ExchangeMeter>(watched.subject.systems);
        if (watched.tracer) {
            watched.meter->take_exemplars_of(*watched.tracer);
        }
        open.world.observe_exchanges(*watched.meter);
    }
    if (server_) {
        server_->attach(open.world, [this] { return watched_->metrics(part_); });
    }
}

expected<std::string, std::string> LiveTelemetry::finish_traces() const {
    Watched& watched = *watched_;
    watched.sender->stop();
    watched.subject.epoch_unix_ns = watched.clock.epoch_unix_ns();
    watched.release->take_rest([&watched](std::span<const reports::Span> spans) {
        watched.sender->take(spans);
    });
    const auto sent = watched.sender->finish();
    const reports::OrderTraceCounts& counts = watched.release->counts();
    if (!sent || counts.orders == 0) {
        return sent;
    }
    return describe(counts, watched.tracer->attempts_dropped()) + *sent;
}

void LiveTelemetry::closes() {
    if (server_) {
        server_->detach();
    }
    if (watched_->sender) {
        const auto written = finish_traces();
        if (written && told_) {
            *told_ += *written;
        } else if (told_) {
            told_ = unexpected{written.error()};
        }
    }
    if (!options_.metrics_file.empty() && told_) {
        const auto written = write_metrics(options_.metrics_file, watched_->metrics(part_));
        if (!written) {
            told_ = unexpected{written.error()};
        }
    }
}

ExitCode say_what_became(const LiveTelemetry& telemetry, Output output) {
    const auto& told = telemetry.told();
    if (!told) {
        std::cerr << "drydock: " << told.error() << "\n";
        return ExitCode::broken;
    }
    if (output == Output::summary) {
        std::cout << *told << std::flush;
    }
    return ExitCode::passed;
}

}  // namespace drydock::app
