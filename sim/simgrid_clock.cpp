#include "sim/simgrid_clock.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/s4u.hpp>

#include "core/check.hpp"

namespace drydock::sim {

namespace {

namespace s4u = simgrid::s4u;
using SimgridTimer = simgrid::kernel::timer::Timer;

constexpr double nanosecond_seconds = 1e-9;

/// The process's one Engine, with a host for each system and a link for each direction between two.
struct Platform {
    Platform() {
        // CM02 without cross traffic and with an unbounded TCP window: a transfer lasts its size
        // over its share of the bandwidth. Latency and jitter are ours. Source: SimGrid 3.32
        // documentation, "Configuring SimGrid", options network/*.
        static std::array<std::string, 5> words{
            "drydock",
            "--log=root.thres:critical",
            "--cfg=network/model:CM02",
            "--cfg=network/crosstraffic:0",
            "--cfg=network/TCP-gamma:1e18"};
        static std::vector<char*> arguments;
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        static int argument_count = static_cast<int>(words.size());
        // Never destroyed: a second Engine in one process aborts, and so does leaving it half
        // alive.
        engine = new s4u::Engine(&argument_count, arguments.data());
        auto* const zone = s4u::create_full_zone("landscape");
        for (std::size_t index = 0; index < bandwidth_systems_max; ++index) {
            hosts[index] = zone->create_host("system-" + std::to_string(index), 1e9);
        }
        for (std::size_t from = 0; from < bandwidth_systems_max; ++from) {
            for (std::size_t to = 0; to < bandwidth_systems_max; ++to) {
                if (from == to) {
                    continue;
                }
                const std::string name = std::to_string(from) + "-to-" + std::to_string(to);
                s4u::Link* const link = zone->create_link(name, 1e6)->set_latency(0.0);
                links[from * bandwidth_systems_max + to] = link;
                zone->add_route(
                    hosts[from]->get_netpoint(),
                    hosts[to]->get_netpoint(),
                    nullptr,
                    nullptr,
                    {s4u::LinkInRoute(link)},
                    false
                );
            }
        }
        zone->seal();
    }

    s4u::Engine* engine = nullptr;
    std::array<s4u::Host*, bandwidth_systems_max> hosts{};
    std::array<s4u::Link*, bandwidth_systems_max * bandwidth_systems_max> links{};
};

Platform& platform() {
    static Platform* const the_platform = new Platform;
    return *the_platform;
}

}  // namespace

struct SimgridClock::Transfers {
    struct Running {
        s4u::CommPtr comm;  // Without an owner SimGrid kills it.
        std::uint64_t token = 0;
        double started_seconds = 0.0;
    };

    OnTransfer on_transfer;
    std::unordered_map<const void*, Running> running;  // Looked up, never iterated.
    std::vector<s4u::CommPtr> ended;                   // Must outlive the signal that ended them.

    /// Whose transfers SimGrid is carrying out now.
    static Transfers*& current() {
        static Transfers* the_current = nullptr;
        return the_current;
    }

    void end(const void* comm) {
        const auto found = running.find(comm);
        if (found == running.end()) {
            return;
        }
        const double elapsed = s4u::Engine::get_clock() - found->second.started_seconds;
        const std::uint64_t token = found->second.token;
        ended.push_back(std::move(found->second.comm));
        running.erase(found);
        on_transfer(token, Duration{std::llround(elapsed * 1e6) * 1'000});
    }
};

SimgridClock::SimgridClock(OnAlarm on_alarm, OnTransfer on_transfer)
    : on_alarm_{std::move(on_alarm)}, transfers_{new Transfers} {
    transfers_->on_transfer = std::move(on_transfer);
    platform();
    static const bool connected = [] {
        s4u::Activity::on_completion_cb([](const s4u::Activity& activity) {
            if (Transfers* const current = Transfers::current()) {
                current->end(&activity);
            }
        });
        return true;
    }();
    static_cast<void>(connected);
}

SimgridClock::~SimgridClock() {
    if (timer_ != nullptr) {
        static_cast<SimgridTimer*>(timer_)->remove();
    }
    delete transfers_;
}

void SimgridClock::set_bandwidth(SystemId one, SystemId other, std::uint64_t bytes_per_second) {
    DRYDOCK_CHECK(one.value < bandwidth_systems_max && other.value < bandwidth_systems_max);
    DRYDOCK_CHECK(one != other && bytes_per_second > 0);
    const auto bandwidth = static_cast<double>(bytes_per_second);
    Platform& world = platform();
    world.links[one.value * bandwidth_systems_max + other.value]->set_bandwidth(bandwidth);
    world.links[other.value * bandwidth_systems_max + one.value]->set_bandwidth(bandwidth);
}

void SimgridClock::start(Instant now) {
    const double seconds = static_cast<double>(now.time_since_epoch().count()) * nanosecond_seconds;
    origin_seconds_ = s4u::Engine::get_clock() - seconds;
}

void SimgridClock::arm(Instant at) {
    if (timer_ != nullptr) {
        if (armed_at_ <= at) {
            return;
        }
        static_cast<SimgridTimer*>(timer_)->remove();
    }
    armed_at_ = at;
    const double seconds =
        origin_seconds_ + static_cast<double>(at.time_since_epoch().count()) * nanosecond_seconds;
    // A Timer in the past aborts the process, and rounding can make one.
    timer_ = SimgridTimer::set(std::max(seconds, s4u::Engine::get_clock()), [this] { ring(); });
}

void SimgridClock::ring() {
    timer_ = nullptr;  // SimGrid deletes a Timer that has fired.
    transfers_->ended.clear();
    on_alarm_();
}

void SimgridClock::transfer(
    SystemId from, SystemId to, std::uint64_t size_bytes, std::uint64_t token
) {
    Platform& world = platform();
    s4u::CommPtr comm = s4u::Comm::sendto_async(
        world.hosts[from.value], world.hosts[to.value], std::max<std::uint64_t>(size_bytes, 1)
    );
    const void* const key = static_cast<const s4u::Activity*>(comm.get());
    transfers_->running.emplace(
        key, Transfers::Running{std::move(comm), token, s4u::Engine::get_clock()}
    );
}

bool SimgridClock::transferring() const {
    return !transfers_->running.empty();
}

void SimgridClock::run() {
    DRYDOCK_CHECK(Transfers::current() == nullptr);
    Transfers::current() = transfers_;
    try {
        platform().engine->run();
    } catch (...) {
        Transfers::current() = nullptr;
        throw;
    }
    Transfers::current() = nullptr;
    transfers_->ended.clear();
}

}  // namespace drydock::sim
