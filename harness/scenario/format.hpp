#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "core/calendar.hpp"
#include "core/check.hpp"

namespace drydock::harness {

/// The description of a YAML format: each struct declares its keys once, and reading, validation,
/// JSON Schema, the effective scenario and the tables of docs/scenario.md all follow from that.

enum class ValueType : std::uint8_t {
    text,
    file,  ///< A path; the file must exist.
    boolean,
    whole,
    duration,   ///< "2s"
    durations,  ///< A list of them.
    days,       ///< A duration of whole days, held as their number.
    share,      ///< "0.5%", held in millionths.
    percent,    ///< "85%", held in hundredths.
    factor,     ///< "3x", held in thousandths.
    bandwidth,  ///< "10Mbit/s", held in bytes a second.
    date_time,
    choice,  ///< One of Field::choices, held as its index.
};

/// How any value is held while it is on its way between YAML and a struct. Monostate: not set.
using Stored = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::int64_t>>;

enum class Shape : std::uint8_t {
    value,
    section,  ///< A mapping with keys of its own.
    list,     ///< A list of mappings.
    named,    ///< A mapping of names to mappings.
    texts,    ///< A list of texts.
};

struct Mapping;

/// One key of a mapping.
struct Field {
    std::string_view key;
    std::string_view doc;
    Shape shape = Shape::value;
    bool required = false;
    bool own_file = false;  ///< section: may stand in a file of its own, named by its path.

    // Shape::value.
    ValueType type = ValueType::text;
    std::int64_t minimum = 0;
    std::int64_t maximum = std::numeric_limits<std::int64_t>::max();
    std::vector<std::string_view> choices;
    std::function<Stored(const void*)> get;
    std::function<void(void*, const Stored&)> set;

    // All other shapes.
    std::shared_ptr<const Mapping> mapping;
    std::function<void*(void*)> locate;  ///< section: the struct of its keys.
    std::function<std::size_t(const void*)> size;
    std::function<void*(void*, std::size_t)> element;
    std::function<void*(void*)> append;
    /// list: the key that tells one element from another, or empty.
    std::string_view name_key;
    std::function<std::string*(void*)> name;  ///< named: where an element keeps its name.

    Field& must() {
        required = true;
        return *this;
    }
    Field& bounds(std::int64_t minimum_in, std::int64_t maximum_in) {
        minimum = minimum_in;
        maximum = maximum_in;
        return *this;
    }
    Field& bounds(Duration minimum_in, Duration maximum_in) {
        return bounds(minimum_in.count(), maximum_in.count());
    }
};

/// The keys of one struct.
struct Mapping {
    std::string_view title;  ///< One word; the name of its JSON Schema definition.
    std::string_view doc;
    std::vector<Field> fields;
    /// More keys, by the value of the choice `kind`, which is the first of `fields` then.
    std::vector<std::vector<Field>> alternatives;
    /// The key that names a file in which all that is missing here may stand; empty for none.
    std::string_view profile_key;
    /// A duration in place of the mapping: what it sets. Empty: not allowed.
    std::function<void(void*, Duration)> shorthand;
    std::function<std::shared_ptr<void>()> make_default;

