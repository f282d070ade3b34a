#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <memory>

#include "live/http/channel.hpp"
#include "live/http/message_reader.hpp"
#include "live/http/server_state.hpp"

namespace drydock::live::http {

/// One connection of a server: reads a request, has it answered, reads the next.
class ServerConnection : public std::enable_shared_from_this<ServerConnection> {
public:
    ServerConnection(std::shared_ptr<Server::State> server, Socket socket, std::uint64_t number);
    ~ServerConnection();

    // Any thread.
    void start();
    void answer(std::uint64_t request, Response&& response);
    void reset(std::uint64_t request);
    void half_close(std::uint64_t request);
    void fall_silent(std::uint64_t request);
    void reset();
    /// Closes unless a request is under way, which then is the last.
    void close_when_idle();
    /// Closes unless a request is under way.
    void make_way();

    /// Since when no request is under way, on the steady clock; max() while one is. Any thread.
    [[nodiscard]] std::chrono::steady_clock::time_point waiting_since() const {
        return std::chrono::steady_clock::time_point{waiting_since_.load()};
    }

private:
    template <class Action>
    void run(Action action);
    void read();
    void on_read(error_code error, std::size_t count);
    void advance(ReadState state);
    void tell();
    void send(std::string bytes, bool keep_alive);
    void send_error(std::uint16_t status, std::string_view detail);
    void linger();
    void discard();

    std::shared_ptr<Server::State> server_;
    std::shared_ptr<Channel> channel_;
    const std::uint64_t number_;
    RequestReader reader_;
    std::array<char, 16'384> buffer_;
    std::atomic<std::chrono::steady_clock::duration> waiting_since_;
    std::uint64_t request_ = 0;  ///< The one under way or last told.
    std::size_t discarded_bytes_ = 0;
    ReadState read_before_ = ReadState::head;
    bool was_idle_ = true;
    bool busy_ = false;
    bool silent_ = false;
    bool keep_alive_ = true;
};

}  // namespace drydock::live::http
