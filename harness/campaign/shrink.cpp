#include "harness/campaign/shrink.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>

#include "core/check.hpp"
#include "harness/campaign/fork_pool.hpp"

namespace drydock::harness {

namespace {

using Clock = std::chrono::steady_clock;
using Items = std::vector<std::size_t>;

/// A fault's phase is not made shorter than this.
constexpr Duration phase_min = one_minute;

/// How often a fault may be made to strike, so that fewer orders are needed; gentlest first.
constexpr std::array<std::uint32_t, 3> sharper_shares_ppm{100'000, 500'000, 1'000'000};

class Shrinker {
public:
    Shrinker(
        const Scenario& scenario,
        const RecordedWorkload& recorded,
        const ShrinkSettings& settings,
        const ShrinkHooks& hooks
    )
        : best_{scenario},
          recorded_{recorded},
          settings_{settings},
          hooks_{hooks},
          deadline_{Clock::now() + settings.limit},
          calendar_{
              {scenario.workload.from.year,
               scenario.workload.from.month,
               scenario.workload.from.day}} {
        const Workload workload = make_workload(recorded, scenario.workload, scenario.seed);
        for (const DemandOrder& order : workload.demand.orders) {
            numbers_.push_back(order.number);
        }
    }

    expected<ShrinkResult, std::string> run() {
        const auto first = try_all(1, [&](std::size_t) { return best_; });
        if (!first) {
            return unexpected{std::string{
                "this scenario does not fail with its seed; nothing is left to take apart"}};
        }
        rule_ = rule_of(*last_);
        result_ = *last_;
        ShrinkResult shrunk;
        shrunk.orders_before = numbers_.size();
        shrunk.faults_before = best_.faults.size();
        start_with_offenders();
        // The longer list first: what it costs to try goes down with every half of it.
        if (best_.faults.size() > kept_orders().size()) {
            leave_out_faults();
        }
        if (kept_orders().size() > 1) {
            static_cast<void>(improve(sharper_shares_ppm.size(), [&](std::size_t index) {
                return sharpened(best_, sharper_shares_ppm.at(index));
            }));
        }
        std::size_t before = 0;
        do {
            before = kept_orders().size() + best_.faults.size();
            leave_out_orders();
            leave_out_faults();
        } while (!over() && kept_orders().size() + best_.faults.size() < before);
        shorten_faults();
        shrunk.orders = kept_orders().size();
        shrunk.scenario = std::move(best_);
        shrunk.result = std::move(result_);
        shrunk.runs = runs_;
        shrunk.complete = !over();
        return shrunk;
    }

private:
    /// What has to stay broken: the first oracle, or the first expectation, or a crash.
    static std::string rule_of(const TrialResult& result) {
        if (!result.oracles.empty()) {
            return result.oracles.front().name;
        }
        return result.expectations.empty() ? std::string{to_text(result.outcome)}
                                           : result.expectations.front();
    }
    [[nodiscard]] bool breaks_the_rule(const TrialResult& result) const {
        if (!result.failed()) {
            return false;
        }
        if (rule_.empty()) {
            return true;
        }
        const bool oracle = std::ranges::find(result.oracles, rule_, &TrialResult::Oracle::name) !=
                            result.oracles.end();
        return oracle || std::ranges::count(result.expectations, rule_) > 0 ||
               to_text(result.outcome) == rule_;
    }

    [[nodiscard]] bool over() const { return Clock::now() >= deadline_ || hooks_.stopped(); }

    /// Makes a scenario when it is run: a season's swarm has thousands of faults.
    using ScenarioAt = std::function<Scenario(std::size_t)>;

    /// Runs `count` candidates until the first of them that fails is known. Its result is in last_.
    std::optional<std::size_t> try_all(std::size_t count, const ScenarioAt& scenario_at) {
        std::map<std::size_t, TrialResult> ended;
        std::size_t next = 0;
        std::optional<std::size_t> found;
        ForkPoolSettings pool;
        pool.jobs = settings_.jobs;
        pool.limit = settings_.limit_of_run;
        run_forked(
            pool,
            [&]() -> std::optional<ForkedTask> {
                if (next == count || over()) {
                    return std::nullopt;
                }
                const std::size_t index = next++;
                return ForkedTask{
                    index, [&, index] {
                        return to_json_line(run_trial(scenario_at(index), recorded_).result);
                    }};
            },
            [&](ForkedResult result) {
                ++runs_;
                ended[result.id] = result_of(result);
            },
            [&] {
                found = first_failing(ended);
                return found.has_value() || hooks_.stopped();
            }
        );
        found = first_failing(ended);
        if (found) {
            last_ = ended.at(*found);
        }
        hooks_.progress({kept_orders().size(), best_.faults.size(), runs_});
        return found;
    }

    static TrialResult result_of(ForkedResult& result) {
        if (result.end == ForkedResult::End::finished) {
            if (auto read = trial_of_json(result.output)) {
                return *std::move(read);
            }
        }
        TrialResult trial;
        trial.outcome = result.end == ForkedResult::End::timed_out ? TrialResult::Class::unknown
                                                                   : TrialResult::Class::crash;
        trial.words = std::move(result.last_words);
        return trial;
    }

    /// The first that fails, once all before it have ended well.
    [[nodiscard]] std::optional<std::size_t> first_failing(
        const std::map<std::size_t, TrialResult>& ended
    ) const {
        std::size_t expected_next = 0;
        for (const auto& [index, result] : ended) {
            if (index != expected_next++) {
                return std::nullopt;
            }
            if (breaks_the_rule(result)) {
                return index;
            }
        }
        return std::nullopt;
    }

