#include "app/interruption.hpp"

#include <csignal>
#include <string_view>

#include <unistd.h>

#include "app/exit_code.hpp"

namespace drydock::app {

namespace {

volatile std::sig_atomic_t interruption = 0;

void on_interruption(int) {
    interruption = 1;
}

void on_abort(int) {
    constexpr std::string_view text =
        "drydock: this is a bug in Drydock, not in your scenario. Please report it with the line "
        "above and the command that you ran.\n";
    // Nothing else is safe in a signal handler; whether it could be written changes nothing.
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text.data(), text.size());
    ::_exit(static_cast<int>(ExitCode::broken));
}

}  // namespace

void listen_for_interruption() {
    struct sigaction action {};
    action.sa_handler = on_interruption;
    sigemptyset(&action.sa_mask);
    // The second one finds the default, which ends the process.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // A file at the limit of its size (ulimit -f) is then an error of the write, with a message.
    std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() {
    return interruption != 0;
}

void report_failed_checks() {
    std::signal(SIGABRT, on_abort);
}

}  // namespace drydock::app
