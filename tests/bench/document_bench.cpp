// A storefront order of 25 lines, the mean of the order data: built and read, here and with
// nlohmann/json, which the live World uses for text.
#include <string>

#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include "core/document.hpp"
#include "core/document_text.hpp"

namespace drydock::bench {
namespace {

constexpr std::int64_t line_count = 25;

Document order_document() {
    DocumentWriter writer;
    writer.begin_object();
    writer.field("id", 5'000'000'001);
    writer.field("name", "536365");
    writer.field("currency", "GBP");
    writer.begin_array("line_items");
    for (std::int64_t line = 1; line <= line_count; ++line) {
        writer.begin_object();
        writer.field("id", line);
        writer.field("sku", "85123A");
        writer.field("quantity", line);
        writer.field("price", Money{2'550});
        writer.end();
    }
    writer.end();
    writer.end();
    return writer.finish();
}

nlohmann::json order_json() {
    nlohmann::json order;
    order["id"] = 5'000'000'001;
    order["name"] = "536365";
    order["currency"] = "GBP";
    auto& lines = order["line_items"];
    for (std::int64_t line = 1; line <= line_count; ++line) {
        lines.push_back({{"id", line}, {"sku", "85123A"}, {"quantity", line}, {"price", 2.55}});
    }
    return order;
}

void document_build(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(order_document().content_hash());
    }
}
BENCHMARK(document_build)->Name("document/build");

void document_read(benchmark::State& state) {
    const Document order = order_document();
    for ([[maybe_unused]] auto _ : state) {
        std::int64_t sum = 0;
        for (const Value line : order["line_items"]) {
            sum += line["id"].integer_or(0) + line["quantity"].integer_or(0) +
                   line["price"].money().thousandths +
                   static_cast<std::int64_t>(line["sku"].string().size());
        }
        benchmark::DoNotOptimize(sum);
    }
}
BENCHMARK(document_read)->Name("document/read");

void document_text_size(benchmark::State& state) {
    const Document order = order_document();
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(order.text_size_bytes());
    }
}
BENCHMARK(document_text_size)->Name("document/text_size");

void nlohmann_build(benchmark::State& state) {
    for ([[maybe_unused]] auto _ : state) {
        benchmark::DoNotOptimize(order_json().size());
    }
}
BENCHMARK(nlohmann_build)->Name("nlohmann/build");

void nlohmann_read(benchmark::State& state) {
    const nlohmann::json order = order_json();
    for ([[maybe_unused]] auto _ : state) {
        std::int64_t sum = 0;
        for (const auto& line : order["line_items"]) {
            sum += line["id"].get<std::int64_t>() + line["quantity"].get<std::int64_t>() +
                   static_cast<std::int64_t>(line["price"].get<double>() * 1'000) +
                   static_cast<std::int64_t>(line["sku"].get_ref<const std::string&>().size());
        }
        benchmark::DoNotOptimize(sum);
    }
}
BENCHMARK(nlohmann_read)->Name("nlohmann/read");

}  // namespace
}  // namespace drydock::bench