    /// Takes the first of the candidates that fails as the best so far.
    std::optional<std::size_t> improve(std::size_t count, const ScenarioAt& scenario_at) {
        if (over()) {
            return std::nullopt;
        }
        const auto found = try_all(count, scenario_at);
        if (found) {
            best_ = scenario_at(*found);
            result_ = *last_;
        }
        return found;
    }

    [[nodiscard]] Items kept_orders() const {
        Items kept;
        std::set<std::string_view> only;
        for (const OrderNumberSpec& number : best_.workload.only_orders) {
            only.insert(number.text);
        }
        for (std::size_t index = 0; index < numbers_.size(); ++index) {
            if (only.empty() || only.contains(numbers_[index])) {
                kept.push_back(index);
            }
        }
        return kept;
    }
    [[nodiscard]] Scenario with_orders(const Items& orders) const {
        Scenario scenario = best_;
        scenario.workload.only_orders.clear();
        for (const std::size_t order : orders) {
            scenario.workload.only_orders.push_back({numbers_[order]});
        }
        return scenario;
    }
    [[nodiscard]] Scenario with_faults(const std::vector<FaultSpec>& all, const Items& faults)
        const {
        Scenario scenario = best_;
        scenario.faults.clear();
        for (const std::size_t fault : faults) {
            scenario.faults.push_back(all[fault]);
        }
        return scenario;
    }

    /// Most failures need the order that they were found at, and no other.
    void start_with_offenders() {
        std::vector<std::pair<Items, std::uint32_t>> candidates;
        for (const TrialResult::Oracle& oracle : result_.oracles) {
            const auto found = std::ranges::find(numbers_, oracle.first_key);
            if (found != numbers_.end()) {
                const auto index = static_cast<std::size_t>(found - numbers_.begin());
                candidates.push_back({{index}, 0});
                for (const std::uint32_t share_ppm : sharper_shares_ppm) {
                    candidates.push_back({{index}, share_ppm});
                }
                const std::size_t from = index < 10 ? 0 : index - 10;
                Items around(std::min(index + 10, numbers_.size() - 1) - from + 1);
                std::iota(around.begin(), around.end(), from);
                candidates.push_back({std::move(around), 0});
            }
        }
        static_cast<void>(improve(candidates.size(), [&](std::size_t index) {
            const auto& [orders, share_ppm] = candidates[index];
            return sharpened(with_orders(orders), share_ppm);
        }));
    }

    /// Each fault strikes at least so often. One that meets some requests by chance meets others
    /// when an order is left out; one that meets most of them stays with the few orders that it
    /// needs.
    static Scenario sharpened(Scenario scenario, std::uint32_t share_ppm) {
        for (FaultSpec& fault : scenario.faults) {
            fault.share_ppm = std::max(fault.share_ppm, share_ppm);
        }
        return scenario;
    }

    void leave_out_orders() {
        static_cast<void>(minimise(
            kept_orders(),
            [&](const Candidates& sets) -> std::optional<std::size_t> {
                if (sets.at(0).empty()) {
                    return std::nullopt;  // A scenario without a list of orders has all of them.
                }
                return improve(sets.count, [&](std::size_t set) {
                    return with_orders(sets.at(set));
                });
            }
        ));
    }

    /// What broke a rule mostly came together, so that halves of the time are tried first.
    void leave_out_faults() {
        std::vector<FaultSpec> all = best_.faults;
        std::ranges::stable_sort(all, {}, [](const FaultSpec& fault) { return fault.from; });
        Items every(all.size());
        std::iota(every.begin(), every.end(), std::size_t{0});
        static_cast<void>(minimise(every, [&](const Candidates& sets) {
            return improve(sets.count, [&](std::size_t set) {
                return with_faults(all, sets.at(set));
            });
        }));
    }

    /// Halves each fault's phase from either end as long as it goes.
    void shorten_faults() {
        for (std::size_t fault = 0; fault < best_.faults.size(); ++fault) {
            bool shorter = true;
            while (shorter && !over()) {
                const Instant from = calendar_.instant_of(best_.faults[fault].from);
                const Instant to = calendar_.instant_of(best_.faults[fault].to);
                if (to - from < 2 * phase_min) {
                    break;
                }
                const Instant middle = from + (to - from) / 2;
                const auto halved = [&](std::size_t late) {
                    Scenario scenario = best_;
                    FaultSpec& half = scenario.faults[fault];
                    (late == 0 ? half.to : half.from) = calendar_.date_time_of(middle);
                    return scenario;
                };
                shorter = improve(2, halved).has_value();
            }
        }
    }

    Scenario best_;
    TrialResult result_;
    const RecordedWorkload& recorded_;
    const ShrinkSettings& settings_;
    const ShrinkHooks& hooks_;
    Clock::time_point deadline_;
    Calendar calendar_;
    std::vector<std::string> numbers_;
    std::string rule_;
    std::optional<TrialResult> last_;
    std::size_t runs_ = 0;
};

}  // namespace

expected<ShrinkResult, std::string> shrink(
    const Scenario& scenario,
    const RecordedWorkload& recorded,
    const ShrinkSettings& settings,
    const ShrinkHooks& hooks
) {
    return Shrinker{scenario, recorded, settings, hooks}.run();
}

}  // namespace drydock::harness
