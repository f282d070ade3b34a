#include "core/landscape/fault_catalogue.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace drydock {
namespace {

TEST(FaultCatalogueTest, has_every_kind_once_and_in_order) {
    std::set<std::string_view> names;
    std::size_t index = 0;
    for (const FaultFacts& facts : fault_catalogue()) {
        EXPECT_EQ(static_cast<std::size_t>(facts.kind), index++);
        EXPECT_TRUE(names.insert(facts.name).second);
        EXPECT_FALSE(facts.does.empty());
        EXPECT_EQ(facts.delay == Takes::no, facts.delay_means.empty()) << facts.name;
    }
    EXPECT_EQ(index, static_cast<std::size_t>(FaultKind::torn_record) + 1);
}

std::string numbers_of(const FaultFacts& facts) {
    std::string text = facts.by_request ? "share, operation" : "";
    const auto add = [&](std::string_view name, Takes takes, std::string_view means = {}) {
        if (takes == Takes::no) {
            return;
        }
        text += fmt::format(
            "{}{}{}{}",
            text.empty() ? "" : ", ",
            takes == Takes::must ? fmt::format("**{}**", name) : std::string{name},
            means.empty() ? "" : ": ",
            means
        );
    };
    add("factor", facts.factor);
    add("copies", facts.copies);
    add("status", facts.status);
    add("bandwidth", facts.bandwidth);
    add("field", facts.field);
    add("delay", facts.delay, facts.delay_means);
    return text;
}

/// One table of docs/faults.md.
std::string table_of(FaultSite site) {
    std::string table =
        "| kind | what becomes of the requests that it meets | takes |\n|---|---|---|\n";
    for (const FaultFacts& facts : fault_catalogue()) {
        if (facts.site == site) {
            table += fmt::format("| `{}` | {} | {} |\n", facts.name, facts.does, numbers_of(facts));
        }
    }
    return table;
}

TEST(FaultCatalogueTest, the_documentation_has_its_tables) {
    std::ifstream file{"docs/faults.md"};
    std::stringstream text;
    text << file.rdbuf();
    for (const FaultSite site :
         {FaultSite::door,
          FaultSite::answers,
          FaultSite::link,
          FaultSite::clock,
          FaultSite::records}) {
        EXPECT_NE(text.str().find(table_of(site)), std::string::npos)
            << "docs/faults.md needs this table:\n"
            << table_of(site);
    }
}

}  // namespace
}  // namespace drydock
