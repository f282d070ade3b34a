#include "harness/campaign/story.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "harness/rehearsal/rehearsal_plan.hpp"
#include "harness/verdict/verdict.hpp"

namespace drydock::harness {

namespace {

std::string_view verb(Method method) {
    constexpr std::array<std::string_view, 5> verbs{"GET", "POST", "PUT", "PATCH", "DELETE"};
    return verbs.at(static_cast<std::size_t>(method));
}

/// The natural key that a body carries, wherever its system puts it; empty for none.
std::string_view key_in(Value body) {
    for (const Key name : {Key{"reference"}, Key{"name"}, Key{"packageReferenceId"}}) {
        if (const Value value = body[name]; value.is_string()) {
            return value.string();
        }
    }
    const Value fulfilment = body["fulfillment"]["reference"];
    return fulfilment.is_string() ? fulfilment.string() : body["result"]["reference"].string();
}

/// "sale.order.create 536365", or "POST /orders 536365".
std::string describe_request(const Request& request) {
    const Value arguments = request.body["params"]["args"];
    if (arguments.is_array()) {
        const Value positional = arguments.at(5);
        const Value first = positional.at(0);
        std::string text = fmt::format("{}.{}", arguments.at(3).string(), arguments.at(4).string());
        if (const Value reference = first["client_order_ref"]; reference.is_string()) {
            text += fmt::format(" {}", reference.string());
        } else if (first.is_array() && first.at(0).is_number()) {
            text += fmt::format(" {}", first.at(0).integer_or(0));
        }
        return text;
    }
    std::string text = fmt::format("{} {}", verb(request.method), path_of(request.path));
    if (const auto topic = request.header("X-Shopify-Topic"); !topic.empty()) {
        text += fmt::format(" {}", topic);
    } else if (const auto other = request.header("X-WC-Webhook-Topic"); !other.empty()) {
        text += fmt::format(" {}", other);
    } else if (const Value in_body = request.body["topic"]; in_body.is_string()) {
        text += fmt::format(" {}", in_body.string());
    }
    if (const std::string_view key = key_in(request.body.root()); !key.empty()) {
        text += fmt::format(" {}", key);
    }
    return text;
}

/// Whether a request is there to change something about an order, a parcel or goods.
bool changes(const Request& request) {
    const Value arguments = request.body["params"]["args"];
    if (arguments.is_array()) {
        const std::string_view method = arguments.at(4).string();
        return !method.starts_with("search") && !method.starts_with("read") && !method.empty();
    }
    const std::string_view path = path_of(request.path);
    const bool publishes = path.find("inventory") != std::string_view::npos ||
                           path.find("feed") != std::string_view::npos;
    return request.method != Method::get && !publishes && path != "/jsonrpc";
}

/// "answered 200", "refused: Some orders are ...", "timed out: done or not, nobody knows".
std::string describe_outcome(const Outcome& outcome) {
    switch (outcome.delivery) {
        case Delivery::refused:
            return "no connection";
        case Delivery::reset_before_sent:
            return "cut off before it was sent";
        case Delivery::reset_after_sent:
            return "cut off unanswered: done or not, the caller cannot know";
        case Delivery::timed_out:
            return "not answered in time: done or not, the caller cannot know";
        case Delivery::answered:
            break;
    }
    const Value error = outcome.response.body["error"];
    if (error.is_object() && error["data"]["message"].is_string()) {
        const std::string_view message = error["data"]["message"].string();
        return fmt::format("refused: {}", message.substr(0, message.find('\n')));
    }
    return fmt::format("{}", outcome.response.status);
}

bool failed(const Outcome& outcome) {
    return !outcome.answered() || !outcome.response.success() ||
           outcome.response.body["error"].is_object();
}

}  // namespace

Story::Story(const Scenario& scenario, std::size_t lines_max)
    : calendar_{{scenario.workload.from.year, scenario.workload.from.month, scenario.workload.from.day}},
      lines_max_{lines_max} {
    for (const SystemSpec& system : scenario.landscape.systems) {
        systems_.push_back(system.name);
    }
    for (const FaultSpec& fault : scenario.faults) {
        const std::string where = fault.sender.empty()
                                      ? fault.system
                                      : fmt::format("{} -> {}", fault.sender, fault.system);
        const std::string name = fmt::format("{} ({}, {})", fault.id, to_text(fault.kind), where);
        lines_.push_back({calendar_.instant_of(fault.from), "fault begins: " + name, true});
        lines_.push_back({calendar_.instant_of(fault.to), "fault ends: " + name, true});
    }
}

void Story::add(Instant at, std::string text) {
    if (lines_.size() >= lines_max_) {
        ++lines_left_out_;
        return;
    }
    lines_.push_back({at, std::move(text), false});
}

void Story::on_step(std::uint64_t, std::uint64_t, const sim::StepView& view) {
    const std::string& self = systems_.at(view.system.value);
    if (view.input == sim::InputKind::start && view.now > Instant{}) {
        add(view.now, fmt::format("{} starts again from its records", self));
    }
    if (view.input == sim::InputKind::request && changes(*view.request)) {
        add(view.now, fmt::format("{} handles {}", self, describe_request(*view.request)));
    }
    if (view.input == sim::InputKind::outcome) {
        const auto call = open_.find({view.system.value, view.outcome->call.value});
        if (call != open_.end()) {
            if (call->second.changes || failed(*view.outcome)) {
                add(view.now,
                    fmt::format(
                        "{}: {} ({})",
                        call->second.what,
                        describe_outcome(*view.outcome),
                        duration_text(view.now - call->second.since)
                    ));
            }
            open_.erase(call);
        }
    }
    for (const Call& call : view.step.calls) {
        open_[{view.system.value, call.id.value}] = {
            fmt::format(
                "{} -> {} {}",
                self,
                systems_.at(call.request.to.value),
                describe_request(call.request)
            ),
            view.now,
            changes(call.request)};
    }
}

std::string Story::text(const StoryPart& part) const {
    std::vector<const Line*> lines;
    for (const Line& line : lines_) {
        lines.push_back(&line);
    }
    std::ranges::stable_sort(lines, {}, &Line::at);
    const auto names = [](const std::string& key) {
        return [&key](const Line* line) { return line->text.find(key) != std::string::npos; };
    };
    if (!part.until.empty()) {
        const auto last = std::find_if(lines.rbegin(), lines.rend(), names(part.until));
        if (last != lines.rend()) {
            lines.erase(last.base(), lines.end());
        }
    }
    if (!part.about.empty()) {
        std::erase_if(lines, [named = names(part.about)](const Line* line) {
            return !line->is_fault && !named(line);
        });
    }
    std::string text;
    for (const Line* const line : lines) {
        const auto millis = line->at.time_since_epoch().count() / 1'000'000 % 1'000;
        text += fmt::format(
            "{}.{:03}  {}\n", to_odoo_text(calendar_.date_time_of(line->at)), millis, line->text
        );
    }
    if (lines_left_out_ > 0) {
        text += fmt::format("... {} more lines\n", lines_left_out_);
    }
    return text;
}

}  // namespace drydock::harness
