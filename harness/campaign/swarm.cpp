#include "harness/campaign/swarm.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "core/draws.hpp"
#include "core/hash.hpp"
#include "core/landscape/fault_catalogue.hpp"
#include "harness/rehearsal/rehearsal_plan.hpp"

namespace drydock::harness {

namespace {

/// One thing that can go wrong, at its weakest and strongest. Strength is drawn evenly on a
/// logarithmic scale, as one reset in a thousand finds other mistakes than one in five.
struct Candidate {
    FaultKind kind = FaultKind::outage;
    std::string system{};
    std::string sender{};
    std::uint32_t share_ppm_min = 1'000'000;
    std::uint32_t share_ppm_max = 1'000'000;
    std::uint32_t factor_permille_max = 1'000;
    Duration delay_min{};
    Duration delay_max{};
    Duration dwell_max = Duration::max();
};

constexpr Duration ms = one_second / 1'000;
constexpr std::uint32_t rare = 1'000;
constexpr std::uint32_t frequent = 200'000;
/// Assumption: what repeats a request on the way does so at most three times.
constexpr std::int64_t copies_max = 3;

bool is_channel(const SystemSpec& system) {
    return std::holds_alternative<mocks::MarketplaceSettings>(system.settings) ||
           std::holds_alternative<mocks::StorefrontSettings>(system.settings);
}

void add_system_faults(const SystemSpec& system, std::vector<Candidate>& candidates) {
    const auto add = [&](Candidate candidate) {
        candidate.system = system.name;
        candidates.push_back(std::move(candidate));
    };
    const bool is_runtime = std::holds_alternative<std::monostate>(system.settings);
    if (is_runtime) {
        add({.kind = FaultKind::crash, .dwell_max = 10 * one_minute});
        add(
            {.kind = FaultKind::crash_loop,
             .delay_min = 10 * one_second,
             .delay_max = 5 * one_minute,
             .dwell_max = one_hour}
        );
        add({.kind = FaultKind::slow_disk, .delay_min = ms, .delay_max = 5 * one_second});
        add({.kind = FaultKind::disk_full, .dwell_max = one_hour});
        add({.kind = FaultKind::torn_record, .dwell_max = 10 * one_minute});
        return;
    }
    add({.kind = FaultKind::outage, .dwell_max = 2 * one_hour});
    add({.kind = FaultKind::maintenance, .dwell_max = 2 * one_hour});
    add({.kind = FaultKind::slow_down, .factor_permille_max = 20'000});
    add({.kind = FaultKind::error_rate, .share_ppm_min = rare, .share_ppm_max = 500'000});
    add({.kind = FaultKind::error_in_body, .share_ppm_min = rare, .share_ppm_max = frequent});
    add(
        {.kind = FaultKind::throttle,
         .share_ppm_min = rare,
         .share_ppm_max = 500'000,
         .delay_max = one_minute}
    );
    add({.kind = FaultKind::rate_limit, .delay_min = 100 * ms, .delay_max = 10 * one_second});
    add({.kind = FaultKind::expired_credentials, .dwell_max = 2 * one_hour});
    add({.kind = FaultKind::worker_exhaustion, .share_ppm_min = 200'000});
    add({.kind = FaultKind::stale_reads, .delay_min = one_second, .delay_max = 5 * one_minute});
}

void add_link_faults(
    const std::string& sender, const std::string& receiver, std::vector<Candidate>& candidates
) {
    const auto add = [&](Candidate candidate) {
        candidate.system = receiver;
        candidate.sender = sender;
        candidates.push_back(std::move(candidate));
    };
    add({.kind = FaultKind::latency, .delay_min = 100 * ms, .delay_max = one_minute});
    add({.kind = FaultKind::jitter, .delay_min = 100 * ms, .delay_max = one_minute});
    add({.kind = FaultKind::reset_before, .share_ppm_min = rare, .share_ppm_max = frequent});
    add({.kind = FaultKind::acknowledgement_lost, .share_ppm_min = rare, .share_ppm_max = frequent}
    );
    add({.kind = FaultKind::response_lost, .share_ppm_min = rare, .share_ppm_max = frequent});
    add(
        {.kind = FaultKind::slow_body,
         .share_ppm_min = rare,
         .share_ppm_max = frequent,
         .delay_min = 100 * ms,
         .delay_max = one_minute}
    );
    add({.kind = FaultKind::loss, .share_ppm_min = rare, .share_ppm_max = frequent});
    add({.kind = FaultKind::partition, .dwell_max = 2 * one_hour});
    add({.kind = FaultKind::one_way_partition, .dwell_max = 2 * one_hour});
    add(
        {.kind = FaultKind::duplicate,
         .share_ppm_min = rare,
         .share_ppm_max = frequent,
         .delay_min = one_second,
         .delay_max = one_hour}
    );
    add(
        {.kind = FaultKind::reorder,
         .share_ppm_min = rare,
         .share_ppm_max = frequent,
         .delay_min = one_second,
         .delay_max = one_hour}
    );
}

/// What happens to events, whose sender does not know what the receiver made of them.
void add_event_faults(
    const std::string& sender, const std::string& runtime, std::vector<Candidate>& candidates
) {
    const auto add = [&](Candidate candidate) {
        candidate.system = runtime;
        candidate.sender = sender;
        candidates.push_back(std::move(candidate));
    };
    add({.kind = FaultKind::swallow, .share_ppm_min = rare, .share_ppm_max = frequent});
    add(
        {.kind = FaultKind::replay,
         .share_ppm_min = rare,
         .delay_min = one_second,
         .delay_max = one_hour}
    );
}

void add_half_close(
    const std::string& sender, const std::string& receiver, std::vector<Candidate>& candidates
) {
    candidates.push_back(
        {.kind = FaultKind::half_close,
         .system = receiver,
         .sender = sender,
         .share_ppm_min = rare,
         .share_ppm_max = frequent}
    );
}

/// Whoever reads a channel's list from a cursor on misses what a clock far behind has dated before
/// it, in production, too: half of the default of ingest.overlap is what a strategy can be asked
/// for.
constexpr Duration channel_clock_delay_max = 5 * one_minute;

void add_clock_faults(const SystemSpec& system, std::vector<Candidate>& candidates) {
    for (const FaultKind kind : {FaultKind::clock_ahead, FaultKind::clock_behind}) {
        candidates.push_back(
            {.kind = kind,
             .system = system.name,
             .delay_min = one_second,
             .delay_max = is_channel(system) ? channel_clock_delay_max : one_hour,
             .dwell_max = 2 * one_hour}
        );
    }
}

std::vector<Candidate> candidates_of(const LandscapeSpec& landscape) {
    std::vector<Candidate> candidates;
    for (const SystemSpec& system : landscape.systems) {
        add_system_faults(system, candidates);
    }
    for (const LinkSpec& link : landscape.links) {
        add_link_faults(link.from, link.to, candidates);
        add_link_faults(link.to, link.from, candidates);
        for (const SystemSpec& system : landscape.systems) {
            if (!std::holds_alternative<std::monostate>(system.settings)) {
                continue;
            }
            if (system.name == link.to) {
                add_event_faults(link.from, link.to, candidates);
            } else if (system.name == link.from) {
                add_event_faults(link.to, link.from, candidates);
            }
        }
    }
    // After all others: a candidate's strength depends on how many came before it.
    for (const LinkSpec& link : landscape.links) {
        add_half_close(link.from, link.to, candidates);
        add_half_close(link.to, link.from, candidates);
    }
    for (const SystemSpec& system : landscape.systems) {
        add_clock_faults(system, candidates);
    }
    return candidates;
}

/// Doubles `least` as often as `draw` says, at most to `most`: evenly on a logarithmic scale.
std::int64_t between(std::int64_t least, std::int64_t most, std::uint64_t draw) {
    if (least >= most || least <= 0) {
        return draw % 2 == 0 ? least : most;
    }
    const auto doublings = std::bit_width(static_cast<std::uint64_t>(most / least));
    const std::uint64_t times = draw % (static_cast<std::uint64_t>(doublings) + 1);
    return std::min(most, least << times);
}

class Swarm {
public:
    Swarm(const Scenario& scenario, const SwarmSettings& settings, std::uint64_t seed)
        : settings_{settings},
          draws_{seed},
          calendar_{
              {scenario.workload.from.year,
               scenario.workload.from.month,
               scenario.workload.from.day}},
          from_{calendar_.instant_of(scenario.workload.from)},
          to_{calendar_.instant_of(scenario.workload.to)},
          end_{to_ + scenario.settle_within} {}

    void consider(const Candidate& candidate) {
        if (std::ranges::find(settings_.kinds, candidate.kind) == settings_.kinds.end()) {
            return;
        }
        const std::string name = fmt::format(
            "{}-{}{}{}",
            to_text(candidate.kind),
            candidate.sender,
            candidate.sender.empty() ? "" : "-to-",
            candidate.system
        );
        const std::uint64_t entity = hash_text(hash_salt_a, name);
        if (!draws_.happens(settings_.fault_share_ppm, Stream{"swarm.chosen"}, entity, 0)) {
            return;
        }
        std::uint64_t number = 0;
        const Duration dwell_max = std::min(settings_.dwell_max, candidate.dwell_max);
        for (Instant at = from_ + dwell(entity, number++, settings_.dwell_max); at < to_;) {
            const Instant until = std::min(at + dwell(entity, number++, dwell_max), to_);
            add(candidate, name, entity, at, until);
            at = until + dwell(entity, number++, settings_.dwell_max);
        }
    }

    /// One partner of some that a landscape can live without for good.
    void consider_lasting_outage(const LandscapeSpec& landscape) {
        if (!draws_.happens(settings_.lasting_outage_ppm, Stream{"swarm.lasting"}, 0, 0)) {
            return;
        }
        std::vector<std::string> partners;
        for (const SystemSpec& system : landscape.systems) {
            if (is_channel(system)) {
                partners.push_back(system.name);
            }
        }
        if (partners.empty()) {
            return;
        }
        Candidate candidate;
        candidate.system =
            partners[draws_.at_most(partners.size() - 1, Stream{"swarm.lasting"}, 0, 1)];
        const Instant at = from_ + draws_.delay_at_most(to_ - from_, Stream{"swarm.lasting"}, 0, 2);
        add(candidate, "lasting-outage-" + candidate.system, 0, at, end_);
    }

    [[nodiscard]] std::vector<FaultSpec> take() { return std::move(faults_); }

private:
    [[nodiscard]] Duration dwell(std::uint64_t entity, std::uint64_t number, Duration most) const {
        const std::uint64_t draw = draws_.word(Stream{"swarm.dwell"}, entity, number);
        return Duration{between(settings_.dwell_min.count(), most.count(), draw)};
    }

    void add(
        const Candidate& candidate,
        const std::string& name,
        std::uint64_t entity,
        Instant from,
        Instant to
    ) {
        FaultSpec& fault = faults_.emplace_back();
        fault.id = fmt::format("swarm-{}-{}", name, ++phase_);
        fault.kind = candidate.kind;
        fault.from = calendar_.date_time_of(from);
        fault.to = calendar_.date_time_of(to);
        fault.system = candidate.system;
        fault.sender = candidate.sender;
        const auto strength = [&](std::int64_t least, std::int64_t most, std::uint64_t number) {
            return between(
                least, most, draws_.word(Stream{"swarm.strength"}, entity, 8 * phase_ + number)
            );
        };
        // Whatever its kind takes no number for stays as it is.
        const FaultFacts& facts = facts_of(candidate.kind);
        if (facts.by_request) {
            fault.share_ppm = static_cast<std::uint32_t>(
                strength(candidate.share_ppm_min, candidate.share_ppm_max, 0)
            );
        }
        if (facts.factor != Takes::no) {
            fault.factor_permille =
                static_cast<std::uint32_t>(strength(2'000, candidate.factor_permille_max, 1));
        }
        if (facts.delay != Takes::no) {
            fault.delay =
                Duration{strength(candidate.delay_min.count(), candidate.delay_max.count(), 2)};
        }
        if (facts.copies != Takes::no) {
            fault.copies = static_cast<std::uint32_t>(strength(1, copies_max, 3));
        }
    }

    SwarmSettings settings_;
    Draws draws_;
    Calendar calendar_;
    Instant from_;
    Instant to_;
    Instant end_;
    std::uint64_t phase_ = 0;
    std::vector<FaultSpec> faults_;
};

}  // namespace

std::vector<FaultKind> swarm_kinds() {
    std::vector<FaultKind> kinds;
    for (const FaultFacts& facts : fault_catalogue()) {
        if (facts.field == Takes::no && facts.bandwidth == Takes::no) {
            kinds.push_back(facts.kind);
        }
    }
    return kinds;
}

std::vector<FaultSpec> swarm_faults(
    const Scenario& scenario, const SwarmSettings& settings, std::uint64_t seed
) {
    Swarm swarm{scenario, settings, seed};
    for (const Candidate& candidate : candidates_of(scenario.landscape)) {
        swarm.consider(candidate);
    }
    swarm.consider_lasting_outage(scenario.landscape);
    return swarm.take();
}

}  // namespace drydock::harness
