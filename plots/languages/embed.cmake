# Writes OUT, a C file with the catalogues FILES (fr.mo, ...): what plots/words/catalogue.h and language.h declare.
set(bytes_of "")
set(rows "")
set(codes "\"en\", ")
foreach(file ${FILES})
  get_filename_component(code ${file} NAME_WE)
  string(MAKE_C_IDENTIFIER "language_${code}" name)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND bytes_of "static const unsigned char ${name}[] = {${bytes}};\n")
  string(APPEND rows "{\"${code}\", ${name}, sizeof ${name}}, ")
  string(APPEND codes "\"${code}\", ")
endforeach()
file(WRITE ${OUT} "/* Made by plots/languages/embed.cmake. */
#include \"plots/words/translation.h\"
${bytes_of}const rap_embedded_language rap_embedded_languages[] = {${rows}{0, 0, 0}};
const char *const rap_language_codes[] = {${codes}0};
")
