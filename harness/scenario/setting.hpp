#pragma once

#include <string>
#include <string_view>

#include "harness/scenario/diagnostic.hpp"
#include "harness/scenario/format.hpp"
#include "harness/scenario/source_tree.hpp"

namespace drydock::harness {

/// One value given on the command line, by its dotted path: "strategy.dedup.enabled",
/// "landscape.systems.odoo.workers", "faults.<id>.share".
struct Setting {
    std::string path;
    std::string value;   ///< YAML of one line.
    std::string option;  ///< As given, for messages: "--set workload.scale=2".
};

/// Puts the value into the tree, in place of what is written there. Elements of lists are named by
/// their name key or by their index from 0. Complains of a path that the format does not have.
void apply_setting(
    const Setting& setting, const Mapping& format, SourceNode& root, Diagnostics& diagnostics
);

}  // namespace drydock::harness
