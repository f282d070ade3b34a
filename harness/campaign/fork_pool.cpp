#include "harness/campaign/fork_pool.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/check.hpp"

namespace drydock::harness {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t last_words_max = 4'096;
constexpr int poll_interval_ms = 100;

struct Child {
    std::uint64_t id = 0;
    pid_t process = -1;
    int output = -1;  ///< -1 when it has been read to its end.
    int words = -1;
    Clock::time_point deadline;
    ForkedResult result{};

    [[nodiscard]] bool silent() const { return output < 0 && words < 0; }
};

void write_all(int file, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            ::_exit(4);  // Nobody listens any more.
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

[[noreturn]] void be_child(const ForkedTask& task, int output, int words) {
    ::dup2(words, STDERR_FILENO);
    std::signal(SIGINT, SIG_IGN);  // Ctrl-C is for the parent, which ends its children.
    int code = 0;
    try {
        write_all(output, task.run());
    } catch (const std::exception& error) {
        write_all(STDERR_FILENO, fmt::format("{}\n", error.what()));
        code = 4;
    }
    std::fflush(stderr);
    ::_exit(code);  // The parent's buffers and exit handlers are not this process's.
}

Child start(const ForkedTask& task, Duration limit) {
    std::array<int, 2> output{};
    std::array<int, 2> words{};
    DRYDOCK_CHECK(::pipe(output.data()) == 0);
    DRYDOCK_CHECK(::pipe(words.data()) == 0);
    std::fflush(nullptr);
    const pid_t process = ::fork();
    DRYDOCK_CHECK(process >= 0);
    if (process == 0) {
        ::close(output[0]);
        ::close(words[0]);
        be_child(task, output[1], words[1]);
    }
    ::close(output[1]);
    ::close(words[1]);
    Child child;
    child.id = task.id;
    child.process = process;
    child.output = output[0];
    child.words = words[0];
    child.deadline = Clock::now() + limit;
    return child;
}

void kill_child(const Child& child) {
    ::kill(child.process, SIGKILL);
}

/// Reads what is there; closes and forgets the file at its end.
void read_some(int& file, std::string& text) {
    std::array<char, 65'536> piece{};
    const ssize_t size = ::read(file, piece.data(), piece.size());
    if (size > 0) {
        text.append(piece.data(), static_cast<std::size_t>(size));
    } else if (size == 0 || errno != EINTR) {
        ::close(file);
        file = -1;
    }
}

void read_child(Child& child, const ForkPoolSettings& settings) {
    ForkedResult& result = child.result;
    if (result.output.size() > settings.output_max) {
        kill_child(child);
    }
    if (result.last_words.size() > last_words_max) {
        result.last_words.erase(0, result.last_words.size() - last_words_max);
    }
}

ForkedResult bury(Child& child) {
    int status = 0;
    while (::waitpid(child.process, &status, 0) < 0 && errno == EINTR) {
    }
    ForkedResult result = std::move(child.result);
    result.id = child.id;
    if (result.end == ForkedResult::End::timed_out) {
        return result;
    }
    if (WIFSIGNALED(status)) {
        result.end = ForkedResult::End::crashed;
        result.last_words += fmt::format("ended by signal {}", ::strsignal(WTERMSIG(status)));
    } else if (WEXITSTATUS(status) != 0) {
        result.end = ForkedResult::End::crashed;
        result.last_words += fmt::format("ended with exit code {}", WEXITSTATUS(status));
    }
    return result;
}

void listen(std::vector<Child>& children, const ForkPoolSettings& settings) {
    std::vector<pollfd> files;
    for (const Child& child : children) {
        files.push_back({child.output, POLLIN, 0});
        files.push_back({child.words, POLLIN, 0});
    }
    if (::poll(files.data(), files.size(), poll_interval_ms) <= 0) {
        return;
    }
    for (std::size_t index = 0; index < children.size(); ++index) {
        Child& child = children[index];
        if (files[2 * index].revents != 0) {
            read_some(child.output, child.result.output);
        }
        if (files[2 * index + 1].revents != 0) {
            read_some(child.words, child.result.last_words);
        }
        read_child(child, settings);
    }
}

}  // namespace

void run_forked(
    const ForkPoolSettings& settings,
    const std::function<std::optional<ForkedTask>()>& next,
    const std::function<void(ForkedResult)>& done,
    const std::function<bool()>& stopped
) {
    DRYDOCK_CHECK(settings.jobs >= 1);
    DRYDOCK_CHECK(settings.limit > Duration::zero());
    std::vector<Child> children;
    bool more = true;
    while (!stopped()) {
        while (more && children.size() < settings.jobs) {
            if (const auto task = next()) {
                children.push_back(start(*task, settings.limit));
            } else {
                more = false;
            }
        }
        if (children.empty()) {
            return;
        }
        listen(children, settings);
        const Clock::time_point now = Clock::now();
        for (auto child = children.begin(); child != children.end();) {
            if (now >= child->deadline && child->result.end != ForkedResult::End::timed_out) {
                child->result.end = ForkedResult::End::timed_out;
                child->result.last_words += "took too long";
                kill_child(*child);
            }
            if (!child->silent()) {
                ++child;
                continue;
            }
            ForkedResult result = bury(*child);
            child = children.erase(child);
            done(std::move(result));
        }
    }
    for (Child& child : children) {
        kill_child(child);
        static_cast<void>(bury(child));
        for (const int file : {child.output, child.words}) {
            if (file >= 0) {
                ::close(file);
            }
        }
    }
}

}  // namespace drydock::harness
