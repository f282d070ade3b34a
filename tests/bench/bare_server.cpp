// What a server costs that does nothing: reads a request with Boost.Beast and answers a constant.
// The mocks are held against it. Usage: drydock_bare_server PORT THREADS
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

/// As long as what a mock answers to the same question.
constexpr const char* constant_body =
    R"({"jsonrpc":"2.0","id":1,"result":{"server_version":"18.0","server_version_info":[18,0,0,"final",0,""],"server_serie":"18.0","protocol_version":1}})";

class Session : public std::enable_shared_from_this<Session> {
public:
    explicit Session(tcp::socket socket) : stream_{std::move(socket)} {
        stream_.socket().set_option(tcp::no_delay{true});
    }

    void read() {
        request_ = {};
        http::async_read(
            stream_,
            buffer_,
            request_,
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error) {
                    self->answer();
                }
            }
        );
    }

private:
    void answer() {
        response_ = {http::status::ok, request_.version()};
        response_.set(http::field::content_type, "application/json");
        response_.keep_alive(request_.keep_alive());
        response_.body() = constant_body;
        response_.prepare_payload();
        http::async_write(
            stream_,
            response_,
            [self = shared_from_this()](beast::error_code error, std::size_t) {
                if (!error && self->response_.keep_alive()) {
                    self->read();
                }
            }
        );
    }

    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    http::request<http::string_body> request_;
    http::response<http::string_body> response_;
};

void accept_sessions(asio::io_context& context, tcp::acceptor& acceptor) {
    acceptor.async_accept(
        asio::make_strand(context),
        [&](beast::error_code error, tcp::socket socket) {
            if (!error) {
                std::make_shared<Session>(std::move(socket))->read();
            }
            accept_sessions(context, acceptor);
        }
    );
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: drydock_bare_server PORT THREADS\n";
        return 2;
    }
    const auto port = static_cast<unsigned short>(std::stoi(argv[1]));
    asio::io_context context;
    tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), port}};
    accept_sessions(context, acceptor);
    std::vector<std::thread> others;
    for (int thread = 1; thread < std::stoi(argv[2]); ++thread) {
        others.emplace_back([&context] { context.run(); });
    }
    context.run();
    for (std::thread& thread : others) {
        thread.join();
    }
}
