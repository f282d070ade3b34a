#include "harness/workload/line_source.hpp"

#include <array>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <lzma.h>

namespace drydock::harness {

namespace {

constexpr std::size_t piece_size_bytes = std::size_t{256} * 1'024;
/// A line longer than this is no line of orders. Bounds the buffer.
constexpr std::size_t line_size_max_bytes = std::size_t{1} << 20U;
/// Memory that the decoder may take. xz -9 needs 65 MiB.
constexpr std::uint64_t decoder_memory_max_bytes = std::uint64_t{128} << 20U;

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

bool has_xz_magic(std::FILE* file) {
    constexpr std::array<unsigned char, 6> magic{0xFD, '7', 'z', 'X', 'Z', 0x00};
    std::array<unsigned char, 6> head{};
    const std::size_t size = std::fread(head.data(), 1, head.size(), file);
    std::rewind(file);
    return size == head.size() && head == magic;
}

}  // namespace

struct LineSource::State {
    std::unique_ptr<std::FILE, FileCloser> file;
    bool compressed = false;
    lzma_stream decoder = LZMA_STREAM_INIT;
    std::vector<unsigned char> input = std::vector<unsigned char>(piece_size_bytes);
    std::vector<char> text;
    std::size_t begin = 0;  ///< Of what is not yet given out.
    std::size_t line_number = 0;
    bool at_end = false;
    std::string error;

    State() = default;
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { lzma_end(&decoder); }

    void fill();
    void read_plain();
    void decode();
};

void LineSource::State::read_plain() {
    const std::size_t size = text.size();
    text.resize(size + piece_size_bytes);
    const std::size_t got = std::fread(text.data() + size, 1, piece_size_bytes, file.get());
    text.resize(size + got);
    if (got == 0) {
        at_end = true;
        if (std::ferror(file.get()) != 0) {
            error = "the file cannot be read";
        }
    }
}

void LineSource::State::decode() {
    const std::size_t size = text.size();
    text.resize(size + piece_size_bytes);
    decoder.next_out = reinterpret_cast<unsigned char*>(text.data() + size);
    decoder.avail_out = piece_size_bytes;
    lzma_ret result = LZMA_OK;
    while (decoder.avail_out > 0 && result == LZMA_OK) {
        if (decoder.avail_in == 0) {
            decoder.next_in = input.data();
            decoder.avail_in = std::fread(input.data(), 1, input.size(), file.get());
        }
        const bool no_more = decoder.avail_in == 0;
        result = lzma_code(&decoder, no_more ? LZMA_FINISH : LZMA_RUN);
    }
    text.resize(size + piece_size_bytes - decoder.avail_out);
    if (result == LZMA_STREAM_END) {
        at_end = true;
    } else if (result == LZMA_BUF_ERROR) {
        at_end = true;
        error = "the xz file is truncated: it ends in the middle of its data";
    } else if (result != LZMA_OK) {
        at_end = true;
        error = fmt::format("the xz file is damaged (liblzma error {})", static_cast<int>(result));
    }
}

void LineSource::State::fill() {
    text.erase(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin));
    begin = 0;
    compressed ? decode() : read_plain();
}

LineSource::LineSource(std::unique_ptr<State> state) : state_{std::move(state)} {}
LineSource::LineSource(LineSource&&) noexcept = default;
LineSource& LineSource::operator=(LineSource&&) noexcept = default;
LineSource::~LineSource() = default;

expected<LineSource, std::string> LineSource::open(const std::string& path) {
    auto state = std::make_unique<State>();
    state->file.reset(std::fopen(path.c_str(), "rb"));
    if (!state->file) {
        return unexpected{fmt::format("{}: {}", path, std::strerror(errno))};
    }
    state->compressed = has_xz_magic(state->file.get());
    if (state->compressed &&
        lzma_stream_decoder(&state->decoder, decoder_memory_max_bytes, 0) != LZMA_OK) {
        return unexpected{fmt::format("{}: the xz decoder cannot start", path)};
    }
    return LineSource{std::move(state)};
}

std::optional<std::string_view> LineSource::next() {
    State& state = *state_;
    std::size_t searched = state.begin;
    while (state.error.empty()) {
        const std::string_view unsearched{
            state.text.data() + searched, state.text.size() - searched};
        const std::size_t newline = unsearched.find('\n');
        const char* const found =
            newline == std::string_view::npos ? nullptr : unsearched.data() + newline;
        const bool last = found == nullptr && state.at_end && state.begin < state.text.size();
        if (found != nullptr || last) {
            const char* const first = state.text.data() + state.begin;
            const char* const end = last ? state.text.data() + state.text.size() : found;
            std::string_view line{first, static_cast<std::size_t>(end - first)};
            state.begin += line.size() + (last ? 0 : 1);
            ++state.line_number;
            if (line.ends_with('\r')) {
                line.remove_suffix(1);
            }
            return line;
        }
        if (state.at_end) {
            return std::nullopt;
        }
        searched = state.text.size() - state.begin;
        if (searched > line_size_max_bytes) {
            state.error = fmt::format("line {} is longer than 1 MiB", state.line_number + 1);
            break;
        }
        state.fill();
    }
    return std::nullopt;
}

const std::string& LineSource::error() const {
    return state_->error;
}
std::size_t LineSource::line_number() const {
    return state_->line_number;
}

}  // namespace drydock::harness
