#include <algorithm>
#include <utility>

#include "core/check.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "sim/virtual_world.hpp"

namespace drydock::sim {

VirtualWorld::VirtualWorld(const VirtualWorldSettings& settings)
    : settings_{settings},
      draws_{settings.seed},
      clock_{
          [this] { pump(); },
          [this](std::uint64_t token, Duration elapsed) { end_transfer(token, elapsed); }},
      queue_{settings.permute_ties_seed},
      faults_{std::make_unique<FaultTimeline>(FaultPlan{})},
      fingerprint_{hash_combine(hash_salt_b, settings.seed)} {}

SystemId VirtualWorld::add_system(std::string name, NodeMaker maker, const DoorSettings& door) {
    DRYDOCK_CHECK(!prepared_);
    const SystemId id{static_cast<std::uint16_t>(systems_.size())};
    std::unique_ptr<Node> node = maker();
    Door its_door{door, node->operations()};
    std::vector<TrafficCount> traffic;
    for (const std::string_view operation : node->operations()) {
        TrafficCount count;
        count.system = id;
        count.system_name = name;
        count.operation = operation;
        traffic.push_back(std::move(count));
    }
    systems_.push_back(
        {.name = std::move(name),
         .maker = std::move(maker),
         .node = std::move(node),
         .door = std::move(its_door),
         .journal = {},
         .traffic = std::move(traffic),
         .count = {},
         .keeps_journal = settings_.journals == VirtualWorldSettings::Journals::everywhere}
    );
    systems_.back().count.name = systems_.back().name;
    return id;
}

void VirtualWorld::connect(SystemId one, SystemId other, const LinkSettings& link) {
    DRYDOCK_CHECK(!prepared_);
    DRYDOCK_CHECK(one.value < systems_.size() && other.value < systems_.size());
    connections_.push_back({one, other, link});
}

void VirtualWorld::plan_faults(const FaultPlan& plan) {
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

void VirtualWorld::read_gauges_every(Duration interval, GaugeReader reader) {
    DRYDOCK_CHECK(interval > Duration::zero());
    gauge_interval_ = interval;
    gauge_reader_ = std::move(reader);
}

void VirtualWorld::watch(std::uint64_t steps_max, Watcher watcher) {
    watch_steps_max_ = steps_max;
    watcher_ = std::move(watcher);
}

const Node& VirtualWorld::node(SystemId system) const {
    DRYDOCK_CHECK(system.value < systems_.size());
    return *systems_[system.value].node;
}

const WallClock& VirtualWorld::clock(SystemId system) const {
    DRYDOCK_CHECK(system.value < systems_.size());
    return systems_[system.value].clock;
}

std::vector<TrafficCount> VirtualWorld::traffic() const {
    std::vector<TrafficCount> all;
    for (const System& system : systems_) {
        all.insert(all.end(), system.traffic.begin(), system.traffic.end());
    }
    return all;
}

std::vector<SystemCount> VirtualWorld::system_counts() const {
    std::vector<SystemCount> all;
    for (std::size_t index = 0; index < systems_.size(); ++index) {
        SystemCount count = systems_[index].count;
        count.waiting_max = systems_[index].door.waiting_max();
        count.overflowed = systems_[index].door.overflow_count();
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

std::span<const std::uint64_t> VirtualWorld::fault_hits() const {
    return faults_->hits().counts();
}

}  // namespace drydock::sim
