#pragma once

#include <string>

namespace drydock::app {

/// What the linker has named this program by its content, in hexadecimal digits; empty where it has
/// not. Source: ELF note NT_GNU_BUILD_ID, on by default in Debian's compilers.
[[nodiscard]] std::string build_id();

}  // namespace drydock::app
