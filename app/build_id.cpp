#include "app/build_id.hpp"

#include <cstddef>
#include <cstring>

#include <elf.h>
#include <fmt/format.h>
#include <link.h>

namespace drydock::app {

namespace {

constexpr std::size_t padded(std::size_t size) {
    return (size + 3) / 4 * 4;
}

std::string id_of_notes(const std::byte* at, std::size_t size) {
    ElfW(Nhdr) note{};
    while (size >= sizeof note) {
        std::memcpy(&note, at, sizeof note);
        const std::size_t name = sizeof note;
        const std::size_t content = name + padded(note.n_namesz);
        const std::size_t whole = content + padded(note.n_descsz);
        if (whole > size) {
            break;
        }
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
            std::memcmp(at + name, "GNU", sizeof "GNU") == 0) {
            std::string digits;
            for (std::size_t index = 0; index < note.n_descsz; ++index) {
                digits += fmt::format("{:02x}", std::to_integer<unsigned>(at[content + index]));
            }
            return digits;
        }
        at += whole;
        size -= whole;
    }
    return {};
}

/// Called for the program first, which ends the walk.
int read_program(dl_phdr_info* program, std::size_t, void* into) {
    for (int index = 0; index < program->dlpi_phnum; ++index) {
        const ElfW(Phdr)& part = program->dlpi_phdr[index];
        auto& id = *static_cast<std::string*>(into);
        if (part.p_type == PT_NOTE && id.empty()) {
            const auto* const notes =
                reinterpret_cast<const std::byte*>(program->dlpi_addr + part.p_vaddr);
            id = id_of_notes(notes, part.p_memsz);
        }
    }
    return 1;
}

}  // namespace

std::string build_id() {
    std::string id;
    dl_iterate_phdr(read_program, &id);
    return id;
}

}  // namespace drydock::app
