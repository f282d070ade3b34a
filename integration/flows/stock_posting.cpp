#include <array>

#include "integration/flows/steps.hpp"

/// Goods in and stock corrections: one Odoo picking each, found again by its origin.
namespace drydock::integration {

namespace {

const std::array post_stock{
    FlowStep{
        .name = "create stock posting",
        .owner = "inventory control",
        .call =
            [](const StepView& at) {
                return odoo::create_stock_posting(
                    at.odoo,
                    static_cast<odoo::StockPostingKind>(at.job.number),
                    at.job.key,
                    at.job.lines,
                    at.catalogue
                );
            },
        .read = [](const StepView&, const Response& response) { return odoo::read_id(response); },
        .apply = [](const StepEffect& on, const Facts& facts) { on.job.picking = facts.first; },
        .look_up = [](const StepView& at) { return odoo::find_stock_posting(at.odoo, at.job.key); },
        .found = [](const StepView&,
                    const Response& response) { return odoo::read_first_id(response); }},
    FlowStep{steps::validate_picking},
};

}  // namespace

std::span<const FlowStep> post_stock_flow() {
    return post_stock;
}

}  // namespace drydock::integration
