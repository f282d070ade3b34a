# SimGrid 3.32 as Debian packages it, without a CMake package of its own.
find_path(SimGrid_INCLUDE_DIR simgrid/s4u.hpp)
find_library(SimGrid_LIBRARY simgrid)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(SimGrid REQUIRED_VARS SimGrid_LIBRARY SimGrid_INCLUDE_DIR)
if(SimGrid_FOUND AND NOT TARGET SimGrid::SimGrid)
    add_library(SimGrid::SimGrid UNKNOWN IMPORTED GLOBAL)
    set_target_properties(SimGrid::SimGrid PROPERTIES
        IMPORTED_LOCATION ${SimGrid_LIBRARY}
        INTERFACE_INCLUDE_DIRECTORIES ${SimGrid_INCLUDE_DIR})
endif()
