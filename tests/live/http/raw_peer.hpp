#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace drydock::live::http {

/// A socket that says exactly the bytes it is told to: for peers that no library would let be so
/// rude.
class RawPeer {
public:
    explicit RawPeer(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
            ::close(socket_);
            throw std::runtime_error{"refused"};
        }
    }
    RawPeer(const RawPeer&) = delete;
    RawPeer& operator=(const RawPeer&) = delete;
    ~RawPeer() { ::close(socket_); }

    /// False once the other side has broken off.
    bool say(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0) {
                return false;
            }
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    void end_saying() { ::shutdown(socket_, SHUT_WR); }

    /// All that comes until `enough` is in it, the other side closes, or that many milliseconds
    /// pass.
    std::string hear(std::string_view enough = "\r\n\r\n", int ms_max = 5'000) {
        std::string heard = std::move(rest_);
        rest_.clear();
        while (enough.empty() || heard.find(enough) == std::string::npos) {
            pollfd poll{.fd = socket_, .events = POLLIN, .revents = 0};
            if (::poll(&poll, 1, ms_max) <= 0) {
                break;
            }
            char buffer[4'096];
            const auto count = ::recv(socket_, buffer, sizeof buffer, 0);
            if (count <= 0) {
                closed_ = true;
                reset_ = count < 0;
                break;
            }
            heard.append(buffer, static_cast<std::size_t>(count));
        }
        return heard;
    }
    /// Until the other side closes.
    std::string hear_all(int ms_max = 5'000) { return hear({}, ms_max); }

    [[nodiscard]] bool closed() const { return closed_; }
    [[nodiscard]] bool reset() const { return reset_; }

private:
    int socket_;
    std::string rest_;
    bool closed_ = false;
    bool reset_ = false;
};

}  // namespace drydock::live::http
