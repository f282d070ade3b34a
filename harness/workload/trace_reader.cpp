#include "harness/workload/trace_reader.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <optional>
#include <unordered_set>

#include <fmt/format.h>

#include "core/hash.hpp"
#include "harness/workload/csv.hpp"
#include "harness/workload/line_source.hpp"

namespace drydock::harness {

namespace {

constexpr std::size_t malformed_kept_max = 20;
/// A share of broken lines means little before this many lines were read.
constexpr std::uint64_t lines_before_share = 1'000;
/// Lines of invoices of one minute may be interleaved (five are, in the real trace).
constexpr std::size_t open_invoices_max = 16;

enum Column : std::size_t {
    invoice_number,
    stock_code,
    quantity,
    invoice_date,
    price,
    customer,
    country
};
constexpr std::array<std::string_view, 7> column_names{
    "invoice", "stock_code", "quantity", "invoice_date", "price", "customer_id", "country"};

/// The lines of one invoice, until it is known what it is.
struct Invoice {
    std::string number;
    Instant at;
    std::uint64_t customer = 0;
    std::string country;
    std::vector<DemandLine> lines;  ///< Quantities of any sign.
};

class TraceReader {
public:
    TraceReader(std::string path, const WorkloadSpec& spec, const Calendar& calendar, Trace& trace)
        : path_{std::move(path)},
          spec_{spec},
          trace_{trace},
          from_{calendar.instant_of(spec.from)},
          to_{calendar.instant_of(spec.to)},
          calendar_{calendar} {}

    expected<void, WorkloadError> read();

private:
    expected<void, WorkloadError> read_header(LineSource& source);
    [[nodiscard]] bool too_many_malformed() const;
    [[nodiscard]] WorkloadError malformed_error() const;
    /// Why the line is malformed, or empty.
    std::string take(const std::vector<std::string_view>& fields);
    std::optional<Instant> date(std::string_view text);
    Invoice* find_open(std::string_view number);
    void close(const Invoice& invoice);
    void close_sale(const Invoice& invoice);
    void close_cancellation(const Invoice& invoice);

