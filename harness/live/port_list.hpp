#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace drydock::harness {

/// `first` and those after it; all 0, which the operating system chooses for, when it is 0.
[[nodiscard]] inline std::vector<std::uint16_t> ports_from(std::uint16_t first, std::size_t count) {
    std::vector<std::uint16_t> ports(count, 0);
    for (std::size_t index = 0; first != 0 && index < count; ++index) {
        ports[index] = static_cast<std::uint16_t>(first + index);
    }
    return ports;
}

}  // namespace drydock::harness
