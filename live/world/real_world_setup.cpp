#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include <fmt/format.h>
#include <sys/resource.h>

#include "core/check.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "live/journal/memory_journal.hpp"
#include "live/world/real_world.hpp"

namespace drydock::live {

namespace {

std::string random_token() {
    std::random_device device;
    return fmt::format("{:08x}{:08x}", device(), device());
}

/// Every exchange under way needs two descriptors where both systems are here. Shells commonly
/// grant 1,024 and allow more to whoever asks.
void ask_for_open_files() {
    constexpr rlim_t wanted = 65'536;
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(limit.rlim_max, wanted);
        (void)::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

/// Stands for a system that runs elsewhere.
class PeerNode final : public Node {
public:
    void on_request(const Moment&, const Incoming& incoming, Step& step) override {
        step.reply(incoming.exchange, {.status = 501});
    }
    [[nodiscard]] std::span<const std::string_view> operations() const override {
        static constexpr std::array<std::string_view, 1> names{"any"};
        return names;
    }
    [[nodiscard]] Operation operation_of(const Request&) const override { return {}; }
};

}  // namespace

RealWorld::RealWorld(const RealWorldSettings& settings)
    : settings_{settings},
      draws_{settings.seed},
      token_{random_token()},
      threads_{settings.io_thread_count},
      faults_{std::make_unique<FaultTimeline>(FaultPlan{})},
      now_{settings.start},
      fingerprint_{hash_combine(hash_salt_b, settings.seed)} {}

RealWorld::~RealWorld() {
    // Nobody may put anything into the inbox any more, nor answer what is in it.
    client_.reset();
    for (System& system : systems_) {
        system.server.reset();
        system.journal.reset();
    }
}

SystemId RealWorld::add_system(std::string name, NodeMaker maker, const DoorSettings& door) {
    DRYDOCK_CHECK(!listening_);
    const SystemId id{static_cast<std::uint16_t>(systems_.size())};
    System& system = systems_.emplace_back();
    if (const auto peer = settings_.peers.find(id); peer != settings_.peers.end()) {
        system.is_peer = true;
        system.url = peer->second;
        maker = [] { return std::make_unique<PeerNode>(); };
    }
    system.node = maker();
    system.maker = std::move(maker);
    system.door =
        std::make_unique<Door>(system.is_peer ? DoorSettings{} : door, system.node->operations());
    system.journal = std::make_unique<MemoryJournal>();
    for (const std::string_view operation : system.node->operations()) {
        TrafficCount& count = system.traffic.emplace_back();
        count.system = id;
        count.system_name = name;
        count.operation = operation;
    }
    system.response_times.resize(system.traffic.size());
    system.count.name = name;
    system.name = std::move(name);
    return id;
}

void RealWorld::connect(SystemId one, SystemId other, const LinkSettings& link) {
    DRYDOCK_CHECK(!listening_);
    DRYDOCK_CHECK(one.value < systems_.size() && other.value < systems_.size());
    connections_.push_back({one, other, link});
}

void RealWorld::plan_faults(const FaultPlan& plan) {
    DRYDOCK_CHECK(!prepared_);
    for (const Fault& fault : plan.faults) {
        DRYDOCK_CHECK(fault.system.value < systems_.size());
        DRYDOCK_CHECK(!fault.sender || fault.sender->value < systems_.size());
        if (facts_of(fault.kind).site == FaultSite::records) {
            systems_[fault.system.value].keeps_journal = true;
        }
    }
    faults_ = std::make_unique<FaultTimeline>(plan);
}

void RealWorld::keep_records(SystemId id, std::unique_ptr<Journal> journal) {
    DRYDOCK_CHECK(!listening_ && id.value < systems_.size());
    System& system = systems_[id.value];
    journal->listen([this, id](const expected<Journal::Ticket, JournalError>& until) {
        inbox_.put(WrittenRecords{id, until});
    });
    system.journal = std::move(journal);
    system.keeps_journal = true;
    system.writes_file = true;
}

void RealWorld::read_gauges_every(Duration interval, GaugeReader reader) {
    DRYDOCK_CHECK(interval > Duration::zero());
    gauge_interval_ = interval;
    gauge_reader_ = std::move(reader);
}

void RealWorld::watch(std::uint64_t steps_max, Watcher watcher) {
    watch_steps_max_ = steps_max;
    watcher_ = std::move(watcher);
}

expected<void, std::string> RealWorld::listen() {
    DRYDOCK_CHECK(!listening_);
    listening_ = true;
    ask_for_open_files();
    http::ClientSettings settings;
    // A shop that tells many events at once waits for nobody.
    settings.connections_of_peer_max = 1'000;
    settings.trust = settings_.trust;
    auto client = http::Client::open(threads_, settings);
    if (!client) {
        return unexpected{client.error()};
    }
    client_ = std::move(*client);
    for (std::uint16_t index = 0; index < systems_.size(); ++index) {
        if (systems_[index].is_peer) {
            continue;
        }
        if (auto restored = restore(systems_[index]); !restored) {
            return restored;
        }
        if (auto opened = open(SystemId{index}); !opened) {
            return opened;
        }
    }
    return {};
}

expected<void, std::string> RealWorld::open(SystemId id) {
    System& system = systems_[id.value];
    http::ServerSettings settings;
    settings.address = settings_.address;
    settings.connection_count_max = 4'096;
    settings.port =
        id.value < settings_.ports.size() ? settings_.ports[id.value] : std::uint16_t{0};
    settings.identity = settings_.identity;
    // Each system refuses in its own words: Odoo with "Invalid JSON data", not as RFC 9457 says.
    settings.broken_json = http::ServerSettings::BrokenJson::told;
    auto server = http::Server::open(
        threads_,
        settings,
        [this, id](Request&& request, http::Answerer&& answerer) {
            inbox_.put(ArrivedRequest{id, std::move(request), std::move(answerer)});
        }
    );
    if (!server) {
        return unexpected{fmt::format("{}: {}", system.name, server.error())};
    }
    system.server = std::move(*server);
    system.url = {
        .secure = settings_.identity.has_value(),
        .host = settings_.address,
        .port = system.server->port(),
        .path = ""};
    return {};
}

expected<void, std::string> RealWorld::restore(System& system) {
    const auto restored =
        system.journal->replay([&system](const Record& record) { system.node->on_record(record); });
    if (!restored) {
        return unexpected{fmt::format("{}: {}", system.name, restored.error().detail)};
    }
    system.durable = *restored;
    return {};
}

http::Url RealWorld::url(SystemId system) const {
    return systems_.at(system.value).url;
}

const std::string& RealWorld::name(SystemId system) const {
    return systems_.at(system.value).name;
}

const WallClock& RealWorld::clock(SystemId system) const {
    DRYDOCK_CHECK(system.value < systems_.size());
    return systems_[system.value].clock;
}

const Node& RealWorld::node(SystemId system) const {
    DRYDOCK_CHECK(system.value < systems_.size());
    return *systems_[system.value].node;
}

std::vector<TrafficCount> RealWorld::traffic() const {
    std::vector<TrafficCount> all;
    for (const System& system : systems_) {
        all.insert(all.end(), system.traffic.begin(), system.traffic.end());
    }
    return all;
}

std::vector<SystemCount> RealWorld::system_counts() const {
    std::vector<SystemCount> all;
    for (std::size_t index = 0; index < systems_.size(); ++index) {
        SystemCount count = systems_[index].count;
        count.waiting_max = systems_[index].door->waiting_max();
        count.overflowed = systems_[index].door->overflow_count();
        for (std::size_t peer = 0; prepared_ && peer < systems_.size(); ++peer) {
            count.calls_repeated += links_[index * systems_.size() + peer].repeat_count();
            count.repeats_a_minute_max = std::max(
                count.repeats_a_minute_max,
                links_[peer * systems_.size() + index].repeats_a_minute_max()
            );
        }
        all.push_back(std::move(count));
    }
    return all;
}

std::span<const std::uint64_t> RealWorld::fault_hits() const {
    return faults_->hits().counts();
}

std::vector<ResponseTimes> RealWorld::response_times(SystemId system) const {
    std::vector<ResponseTimes> all;
    const System& callee = systems_.at(system.value);
    for (std::size_t index = 0; index < callee.response_times.size(); ++index) {
        const TimeHistogram& times = callee.response_times[index];
        if (times.count() > 0) {
            all.push_back(
                {.operation = callee.traffic[index].operation,
                 .calls = times.count(),
                 .p50 = times.quantile(500),
                 .p99 = times.quantile(990),
                 .max = times.max()}
            );
        }
    }
    return all;
}

RealWorldHealth RealWorld::health() const {
    return {
        .events = lateness_.count(),
        .late_p50 = lateness_.quantile(500),
        .late_p99 = lateness_.quantile(990),
        .late_max = lateness_.max(),
        .busy = busy_,
        .run = now_ - settings_.start - skipped_};
}

}  // namespace drydock::live
