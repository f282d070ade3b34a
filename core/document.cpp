#include "core/document.hpp"

#include <bit>
#include <cstring>
#include <memory>
#include <new>
#include <type_traits>

#include "core/check.hpp"
#include "core/json_escape.hpp"

namespace drydock {

using detail::Cell;

static_assert(std::is_trivially_copyable_v<Cell>);
static_assert(sizeof(Cell) == 32, "two cells share a cache line");

namespace {

constexpr std::int64_t powers_of_ten[] = {
    1,
    10,
    100,
    1'000,
    10'000,
    100'000,
    1'000'000,
    10'000'000,
    100'000'000,
    1'000'000'000,
    10'000'000'000,
    100'000'000'000,
    1'000'000'000'000,
    10'000'000'000'000,
    100'000'000'000'000,
    1'000'000'000'000'000,
    10'000'000'000'000'000,
    100'000'000'000'000'000,
    1'000'000'000'000'000'000};
constexpr std::uint8_t thousandths_scale = 3;

std::size_t digit_count(std::uint64_t value) {
    std::size_t count = 1;
    for (; value >= 10; value /= 10) {
        ++count;
    }
    return count;
}

std::size_t number_size_bytes(std::int64_t mantissa, std::uint8_t scale) {
    const bool negative = mantissa < 0;
    const auto magnitude =
        negative ? ~static_cast<std::uint64_t>(mantissa) + 1 : static_cast<std::uint64_t>(mantissa);
    const std::size_t digits = digit_count(magnitude);
    const std::size_t whole = digits > scale ? digits - scale : 1;
    return whole + (scale > 0 ? scale + std::size_t{1} : 0) + (negative ? 1 : 0);
}

/// Bytes between the quotes: two for what JSON escapes in short form, six for other controls.
std::size_t escaped_size_bytes(std::string_view text) {
    std::size_t size = text.size();
    for (std::size_t at = plain_json_size(text); at < text.size(); ++at) {
        const char character = text[at];
        if (character == '"' || character == '\\' ||
            (character >= '\b' && character <= '\r' && character != '\v')) {
            size += 1;
        } else if (static_cast<unsigned char>(character) < 0x20) {
            size += 5;
        }
    }
    return size;
}

std::size_t scalar_size_bytes(const Cell& cell) {
    constexpr std::size_t null_size = 4;
    constexpr std::size_t real_size = 24;  // The longest shortest form of a double.
    switch (cell.kind) {
        case ValueKind::absent:
        case ValueKind::null:
            return null_size;
        case ValueKind::boolean:
            return cell.number != 0 ? 4 : 5;
        case ValueKind::number:
            return number_size_bytes(cell.number, cell.scale);
        case ValueKind::real:
            return real_size;
        case ValueKind::string:
            return escaped_size_bytes({cell.text, cell.count}) + 2;
        case ValueKind::array:
        case ValueKind::object:
            return 2 + (cell.count > 0 ? cell.count - 1 : 0);
    }
    return 0;
}

std::uint64_t hash_cell(std::uint64_t state, const Cell& cell) {
    const std::uint64_t shape =
        (std::uint64_t{cell.key_hash} << 32U) | (std::uint64_t{cell.count} << 12U) |
        (std::uint64_t{cell.scale} << 4U) | static_cast<std::uint64_t>(cell.kind);
    if (cell.kind == ValueKind::string) {
        if (cell.count <= sizeof(std::uint64_t)) {
            std::uint64_t word = 0;
            std::memcpy(&word, cell.text, cell.count);
            return hash_combine(state ^ shape, word);
        }
        return hash_text(state ^ shape, {cell.text, cell.count});
    }
    const std::uint64_t payload = cell.kind == ValueKind::array || cell.kind == ValueKind::object
                                      ? cell.extent
                                      : static_cast<std::uint64_t>(cell.number);
    return hash_combine(state ^ shape, payload);
}

/// value / 10^scale in units of 10^-target, rounded half away from zero; nullopt on overflow.
std::optional<std::int64_t> rescale(std::int64_t value, std::uint8_t scale, std::uint8_t target) {
    if (scale > target) {
        const std::int64_t divisor = powers_of_ten[scale - target];
        const std::int64_t quotient = value / divisor;
        const std::int64_t remainder = value % divisor;
        const bool away = (remainder < 0 ? -remainder : remainder) >= divisor - divisor / 2;
        return away ? quotient + (value < 0 ? -1 : 1) : quotient;
    }
    std::int64_t result = 0;
    return __builtin_mul_overflow(value, powers_of_ten[target - scale], &result)
               ? std::nullopt
               : std::optional{result};
}

}  // namespace

Value Value::operator[](Key key) const {
    if (!is_object()) {
        return {};
    }
    const Cell* const last = cell_ + cell_->extent;
    for (const Cell* member = cell_ + 1; member != last; member += member->extent) {
        if (member->key_hash == key.hash() && member->key_size == key.text().size() &&
            (member->key == key.text().data() ||
             std::memcmp(member->key, key.text().data(), member->key_size) == 0)) {
            return Value{member};
        }
    }
    return {};
}

Value Value::at(std::size_t index) const {
    if (!is_array() || index >= cell_->count) {
        return {};
    }
    const Cell* element = cell_ + 1;
    for (; index > 0; --index) {
        element += element->extent;
    }
    return Value{element};
}

std::optional<std::int64_t> Value::integer() const {
    if (!is_number()) {
        return std::nullopt;
    }
    const std::int64_t divisor = powers_of_ten[cell_->scale];
    return cell_->number % divisor == 0 ? std::optional{cell_->number / divisor} : std::nullopt;
}

std::optional<std::int64_t> Value::thousandths() const {
    return is_number() ? rescale(cell_->number, cell_->scale, thousandths_scale) : std::nullopt;
}

std::optional<Decimal> Value::decimal() const {
    return is_number() ? std::optional{Decimal{cell_->number, cell_->scale}} : std::nullopt;
}

Value::Iterator Value::begin() const {
    return Iterator{is_array() || is_object() ? cell_ + 1 : nullptr};
}

Value::Iterator Value::end() const {
    return Iterator{is_array() || is_object() ? cell_ + cell_->extent : nullptr};
}

bool operator==(Value left, Value right) {
    if (left.kind() != right.kind()) {
        return false;
    }
    if (!left.present()) {
        return true;
    }
    const auto same = [](const Cell& one, const Cell& other) {
        if (one.kind != other.kind || one.count != other.count || one.extent != other.extent) {
            return false;
        }
        switch (one.kind) {
            case ValueKind::string:
                return std::string_view{one.text, one.count} ==
                       std::string_view{other.text, other.count};
            case ValueKind::real:
                return std::bit_cast<std::uint64_t>(one.real) ==
                       std::bit_cast<std::uint64_t>(other.real);
            case ValueKind::number:
            case ValueKind::boolean:
                return one.number == other.number && one.scale == other.scale;
            default:
                return true;
        }
    };
    if (!same(*left.cell_, *right.cell_)) {
        return false;
    }
    for (std::uint32_t index = 1; index < left.cell_->extent; ++index) {
        const Cell& one = left.cell_[index];
        const Cell& other = right.cell_[index];
        if (!same(one, other) || std::string_view{one.key, one.key_size} !=
                                     std::string_view{other.key, other.key_size}) {
            return false;
        }
    }
    return true;
}

void Document::release() {
    if (block_ != nullptr && block_->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        delete block_->text.load(std::memory_order_relaxed);
        ::operator delete(block_);
    }
}

std::size_t Document::text_size_bytes() const {
    if (block_ == nullptr) {
        return 0;
    }
    std::size_t size = 0;
    const Cell* const cells = block_->cells();
    for (std::uint32_t index = 0; index < block_->cell_count; ++index) {
        const Cell& cell = cells[index];
        size += scalar_size_bytes(cell);
        if (cell.key != nullptr) {
            size += escaped_size_bytes({cell.key, cell.key_size}) + 3;
        }
    }
    return size;
}

/// Memory that a writer fills before the size of its document is known. Kept for the next writer of
/// the thread: in the steady state a document costs one allocation, its own block.
struct DocumentWriter::Scratch {
    static constexpr std::uint32_t copied_key = std::uint32_t{1} << 31U;

