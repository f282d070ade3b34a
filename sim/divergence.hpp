#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <iosfwd>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/trace.hpp"

namespace drydock::sim {

/// Writes one line a Step: "<number> <fingerprint in hex> <what happened>". The text is written
/// only for the Steps in the window, as it costs some microseconds; the fingerprint always.
class StepLogWriter final : public StepTracer {
public:
    struct Window {
        std::uint64_t first = 1;
        std::uint64_t last = std::numeric_limits<std::uint64_t>::max();
    };

    explicit StepLogWriter(std::ostream& out) : StepLogWriter{out, Window{}} {}
    StepLogWriter(std::ostream& out, Window window) : out_{out}, window_{window} {}

    void on_step(std::uint64_t number, std::uint64_t fingerprint, const StepView& view) override;

private:
    std::ostream& out_;
    Window window_;
};

/// Keeps the fingerprint of every Step: 8 bytes each.
class FingerprintLog final : public StepTracer {
public:
    void on_step(std::uint64_t, std::uint64_t fingerprint, const StepView&) override {
        fingerprints_.push_back(fingerprint);
    }
    [[nodiscard]] const std::vector<std::uint64_t>& fingerprints() const { return fingerprints_; }

private:
    std::vector<std::uint64_t> fingerprints_;
};

/// The first Step at which two runs that should be one are not.
struct Divergence {
    std::uint64_t step = 0;           ///< Its number, from 1.
    std::vector<std::string> before;  ///< The lines before it, which are the same in both.
    std::string left;                 ///< Empty: that run had ended.
    std::string right;
};

/// The number of the first Step that differs; nullopt when the runs are the same.
[[nodiscard]] std::optional<std::uint64_t> first_difference(
    const std::vector<std::uint64_t>& left, const std::vector<std::uint64_t>& right
);

/// Compares what two StepLogWriters wrote. Keeps at most `before_max` lines of what came before.
[[nodiscard]] std::optional<Divergence> find_divergence(
    std::istream& left, std::istream& right, std::size_t before_max = 20
);

/// Some lines for a person.
[[nodiscard]] std::string describe(const Divergence& divergence);

}  // namespace drydock::sim
