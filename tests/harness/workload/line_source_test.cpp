#include "harness/workload/line_source.hpp"

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/harness/workload/temporary_file.hpp"

namespace drydock::harness {
namespace {

struct Reading {
    std::vector<std::string> lines;
    std::string error;
};

Reading read(const std::string& content) {
    const TemporaryFile file{content};
    auto source = LineSource::open(file.path());
    Reading reading;
    if (!source) {
        reading.error = source.error();
        return reading;
    }
    while (const auto line = source->next()) {
        reading.lines.emplace_back(*line);
    }
    EXPECT_EQ(source->line_number(), reading.lines.size());
    reading.error = source->error();
    return reading;
}

std::string content_of(const char* path) {
    std::ifstream file{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

using Lines = std::vector<std::string>;

TEST(LineSourceTest, GivesLinesWithoutTheirEnds) {
    EXPECT_EQ(read("a\nb\n").lines, (Lines{"a", "b"}));
    EXPECT_EQ(read("a\r\n\r\nb").lines, (Lines{"a", "", "b"}));
    EXPECT_EQ(read("").lines, Lines{});
}

TEST(LineSourceTest, GivesLinesWholeAcrossPieces) {
    std::string content;
    Lines expected;
    for (int number = 0; number < 60'000; ++number) {
        expected.push_back("line " + std::to_string(number));
        content += expected.back() + "\n";
    }
    const Reading reading = read(content);
    EXPECT_EQ(reading.lines, expected);
    EXPECT_EQ(reading.error, "");
}

TEST(LineSourceTest, RefusesALineOfMoreThanAMebibyte) {
    const Reading reading = read("a\n" + std::string(3U << 20U, 'x'));
    EXPECT_EQ(reading.lines, Lines{"a"});
    EXPECT_EQ(reading.error, "line 2 is longer than 1 MiB");
}

TEST(LineSourceTest, ReadsXzByItsContentAndNotByItsName) {
    const Reading reading = read(content_of("scenarios/data/products.csv.xz"));
    EXPECT_EQ(reading.error, "");
    ASSERT_EQ(reading.lines.size(), 5'305U);
    EXPECT_EQ(reading.lines[0], "stock_code,description,median_price");
}

TEST(LineSourceTest, SaysThatAnXzFileIsTruncated) {
    const std::string whole = content_of("scenarios/data/products.csv.xz");
    for (const std::size_t size : {whole.size() - 1, whole.size() / 2, std::size_t{13}}) {
        EXPECT_NE(read(whole.substr(0, size)).error.find("truncated"), std::string::npos) << size;
    }
}

TEST(LineSourceTest, SaysThatAnXzFileIsDamaged) {
    std::string content = content_of("scenarios/data/products.csv.xz");
    content[content.size() / 2] = static_cast<char>(content[content.size() / 2] ^ 0x55);
    EXPECT_NE(read(content).error.find("damaged"), std::string::npos);
}

TEST(LineSourceTest, SaysWhyAFileCannotBeOpened) {
    const auto source = LineSource::open("scenarios/data/none.csv");
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error(), "scenarios/data/none.csv: No such file or directory");
}

}  // namespace
}  // namespace drydock::harness
