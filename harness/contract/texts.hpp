#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace drydock::harness::contract {

/// What stands in a text and differs between two databases without being a difference.
enum class PieceKind : std::uint8_t {
    literal,
    name,  ///< A number out of a sequence: "S00004", "WH/OUT/00001", "INV/2026/00001".
    id,    ///< The id of a record of `model`: "res.partner(7,)", "User: 2", "(id 1)".
};

struct Piece {
    PieceKind kind = PieceKind::literal;
    std::string text;
    std::string model;  ///< Of an id.
};

/// Cuts a text into what is compared as it stands and what is bound. The pieces in their order are
/// the text.
[[nodiscard]] std::vector<Piece> pieces_of(std::string_view text);

/// True for a number out of a sequence, whole: "S00004", "INV/2026/00001", "PACK0000001".
[[nodiscard]] bool is_sequence_name(std::string_view word);

/// A sequence's name without its number: "S", "WH/OUT/", "INV/2026/".
[[nodiscard]] std::string_view sequence_prefix(std::string_view name);

}  // namespace drydock::harness::contract
