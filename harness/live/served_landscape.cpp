#include "harness/live/served_landscape.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/signature.hpp"
#include "harness/live/books_reader.hpp"
#include "harness/live/live_control.hpp"
#include "harness/live/port_list.hpp"
#include "harness/live/served_systems.hpp"
#include "harness/rehearsal/judgement.hpp"
#include "harness/rehearsal/landscape_builder.hpp"
#include "harness/verdict/verdict_json.hpp"
#include "live/world/real_world.hpp"

namespace drydock::harness {

namespace {

using Json = nlohmann::ordered_json;
using live::http::Answerer;

Response json_response(std::uint16_t status, const std::string& text) {
    Response response{.status = status};
    response.raw = make_bytes(text);
    response.headers = {{"Content-Type", "application/json"}};
    return response;
}

Response problem(std::uint16_t status, std::string_view detail) {
    Json json;
    json["detail"] = detail;
    return json_response(status, json.dump() + "\n");
}

/// One scenario being served: from a drive to the next.
class Served {
public:
    Served(
        const LoadedScenario& loaded,
        const ServedLandscapeSettings& settings,
        const std::vector<std::uint16_t>& ports,
        bool driven
    )
        : loaded_{loaded}, demand_{demand_of(loaded, driven)}, driven_{driven} {
        live::RealWorldSettings world;
        world.seed = loaded.scenario.seed;
        opening_ = loaded.plan.calendar.instant_of(loaded.scenario.workload.from);
        world.start = driven ? opening_ - settings.ready_within : opening_;
        world.address = settings.address;
        world.ports = ports;
        world.serves = true;
        world.stranger = loaded.plan.roles.runtime;
        world.peers = {{loaded.plan.roles.runtime, settings.runtime}};
        world.identity = settings.identity;
        world.trust = settings.externals.trust;
        if (settings.externals.odoo) {
            world.peers[loaded.plan.roles.odoo] = settings.externals.odoo->url;
        }
        world_ = std::make_unique<live::RealWorld>(world);
        RehearsalPlan plan = loaded.plan;
        if (!driven) {
            plan.faults = {};
        }
        build_landscape(loaded.scenario, plan, demand_, *world_);
        end_ = last_event(*demand_, plan.faults) + loaded.scenario.settle_within;
        live_.emplace(open_world());
    }

    [[nodiscard]] live::RealWorld& world() { return *world_; }
    /// Nobody orders before the middleware is ready. The error is for the operator.
    [[nodiscard]] expected<void, std::string> await(const ServedLandscapeSettings& settings) {
        auto asked = Readiness::ask(settings.runtime, settings.externals.trust, [this] {
            world_->between_steps([this] { world_->skip_to(opening_); });
        });
        if (!asked) {
            return unexpected{asked.error()};
        }
        readiness_ = std::move(*asked);
        return {};
    }
    [[nodiscard]] std::vector<std::uint16_t> ports() const {
        std::vector<std::uint16_t> ports;
        for (std::uint16_t index = 0; index < world_->system_count(); ++index) {
            ports.push_back(world_->url(SystemId{index}).port);
        }
        return ports;
    }
    [[nodiscard]] std::vector<ServedSystem> systems() const {
        std::vector<ServedSystem> systems;
        const auto& all = loaded_.scenario.landscape.systems;
        for (std::uint16_t index = 0; index < all.size(); ++index) {
            systems.push_back(
                {.name = all[index].name,
                 .kind = std::string{kind_name(all[index])},
                 .url = world_->url(SystemId{index}).text(),
                 .is_elsewhere = SystemId{index} == loaded_.plan.roles.runtime ||
                                 !all[index].external.url.empty()}
            );
        }
        return systems;
    }

