#include "app/campaign_progress.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <unistd.h>

namespace drydock::app {

CampaignProgress::CampaignProgress() : terminal_{::isatty(STDERR_FILENO) == 1} {}

CampaignProgress::~CampaignProgress() {
    if (drawn_) {
        std::cerr << "\r\x1b[K" << std::flush;
    }
}

void CampaignProgress::show(const harness::SweepProgress& progress) {
    const bool tenth = progress.done % std::max<std::uint64_t>(progress.seeds / 10, 1) == 0;
    if (!terminal_ && !tenth) {
        return;
    }
    std::cerr << fmt::format(
                     "{}{} of {} runs, {} failed{}",
                     terminal_ ? "\r" : "",
                     progress.done,
                     progress.seeds,
                     progress.failed,
                     terminal_ ? "\x1b[K" : "\n"
                 )
              << std::flush;
    drawn_ = terminal_;
}

}  // namespace drydock::app
