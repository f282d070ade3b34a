#include "harness/scenario/profile.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/scenario/scenario_file.hpp"

namespace drydock::harness {

namespace {

constexpr std::string_view profile_key = "profile";

/// Puts what `own` does not say under it.
void lay_under(SourceNode& own, const SourceNode& base) {
    const std::size_t own_count = own.entries.size();
    for (const SourceEntry& entry : base.entries) {
        const auto own_end = own.entries.begin() + static_cast<std::ptrdiff_t>(own_count);
        const auto found =
            std::find_if(own.entries.begin(), own_end, [&](const SourceEntry& candidate) {
                return candidate.key == entry.key;
            });
        if (found == own_end) {
            own.entries.push_back(entry);
        } else if (found->value.kind == SourceKind::mapping && entry.value.kind == SourceKind::mapping) {
            lay_under(found->value, entry.value);
        }
    }
}

/// Drops the keys of `own` that are written without a value, as far as `base` has them.
void drop_taken_away(SourceNode& own, const SourceNode& base) {
    std::erase_if(own.entries, [&](const SourceEntry& entry) {
        return entry.value.kind == SourceKind::nothing && base.find(entry.key) != nullptr;
    });
    for (SourceEntry& entry : own.entries) {
        const SourceEntry* below = base.find(entry.key);
        if (below != nullptr && entry.value.kind == SourceKind::mapping) {
            drop_taken_away(entry.value, below->value);
        }
    }
}

/// Drops what came from those files, and keeps what was written over it.
void drop_written_in(SourceNode& node, const std::vector<std::string>& files) {
    const auto from_there = [&](const Place& place) {
        return std::ranges::find(files, place.file) != files.end();
    };
    std::erase_if(node.entries, [&](SourceEntry& entry) {
        if (entry.value.kind != SourceKind::mapping) {
            return from_there(entry.value.place);
        }
        drop_written_in(entry.value, files);
        return entry.value.entries.empty() && from_there(entry.value.place);
    });
}

bool same_place(const Place& left, const Place& right) {
    return left.file == right.file && left.line == right.line && left.column == right.column;
}

/// Whether all of a mapping stands in one line.
bool in_one_line(const SourceNode& node) {
    return std::ranges::all_of(node.entries, [&](const SourceEntry& entry) {
        const Place& place = entry.value.place;
        return place.file == node.place.file && place.line == node.place.line &&
               in_one_line(entry.value);
    });
}

void add_sources(
    const SourceNode& node, const std::string& path, std::vector<ValueSource>& sources
) {
    for (const SourceEntry& entry : node.entries) {
        const std::string below = path.empty() ? entry.key : fmt::format("{}.{}", path, entry.key);
        if (entry.value.kind == SourceKind::mapping && !in_one_line(entry.value)) {
            add_sources(entry.value, below, sources);
        } else {
            sources.push_back({below, entry.value.place.file, entry.value.place.line});
        }
    }
}

}  // namespace

void Profiles::check_kind(
    const SourceNode& system, const SourceNode& profile, const std::string& path
) {
    const SourceEntry* own = system.find("kind");
    const SourceEntry* theirs = profile.find("kind");
    if (own == nullptr || theirs == nullptr || own->value.text == theirs->value.text) {
        return;
    }
    const Place& place = theirs->value.place;
    diagnostics_.add(
        own->value.place,
        fmt::format(
            "kind: \"{}\" here, but \"{}\" in its profile, {}:{}",
            own->value.text,
            theirs->value.text,
            place.file,
            place.line
        )
    );
    places_.mark_broken(path + ".kind");
}

SourceNode Profiles::load(const SourceNode& path, Used& used) {
    const std::string file =
        path.place.on_command_line() ? path.text : path_in(folder_of(path.place.file), path.text);
    const auto complain = [&](const Place& place, std::string message) {
        diagnostics_.add(place, std::move(message));
        return SourceNode{};
    };
    used.files.push_back(file);
    if (used.files.size() > depth_max) {
        return complain(
            path.place, fmt::format("profile: more than {} below each other", depth_max)
        );
    }
    const auto text = read_file(file);
    if (!text) {
        return complain(
            path.place, fmt::format("profile: cannot read \"{}\": {}", file, text.error())
        );
    }
    auto tree = parse_yaml(*text, file);
    if (!tree) {
        const Diagnostic& error = tree.error();
        return complain({error.file, error.line, error.column}, error.message);
    }
    if (tree->kind != SourceKind::mapping) {
        return complain(
            tree->place,
            fmt::format("found {}, expected a mapping of the keys of a system", tree->shown())
        );
    }
    const SourceEntry* named = tree->find(profile_key);
    if (named != nullptr && named->value.kind == SourceKind::scalar) {
        const SourceNode below = load(named->value, used);
        std::erase_if(tree->entries, [](const SourceEntry& entry) {
            return entry.key == profile_key;
        });
        check_kind(*tree, below, used.path);
        lay_under(*tree, below);
        drop_taken_away(*tree, below);
        if (below.kind == SourceKind::nothing) {
            return {};
        }
    }
    return *std::move(tree);
}

void Profiles::expand_system(const std::string& name, SourceNode& system) {
    const SourceEntry* named = system.find(profile_key);
    if (named == nullptr || named->value.kind != SourceKind::scalar) {
        return;
    }
    const auto before = used_.find(name);
    if (before != used_.end()) {
        if (same_place(before->second.named_at, named->value.place)) {
            return;
        }
        drop_written_in(system, before->second.files);
        named = system.find(profile_key);
    }
    Used& used = used_[name] = Used{"landscape.systems." + name, named->value.place, {}};
    const SourceNode profile = load(named->value, used);
    if (profile.kind == SourceKind::nothing) {
        places_.mark_broken(used.path);
        return;
    }
    check_kind(system, profile, used.path);
    lay_under(system, profile);
    drop_taken_away(system, profile);
}

void Profiles::expand(SourceNode& root) {
    SourceEntry* landscape = root.find("landscape");
    SourceEntry* systems = landscape == nullptr ? nullptr : landscape->value.find("systems");
    if (systems == nullptr) {
        return;
    }
    for (SourceEntry& system : systems->value.entries) {
        expand_system(system.key, system.value);
    }
}

std::vector<ValueSource> sources_of(const SourceNode& system) {
    std::vector<ValueSource> sources;
    add_sources(system, "", sources);
    return sources;
}

}  // namespace drydock::harness
