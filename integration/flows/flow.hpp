#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/exchange.hpp"
#include "integration/connectors/odoo/odoo_calls.hpp"
#include "integration/delivery/answer.hpp"
#include "integration/flows/job.hpp"
#include "integration/model/catalogue.hpp"
#include "integration/model/stock.hpp"
#include "integration/runtime_settings.hpp"

namespace drydock::integration {

/// All that a step may look at.
struct StepView {
    const RuntimeSettings& settings;
    const odoo::Session& odoo;
    const Catalogue& catalogue;
    const Order& order;
    const Job& job;
    std::int64_t partner = 0;  ///< Odoo's id of the order's customer; 0 while unknown.
};

/// All that what a step learnt may change. Nothing else of an order changes anywhere else.
struct StepEffect {
    Order& order;
    Job& job;
    Stock& stock;
    const Catalogue& catalogue;
    std::int64_t& partner;
};

/// One call of a flow: when it is needed, how it is made, what its answer means, and how to find
/// out whether it was done when there is no answer.
struct FlowStep {
    std::string_view name{};  ///< As exceptions name it: "create sale order".
    Party party = Party::odoo;
    std::string_view owner{};  ///< Who has to act when it is rejected.
    /// Null: always.
    bool (*needed)(const StepView&) = nullptr;
    Request (*call)(const StepView&) = nullptr;
    Reading (*read)(const StepView&, const Response&) = nullptr;
    /// Null: nothing is learnt.
    void (*apply)(const StepEffect&, const Facts&) = nullptr;
    /// Null: the call may be repeated, its peer does the same thing once.
    Request (*look_up)(const StepView&) = nullptr;
    /// done with the same facts as `read`, or absent; then `facts.text` becomes Job::version.
    Reading (*found)(const StepView&, const Response&) = nullptr;
    /// Not null and true: look up before the first call, for what the call has to know.
    bool (*look_first)(const StepView&) = nullptr;
    /// Null: `look_up` holds for every partner. Else false where this one does the same thing once.
    bool (*look_up_needed)(const StepView&) = nullptr;
    /// A rejection may say that it was done before: look up before giving up.
    bool rejected_when_repeated = false;
    /// Jobs of one customer take this step one after another, so that a customer is made once.
    bool one_per_customer = false;
};

/// The steps of a kind of job, in order. Each flow is one table in a file of its own.
[[nodiscard]] std::span<const FlowStep> flow_of(JobKind kind);
[[nodiscard]] std::string_view to_text(JobKind kind);

}  // namespace drydock::integration
