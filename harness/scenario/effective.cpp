#include "harness/scenario/effective.hpp"

#include <filesystem>
#include <iterator>

#include <fmt/format.h>

#include "harness/scenario/scenario_file.hpp"
#include "harness/scenario/scenario_format.hpp"

namespace drydock::harness {

namespace {

constexpr std::size_t indent_step = 2;

class Writer {
public:
    /// The keys of an object. `first_prefix` stands in place of the indent of the first line.
    void write(const Mapping& mapping, void* object, std::size_t indent, std::string first_prefix);
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    void write_collection(
        const Field& field, void* object, std::size_t indent, const std::string& lead
    );

    std::string text_;
};

void Writer::write_collection(
    const Field& field, void* object, std::size_t indent, const std::string& lead
) {
    const std::size_t size = field.size(object);
    if (size == 0) {
        text_ +=
            fmt::format("{}{}: {}\n", lead, field.key, field.shape == Shape::named ? "{}" : "[]");
        return;
    }
    text_ += fmt::format("{}{}:\n", lead, field.key);
    const std::string margin(indent + indent_step, ' ');
    for (std::size_t index = 0; index < size; ++index) {
        void* element = field.element(object, index);
        if (field.shape == Shape::texts) {
            text_ += fmt::format("{}- {}\n", margin, write_text(*field.name(element)));
        } else if (field.shape == Shape::named) {
            text_ += fmt::format("{}{}:\n", margin, write_text(*field.name(element)));
            write(*field.mapping, element, indent + 2 * indent_step, "");
        } else {
            write(*field.mapping, element, indent + 2 * indent_step, margin + "- ");
        }
    }
}

void Writer::write(
    const Mapping& mapping, void* object, std::size_t indent, std::string first_prefix
) {
    const std::string margin(indent, ' ');
    for (const Field* field : mapping.fields_of(object)) {
        const Stored stored = field->shape == Shape::value ? field->get(object) : Stored{};
        if (field->shape == Shape::value && stored == Stored{}) {
            continue;  // Not set, and stays so.
        }
        const std::string lead = first_prefix.empty() ? margin : first_prefix;
        first_prefix.clear();
        if (field->shape == Shape::value) {
            text_ += fmt::format("{}{}: {}\n", lead, field->key, write_value(*field, stored));
        } else if (field->shape == Shape::section) {
            text_ += fmt::format("{}{}:\n", lead, field->key);
            write(*field->mapping, field->locate(object), indent + indent_step, "");
        } else {
            write_collection(*field, object, indent, lead);
        }
    }
}

}  // namespace

std::string effective_yaml(const Scenario& scenario) {
    Scenario copy = scenario;  // Accessors take what they could change.
    Writer writer;
    writer.write(scenario_format(), &copy, 0, "");
    return writer.take();
}

Scenario at_home_anywhere(Scenario scenario) {
    const auto folder = std::filesystem::current_path() / folder_of(scenario.file);
    for (std::string* const file : {&scenario.workload.orders, &scenario.workload.products}) {
        *file = (folder / *file).lexically_normal().string();
    }
    return scenario;
}

std::string portable_yaml(const Scenario& scenario) {
    return effective_yaml(at_home_anywhere(scenario));
}

}  // namespace drydock::harness