    /// The keys that stand for an object whose `kind` is that choice; -1 when not known.
    [[nodiscard]] std::vector<const Field*> fields_for(std::int64_t kind) const;
    /// As fields_for, for an object.
    [[nodiscard]] std::vector<const Field*> fields_of(const void* object) const;
};

/// Conversions between the members of our structs and Stored.
template <class Member>
Stored to_stored(const Member& member) {
    if constexpr (std::is_same_v<Member, std::string>) {
        return member;
    } else if constexpr (std::is_same_v<Member, Duration>) {
        return member.count();
    } else if constexpr (std::is_same_v<Member, DateTime>) {
        return member == DateTime{} ? Stored{} : Stored{to_text(member)};
    } else if constexpr (std::is_same_v<Member, std::vector<Duration>>) {
        std::vector<std::int64_t> counts;
        for (const Duration duration : member) {
            counts.push_back(duration.count());
        }
        return counts;
    } else if constexpr (std::is_integral_v<Member> || std::is_enum_v<Member>) {
        return static_cast<std::int64_t>(member);
    } else {
        return member ? to_stored(*member) : Stored{};
    }
}

template <class Member>
void from_stored(const Stored& stored, Member& member) {
    if constexpr (std::is_same_v<Member, std::string>) {
        member = std::get<std::string>(stored);
    } else if constexpr (std::is_same_v<Member, Duration>) {
        member = Duration{std::get<std::int64_t>(stored)};
    } else if constexpr (std::is_same_v<Member, DateTime>) {
        const auto when = parse_date_time(std::get<std::string>(stored));
        DRYDOCK_CHECK(when.has_value());
        member = *when;
    } else if constexpr (std::is_same_v<Member, std::vector<Duration>>) {
        member.clear();
        for (const std::int64_t count : std::get<std::vector<std::int64_t>>(stored)) {
            member.push_back(Duration{count});
        }
    } else if constexpr (std::is_integral_v<Member> || std::is_enum_v<Member>) {
        member = static_cast<Member>(std::get<std::int64_t>(stored));
    } else {
        from_stored(stored, member.emplace());
    }
}

/// The largest value that a field of this type takes if nothing smaller is said.
[[nodiscard]] std::int64_t maximum_of(ValueType type);

/// Describes the keys of Struct. An accessor is a pointer to a member, or a function from Struct&
/// to a reference to what the key stands for.
template <class Struct>
class Describe {
public:
    Describe(std::string_view title, std::string_view doc) {
        mapping_.title = title;
        mapping_.doc = doc;
        mapping_.make_default = [] { return std::make_shared<Struct>(); };
    }

    template <class Accessor>
    Field& value(std::string_view key, ValueType type, Accessor accessor, std::string_view doc) {
        using Member = std::remove_reference_t<std::invoke_result_t<Accessor, Struct&>>;
        Field& field = add(key, doc, Shape::value);
        field.type = type;
        field.maximum = maximum_of(type);
        if constexpr (std::is_integral_v<Member> && sizeof(Member) < sizeof(std::int64_t)) {
            field.maximum = std::min(
                field.maximum, static_cast<std::int64_t>(std::numeric_limits<Member>::max())
            );
        }
        field.get = [accessor](const void* object) {
            return to_stored<Member>(std::invoke(accessor, mutable_of(object)));
        };
        field.set = [accessor](void* object, const Stored& stored) {
            from_stored<Member>(stored, std::invoke(accessor, *static_cast<Struct*>(object)));
        };
        return field;
    }

    template <class Accessor>
    Field& choice(
        std::string_view key,
        std::vector<std::string_view> choices,
        Accessor accessor,
        std::string_view doc
    ) {
        Field& field = value(key, ValueType::choice, accessor, doc);
        field.choices = std::move(choices);
        return field;
    }

    /// A choice that is more than a member: which alternative a variant holds.
    Field& choice(
        std::string_view key,
        std::vector<std::string_view> choices,
        std::function<std::int64_t(const Struct&)> get,
        std::function<void(Struct&, std::int64_t)> set,
        std::string_view doc
    ) {
        Field& field = add(key, doc, Shape::value);
        field.type = ValueType::choice;
        field.choices = std::move(choices);
        field.get = [get](const void* object) { return get(mutable_of(object)); };
        field.set = [set](void* object, const Stored& stored) {
            set(*static_cast<Struct*>(object), std::get<std::int64_t>(stored));
        };
        return field;
    }

    template <class Accessor>
    Field& section(std::string_view key, Mapping mapping, Accessor accessor, std::string_view doc) {
        Field& field = add(key, doc, Shape::section);
        field.mapping = std::make_shared<const Mapping>(std::move(mapping));
        field.locate = [accessor](void* object) -> void* {
            return &std::invoke(accessor, *static_cast<Struct*>(object));
        };
        return field;
    }

