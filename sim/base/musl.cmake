# musl.cmake: exp, log, pow and the like as plain C, so that every x86-64 processor and compiler gives the same digits.
#
# The system's own choose their instructions by processor: with a fused multiply-add the last bit is another. musl's
# choose nothing. Its archive is linked to one object that shows these functions only; a program that holds them hands
# them to GSL as well. Functions that are exact on every machine (sqrt, floor, fmod, fmax, frexp, ...) need no such care.
#
# Sets FUNCTIONS_OBJECT, a source of the library, or nothing where musl is not there; RAPPORT_ARITHMETIC, "musl" or
# "system", which the program says of itself; FUNCTIONS_OPTIONS: a compiler computes no value in their place.
# Off, to try the system's: -DRAPPORT_MUSL=OFF

# All that the project calls, and what GSL does. tests/functions.sh finds one that is missing.
set(FUNCTIONS acos acosh asin asinh atan atan2 atanh cos cosh exp expm1 hypot log log10 log1p pow sin sincos sinh tan tanh)

if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  find_file(RAPPORT_MUSL libc.a NO_DEFAULT_PATH DOC "musl's static archive, or OFF"
            PATHS /usr/lib/x86_64-linux-musl /usr/x86_64-linux-musl/lib64 /usr/lib/musl/lib) # Debian, Fedora, Arch
endif()
set(FUNCTIONS_OBJECT "")
set(RAPPORT_ARITHMETIC system)
list(TRANSFORM FUNCTIONS PREPEND -fno-builtin- OUTPUT_VARIABLE FUNCTIONS_OPTIONS)
if(RAPPORT_MUSL AND CMAKE_LINKER AND CMAKE_OBJCOPY)
  set(RAPPORT_ARITHMETIC musl)
  set(FUNCTIONS_OBJECT ${CMAKE_BINARY_DIR}/musl.o)
  list(TRANSFORM FUNCTIONS PREPEND --undefined= OUTPUT_VARIABLE wanted)
  list(TRANSFORM FUNCTIONS PREPEND --keep-global-symbol= OUTPUT_VARIABLE shown)
  add_custom_command(OUTPUT ${FUNCTIONS_OBJECT} DEPENDS ${RAPPORT_MUSL} VERBATIM
    COMMAND ${CMAKE_LINKER} -m elf_x86_64 -r ${wanted} -o ${FUNCTIONS_OBJECT} ${RAPPORT_MUSL}
    COMMAND ${CMAKE_OBJCOPY} ${shown} ${FUNCTIONS_OBJECT})
  set_source_files_properties(${FUNCTIONS_OBJECT} PROPERTIES EXTERNAL_OBJECT TRUE GENERATED TRUE)
endif()
message(STATUS "exp, log, pow: of ${RAPPORT_ARITHMETIC}")
