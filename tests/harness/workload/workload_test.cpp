#include "harness/workload/workload.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "tests/harness/workload/temporary_file.hpp"

namespace drydock::harness {
namespace {

constexpr const char* header =
    "invoice,stock_code,quantity,invoice_date,price,customer_id,country\n";
constexpr const char* products = "stock_code,description,median_price\nMUG,White mug,2.5\n";

WorkloadSpec spec_of(const std::string& orders, const std::string& product_list) {
    WorkloadSpec spec;
    spec.orders = orders;
    spec.products = product_list;
    spec.from = *parse_date_time("2011-11-01");
    spec.to = *parse_date_time("2011-11-08");
    return spec;
}

expected<Workload, WorkloadError> load(
    const std::string& lines,
    const std::function<void(WorkloadSpec&)>& change = {},
    std::uint64_t seed = 1
) {
    const TemporaryFile orders{lines};
    const TemporaryFile product_list{products};
    WorkloadSpec spec = spec_of(orders.path(), product_list.path());
    if (change) {
        change(spec);
    }
    return load_workload(spec, seed, "");
}

Workload loaded(
    const std::string& lines,
    const std::function<void(WorkloadSpec&)>& change = {},
    std::uint64_t seed = 1
) {
    auto workload = load(header + lines, change, seed);
    EXPECT_TRUE(workload) << workload.error().message;
    EXPECT_EQ(workload->statistics.lines_accounted(), workload->statistics.lines_read);
    return std::move(*workload);
}

std::string error_of(
    const std::string& text, const std::function<void(WorkloadSpec&)>& change = {}
) {
    const auto workload = load(text, change);
    return workload ? "" : workload.error().message.substr(workload.error().message.find(':') + 1);
}

/// "C1: cancel of 100: 0x5 1x2"
std::string shown(const Workload& workload, const DemandReversal& reversal) {
    std::string text = reversal.number + ": " +
                       (reversal.kind == ReversalKind::cancel_request ? "cancel" : "return") +
                       " of " + workload.demand.orders[reversal.order].number + ":";
    for (std::uint32_t index = 0; index < reversal.lines.count; ++index) {
        const ReversalLine& line = workload.demand.reversal_lines[reversal.lines.first + index];
        text += " " + std::to_string(line.line) + "x" + std::to_string(line.units);
    }
    return text;
}

std::vector<std::string> reversals_of(const Workload& workload) {
    std::vector<std::string> texts;
    for (const DemandReversal& reversal : workload.demand.reversals) {
        texts.push_back(shown(workload, reversal));
    }
    return texts;
}

using Texts = std::vector<std::string>;

TEST(WorkloadTest, ReadsAnOrderWithItsLines) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:26:00,2.55,17850,United Kingdom\n"
        "100,BOX,2,2011-11-01T08:26:00,0,17850,United Kingdom\n"
    );
    ASSERT_EQ(workload.demand.orders.size(), 1U);
    const DemandOrder& order = workload.demand.orders[0];
    EXPECT_EQ(order.number, "100");
    EXPECT_EQ(order.at, Instant{8 * one_hour + 26 * one_minute});
    EXPECT_EQ(order.customer, 17'850U);
    EXPECT_EQ(order.country, "United Kingdom");
    EXPECT_EQ(order.channel, 0);
    ASSERT_EQ(order.lines.count, 2U) << "a free line of a sale is kept";
    EXPECT_EQ(workload.demand.lines[0].units, 6);
    EXPECT_EQ(workload.demand.lines[0].price_thousandths, 2'550);
    const Product& mug = workload.demand.products[workload.demand.lines[0].sku.value];
    EXPECT_EQ(mug.name, "White mug");
    EXPECT_EQ(mug.price, Money{2'500});
    const Product& box = workload.demand.products[workload.demand.lines[1].sku.value];
    EXPECT_EQ(box.sku, "BOX") << "a product that is in no product list";
}

TEST(WorkloadTest, ColumnsMayBeInAnyOrder) {
    const auto workload = load(
        "country,price,invoice,extra,quantity,stock_code,customer_id,invoice_date\r\n"
        "France,1.5,100,x,3,MUG,,2011-11-01T08:26:00\r\n"
    );
    ASSERT_TRUE(workload);
    const DemandOrder& order = workload->demand.orders.at(0);
    EXPECT_EQ(order.number, "100");
    EXPECT_EQ(order.customer, 0U) << "a guest";
    EXPECT_EQ(order.channel, 1) << "from abroad, so the marketplace";
    EXPECT_EQ(workload->demand.lines[0].price_thousandths, 1'500);
}

TEST(WorkloadTest, EqualLinesOfOneOrderStayLinesOfTheirOwn) {
    const std::string line = "100,MUG,6,2011-11-01T08:26:00,2.55,17850,France\n";
    EXPECT_EQ(loaded(line + line).demand.orders.at(0).lines.count, 2U);
}

TEST(WorkloadTest, OrdersOfOneMinuteMayBeInterleaved) {
    const Workload workload = loaded(
        "100,MUG,1,2011-11-01T08:26:00,1,1,France\n"
        "101,MUG,2,2011-11-01T08:26:00,1,2,France\n"
        "100,BOX,3,2011-11-01T08:26:00,1,1,France\n"
    );
    ASSERT_EQ(workload.demand.orders.size(), 2U);
    EXPECT_EQ(workload.demand.orders[0].lines.count, 2U);
    EXPECT_EQ(workload.demand.orders[1].number, "101");
}

TEST(WorkloadTest, TheWindowTakesItsStartAndNotItsEnd) {
    const Workload workload = loaded(
        "98,MUG,1,2011-10-31T23:59:00,1,1,France\n"
        "99,MUG,1,2011-11-01T00:00:00,1,1,France\n"
        "100,MUG,1,2011-11-07T23:59:00,1,1,France\n"
        "101,MUG,1,2011-11-08T00:00:00,1,1,France\n"
    );
    ASSERT_EQ(workload.demand.orders.size(), 2U);
    EXPECT_EQ(workload.demand.orders[0].number, "99");
    EXPECT_EQ(workload.statistics.lines_outside_window, 2U);
    EXPECT_EQ(workload.end, Instant{7 * one_day});
}

TEST(WorkloadTest, EveryLineFallsIntoOneCount) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:26:00,2.55,1,France\n"
        "100,MUG,-1,2011-11-01T08:26:00,2.55,1,France\n"
        "101,MUG,5,2011-11-01T08:27:00,0,,France\n"
        "A102,B,1,2011-11-01T08:28:00,-11062.06,,France\n"
        "C103,MUG,-1,2011-11-01T08:29:00,2.55,1,France\n"
        "C104,BOX,-1,2011-11-01T08:30:00,2.55,1,France\n"
        "C105,MUG,-1,2011-11-01T08:31:00,2.55,,France\n"
        "106,MUG,1,2011-11-09T08:00:00,2.55,1,France\n"
        "107,MUG,many,2011-11-01T08:32:00,2.55,1,France\n"
        "\n",
        [](WorkloadSpec& spec) { spec.malformed_ppm_max = 200'000; }
    );
    const WorkloadStatistics& counts = workload.statistics;
    EXPECT_EQ(counts.lines_read, 9U);
    EXPECT_EQ(counts.lines_sold, 1U);
    EXPECT_EQ(counts.lines_not_positive, 1U);
    EXPECT_EQ(counts.lines_stock_adjustment, 1U);
    EXPECT_EQ(counts.lines_bad_debt, 1U);
    EXPECT_EQ(counts.lines_reversed, 1U);
    EXPECT_EQ(counts.lines_without_sale, 1U);
    EXPECT_EQ(counts.lines_without_customer, 1U);
    EXPECT_EQ(counts.lines_outside_window, 1U);
    EXPECT_EQ(counts.lines_malformed, 1U);
    EXPECT_EQ(counts.units_reversed, 1);
    EXPECT_EQ(counts.units_not_reversed, 2);
    ASSERT_EQ(counts.malformed_first.size(), 1U);
    EXPECT_EQ(counts.malformed_first[0].line, 10U);
    EXPECT_EQ(counts.malformed_first[0].reason, "quantity \"many\" is no whole number");
}

TEST(WorkloadTest, SaysWhatIsWrongWithALine) {
    const auto reason = [](const std::string& line) {
        const std::string text = error_of(header + line + "\n");
        return text.substr(0, text.find(" (1 of"));
    };
    EXPECT_EQ(reason("100,MUG,6"), "2: 3 fields, expected 7");
    EXPECT_EQ(reason(",MUG,6,2011-11-01T08:26:00,1,1,France"), "2: invoice is empty");
    EXPECT_EQ(reason("1,,6,2011-11-01T08:26:00,1,1,France"), "2: stock_code is empty");
    EXPECT_EQ(
        reason("1,MUG,6,2011-11-31T08:26:00,1,1,France"),
        "2: invoice_date \"2011-11-31T08:26:00\" is no date and time"
    );
    EXPECT_EQ(
        reason("1,MUG,6,2011-11-01T08:26:00,free,1,France"), "2: price \"free\" is no number"
    );
    EXPECT_EQ(
        reason("1,MUG,6,2011-11-01T08:26:00,1,Bob,France"), "2: customer_id \"Bob\" is no number"
    );
    EXPECT_EQ(reason("1,\"MUG,6,2011-11-01T08:26:00,1,1,France"), "2: a quote is not closed");
    EXPECT_EQ(
        reason("1,MUG,-2147483648,2011-11-01T08:26:00,1,1,France"),
        "2: quantity \"-2147483648\" is no whole number"
    );
}

TEST(WorkloadTest, TooManyMalformedLinesStopAndSoFewDoNot) {
    std::string lines;
    for (int number = 1; number < 1'000; ++number) {
        lines += std::to_string(number) + ",MUG,1,2011-11-01T08:26:00,1,1,France\n";
    }
    const Workload workload = loaded(lines + "x\n");
    EXPECT_EQ(workload.statistics.lines_malformed, 1U) << "0.1 % are allowed";
    EXPECT_EQ(
        error_of(header + lines + "x\ny\n"),
        "1001: 1 fields, expected 7 (2 of 1001 lines are malformed, more than "
        "workload.malformed_max allows)"
    );
}

TEST(WorkloadTest, KeepsTheFirstTwentyMalformedLines) {
    std::string lines;
    for (int number = 0; number < 30; ++number) {
        lines += "x\n";
    }
    const Workload workload =
        loaded(lines, [](WorkloadSpec& spec) { spec.malformed_ppm_max = 1'000'000; });
    EXPECT_EQ(workload.statistics.lines_malformed, 30U);
    EXPECT_EQ(workload.statistics.malformed_first.size(), 20U);
}

TEST(WorkloadTest, AMissingColumnIsNamed) {
    EXPECT_EQ(
        error_of("invoice,stock_code,quantity,invoice_date,price,customer_id\n"),
        "1: the header has no column \"country\"; expected "
        "invoice,stock_code,quantity,invoice_date,price,customer_id,country"
    );
    EXPECT_EQ(error_of(""), " there is no header line");
}

TEST(WorkloadTest, ACancellationUndoesTheLatestSaleOfThatProduct) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:00:00,1,1,France\n"
        "101,BOX,4,2011-11-01T09:00:00,1,1,France\n"
        "101,MUG,3,2011-11-01T09:00:00,1,1,France\n"
        "102,MUG,9,2011-11-01T09:30:00,1,2,France\n"
        "C103,MUG,-2,2011-11-01T10:00:00,1,1,France\n"
        "104,MUG,9,2011-11-01T11:00:00,1,1,France\n"
    );
    EXPECT_EQ(reversals_of(workload), Texts{"C103: cancel of 101: 1x2"});
}

TEST(WorkloadTest, ACancellationGoesBackToEarlierSalesForTheRest) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:00:00,1,1,France\n"
        "101,MUG,3,2011-11-01T09:00:00,1,1,France\n"
        "C102,MUG,-1,2011-11-01T09:00:00,1,1,France\n"
        "C103,MUG,-5,2011-11-03T10:00:00,1,1,France\n"
        "C104,MUG,-99,2011-11-03T11:00:00,1,1,France\n"
    );
    EXPECT_EQ(
        reversals_of(workload),
        (Texts{
            "C102: cancel of 101: 0x1",
            "C103: return of 100: 0x3",
            "C103-2: return of 101: 0x2",
            "C104: return of 100: 0x3"})
    );
    EXPECT_EQ(workload.statistics.units_reversed, 9);
    EXPECT_EQ(workload.statistics.units_not_reversed, 96);
}

