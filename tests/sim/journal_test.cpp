#include "sim/journal.hpp"

#include <string>

#include <gtest/gtest.h>

#include "tests/sim/toy_nodes.hpp"

namespace drydock::sim {
namespace {

TEST(JournalTest, records_come_back_as_they_were_kept) {
    Journal journal;
    std::vector<std::string> payloads{"", "a", std::string(3'000'000, 'b'), std::string("\0c", 2)};
    for (int number = 0; number < 1'000; ++number) {
        payloads.emplace_back(static_cast<std::size_t>(number) * 7, 'd');
    }
    for (const std::string& payload : payloads) {
        journal.append({.kind = 3, .version = 1, .payload = payload});
    }
    EXPECT_EQ(journal.record_count(), payloads.size());
    toy::Seen seen;
    toy::Server node{seen};
    journal.restore(node);
    EXPECT_EQ(seen.restored, payloads);
}

}  // namespace
}  // namespace drydock::sim
