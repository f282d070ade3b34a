#include <filesystem>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>

#include "live/journal/sqlite_journal.hpp"
#include "live/world/real_world.hpp"
#include "tests/sim/toy_nodes.hpp"

namespace drydock::live {
namespace {

/// Exchanges a second over loopback sockets, caller and server in one process: as many calls as
/// given, due all at once after 50 ms. With records each is answered only once it is on the disk.
void exchanges(benchmark::State& state, bool durable) {
    const auto count = static_cast<std::uint64_t>(state.range(0));
    for (auto _ : state) {
        sim::toy::Seen client;
        sim::toy::Seen server;
        std::vector<sim::toy::Client::Planned> plan(count);
        for (std::uint64_t index = 0; index < count; ++index) {
            plan[index] = {
                Instant{one_second / 20},
                {.id = CallId{index}, .request = {}, .timeout = one_hour}};
            plan[index].call.request.to = SystemId{1};
            plan[index].call.request.path = "/orders/" + std::to_string(index);
        }
        const auto file = std::filesystem::temp_directory_path() / "drydock-bench.journal";
        std::filesystem::remove(file);
        RealWorld world;
        world.add_system(
            "client", [&] { return std::make_unique<sim::toy::Client>(client, plan); }, {}
        );
        world.add_system(
            "server",
            [&] { return std::make_unique<sim::toy::Server>(server); },
            {.workers = 1'000, .accept_queue_max = 100'000}
        );
        if (durable) {
            world.keep_records(
                SystemId{1}, std::move(*SqliteJournal::open({.file = file.string()}))
            );
        }
        if (!world.listen()) {
            state.SkipWithError("no socket");
            return;
        }
        world.run_until(Instant{one_hour});
        if (client.ends.size() != count || !client.ends.back().outcome.answered()) {
            state.SkipWithError("not all were answered");
        }
        std::filesystem::remove(file);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}

void real_world_exchanges(benchmark::State& state) {
    exchanges(state, false);
}
BENCHMARK(real_world_exchanges)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

void real_world_durable_exchanges(benchmark::State& state) {
    exchanges(state, true);
}
BENCHMARK(real_world_durable_exchanges)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace drydock::live
