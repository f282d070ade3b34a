#include "integration/operations/state.hpp"

#include <gtest/gtest.h>

#include "core/bytes.hpp"
#include "core/calendar.hpp"
#include "integration/delivery/answer.hpp"

namespace drydock::integration {
namespace {

constexpr Instant state_start{};

Order order_of_two_lines(std::string number) {
    Order order;
    order.number = std::move(number);
    order.channel_id = 5'000'000'001;
    order.customer = 17'850;
    order.country = "United Kingdom";
    order.lines = {
        {.product = 0, .units = 6, .price_thousandths = 2'550},
        {.product = 1, .units = 2, .price_thousandths = 3'390}};
    return order;
}

/// A state that knows two products and holds 100 units of each.
class StateTest : public testing::Test {
protected:
    void SetUp() override {
        Catalogue page;
        page.add("85123A", 11, true);
        page.add("POST", 12, false);
        take(State::products_record(page));
        take(State::stock_record({{0, 100}}));
    }

    void take(Record record) {
        ASSERT_TRUE(state_.apply(record));
        kept_.push_back(std::move(record));
    }

    void take_order(std::string number, std::uint32_t index) {
        take(State::order_record(
            index, order_of_two_lines(number), EventKey::of("s", "order", number), state_start
        ));
    }

    std::uint32_t take_job(JobKind kind, std::string key, std::vector<LineUnits> lines) {
        Job job;
        job.kind = kind;
        job.order = 0;
        job.key = std::move(key);
        job.lines = std::move(lines);
        const std::uint32_t id = state_.next_job();
        take(State::job_record(id, job, EventKey::of("s", to_text(kind), job.key), state_start));
        return id;
    }

    Strategy strategy_;
    State state_{strategy_};
    std::vector<Record> kept_;
};

TEST_F(StateTest, ARestartedRuntimeKnowsWhatACaseHolds) {
    take(State::case_record({{0, 12}}));
    State restarted{strategy_};
    for (const Record& record : kept_) {
        ASSERT_TRUE(restarted.apply(record));
    }
    EXPECT_EQ(restarted.catalogue().at(0).case_units, 12);
    EXPECT_EQ(restarted.catalogue().at(1).case_units, 0);
    EXPECT_FALSE(restarted.apply(State::case_record({{2, 12}}))) << "there is no such product";
}

TEST_F(StateTest, CountsAnOrderAsWaitingUntilItsSaleOrderExists) {
    take_order("536365", 0);
    EXPECT_EQ(state_.orders_waiting(), 1U);
    const std::uint32_t job = take_job(JobKind::book_order, "536365", {});
    constexpr std::uint8_t create_sale_order = 3;
    ASSERT_EQ(flow_of(JobKind::book_order)[create_sale_order].name, "create sale order");
    take(State::step_record(job, create_sale_order, {.first = 77}));
    EXPECT_EQ(state_.orders_waiting(), 0U);
    EXPECT_EQ(state_.case_of(0).order.odoo_id, 77);
    EXPECT_EQ(state_.case_of(0).order.status, OrderStatus::booked);
}

TEST_F(StateTest, ReservesStorableUnitsAndTakesShippedOnesFromTheShelf) {
    take_order("536365", 0);
    EXPECT_EQ(state_.stock().available(0, 0), 94);
    take_job(JobKind::book_shipment, "P1", {{0, 4}});
    EXPECT_EQ(state_.stock().available(0, 0), 94);
    take_job(JobKind::close_short, "short", {{0, 2}});
    EXPECT_EQ(state_.stock().available(0, 0), 96);
    EXPECT_TRUE(state_.case_of(0).order.lines[0].open() == 0);
}

TEST_F(StateTest, KeepsTheJobsOfAnOrderInTheirOrderOfArrival) {
    take_order("536365", 0);
    const std::uint32_t first = take_job(JobKind::book_order, "536365", {});
    const std::uint32_t second = take_job(JobKind::cancel, "C1", {{0, 6}});
    EXPECT_EQ(state_.case_of(0).lane, (std::vector<std::uint32_t>{first, second}));
    take(State::done_record(first));
    EXPECT_EQ(state_.case_of(0).lane, (std::vector<std::uint32_t>{second}));
}

TEST_F(StateTest, ParksALaneWithAnOpenExceptionAndLetsItGoWhenItIsClosed) {
    take_order("536365", 0);
    take(State::exception_record(
        {.order = "536365",
         .stage = "create sale order",
         .reason = "no",
         .owner = "sales",
         .opened = state_start,
         .closed = {}}
    ));
    EXPECT_TRUE(state_.case_of(0).parked);
    EXPECT_EQ(state_.orders_waiting(), 0U);
    EXPECT_TRUE(state_.has_open_exception("536365"));
    take(State::exception_closed_record("536365", state_start + one_hour));
    EXPECT_FALSE(state_.has_open_exception("536365"));
    EXPECT_EQ(state_.exceptions().at(0).closed, state_start + one_hour);
}

TEST_F(StateTest, KnowsHowFarTheWarehousesMessagesAreSeenWithoutAGap) {
    for (const std::int64_t sequence : {1, 2, 4, 5}) {
        take(State::message_record(sequence));
    }
    EXPECT_EQ(state_.messages_seen_to(), 2);
    EXPECT_TRUE(state_.message_seen(4));
    EXPECT_FALSE(state_.message_seen(3));
    take(State::message_record(3));
    EXPECT_EQ(state_.messages_seen_to(), 5);
}

TEST_F(StateTest, IsRebuiltFromItsRecordsToTheSameState) {
    take_order("536365", 0);
    take_order("536366", 1);
    const std::uint32_t job = take_job(JobKind::book_order, "536365", {});
    take(State::step_record(job, 3, {.first = 77}));
    take_job(JobKind::label_parcel, "P1", {{0, 6}});
    take_job(JobKind::book_shipment, "P1", {{0, 6}});
    take(State::cursor_record(Cursor::odoo_uid, 2));
    Job orphan;
    orphan.kind = JobKind::cancel;
    orphan.key = "C9";
    take(State::orphan_record("999999", orphan, EventKey::of("s", "cancel", "C9"), state_start));

    State again{strategy_};
    for (const Record& record : kept_) {
        ASSERT_TRUE(again.apply(record));
    }
    EXPECT_EQ(again.case_of(0).order.odoo_id, 77);
    EXPECT_EQ(again.case_of(0).lane, state_.case_of(0).lane);
    EXPECT_EQ(again.case_of(0).order.parcels.at(0).status, ParcelStatus::shipped);
    EXPECT_EQ(again.order_of_parcel("P1"), 0U);
    EXPECT_EQ(again.orders_waiting(), state_.orders_waiting());
    EXPECT_EQ(again.stock().available(0, 0), state_.stock().available(0, 0));
    EXPECT_EQ(again.next_job(), state_.next_job());
    EXPECT_EQ(again.cursor(Cursor::odoo_uid), 2);
    EXPECT_EQ(again.orphans().at(0).job.key, "C9");
    EXPECT_TRUE(again.dedup().seen(EventKey::of("s", "order", "536366")));
    EXPECT_EQ(again.job_ids(), state_.job_ids());
    EXPECT_EQ(again.find_job(job)->step, 4);
}

TEST_F(StateTest, RefusesARecordThatWasCutShortOrIsOfAnUnknownKind) {
    Record record = State::order_record(0, order_of_two_lines("1"), {}, state_start);
    record.payload.resize(record.payload.size() / 2);
    EXPECT_FALSE(state_.apply(record));
    record.kind = 999;
    EXPECT_FALSE(state_.apply(record));
    EXPECT_FALSE(state_.find_order("1").has_value());
}

TEST(BytesTest, ReadsBackWhatWasWrittenAndTurnsBrokenAtTheEnd) {
    std::string bytes;
    ByteWriter out{bytes};
    for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-64}, INT64_MIN, INT64_MAX}) {
        out.put(value);
    }
    out.put(std::string_view{"text"});
    ByteReader in{bytes};
    EXPECT_EQ(in.number(), 0);
    EXPECT_EQ(in.number(), -64);
    EXPECT_EQ(in.number(), INT64_MIN);
    EXPECT_EQ(in.number(), INT64_MAX);
    EXPECT_EQ(in.text(), "text");
    EXPECT_TRUE(in.at_end() && in.intact());
    EXPECT_EQ(in.number(), 0);
    EXPECT_FALSE(in.intact());
}

}  // namespace
}  // namespace drydock::integration
