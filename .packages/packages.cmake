# packages.cmake: what is installed beside the program, and the Debian packages that `cpack -G DEB` makes of a build.
#
# Two packages: rapport (program, manual, completion, data, readers for R and Python, documents with the shipped studies)
# and librapport-dev (archive, headers, rapport.pc). README.md beside this file says how each is built.

# ---- the library --------------------------------------------------------------------------------

install(TARGETS librapport DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(DIRECTORY sim/base sim/stream sim/model sim/scenario sim/ensemble sim/store sim/analysis
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rapport COMPONENT development FILES_MATCHING PATTERN "*.h")
install(FILES models/registry.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rapport/models COMPONENT development)
configure_file(.packages/rapport.pc.in rapport.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/rapport.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)

# ---- documents: laid out as in the sources, so that links between them lead somewhere ---------------------------------

install(FILES README.md CHANGELOG.md CITATION.cff DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY models plots sim DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(DIRECTORY scenarios DESTINATION ${CMAKE_INSTALL_DOCDIR} PATTERN "*.sh" EXCLUDE)

# What a Debian package has to have, under names that Debian gives.
configure_file(.packages/changelog.in changelog.Debian @ONLY)
add_custom_command(OUTPUT changelog.Debian.gz DEPENDS ${CMAKE_BINARY_DIR}/changelog.Debian VERBATIM
  COMMAND ${GZIP} -9nkf changelog.Debian)
add_custom_target(changelog ALL DEPENDS changelog.Debian.gz)
set(notices ${CMAKE_BINARY_DIR}/changelog.Debian.gz ${CMAKE_SOURCE_DIR}/.packages/copyright)
install(FILES ${notices} DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES ${notices} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/librapport-dev COMPONENT development)

# ---- Debian ---------------------------------------------------------------------------------------

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VENDOR "The rapport maintainers")
set(CPACK_PACKAGE_CONTACT "The rapport maintainers <maintainers@rapport.invalid>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL Unspecified development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # asks dpkg-shlibdeps, of dpkg-dev, what the program is linked to

set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_NAME rapport)
set(CPACK_DEBIAN_UNSPECIFIED_DESCRIPTION "It simulates trust, research capacity and follow-up between research teams and
community organisations, month by month, with chance and a budget, and answers
in the form of a realist evaluation: what works, for whom, in which
circumstances, and why.")
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_RECOMMENDS gnuplot-nox)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SUGGESTS
    "pandoc, xlsx2csv, fonts-noto-core, r-base-core, python3-pandas, python3-matplotlib, librapport-dev")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME librapport-dev)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "The library: archive, headers, rapport.pc.
For programs that run studies themselves. An example stands in the documents of
the package rapport, under scenarios/library.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS
    "rapport (= ${PROJECT_VERSION}-1), libgsl-dev, libconfig-dev, libsqlite3-dev, zlib1g-dev")
include(CPack)