    std::vector<Cell> cells;
    std::vector<std::uint32_t> open;         ///< Indices of the containers not yet ended.
    std::vector<char> characters;            ///< Copied text; strings hold offsets until finish().
    std::vector<std::uint32_t> copied_keys;  ///< Cells whose key is an offset too.

    void clear() {
        cells.clear();
        open.clear();
        characters.clear();
        copied_keys.clear();
    }

    static std::vector<std::unique_ptr<Scratch>>& idle() {
        thread_local std::vector<std::unique_ptr<Scratch>> scratches;
        return scratches;
    }
};

DocumentWriter::DocumentWriter() {
    auto& idle = Scratch::idle();
    if (idle.empty()) {
        scratch_ = new Scratch;
    } else {
        scratch_ = idle.back().release();
        idle.pop_back();
    }
}

DocumentWriter::~DocumentWriter() {
    scratch_->clear();
    Scratch::idle().emplace_back(scratch_);
}

void DocumentWriter::named(Key key) {
    key_ = key.text();
    key_hash_ = key.hash();
    key_is_copied_ = false;
}

void DocumentWriter::name(std::string_view text) {
    key_ = text;
    key_hash_ = Key::of_text(text).hash();
    key_is_copied_ = true;
}

Cell& DocumentWriter::push(ValueKind kind) {
    Scratch& scratch = *scratch_;
    if (!scratch.open.empty()) {
        ++scratch.cells[scratch.open.back()].count;
    }
    Cell& cell = scratch.cells.emplace_back();
    cell.kind = kind;
    if (key_.data() != nullptr) {
        cell.key = key_.data();
        cell.key_size = static_cast<std::uint16_t>(key_.size());
        cell.key_hash = key_hash_;
        if (key_is_copied_) {
            // An offset in place of the pointer until finish() knows where the characters lie.
            cell.key = reinterpret_cast<const char*>(scratch.characters.size());
            scratch.copied_keys.push_back(static_cast<std::uint32_t>(scratch.cells.size() - 1));
            scratch.characters.insert(scratch.characters.end(), key_.begin(), key_.end());
        }
        key_ = {};
    }
    return cell;
}

void DocumentWriter::open(ValueKind kind) {
    push(kind);
    scratch_->open.push_back(static_cast<std::uint32_t>(scratch_->cells.size() - 1));
}

void DocumentWriter::end() {
    DRYDOCK_CHECK(!scratch_->open.empty());
    const std::uint32_t index = scratch_->open.back();
    scratch_->open.pop_back();
    scratch_->cells[index].extent = static_cast<std::uint32_t>(scratch_->cells.size()) - index;
}

void DocumentWriter::add(std::string_view text) {
    Cell& cell = push(ValueKind::string);
    cell.count = static_cast<std::uint32_t>(text.size());
    cell.number = static_cast<std::int64_t>(scratch_->characters.size());
    scratch_->characters.insert(scratch_->characters.end(), text.begin(), text.end());
}

void DocumentWriter::add(Decimal number) {
    Cell& cell = push(ValueKind::number);
    cell.number = number.mantissa;
    cell.scale = number.scale;
}

void DocumentWriter::add_bool(bool truth) {
    push(ValueKind::boolean).number = truth ? 1 : 0;
}

void DocumentWriter::add_null() {
    push(ValueKind::null);
}

void DocumentWriter::add_real(double number) {
    push(ValueKind::real).real = number;
}

void DocumentWriter::add(Value copied) {
    switch (copied.kind()) {
        case ValueKind::absent:
        case ValueKind::null:
            add_null();
            return;
        case ValueKind::boolean:
            add_bool(copied.is_true());
            return;
        case ValueKind::number:
            add(Decimal{copied.cell_->number, copied.cell_->scale});
            return;
        case ValueKind::real:
            add_real(copied.real());
            return;
        case ValueKind::string:
            add(copied.string());
            return;
        case ValueKind::array:
        case ValueKind::object:
            break;
    }
    // Depth is that of the copied document, which its own writer or parser has bounded.
    open(copied.kind());
    for (const Value member : copied) {
        if (copied.is_object()) {
            name(member.key());
        }
        add(member);
    }
    end();
}

Decimal DocumentWriter::shortest(std::int64_t thousandths) {
    std::uint8_t scale = thousandths_scale;
    while (scale > 0 && thousandths % 10 == 0) {
        thousandths /= 10;
        --scale;
    }
    return {thousandths, scale};
}

Document DocumentWriter::finish() {
    Scratch& scratch = *scratch_;
    DRYDOCK_CHECK(scratch.open.empty());
    DRYDOCK_CHECK(!scratch.cells.empty());
    const std::size_t cells_size = scratch.cells.size() * sizeof(Cell);
    void* const memory =
        ::operator new(sizeof(Document::Block) + cells_size + scratch.characters.size());
    auto* const block = new (memory)
        Document::Block{1, static_cast<std::uint32_t>(scratch.cells.size()), 0, nullptr};
    Cell* const cells = block->cells();
    std::memcpy(cells, scratch.cells.data(), cells_size);
    char* const characters = reinterpret_cast<char*>(cells + scratch.cells.size());
    if (!scratch.characters.empty()) {
        std::memcpy(characters, scratch.characters.data(), scratch.characters.size());
    }
    for (const std::uint32_t index : scratch.copied_keys) {
        cells[index].key = characters + reinterpret_cast<std::size_t>(cells[index].key);
    }
    std::uint64_t hash = hash_salt_a;
    for (std::size_t index = 0; index < scratch.cells.size(); ++index) {
        Cell& cell = cells[index];
        if (cell.kind == ValueKind::string) {
            cell.text = characters + cell.number;
        }
        hash = hash_cell(hash, cell);
    }
    block->content_hash = hash == 0 ? 1 : hash;
    scratch.clear();
    return Document{block};
}

}  // namespace drydock
