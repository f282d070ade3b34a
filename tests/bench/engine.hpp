#pragma once

#include <cstddef>

#include <simgrid/s4u.hpp>

namespace drydock::bench {

/// One of the hosts that the virtual World's platform has, in this process's one Engine.
[[nodiscard]] inline simgrid::s4u::Host* bench_host(std::size_t index) {
    return simgrid::s4u::Engine::get_instance()->get_all_hosts().at(index);
}

}  // namespace drydock::bench