    [[nodiscard]] LiveControl& live() { return *live_; }
    [[nodiscard]] OpenWorld open_world() const {
        return {
            .world = *world_,
            .scenario = loaded_.scenario,
            .plan = loaded_.plan,
            .demand = demand_,
            .statistics = loaded_.workload.statistics,
            .end = driven_ ? end_ : Instant::max(),
            .is_driven = driven_};
    }

    // Between two Steps.
    [[nodiscard]] std::string status_json() const {
        const Instant now = world_->now();
        const auto due = std::ranges::upper_bound(demand_->orders, now, {}, &DemandOrder::at);
        Json json;
        json["scenario"] = driven_ ? loaded_.scenario.name : "";
        json["driven"] = driven_;
        json["now_ns"] = now.time_since_epoch().count();
        json["end_ns"] = end_.time_since_epoch().count();
        json["settled"] = driven_ && now >= end_;
        json["orders"] = demand_->orders.size();
        json["orders_due"] = due - demand_->orders.begin();
        const live::RealWorldHealth health = world_->health();
        json["late_p99_us"] = health.late_p99.count() / 1'000;
        return json.dump() + "\n";
    }
    [[nodiscard]] std::string systems_json() const {
        Json json = Json::array();
        for (const ServedSystem& system : systems()) {
            json.push_back(
                {{"name", system.name},
                 {"kind", system.kind},
                 {"url", system.url},
                 {"elsewhere", system.is_elsewhere}}
            );
        }
        return json.dump() + "\n";
    }
    [[nodiscard]] std::string verdict_json() const { return verdict_json_with({}); }
    /// `elsewhere`: the books of an external Odoo.
    [[nodiscard]] std::string verdict_json_with(const Books& elsewhere) const {
        Books books = gather_books(*world_, world_->system_count());
        append_odoo_books(elsewhere, books);
        const Evidence evidence{
            .books = books,
            .demand = *demand_,
            .index = OrderIndex{books},
            .odoo = loaded_.plan.roles.odoo,
            .wms = loaded_.plan.roles.wms,
            .settled = driven_ && world_->now() >= end_};
        const RunStatus status{.now = world_->now()};
        Verdict verdict = judge(
            loaded_.scenario,
            loaded_.plan,
            loaded_.workload.statistics,
            evidence,
            {.status = status,
             .fingerprint = world_->fingerprint(),
             .traffic = world_->traffic(),
             .counts = world_->system_counts(),
             .fault_hits = world_->fault_hits()}
        );
        verdict.repeat_command = "drydock drive " + loaded_.scenario.file;
        return to_json(verdict);
    }

    /// What to read of an external Odoo now.
    [[nodiscard]] BooksReaderThread::Wish books_wish() const {
        return {
            .demand = demand_,
            .self = loaded_.plan.roles.odoo,
            .since = loaded_.plan.calendar.instant_of(loaded_.scenario.workload.from),
            .clock = {world_->now(), std::chrono::steady_clock::now()}};
    }

private:
    /// Without customers, unless it is driven: the goods stay.
    static std::shared_ptr<const Demand> demand_of(const LoadedScenario& loaded, bool driven) {
        Demand demand = loaded.workload.demand;
        if (!driven) {
            demand.orders.clear();
            demand.reversals.clear();
            demand.receipts.clear();
        }
        return std::make_shared<const Demand>(std::move(demand));
    }

    const LoadedScenario& loaded_;
    std::shared_ptr<const Demand> demand_;
    std::unique_ptr<live::RealWorld> world_;
    Instant opening_{};  ///< Of the scenario's window.
    Instant end_{};
    bool driven_ = false;
    std::optional<LiveControl> live_;
    std::unique_ptr<Readiness> readiness_;  ///< Last: it speaks to the World.
};

/// The control API: answers on the World's thread, so that books are those between two Steps.
class Control {
public:
    Control(std::string token, const Externals& externals) : token_{std::move(token)} {
        if (externals.odoo) {
            books_reader_.emplace(externals);
        }
    }

