#include "app/watch_source.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace drydock::app {

namespace {

namespace fs = std::filesystem;

std::optional<std::string> text_of_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        return std::nullopt;
    }
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

class DirectorySource final : public WatchSource {
public:
    explicit DirectorySource(std::string directory) : directory_{std::move(directory)} {}

    expected<WatchLook, std::string> look() override {
        auto verdict = text_of_file(directory_ / "verdict.json");
        if (!verdict) {
            return unexpected{directory_.string() + " holds no verdict.json yet"};
        }
        return WatchLook{
            .verdict = *std::move(verdict),
            .series = text_of_file(directory_ / "series.json").value_or("")};
    }

private:
    fs::path directory_;
};

class LandscapeSource final : public WatchSource {
public:
    explicit LandscapeSource(ControlClient client) : client_{std::move(client)} {}

    expected<WatchLook, std::string> look() override {
        const auto text = client_.get("/page");
        if (!text) {
            return unexpected{text.error()};
        }
        const auto page = nlohmann::ordered_json::parse(*text, nullptr, false);
        if (!page.is_object() || !page.contains("verdict")) {
            return unexpected{std::string{"the control API answers with no page"}};
        }
        return WatchLook{
            .status = page.at("status").dump(),
            .verdict = page.at("verdict").dump(),
            .series = page.at("series").dump()};
    }
    bool injects() const override { return true; }
    expected<std::string, std::string> change(const std::string& path, const std::string& json)
        override {
        return client_.post(path, json);
    }

private:
    ControlClient client_;
};

}  // namespace

expected<std::string, std::string> WatchSource::change(const std::string&, const std::string&) {
    return unexpected{std::string{"nothing can be done to what is over"}};
}

std::unique_ptr<WatchSource> watch_directory(const std::string& directory) {
    return std::make_unique<DirectorySource>(directory);
}

expected<std::unique_ptr<WatchSource>, std::string> watch_landscape(const ControlOptions& options) {
    auto client = ControlClient::open(options);
    if (!client) {
        return unexpected{client.error()};
    }
    return std::unique_ptr<WatchSource>{std::make_unique<LandscapeSource>(*std::move(client))};
}

}  // namespace drydock::app
