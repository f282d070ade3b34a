#include "harness/rehearsal/result_files.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

namespace drydock::harness {

namespace {

expected<void, std::string> write(const std::filesystem::path& path, std::string_view content) {
    errno = 0;
    std::ofstream out{path, std::ios::binary | std::ios::trunc};
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) {
        return unexpected{fmt::format(
            "cannot write {}: {}",
            path.string(),
            errno == 0 ? "unknown error" : std::strerror(errno)
        )};
    }
    return {};
}

}  // namespace

expected<void, std::string> write_result_files(
    const std::string& directory, const std::vector<ResultFile>& files
) {
    const std::filesystem::path folder{directory};
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return unexpected{fmt::format("cannot make {}: {}", directory, error.message())};
    }
    for (const ResultFile& file : files) {
        if (auto written = write(folder / (file.name + ".new"), file.content); !written) {
            return written;
        }
    }
    for (const ResultFile& file : files) {
        std::filesystem::rename(folder / (file.name + ".new"), folder / file.name, error);
        if (error) {
            return unexpected{fmt::format(
                "cannot replace {}: {}", (folder / file.name).string(), error.message()
            )};
        }
    }
    return {};
}

std::string default_result_directory(
    std::string_view scenario, std::string_view strategy, std::uint64_t seed
) {
    std::string name = fmt::format("{}-{}-seed{}", scenario, strategy, seed);
    for (char& character : name) {
        const bool plain = (character >= 'a' && character <= 'z') ||
                           (character >= 'A' && character <= 'Z') ||
                           (character >= '0' && character <= '9') || character == '.' ||
                           character == '_' || character == '-';
        if (!plain) {
            character = '-';
        }
    }
    return "out/" + name;
}

}  // namespace drydock::harness
