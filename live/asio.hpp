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
#include <boost/asio/strand.hpp>
#include <boost/asio/write.hpp>

namespace drydock::live {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// One connection's operations run one after the other on this, whichever thread they are on.
using Strand = asio::strand<asio::io_context::executor_type>;

}  // namespace drydock::live
