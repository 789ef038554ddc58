# Writes OUT with the commit of SOURCE, "+changes" where tracked files differ from it.
set(commit "unknown")
execute_process(COMMAND git -C ${SOURCE} rev-parse HEAD OUTPUT_VARIABLE found
                OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE failed)
if(NOT failed)
  set(commit ${found})
  execute_process(COMMAND git -C ${SOURCE} diff --quiet HEAD -- sim models plots
                  ERROR_QUIET RESULT_VARIABLE changed)
  if(changed)
    string(APPEND commit "+changes")
  endif()
endif()
set(text "#define RAPPORT_COMMIT \"${commit}\"\n")
if(EXISTS ${OUT})
  file(READ ${OUT} old)
endif()
if(NOT "${old}" STREQUAL "${text}")
  file(WRITE ${OUT} "${text}")
endif()
