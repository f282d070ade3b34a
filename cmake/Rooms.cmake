include_guard()
include(GoogleTest)

option(DRYDOCK_WERROR "Treat warnings as errors" OFF)
option(DRYDOCK_FUZZ "Build the programs of tests/fuzz for libFuzzer; needs clang" OFF)
set(DRYDOCK_SANITIZE "" CACHE STRING "Value for -fsanitize=, e.g. address,undefined")

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    # Paths below the project are relative to ccache, so that one clone answers for another.
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=true ${CCACHE_PROGRAM})
endif()

# Flags of this project's own code; third-party headers are not held to them.
add_library(drydock_flags INTERFACE)
target_compile_features(drydock_flags INTERFACE cxx_std_20)
target_compile_options(drydock_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow
    -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
# In a unity build a fixture in an anonymous namespace is not of the main file; it is of one anyway.
if(CMAKE_UNITY_BUILD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(drydock_flags INTERFACE -Wno-subobject-linkage)
endif()
if(DRYDOCK_WERROR)
    target_compile_options(drydock_flags INTERFACE -Werror)
endif()
if(DRYDOCK_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
        message(FATAL_ERROR "DRYDOCK_FUZZ needs clang: -DCMAKE_CXX_COMPILER=clang++-16")
    endif()
    set(DRYDOCK_SANITIZE fuzzer-no-link,address,undefined)
endif()
if(DRYDOCK_SANITIZE)
    target_compile_options(drydock_flags INTERFACE
        -fsanitize=${DRYDOCK_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(drydock_flags INTERFACE -fsanitize=${DRYDOCK_SANITIZE})
endif()

# What only some rooms may touch. A Node that read a clock, a file or a socket could not be rehearsed.
set(DRYDOCK_PURE_ROOMS core integration mocks)
set(DRYDOCK_FORBIDDEN_IN_PURE_ROOMS
    "#include <(simgrid|xbt|boost|sqlite3|fstream|filesystem|random|thread|mutex|future|iostream)"
    "(system_clock|steady_clock|high_resolution_clock|random_device|getenv)"
    "(std::cout|std::cerr|std::this_thread|std::thread|fopen|_distribution<|std::function<double)")
# Keyed hashes are pure; core/signature.hpp is the one place that computes them.
set(DRYDOCK_FORBIDDEN_IN_NODES "#include <openssl")

# drydock_check_includes(<room> <dependencies> <files>...)
#
# All rooms share the repository root as include root, so the compiler would let any room include
# any other. This stops the configuration when a file includes a room that its target does not name,
# and when a file of a pure room touches what only a World may.
function(drydock_check_includes room dependencies)
    foreach(file IN LISTS ARGN)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        file(STRINGS ${file} lines REGEX "^#include \"[a-z_]+/")
        foreach(line IN LISTS lines)
            string(REGEX REPLACE "^#include \"([a-z_]+)/.*" "\\1" included "${line}")
            set(allowed ${dependencies})
            list(FILTER allowed INCLUDE REGEX "^drydock_${included}(_|$)")
            if(NOT included STREQUAL room AND NOT allowed)
                message(SEND_ERROR "${room}: ${file} includes ${included}/, "
                    "but its target does not name drydock_${included} in DEPENDS")
            endif()
        endforeach()
        if(room IN_LIST DRYDOCK_PURE_ROOMS)
            set(patterns ${DRYDOCK_FORBIDDEN_IN_PURE_ROOMS})
            if(NOT room STREQUAL core)
                list(APPEND patterns ${DRYDOCK_FORBIDDEN_IN_NODES})
            endif()
            foreach(pattern IN LISTS patterns)
                file(STRINGS ${file} lines REGEX "${pattern}")
                if(lines)
                    message(SEND_ERROR "${room}: ${file} has what only a World may touch: ${lines}")
                endif()
            endforeach()
        endif()
    endforeach()
endfunction()

# drydock_room(<path> HEADERS ... [SOURCES ...] [TESTS ...] [DEPENDS ...] [TEST_DEPENDS ...])
#
# One room (a top-level folder) is one namespace drydock::<room>; core is drydock itself, so that its
# words (Duration, Document, Money) need no prefix anywhere. A path below a room ("mocks/odoo") is a
# part of it with a target of its own (drydock_mocks_odoo). Files are listed, not globbed, so that a
# forgotten or dead file shows in review. TESTS are relative to tests/<path>/; those of a "live" part
# run against the real clock and are labelled so. With CMAKE_VERIFY_INTERFACE_HEADER_SETS every header
# is also compiled alone.
function(drydock_room path)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "HEADERS;SOURCES;TESTS;DEPENDS;TEST_DEPENDS")
    string(REGEX REPLACE "/.*" "" room "${path}")
    string(REPLACE "/" "_" name "${path}")
    drydock_check_includes(${room} "${arg_DEPENDS}" ${arg_HEADERS} ${arg_SOURCES})
    set(kind INTERFACE)
    if(arg_SOURCES)
        set(kind PUBLIC)
        add_library(drydock_${name} STATIC ${arg_SOURCES})
    else()
        add_library(drydock_${name} INTERFACE)
    endif()
    target_sources(drydock_${name} ${kind}
        FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
    target_link_libraries(drydock_${name} ${kind} drydock_flags ${arg_DEPENDS})
    if(arg_TESTS AND BUILD_TESTING)
        list(TRANSFORM arg_TESTS PREPEND ${PROJECT_SOURCE_DIR}/tests/${path}/)
        add_executable(drydock_${name}_test ${arg_TESTS})
        target_link_libraries(drydock_${name}_test PRIVATE
            drydock_${name} ${arg_TEST_DEPENDS} GTest::gtest_main)
        set(labels "")
        if(path MATCHES "(^|/)live(/|$)")
            set(labels PROPERTIES LABELS real-time)
        endif()
        gtest_discover_tests(drydock_${name}_test
            TEST_PREFIX "${path}/" WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} ${labels})
    endif()
endfunction()