    /// `name_key`: the key of an element that is its name, or empty.
    template <class Accessor>
    Field& list(
        std::string_view key,
        Mapping mapping,
        Accessor accessor,
        std::string_view name_key,
        std::string_view doc
    ) {
        Field& field = collection(key, std::move(mapping), accessor, doc, Shape::list);
        field.name_key = name_key;
        return field;
    }

    /// `name`: the member of an element that its key is kept in.
    template <class Accessor, class Element>
    Field& named(
        std::string_view key,
        Mapping mapping,
        Accessor accessor,
        std::string Element::*name,
        std::string_view doc
    ) {
        Field& field = collection(key, std::move(mapping), accessor, doc, Shape::named);
        field.name = [name](void* element) { return &(static_cast<Element*>(element)->*name); };
        return field;
    }

    /// A list of structs that are one text each.
    template <class Accessor, class Element>
    Field& texts(
        std::string_view key, Accessor accessor, std::string Element::*text, std::string_view doc
    ) {
        Field& field = collection(key, {}, accessor, doc, Shape::texts);
        field.name = [text](void* element) { return &(static_cast<Element*>(element)->*text); };
        return field;
    }

    void shorthand(std::function<void(Struct&, Duration)> apply) {
        mapping_.shorthand = [apply](void* object, Duration duration) {
            apply(*static_cast<Struct*>(object), duration);
        };
    }
    /// Such a file is put in before anything is read; see profile.hpp.
    Field& profile(std::string_view key, std::string Struct::*path, std::string_view doc) {
        mapping_.profile_key = key;
        Field& field = value(key, ValueType::text, path, doc);
        field.get = [](const void*) { return Stored{}; };  // Is put in where it is written out.
        return field;
    }
    void alternative(Mapping of_kind) {
        mapping_.alternatives.push_back(std::move(of_kind.fields));
    }

    [[nodiscard]] Mapping take() { return std::move(mapping_); }

private:
    /// Accessors are written once, for reading and writing; reading changes nothing.
    static Struct& mutable_of(const void* object) {
        return *const_cast<Struct*>(static_cast<const Struct*>(object));
    }

    Field& add(std::string_view key, std::string_view doc, Shape shape) {
        Field& field = mapping_.fields.emplace_back();
        field.key = key;
        field.doc = doc;
        field.shape = shape;
        return field;
    }

    template <class Accessor>
    Field& collection(
        std::string_view key, Mapping mapping, Accessor accessor, std::string_view doc, Shape shape
    ) {
        Field& field = add(key, doc, shape);
        field.mapping = std::make_shared<const Mapping>(std::move(mapping));
        field.size = [accessor](const void* object) {
            return std::invoke(accessor, mutable_of(object)).size();
        };
        field.element = [accessor](void* object, std::size_t index) -> void* {
            return &std::invoke(accessor, *static_cast<Struct*>(object))[index];
        };
        field.append = [accessor](void* object) -> void* {
            return &std::invoke(accessor, *static_cast<Struct*>(object)).emplace_back();
        };
        return field;
    }

    Mapping mapping_;
};

/// What a value of that field looks like, for messages and docs: "a duration such as 500ms, 2s".
[[nodiscard]] std::string expected_text(const Field& field);

/// What one word of that field's type says, before its bounds; monostate when it is none. Not for
/// texts, files and dates.
[[nodiscard]] Stored parse_value(std::string_view text, const Field& field);

/// A stored value as YAML of one line: `2s`, `[1min, 5min]`, `"a: b"`; `null` when not set.
[[nodiscard]] std::string write_value(const Field& field, const Stored& stored);

/// Text as YAML: plain where that reads back as the same text, else in double quotes.
[[nodiscard]] std::string write_text(std::string_view text);

}  // namespace drydock::harness
