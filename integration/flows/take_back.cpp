#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "integration/connectors/carrier/carrier_calls.hpp"
#include "integration/flows/flow.hpp"

/// What a late or repeated request made a second time is taken back. Each flow is one table.
namespace drydock::integration {

namespace {

/// Twins that one job takes back; with more, something else is wrong, and a person has to look.
/// Twice what a request is tried in line (strategy.retry.attempts_max, 8): a restart tries it
/// again.
constexpr std::size_t twins_max = 16;

template <std::size_t place>
bool has_twin(const StepView& at) {
    return at.job.twins.size() > place;
}

/// A list of words as the text of one record, and back.
std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
        text += text.empty() ? word : "," + word;
    }
    return text;
}
std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        words.emplace_back(text.substr(0, comma));
        text = comma == std::string_view::npos ? std::string_view{} : text.substr(comma + 1);
    }
    return words;
}

Reading read_twins(std::vector<std::string> twins, std::string_view what) {
    if (twins.size() > twins_max) {
        return Reading::rejected(fmt::format("{} {} too many", twins.size(), what));
    }
    Reading reading = Reading::done(static_cast<std::int64_t>(twins.size()));
    reading.facts.text = joined(twins);
    return reading;
}

void keep_twins(const StepEffect& on, const Facts& facts) {
    on.job.twins = parted(facts.text);
}

constexpr FlowStep look_for_orders{
    .name = "look for doubled sale orders",
    .owner = "sales",
    .call = [](const StepView& at) { return odoo::find_sale_order(at.odoo, at.job.key); },
    .read =
        [](const StepView& at, const Response& response) {
            odoo::Result result = odoo::read_result(response);
            if (!result.ok()) {
                return std::move(result.reading);
            }
            std::vector<std::string> twins;
            for (const Value order : result.value) {
                const std::int64_t id = order["id"].integer_or(0);
                if (id != at.job.number && order["state"].string() != "cancel") {
                    twins.push_back(fmt::format("{}", id));
                }
            }
            return read_twins(std::move(twins), "sale orders");
        },
    .apply = keep_twins};

template <std::size_t place>
constexpr FlowStep cancel_order{
    .name = "cancel doubled sale order",
    .owner = "sales",
    .needed = has_twin<place>,
    .call = [](const StepView& at
            ) { return odoo::cancel_sale_order(at.odoo, std::stoll(at.job.twins[place])); },
    .read = [](const StepView&, const Response& response) { return odoo::read_any(response); }};

constexpr FlowStep look_for_labels{
    .name = "look for doubled labels",
    .party = Party::carrier,
    .owner = "shipping",
    .call = [](const StepView& at) { return carrier::find_label(at.settings.carrier, at.job.key); },
    .read =
        [](const StepView& at, const Response& response) {
            auto others = carrier::other_labels(response, at.job.text);
            return others ? read_twins(*std::move(others), "labels") : std::move(others.error());
        },
    .apply = keep_twins};

template <std::size_t place>
constexpr FlowStep void_label{
    .name = "void doubled label",
    .party = Party::carrier,
    .owner = "shipping",
    .needed = has_twin<place>,
    .call = [](const StepView& at
            ) { return carrier::void_label(at.settings.carrier, at.job.twins[place]); },
    .read = [](const StepView&,
               const Response& response) { return carrier::read_voided(response); }};

template <std::size_t... place>
constexpr auto order_steps(std::index_sequence<place...>) {
    return std::array{look_for_orders, cancel_order<place>...};
}
template <std::size_t... place>
constexpr auto label_steps(std::index_sequence<place...>) {
    return std::array{look_for_labels, void_label<place>...};
}
constexpr auto take_back_orders = order_steps(std::make_index_sequence<twins_max>{});
constexpr auto take_back_labels = label_steps(std::make_index_sequence<twins_max>{});

}  // namespace

std::span<const FlowStep> take_back_orders_flow() {
    return take_back_orders;
}
std::span<const FlowStep> take_back_labels_flow() {
    return take_back_labels;
}

}  // namespace drydock::integration
