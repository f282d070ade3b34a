#include "harness/contract/live_limits.hpp"

#include <algorithm>
#include <array>

#include "harness/contract/evidence.hpp"
#include "harness/contract/references.hpp"

namespace drydock::harness::contract {

namespace {

/// Models of the system itself: users, rights, settings, places.
constexpr auto settings_models = std::to_array<std::string_view>({
    "account.account",
    "account.journal",
    "account.tax",
    "res.company",
    "res.country",
    "res.currency",
    "res.groups",
    "res.lang",
    "res.users",
    "stock.location",
    "stock.picking.type",
    "stock.warehouse",
});

bool is_setting(std::string_view model) {
    return model.starts_with("ir.") ||
           std::find(settings_models.begin(), settings_models.end(), model) !=
               settings_models.end();
}

}  // namespace

std::string kept_from_live(const Call& call) {
    if (call.service == "db") {
        return "needs a server of its own: it asks for databases";
    }
    if (!call.of_model()) {
        return {};
    }
    if (is_setting(call.model) && !only_looks(call.method)) {
        return "needs a database of its own: it changes " + call.model;
    }
    if (call.model == "stock.quant" && call.method == "action_view_inventory") {
        return "needs a database of its own: it merges all quants";
    }
    const bool lists = call.method.starts_with("search") || call.method == "web_search_read" ||
                       call.method.find("read_group") != std::string::npos;
    if (lists &&
        (domain_of(call).is_null() || domain_of(call).empty() || call.model == "ir.sequence")) {
        return "needs a database of its own: it lists all of " + call.model;
    }
    return {};
}

}  // namespace drydock::harness::contract
