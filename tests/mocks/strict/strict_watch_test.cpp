#include "mocks/strict/strict_watch.hpp"

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock::mocks {
namespace {

constexpr SystemId self{3};
constexpr SystemId client{1};

Instant second(std::int64_t number) {
    return Instant{Duration{number * 1'000'000'000}};
}
Duration seconds(std::int64_t number) {
    return Duration{number * 1'000'000'000};
}

TEST(StrictWatchTest, KeepsTheFirstOfAKindAndCountsAll) {
    StrictWatch watch{self, true};
    for (std::size_t index = 0; index < StrictWatch::kept_max + 7; ++index) {
        watch.note(second(1), violation::wrong_order, "ship before pack");
    }
    watch.note(second(2), violation::unknown_field, "colour");
    Books books;
    watch.write_books(books);
    EXPECT_EQ(books.violations.size(), StrictWatch::kept_max + 1);
    ASSERT_EQ(books.violation_counts.size(), 2U);
    EXPECT_EQ(books.violation_counts[1].kind, violation::wrong_order);
    EXPECT_EQ(books.violation_counts[1].count, StrictWatch::kept_max + 7);
    EXPECT_EQ(books.violation_counts[1].system, self);
}

TEST(StrictWatchTest, NotesNothingWhenNotStrict) {
    StrictWatch watch{self, false};
    watch.note(second(1), violation::wrong_order, "ship before pack");
    Books books;
    watch.write_books(books);
    EXPECT_TRUE(books.violations.empty());
}

TEST(StrictWatchTest, AFieldThatTheInterfaceDoesNotHaveIsAViolation) {
    StrictWatch watch{self, true};
    const auto body = parse_document(R"({"reference":"1","colour":"red"})");
    watch.fields(second(1), "orders/create", body->root(), {"reference", "lines"});
    EXPECT_EQ(watch.count(violation::unknown_field), 1U);
}

TEST(StrictWatchTest, ARequestBeforeTheToldTimeIsAViolation) {
    StrictWatch watch{self, true};
    watch.turned_away(second(10), client, 0, seconds(60));
    watch.request(second(11), client, 0, "orders/list");  // May have left before.
    watch.request(second(30), client, 1, "another");
    watch.request(second(30), SystemId{2}, 0, "of another client");
    EXPECT_EQ(watch.count(violation::retry_after_ignored), 0U);
    watch.request(second(69), client, 0, "orders/list");
    EXPECT_EQ(watch.count(violation::retry_after_ignored), 1U);
    watch.request(second(70), client, 0, "orders/list");
    EXPECT_EQ(watch.count(violation::retry_after_ignored), 1U);
}

TEST(StrictWatchTest, AnIdempotencyKeyBelongsToOneBody) {
    StrictWatch watch{self, true};
    watch.key_used(second(1), "a", 1);
    watch.key_used(second(2), "a", 1);
    watch.key_used(second(3), "b", 2);
    EXPECT_EQ(watch.count(violation::key_reused), 0U);
    watch.key_used(second(4), "a", 2);
    EXPECT_EQ(watch.count(violation::key_reused), 1U);
}

}  // namespace
}  // namespace drydock::mocks
