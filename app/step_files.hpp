#pragma once

#include <cstdint>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "sim/divergence.hpp"
#include "sim/trace.hpp"

namespace drydock::app {

/// Writes the fingerprint after every Step into a file, 8 bytes each in this machine's order: it is
/// read back by the same program only.
class FingerprintFile final : public sim::StepTracer {
public:
    explicit FingerprintFile(const std::string& path);

    void on_step(std::uint64_t, std::uint64_t fingerprint, const sim::StepView&) override;
    /// False when something could not be written.
    [[nodiscard]] bool finish();

private:
    std::ofstream out_;
    std::vector<std::uint64_t> buffer_;
};

/// Writes what happened at the Steps from 20 before `number` to `number` itself.
class StepLogFile final : public sim::StepTracer {
public:
    StepLogFile(const std::string& path, std::uint64_t number);

    void on_step(std::uint64_t number, std::uint64_t fingerprint, const sim::StepView& view)
        override;
    [[nodiscard]] bool finish();

private:
    std::ofstream out_;
    sim::StepLogWriter writer_;
    std::uint64_t first_;
    std::uint64_t last_;
};

/// Nullopt: a file cannot be read, or does not hold whole fingerprints.
[[nodiscard]] std::optional<std::vector<std::uint64_t>> read_fingerprints(const std::string& path);

}  // namespace drydock::app
