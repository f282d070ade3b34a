#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/format.hpp"
#include "harness/scenario/source_tree.hpp"

namespace drydock::harness {

/// Where the values of a scenario were written, by path: "faults.3.from",
/// "landscape.systems.odoo.workers". A path that was not written has the place of its parent.
class Places {
public:
    void add(const std::string& path, const Place& place) { places_.emplace(path, place); }
    /// What stands at that path is wrong already; no rule needs to complain of it again.
    void mark_broken(const std::string& path) { broken_.insert(path); }

    [[nodiscard]] const Place& at(std::string_view path) const;
    /// The path itself, or something that it lies in.
    [[nodiscard]] bool broken(const std::string& path) const;
    /// The path itself, or something that lies in it.
    [[nodiscard]] bool broken_within(const std::string& path) const;

private:
    std::map<std::string, Place, std::less<>> places_;
    std::set<std::string> broken_;
};

/// Reads a tree into the struct that a mapping describes, and complains of everything that does not
/// fit. What is not written keeps its default.
class Reader {
public:
    /// `folder`: relative paths of files lie there, or in the working directory when they were
    /// given on the command line.
    Reader(std::string folder, Diagnostics& diagnostics, Places& places)
        : folder_{std::move(folder)}, diagnostics_{diagnostics}, places_{places} {}

    void read(
        const SourceNode& node, const Mapping& mapping, void* object, const std::string& path
    );

private:
    void read_field(
        const SourceNode& node, const Field& field, void* object, const std::string& path
    );
    void read_value(
        const SourceNode& node, const Field& field, void* object, const std::string& path
    );
    void read_list(
        const SourceNode& node, const Field& field, void* object, const std::string& path
    );
    void read_named(
        const SourceNode& node, const Field& field, void* object, const std::string& path
    );
    void read_texts(
        const SourceNode& node, const Field& field, void* object, const std::string& path
    );
    /// The field's value, or monostate after a complaint.
    [[nodiscard]] Stored stored_of(const SourceNode& node, const Field& field);
    [[nodiscard]] Stored path_of_file(const SourceNode& node);
    /// Which alternative stands; -1 when not known.
    [[nodiscard]] std::int64_t read_kind(
        const SourceNode& node, const Mapping& mapping, void* object, const std::string& path
    );
    /// Complains unless the key is the first of its name in `node`.
    bool is_first(const SourceNode& node, const SourceEntry& entry);
    void complain(const Place& place, const std::string& path, std::string message);

    std::string folder_;
    Diagnostics& diagnostics_;
    Places& places_;
};

/// `file` as seen from `folder`; absolute paths stay.
[[nodiscard]] std::string path_in(const std::string& folder, const std::string& file);

}  // namespace drydock::harness
