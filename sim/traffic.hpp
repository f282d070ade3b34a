#pragma once

#include "core/landscape/traffic.hpp"

namespace drydock::sim {

using drydock::SystemCount;
using drydock::TrafficCount;

}  // namespace drydock::sim