    std::string path_;
    const WorkloadSpec& spec_;
    Trace& trace_;
    Instant from_;
    Instant to_;
    const Calendar& calendar_;
    std::array<std::size_t, 7> columns_{};
    std::deque<Invoice> open_;                   ///< Oldest first, at most open_invoices_max.
    std::unordered_set<std::uint64_t> numbers_;  // Looked up only, never walked.
    std::vector<std::string_view> fields_;
    std::string unquoted_;  ///< What fields_ had in quotes.
    std::string date_text_;
    Instant date_at_;
};

std::optional<Instant> TraceReader::date(std::string_view text) {
    if (text == date_text_) {
        return date_at_;
    }
    const auto when = parse_date_time(text);
    if (!when) {
        return std::nullopt;
    }
    date_text_ = text;
    date_at_ = calendar_.instant_of(*when);
    return date_at_;
}

std::string TraceReader::take(const std::vector<std::string_view>& fields) {
    const auto field = [&](Column column) { return fields[columns_[column]]; };
    if (fields.size() <= *std::ranges::max_element(columns_)) {
        return fmt::format("{} fields, expected {}", fields.size(), column_names.size());
    }
    const std::string_view number = field(invoice_number);
    if (number.empty() || field(stock_code).empty()) {
        return number.empty() ? "invoice is empty" : "stock_code is empty";
    }
    const auto units = parse_whole(field(quantity));
    if (!units || *units == std::numeric_limits<std::int32_t>::min()) {  // Has no opposite.
        return fmt::format("quantity \"{}\" is no whole number", field(quantity));
    }
    const auto at = date(field(invoice_date));
    if (!at) {
        return fmt::format("invoice_date \"{}\" is no date and time", field(invoice_date));
    }
    const auto unit_price = parse_thousandths(field(price));
    if (!unit_price) {
        return fmt::format("price \"{}\" is no number", field(price));
    }
    std::int32_t buyer = 0;
    if (!field(customer).empty()) {
        const auto id = parse_whole(field(customer));
        if (!id || *id <= 0) {
            return fmt::format("customer_id \"{}\" is no number", field(customer));
        }
        buyer = *id;
    }
    Invoice* open = find_open(number);
    if (open == nullptr) {
        if (!numbers_.insert(hash_text(hash_salt_a, number)).second) {
            return fmt::format(
                "invoice {} goes on after {} other invoices", number, open_invoices_max
            );
        }
        if (open_.size() == open_invoices_max) {
            close(open_.front());
            open_.pop_front();
        }
        open = &open_.emplace_back();
        open->number = number;
        open->at = *at;
        open->customer = static_cast<std::uint64_t>(buyer);
        open->country = field(country);
    }
    open->lines.push_back({trace_.products.add(field(stock_code)), *units, *unit_price});
    return {};
}

Invoice* TraceReader::find_open(std::string_view number) {
    for (auto open = open_.rbegin(); open != open_.rend(); ++open) {
        if (open->number == number) {
            return &*open;
        }
    }
    return nullptr;
}

void TraceReader::close(const Invoice& invoice) {
    WorkloadStatistics& counts = trace_.statistics;
    const std::uint64_t line_count = invoice.lines.size();
    const bool priced = std::ranges::any_of(invoice.lines, [](const DemandLine& line) {
        return line.units > 0 && line.price_thousandths > 0;
    });
    if (invoice.at < from_ || invoice.at >= to_) {
        counts.lines_outside_window += line_count;
    } else if (invoice.number.starts_with('C')) {
        close_cancellation(invoice);
    } else if (invoice.number.starts_with('A')) {
        counts.lines_bad_debt += line_count;
    } else if (priced) {
        close_sale(invoice);
    } else {
        counts.lines_stock_adjustment += line_count;
    }
}

void TraceReader::close_sale(const Invoice& invoice) {
    DemandOrder& order = trace_.orders.emplace_back();
    order.at = invoice.at;
    order.number = invoice.number;
    order.customer = invoice.customer;
    order.country = invoice.country;
    order.channel = invoice.country == spec_.storefront_country ? 0 : 1;
    order.lines.first = static_cast<std::uint32_t>(trace_.lines.size());
    for (const DemandLine& line : invoice.lines) {
        if (line.units > 0 && line.price_thousandths >= 0) {
            trace_.lines.push_back(line);
            ++trace_.statistics.lines_sold;
        } else {
            ++trace_.statistics.lines_not_positive;
        }
    }
    order.lines.count = static_cast<std::uint32_t>(trace_.lines.size()) - order.lines.first;
}

void TraceReader::close_cancellation(const Invoice& invoice) {
    TraceCancellation& cancellation = trace_.cancellations.emplace_back();
    cancellation.at = invoice.at;
    cancellation.number = invoice.number;
    cancellation.customer = invoice.customer;
    cancellation.lines.first = static_cast<std::uint32_t>(trace_.cancelled.size());
    cancellation.lines.count = static_cast<std::uint32_t>(invoice.lines.size());
    for (const DemandLine& line : invoice.lines) {
        // Quantities of a cancellation are negative. Source: the trace's provenance.
        trace_.cancelled.push_back({line.sku, -line.units});
    }
}

bool TraceReader::too_many_malformed() const {
    const WorkloadStatistics& counts = trace_.statistics;
    return counts.lines_malformed * 1'000'000 > counts.lines_read * spec_.malformed_ppm_max;
}

WorkloadError TraceReader::malformed_error() const {
    const WorkloadStatistics& counts = trace_.statistics;
    const MalformedLine& first = counts.malformed_first.front();
    return {fmt::format(
        "{}:{}: {} ({} of {} lines are malformed, more than workload.malformed_max allows)",
        path_,
        first.line,
        first.reason,
        counts.lines_malformed,
        counts.lines_read
    )};
}

expected<void, WorkloadError> TraceReader::read_header(LineSource& source) {
    const auto header = source.next();
    if (!header || !split_csv(*header, fields_, unquoted_)) {
        const std::string why = source.error().empty() ? "there is no header line" : source.error();
        return unexpected{WorkloadError{fmt::format("{}: {}", path_, why)}};
    }
    const auto columns = find_columns(fields_, column_names);
    if (!columns) {
        return unexpected{WorkloadError{fmt::format(
            "{}:1: the header has no column \"{}\"; expected {}",
            path_,
            columns.error(),
            fmt::join(column_names, ",")
        )}};
    }
    columns_ = *columns;
    return {};
}

expected<void, WorkloadError> TraceReader::read() {
    auto source = LineSource::open(path_);
    if (!source) {
        return unexpected{WorkloadError{source.error()}};
    }
    if (auto header = read_header(*source); !header) {
        return header;
    }
    WorkloadStatistics& counts = trace_.statistics;
    while (const auto line = source->next()) {
        if (line->empty()) {
            continue;
        }
        ++counts.lines_read;
        std::string reason =
            split_csv(*line, fields_, unquoted_) ? take(fields_) : "a quote is not closed";
        if (reason.empty()) {
            continue;
        }
        ++counts.lines_malformed;
        if (counts.malformed_first.size() < malformed_kept_max) {
            counts.malformed_first.push_back({source->line_number(), std::move(reason)});
        }
        if (counts.lines_read >= lines_before_share && too_many_malformed()) {
            return unexpected{malformed_error()};
        }
    }
    if (!source->error().empty()) {
        return unexpected{
            WorkloadError{fmt::format("{}:{}: {}", path_, source->line_number(), source->error())}};
    }
    for (const Invoice& invoice : open_) {
        close(invoice);
    }
    if (too_many_malformed()) {
        return unexpected{malformed_error()};
    }
    return {};
}

}  // namespace

expected<void, WorkloadError> read_trace(
    const std::string& path, const WorkloadSpec& spec, const Calendar& calendar, Trace& trace
) {
    return TraceReader{path, spec, calendar, trace}.read();
}

}  // namespace drydock::harness
