#include "core/landscape/response_faults.hpp"

#include <gtest/gtest.h>

#include "core/document_text.hpp"

namespace drydock {
namespace {

Document document(std::string_view text) {
    const auto parsed = parse_document(text);
    EXPECT_TRUE(parsed.has_value());
    return *parsed;
}

std::string changed(FaultKind kind, std::string_view field, std::string_view text) {
    return std::string{with_field_changed(document(text), kind, field).text()};
}

TEST(ResponseFaultsTest, a_field_changes_at_every_depth) {
    constexpr std::string_view body = R"({"id":1,"lines":[{"sku":"A","id":2}],"name":"x"})";
    EXPECT_EQ(
        changed(FaultKind::field_missing, "id", body), R"({"lines":[{"sku":"A"}],"name":"x"})"
    );
    EXPECT_EQ(
        changed(FaultKind::field_renamed, "id", body),
        R"({"x_id":1,"lines":[{"sku":"A","x_id":2}],"name":"x"})"
    );
    EXPECT_EQ(
        changed(FaultKind::field_retyped, "id", body),
        R"({"id":"1","lines":[{"sku":"A","id":"2"}],"name":"x"})"
    );
    EXPECT_EQ(
        changed(FaultKind::field_retyped, "name", body),
        R"({"id":1,"lines":[{"sku":"A","id":2}],"name":["x"]})"
    );
    EXPECT_EQ(
        changed(FaultKind::field_added, "new", body),
        R"({"id":1,"lines":[{"sku":"A","id":2,"new":"added"}],"name":"x","new":"added"})"
    );
}

class StaleReads : public testing::Test {
protected:
    std::string answer(Duration when, std::string_view text, bool is_read = true) {
        Response response;
        response.body = document(text);
        faults_.apply(
            {.entity = 1, .content = 7, .operation = 0, .is_read = is_read},
            Instant{when},
            draws_,
            response
        );
        return std::string{response.body.text()};
    }
    static constexpr Duration second{1'000'000'000};

    FaultHits hits_{1};
    Draws draws_{1};
    ResponseFaults faults_;

    void SetUp() override {
        ActiveFault fault;
        fault.kind = FaultKind::stale_reads;
        fault.delay = 10 * second;
        fault.hits = &hits_;
        faults_.begin(fault, {});
    }
};

TEST_F(StaleReads, repeat_an_answer_until_it_is_too_old) {
    EXPECT_EQ(answer(1 * second, R"({"stock":5})"), R"({"stock":5})");
    EXPECT_EQ(answer(11 * second, R"({"stock":4})"), R"({"stock":5})");
    EXPECT_EQ(answer(12 * second, R"({"stock":3})"), R"({"stock":3})");
    EXPECT_EQ(hits_.counts()[0], 1U);
}

TEST_F(StaleReads, leave_writes_alone) {
    EXPECT_EQ(answer(1 * second, R"({"id":5})", false), R"({"id":5})");
    EXPECT_EQ(answer(2 * second, R"({"id":6})", false), R"({"id":6})");
}

}  // namespace
}  // namespace drydock