TEST(WorkloadTest, ACancellationWithinADayIsACancelRequestAndLaterAReturn) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:00:00,1,1,France\n"
        "C101,MUG,-1,2011-11-02T08:00:00,1,1,France\n"
        "C102,MUG,-1,2011-11-02T08:01:00,1,1,France\n"
    );
    EXPECT_EQ(
        reversals_of(workload), (Texts{"C101: cancel of 100: 0x1", "C102: return of 100: 0x1"})
    );
}

TEST(WorkloadTest, OrdersAreSortedByTimeWhateverTheFileSays) {
    const Workload workload = loaded(
        "101,MUG,3,2011-11-01T09:00:00,1,1,France\n"
        "100,MUG,6,2011-11-01T08:00:00,1,1,France\n"
        "C102,MUG,-1,2011-11-01T09:30:00,1,1,France\n"
    );
    EXPECT_EQ(workload.demand.orders[0].number, "100");
    EXPECT_EQ(reversals_of(workload), Texts{"C102: cancel of 101: 0x1"});
}

TEST(WorkloadTest, ServicesAndTestProductsAreNoGoods) {
    const Workload workload = loaded(
        "100,POST,1,2011-11-01T08:00:00,18,1,France\n"
        "100,gift_0001_20,1,2011-11-01T08:00:00,20,1,France\n"
        "100,TEST001,1,2011-11-01T08:00:00,4,1,France\n"
        "100,MUG,5,2011-11-01T08:00:00,1,1,France\n"
    );
    const Demand& demand = workload.demand;
    const auto kind = [&](std::size_t line) {
        return demand.products[demand.lines[line].sku.value].kind;
    };
    EXPECT_EQ(kind(0), ProductKind::service);
    EXPECT_EQ(kind(1), ProductKind::service);
    EXPECT_EQ(kind(2), ProductKind::test);
    EXPECT_EQ(kind(3), ProductKind::storable);
    EXPECT_EQ(demand.stock_initial_units[demand.lines[0].sku.value], 0);
    EXPECT_EQ(demand.stock_initial_units[demand.lines[2].sku.value], 0);
    EXPECT_EQ(demand.stock_initial_units[demand.lines[3].sku.value], 15) << "demand and 10 more";
}

