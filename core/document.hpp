#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/hash.hpp"
#include "core/money.hpp"
#include "core/quantity.hpp"

namespace drydock {

/// The name of an object's member. A literal is hashed when compiled, so that a look-up compares
/// one word per member. The text of a literal outlives every document; other text is copied.
class Key {
public:
    template <std::size_t size>
    consteval Key(const char (&literal)[size]
    )  // NOLINT(google-explicit-constructor): reads as text
        : text_{literal, size - 1}, hash_{static_cast<std::uint32_t>(hash_name(text_))} {}

    /// For names that are known only at run time.
    [[nodiscard]] static constexpr Key of_text(std::string_view text) { return Key{text}; }

    [[nodiscard]] constexpr std::string_view text() const { return text_; }
    [[nodiscard]] constexpr std::uint32_t hash() const { return hash_; }

private:
    explicit constexpr Key(std::string_view text)
        : text_{text}, hash_{static_cast<std::uint32_t>(hash_name(text))} {}

    std::string_view text_;
    std::uint32_t hash_;
};

/// A number as written: mantissa / 10^scale. 12.50 is {1250, 2}. `scale` is 0 to 18.
struct Decimal {
    std::int64_t mantissa = 0;
    std::uint8_t scale = 0;
};

enum class ValueKind : std::uint8_t { absent, null, boolean, number, real, string, array, object };

namespace detail {

/// One JSON value on a document's tape; containers are followed by their contents.
struct Cell {
    const char* key = nullptr;
    std::uint32_t key_hash = 0;
    std::uint16_t key_size = 0;
    ValueKind kind = ValueKind::absent;
    std::uint8_t scale = 0;
    std::uint32_t extent = 1;  ///< Cells from this one to the next sibling.
    std::uint32_t count = 0;   ///< Members of a container, bytes of a string.
    union {
        std::int64_t number = 0;
        double real;
        const char* text;
    };
};

}  // namespace detail

/// A view of one value of a Document. Valid as long as the Document. Reading what is not there
/// gives an absent Value, so that a chain of look-ups needs one test at its end.
class Value {
public:
    Value() = default;
    explicit Value(const detail::Cell* cell) : cell_{cell} {}

    [[nodiscard]] ValueKind kind() const {
        return cell_ == nullptr ? ValueKind::absent : cell_->kind;
    }
    [[nodiscard]] bool present() const { return cell_ != nullptr; }
    [[nodiscard]] bool is_string() const { return kind() == ValueKind::string; }
    [[nodiscard]] bool is_array() const { return kind() == ValueKind::array; }
    [[nodiscard]] bool is_object() const { return kind() == ValueKind::object; }
    [[nodiscard]] bool is_number() const { return kind() == ValueKind::number; }
    [[nodiscard]] bool is_true() const {
        return kind() == ValueKind::boolean && cell_->number != 0;
    }
    [[nodiscard]] bool is_false() const {
        return kind() == ValueKind::boolean && cell_->number == 0;
    }

    /// Members of an array or object; 0 for everything else.
    [[nodiscard]] std::size_t size() const { return is_array() || is_object() ? cell_->count : 0; }
    /// The member of that name; absent when this is no object or has no such member.
    [[nodiscard]] Value operator[](Key key) const;
    /// The element of that index; absent when this is no array or is shorter. Linear in `index`.
    [[nodiscard]] Value at(std::size_t index) const;

    /// The name of this value within its object; empty elsewhere.
    [[nodiscard]] std::string_view key() const {
        return cell_ == nullptr ? std::string_view{}
                                : std::string_view{cell_->key, cell_->key_size};
    }
    /// Empty when this is no string.
    [[nodiscard]] std::string_view string() const {
        return is_string() ? std::string_view{cell_->text, cell_->count} : std::string_view{};
    }
    /// The whole number held here, or nullopt: no number, or one with a fraction.
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::int64_t integer_or(std::int64_t fallback) const {
        return kind() == ValueKind::number && cell_->scale == 0 ? cell_->number
                                                                : integer().value_or(fallback);
    }
    /// The number in thousandths, rounded half away from zero; nullopt when none or out of range.
    [[nodiscard]] std::optional<std::int64_t> thousandths() const;
    [[nodiscard]] Quantity quantity() const { return {thousandths().value_or(0)}; }
    [[nodiscard]] Money money() const { return {thousandths().value_or(0)}; }
    [[nodiscard]] std::optional<Decimal> decimal() const;
    /// For numbers that are no Decimal (beyond 18 digits); 0 elsewhere.
    [[nodiscard]] double real() const { return kind() == ValueKind::real ? cell_->real : 0.0; }

    /// Range over the members of an array or object, in the order written.
    class Iterator {
    public:
        explicit Iterator(const detail::Cell* cell) : cell_{cell} {}
        Value operator*() const { return Value{cell_}; }
        Iterator& operator++() {
            cell_ += cell_->extent;
            return *this;
        }
        friend bool operator==(Iterator, Iterator) = default;

