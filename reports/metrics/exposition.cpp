#include "reports/metrics/exposition.hpp"

#include <iterator>

#include <fmt/format.h>

namespace drydock::reports {

namespace {

enum class Format : std::uint8_t { prometheus, openmetrics };

constexpr std::string_view type_name(MetricType type) {
    switch (type) {
        case MetricType::counter:
            return "counter";
        case MetricType::gauge:
            return "gauge";
        case MetricType::histogram:
            return "histogram";
    }
    return "unknown";
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char character : text) {
        if (character == '\n') {
            result += "\\n";
            continue;
        }
        if (character == '\\' || character == '"') {
            result += '\\';
        }
        result += character;
    }
    return result;
}

/// In seconds, without trailing zeros: "0.25".
std::string seconds(std::int64_t nanoseconds) {
    constexpr std::int64_t per_second = 1'000'000'000;
    const std::string_view sign = nanoseconds < 0 ? "-" : "";
    const std::int64_t size = nanoseconds < 0 ? -nanoseconds : nanoseconds;
    std::string text = fmt::format("{}{}.{:09}", sign, size / per_second, size % per_second);
    while (text.back() == '0') {
        text.pop_back();
    }
    if (text.back() == '.') {
        text.pop_back();
    }
    return text;
}

class Writer {
public:
    explicit Writer(Format format) : format_{format} {}

    void write(const MetricFamily& family) {
        if (family.samples.empty()) {
            return;
        }
        const bool is_counter = family.type == MetricType::counter;
        const bool is_open = format_ == Format::openmetrics;
        // OpenMetrics names the family without the suffix of its samples, the older format with it.
        const std::string_view suffix = is_counter && !is_open ? "_total" : "";
        put("# HELP {}{} {}\n", family.name, suffix, family.help);
        put("# TYPE {}{} {}\n", family.name, suffix, type_name(family.type));
        if (is_open && !family.unit.empty()) {
            put("# UNIT {} {}\n", family.name, family.unit);
        }
        for (const MetricSample& sample : family.samples) {
            if (const auto* const histogram = std::get_if<Histogram>(&sample.value)) {
                write(family.name, sample.labels, *histogram);
                continue;
            }
            const auto* const number = std::get_if<std::int64_t>(&sample.value);
            put("{}{}{} {}\n",
                family.name,
                is_counter ? "_total" : "",
                labels(sample.labels, {}),
                number != nullptr ? fmt::format("{}", *number)
                                  : seconds(std::get<Duration>(sample.value).count()));
        }
    }

    [[nodiscard]] std::string finish() {
        if (format_ == Format::openmetrics) {
            put("# EOF\n");
        }
        return std::move(text_);
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
        fmt::format_to(std::back_inserter(text_), format, std::forward<Arguments>(arguments)...);
    }

    [[nodiscard]] static std::string labels(const Labels& all, std::string_view less_or_equal) {
        std::string text;
        for (const auto& [name, value] : all) {
            text += fmt::format("{}{}=\"{}\"", text.empty() ? "" : ",", name, escaped(value));
        }
        if (!less_or_equal.empty()) {
            text += fmt::format("{}le=\"{}\"", text.empty() ? "" : ",", less_or_equal);
        }
        return text.empty() ? text : "{" + text + "}";
    }

    void write(std::string_view name, const Labels& all, const Histogram& histogram) {
        std::uint64_t count = 0;
        for (std::size_t bucket = 0; bucket < histogram.counts.size(); ++bucket) {
            count += histogram.counts[bucket];
            const bool last = bucket == bucket_bounds_ms.size();
            const std::string bound = last ? "+Inf" : seconds(bucket_bounds_ms[bucket] * 1'000'000);
            put("{}_bucket{} {}", name, labels(all, bound), count);
            const auto& exemplar = histogram.exemplars[bucket];
            if (format_ == Format::openmetrics && exemplar) {
                put(" # {{trace_id=\"{}\"}} {}",
                    to_hex(exemplar->trace),
                    seconds(exemplar->value.count()));
                if (exemplar->at_unix_ns != 0) {
                    put(" {}", seconds(exemplar->at_unix_ns));
                }
            }
            put("\n");
        }
        put("{}_sum{} {}\n", name, labels(all, {}), seconds(histogram.sum.count()));
        put("{}_count{} {}\n", name, labels(all, {}), count);
    }

    Format format_;
    std::string text_;
};

std::string write(const MetricsSnapshot& snapshot, Format format) {
    Writer writer{format};
    for (const MetricFamily& family : snapshot.families) {
        writer.write(family);
    }
    return writer.finish();
}

}  // namespace

std::string prometheus_text(const MetricsSnapshot& snapshot) {
    return write(snapshot, Format::prometheus);
}

std::string openmetrics_text(const MetricsSnapshot& snapshot) {
    return write(snapshot, Format::openmetrics);
}

}  // namespace drydock::reports
