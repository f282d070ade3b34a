#include "harness/contract/texts.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace drydock::harness::contract {

namespace {

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

bool is_capital(char character) {
    return character >= 'A' && character <= 'Z';
}

bool in_name(char character) {
    return is_capital(character) || is_digit(character) || character == '/';
}

bool in_word(char character) {
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

bool in_model(char character) {
    return (character >= 'a' && character <= 'z') || is_digit(character) || character == '_' ||
           character == '.';
}

/// Sequences that have no slash, with the digits that they are padded to at least.
struct PlainSequence {
    std::string_view prefix;
    std::size_t digits;
};
constexpr auto plain_sequences = std::to_array<PlainSequence>({{"S", 5}, {"P", 5}, {"PACK", 7}});

std::size_t digits_at_end(std::string_view word) {
    const auto last = std::find_if_not(word.rbegin(), word.rend(), is_digit);
    return static_cast<std::size_t>(last - word.rbegin());
}

std::size_t digits_at(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) {
        ++end;
    }
    return end - from;
}

class Cutter {
public:
    explicit Cutter(std::string_view text) : text_{text} {}

    std::vector<Piece> cut() {
        while (at_ < text_.size()) {
            if (!take_name() && !take_counted("User: ", "res.users") &&
                !take_counted("(id ", "account.move") &&
                !take_counted("/my/invoices/", "account.move") &&
                !take_counted("/my/orders/", "sale.order") && !take_records()) {
                take_literal();
            }
        }
        return std::move(pieces_);
    }

private:
    void add_literal(std::string_view text) {
        if (pieces_.empty() || pieces_.back().kind != PieceKind::literal) {
            pieces_.push_back({PieceKind::literal, {}, {}});
        }
        pieces_.back().text += text;
        at_ += text.size();
    }

    /// A whole word at once, so that no number is found in the middle of one.
    void take_literal() {
        std::size_t end = at_ + 1;
        if (in_word(text_[at_])) {
            while (end < text_.size() && in_word(text_[end])) {
                ++end;
            }
        }
        add_literal(text_.substr(at_, end - at_));
    }

    bool take_name() {
        if (!is_capital(text_[at_]) || (at_ > 0 && (in_word(text_[at_ - 1])))) {
            return false;
        }
        std::size_t end = at_;
        while (end < text_.size() && in_name(text_[end])) {
            ++end;
        }
        std::string_view word = text_.substr(at_, end - at_);
        // "S00026/SKU-A: Stock>Customers" begins with an order's number.
        if (const std::string_view first = word.substr(0, word.find('/'));
            first.size() < word.size() && is_sequence_name(first)) {
            word = first;
            end = at_ + first.size();
        }
        if ((end < text_.size() && in_word(text_[end])) || !is_sequence_name(word)) {
            return false;
        }
        pieces_.push_back({PieceKind::name, std::string{word}, {}});
        at_ = end;
        return true;
    }

    bool take_counted(std::string_view before, std::string_view model) {
        if (text_.compare(at_, before.size(), before) != 0) {
            return false;
        }
        const std::size_t digits = digits_at(text_, at_ + before.size());
        if (digits == 0) {
            return false;
        }
        add_literal(before);
        add_id(digits, model);
        return true;
    }

    void add_id(std::size_t digits, std::string_view model) {
        pieces_.push_back(
            {PieceKind::id, std::string{text_.substr(at_, digits)}, std::string{model}}
        );
        at_ += digits;
    }

    /// "res.partner(7,)", "stock.picking(7, 8)": Python's way to show records.
    bool take_records() {
        if (!in_model(text_[at_]) || (at_ > 0 && in_word(text_[at_ - 1]))) {
            return false;
        }
        std::size_t end = at_;
        while (end < text_.size() && in_model(text_[end])) {
            ++end;
        }
        const std::string_view model = text_.substr(at_, end - at_);
        if (model.find('.') == std::string_view::npos || end >= text_.size() || text_[end] != '(' ||
            digits_at(text_, end + 1) == 0) {
            return false;
        }
        add_literal(text_.substr(at_, end + 1 - at_));
        while (const std::size_t digits = digits_at(text_, at_)) {
            add_id(digits, model);
            if (text_.compare(at_, 2, ", ") == 0) {
                add_literal(", ");
            }
        }
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Piece> pieces_;
};

}  // namespace

std::string_view sequence_prefix(std::string_view name) {
    return name.substr(0, name.size() - digits_at_end(name));
}

bool is_sequence_name(std::string_view word) {
    const std::size_t digits = digits_at_end(word);
    const std::string_view prefix = word.substr(0, word.size() - digits);
    for (const PlainSequence& sequence : plain_sequences) {
        if (prefix == sequence.prefix) {
            return digits >= sequence.digits;
        }
    }
    // "WH/OUT/00001": five digits, two parts before them, none of them empty.
    return digits >= 5 && prefix.ends_with('/') && prefix.size() > 1 &&
           is_capital(prefix.front()) && std::count(prefix.begin(), prefix.end(), '/') >= 2 &&
           prefix.find("//") == std::string_view::npos;
}

std::vector<Piece> pieces_of(std::string_view text) {
    return Cutter{text}.cut();
}

}  // namespace drydock::harness::contract
