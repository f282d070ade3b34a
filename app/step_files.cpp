#include "app/step_files.hpp"

#include <cstring>

namespace drydock::app {

namespace {

constexpr std::size_t buffered_max = 8'192;
constexpr std::uint64_t steps_before = 20;

}  // namespace

FingerprintFile::FingerprintFile(const std::string& path) : out_{path, std::ios::binary} {
    buffer_.reserve(buffered_max);
}

void FingerprintFile::on_step(std::uint64_t, std::uint64_t fingerprint, const sim::StepView&) {
    buffer_.push_back(fingerprint);
    if (buffer_.size() == buffered_max) {
        static_cast<void>(finish());
    }
}

bool FingerprintFile::finish() {
    std::string bytes(buffer_.size() * sizeof(std::uint64_t), '\0');
    if (!buffer_.empty()) {
        std::memcpy(bytes.data(), buffer_.data(), bytes.size());
    }
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out_.flush();
    buffer_.clear();
    return out_.good();
}

StepLogFile::StepLogFile(const std::string& path, std::uint64_t number)
    : out_{path},
      writer_{out_},
      first_{number > steps_before ? number - steps_before : 1},
      last_{number} {}

void StepLogFile::on_step(
    std::uint64_t number, std::uint64_t fingerprint, const sim::StepView& view
) {
    if (number >= first_ && number <= last_) {
        writer_.on_step(number, fingerprint, view);
    }
}

bool StepLogFile::finish() {
    out_.flush();
    return out_.good();
}

std::optional<std::vector<std::uint64_t>> read_fingerprints(const std::string& path) {
    std::ifstream in{path, std::ios::binary | std::ios::ate};
    if (!in) {
        return std::nullopt;
    }
    const auto size = static_cast<std::size_t>(in.tellg());
    if (size % sizeof(std::uint64_t) != 0) {
        return std::nullopt;
    }
    std::string bytes(size, '\0');
    in.seekg(0);
    in.read(bytes.data(), static_cast<std::streamsize>(size));
    if (!in) {
        return std::nullopt;
    }
    std::vector<std::uint64_t> fingerprints(size / sizeof(std::uint64_t));
    if (!fingerprints.empty()) {
        std::memcpy(fingerprints.data(), bytes.data(), size);
    }
    return fingerprints;
}

}  // namespace drydock::app
