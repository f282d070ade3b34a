#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/scenario.hpp"
#include "harness/scenario/source_tree.hpp"

namespace drydock::harness {

/// Puts the keys of a profile file under those of each system that names one: a system's own keys
/// win, key by key, and an own key without a value takes the profile's away. A profile may name
/// another one below it.
class Profiles {
public:
    /// At most so many files below each other; more are a circle.
    static constexpr std::size_t depth_max = 8;

    Profiles(Diagnostics& diagnostics, Places& places)
        : diagnostics_{diagnostics}, places_{places} {}

    /// For all systems below the root of a scenario whose `profile` was not put in before, or has
    /// changed since. Paths are seen from the file that names them, those of the command line from
    /// the working directory.
    void expand(SourceNode& root);

    /// The landscape was read anew: nothing is put in yet.
    void forget() { used_.clear(); }

private:
    /// A profile with all that are below it.
    struct Used {
        std::string path;  ///< Of the system.
        Place named_at;
        std::vector<std::string> files;
    };

    void expand_system(const std::string& name, SourceNode& system);
    /// The tree of a file, those below it put in; nothing after a complaint.
    [[nodiscard]] SourceNode load(const SourceNode& path, Used& used);
    /// `path`: of the system.
    void check_kind(const SourceNode& system, const SourceNode& profile, const std::string& path);

    Diagnostics& diagnostics_;
    Places& places_;
    std::map<std::string, Used, std::less<>> used_;
};

/// Every value of a system with the place where it was written, outer keys first. A mapping that
/// was written in one line is one value.
[[nodiscard]] std::vector<ValueSource> sources_of(const SourceNode& system);

}  // namespace drydock::harness
