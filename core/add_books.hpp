#pragma once

#include "core/books.hpp"
#include "core/landscape/wall_clock.hpp"
#include "core/node.hpp"

namespace drydock {

/// Adds what the Node has in its books, with its instants told back from what its clock showed to
/// the World's time: whoever compares the books of two systems compares what happened.
void add_books(const Node& node, const WallClock& clock, Books& books);

}  // namespace drydock
