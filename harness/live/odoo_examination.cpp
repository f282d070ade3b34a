#include "harness/live/odoo_examination.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/live/external_odoo.hpp"

namespace drydock::harness {

namespace {

using Result = DoctorFinding::Result;

/// Models that the runtime or the books need, and the module that brings each.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> models_needed{
    {{"sale.order", "sale_management"},
     {"stock.picking", "stock"},
     {"stock.quant", "stock"},
     {"account.move", "account"},
     {"product.product", "product"},
     {"res.partner", "base"}}};

/// Numbers of orders that are looked for at once.
constexpr std::size_t numbers_a_question = 500;

/// Looks at one Odoo; each look needs that the ones before were good.
class OdooExamination {
public:
    OdooExamination(OdooAccess& odoo, const Demand& demand, FindingNotes& notes)
        : odoo_{odoo}, demand_{demand}, notes_{notes} {}

    void look() {
        look_at_version();
        if (const auto in = odoo_.log_in(); !in) {
            notes_.add("credentials", Result::bad, in.error().detail);
            return;
        }
        notes_.add(
            "credentials",
            Result::good,
            fmt::format(
                "user \"{}\" is let into \"{}\"", odoo_.account().user, odoo_.account().database
            )
        );
        look_at_marker();
        if (look_at_rights()) {
            look_at_products();
            look_for_orders();
        }
    }

private:
    void look_at_version();
    void look_at_marker();
    [[nodiscard]] bool look_at_rights();
    void look_at_products();
    void look_for_orders();
    [[nodiscard]] bool has_test_parameter();

    OdooAccess& odoo_;
    const Demand& demand_;
    FindingNotes& notes_;
};

void OdooExamination::look_at_version() {
    // Source: the releases that the mock is held to recordings of.
    const bool known = odoo_.series() == "18.0" || odoo_.series() == "19.0";
    notes_.add(
        "version",
        known ? Result::good : Result::warning,
        fmt::format(
            "Odoo {}{}", odoo_.series(), known ? "" : "; the runtime is made for 18.0 and 19.0"
        )
    );
}

bool OdooExamination::has_test_parameter() {
    const auto answer = odoo_.execute(
        "ir.config_parameter",
        "get_param",
        [](DocumentWriter& out) { out.add(test_parameter); },
        [](DocumentWriter&) {}
    );
    // Only administrators may read it; for everybody else the name has to say it.
    const std::string_view value = answer ? (*answer)["result"].string() : "";
    return value == "True" || value == "true" || value == "1";
}

void OdooExamination::look_at_marker() {
    const std::string& database = odoo_.account().database;
    if (is_test_name(database)) {
        notes_.add("test database", Result::good, fmt::format("\"{}\" says so", database));
    } else if (has_test_parameter()) {
        notes_.add("test database", Result::good, fmt::format("{} says so", test_parameter));
    } else {
        notes_.add_forceable(
            "test database",
            fmt::format(
                "nothing says that \"{}\" is one for tests: give it a name with the word test, "
                "staging or demo in it, or set its system parameter {} to True",
                database,
                test_parameter
            )
        );
    }
}

bool OdooExamination::look_at_rights() {
    std::string missing;
    for (const auto& [model, module] : models_needed) {
        const auto answer = odoo_.execute(
            model,
            "search_count",
            [](DocumentWriter& out) {
                out.begin_array();
                out.end();
            },
            [](DocumentWriter&) {}
        );
        if (!answer) {
            missing += fmt::format(
                "{}{} (module {}): {}",
                missing.empty() ? "" : "; ",
                model,
                module,
                answer.error().detail
            );
        }
    }
    notes_.add(
        "rights",
        missing.empty() ? Result::good : Result::bad,
        missing.empty() ? "all models that are needed can be read" : missing
    );
    return missing.empty();
}

void OdooExamination::look_at_products() {
    const auto products = read_odoo_products(odoo_, demand_);
    if (!products) {
        notes_.add("products", Result::bad, products.error().detail);
        return;
    }
    const bool all = products->size() >= demand_.products.size();
    notes_.add(
        "products",
        all                 ? Result::good
        : products->empty() ? Result::bad
                            : Result::warning,
        fmt::format(
            "{} of the scenario's {} SKUs are there as default_code{}",
            products->size(),
            demand_.products.size(),
            all ? "" : "; orders with one of the others will wait for a person"
        )
    );
}

void OdooExamination::look_for_orders() {
    std::int64_t known = 0;
    for (std::size_t begin = 0; begin < demand_.orders.size(); begin += numbers_a_question) {
        const std::size_t end = std::min(begin + numbers_a_question, demand_.orders.size());
        const auto answer = odoo_.execute(
            "sale.order",
            "search_count",
            [&](DocumentWriter& out) {
                out.begin_array();
                out.begin_array();
                out.add("client_order_ref");
                out.add("in");
                out.begin_array();
                for (std::size_t index = begin; index < end; ++index) {
                    out.add(demand_.orders[index].number);
                }
                out.end();
                out.end();
                out.end();
            },
            [](DocumentWriter&) {}
        );
        if (!answer) {
            notes_.add("orders", Result::bad, answer.error().detail);
            return;
        }
        known += (*answer)["result"].integer_or(0);
    }
    if (known == 0) {
        notes_.add("orders", Result::good, "none of the scenario's orders is there yet");
        return;
    }
    notes_.add_forceable(
        "orders",
        fmt::format(
            "{} of the scenario's orders are there already: begin with a fresh copy of the "
            "database, or the verdict mixes two runs",
            known
        )
    );
}

}  // namespace

void examine_odoo(OdooAccess& odoo, const Demand& demand, FindingNotes& notes) {
    OdooExamination{odoo, demand, notes}.look();
}

}  // namespace drydock::harness
