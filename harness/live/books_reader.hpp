#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/books.hpp"
#include "core/expected.hpp"
#include "core/landscape/demand.hpp"
#include "harness/live/external.hpp"
#include "harness/live/external_odoo.hpp"

namespace drydock::harness {

/// Reads an external Odoo's books on a thread of its own, so that a World that runs meanwhile is
/// not kept waiting. One reading at a time.
class BooksReaderThread {
public:
    explicit BooksReaderThread(Externals externals) : externals_{std::move(externals)} {}

    struct Wish {
        std::shared_ptr<const Demand> demand{};
        SystemId self{};
        Instant since{};
        RunClock clock{};
    };
    using Done = std::function<void(expected<Books, std::string>&&)>;

    /// `done` is called on the thread, once. False, and nothing is read, while another reading is
    /// under way.
    [[nodiscard]] bool read(Wish wish, Done done);

private:
    const Externals externals_;
    std::mutex mutex_;
    bool busy_ = false;  ///< Under `mutex_`.
    std::jthread thread_;
};

}  // namespace drydock::harness