    [[nodiscard]] expected<void, std::string> open(
        std::uint16_t port, const std::optional<live::http::ServerIdentity>& identity
    ) {
        live::http::ServerSettings settings;
        settings.port = port;
        settings.identity = identity;
        settings.connection_count_max = 64;
        settings.limits.body_size_max_bytes = std::size_t{64} * 1'024;
        auto server = live::http::Server::open(
            threads_,
            settings,
            [this](Request&& request, Answerer&& answerer) {
                on_request(std::move(request), std::move(answerer));
            }
        );
        if (!server) {
            return unexpected{"control: " + server.error()};
        }
        server_ = std::move(*server);
        secure_ = identity.has_value();
        return {};
    }
    [[nodiscard]] std::string url() const {
        return fmt::format("{}://127.0.0.1:{}", secure_ ? "https" : "http", server_->port());
    }

    /// Whose questions are answered from now on; null between two.
    void attend(Served* served) {
        const std::lock_guard lock{mutex_};
        served_ = served;
    }

    /// Somebody wants this scenario driven.
    struct Wish {
        std::string file{};
        Answerer answerer{};
    };
    [[nodiscard]] std::optional<Wish> take_wish() {
        const std::lock_guard lock{mutex_};
        return std::exchange(wish_, std::nullopt);
    }
    [[nodiscard]] bool wished() {
        const std::lock_guard lock{mutex_};
        return wish_.has_value();
    }

private:
    using Question = std::string (Served::*)() const;

    void on_request(Request&& request, Answerer&& answerer) {
        if (!authorised(request.header("Authorization"))) {
            answerer.answer(problem(401, "the token of the control API is wanted"));
            return;
        }
        const std::string_view path = path_of(request.path);
        const bool get = request.method == Method::get;
        if (get && path == "/status") {
            ask(&Served::status_json, std::move(answerer));
        } else if (get && path == "/systems") {
            ask(&Served::systems_json, std::move(answerer));
        } else if (get && path == "/verdict" && books_reader_) {
            ask_with_books(std::move(answerer));
        } else if (get && path == "/verdict") {
            ask(&Served::verdict_json, std::move(answerer));
        } else if (request.method == Method::post && path == "/drive") {
            wish(request, std::move(answerer));
        } else if (LiveControl::knows(request)) {
            const std::lock_guard lock{mutex_};
            if (served_ == nullptr) {
                answerer.answer(problem(503, "the landscape is being set up"));
                return;
            }
            served_->live().handle(std::move(request), std::move(answerer));
        } else {
            answerer.answer(problem(404, "no such resource"));
        }
    }

    /// Compares hashes: how long that takes says nothing about the token.
    [[nodiscard]] bool authorised(std::string_view authorization) const {
        return hmac_sha256(token_, authorization) == hmac_sha256(token_, "Bearer " + token_);
    }

    /// Has `task` done between two Steps; 503 while there is nobody to ask.
    void between_steps(
        const std::shared_ptr<Answerer>& kept, const std::function<void(const Served&)>& task
    ) {
        const std::lock_guard lock{mutex_};
        if (served_ == nullptr) {
            kept->answer(problem(503, "the landscape is being set up"));
            return;
        }
        served_->world().between_steps([served = served_, task] { task(*served); });
    }

    void ask(Question question, Answerer&& answerer) {
        // Tasks are copied, the right to answer is not.
        auto kept = std::make_shared<Answerer>(std::move(answerer));
        between_steps(kept, [question, kept](const Served& served) {
            kept->answer(json_response(200, (served.*question)()));
        });
    }