TEST(WorkloadTest, ReceiptsGoOnWhereTheStockOfTheStartEnds) {
    const auto exact = [](WorkloadSpec& spec) {
        spec.to = *parse_date_time("2011-12-01");
        spec.stock_cover_days = 8;
        spec.receipt_cover_percent_min = spec.receipt_cover_percent_max = 100;
    };
    // The start is a Tuesday, so stock for eight days lasts until the 9th; the first Monday is the
    // 7th, and its receipt lasts until the 15th, a day longer than until the next.
    const Workload workload = loaded(
        "100,MUG,1,2011-11-08T23:59:00,1,1,France\n"
        "101,MUG,20,2011-11-09T00:00:00,1,1,France\n"
        "102,MUG,300,2011-11-14T23:59:00,1,1,France\n"
        "103,MUG,4000,2011-11-15T00:00:00,1,1,France\n"
        "104,MUG,50000,2011-11-30T12:00:00,1,1,France\n",
        exact
    );
    const Demand& demand = workload.demand;
    EXPECT_EQ(demand.stock_initial_units[0], 11);
    ASSERT_EQ(demand.receipts.size(), 3U);
    EXPECT_EQ(demand.receipts[0].number, "R2011-11-07");
    EXPECT_EQ(demand.receipts[0].at, Instant{6 * one_day + 6 * one_hour});
    EXPECT_EQ(demand.stock_lines[0].units, 320);
    EXPECT_EQ(demand.receipts[1].number, "R2011-11-14");
    EXPECT_EQ(demand.stock_lines[1].units, 4'000);
    EXPECT_EQ(demand.receipts[2].number, "R2011-11-28");
    EXPECT_EQ(demand.stock_lines[2].units, 50'000);
}

TEST(WorkloadTest, CopiesAreJitteredOrdersOfOtherCustomers) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T08:00:00,1,7,France\n"
        "C101,MUG,-2,2011-11-01T09:00:00,1,7,France\n",
        [](WorkloadSpec& spec) {
            spec.scale = 3;
            spec.jitter_max = 10 * one_minute;
        }
    );
    const Demand& demand = workload.demand;
    ASSERT_EQ(demand.orders.size(), 3U);
    ASSERT_EQ(demand.reversals.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(demand.orders, {}, &DemandOrder::at));
    EXPECT_TRUE(std::ranges::is_sorted(demand.reversals, {}, &DemandReversal::at));
    std::set<std::string> numbers;
    std::set<std::uint64_t> customers;
    for (const DemandReversal& reversal : demand.reversals) {
        const DemandOrder& order = demand.orders[reversal.order];
        const Duration shift = order.at - Instant{8 * one_hour};
        EXPECT_LE(shift, 10 * one_minute);
        EXPECT_GE(shift, -10 * one_minute);
        EXPECT_EQ(order.number == "100", shift == Duration::zero());
        EXPECT_EQ(reversal.at - order.at, one_hour) << "it moves with its order";
        numbers.insert(order.number + " " + reversal.number);
        customers.insert(order.customer);
    }
    EXPECT_EQ(numbers, (std::set<std::string>{"100 C101", "100-2 C101.2", "100-3 C101.3"}));
    EXPECT_EQ(customers, (std::set<std::uint64_t>{7, 2'000'007, 3'000'007}));
    EXPECT_EQ(demand.stock_initial_units[0], 28) << "stock for all copies";
}

TEST(WorkloadTest, JitterStaysInTheWindowAndMakesNoHeapAtItsEdges) {
    const Workload workload = loaded(
        "100,MUG,6,2011-11-01T00:00:00,1,7,France\n"
        "101,MUG,6,2011-11-07T23:59:00,1,7,France\n",
        [](WorkloadSpec& spec) { spec.scale = 50; }
    );
    std::set<Instant> instants;
    for (const DemandOrder& order : workload.demand.orders) {
        EXPECT_GE(order.at, Instant{});
        EXPECT_LT(order.at, workload.end);
        instants.insert(order.at);
    }
    EXPECT_EQ(instants.size(), workload.demand.orders.size());
}

}  // namespace
}  // namespace drydock::harness