    private:
        const detail::Cell* cell_;
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

    /// The same members in the same order with the same contents. 1.0 and 1 differ.
    friend bool operator==(Value left, Value right);

private:
    friend class DocumentWriter;
    const detail::Cell* cell_ = nullptr;
};

/// A JSON document, immutable and shared: a body crosses the virtual World as this and becomes text
/// only on a socket. One block of memory; copying a Document copies a pointer.
class Document {
public:
    Document() = default;
    Document(const Document& other) : block_{other.block_} { retain(); }
    Document(Document&& other) noexcept : block_{std::exchange(other.block_, nullptr)} {}
    Document& operator=(Document other) noexcept {
        std::swap(block_, other.block_);
        return *this;
    }
    ~Document() { release(); }

    /// The root; absent for an empty document.
    [[nodiscard]] Value root() const {
        return block_ == nullptr ? Value{} : Value{block_->cells()};
    }
    [[nodiscard]] Value operator[](Key key) const { return root()[key]; }
    [[nodiscard]] bool empty() const { return block_ == nullptr; }

    /// Hash over all names and values in their order: equal on every machine, never 0 unless empty.
    [[nodiscard]] std::uint64_t content_hash() const {
        return block_ == nullptr ? 0 : block_->content_hash;
    }

    /// This document as JSON text without white space; empty for an empty document. Written once,
    /// at the first call, and kept as long as the document.
    [[nodiscard]] std::string_view text() const;

    /// Bytes of this document as JSON text without white space, computed without writing it.
    [[nodiscard]] std::size_t text_size_bytes() const;

private:
    friend class DocumentWriter;
    struct Block {
        std::atomic<std::uint32_t> references;
        std::uint32_t cell_count;
        std::uint64_t content_hash;
        std::atomic<const std::string*> text;
        [[nodiscard]] detail::Cell* cells() { return reinterpret_cast<detail::Cell*>(this + 1); }
    };
    explicit Document(Block* block) : block_{block} {}
    void retain() const {
        if (block_ != nullptr) {
            block_->references.fetch_add(1, std::memory_order_relaxed);
        }
    }
    void release();

    Block* block_ = nullptr;
};

/// Builds one Document from front to back.
///
/// Usage: `begin_object(); field("id", 7); begin_array("lines"); ...; end(); end(); finish()`.
/// Inside an object only the calls with a Key, inside an array only those without.
class DocumentWriter {
public:
    DocumentWriter();
    ~DocumentWriter();
    DocumentWriter(const DocumentWriter&) = delete;
    DocumentWriter& operator=(const DocumentWriter&) = delete;

    void begin_object() { open(ValueKind::object); }
    void begin_array() { open(ValueKind::array); }
    void begin_object(Key key) { named(key), open(ValueKind::object); }
    void begin_array(Key key) { named(key), open(ValueKind::array); }
    void end();

    void field(Key key, std::string_view text) { named(key), add(text); }
    void field(Key key, const char* text) { named(key), add(std::string_view{text}); }
    void field(Key key, Decimal number) { named(key), add(number); }
    void field(Key key, Quantity quantity) { named(key), add(quantity); }
    void field(Key key, Money money) { named(key), add(money); }
    void field(Key key, Value copied) { named(key), add(copied); }
    void field_bool(Key key, bool truth) { named(key), add_bool(truth); }
    void field_null(Key key) { named(key), add_null(); }
    template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>) void field(
        Key key, Integer number
    ) {
        named(key), add(Decimal{static_cast<std::int64_t>(number), 0});
    }

    void add(std::string_view text);
    void add(const char* text) { add(std::string_view{text}); }
    void add(Decimal number);
    /// Written without a fraction when whole, else with the digits that it needs.
    void add(Quantity quantity) { add(shortest(quantity.thousandths)); }
    void add(Money money) { add(shortest(money.thousandths)); }
    /// A copy of another document's value, contents and all. An absent value adds null.
    void add(Value copied);
    void add_bool(bool truth);
    void add_null();
    void add_real(double number);
    template <class Integer>
    requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>) void add(Integer number
    ) {
        add(Decimal{static_cast<std::int64_t>(number), 0});
    }

    /// Names the next value by text of run time, which is copied. For parsers.
    void name(std::string_view text);

    /// The document; every container must have ended. The writer is empty again afterwards.
    [[nodiscard]] Document finish();

private:
    struct Scratch;
    [[nodiscard]] static Decimal shortest(std::int64_t thousandths);
    void named(Key key);
    detail::Cell& push(ValueKind kind);
    void open(ValueKind kind);

    Scratch* scratch_;
    std::string_view key_;
    std::uint32_t key_hash_ = 0;
    bool key_is_copied_ = false;
};

}  // namespace drydock
