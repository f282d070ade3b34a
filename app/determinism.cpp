#include "app/determinism.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>

#include <fcntl.h>
#include <fmt/format.h>
#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/step_files.hpp"
#include "sim/divergence.hpp"

namespace drydock::app {

namespace {

namespace fs = std::filesystem;

enum class Sound : std::uint8_t { as_usual, silent };

/// A directory that is gone with its contents at the end of the scope; empty when none can be made.
class ScratchDirectory {
public:
    ScratchDirectory() {
        std::string pattern = (fs::temp_directory_path() / "drydock-XXXXXX").string();
        if (::mkdtemp(pattern.data()) != nullptr) {
            path_ = pattern;
        }
    }
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;
    ~ScratchDirectory() {
        std::error_code ignored;
        if (!path_.empty()) {
            fs::remove_all(path_, ignored);
        }
    }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

/// This program again, with those words. Its exit code; nullopt when it could not run or was
/// killed.
std::optional<int> run_self(std::vector<std::string> words, Sound sound) {
    std::string program = "/proc/self/exe";
    std::vector<char*> arguments{program.data()};
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    const pid_t child = ::fork();
    if (child < 0) {
        return std::nullopt;
    }
    if (child == 0) {
        if (sound == Sound::silent) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, STDOUT_FILENO);
        }
        ::execv(program.c_str(), arguments.data());
        ::_exit(static_cast<int>(ExitCode::broken));
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return std::nullopt;
        }
    }
    return WIFEXITED(status) ? std::optional{WEXITSTATUS(status)} : std::nullopt;
}

bool has_result(std::optional<int> code) {
    return code == static_cast<int>(ExitCode::passed) ||
           code == static_cast<int>(ExitCode::failed) ||
           code == static_cast<int>(ExitCode::inconclusive);
}

struct TwoRuns {
    const std::vector<std::string>& words;
    const fs::path& scratch;

    /// Run 0 as it is; run 1 silent, with another heap and its result thrown away.
    [[nodiscard]] std::optional<int> operator()(
        int run, Sound sound, const std::vector<std::string>& more
    ) const {
        std::vector<std::string> all = words;
        all.insert(all.end(), more.begin(), more.end());
        if (run == 1 || sound == Sound::silent) {
            all.emplace_back("--out");
            all.push_back((scratch / fmt::format("result-{}", run)).string());
        }
        if (run == 1) {
            all.emplace_back("--perturb-heap");
        }
        return run_self(std::move(all), sound);
    }
};

ExitCode give_up(const std::string& reason) {
    std::cerr << "drydock: cannot verify determinism: " << reason << '\n';
    return ExitCode::broken;
}

/// Runs both again, to see what happened around that Step.
ExitCode show_divergence(const TwoRuns& run, std::uint64_t step) {
    std::array<std::string, 2> logs;
    for (int index = 0; index < 2; ++index) {
        std::string& log = logs.at(static_cast<std::size_t>(index));
        log = (run.scratch / fmt::format("steps-{}", index)).string();
        static_cast<void>(run(
            index, Sound::silent, {"--step-log", log, "--step-log-around", fmt::format("{}", step)}
        ));
    }
    std::ifstream left{logs[0]};
    std::ifstream right{logs[1]};
    std::cerr << "drydock: two runs of one seed differ, first at step " << step << '\n';
    if (const auto divergence = sim::find_divergence(left, right)) {
        std::cerr << sim::describe(*divergence) << '\n';
    }
    return ExitCode::broken;
}

/// The given words without --out and its value: the option may stand only once.
std::vector<std::string> without_out(const std::vector<std::string>& words) {
    std::vector<std::string> rest;
    for (std::size_t index = 0; index < words.size(); ++index) {
        if (words[index] == "--out") {
            ++index;
        } else if (!words[index].starts_with("--out=")) {
            rest.push_back(words[index]);
        }
    }
    return rest;
}

}  // namespace

ExitCode verify_determinism(const std::vector<std::string>& words) {
    const ScratchDirectory scratch;
    if (scratch.path().empty()) {
        return give_up("no directory can be made in " + fs::temp_directory_path().string());
    }
    const auto fingerprints = [&](int run) {
        return (scratch.path() / fmt::format("fingerprints-{}", run)).string();
    };
    const std::vector<std::string> words_without_out = without_out(words);
    const TwoRuns as_asked{words, scratch.path()};
    const TwoRuns apart{words_without_out, scratch.path()};
    const auto code = as_asked(0, Sound::as_usual, {"--step-fingerprints", fingerprints(0)});
    if (!has_result(code)) {
        // It has said itself what is wrong.
        return code ? static_cast<ExitCode>(*code) : ExitCode::broken;
    }
    const auto second = apart(1, Sound::silent, {"--step-fingerprints", fingerprints(1)});
    if (!has_result(second)) {
        return give_up("the first run came to its end, the second did not");
    }
    const auto left = read_fingerprints(fingerprints(0));
    const auto right = read_fingerprints(fingerprints(1));
    if (!left || !right) {
        return give_up("the fingerprints of the steps cannot be read back");
    }
    if (const auto step = sim::first_difference(*left, *right)) {
        return show_divergence(apart, *step);
    }
    std::cerr << "drydock: both runs took the same " << left->size() << " steps\n";
    return static_cast<ExitCode>(*code);
}

void perturb_heap() {
    // Fresh memory is filled with a byte that is neither 0 nor small.
    ::mallopt(M_PERTURB, 0xA5);
    ::mallopt(M_MMAP_THRESHOLD, 64 * 1'024);
    // Kept to the end of the process, so that everything after lies elsewhere.
    static std::array<void*, 64> kept{};
    for (std::size_t index = 0; index < kept.size(); ++index) {
        kept.at(index) = std::malloc(48 + 1'000 * index % 7'919);
    }
}

}  // namespace drydock::app
