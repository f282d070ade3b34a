#include "app/trace_output.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fmt/format.h>

namespace drydock::app {

namespace {

std::string unfinished(const std::string& file) {
    return file + ".new";
}

std::string describe(const reports::OtlpExport& sent, const std::string& url) {
    return fmt::format(
        "otlp: {} spans to {} in {} posts, {} retries, {} rejected, {} dropped{}{}\n",
        sent.spans_sent,
        url,
        sent.posts,
        sent.retries,
        sent.spans_rejected,
        sent.spans_dropped,
        sent.problem.empty() ? "" : ": ",
        sent.problem
    );
}

}  // namespace

TraceOutput::TraceOutput(const TelemetryOptions& options, const std::vector<std::string>& services)
    : file_{options.traces_file}, url_{options.otlp_url}, document_{services} {
    if (!file_.empty()) {
        open_file();
    }
    if (!url_.empty()) {
        auto port = LivePort::open(url_);
        if (!port) {
            note(port.error());
            return;
        }
        port_ = *std::move(port);
        exporter_.emplace(services, *port_);
    }
}

void TraceOutput::note(std::string problem) {
    if (problem_.empty()) {
        problem_ = std::move(problem);
    }
}

void TraceOutput::open_file() {
    const std::filesystem::path folder = std::filesystem::path{file_}.parent_path();
    std::error_code error;
    if (!folder.empty()) {
        std::filesystem::create_directories(folder, error);
    }
    if (error) {
        note(fmt::format("cannot make {}: {}", folder.string(), error.message()));
        return;
    }
    stream_.open(unfinished(file_), std::ios::binary | std::ios::trunc);
    if (!stream_) {
        note(fmt::format("cannot write {}: {}", file_, std::strerror(errno)));
    }
}

void TraceOutput::write_piece() {
    const std::string_view text = document_.text();
    stream_.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!stream_) {
        note(fmt::format("cannot write {}: {}", file_, std::strerror(errno)));
    }
    document_.clear();
}

void TraceOutput::take(std::span<const reports::Span> spans) {
    if (stream_.is_open() && stream_) {
        document_.add(spans);
        write_piece();
    }
    if (exporter_) {
        exporter_->send(spans);
    }
}

expected<std::string, std::string> TraceOutput::finish() {
    if (stream_.is_open() && stream_) {
        document_.end();
        write_piece();
        stream_.close();
        std::error_code error;
        std::filesystem::rename(unfinished(file_), file_, error);
        if (!stream_ || error) {
            note(fmt::format("cannot write {}: {}", file_, error.message()));
        }
    }
    if (!problem_.empty()) {
        return unexpected{problem_};
    }
    return exporter_ ? describe(exporter_->result(), url_) : std::string{};
}

}  // namespace drydock::app
