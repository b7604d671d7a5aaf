# Flags for every target: warnings, hardening in release, sanitizers on demand.
include(CheckPIESupported)
check_pie_supported()
# -O1: at -O0 the sanitized tests take three times as long.
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")

add_library(clew_flags INTERFACE)
target_compile_definitions(clew_flags INTERFACE _GNU_SOURCE)
target_compile_options(clew_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes
    -Wmissing-prototypes -Wvla -fno-strict-aliasing -ffp-contract=off)
if(CLEW_WERROR)
    target_compile_options(clew_flags INTERFACE -Werror)
endif()
if(CLEW_SANITIZE)
    target_compile_options(clew_flags INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=undefined
        -fno-omit-frame-pointer)
    target_link_options(clew_flags INTERFACE -fsanitize=address,undefined)
elseif(CMAKE_BUILD_TYPE STREQUAL "Release" OR
       CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
    target_compile_options(clew_flags INTERFACE
        -fstack-protector-strong -fstack-clash-protection -fcf-protection
        -D_FORTIFY_SOURCE=2)
    target_link_options(clew_flags INTERFACE
        -Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
if(CLEW_COVERAGE)
    # Threads count too: without atomic counters some end below zero.
    target_compile_options(clew_flags INTERFACE --coverage -O0
        -fprofile-update=atomic)
    target_link_options(clew_flags INTERFACE --coverage)
endif()
if(CLEW_FUZZ)
    target_compile_options(clew_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
