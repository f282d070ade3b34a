#include "harness/scenario/source_tree.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>
#include <sys/stat.h>
#include <yaml-cpp/yaml.h>

namespace drydock::harness {

namespace {

/// Aliases may name one node many times over; a scenario has some hundred nodes.
constexpr std::size_t node_count_max = 1'000'000;
/// An anchor may hold an alias of itself; a scenario is six deep.
constexpr std::size_t depth_max = 64;
constexpr std::size_t text_shown_max = 60;

Place place_of(const YAML::Mark& mark, const Place& otherwise) {
    if (mark.is_null()) {
        return otherwise;
    }
    return {
        otherwise.file,
        static_cast<std::size_t>(mark.line) + 1,
        static_cast<std::size_t>(mark.column) + 1};
}

class Converter {
public:
    /// `fixed`: the place of every node, for text that is in no file.
    explicit Converter(std::optional<Place> fixed) : fixed_{std::move(fixed)} {}

    /// False when there are too many nodes, or nodes too deep.
    bool convert(
        const YAML::Node& from, const Place& parent, SourceNode& to, std::size_t depth = 0
    ) {
        if (++node_count_ > node_count_max || depth > depth_max) {
            return false;
        }
        to.place = at(from.Mark(), parent);
        switch (from.Type()) {
            case YAML::NodeType::Scalar:
                to.kind = SourceKind::scalar;
                to.text = from.Scalar();
                return true;
            case YAML::NodeType::Sequence:
                to.kind = SourceKind::sequence;
                to.items.reserve(from.size());
                for (const YAML::Node& item : from) {
                    if (!convert(item, to.place, to.items.emplace_back(), depth + 1)) {
                        return false;
                    }
                }
                return true;
            case YAML::NodeType::Map:
                to.kind = SourceKind::mapping;
                for (const auto& entry : from) {
                    SourceEntry& added = to.entries.emplace_back();
                    added.key = entry.first.IsScalar() ? entry.first.Scalar() : "";
                    added.place = at(entry.first.Mark(), to.place);
                    if (!convert(entry.second, added.place, added.value, depth + 1)) {
                        return false;
                    }
                }
                return true;
            default:
                // An absent value has no mark of its own.
                to.place = parent;
                return true;
        }
    }

private:
    [[nodiscard]] Place at(const YAML::Mark& mark, const Place& parent) const {
        return fixed_ ? *fixed_ : place_of(mark, parent);
    }

    std::optional<Place> fixed_;
    std::size_t node_count_ = 0;
};

expected<SourceNode, Diagnostic> parse(
    const std::string& text, const Place& start, std::optional<Place> fixed
) {
    try {
        SourceNode node;
        const bool all = Converter{fixed}.convert(YAML::Load(text), start, node);
        if (!all) {
            return unexpected{Diagnostic{
                start.file,
                start.line,
                start.column,
                fmt::format(
                    "more than {} YAML nodes, or deeper than {}", node_count_max, depth_max
                )}};
        }
        return node;
    } catch (const YAML::Exception& error) {
        const Place place = fixed ? *fixed : place_of(error.mark, start);
        return unexpected{
            Diagnostic{place.file, place.line, place.column, "YAML syntax: " + error.msg}};
    }
}

}  // namespace

SourceEntry* SourceNode::find(std::string_view key) {
    for (SourceEntry& entry : entries) {
        if (entry.key == key) {
            return &entry;
        }
    }
    return nullptr;
}

const SourceEntry* SourceNode::find(std::string_view key) const {
    return const_cast<SourceNode*>(this)->find(key);
}

std::string SourceNode::shown() const {
    switch (kind) {
        case SourceKind::nothing:
            return "nothing";
        case SourceKind::sequence:
            return "a list";
        case SourceKind::mapping:
            return "a mapping";
        case SourceKind::scalar:
            break;
    }
    return fmt::format(
        "\"{}{}\"", text.substr(0, text_shown_max), text.size() > text_shown_max ? "..." : ""
    );
}

expected<SourceNode, Diagnostic> parse_yaml(const std::string& text, const std::string& file) {
    return parse(text, Place{file, 1, 1}, std::nullopt);
}

expected<SourceNode, Diagnostic> parse_yaml_at(const std::string& text, const Place& place) {
    return parse(text, place, place);
}

expected<std::string, std::string> read_file(const std::string& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return unexpected{std::string{std::strerror(errno)}};
    }
    if (!S_ISREG(status.st_mode)) {
        return unexpected{std::string{"it is no regular file"}};
    }
    std::ifstream file{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
    if (!file) {
        return unexpected{std::string{std::strerror(errno)}};
    }
    return text;
}

}  // namespace drydock::harness
