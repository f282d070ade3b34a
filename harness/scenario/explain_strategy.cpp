#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "harness/scenario/explain.hpp"
#include "harness/scenario/unit_text.hpp"

namespace drydock::harness {

namespace {

using integration::Strategy;

class Sentences {
public:
    template <class... Arguments>
    void add(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(text_), "  ");
        fmt::format_to(std::back_inserter(text_), text, std::forward<Arguments>(arguments)...);
        text_ += '\n';
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

void explain_ingest(const Strategy& strategy, Sentences& say) {
    const Strategy::Ingest& ingest = strategy.ingest;
    if (!ingest.webhooks) {
        say.add("Webhooks are acknowledged and left: partners' lists are read instead.");
    } else if (ingest.inline_work) {
        say.add("Webhooks are worked off before they are answered; nothing is kept.");
    } else {
        say.add("Webhooks are answered as soon as they are durable; the work comes later.");
    }
    say.add(
        "The marketplace is polled every {}, looking back {}.",
        write_duration(ingest.marketplace_poll_interval),
        write_duration(ingest.overlap)
    );
    if (ingest.reconcile) {
        say.add(
            "Every {} the storefront's and the warehouse's own lists are read, for lost events.",
            write_duration(ingest.reconcile_interval)
        );
    } else {
        say.add("An event that gets lost stays lost: nothing is reconciled.");
    }
}

void explain_protections(const Strategy& strategy, Sentences& say) {
    if (strategy.dedup.enabled) {
        say.add(
            "An event has one effect however often it comes, within {}.",
            write_duration(strategy.dedup.horizon)
        );
    } else {
        say.add("An event that comes twice has its effect twice.");
    }
    if (strategy.look_up.enabled) {
        say.add(
            "A call with unknown outcome is looked up after {} before it is made again.",
            write_duration(strategy.look_up.wait)
        );
        if (strategy.look_up.again_after > Duration::zero()) {
            say.add(
                "{} after a sale order or label was made, one that is there twice is taken back.",
                write_duration(strategy.look_up.again_after)
            );
        }
    } else {
        say.add("A call with unknown outcome is simply made again.");
    }
    if (strategy.lanes.enabled) {
        say.add(
            "Events of one order are worked off one by one; one before its order waits up to {}.",
            write_duration(strategy.lanes.orphan_wait)
        );
    } else {
        say.add("Events of one order may overtake each other.");
    }
    if (strategy.admission.enabled) {
        say.add(
            "New orders are refused with 429 while {} wait for Odoo.",
            strategy.admission.queue_length_max
        );
    } else {
        say.add("New orders are taken however many wait for Odoo.");
    }
}

void explain_calls(const Strategy& strategy, Sentences& say) {
    const Strategy::Retry& retry = strategy.retry;
    say.add(
        "A failed call is tried {} times in all, with delays from {} up to {}.",
        retry.attempts_max,
        write_duration(retry.base),
        write_duration(retry.cap)
    );
    if (retry.later.empty()) {
        say.add("Then it is given up.");
    } else {
        say.add(
            "Then {} times more over hours, at last after {}; then a person has to look.",
            retry.later.size(),
            write_duration(retry.later.back())
        );
    }
    say.add("Retries are at most {}% of a partner's calls.", retry.budget_percent);
    if (strategy.limiter.enabled) {
        say.add(
            "At most {} calls to a partner are out at once, fewer when it drops some.",
            strategy.limiter.concurrency_max
        );
    } else {
        say.add("There is no limit on calls that are out at once.");
    }
    if (strategy.breaker.enabled) {
        say.add(
            "A partner that fails {}% of its last {} calls is left alone for {} to {}.",
            strategy.breaker.failure_percent,
            strategy.breaker.calls_min,
            write_duration(strategy.breaker.open),
            write_duration(strategy.breaker.open_max)
        );
    } else {
        say.add("A partner that fails is called all the same.");
    }
    say.add(
        "Answers are awaited for {} (Odoo), {} (WMS), {} (carrier) and {} (channels).",
        write_duration(strategy.timeouts.odoo),
        write_duration(strategy.timeouts.wms),
        write_duration(strategy.timeouts.carrier),
        write_duration(strategy.timeouts.channel)
    );
}

void explain_business(const Strategy& strategy, Sentences& say) {
    say.add(
        "Stock is published every {}, {} units of each product held back.",
        write_duration(strategy.stock.publish_interval),
        strategy.stock.buffer_units
    );
    say.add(
        "Lines above {} units{} wait for a person.",
        strategy.hold.units_max,
        strategy.hold.test_orders ? " and test orders" : ""
    );
    if (strategy.units.enabled) {
        say.add("What the warehouse counts in cases is converted into pieces.");
    } else {
        say.add("The warehouse's numbers are taken for pieces, whatever their unit.");
    }
    say.add(
        "Units that the warehouse cannot find are {}.",
        strategy.short_pick == integration::ShortPickPolicy::backorder ? "backordered" : "cancelled"
    );
}

}  // namespace

std::string explain_strategy(const Strategy& strategy) {
    Sentences say;
    explain_ingest(strategy, say);
    explain_protections(strategy, say);
    explain_calls(strategy, say);
    explain_business(strategy, say);
    return say.take();
}

}  // namespace drydock::harness