    /// As ask() for the verdict, when the books of an external Odoo have come.
    void ask_with_books(Answerer&& answerer) {
        auto kept = std::make_shared<Answerer>(std::move(answerer));
        between_steps(kept, [this, kept](const Served& served) {
            const auto judge = [this, kept](expected<Books, std::string>&& books) {
                if (!books) {
                    kept->answer(problem(502, books.error()));
                    return;
                }
                auto elsewhere = std::make_shared<const Books>(std::move(*books));
                between_steps(kept, [elsewhere, kept](const Served& asked) {
                    kept->answer(json_response(200, asked.verdict_json_with(*elsewhere)));
                });
            };
            if (!books_reader_->read(served.books_wish(), judge)) {
                kept->answer(problem(409, "another verdict is being judged"));
            }
        });
    }

    void wish(const Request& request, Answerer&& answerer) {
        const std::string_view file = request.body["scenario"].string();
        const std::lock_guard lock{mutex_};
        if (file.empty()) {
            answerer.answer(problem(422, "\"scenario\" is to name a file"));
        } else if (wish_) {
            answerer.answer(problem(409, "another scenario is about to be driven"));
        } else {
            wish_.emplace(Wish{std::string{file}, std::move(answerer)});
        }
    }

    const std::string token_;
    std::mutex mutex_;
    Served* served_ = nullptr;    ///< Under `mutex_`.
    std::optional<Wish> wish_{};  ///< Under `mutex_`.
    live::http::IoThreads threads_{1};
    std::unique_ptr<live::http::Server> server_;
    bool secure_ = false;
    std::optional<BooksReaderThread> books_reader_;  ///< Gone first: it answers.
};

/// The scenario of a wish, or nothing: then its sender has been told why.
std::optional<LoadedScenario> load(
    Control::Wish& wish, const Scenario& served, const ServedHooks& hooks
) {
    auto loaded = hooks.load(wish.file);
    if (!loaded) {
        wish.answerer.answer(problem(422, loaded.error()));
        return std::nullopt;
    }
    if (!same_systems(loaded->scenario, served)) {
        wish.answerer.answer(problem(
            422, "that scenario has other systems than this landscape: serve its own with mocks"
        ));
        return std::nullopt;
    }
    return std::move(*loaded);
}

}  // namespace

expected<void, std::string> serve_landscape(
    LoadedScenario first, const ServedLandscapeSettings& settings, const ServedHooks& hooks
) {
    LoadedScenario loaded = std::move(first);
    Control control{settings.control_token, settings.externals};
    if (auto opened = control.open(settings.control_port, settings.identity); !opened) {
        return opened;
    }
    auto ports = ports_from(settings.first_port, loaded.scenario.landscape.systems.size());
    std::optional<Control::Wish> wish;
    bool driven = false;
    while (!hooks.stops()) {
        auto served = std::make_unique<Served>(loaded, settings, ports, driven);
        live::RealWorld& world = served->world();
        if (auto listening = world.listen(); !listening) {
            return listening;
        }
        ports = served->ports();
        if (driven) {
            if (auto asked = served->await(settings); !asked) {
                return asked;
            }
        }
        std::optional<LoadedScenario> next;
        if (hooks.onlooker.opened) {
            hooks.onlooker.opened(served->open_world());
        }
        control.attend(served.get());
        if (wish) {
            wish->answerer.answer(json_response(202, "{\"driven\": true}\n"));
            wish.reset();
        } else if (!driven) {
            hooks.ready({.systems = served->systems(), .control_url = control.url()});
        }
        while (!next && !hooks.stops()) {
            world.watch(1'000, [&](const RunStatus&) {
                return hooks.stops() || control.wished() ? RunDecision::stop : RunDecision::go_on;
            });
            world.run_until(Instant::max());
            if (!world.failure().empty()) {
                return unexpected{world.failure()};
            }
            if ((wish = control.take_wish())) {
                next = load(*wish, loaded.scenario, hooks);
            }
        }
        control.attend(nullptr);
        if (hooks.onlooker.closes) {
            hooks.onlooker.closes();
        }
        served.reset();
        if (next) {
            driven = true;
            loaded = std::move(*next);
        }
    }
    return {};
}

}  // namespace drydock::harness
