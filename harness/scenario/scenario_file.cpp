#include "harness/scenario/scenario_file.hpp"

#include <filesystem>
#include <utility>

#include <fmt/format.h>

#include "harness/scenario/profile.hpp"
#include "harness/scenario/reader.hpp"
#include "harness/scenario/rules.hpp"
#include "harness/scenario/scenario_format.hpp"
#include "harness/scenario/setting.hpp"
#include "harness/scenario/source_tree.hpp"

namespace drydock::harness {

namespace {

class Loader {
public:
    explicit Loader(std::string file) : file_{std::move(file)}, folder_{folder_of(file_)} {}

    expected<Scenario, std::vector<Diagnostic>> load(
        const std::string& text, const Overrides& overrides
    );

private:
    void override_all(SourceNode& root, const Overrides& overrides);
    void apply(SourceNode& root, const Setting& setting);
    /// Puts landscape and strategy files in place of their paths.
    void splice(SourceNode& root);
    void splice_file(SourceEntry& entry);
    void fill(Scenario& scenario, const SourceNode& root) const;

    std::string file_;
    std::string folder_;
    Diagnostics diagnostics_;
    Places places_;
    Profiles profiles_{diagnostics_, places_};
};

void Loader::splice_file(SourceEntry& entry) {
    if (entry.value.kind != SourceKind::scalar) {
        return;
    }
    profiles_.forget();
    const Place place = entry.value.place;
    const std::string path =
        place.on_command_line() ? entry.value.text : path_in(folder_, entry.value.text);
    const auto text = read_file(path);
    if (!text) {
        diagnostics_.add(
            place, fmt::format("{}: cannot read \"{}\": {}", entry.key, path, text.error())
        );
        places_.mark_broken(entry.key);
        entry.value = SourceNode{};
        entry.value.place = place;
        return;
    }
    auto tree = parse_yaml(*text, path);
    if (!tree) {
        const Diagnostic& error = tree.error();
        diagnostics_.add({error.file, error.line, error.column}, error.message);
        places_.mark_broken(entry.key);
        entry.value = SourceNode{};
        entry.value.place = place;
        return;
    }
    entry.value = std::move(*tree);
}

void Loader::splice(SourceNode& root) {
    for (const Field& field : scenario_format().fields) {
        SourceEntry* entry = field.own_file ? root.find(field.key) : nullptr;
        if (entry != nullptr) {
            splice_file(*entry);
        }
    }
    profiles_.expand(root);
}

void Loader::apply(SourceNode& root, const Setting& setting) {
    apply_setting(setting, scenario_format(), root, diagnostics_);
    splice(root);
}

void Loader::override_all(SourceNode& root, const Overrides& overrides) {
    if (root.kind == SourceKind::nothing) {
        root.kind = SourceKind::mapping;
    }
    if (root.kind != SourceKind::mapping) {
        return;  // The reader complains of it.
    }
    const auto option = [&](const char* name, const char* path, const std::string& value) {
        apply(root, {path, write_text(value), fmt::format("{} {}", name, value)});
    };
    if (overrides.strategy) {
        option("--strategy", "strategy", *overrides.strategy);
    } else {
        splice(root);
    }
    if (overrides.seed) {
        option("--seed", "seed", fmt::to_string(*overrides.seed));
    }
    if (overrides.scale) {
        option("--scale", "workload.scale", fmt::to_string(*overrides.scale));
    }
    if (overrides.from) {
        option("--from", "workload.from", *overrides.from);
    }
    if (overrides.to) {
        option("--to", "workload.to", *overrides.to);
    }
    for (const std::string& set : overrides.sets) {
        const std::string name = "--set " + set;
        const std::size_t equals = set.find('=');
        if (equals == std::string::npos || equals == 0) {
            diagnostics_.add({name, 0, 0}, "expected path=value, such as workload.scale=2");
            continue;
        }
        apply(root, {set.substr(0, equals), set.substr(equals + 1), name});
    }
}

void Loader::fill(Scenario& scenario, const SourceNode& root) const {
    scenario.file = file_;
    if (scenario.landscape.name.empty()) {
        scenario.landscape.name =
            std::filesystem::path{places_.at("landscape").file}.stem().string();
    }
    const SourceEntry* landscape = root.find("landscape");
    const SourceEntry* systems = landscape == nullptr ? nullptr : landscape->value.find("systems");
    for (SystemSpec& system : scenario.landscape.systems) {
        if (!system.profile.empty()) {
            system.sources = sources_of(systems->value.find(system.name)->value);
        }
    }
    for (FaultSpec& fault : scenario.faults) {
        if (fault.from == DateTime{}) {
            fault.from = scenario.workload.from;
        }
        if (fault.to == DateTime{}) {
            fault.to = scenario.workload.to;
        }
    }
}

expected<Scenario, std::vector<Diagnostic>> Loader::load(
    const std::string& text, const Overrides& overrides
) {
    auto root = parse_yaml(text, file_);
    if (!root) {
        return unexpected{std::vector{root.error()}};
    }
    override_all(*root, overrides);
    Scenario scenario;
    Reader{folder_, diagnostics_, places_}.read(*root, scenario_format(), &scenario, "");
    fill(scenario, *root);
    check_rules(scenario, places_, diagnostics_);
    if (!diagnostics_.empty()) {
        return unexpected{diagnostics_.take()};
    }
    return scenario;
}

}  // namespace

std::string folder_of(const std::string& file) {
    return std::filesystem::path{file}.parent_path().string();
}

expected<Scenario, std::vector<Diagnostic>> read_scenario(
    const std::string& text, const std::string& path, const Overrides& overrides
) {
    return Loader{path}.load(text, overrides);
}

expected<Scenario, std::vector<Diagnostic>> load_scenario(
    const std::string& path, const Overrides& overrides
) {
    const auto text = read_file(path);
    if (!text) {
        return unexpected{std::vector{Diagnostic{path, 0, 0, text.error()}}};
    }
    return read_scenario(*text, path, overrides);
}

}  // namespace drydock::harness
