# `cmake --install`: the program, the library for C, and what describes them.
set(CLEW_VERBS tell extract annotate group copies doctor)

if(TARGET clew)
    install(TARGETS clew)
    # The manual pages come from the same table as --help, so the program
    # writes them; it is there when it is installed.
    install(CODE "
        set(pages \"${PROJECT_BINARY_DIR}/man\")
        file(MAKE_DIRECTORY \"\${pages}\")
        foreach(verb IN ITEMS \"\" ${CLEW_VERBS})
            set(page clew)
            if(verb)
                string(APPEND page -\${verb})
            endif()
            execute_process(
                COMMAND \"${PROJECT_BINARY_DIR}/clew\" help --man \${verb}
                OUTPUT_FILE \"\${pages}/\${page}.1\"
                COMMAND_ERROR_IS_FATAL ANY)
        endforeach()")
    install(DIRECTORY ${PROJECT_BINARY_DIR}/man/
        DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 FILES_MATCHING PATTERN "*.1")
endif()

if(TARGET clew_shared)
    install(TARGETS clew_static clew_shared)
    install(DIRECTORY include/clew DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h")
    # The prefix is that of the installation, which `cmake --install --prefix`
    # may set, so the file is written then.
    install(CODE "
        set(PREFIX \"\${CMAKE_INSTALL_PREFIX}\")
        set(LIBDIR \"${CMAKE_INSTALL_LIBDIR}\")
        set(VERSION \"${PROJECT_VERSION}\")
        set(DESCRIPTION \"${PROJECT_DESCRIPTION}\")
        configure_file(\"${PROJECT_SOURCE_DIR}/cmake/clew.pc.in\"
            \"${PROJECT_BINARY_DIR}/clew.pc\" @ONLY)")
    install(FILES ${PROJECT_BINARY_DIR}/clew.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endif()

install(FILES docs/dossier.schema.json docs/extract.schema.json
        docs/annotate.schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/clew)
install(FILES README.md CHANGELOG.md LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY examples DESTINATION ${CMAKE_INSTALL_DOCDIR})
