#pragma once

// The one file that names Asio: version 1.74's coroutine headers need <utility> before them, and
// what is set here must be the same in every source file. Only source files and the headers that
// they share include this; no header that another room sees does.
#include <utility>

#define BOOST_ASIO_NO_DEPRECATED
#include <boost/asio/connect.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

namespace drydock::live {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

// Every io_context has one thread, so nothing needs a strand; and what is told by its own type
// costs no call through asio's any_io_executor.
using IoExecutor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<tcp, IoExecutor>;
using Acceptor = asio::basic_socket_acceptor<tcp, IoExecutor>;
using Resolver = asio::ip::basic_resolver<tcp, IoExecutor>;
using SteadyTimer = asio::basic_waitable_timer<
    std::chrono::steady_clock,
    asio::wait_traits<std::chrono::steady_clock>,
    IoExecutor>;

}  // namespace drydock::live
