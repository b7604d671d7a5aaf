# Libraries from Debian 12 packages; why each is here: docs/dependencies.md
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(UTF8PROC REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(UCHARDET REQUIRED IMPORTED_TARGET uchardet)
pkg_check_modules(JANSSON REQUIRED IMPORTED_TARGET jansson)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
set(CLEW_LIBRARIES PkgConfig::XXHASH PkgConfig::UTF8PROC PkgConfig::UCHARDET
    PkgConfig::JANSSON PkgConfig::NETTLE PkgConfig::ZLIB Threads::Threads m)
